using Cairn.Record;

namespace Cairn.Pictures;

/// <summary>The shapes of events, so that kinds in one lane are told apart without colour; a tick where they stand too close for a shape.</summary>
internal enum Shape { Circle, Diamond, Square, Triangle, Tick }

/// <summary>Draws one track of a lane: its bars and marks, then their labels: inside, to the right, or below with a line that leads there.</summary>
internal sealed class LanePen(Ink ink, LifeStrip strip, StripLayout layout, TimeScale time, Signs signs, (string Fill, string Edge) colour)
{
    /// <summary>Half the width of a mark.</summary>
    public const double Mark = 5.5;

    private const double Bar = 20, Thin = 11, TickRoom = 13, Lead = 4, Least = 80;

    public Ink Ink => ink;

    public LifeStrip Strip => strip;

    public StripLayout Layout => layout;

    public TimeScale Time => time;

    /// <summary>Where the mark of a day stands, whole inside the picture.</summary>
    public double Centre(int day) => Math.Max(time.Left + Mark, (time.X(day) + time.End(day)) / 2);

    /// <summary>Draws a track and gives where the next begins.</summary>
    public double Track(IReadOnlyList<Piece> track, List<Kind> kinds, double y)
    {
        var height = track[0].Fact.Kind.IsSpell && !track[0].Fact.IsGhost ? Bar : Thin + 3;
        var rows = new LabelRows(time.Left, layout.Width - layout.Margin, 3);
        var step = layout.Small + 3;
        // From the right, so that a label led down from an earlier bar passes left of those already placed.
        for (var i = track.Count - 1; i >= 0; i--)
        {
            var piece = track[i];
            var next = i + 1 < track.Count ? track[i + 1].From - 5 : layout.Width - layout.Margin;
            ink.Open(piece.Fact.Kind.IsSpell ? piece.Fact.IsGhost ? "bar ghost" : "bar" : piece.Fact.IsGhost ? "mark ghost" : "mark", piece.Fact.Said);
            if (piece.Fact.Kind.IsSpell) Spell(piece, y, height);
            else Event(piece.Fact, (Shape)(kinds.IndexOf(piece.Fact.Kind) % 4), (piece.From + piece.To) / 2, y + height / 2);
            Label(piece, next, y, height, rows, step);
            ink.Close();
        }
        return y + height + 3 + (rows.Count == 0 ? 0 : Lead + rows.Count * step);
    }

    private void Label(Piece piece, double next, double y, double height, LabelRows rows, double step)
    {
        var fact = piece.Fact;
        var tick = fact.Evidence.Count > 0 ? TickRoom : 0;
        var baseline = y + height / 2 + layout.Small * 0.35;
        var names = Labels(fact);
        var clear = fact.From < strip.First ? 9 : 5;
        var colourOf = fact.IsGhost ? Ink.Grey : Ink.Black;
        if (fact.Kind.IsSpell && !fact.IsGhost && names.FirstOrDefault(n => TextWidth.Of(n, layout.Small) + tick + clear + 5 <= piece.To - piece.From) is { } inside)
        {
            Seen(fact, piece.From + clear, y + height / 2);
            ink.Text(piece.From + clear + tick, baseline, inside, layout.Small, colourOf);
            return;
        }
        var arrow = fact.IsOpen ? 13 : 5;
        var lead = fact.Kind.IsSpell ? piece.From + 1.5 : (piece.From + piece.To) / 2;
        var room = layout.Width - layout.Margin - lead - tick;
        foreach (var name in room < Least ? names : [.. names.Select(n => TextWidth.Cut(n, room, layout.Small)), .. names])
        {
            if (piece.To + arrow + tick + TextWidth.Of(name, layout.Small) <= next)
            {
                Seen(fact, piece.To + arrow, y + height / 2);
                ink.Text(piece.To + arrow + tick, baseline, name, layout.Small, colourOf);
                return;
            }
            if (rows.Place(lead, tick + TextWidth.Of(name, layout.Small)) is not { } at) continue;
            var top = y + height + Lead + at.Row * step;
            ink.Path($"M{Ink.N(lead)} {Ink.N(y + height)}V{Ink.N(top)}", $"class=\"leader\" fill=\"none\" stroke=\"{Ink.Grey}\"");
            Seen(fact, at.X, top + step / 2);
            ink.Text(at.X + tick, top + layout.Small * 0.95, name, layout.Small, colourOf);
            return;
        }
        if (fact.Kind.IsSpell && piece.To - piece.From > TickRoom + clear) Seen(fact, piece.From + clear, y + height / 2);
    }

