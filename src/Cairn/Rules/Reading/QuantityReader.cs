using System.Globalization;
using Cairn.Record;

namespace Cairn.Rules;

/// <summary>Reads what is reckoned up: counts, days and totals, alone or as a clause that reaches a sum.</summary>
internal sealed class QuantityReader(Mistakes mistakes, PatternReader patterns, WindowReader windows, IReadOnlyDictionary<string, DatedTable> tables)
{
    /// <summary>The keys that a clause of a quantity may have beside its shape.</summary>
    public static readonly string[] ClauseKeys = ["of", "reaches", "in-any", "in-each", "times", "in-a-row", "worth", "spread", "out-of", "over"];

    private static readonly string[] Tallies = ["count", "days", "total"];

    /// <summary>Reads a mapping that is a quantity by itself: <c>{ total: PATTERN, of: DETAIL }</c>.</summary>
    public Quantity? Read(Yaml at, IReadOnlyList<string>? alsoKnown = null)
    {
        if (!at.IsMap || at.Entries.FirstOrDefault(e => Tallies.Contains(e.Key.Word)) is not { Key: { } key, Value: { } value })
        {
            mistakes.Add(at, "Say what to reckon: { count: PATTERN }, { days: DAYS } or { total: PATTERN, of: DETAIL }.");
            return null;
        }
        Keys.Check(at, [key.Word, "of", "worth", "spread", .. alsoKnown ?? []], mistakes);
        return Of(key.Word, value, at);
    }

    private Quantity? Of(string tally, Yaml value, Yaml at)
    {
        if (tally != "total" && at["spread"] is { } stretched) mistakes.Add(stretched, "'spread' shares a detail over the days of its spell; it belongs to 'total:'.");
        if (tally == "days") return patterns.ReadDays(value) is { } days ? new Quantity(Tally.Days, null, days, null) : null;
        if (patterns.Read(value) is not { } pattern) return null;
        Detail? detail = null;
        if (tally == "total")
        {
            detail = at["of"] is { } of ? pattern.Kind.Find(of.Word) : null;
            if (detail is null || detail.Type is not (DetailType.Number or DetailType.Money))
            {
                mistakes.Add(at["of"] ?? at, $"'total' needs 'of:', a number or amount that a fact of kind '{pattern.Kind.Name}' has: {string.Join(", ", pattern.Kind.Details.Where(d => d.Type is DetailType.Number or DetailType.Money).Select(d => d.Name))}.");
                return null;
            }
        }
        else if (at["of"] is { } stray) mistakes.Add(stray, "'of:' belongs to 'total:'.");
        return new Quantity(tally == "total" ? Tally.Total : Tally.Count, pattern, null, detail)
        {
            Worth = at["worth"] is { } worth ? Worths(pattern.Kind, worth) : null,
            Spread = at["spread"] is { } spread && Keys.Yes(spread, mistakes),
        };
    }

    private int[] Worths(Kind kind, Yaml at)
    {
        var list = kind.Main?.List;
        if (list is null)
        {
            mistakes.Add(at, $"'worth' counts the codes of a kind's first detail; '{kind.Name}' has none.");
            return [];
        }
        var worth = new int[list.Codes.Count];
        foreach (var (key, value) in at.Entries)
        {
            var code = list.Find(key.Word);
            if (code < 0) mistakes.Add(key, $"'{key.Word}' is not in the list {list.Name}.{Mistakes.DidYouMean(key.Word, list.Codes.Select(c => c.Name))}");
            else if (!DetailText.TrySteps(value.Word, 3, out worth[code])) mistakes.Add(value, $"'{value.Word}' is not a number with at most three decimals.");
        }
        return worth;
    }

    /// <summary>Reads a clause of the shape <c>count</c>, <c>days</c> or <c>total</c>.</summary>
    public Reckons? Clause(string shape, Yaml value, Yaml at)
    {
        if (Of(shape, value, at) is not { } quantity) return null;
        if (at["reaches"] is not { } reaches)
        {
            mistakes.Add(at, $"'{shape}' needs 'reaches:' with a number.");
            return null;
        }
        var outOf = at["out-of"] is { } whole ? Read(whole) : null;
        if (at["over"] is not null && at["out-of"] is null) mistakes.Add(at["over"]!, "'over:' belongs to 'out-of:'.");
        if (at["in-any"] is not null && at["in-each"] is not null) mistakes.Add(at["in-each"]!, "'in-any' and 'in-each' are two ways; choose one.");
        if (at["times"] is not null && at["in-each"] is null) mistakes.Add(at["times"]!, "'times:' here says in how many periods; it needs 'in-each:'.");
        var table = (DatedTable?)null;
        if (Sum(reaches, quantity, outOf is not null, ref table) is not { } sum) return null;
        return new Reckons(quantity, sum, at)
        {
            InAny = at["in-any"] is { } any ? windows.Stretch(any) : null,
            InEach = at["in-each"] is { } each ? windows.Stretch(each) : null,
            Times = at["times"] is { } times && int.TryParse(times.Word, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 1,
            InARow = at["in-a-row"] is { } row && Keys.Yes(row, mistakes),
            OutOf = outOf,
            Over = at["over"] is { } over ? windows.Stretch(over) : null,
            Table = table,
        };
    }

    private long? Sum(Yaml at, Quantity quantity, bool share, ref DatedTable? table)
    {
        var text = at.Word;
        if (share)
        {
            if (Percent(text) is { } percent) return percent;
            mistakes.Add(at, $"'{text}' is not a share; with 'out-of:', write it as 75%.");
            return null;
        }
        var by = text.IndexOf(" times ", StringComparison.Ordinal);
        if (by > 0)
        {
            if (tables.TryGetValue(text[(by + 7)..], out table) && long.TryParse(text[..by], NumberStyles.None, CultureInfo.InvariantCulture, out var factor)) return factor;
            mistakes.Add(at, $"'{text}' should be a whole number times the name of one of this scheme's 'tables:'{(tables.Count > 0 ? $" ({string.Join(", ", tables.Keys)})" : ", and there are none")}.");
            return null;
        }
        long? value;
        if (quantity.Detail is { } detail) value = patterns.Bound(detail, text, at);
        else
        {
            if (quantity.Tally is Tally.Days) text = text.EndsWith(" days", StringComparison.Ordinal) ? text[..^5] : text.EndsWith(" day", StringComparison.Ordinal) ? text[..^4] : text;
            value = quantity.Worth is not null ? DetailText.TrySteps(text, 3, out var steps) ? steps : null : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : null;
        }
        if (value is > 0) return value;
        mistakes.Add(at, $"'{at.Word}' is not a sum that can be reached; write a number above 0{(quantity.Tally is Tally.Days ? ", such as 182 days" : "")}.");
        return null;
    }

    /// <summary>A percentage with at most two decimals in hundredths of one per cent; null when it does not read.</summary>
    public static int? Percent(string text) =>
        text.EndsWith('%') && DetailText.TrySteps(text[..^1], 2, out var steps) && steps >= 0 ? steps : null;
}
