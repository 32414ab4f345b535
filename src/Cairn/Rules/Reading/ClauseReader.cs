using System.Globalization;
using Cairn.Record;

namespace Cairn.Rules;

/// <summary>Reads clauses: the shapes that compose into eligibility, milestones and outcomes.</summary>
internal sealed class ClauseReader(Vocabulary vocabulary, Mistakes mistakes, PatternReader patterns, WindowReader windows, IReadOnlySet<string> names, IReadOnlyDictionary<string, DatedTable> tables)
{
    private static readonly string[] Anywhere = [.. WindowReader.Keys, "assumption", "evidence", "note"];

    /// <summary>Each shape with the keys that only it knows.</summary>
    private static readonly Dictionary<string, string[]> Shapes = new(StringComparer.Ordinal)
    {
        ["all"] = [], ["any"] = ["at-least"], ["none"] = [], ["in-order"] = [], ["if"] = ["then", "else"],
        ["holds"] = [],
        ["starts"] = ["times", "apart", "first", "at-times", "give-or-take"],
        ["happens"] = ["times", "apart", "first", "at-times", "give-or-take"],
        ["leaves"] = ["lasted"],
        ["sustains"] = ["for", "gaps", "gap-days", "while", "without", "new", "bettering", "same", "restarts-on", "stops-for"],
        ["lacks"] = ["for", "covered-by"],
        ["count"] = QuantityReader.ClauseKeys, ["days"] = QuantityReader.ClauseKeys, ["total"] = QuantityReader.ClauseKeys,
        ["measure"] = ["is", "rises-by", "falls-by", "baseline", "times", "apart", "lasting"],
        ["age"] = ["on"],
        ["reached"] = [],
    };

    private readonly QuantityReader quantities = new(mistakes, patterns, windows, tables);

    public Func<Yaml, EvidenceRule?> Evidence { get; init; } = _ => null;

    public Clause? Read(Yaml at)
    {
        if (!at.IsMap)
        {
            mistakes.Add(at, at.IsList ? "A list needs a word that says how its parts go together: 'all:', 'any:', 'none:' or 'in-order:'."
                : at.Word.Length == 0 ? "A clause is missing here; write one, such as { starts: { employment: any } }."
                : $"A clause is written {{ SHAPE: ... }}, such as {{ starts: {{ employment: any }} }}; '{at.Word}' is not.{patterns.MeantBy(at.Word)}");
            return null;
        }
        var alone = mistakes.Found.Count;
        var shapes = at.Entries.Where(e => Shapes.ContainsKey(e.Key.Word)).ToList();
        if (shapes.Count > 1)
        {
            mistakes.Add(shapes[1].Key, $"'{shapes[1].Key.Word}' and '{shapes[0].Key.Word}' are two shapes in one clause; write them as two parts of 'all:'.");
            return null;
        }
        if (shapes.Count == 0 && patterns.KindEntry(at) is null && at.Entries.Count > 0)
        {
            if (mistakes.Found.Count == alone) Unknown(at);
            return null;
        }
        var shape = shapes.Count == 1 ? shapes[0].Key.Word : "";
        if (shape.Length > 0) Keys.Check(at, [shape, .. Shapes[shape], .. Anywhere], mistakes);
        var before = mistakes.Found.Count;
        var window = windows.Read(at);
        var clause = shape.Length > 0 ? Shape(shape, shapes[0].Value, at) : patterns.Read(at, Anywhere) is { } pattern ? new Holds(new SpellDays(pattern), at) : null;
        if (clause is null || mistakes.Found.Count > before) return null;
        return clause with { Window = window, Assumption = at["assumption"]?.Word, Evidence = at["evidence"] is { } evidence ? Evidence(evidence) : null };
    }

    private void Unknown(Yaml at)
    {
        foreach (var (key, _) in at.Entries)
        {
            if (Anywhere.Contains(key.Word)) continue;
            var near = Mistakes.DidYouMean(key.Word, [.. Shapes.Keys, .. vocabulary.Kinds.Select(k => k.Name)]);
            mistakes.Add(key, $"'{key.Word}' is neither a shape of clause nor a kind of fact.{(near.Length > 0 ? near : $" Shapes: {string.Join(", ", Shapes.Keys)}.")}");
            return;
        }
        mistakes.Add(at, $"This clause says when, but not what. Shapes: {string.Join(", ", Shapes.Keys)}.");
    }

