using System.Globalization;
using Cairn.Record;

namespace Cairn.Rules.Simulating;

/// <summary>Reads what is assumed of a scheme's people from YAML: <c>docs/assumptions.md</c> says the language. Everything wrong is noted with its line.</summary>
public static class AssumptionsFile
{
    private static readonly string[] Known = ["assumptions", "note", "people", "traits", "begin-with", "rates", "chains", "evidence", "paid-after", "costs", "worth", "instead", "sustained"];

    /// <summary>Null, with the mistakes noted, when anything is wrong.</summary>
    public static Assumptions? Read(string file, string text, Vocabulary vocabulary, Mistakes mistakes)
    {
        var before = mistakes.Found.Count;
        if (Yaml.Read(file, text, mistakes) is not { } root || !Keys.Check(root, Known, mistakes)) return null;
        if (root["assumptions"] is not { Word.Length: > 0 } title) mistakes.Add(root, "Begin with 'assumptions:' and whom they are about.");
        var bare = new RateReader(mistakes, []);
        IReadOnlyList<Trait> traits = [.. (root["traits"]?.Entries ?? []).Select(t => new Trait(t.Key.Word, [.. bare.Shares(t.Value).Select(v => (v.Name.Word, v.Share))]))];
        var numbers = new RateReader(mistakes, traits);
        var rates = new List<Rate>();
        foreach (var (key, value) in root["rates"]?.Entries ?? []) if (numbers.Rate(key, value, rates.Count) is { } rate) rates.Add(rate);
        var used = new HashSet<string>(StringComparer.Ordinal);
        var reader = new ChainReader(vocabulary, mistakes, numbers, rates, used);
        var chains = reader.Read(root["chains"]);
        if (root["chains"] is null) mistakes.Add(root, "There are no 'chains:'; say how people move between states.");
        var (number, referred) = People(root, numbers, mistakes);
        var found = new Assumptions(root["assumptions"]?.Word ?? "", root)
        {
            People = number, Referred = referred, Rates = rates, Traits = traits, Chains = chains,
            Beginning = [.. (root["begin-with"]?.Items ?? []).Select(b => (Trace: reader.Trace(b), Only: b["only"] is { Entries: [var only, ..] } ? numbers.Value(only.Key, only.Value) : null)).Where(b => b.Trace is not null).Select(b => (b.Trace!, b.Only))],
            Evidence = [.. (root["evidence"]?.Items ?? []).Select(e => Evidence(e, vocabulary, reader, mistakes)).OfType<(Kind, ulong, Rate)>()],
            PaidAfter = numbers.Lasts(root["paid-after"]) ?? (0, 0),
            Costs = [.. (root["costs"]?.Items ?? []).Select(c => Cost(c, numbers, reader, mistakes)).OfType<Cost>()],
            Worths = [.. (root["worth"]?.Items ?? []).Where(w => Keys.Check(w, ["outcome", "each", "to", "standing", "source"], mistakes)).Select(w => new Worth(Needed(w, "outcome", mistakes), Pounds(w, "each", mistakes), Needed(w, "to", mistakes), numbers.Origin(w)))],
            Instead = root["instead"] is { } i && Keys.Check(i, ["title", "each", "share", "standing", "source"], mistakes) ? new Instead(Needed(i, "title", mistakes), Pounds(i, "each", mistakes), i["share"] is { } s ? numbers.Share(s) : 0, numbers.Origin(i)) : null,
            Sustained = root["sustained"]?.Word,
        };
        foreach (var rate in rates.Where(r => !used.Contains(r.Name))) mistakes.Add(rate.At, $"Nothing uses the rate '{rate.Name}'. Use it in a chain or for evidence, or take it out.");
        return mistakes.Found.Count > before ? null : found;
    }

    private static (int, (int, int)) People(Yaml root, RateReader numbers, Mistakes mistakes)
    {
        if (root["people"] is not { } people)
        {
            mistakes.Add(root, "Say who comes: 'people: { number: 12, referred: { from: 2026-04-01, over: 9 months } }'.");
            return (0, (0, 0));
        }
        Keys.Check(people, ["number", "referred", "note"], mistakes);
        if (!int.TryParse(people["number"]?.Word, NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var number) || number is < 1 or > 100_000) mistakes.Add(people["number"] ?? people, "'number:' is how many people are referred, from 1 to 100,000.");
        var from = Keys.DayOf(people["referred"]?["from"], -1, mistakes);
        if (from < 0) mistakes.Add(people["referred"] ?? people, "Say when the first is referred: 'referred: { from: 2026-04-01 }'.");
        return (Math.Clamp(number, 1, 100_000), (Math.Max(0, from), numbers.Lasts(people["referred"]?["over"])?.Most ?? 0));
    }

    private static (Kind, ulong, Rate)? Evidence(Yaml at, Vocabulary vocabulary, ChainReader reader, Mistakes mistakes)
    {
        if (!Keys.Check(at, ["of", "is", "found"], mistakes)) return null;
        if (vocabulary.Find(at["of"]?.Word ?? "") is not { } kind)
        {
            mistakes.Add(at["of"] ?? at, $"'of:' names a kind of fact that evidence is for.{Mistakes.DidYouMean(at["of"]?.Word ?? "", vocabulary.Kinds.Select(k => k.Name))}");
            return null;
        }
        var bits = 0UL;
        foreach (var item in at["is"]?.Items ?? [])
        {
            var place = vocabulary.Evidence.ToList().IndexOf(item.Word);
            if (place < 0 || !kind.Evidence.Contains(item.Word)) mistakes.Add(item, $"'{item.Word}' is not evidence for '{kind.Name}'. It has: {string.Join(", ", kind.Evidence)}.");
            else bits |= 1UL << place;
        }
        return reader.RateOf(at["found"] ?? at, isShare: true) is { } found ? (kind, bits, found) : null;
    }

    private static Cost? Cost(Yaml at, RateReader numbers, ChainReader reader, Mistakes mistakes)
    {
        if (!Keys.Check(at, ["title", "while", "a-day", "each", "standing", "source"], mistakes)) return null;
        if (at["a-day"] is null == at["while"] is not null || at["a-day"] is null == at["each"] is null)
        {
            mistakes.Add(at, "A cost is 'a-day:' with 'while: { chain: state }', or 'each:' for each person who is referred.");
            return null;
        }
        var place = at["while"] is { Entries: [var where, ..] } ? reader.PlaceOf(where.Key, where.Value) : null;
        return new Cost(Needed(at, "title", mistakes), place, Pounds(at, at["each"] is null ? "a-day" : "each", mistakes), numbers.Origin(at));
    }

    private static string Needed(Yaml at, string key, Mistakes mistakes)
    {
        if (at[key] is { Word.Length: > 0 } word) return word.Word;
        mistakes.Add(at, $"'{key}:' is missing here.");
        return "";
    }

    private static double Pounds(Yaml at, string key, Mistakes mistakes)
    {
        if (at[key] is { } amount && Pence.TryParse(amount.Word, out var pence) && pence >= 0) return pence;
        mistakes.Add(at[key] ?? at, $"'{key}:' is an amount such as £1,200.");
        return 0;
    }
}
