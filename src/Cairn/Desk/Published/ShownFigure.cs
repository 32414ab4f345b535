using Cairn.Record;
using Cairn.Rules;

namespace Cairn.Desk.Published;

/// <summary>
/// A figure as whoever may not see its people may see it. Where from 1 to 4 people are counted, or are left over, that is said without the
/// number; what counts nobody (readings of a place, staff) is shown as it is. The share is null where it is hidden or there is none.
/// </summary>
public sealed record ShownFigure(Figure Figure, string Text, decimal? Share)
{
    public bool IsHidden { get; private init; }

    /// <param name="figure">The figure.</param>
    /// <param name="about">What the scheme is about.</param>
    /// <param name="seesAll">Whether the viewer may see everyone whom it counts, so that nothing is hidden from them.</param>
    public static ShownFigure Of(Figure figure, About about, bool seesAll = false)
    {
        var (counted, all) = figure.Indicator.Of is CountedAnswers ? (figure.Answers.Count(a => a.InTime), figure.Answers.Count) : (figure.Subjects.Count, figure.OutOf.Count);
        if (seesAll || about is not About.Person || figure.Indicator.Of is CountedReadings || all == 0 && counted == 0) return new(figure, FigureText.Of(figure), figure.Value);
        var of = figure.Denominator is { } whole ? $" of {FigureText.Number(figure, whole)}" : "";
        // Pounds or days of a few are not told in part.
        var text = figure.Indicator.Of is CountedSum ? Math.Min(counted, all > 0 ? all : counted) is > 0 and <= CountTable.Small ? "Too few to show" : null : Few.Instead(counted, all, of);
        return text is null ? new(figure, FigureText.Of(figure), figure.Value) : new(figure, text, null) { IsHidden = true };
    }
}
