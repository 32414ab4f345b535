namespace Cairn.Pictures;

/// <summary>The signs of a strip that its key explains.</summary>
internal enum Sign { Reached, Earliest, Deadline, Gap, Bar, Open, Before, Evidence, MarkSeen, MarkUnseen, TickSeen, TickUnseen, Ghost, Beyond }

/// <summary>Remembers which signs a picture uses, and draws the key to them.</summary>
internal sealed class Signs
{
    private const double Room = 22;

    private readonly SortedSet<Sign> used = [];

    public const string CheckPen = $"class=\"evidence\" fill=\"none\" stroke=\"{Ink.Black}\" stroke-width=\"2\"";

    public void Add(Sign sign) => used.Add(sign);

    /// <summary>A tick ten wide, its middle at a height.</summary>
    public static string Check(double x, double middle) => $"M{Ink.N(x)} {Ink.N(middle)}l3 4l6 -8";

    /// <summary>Draws the key in as many lines as it needs; gives where it ends.</summary>
    public double Key(Ink ink, StripLayout layout, double y)
    {
        var x = layout.Margin;
        ink.Open("key", null);
        foreach (var sign in used)
        {
            if (Says(sign) is not { } says) continue;
            var width = Room + TextWidth.Of(says, layout.Small);
            if (x > layout.Margin && x + width > layout.Width - layout.Margin)
            {
                x = layout.Margin;
                y += layout.Small + 8;
            }
            Sample(ink, sign, x, y + layout.Small / 2 + 1);
            ink.Text(x + Room, y + layout.Small, says, layout.Small);
            x += width + 18;
        }
        ink.Close();
        return used.Count == 0 ? y : y + layout.Small + 8;
    }

    private static string? Says(Sign sign) => sign switch
    {
        Sign.Reached => "reached",
        Sign.Earliest => "earliest it could be reached",
        Sign.Deadline => "must be reached by here",
        Sign.Gap => "gap in a clock",
        Sign.Open => "still going on",
        Sign.Before => "began earlier",
        Sign.Evidence => "evidence seen",
        Sign.MarkSeen or Sign.TickSeen => "event, evidence seen",
        Sign.MarkUnseen or Sign.TickUnseen => "event, none seen",
        Sign.Ghost => "corrected or taken back",
        Sign.Beyond => "comes later",
        _ => null,
    };

    private static void Sample(Ink ink, Sign sign, double x, double middle)
    {
        const string bar = $"fill=\"{Ink.Mist}\" stroke=\"{Ink.Grey}\"";
        var (l, t, m) = (Ink.N(x + 1), Ink.N(middle - 5), Ink.N(middle));
        switch (sign)
        {
            case Sign.Reached or Sign.Earliest: ClockRows.Flag(ink, x + 3, middle + 7, sign is Sign.Reached); break;
            case Sign.Deadline: ink.Path($"M{l} {m}h13m0 -5v10", $"fill=\"none\" stroke=\"{Ink.Grey}\" stroke-width=\"2\""); break;
            case Sign.Gap: ink.Rect(x + 1, middle - 2, 14, 4, $"fill=\"{Ink.White}\" stroke=\"{Ink.Amber}\""); break;
            case Sign.Open: ink.Path($"M{l} {t}h9l6 5l-6 5h-9z", bar); break;
            case Sign.Before: ink.Path($"M{l} {t}h14v10h-14l3 -5z", bar); break;
            case Sign.Evidence: ink.Path(Check(x + 3, middle), CheckPen); break;
            case Sign.MarkSeen or Sign.MarkUnseen: ink.Path($"M{Ink.N(x + 3)} {m}a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0z", $"fill=\"{(sign is Sign.MarkSeen ? Ink.Grey : Ink.White)}\" stroke=\"{Ink.Grey}\" stroke-width=\"1.5\""); break;
            case Sign.TickSeen or Sign.TickUnseen: ink.Path(sign is Sign.TickSeen ? $"M{Ink.N(x + 8)} {Ink.N(middle - 7)}v14" : $"M{Ink.N(x + 8)} {Ink.N(middle - 4)}v8", $"fill=\"none\" stroke=\"{Ink.Grey}\" stroke-width=\"2\""); break;
            case Sign.Ghost: ink.Rect(x + 1, middle - 5, 14, 10, $"fill=\"{Ink.White}\" stroke=\"{Ink.Grey}\" stroke-dasharray=\"3 2\""); break;
            case Sign.Beyond: ClockRows.Beyond(ink, x + 4, middle); break;
        }
    }
}
