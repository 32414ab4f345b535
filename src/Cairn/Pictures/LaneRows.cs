using System.Globalization;
using Cairn.Record;

namespace Cairn.Pictures;

/// <summary>Draws the lanes: spells as bars packed into tracks, with few events among them as marks; a kind with many events gets a row of its own.</summary>
internal static class LaneRows
{
    /// <summary>From so many events of a kind on, they are a row with one name instead of marks with a label each.</summary>
    private const int Many = 3;

    private const double Indent = 10;

    /// <summary>Fill and edge of the lanes in turn; names at the left tell them apart where colour does not.</summary>
    private static readonly (string Fill, string Edge)[] Colours =
        [("#d2e2f1", "#1d5a94"), ("#cfe9e5", "#0c635a"), ("#e3daef", "#4c2c92"), ("#fbe6cf", "#8a4b00"), ("#f8dfea", "#99195a"), ("#e6e7e8", Ink.Grey)];

    public static double Draw(Ink ink, LifeStrip strip, StripLayout layout, TimeScale time, Signs signs, double y)
    {
        var first = true;
        foreach (var lane in strip.Lanes)
        {
            var shown = lane.Facts.Where(strip.Draws).ToList();
            if (shown.Count == 0) continue;
            if (!first) ink.Path($"M{Ink.N(layout.Margin)} {Ink.N(y)}H{Ink.N(time.Right)}", $"fill=\"none\" stroke=\"{Ink.Pale}\"");
            first = false;
            y = Draw(new LanePen(ink, strip, layout, time, signs, Colours[lane.Lane.Number % Colours.Length]), lane, shown, y + 5) + 4;
        }
        ink.Path($"M{Ink.N(layout.Margin)} {Ink.N(y)}H{Ink.N(time.Right)}", $"fill=\"none\" stroke=\"{Ink.Pale}\"");
        return y;
    }

    private static double Draw(LanePen pen, StripLane lane, List<StripFact> shown, double y)
    {
        var (ink, layout, time) = (pen.Ink, pen.Layout, pen.Time);
        var kinds = shown.Where(f => !f.Kind.IsSpell).Select(f => f.Kind).Distinct().OrderBy(k => k.Number).ToList();
        var series = kinds.Where(k => shown.Count(f => f.Kind == k) >= Many).ToList();
        var single = shown.Where(f => !series.Contains(f.Kind)).ToList();
        ink.Text(layout.Margin, y + layout.Size, lane.Lane.Title, layout.Size, bold: true);
        if (!layout.IsWide || single.Count == 0) y += layout.Size + 6;
        var tracks = new Tracks();
        foreach (var fact in single.OrderBy(f => f.IsGhost).ThenBy(f => !f.Kind.IsSpell).ThenBy(f => f.From))
        {
            var x = time.X(Math.Max(fact.From, pen.Strip.First));
            var end = fact.Kind.IsSpell ? Math.Max(x + 3, time.End(pen.Strip.EndOf(fact))) : x;
            tracks.Add(fact.Kind.IsSpell ? new Piece(fact, x, end) : new Piece(fact, pen.Centre(fact.From) - LanePen.Mark, pen.Centre(fact.From) + LanePen.Mark));
        }
        foreach (var track in tracks.All) y = pen.Track(track, kinds, y);
        foreach (var kind in series) y = Series(pen, kind, kinds.IndexOf(kind), shown.Where(f => f.Kind == kind).ToList(), y);
        return y;
    }

    private static double Series(LanePen pen, Kind kind, int shape, List<StripFact> events, double y)
    {
        var (ink, layout, time) = (pen.Ink, pen.Layout, pen.Time);
        var name = string.Create(CultureInfo.InvariantCulture, $"{Words.Short(kind.Title)} ({events.Count(e => !e.IsGhost)})");
        var lines = TextWidth.Wrap(name, layout.IsWide ? layout.Names - Indent - 6 : layout.Width - 2 * layout.Margin, layout.Small);
        var below = y;
        foreach (var line in lines)
        {
            below += layout.Small + 3;
            ink.Text(layout.Margin + (layout.IsWide ? Indent : 0), below - 3, TextWidth.Cut(line, layout.IsWide ? layout.Names - Indent - 6 : layout.Width - 2 * layout.Margin, layout.Small), layout.Small, Ink.Grey);
        }
        var middle = layout.IsWide ? y + (layout.Small + 3) / 2 + 1 : below + 9;
        var places = events.Select(e => time.X(e.From)).Order().ToList();
        var apart = places.Zip(places.Skip(1), (a, b) => b - a).DefaultIfEmpty(layout.Width).Average();
        var dense = places.Zip(places.Skip(1), (a, b) => b - a).Any(d => d < 2 * LanePen.Mark - 1);
        foreach (var one in events)
        {
            ink.Open(one.IsGhost ? "mark ghost" : "mark", one.Said);
            pen.Event(one, dense ? Shape.Tick : (Shape)(shape % 4), pen.Centre(one.From), middle, apart < 4 ? 1 : 2);
            ink.Close();
        }
        return Math.Max(below, middle + 9) + 2;
    }
}
