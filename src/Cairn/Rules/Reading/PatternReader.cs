using System.Globalization;
using Cairn.Record;

namespace Cairn.Rules;

/// <summary>Reads patterns and sets of days.</summary>
internal sealed class PatternReader(Vocabulary vocabulary, Mistakes mistakes)
{
    private static readonly string[] DaysKeys = ["any", "all", "not", "together", "carried"];

    /// <summary>The entry of a mapping that names a kind of fact; null when there is none or more than one.</summary>
    public (Yaml Key, Yaml Value, Kind Kind)? KindEntry(Yaml at)
    {
        (Yaml, Yaml, Kind)? found = null;
        foreach (var (key, value) in at.Entries)
        {
            if (vocabulary.Find(key.Word) is not { } kind) continue;
            if (found is not null)
            {
                mistakes.Add(key, $"A pattern names one kind of fact; '{key.Word}' is a second. Write two patterns under 'all:' or 'any:'.");
                return null;
            }
            found = (key, value, kind);
        }
        return found;
    }

    /// <summary>Reads <c>{ KIND: DETAILS, said-by: ROLES }</c>. <paramref name="alsoKnown"/>: keys that belong to the clause around it.</summary>
    public Pattern? Read(Yaml at, IReadOnlyList<string>? alsoKnown = null)
    {
        if (!at.IsMap)
        {
            mistakes.Add(at, $"A pattern is written {{ KIND: DETAILS }}, such as {{ employment: any }}; '{at.Word}' is not.{MeantBy(at.Word)}");
            return null;
        }
        if (KindEntry(at) is not { } entry)
        {
            if (!mistakes.Any || at.Entries.All(e => vocabulary.Find(e.Key.Word) is null)) Unknown(at, alsoKnown);
            return null;
        }
        var saidBy = new List<int>();
        foreach (var (key, value) in at.Entries)
        {
            if (ReferenceEquals(key, entry.Key) || (alsoKnown?.Contains(key.Word) ?? false)) continue;
            if (key.Word == "said-by") saidBy.AddRange(Roles(value));
            else mistakes.Add(key, $"'{key.Word}' is not known here.{Mistakes.DidYouMean(key.Word, [.. alsoKnown ?? [], "said-by"])}");
        }
        var tests = Tests(entry.Kind, entry.Value);
        return new Pattern(entry.Kind, tests, entry.Key) { SaidBy = saidBy, Says = Says(entry.Kind, tests) };
    }

    /// <summary>The pattern that a bare word may have been meant for: a kind, or a code of a kind's first detail.</summary>
    public string MeantBy(string word)
    {
        var kind = vocabulary.Kinds.FirstOrDefault(k => k.Name == word);
        if (kind is not null) return $" Did you mean {{ {word}: any }}?";
        var of = vocabulary.Kinds.FirstOrDefault(k => k.Main?.List is { } list && list.Find(word) >= 0);
        return of is not null ? $" Did you mean {{ {of.Name}: {word} }}?" : Mistakes.DidYouMean(word, vocabulary.Kinds.Select(k => k.Name));
    }

    private static string Says(Kind kind, List<Test> tests) =>
        tests.Count == 0 ? kind.Name : $"{kind.Name} ({string.Join(", ", tests.Select(t => ReferenceEquals(t.Detail, kind.Main) && t.Codes is not null ? t.Says : $"{t.Detail.Name} {t.Says}"))})";

    private void Unknown(Yaml at, IReadOnlyList<string>? alsoKnown)
    {
        var key = at.Entries.Count > 0 ? at.Entries[0].Key : at;
        var near = Mistakes.DidYouMean(key.Word, [.. vocabulary.Kinds.Select(k => k.Name), .. alsoKnown ?? []]);
        mistakes.Add(key, $"'{key.Word}' is not a kind of fact in the vocabulary.{(near.Length > 0 ? near : " Add it to facts.yaml, or use one that is there.")}");
    }

    private IEnumerable<int> Roles(Yaml at)
    {
        foreach (var item in at.Items)
        {
            var role = -1;
            for (var i = 0; i < vocabulary.Roles.Count; i++) if (vocabulary.Roles[i] == item.Word) role = i;
            if (role >= 0) yield return role;
            else mistakes.Add(item, $"There is no role called '{item.Word}'.{Mistakes.DidYouMean(item.Word, vocabulary.Roles)}");
        }
    }