    /// <summary>What a label may say, the fullest first.</summary>
    private static List<string> Labels(StripFact fact)
    {
        var label = fact.Label;
        var kind = Words.Short(fact.Kind.Title);
        if (fact.IsGhost) return [$"{label} from {Day.Long(fact.From)}, {Words.Became(fact)}", $"{label}, {Words.Became(fact)}", Words.Became(fact)!];
        return fact.Kind.IsSpell ? [label, fact.Name] : [label, kind];
    }

    private void Spell(Piece piece, double y, double height)
    {
        var fact = piece.Fact;
        var (left, right) = (piece.From, Math.Max(piece.From + 2, piece.To - 1));
        var (top, middle, foot) = (y, y + height / 2, y + height);
        var begins = fact.From < strip.First ? $"M{Ink.N(left)} {Ink.N(foot)}l4 -{Ink.N(height / 2)}l-4 -{Ink.N(height / 2)}" : $"M{Ink.N(left)} {Ink.N(foot)}V{Ink.N(top)}";
        var open = fact.IsOpen && fact.From <= strip.On;
        var ends = open || (fact.IsOpen ? Day.Last : fact.To) > strip.Last ? $"H{Ink.N(right)}L{Ink.N(right + 7)} {Ink.N(middle)}L{Ink.N(right)} {Ink.N(foot)}Z" : $"H{Ink.N(right)}V{Ink.N(foot)}Z";
        ink.Path(begins + ends, fact.IsGhost ? $"fill=\"{Ink.White}\" stroke=\"{Ink.Grey}\" stroke-dasharray=\"3 2\"" : $"fill=\"{colour.Fill}\" stroke=\"{colour.Edge}\"");
        if (fact.Fate is Fate.TakenBack) ink.Path($"M{Ink.N(left)} {Ink.N(middle)}H{Ink.N(right)}", $"fill=\"none\" stroke=\"{Ink.Grey}\"");
        signs.Add(fact.IsGhost ? Sign.Ghost : open ? Sign.Open : Sign.Bar);
        if (fact.From < strip.First) signs.Add(Sign.Before);
    }

    /// <summary>Draws the mark of an event: full when its evidence was seen, hollow when not, dashed when it no longer stands.</summary>
    public void Event(StripFact fact, Shape shape, double x, double y, double breadth = 2)
    {
        var seen = fact.Evidence.Count > 0;
        var attributes = fact.IsGhost ? $"fill=\"{Ink.White}\" stroke=\"{Ink.Grey}\" stroke-dasharray=\"2 1.5\"" : $"fill=\"{(seen ? colour.Edge : Ink.White)}\" stroke=\"{colour.Edge}\" stroke-width=\"1.5\"";
        var (cx, cy) = (Ink.N(x), Ink.N(y));
        switch (shape)
        {
            case Shape.Tick: ink.Path(seen && !fact.IsGhost ? $"M{cx} {Ink.N(y - 7)}v14" : $"M{cx} {Ink.N(y - 4)}v8", $"fill=\"none\" stroke=\"{(fact.IsGhost ? Ink.Grey : colour.Edge)}\" stroke-width=\"{Ink.N(breadth)}\"{(fact.IsGhost ? " stroke-dasharray=\"2 1.5\"" : "")}"); break;
            case Shape.Circle: ink.Path($"M{Ink.N(x - 4.5)} {cy}a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0 -9 0z", attributes); break;
            case Shape.Diamond: ink.Path($"M{cx} {Ink.N(y - 5.5)}l5.5 5.5l-5.5 5.5l-5.5 -5.5z", attributes); break;
            case Shape.Square: ink.Path($"M{Ink.N(x - 4)} {Ink.N(y - 4)}h8v8h-8z", attributes); break;
            default: ink.Path($"M{cx} {Ink.N(y - 5)}l5 9h-10z", attributes); break;
        }
        if (fact.Fate is Fate.TakenBack) ink.Path($"M{Ink.N(x - 4)} {Ink.N(y - 4)}l8 8", $"fill=\"none\" stroke=\"{Ink.Grey}\"");
        signs.Add(fact.IsGhost ? Sign.Ghost : shape is Shape.Tick ? seen ? Sign.TickSeen : Sign.TickUnseen : seen ? Sign.MarkSeen : Sign.MarkUnseen);
    }

    private void Seen(StripFact fact, double x, double middle)
    {
        if (fact.Evidence.Count == 0) return;
        ink.Path(Signs.Check(x, middle), Signs.CheckPen);
        signs.Add(Sign.Evidence);
    }
}
