using Cairn.Record;

namespace Cairn.Rules;

/// <summary>Reads <c>indicators:</c>.</summary>
internal sealed class IndicatorReader(Readers readers, About about, IReadOnlyList<string> purposes)
{
    private static readonly string[] Ways = ["people", "sum", "each", "readings"];
    private static readonly string[] Known = ["title", "for", "per", "out-of", "who", "target", "owner", "source", "by", "of", "followed-by", "within", "same", "assumption", "note", .. Ways];

    private readonly Mistakes mistakes = readers.Mistakes;

    public IReadOnlyList<Indicator> Read(Yaml? at) => [.. readers.Named(at, "the indicators").Select(e => One(e.Key, e.Value)).OfType<Indicator>()];

    private Indicator? One(Yaml key, Yaml at)
    {
        if (!Keys.Check(at, Known, mistakes)) return null;
        var per = Keys.OneOf(at["per"], ["quarter", "year", "financial-year", "whole"], "quarter", mistakes) switch { "year" => Per.Year, "financial-year" => Per.FinancialYear, "whole" => Per.Whole, _ => Per.Quarter };
        if (at["per"] is null) mistakes.Add(key, $"'{key.Word}' needs 'per:' with quarter, financial-year, year or whole.");
        if (at["for"] is { } serves && !purposes.Contains(serves.Word)) mistakes.Add(serves, $"'{serves.Word}' is neither a priority nor an objective of the plan.{Mistakes.DidYouMean(serves.Word, purposes)}");
        if (at["for"] is null && purposes.Count > 0) mistakes.Add(key, $"'{key.Word}' needs 'for:' with the priority or objective that it serves.");
        if (CountedBy(key, at, at) is not { } of) return null;
        var whole = at["out-of"];
        Counted? outOf = null;
        if (whole is not null && of is not CountedReadings)
        {
            if (of is CountedAnswers) mistakes.Add(whole, "'each:' is out of all the facts it speaks of; leave 'out-of:' away.");
            else if (whole.IsWord && whole.Word == "everyone") outOf = new CountedPeople(null);
            else if (whole.IsMap && Keys.Check(whole, ["people", "sum"], mistakes)) outOf = CountedBy(key, whole, at);
            else mistakes.Add(whole, "'out-of:' is everyone, { people: CLAUSE } or { sum: QUANTITY }.");
        }
        foreach (var (word, shape) in ((string, string)[])[("of", "readings"), ("followed-by", "each"), ("within", "each"), ("same", "each")])
            if (at[word] is { } stray && at[shape] is null) mistakes.Add(stray, $"'{word}:' belongs to '{shape}:'.");
        var indicator = new Indicator(key.Word, at["title"]?.Word ?? Readers.Sentence(key.Word), per, of, key)
        {
            OutOf = outOf, For = at["for"]?.Word, Owner = at["owner"]?.Word, Source = at["source"]?.Word,
            Who = at["who"] is { } who ? readers.Clauses.Read(who) : null,
            By = [.. (at["by"]?.Items ?? []).Select(ByOf).OfType<(Kind, Detail)>()],
        };
        if (indicator.Who is not null && of is CountedReadings) mistakes.Add(at["who"]!, "Readings are about nobody in particular; leave 'who:' away.");
        return indicator with { Targets = [.. (at["target"]?.Items ?? []).Select(t => TargetOf(t, indicator)).OfType<Target>().OrderBy(t => t.By)] };
    }

    private Counted? CountedBy(Yaml key, Yaml at, Yaml around)
    {
        var ways = Ways.Where(w => at[w] is not null).ToList();
        if (ways.Count != 1)
        {
            mistakes.Add(key, $"'{key.Word}' needs one of 'people:' (a clause), 'sum:' (a quantity), 'each:' (facts, with 'followed-by:') or 'readings:'.");
            return null;
        }
        var value = at[ways[0]]!;
        switch (ways[0])
        {
            case "people": return readers.Clauses.Read(value) is { } clause ? new CountedPeople(clause) : null;
            case "sum": return readers.Quantities.Read(value) is { } quantity ? new CountedSum(quantity) : null;
            case "each": return Answers(value, around);
            default:
                if (readers.Patterns.Read(value) is not { } pattern || readers.DetailOf(pattern.Kind, around["of"], around, "of", DetailType.Number, DetailType.Money) is not { } of) return null;
                var outOf = around["out-of"] is { } w ? readers.DetailOf(pattern.Kind, w, around, "out-of", DetailType.Number, DetailType.Money) : null;
                return new CountedReadings(pattern, of, outOf);
        }
    }

