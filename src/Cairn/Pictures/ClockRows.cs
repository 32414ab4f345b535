using Cairn.Record;
using Cairn.Rules;

namespace Cairn.Pictures;

/// <summary>Draws each scheme's clocks: what is asked and how far it is in words, and a track of days with its gaps and its flag.</summary>
internal static class ClockRows
{
    private const double Track = 9, Pole = 15;

    public static double Draw(Ink ink, LifeStrip strip, StripLayout layout, TimeScale time, Signs signs, double y)
    {
        foreach (var scheme in strip.Schemes)
        {
            y = Heading(ink, layout, scheme.Scheme.Title, scheme.Stands, layout.Size, Ink.Grey, y) + 4;
            foreach (var clock in scheme.Clocks)
            {
                ink.Open("clock", $"{clock.Outcome.Title}. {clock.Status}");
                y = Heading(ink, layout, clock.Outcome.Title, clock.Status, layout.Small, Ink.Black, y) + 3;
                if (layout.IsWide) State(ink, layout, clock, y + 13);
                Line(ink, strip, time, signs, clock, y + Pole);
                ink.Close();
                y += Pole + 8;
            }
            y += 6;
        }
        return y;
    }

    /// <summary>A title, and what is to say of it: on the same line where both fit.</summary>
    private static double Heading(Ink ink, StripLayout layout, string title, string said, double size, string fill, double y)
    {
        var room = layout.Width - 2 * layout.Margin;
        var wide = TextWidth.Of(title, size, bold: true);
        if (wide + 8 + TextWidth.Of(said, layout.Small) <= room)
        {
            ink.Text(layout.Margin, y + size, title, size, bold: true);
            if (said.Length > 0) ink.Text(layout.Margin + wide + 8, y + size, said, layout.Small, fill);
            return y + size + 4;
        }
        y = Lines(ink, layout, layout.Margin, y, title, size, Ink.Black, bold: true, room);
        return said.Length == 0 ? y : Lines(ink, layout, layout.Margin, y, said, layout.Small, fill, bold: false, room);
    }

    private static double Lines(Ink ink, StripLayout layout, double x, double y, string text, double size, string fill, bool bold, double room)
    {
        foreach (var line in TextWidth.Wrap(text, room, size, bold))
        {
            ink.Text(x, y + size, TextWidth.Cut(line, layout.Width - layout.Margin - x, size, bold), size, fill, bold);
            y += size + 4;
        }
        return y;
    }

    private static void State(Ink ink, StripLayout layout, StripClock clock, double y) =>
        ink.Text(layout.Margin + 10, y, clock.LacksEvidence ? "Evidence missing" : clock is { State: ClockState.Counting, Clock: { } runs } ? $"{runs.Counted} of {runs.Needed} days" : Words.State(clock.State), layout.Small, clock.State switch { _ when clock.LacksEvidence => Ink.Amber, ClockState.Reached => Ink.Green, ClockState.Counting => Ink.Blue, _ => Ink.Grey }, bold: clock.State is ClockState.Reached or ClockState.Counting);