    private Clause? Shape(string shape, Yaml value, Yaml at)
    {
        switch (shape)
        {
            case "all": return Parts(value) is { } all ? new AllOf(all, false, at) : null;
            case "in-order": return Parts(value) is { } ordered ? new AllOf(ordered, true, at) : null;
            case "any": return Parts(value) is { } any ? new AnyOf(any, Whole(at["at-least"], 1, 1, any.Count), at) : null;
            case "none": return Parts(value) is { } none ? new NoneOf(none, at) : null;
            case "if": return If(value, at);
            case "holds": return patterns.ReadDays(value) is { } days ? new Holds(days, at) : null;
            case "starts" or "happens": return Happening(shape, value, at);
            case "leaves": return Leaving(value, at);
            case "sustains": return Sustaining(value, at);
            case "lacks":
                var lacked = patterns.ReadDays(value);
                var covered = at["covered-by"] is { } by ? patterns.ReadDays(by) : null;
                return lacked is not null && Needed(at, "for") is { } stretch ? new Lacks(lacked, stretch, at) { CoveredBy = covered } : null;
            case "measure": return Measuring(value, at);
            case "age": return Ageing(value, at);
            case "reached":
                if (names.Contains(value.Word)) return new Reached(value.Word, at);
                mistakes.Add(value, $"This scheme has no milestone or outcome '{value.Word}'.{Mistakes.DidYouMean(value.Word, names)}");
                return null;
            default: return quantities.Clause(shape, value, at);
        }
    }

    private List<Clause>? Parts(Yaml value)
    {
        if (!value.IsList || value.Items.Count == 0)
        {
            mistakes.Add(value, "Write its parts as a list, each on a line that begins with '- '.");
            return null;
        }
        var parts = value.Items.Select(Read).OfType<Clause>().ToList();
        return parts.Count < value.Items.Count ? null : parts;
    }

    private IfThen? If(Yaml value, Yaml at)
    {
        if (at["then"] is not { } yes)
        {
            mistakes.Add(at, "'if:' needs 'then:'.");
            return null;
        }
        var condition = Read(value);
        var then = Read(yes);
        var otherwise = at["else"] is { } no ? Read(no) : null;
        return condition is null || then is null ? null : new IfThen(condition, then, otherwise, at);
    }

    private Happens? Happening(string shape, Yaml value, Yaml at)
    {
        if (patterns.Read(value) is not { } pattern) return null;
        if (pattern.Kind.IsSpell != (shape == "starts"))
            mistakes.Add(value, pattern.Kind.IsSpell ? $"'{pattern.Kind.Name}' is a spell; it 'starts', 'leaves' or 'sustains'." : $"'{pattern.Kind.Name}' is an event; it 'happens'.");
        var times = at["at-times"] is { } set ? set.Items.Select(windows.Length).OfType<Length>().ToList() : [];
        var tolerance = at["give-or-take"] is { } t ? windows.Length(t) : null;
        if ((times.Count > 0) != (tolerance is not null)) mistakes.Add(at, "'at-times' and 'give-or-take' belong together.");
        return new Happens(pattern, Whole(at["times"], 1, 1, 10_000), at["apart"] is { } apart ? windows.Length(apart) : null, at)
        {
            First = at["first"] is { } first && Keys.Yes(first, mistakes),
            AtTimes = times,
            Tolerance = tolerance,
        };
    }

    private Leaves? Leaving(Yaml value, Yaml at)
    {
        if (patterns.Read(value) is not { } pattern) return null;
        if (!pattern.Kind.IsSpell) mistakes.Add(value, $"'{pattern.Kind.Name}' is an event and has no end; write 'happens'.");
        return new Leaves(pattern, at["lasted"] is { } lasted ? windows.Stretch(lasted) : null, at);
    }

    private Sustains? Sustaining(Yaml value, Yaml at)
    {
        if (patterns.ReadDays(value) is not { } days || Needed(at, "for") is not { } length) return null;
        int? each = null, total = null;
        if (at["gaps"] is { } gaps)
        {
            foreach (var part in gaps.Word.Split(", "))
            {
                var inAll = part.EndsWith(" in total", StringComparison.Ordinal);
                var one = part.EndsWith(" each", StringComparison.Ordinal);
                if (!(inAll || one) || !Length.TryParse(part[..^(inAll ? 9 : 5)], out var gap) || !gap.IsFixed)
                {
                    mistakes.Add(gaps, $"'{gaps.Word}' does not say which gaps are allowed; write '28 days in total', '7 days each', or both with a comma between.");
                    break;
                }
                if (inAll) total = gap.DaysFrom(0);
                else each = gap.DaysFrom(0);
            }
        }
        else total = 0;
        var pattern = (days as SpellDays)?.Pattern;
        if (at["new"] is { } begun && pattern is null) mistakes.Add(begun, "'new' needs 'sustains:' to name one kind of fact.");
        if (at["stops-for"] is not null && !length.IsFixed) mistakes.Add(at["stops-for"]!, "A clock that a calendar stops is counted in days or weeks; give 'for:' so.");
        return new Sustains(days, length, at)
        {
            GapsInTotal = total,
            GapsEach = each,
            GapsCount = Keys.OneOf(at["gap-days"], ["count", "do not count"], "do not count", mistakes) == "count",
            While = at["while"] is { } w ? patterns.ReadDays(w) : null,
            Without = at["without"] is { } wo ? patterns.ReadDays(wo) : null,
            New = at["new"] is { } n && Keys.Yes(n, mistakes),
            Bettering = at["bettering"] is { } b ? DetailOf(pattern, b, "bettering") : null,
            Same = at["same"] is { } s ? DetailOf(pattern, s, "same") : null,
            RestartsOn = at["restarts-on"] is { } r ? patterns.Read(r) : null,
            Stops = at["stops-for"] is { } stops ? CalendarOf(stops) : null,
        };
    }

