namespace Cairn.Pictures;

/// <summary>One row: from a low figure to a high one, each in words of its own. A plain bar begins at nothing and has no low end.</summary>
public readonly record struct RangeBar(string Name, double Low, double High, string Says);

/// <summary>
/// Rows of bars: a share of people a step, from nothing; or what each assumption could change, on both sides of the middle, the widest first (a tornado). The table
/// beside it says the same.
/// </summary>
public sealed record RangeBars(string Title, string Said, IReadOnlyList<RangeBar> Bars, double? Middle = null, string MiddleSaid = "")
{
    /// <summary>The picture as SVG. Two on one page need ids of their own. The names stand over the bars where it is narrow.</summary>
    public string Draw(StripLayout layout, string id)
    {
        var ink = new Ink(layout.Width);
        var (least, most) = (Math.Min(Middle ?? 0, Bars.Select(b => Math.Min(b.Low, b.High)).DefaultIfEmpty(0).Min()), Math.Max(Middle ?? 0, Bars.Select(b => Math.Max(b.Low, b.High)).DefaultIfEmpty(1).Max()));
        if (most <= least) most = least + 1;
        var words = Bars.Select(b => TextWidth.Of(b.Says, layout.Small)).DefaultIfEmpty(0).Max();
        var left = layout.IsWide ? layout.Margin + Bars.Select(b => TextWidth.Of(b.Name, layout.Small)).DefaultIfEmpty(0).Max() + 12 : layout.Margin;
        var right = layout.Width - layout.Margin - (layout.IsWide ? words + 10 : 0);
        double X(double value) => left + (right - left) * (value - least) / (most - least);
        var top = layout.Size + 10;
        var y = top;
        if (Middle is not null) { ink.Text(layout.Margin, y, MiddleSaid, layout.Small, Ink.Grey); y += 12; }
        foreach (var bar in Bars)
        {
            ink.Text(layout.Margin, y + layout.Small, bar.Name, layout.Small);
            if (!layout.IsWide) y += layout.Small + 5;
            var (from, to) = (Math.Min(bar.Low, bar.High), Math.Max(bar.Low, bar.High));
            ink.Open("bar", $"{bar.Name}: {bar.Says}");
            ink.Rect(X(from), y, Math.Max(1, X(to) - X(from)), 14, $"fill=\"{(Middle is null ? Ink.Green : Ink.Blue)}\"");
            if (Middle is { } middle && middle > from && middle < to) ink.Rect(X(middle) - 0.75, y, 1.5, 14, $"fill=\"{Ink.White}\"");
            ink.Close();
            if (layout.IsWide) ink.Text(right + 10, y + layout.Small - 1, bar.Says, layout.Small);
            else ink.Text(layout.Margin, y + 16 + layout.Small, bar.Says, layout.Small, Ink.Grey);
            y += layout.IsWide ? 22 : 24 + layout.Small;
        }
        if (Middle is { } at) ink.Line(X(at), top + 8, y, $"stroke=\"{Ink.Black}\" stroke-dasharray=\"3 3\"");
        return ink.ToSvg(y + 6, Title, Description, id);
    }

    /// <summary>What the picture shows, for whoever hears it.</summary>
    public string Description => Bars.Count == 0 ? $"{Said}: nothing." : $"{Said}. {string.Join("; ", Bars.Take(5).Select(b => $"{b.Name}: {b.Says}"))}.";
}
