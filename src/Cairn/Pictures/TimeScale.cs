using System.Globalization;
using Cairn.Record;

namespace Cairn.Pictures;

/// <summary>Where days stand across a picture. A day has its own breadth: a spell from a day to that day is one day wide.</summary>
public sealed record TimeScale(int First, int Last, double Left, double Right)
{
    /// <summary>The left edge of a day, which later days never precede; clamped to the picture.</summary>
    public double X(int day) => Left + (Right - Left) * (Math.Clamp(day, First, Last + 1) - First) / (Last + 1 - First);

    /// <summary>The right edge of a day.</summary>
    public double End(int day) => X(Math.Min(day, Day.Last) + 1);

    public bool Holds(int day) => day >= First && day <= Last;

    /// <summary>The first day of every so many months, as close as their labels can stand: each with its label, years where there is no room for months.</summary>
    public IReadOnlyList<(int Day, string Label)> Months(double size)
    {
        var step = new[] { 1, 2, 3, 6, 12 }.First(s => s == 12 || (Right - Left) / (Last + 1 - First) * 28 * s > TextWidth.Of("May", size) + 8);
        return [.. Firsts(step).Select(d => (d, step == 12 ? "" : Day.Date(d).ToString("MMM", CultureInfo.InvariantCulture)))];
    }

    /// <summary>Each first of January in the picture, and the first day of it, with the year; one that would touch the next is left out.</summary>
    public IReadOnlyList<(int Day, string Label)> Years(double size)
    {
        var all = Firsts(12).Prepend(First).Distinct().ToList();
        var apart = TextWidth.Of("2026", size, bold: true) + 10;
        var kept = new List<(int Day, string Label)>();
        for (var i = all.Count - 1; i >= 0; i--)
            if ((kept.Count == 0 ? Right + 10 : X(kept[^1].Day)) - X(all[i]) >= apart) kept.Add((all[i], Day.Date(all[i]).Year.ToString(CultureInfo.InvariantCulture)));
        kept.Reverse();
        return kept;
    }

    private IEnumerable<int> Firsts(int step)
    {
        var date = Day.Date(First);
        for (var month = new DateOnly(date.Year, 1, 1); month <= Day.Date(Last); month = month.AddMonths(step))
            if (month >= date) yield return Day.Of(month);
    }
}