    private Detail? DetailOf(Pattern? pattern, Yaml at, string key)
    {
        if (pattern is null) mistakes.Add(at, $"'{key}' needs 'sustains:' to name one kind of fact.");
        else if (pattern.Kind.Find(at.Word) is { Slot: >= 0 } detail) return detail;
        else mistakes.Add(at, $"A fact of kind '{pattern.Kind.Name}' has no detail '{at.Word}'.{Mistakes.DidYouMean(at.Word, pattern.Kind.Details.Select(d => d.Name))}");
        return null;
    }

    private Record.Calendar? CalendarOf(Yaml at)
    {
        if (at.Word == "weekends-and-bank-holidays") return vocabulary.WorkingDays;
        if (vocabulary.FindCalendar(at.Word) is { } calendar) return calendar;
        mistakes.Add(at, $"The vocabulary has no calendar '{at.Word}'.{Mistakes.DidYouMean(at.Word, vocabulary.Calendars.Select(c => c.Name))}");
        return null;
    }

    private Measures? Measuring(Yaml value, Yaml at)
    {
        var of = new List<(Pattern, Detail)>();
        foreach (var item in value.Items)
        {
            var dot = item.Word.IndexOf('.', StringComparison.Ordinal);
            if (dot <= 0 || vocabulary.Find(item.Word[..dot]) is not { } kind || kind.Find(item.Word[(dot + 1)..]) is not { Type: DetailType.Number or DetailType.Money or DetailType.Code } detail)
            {
                mistakes.Add(item, $"'{item.Word}' is not a measure; write KIND.DETAIL, such as review.psychological-health, where the detail is a number, an amount or an ordered code.");
                return null;
            }
            of.Add((new Pattern(kind, [], item) { Says = item.Word }, detail));
        }
        var first = of[0].Item2;
        var test = at["is"] is { } wanted ? patterns.One(first, wanted) : null;
        if (test?.Codes is { } codes) test = AsRange(test, codes, at["is"]!);
        var rises = at["rises-by"] is { } r ? patterns.Bound(first, r.Word, r) : null;
        var falls = at["falls-by"] is { } f ? patterns.Bound(first, f.Word, f) : null;
        if ((at["is"] is not null ? 1 : 0) + (rises is not null ? 1 : 0) + (falls is not null ? 1 : 0) != 1)
            mistakes.Add(at, "A measure needs one of 'is:', 'rises-by:' or 'falls-by:', with a number.");
        return new Measures(of, at)
        {
            Min = test?.Min, Max = test?.Max, RisesBy = rises, FallsBy = falls,
            Baseline = at["baseline"] is { } b ? windows.Anchor(b) : rises is not null || falls is not null ? new Anchor(AnchorKind.Referral) : null,
            Times = Whole(at["times"], 1, 1, 1000),
            Apart = at["apart"] is { } apart ? windows.Length(apart) : null,
            Lasting = at["lasting"] is { } lasting ? windows.Stretch(lasting) : null,
        };
    }

    /// <summary>Codes of an ordered list as the range of their places; codes with others between them are no range.</summary>
    private Test AsRange(Test test, IReadOnlyList<bool> codes, Yaml at)
    {
        var places = Enumerable.Range(0, codes.Count).Where(i => codes[i]).ToList();
        if (places.Count == 0 || places[^1] - places[0] + 1 != places.Count) mistakes.Add(at, "A measure's codes must stand next to each other in their list, such as 'level-2 or higher'.");
        return places.Count == 0 ? test : test with { Min = places[0], Max = places[^1] };
    }

    private Aged? Ageing(Yaml value, Yaml at)
    {
        if (vocabulary.Find("birth") is not { } birth)
        {
            mistakes.Add(at, "Ages come from the fact of kind 'birth', which the vocabulary does not have.");
            return null;
        }
        if (!RangeText.TryRead(value.Word, t => int.TryParse(t, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : null, out var min, out var max) || at["on"] is not { } on)
        {
            mistakes.Add(value, "An age is written 'age: 18 to 24' with 'on: referral', or another day.");
            return null;
        }
        return windows.Anchor(on) is { } anchor ? new Aged(new Pattern(birth, [], value) { Says = "birth" }, (int)Math.Max(0, min), (int)Math.Min(200, max), anchor, at) : null;
    }

    private Length? Needed(Yaml at, string key)
    {
        if (at[key] is { } value) return windows.Stretch(value);
        mistakes.Add(at, $"This needs '{key}:' with a length of time, such as 26 weeks.");
        return null;
    }

    private int Whole(Yaml? at, int otherwise, int least, int most)
    {
        if (at is null) return otherwise;
        if (int.TryParse(at.Word, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n >= least && n <= most) return n;
        mistakes.Add(at, $"'{at.Word}' should be a whole number from {least} to {most}.");
        return otherwise;
    }
}