    private List<Test> Tests(Kind kind, Yaml value)
    {
        var tests = new List<Test>();
        if (value.IsWord && value.Word == "any") return tests;
        if (!value.IsMap || value["not"] is not null && kind.Find("not") is null)
        {
            if (value.IsWord && value.Word.Length == 0) mistakes.Add(value, $"Say which {kind.Name}, or 'any'.");
            else if (kind.Main is not { } main) mistakes.Add(value, $"A fact of kind '{kind.Name}' has no details; write 'any'.");
            else if (One(main, value) is { } test) tests.Add(test);
            return tests;
        }
        foreach (var (key, item) in value.Entries)
        {
            if (kind.Find(key.Word) is not { } detail)
            {
                mistakes.Add(key, $"A fact of kind '{kind.Name}' has no detail '{key.Word}'.{Mistakes.DidYouMean(key.Word, kind.Details.Select(d => d.Name))}");
                continue;
            }
            if (item.IsWord && item.Word == "any") continue;
            if (detail.Slot < 0) mistakes.Add(key, $"'{key.Word}' is free words, which no rule reads.");
            else if (One(detail, item) is { } test) tests.Add(test);
        }
        return tests;
    }

    /// <summary>Reads what one detail must be.</summary>
    public Test? One(Detail detail, Yaml at)
    {
        var says = at.IsWord ? at.Word : at.IsList ? string.Join(" or ", at.Items.Select(i => i.Word)) : "not " + string.Join(" or ", (at["not"] ?? at).Items.Select(i => i.Word));
        if (detail.Type is DetailType.Code) return Codes(detail, at, says);
        if (detail.Type is DetailType.Name)
        {
            var not = at.IsMap && at["not"] is not null;
            return new Test(detail) { Names = (not ? at["not"]! : at).Items.Select(i => i.Word).ToList(), NotNames = not, Says = says };
        }
        // "16 or more hours a week" and "16 hours a week or more" say the same.
        var range = detail.Unit.Length > 0 && at.Word.EndsWith(" " + detail.Unit, StringComparison.Ordinal) ? at.Word[..^(detail.Unit.Length + 1)] : at.Word;
        if (!at.IsWord || !RangeText.TryRead(range, text => Bound(detail, text, at), out var min, out var max))
        {
            var form = detail.Type switch { DetailType.Money => "'£50 or more'", DetailType.Date => "'2026-04-01 or later'", _ => $"'16 or more', '8 to under 16', 'up to 4'{(detail.Unit.Length > 0 ? $" (in {detail.Unit})" : "")}" };
            if (mistakes.Found.All(m => m.Line != at.Line || m.Column != at.Column)) mistakes.Add(at, $"'{at.Word}' does not say what {detail.Name} must be; write it as {form}.");
            return null;
        }
        if (min > max)
        {
            mistakes.Add(at, $"'{at.Word}' leaves nothing between its ends; the smaller comes first.");
            return null;
        }
        return new Test(detail) { Min = (int)Math.Max(min, int.MinValue + 1), Max = (int)Math.Min(max, int.MaxValue), Says = says };
    }

