using System.Globalization;
using Cairn.Record;

namespace Cairn.Pictures;

/// <summary>A sum by a day, in pence, all before it counted in.</summary>
public readonly record struct SumBy(int Day, long Pence);

/// <summary>
/// Pounds over time as steps: what has become payable up to a day, then the most that may still come, under a cap where there is one. The
/// table beside it says the same.
/// </summary>
public sealed record MoneyOverTime(string Title, int First, int Last, int On, long? Cap, IReadOnlyList<SumBy> SoFar, IReadOnlyList<SumBy> MayCome)
{
    /// <summary>The picture as SVG. Two on one page need ids of their own.</summary>
    public string Draw(StripLayout layout, string id)
    {
        var ink = new Ink(layout.Width);
        var (left, right, top, bottom) = (layout.IsWide ? 90 : 6.0, layout.Width - 10, 2 * layout.Size + 14, layout.IsWide ? 280 : 220.0);
        var most = Math.Max(1, Math.Max(Cap ?? 0, Math.Max(SoFar.Count > 0 ? SoFar[^1].Pence : 0, MayCome.Count > 0 ? MayCome[^1].Pence : 0)));
        double X(int day) => left + (right - left) * (Math.Clamp(day, First, Last) - First) / Math.Max(1, Last - First);
        double Y(long pence) => bottom - (bottom - top) * pence / most;
        ink.Rect(X(On), top, right - X(On), bottom - top, $"class=\"to-come\" fill=\"{Ink.Mist}\"");
        foreach (var (year, x) in Years(X)) { ink.Line(x, top, bottom + 5, $"stroke=\"{Ink.Pale}\""); ink.Text(x, bottom + layout.Small + 8, year, layout.Small, Ink.Grey); }
        if (MayCome.Count > 0) ink.Path(Steps([new(On, SoFar.Count > 0 ? SoFar[^1].Pence : 0), .. MayCome], X, Y, Last), $"class=\"may-come\" fill=\"none\" stroke=\"{Ink.Blue}\" stroke-width=\"2\" stroke-dasharray=\"5 4\"");
        ink.Path(Steps([new(First, 0), .. SoFar], X, Y, On), $"class=\"so-far\" fill=\"none\" stroke=\"{Ink.Green}\" stroke-width=\"3.5\"");
        if (Cap is { } cap)
        {
            ink.Path($"M{N(left)} {N(Y(cap))}H{N(right)}", $"class=\"cap\" stroke=\"{Ink.Black}\" stroke-width=\"1.5\"");
            ink.Text(left + 4, Y(cap) - 5, $"Cap {Pence.Format(cap)}", layout.Small, bold: true);
        }
        ink.Path($"M{N(left)} {N(top)}V{N(bottom)}H{N(right)}", $"fill=\"none\" stroke=\"{Ink.Grey}\"");
        if (layout.IsWide)
            foreach (var pence in new[] { 0, most / 2, most }) ink.Text(left - 8 - TextWidth.Of(Pence.Whole(pence), layout.Small), Y(pence) + 4, Pence.Whole(pence), layout.Small, Ink.Grey);
        var y = bottom + 2 * layout.Size + 18;
        y = Key(ink, layout, y, Ink.Green, "", $"Payable so far: {Pence.Format(SoFar.Count > 0 ? SoFar[^1].Pence : 0)}");
        if (MayCome.Count > 0) y = Key(ink, layout, y, Ink.Blue, " stroke-dasharray=\"5 4\"", $"The most that may come: {Pence.Format(MayCome[^1].Pence)} in all");
        return ink.ToSvg(y, Title, Description, id);
    }

    /// <summary>What the picture shows, for whoever hears it.</summary>
    public string Description =>
        $"{Pence.Format(SoFar.Count > 0 ? SoFar[^1].Pence : 0)} payable by {Day.Long(On)}{(Cap is { } cap ? $", of a cap of {Pence.Format(cap)}" : "")}.{(MayCome.Count > 0 ? $" At most {Pence.Format(MayCome[^1].Pence)} in all by {Day.Long(Last)}." : "")}";

    private IEnumerable<(string Year, double X)> Years(Func<int, double> x)
    {
        for (var year = Day.Date(First).Year + 1; Day.Of(year, 1, 1) <= Last; year++) yield return (year.ToString(CultureInfo.InvariantCulture), x(Day.Of(year, 1, 1)));
    }

    private static string Steps(IReadOnlyList<SumBy> points, Func<int, double> x, Func<long, double> y, int until)
    {
        var path = new System.Text.StringBuilder($"M{N(x(points[0].Day))} {N(y(points[0].Pence))}");
        foreach (var point in points.Skip(1)) path.Append(CultureInfo.InvariantCulture, $"H{N(x(point.Day))}V{N(y(point.Pence))}");
        return path.Append(CultureInfo.InvariantCulture, $"H{N(x(until))}").ToString();
    }

    private static double Key(Ink ink, StripLayout layout, double y, string colour, string dash, string text)
    {
        ink.Path($"M{N(layout.Margin)} {N(y - 4)}h28", $"stroke=\"{colour}\" stroke-width=\"3\"{dash}");
        ink.Text(layout.Margin + 36, y, text, layout.Small);
        return y + layout.Size + 6;
    }

    private static string N(double x) => x.ToString("0.##", CultureInfo.InvariantCulture);
}
