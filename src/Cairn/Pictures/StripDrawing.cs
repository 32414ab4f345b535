using Cairn.Record;

namespace Cairn.Pictures;

/// <summary>How a strip is laid out: its width, the room for the names of lanes at the left (none: they stand above their lane), and the sizes of its text.</summary>
public sealed record StripLayout(double Width, double Names, double Margin, double Size, double Small)
{
    /// <summary>For a page and for paper.</summary>
    public static readonly StripLayout Wide = new(960, 148, 12, 14, 12.5);

    /// <summary>For a phone of 320 pixels.</summary>
    public static readonly StripLayout Narrow = new(320, 0, 6, 13, 12);

    public bool IsWide => Names > 0;
}

/// <summary>Draws a strip as SVG: the clocks, the axis of time, the lanes, and a key to the signs that occur.</summary>
public static class StripDrawing
{
    /// <summary>The picture. Two on one page need ids of their own.</summary>
    public static string Draw(LifeStrip strip, string who, StripLayout layout, string id = "strip")
    {
        var ink = new Ink(layout.Width);
        var time = new TimeScale(strip.First, strip.Last, layout.Margin + layout.Names, layout.Width - layout.Margin - 8);
        var signs = new Signs();
        var y = Heading(ink, strip, who, layout);
        y = ClockRows.Draw(ink, strip, layout, time, signs, y);
        var top = y;
        y = Axis(ink, strip, layout, time, y);
        y = LaneRows.Draw(ink, strip, layout, time, signs, y);
        foreach (var (day, _) in time.Months(layout.Small)) ink.Line(time.X(day), top + 2 * layout.Size + 12, y, $"fill=\"none\" stroke=\"{(Day.Date(day).Month == 1 ? Ink.Pale : "#e3e4e5")}\"");
        if (strip.On < strip.Last) ink.Band(time.End(strip.On), top + 2 * layout.Size + 12, time.Right - time.End(strip.On), y - top - 2 * layout.Size - 12, $"class=\"to-come\" fill=\"{Ink.Mist}\"");
        if (time.Holds(strip.On)) ink.Line(time.End(strip.On), top + layout.Size + 6, y, $"class=\"today\" fill=\"none\" stroke=\"{Ink.Black}\" stroke-width=\"1.5\"");
        y = signs.Key(ink, layout, y + 10);
        y = Footnote(ink, strip, layout, y);
        return ink.ToSvg(y, StripText.Title(strip, who), StripText.Summary(strip), id);
    }

    private static double Heading(Ink ink, LifeStrip strip, string who, StripLayout layout)
    {
        var y = layout.Margin + layout.Size + 2;
        var lines = TextWidth.Wrap($"{who} on {Day.Long(strip.On)}{(strip.Known >= Day.Last || strip.Known == strip.On ? "" : $", as known on {Day.Long(strip.Known)}")}", layout.Width - 2 * layout.Margin, layout.Size + 2, bold: true);
        foreach (var line in lines)
        {
            ink.Text(layout.Margin, y, line, layout.Size + 2, bold: true);
            y += layout.Size + 8;
        }
        return y - layout.Size;
    }

    /// <summary>The years, and below them the months; the day asked about over both, where its line runs.</summary>
    private static double Axis(Ink ink, LifeStrip strip, StripLayout layout, TimeScale time, double y)
    {
        y += layout.Small + 4;
        if (time.Holds(strip.On))
        {
            var today = Day.Long(strip.On);
            var width = TextWidth.Of(today, layout.Small, bold: true);
            ink.Text(Math.Clamp(time.End(strip.On) - width / 2, layout.Margin, layout.Width - layout.Margin - width), y, today, layout.Small, bold: true);
        }
        y += layout.Small + 5;
        foreach (var (day, label) in time.Years(layout.Small)) ink.Text(time.X(day) + (day == strip.First ? 0 : 3), y, label, layout.Small, bold: true);
        y += layout.Small + 4;
        foreach (var (day, label) in time.Months(layout.Small - 1))
            if (time.X(day) + 3 + TextWidth.Of(label, layout.Small - 1) <= layout.Width - layout.Margin && label.Length > 0) ink.Text(time.X(day) + 3, y, label, layout.Small - 1, Ink.Grey);
        ink.Path($"M{Ink.N(time.Left)} {Ink.N(y + 5)}H{Ink.N(time.Right)}", $"fill=\"none\" stroke=\"{Ink.Black}\"");
        return y + 8;
    }

    private static double Footnote(Ink ink, LifeStrip strip, StripLayout layout, double y)
    {
        var outside = strip.Lanes.SelectMany(l => l.Facts).Count(f => f.Fate != Fate.Completed && !strip.Draws(f)) + strip.Others.Count;
        if (outside == 0) return y + layout.Margin;
        foreach (var line in TextWidth.Wrap($"{outside} more {(outside == 1 ? "fact is" : "facts are")} in the table only: outside this time, or of a kind without a lane.", layout.Width - 2 * layout.Margin, layout.Small))
        {
            ink.Text(layout.Margin, y + layout.Small, line, layout.Small, Ink.Grey);
            y += layout.Small + 5;
        }
        return y + layout.Margin;
    }
}
