using Cairn.Desk;
using Cairn.Desk.Paying;
using Cairn.Record;
using Cairn.Store;

namespace Cairn.Web.Pages.People;

/// <summary>Two records that may be of one person: the tokens in their order, and what was decided, by its place in the log, where it was.</summary>
public sealed record Twins(string One, string Other, long? Decision, bool IsSame)
{
    /// <summary>
    /// Records alike in name and in the year of birth, and those already decided. Nobody whose existence is hidden, or who is hidden from a partner, is
    /// among them: comparing must not find them.
    /// </summary>
    public static IReadOnlyList<Twins> Of(Reading read, NameIndex names)
    {
        var hidden = Said.Of(read.Facts, "restriction").Where(r => r.Covers(read.Today) && r.Code("type") is not ("address" or "hold")).Select(r => r.Subject).ToHashSet(StringComparer.Ordinal);
        var decided = Said.Of(read.Facts, "same-person").Where(s => s.Name("as") is not null).GroupBy(s => Ordered(s.Record, s.Name("as")!)).ToDictionary(g => g.Key, g => g.Last());
        var found = new List<Twins>();
        foreach (var year in Said.Of(read.Facts, "birth").Where(b => !hidden.Contains(b.Subject)).GroupBy(b => Day.Date(b.From).Year))
        {
            var people = year.Select(b => names[b.Record]).OfType<PersonName>().DistinctBy(n => n.Token).OrderBy(n => n.Token, StringComparer.Ordinal).ToList();
            for (var i = 0; i < people.Count; i++)
                for (var j = i + 1; j < people.Count; j++)
                    if (Alike.Names(people[i].Given, people[i].Family, people[j].Given, people[j].Family)) found.Add(Pair(people[i].Token, people[j].Token));
        }
        // What a file said, of records that nobody would take for one, can be looked at and taken back too.
        foreach (var (pair, said) in decided) if (!hidden.Contains(said.Subject) && said.Code("same") == "yes" && !found.Exists(t => (t.One, t.Other) == pair)) found.Add(Pair(pair.Item1, pair.Item2));
        return found;

        Twins Pair(string one, string other) => decided.TryGetValue((one, other), out var said) ? new(one, other, said.Position + 1L, said.Code("same") == "yes") : new(one, other, null, false);
    }

    /// <summary>By twos, in their order, the records of this person that were found to be of one.</summary>
    public static IReadOnlyList<(string One, string Other)> Joined(Facts facts, string token) =>
        [.. Said.Of(facts, "same-person", token).Where(s => s.Name("as") is { } other && other != s.Record).GroupBy(s => Ordered(s.Record, s.Name("as")!)).Where(g => g.Last().Code("same") == "yes").Select(g => g.Key)];

    private static (string, string) Ordered(string a, string b) => string.CompareOrdinal(a, b) < 0 ? (a, b) : (b, a);
}
