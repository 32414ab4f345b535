using Cairn.Record;

namespace Cairn.Rules;

/// <summary>Reads when a clause must come true: anchors, offsets and lengths.</summary>
internal sealed class WindowReader(Mistakes mistakes, IReadOnlySet<string> names)
{
    public static readonly string[] Keys = ["after", "before", "within", "at", "ever"];

    public Window Read(Yaml at)
    {
        if (!at.IsMap) return new Window();
        if (at["ever"] is { } ever)
        {
            if (Keys.Any(k => k != "ever" && at[k] is not null)) mistakes.Add(ever, "'ever' is any day at all; take away the other words that say when.");
            return new Window(Ever: Record.Keys.Yes(ever, mistakes));
        }
        if (at["at"] is { } day)
        {
            if (at["after"] is not null || at["before"] is not null || at["within"] is not null) mistakes.Add(day, "'at' is one day; take away 'after', 'before' and 'within'.");
            var anchor = Anchor(day);
            return new Window(anchor, anchor);
        }
        var after = at["after"] is { } a ? Anchor(a) : null;
        var before = at["before"] is { } b ? Anchor(b) : null;
        var within = at["within"] is { } w ? Offset(w) : null;
        if (after is not null && before is not null && within is not null) mistakes.Add(at["within"]!, "'within' with both 'after' and 'before' says too much; leave one of the three out.");
        return new Window(after, before, within);
    }

    /// <summary>A length of time that is not nothing, for what must last.</summary>
    public Length? Stretch(Yaml at)
    {
        var length = Length(at);
        if (length is not { Count: 0 }) return length;
        mistakes.Add(at, "Nothing lasts for no time at all; write 1 day or more.");
        return null;
    }

    /// <summary>A length of time in days, weeks, months or years.</summary>
    public Length? Length(Yaml at)
    {
        if (Offset(at) is not { } length) return null;
        if (length.Unit is not LengthUnit.WorkingDays) return length;
        mistakes.Add(at, "Working days say how far one day is from another, after 'within:', in 'claim:' or as in '15 working days after referral'; here count in days, weeks, months or years.");
        return null;
    }

    /// <summary>How far one day is from another, perhaps in working days.</summary>
    public Length? Offset(Yaml at)
    {
        if (Record.Length.TryParse(at.Word, out var length)) return length;
        mistakes.Add(at, $"'{at.Word}' is not a length of time; write it as 26 weeks, 84 days, 12 months or 15 working days.");
        return null;
    }

    /// <summary>Reads an anchor: <c>referral</c>, an outcome's name, a date, or a length before or after one of them.</summary>
    public Anchor? Anchor(Yaml at)
    {
        var text = at.Word.Trim();
        foreach (var back in (bool[])[false, true])
        {
            var word = back ? " before " : " after ";
            var split = text.IndexOf(word, StringComparison.Ordinal);
            if (split <= 0 || !Record.Length.TryParse(text[..split], out var offset)) continue;
            return Plain(text[(split + word.Length)..], at) is { } anchor ? anchor with { Offset = offset, Back = back } : null;
        }
        return Plain(text, at);
    }

    private Anchor? Plain(string text, Yaml at)
    {
        switch (text)
        {
            case "referral": return new Anchor(AnchorKind.Referral);
            case "enrolment": return new Anchor(AnchorKind.Enrolment);
            case "opens": return new Anchor(AnchorKind.Opens);
            case "closes": return new Anchor(AnchorKind.Closes);
        }
        if (Day.TryParse(text, out var day)) return new Anchor(AnchorKind.Date, Date: day);
        if (names.Contains(text)) return new Anchor(AnchorKind.Reached, text);
        mistakes.Add(at, $"'{text}' is not a day to count from: write referral, enrolment, opens, closes, a date such as 2026-04-01, or a milestone or outcome of this scheme.{Mistakes.DidYouMean(text, ["referral", "enrolment", "opens", "closes", .. names])}");
        return null;
    }
}