    /// <summary>The track: days that count as a bar, gaps as notches, the way still to go as dots, and the flag at its end.</summary>
    private static void Line(Ink ink, LifeStrip strip, TimeScale time, Signs signs, StripClock clock, double foot)
    {
        var y = foot - Track / 2;
        var (begins, ends) = (clock.Asked.First, Math.Min(clock.Asked.Last, clock.ReachedOn));
        if (time.Holds(strip.On)) ink.Path($"M{Ink.N(time.End(strip.On))} {Ink.N(foot - Pole)}v{Ink.N(Pole + 4)}", $"class=\"today\" fill=\"none\" stroke=\"{Ink.Black}\" stroke-width=\"1.5\"");
        if (begins <= strip.Last && ends >= strip.First)
        {
            ink.Path($"M{Ink.N(time.X(begins))} {Ink.N(y)}H{Ink.N(time.End(ends))}", $"class=\"asked\" fill=\"none\" stroke=\"{Ink.Pale}\"");
            if (time.Holds(clock.Deadline))
            {
                ink.Path($"M{Ink.N(time.End(ends))} {Ink.N(y - 5)}v10", $"class=\"deadline\" fill=\"none\" stroke=\"{Ink.Grey}\" stroke-width=\"2\"");
                signs.Add(Sign.Deadline);
            }
        }
        var last = strip.First - 1;
        foreach (var (from, to) in clock.Clock?.Spans ?? [])
        {
            if (last >= strip.First && from > last + 1) Notch(ink, time, signs, last, from, y);
            if (to >= strip.First && from <= strip.Last) ink.Rect(time.X(from), y - Track / 2, Math.Max(1.5, time.End(to) - time.X(from)), Track, $"class=\"counted\" fill=\"{(clock.State is ClockState.Reached ? Ink.Green : Ink.Blue)}\"");
            last = to;
        }
        if (clock.State is ClockState.Counting && last < strip.On) Notch(ink, time, signs, last, strip.On + 1, y);
        Flags(ink, strip, time, signs, clock, foot);
    }

    private static void Notch(Ink ink, TimeScale time, Signs signs, int last, int next, double y)
    {
        ink.Rect(time.End(last), y - 2, Math.Max(1, time.X(next) - time.End(last)), 4, $"class=\"gap\" fill=\"{Ink.White}\" stroke=\"{Ink.Amber}\"");
        signs.Add(Sign.Gap);
    }

    private static void Flags(Ink ink, LifeStrip strip, TimeScale time, Signs signs, StripClock clock, double foot)
    {
        if (clock.State is ClockState.Reached && time.Holds(clock.ReachedOn)) Flag(ink, time.End(clock.ReachedOn), foot, solid: true, signs);
        if (clock.Earliest == Day.Never || clock.State is ClockState.Reached or ClockState.Over) return;
        var from = Math.Max(clock.State is ClockState.Counting ? strip.On + 1 : Math.Max(strip.On + 1, clock.Asked.First == Day.Never ? 0 : clock.Asked.First), strip.First);
        if (from <= strip.Last) ink.Path($"M{Ink.N(time.X(from))} {Ink.N(foot - Track / 2)}H{Ink.N(time.End(Math.Min(clock.Earliest, strip.Last)))}", $"class=\"to-come\" fill=\"none\" stroke=\"{Ink.Black}\" stroke-width=\"2\" stroke-dasharray=\"2 3\"");
        if (time.Holds(clock.Earliest)) Flag(ink, time.End(clock.Earliest), foot, solid: false, signs);
        else if (clock.Earliest > strip.Last) Beyond(ink, time.Right, foot - Track / 2, signs);
    }

    /// <summary>A flag on a pole at the end of a day: solid where it is reached, hollow where it could be at the earliest.</summary>
    public static void Flag(Ink ink, double x, double foot, bool solid, Signs? signs = null)
    {
        ink.Path($"M{Ink.N(x)} {Ink.N(foot)}v-{Ink.N(Pole)}", $"fill=\"none\" stroke=\"{(solid ? Ink.Green : Ink.Black)}\" stroke-width=\"2\"");
        ink.Path($"M{Ink.N(x)} {Ink.N(foot - Pole)}l11 4l-11 4z", solid ? $"class=\"reached\" fill=\"{Ink.Green}\" stroke=\"{Ink.Green}\"" : $"class=\"earliest\" fill=\"{Ink.White}\" stroke=\"{Ink.Black}\" stroke-width=\"1.5\"");
        signs?.Add(solid ? Sign.Reached : Sign.Earliest);
    }

    /// <summary>An arrow head: what comes lies beyond the picture.</summary>
    public static void Beyond(Ink ink, double x, double y, Signs? signs = null)
    {
        ink.Path($"M{Ink.N(x)} {Ink.N(y - 4)}l7 4l-7 4z", $"class=\"beyond\" fill=\"{Ink.White}\" stroke=\"{Ink.Black}\"");
        signs?.Add(Sign.Beyond);
    }
}