    /// <summary>One bound of a range in a detail's own steps; null when it does not read. A unit that is not the detail's is a mistake.</summary>
    public long? Bound(Detail detail, string text, Yaml at)
    {
        text = text.Trim();
        if (detail.Type is DetailType.Money) return Pence.TryParse(text, out var pence) ? pence : null;
        if (detail.Type is DetailType.Date) return Day.TryParse(text, out var day) ? day : null;
        if (detail.Unit.Length > 0 && text.EndsWith(" " + detail.Unit, StringComparison.Ordinal)) text = text[..^(detail.Unit.Length + 1)];
        if (DetailText.TrySteps(text, detail.Decimals, out var steps)) return steps;
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out _))
            mistakes.Add(at, $"'{detail.Name}' is recorded {(detail.Decimals == 0 ? "in whole numbers" : $"with {detail.Decimals} decimal{(detail.Decimals == 1 ? "" : "s")}")}; '{text}' is finer than that.");
        else if (space > 0 && decimal.TryParse(text[..space], NumberStyles.Float, CultureInfo.InvariantCulture, out _))
            mistakes.Add(at, $"'{detail.Name}' is counted in {(detail.Unit.Length > 0 ? detail.Unit : "plain numbers")}, not in {RangeText.WithoutWords(text[(space + 1)..])}.");
        else if (text.StartsWith('£')) mistakes.Add(at, $"'{detail.Name}' is counted in {(detail.Unit.Length > 0 ? detail.Unit : "plain numbers")}, not in pounds.");
        return null;
    }

    private Test? Codes(Detail detail, Yaml at, string says)
    {
        var list = detail.List!;
        var fits = new bool[list.Codes.Count];
        var not = at.IsMap ? at["not"] : null;
        if (at.IsMap && not is null)
        {
            mistakes.Add(at, $"Say which {detail.Name}: a code of the list {list.Name}, several in [brackets], or {{ not: code }}.");
            return null;
        }
        foreach (var item in (not ?? at).Items)
        {
            var word = item.Word;
            var without = word.StartsWith("not ", StringComparison.Ordinal);
            if (without) word = word[4..];
            var higher = word.EndsWith(" or higher", StringComparison.Ordinal);
            var lower = word.EndsWith(" or lower", StringComparison.Ordinal);
            if (higher) word = word[..^10];
            if (lower) word = word[..^9];
            if ((higher || lower) && !list.Ordered) mistakes.Add(item, $"The list {list.Name} has no order, so nothing in it is higher or lower; name the codes.");
            var code = list.Find(word);
            if (code < 0)
            {
                mistakes.Add(item, $"'{word}' is not in the list {list.Name}.{Mistakes.DidYouMean(word, list.Codes.Select(c => c.Name))}");
                return null;
            }
            for (var i = 0; i < fits.Length; i++) fits[i] |= (higher ? i >= code : lower ? i <= code : i == code) != without;
        }
        if (not is not null) for (var i = 0; i < fits.Length; i++) fits[i] = !fits[i];
        return new Test(detail) { Codes = fits, Says = InTitles(list, fits, says) };
    }

    /// <summary>The codes by their titles, as a reader of the answer knows them; what is asked for by its order or by what it is not keeps the words of the file.</summary>
    private static string InTitles(CodeList list, bool[] fits, string says)
    {
        if (says.StartsWith("not ", StringComparison.Ordinal) || says.Contains(" or higher", StringComparison.Ordinal) || says.Contains(" or lower", StringComparison.Ordinal)) return says;
        var titles = list.Codes.Where((_, i) => fits[i]).Select(c => c.Title).ToList();
        return titles.Count == 1 ? titles[0] : $"{string.Join(titles.Exists(t => t.Contains(',', StringComparison.Ordinal)) ? "; " : ", ", titles[..^1])} or {titles[^1]}";
    }

    /// <summary>Reads a set of days.</summary>
    public Days? ReadDays(Yaml at)
    {
        if (!at.IsMap || at.Entries.Count == 0 || !DaysKeys.Contains(at.Entries[0].Key.Word)) return Read(at) is { } pattern ? new SpellDays(pattern) : null;
        var shape = at.Entries[0];
        switch (shape.Key.Word)
        {
            case "any":
            case "all":
                Keys.Check(at, [shape.Key.Word], mistakes);
                var of = shape.Value.Items.Select(ReadDays).ToList();
                if (of.Any(d => d is null)) return null;
                return shape.Key.Word == "any" ? new EitherDays(of!) : new BothDays(of!);
            case "not":
                Keys.Check(at, ["not"], mistakes);
                return ReadDays(shape.Value) is { } inner ? new NotDays(inner) : null;
            case "together":
                Keys.Check(at, ["together", "of", "is"], mistakes);
                return Together(at, shape.Value);
            default:
                Keys.Check(at, ["carried", "at-most"], mistakes);
                var reading = Read(shape.Value);
                if (at["at-most"] is not { } limit || !Length.TryParse(limit.Word, out var atMost) || atMost is { Count: 0 } or { Unit: LengthUnit.WorkingDays })
                {
                    mistakes.Add(at["at-most"] ?? at, "Say for how long a reading may stand: 'at-most: 26 weeks'.");
                    return null;
                }
                return reading is null ? null : new CarriedDays(reading, atMost);
        }
    }

    private TogetherDays? Together(Yaml at, Yaml value)
    {
        if (Read(value) is not { } pattern) return null;
        var detail = at["of"] is { } of ? pattern.Kind.Find(of.Word) : null;
        if (detail is null || detail.Type is not (DetailType.Number or DetailType.Money) || at["is"] is not { } wanted)
        {
            mistakes.Add(at["of"] ?? at, $"'together' needs 'of:', a number or amount that a fact of kind '{pattern.Kind.Name}' has, and 'is:'.");
            return null;
        }
        return One(detail, wanted) is { } test ? new TogetherDays(pattern, detail, test.Min, test.Max) : null;
    }
}
