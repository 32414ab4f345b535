using System.Globalization;
using Cairn.Record;

namespace Cairn.Pictures;

/// <summary>What a sum may have come to by the end of a month, in pence: in a tenth of all draws less than the first, in half less than the second, in nine tenths less than the third.</summary>
public readonly record struct FanMonth(double Low, double Middle, double High);

/// <summary>Pounds that may come, month by month: a fan around the middle, under a cap where there is one, and on both sides of nothing where money is owed first. The table beside it says the same by year.</summary>
public sealed record MoneyFan(string Title, string Said, int First, IReadOnlyList<FanMonth> Months, long? Cap)
{
    /// <summary>Pence from the least to the most that it has room for, however little there is: two fans with the same can be compared.</summary>
    public (double Least, double Most) Room { get; init; }

    /// <summary>The picture as SVG. Two on one page need ids of their own.</summary>
    public string Draw(StripLayout layout, string id)
    {
        var ink = new Ink(layout.Width);
        var high = Math.Max(1, Math.Max(Math.Max(Cap ?? 0, Room.Most), Months.Select(m => m.High).DefaultIfEmpty(0).Max()));
        var low = Math.Min(Math.Min(0, Room.Least), Months.Select(m => m.Low).DefaultIfEmpty(0).Min());
        var scale = new[] { low, 0, high }.Distinct().ToList();
        var left = layout.IsWide ? layout.Margin + scale.Max(p => TextWidth.Of(Pence.Whole(p), layout.Small)) + 10 : layout.Margin;
        var (right, top, bottom) = (layout.Width - 10, 2 * layout.Size + 14, layout.IsWide ? 290 : 230.0);
        double X(int month) => left + (right - left) * month / Math.Max(1, Months.Count);
        double Y(double pence) => bottom - (bottom - top) * (pence - low) / (high - low);
        foreach (var (year, x) in Years(X)) { ink.Line(x, top, bottom + 5, $"stroke=\"{Ink.Pale}\""); if (x + 2 + TextWidth.Of(year, layout.Small) <= layout.Width) ink.Text(x + 2, bottom + layout.Small + 8, year, layout.Small, Ink.Grey); }
        var edge = string.Concat(Months.Select((m, i) => $"L{N(X(i + 1))} {N(Y(m.High))}")) + string.Concat(Months.Select((m, i) => (m, i)).Reverse().Select(p => $"L{N(X(p.i + 1))} {N(Y(p.m.Low))}"));
        ink.Path($"M{N(left)} {N(Y(0))}{edge}Z", $"class=\"fan\" fill=\"{Ink.Sky}\" stroke=\"{Ink.Blue}\" stroke-width=\"0.8\"");
        ink.Path($"M{N(left)} {N(Y(0))}" + string.Concat(Months.Select((m, i) => $"L{N(X(i + 1))} {N(Y(m.Middle))}")), $"class=\"middle\" fill=\"none\" stroke=\"{Ink.Blue}\" stroke-width=\"3\"");
        if (Cap is { } cap)
        {
            ink.Path($"M{N(left)} {N(Y(cap))}H{N(right)}", $"class=\"cap\" stroke=\"{Ink.Black}\" stroke-width=\"1.5\"");
            ink.Text(left + 4, Y(cap) - 5, $"Caps {Pence.Format(cap)}", layout.Small, bold: true);
        }
        ink.Path($"M{N(left)} {N(top)}V{N(bottom)}", $"stroke=\"{Ink.Grey}\"");
        ink.Path($"M{N(left)} {N(Y(0))}H{N(right)}", $"stroke=\"{Ink.Grey}\"");
        foreach (var pence in scale)
            ink.Text(layout.IsWide ? left - 8 - TextWidth.Of(Pence.Whole(pence), layout.Small) : left + 3, Y(pence) + (layout.IsWide ? 4 : pence == high ? 14 : -4), Pence.Whole(pence), layout.Small, Ink.Grey);
        var y = bottom + 2 * layout.Size + 18;
        ink.Path($"M{N(layout.Margin)} {N(y - 4)}h28", $"stroke=\"{Ink.Blue}\" stroke-width=\"3\"");
        ink.Text(layout.Margin + 36, y, "The middle: half of all draws lie below", layout.Small);
        y += layout.Size + 6;
        ink.Rect(layout.Margin, y - 12, 28, 14, $"fill=\"{Ink.Sky}\" stroke=\"{Ink.Blue}\" stroke-width=\"0.8\"");
        ink.Text(layout.Margin + 36, y, "Eight draws in ten lie in here", layout.Small);
        return ink.ToSvg(y + layout.Size, Title, Description, id);
    }

    /// <summary>What the picture shows, for whoever hears it.</summary>
    public string Description => Months.Count == 0 ? $"{Said}: nothing." :
        $"{Said}: at the end {Pence.Whole(Months[^1].Middle)} in the middle, and from {Pence.Whole(Months[^1].Low)} to {Pence.Whole(Months[^1].High)} in eight draws of ten{(Cap is { } cap ? $", under caps of {Pence.Format(cap)}" : "")}.";

    /// <summary>The end of every March and of the last month, for the table beside it.</summary>
    public IReadOnlyList<(int Day, FanMonth Sum)> Table()
    {
        var rows = new List<(int, FanMonth)>();
        for (var m = 0; m < Months.Count; m++)
        {
            var end = Day.Of(new DateOnly(Day.Date(First).Year, Day.Date(First).Month, 1).AddMonths(m + 1)) - 1;
            if (m == Months.Count - 1 || Day.Date(end).Month == 3) rows.Add((end, Months[m]));
        }
        return rows;
    }

    private IEnumerable<(string Year, double X)> Years(Func<int, double> x)
    {
        var first = Day.Date(First);
        for (var m = 1; m < Months.Count; m++)
            if ((first.Month - 1 + m) % 12 == 0) yield return ((first.Year + (first.Month - 1 + m) / 12).ToString(CultureInfo.InvariantCulture), x(m));
    }

    private static string N(double x) => Ink.N(x);
}
