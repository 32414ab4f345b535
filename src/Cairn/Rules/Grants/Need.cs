using Cairn.Record;

namespace Cairn.Rules;

/// <summary>
/// How need is measured and a sum divided by it: parts of the weight, as at one day so that a later fact moves nobody's money,
/// with a floor and a ceiling in pence.
/// </summary>
public sealed record Need(IReadOnlyList<NeedPart> Parts, int AsAt, long? Floor, long? Ceiling);

/// <summary>
/// One part of the weight, with its share in hundredths of one per cent. Either the last reading that fits on or before the day
/// (its detail, or what each code is worth), or a quantity reckoned up to and including the day.
/// </summary>
public sealed record NeedPart(string Name, int Share, Pattern? Latest, Detail? Of, Quantity? Quantity)
{
    /// <summary>What each code of the first detail weighs; codes not named weigh nothing.</summary>
    public IReadOnlyList<long>? Worth { get; init; }

    /// <summary>How far back a quantity is reckoned; null: all that is recorded.</summary>
    public Length? Within { get; init; }

    /// <summary>The weight of someone with no reading, in the detail's own steps.</summary>
    public long Otherwise { get; init; }

    /// <summary>Decimals of the values, so that 29.50 is not shown as 2950.</summary>
    public int Decimals => Of is { Type: DetailType.Money } ? 2 : Of?.Decimals ?? Quantity?.Detail?.Decimals ?? 0;
}

/// <summary>Reads <c>by-need:</c>.</summary>
internal sealed class NeedReader(Readers readers)
{
    private readonly Mistakes mistakes = readers.Mistakes;

    public Need? Read(Yaml at, About about, string[] alsoKnown)
    {
        if (!Keys.Check(at, ["as-at", "weights", "floor", "ceiling", "assumption", "note", "source", .. alsoKnown], mistakes)) return null;
        var asAt = readers.NeededDay(at, "as-at", "need is measured once, so that a later fact moves nobody's money.");
        var parts = readers.Named(at["weights"], "the parts of the weight").Select(e => Part(e.Key, e.Value, about, at["weights"]!.Entries.Count)).OfType<NeedPart>().ToList();
        if (at["weights"] is null) mistakes.Add(at, "Need is weighed by facts: write 'weights:' with { latest: PATTERN, of: DETAIL } under a name each.");
        else if (parts.Count == at["weights"]!.Entries.Count && parts.Sum(p => p.Share) != 10_000)
            mistakes.Add(at["weights"]!, $"The shares of the weight come to {parts.Sum(p => p.Share) / 100m:0.##}%, not to 100%; the parts must make the whole.");
        long? floor = at["floor"] is { } f ? readers.Money.Amount(f) : null;
        long? ceiling = at["ceiling"] is { } c ? readers.Money.Amount(c) : null;
        if (floor > ceiling) mistakes.Add(at["floor"]!, $"The floor of {Pence.Short(floor.Value)} is above the ceiling of {Pence.Short(ceiling.Value)}.");
        return new Need(parts, asAt, floor, ceiling);
    }

    private NeedPart? Part(Yaml key, Yaml at, About about, int parts)
    {
        if (!at.IsMap)
        {
            mistakes.Add(at, "A part of the weight is written { latest: PATTERN, of: DETAIL }, or { count: PATTERN }.");
            return null;
        }
        if (at["share"] is null && parts > 1) mistakes.Add(at, $"Say what share of the weight '{key.Word}' is: 'share: 50%'.");
        var share = at["share"] is { } s ? readers.Percent(s) : 10_000;
        var within = at["within"] is { } w ? readers.Windows.Length(w) : null;
        if (at["latest"] is not { } latest)
        {
            if (readers.Quantities.Read(at, ["share", "within", "assumption", "note"]) is not { } quantity) return null;
            if (quantity.Pattern is { } counted) Own(counted, about);
            return new NeedPart(key.Word, share, null, null, quantity) { Within = within };
        }
        Keys.Check(at, ["latest", "of", "worth", "share", "otherwise", "assumption", "note"], mistakes);
        if (readers.Patterns.Read(latest) is not { } pattern || !Own(pattern, about)) return null;
        if (at["worth"] is { } worth) return new NeedPart(key.Word, share, pattern, null, null) { Worth = Worths(pattern.Kind, worth), Otherwise = at["otherwise"] is { } o ? Plain(o) : 0 };
        if (readers.DetailOf(pattern.Kind, at["of"], at, "of", DetailType.Number, DetailType.Money) is not { } of) return null;
        return new NeedPart(key.Word, share, pattern, of, null) { Otherwise = at["otherwise"] is { } other ? readers.Patterns.Bound(of, other.Word, other) ?? Plain(other) : 0 };
    }

    private bool Own(Pattern pattern, About about)
    {
        if (pattern.Kind.About == about) return true;
        mistakes.Add(pattern.At, $"A fact of kind '{pattern.Kind.Name}' is about a {pattern.Kind.About.ToString().ToLowerInvariant()}; this money goes to a {about.ToString().ToLowerInvariant()}, whose own need must be weighed.");
        return false;
    }

    private long Plain(Yaml at)
    {
        if (DetailText.TrySteps(at.Word, 0, out var n) && n >= 0) return n;
        mistakes.Add(at, $"'{at.Word}' is not a weight; write a whole number, 0 or more.");
        return 0;
    }

    private long[] Worths(Kind kind, Yaml at)
    {
        if (kind.Main?.List is not { } list)
        {
            mistakes.Add(at, $"'worth:' weighs the codes of a kind's first detail; '{kind.Name}' has none.");
            return [];
        }
        var worth = new long[list.Codes.Count];
        foreach (var (key, value) in at.Entries)
        {
            var code = list.Find(key.Word);
            if (code < 0) mistakes.Add(key, $"'{key.Word}' is not in the list {list.Name}.{Mistakes.DidYouMean(key.Word, list.Codes.Select(c => c.Name))}");
            else worth[code] = Plain(value);
        }
        return worth;
    }
}
