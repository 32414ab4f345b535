using System.Globalization;
using Cairn.Desk.Published;
using Cairn.Rules;

namespace Cairn.Web.Pages.Schemes;

/// <summary>One figure of a period in a line: the number where it may be shown, its share as a bar with the target marked, and how it stands.</summary>
public sealed record FigureLine(Period Period, string Text, string? Width, string? TargetAt, string Standing, bool IsFinal)
{
    public static FigureLine Of(ShownFigure shown)
    {
        var figure = shown.Figure;
        var target = figure.Target is { InPercent: true } aim ? aim.Max == long.MaxValue ? aim.Min : aim.Max : (long?)null;
        return new FigureLine(figure.Period, shown.Text, figure.Denominator is null ? null : Percent(shown.Share), target is { } at ? Percent(at / 10_000m) : null,
            shown.IsHidden || figure.Meets is not { } meets ? "" : meets ? "Met" : "Not met", figure.IsFinal);
    }

    private static string? Percent(decimal? share) => share is { } s ? (Math.Clamp(s, 0, 1) * 100).ToString("0.0", CultureInfo.InvariantCulture) : null;
}

/// <summary>An indicator with its figure of the period that goes on, and how that stands to the one before.</summary>
public sealed record IndicatorLine(Indicator Indicator, FigureLine? Figure, string Trend)
{
    public static IndicatorLine Of(Indicators figures, Indicator indicator)
    {
        if (figures.Periods(indicator, 1) is not [.., var period]) return new(indicator, null, "");
        var shown = ShownFigure.Of(figures.Figure(indicator, period), figures.Answer.Scheme.About);
        return new(indicator, FigureLine.Of(shown), shown.IsHidden ? "" : figures.TrendOf(indicator, period) switch { Rules.Trend.Unknown => "", Rules.Trend.Same => "As before", var trend => $"{trend}" });
    }
}