    private CountedAnswers? Answers(Yaml value, Yaml at)
    {
        if (at["followed-by"] is not { } by)
        {
            mistakes.Add(at, "'each:' needs 'followed-by:' with the fact that answers it.");
            return null;
        }
        if (readers.Patterns.Read(value) is not { } each || readers.Patterns.Read(by) is not { } followed) return null;
        foreach (var pattern in (Pattern[])[each, followed])
            if (pattern.Kind.About != about) mistakes.Add(pattern.At, $"'{pattern.Kind.Name}' is not about a {about.ToString().ToLowerInvariant()}, whom this scheme is about; 'each' and 'followed-by' are.");
        (Detail, Detail)? same = null;
        if (at["same"] is { } name)
        {
            var of = readers.DetailOf(each.Kind, name, at, "same", DetailType.Name, DetailType.Code);
            var and = readers.DetailOf(followed.Kind, name, at, "same", DetailType.Name, DetailType.Code);
            if (of is null || and is null) return null;
            if (of.Type != and.Type || of.List != and.List) mistakes.Add(name, $"'{name.Word}' is not the same thing in '{each.Kind.Name}' and in '{followed.Kind.Name}'.");
            same = (of, and);
        }
        return new CountedAnswers(each, followed, at["within"] is { } within ? readers.Windows.Offset(within) : null) { Same = same };
    }

    private (Kind, Detail)? ByOf(Yaml at)
    {
        var dot = at.Word.IndexOf('.', StringComparison.Ordinal);
        if (dot > 0 && readers.Vocabulary.Find(at.Word[..dot]) is { } kind && kind.Find(at.Word[(dot + 1)..]) is { Slot: >= 0, Type: DetailType.Code or DetailType.Name } detail) return (kind, detail);
        var near = Mistakes.DidYouMean(at.Word, readers.Vocabulary.Kinds.SelectMany(k => k.Details.Where(d => d.Type is DetailType.Code or DetailType.Name).Select(d => $"{k.Name}.{d.Name}")));
        mistakes.Add(at, $"'{at.Word}' is nothing to break down by; write KIND.DETAIL, such as sex.sex, where the detail is a code or a name.{near}");
        return null;
    }

    private Target? TargetOf(Yaml at, Indicator indicator)
    {
        if (!Keys.Check(at, ["is", "by", "assumption", "source", "note"], mistakes)) return null;
        if (at["is"] is not { } wanted)
        {
            mistakes.Add(at, "A target says { is: 45% or more, by: 2026-03-31 }.");
            return null;
        }
        var by = readers.NeededDay(at, "by", "a target is to be met by a day.");
        var percent = wanted.Word.Contains('%', StringComparison.Ordinal);
        if (percent && !indicator.HasDenominator) mistakes.Add(wanted, $"'{indicator.Name}' is a plain number, which has no per cent; say 'out-of:', or give the target as a number.");
        var money = wanted.Word.Contains('£', StringComparison.Ordinal);
        if (RangeText.TryRead(wanted.Word, t => percent ? QuantityReader.Percent(t) : money ? Pence.Parse(t) * 10 : DetailText.TrySteps(t.Replace(",", "", StringComparison.Ordinal), 3, out var steps) ? steps : null, out var min, out var max))
            return new Target(by, min, max, percent, wanted.Word);
        mistakes.Add(wanted, $"'{wanted.Word}' is not where a figure can be; write '45% or more', '30 or fewer'.");
        return null;
    }
}
