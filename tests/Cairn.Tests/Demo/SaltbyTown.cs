using System.Globalization;
using Cairn.Record;

namespace Cairn.Tests.Demo;

/// <summary>
/// What is put down about an invented town: each fact is said once, in the order of a story, and written in the order in which
/// it was recorded. The same seed gives the same town on every machine.
/// </summary>
internal sealed class SaltbyTown(Vocabulary vocabulary, ulong seed)
{
    /// <summary>The town's today: nothing is recorded after it.</summary>
    public static readonly int Today = Day.Of(2028, 3, 31);

    public static readonly int Begins = Day.Of(2026, 4, 1);

    private readonly List<Said> said = [];
    private readonly HashSet<Said> undone = new(ReferenceEqualityComparer.Instance);
    private readonly ulong drawn = seed;
    private ulong state = seed;
    private int part;

    /// <summary>A fact that may be corrected later by what is said next of it, and the part of the story that it belongs to.</summary>
    public sealed record Said(Draft Draft, Said? Corrects, int Part)
    {
        /// <summary>What was said of a detail, or nothing.</summary>
        public string Word(string detail) => Draft.Details.FirstOrDefault(d => d.Detail.Name == detail).Text ?? "";
    }

    /// <summary>
    /// Begins a part with a generator of its own, whose facts are numbered after those of the parts before: what is added to the town
    /// moves nothing that was there.
    /// </summary>
    public void Part(string name)
    {
        part++;
        state = drawn;
        foreach (var letter in name) state = unchecked((state ^ letter) * 0x100000001B3);
    }

    /// <summary>What stands of a kind about someone, in the order in which it was said.</summary>
    public List<Said> Standing(string about, string kind) => [.. said.Where(s => s.Draft.Subject == about && s.Draft.Kind.Name == kind && !undone.Contains(s))];

    /// <summary>The day on which anything was first put down about someone.</summary>
    public int Arrived(string about) => said.Where(s => s.Draft.Subject == about).Min(s => s.Draft.Recorded);

    /// <summary>
    /// Says a fact, its details written <c>setting=residential|reason=completed</c>. Recorded a few days after it began, or
    /// ended, unless a day is given; left out when that would be after today.
    /// </summary>
    public Said? Say(string kind, string about, int from, int? to = null, string details = "", string evidence = "", int? recorded = null, Said? corrects = null, string by = "")
    {
        var of = vocabulary.Find(kind) ?? throw new ArgumentException($"No kind '{kind}'.", nameof(kind));
        var last = of.IsSpell ? to ?? Day.Never : from;
        var on = recorded ?? (last == Day.Never ? from : last) + Below(4);
        if (on > Today) return null;
        var read = details.Split('|', StringSplitOptions.RemoveEmptyEntries).Select(d => d.Split('=', 2))
            .Select(d => (of.Find(d[0]) ?? throw new ArgumentException($"'{kind}' has no '{d[0]}'.", nameof(details)), d[1])).ToList();
        ulong seen = 0;
        foreach (var e in evidence.Split(';', StringSplitOptions.RemoveEmptyEntries)) seen |= 1UL << Place(vocabulary.Evidence, e);
        var one = new Said(new Draft(of, about, from, last, on) { Details = read, Evidence = seen, SaidBy = by.Length == 0 ? -1 : Place(vocabulary.Roles, by) }, corrects, part);
        said.Add(one);
        if (corrects is not null) undone.Add(corrects);
        return one;
    }

    /// <summary>Says a fact again with what was wrong in it put right, on a later day at the earliest; the details not named stay.</summary>
    public Said? Correct(Said wrong, int recorded, string details = "", int? from = null, int? to = null, string evidence = "")
    {
        var given = details.Split('|', StringSplitOptions.RemoveEmptyEntries);
        var kept = wrong.Draft.Details.Select(d => $"{d.Detail.Name}={d.Text}").Where(k => !given.Any(g => g.Split('=')[0] == k.Split('=')[0]));
        var seen = evidence.Length > 0 ? evidence : string.Join(';', vocabulary.Evidence.Where((_, i) => (wrong.Draft.Evidence & (1UL << i)) != 0));
        var by = wrong.Draft.SaidBy < 0 ? "" : vocabulary.Roles[wrong.Draft.SaidBy];
        return Say(wrong.Draft.Kind.Name, wrong.Draft.Subject, from ?? wrong.Draft.From, (to ?? wrong.Draft.To) is < Day.Never and var last ? last : null, string.Join('|', kept.Concat(given)), seen, Math.Max(recorded, wrong.Draft.Recorded + 1), wrong, by);
    }

    /// <summary>Says a spell as a key worker does: when it begins, and again, corrected, when it has ended.</summary>
    public void Spell(string kind, string about, int from, int to, string details, string ending = "", string evidence = "")
    {
        var began = Say(kind, about, from, null, details, kind == "treatment" ? "treatment-record" : evidence, from + Below(3));
        if (began is not null && to <= Today) Say(kind, about, from, to, ending.Length > 0 ? $"{details}|{ending}" : details, evidence, Math.Min(Today, to + Below(3)), began);
    }

    /// <summary>Writes the town as a file of facts, its free words too.</summary>
    public void Write(TextWriter to)
    {
        var facts = new Facts(vocabulary);
        var written = new List<Draft>();
        var ids = new Dictionary<Said, string>(ReferenceEqualityComparer.Instance);
        var died = said.Where(s => s.Draft.Kind.Name == "death").ToDictionary(s => s.Draft.Subject, s => s.Draft.From, StringComparer.Ordinal);
        foreach (var one in said.OrderBy(s => s.Part).ThenBy(s => s.Draft.Recorded))
        {
            if (died.TryGetValue(one.Draft.Subject, out var day) && one.Draft.From > day) continue;
            var id = ids[one] = string.Create(CultureInfo.InvariantCulture, $"S{ids.Count + 1:00000}");
            written.Add(one.Draft);
            facts.Add(one.Draft with { Id = id, Corrects = one.Corrects is null ? null : ids[one.Corrects] });
        }
        FactsCsvWriter.Write(facts, to, (position, detail) => written[position].Details.FirstOrDefault(d => d.Detail == detail).Text);
    }

    public bool Chance(int inThousand) => Below(1000) < inThousand;

    public int Between(int least, int most) => least + Below(most - least + 1);

    public string OneOf(params string[] words) => words[Below(words.Length)];

    /// <summary>One of some words by their shares in a thousand; the last takes the rest.</summary>
    public string Share(params (int InThousand, string Word)[] shares)
    {
        var roll = Below(1000);
        foreach (var (share, word) in shares)
        {
            if (roll < share) return word;
            roll -= share;
        }
        return shares[^1].Word;
    }

    /// <summary>SplitMix64, so that the town does not depend on a runtime's own generator.</summary>
    public int Below(int limit)
    {
        unchecked
        {
            var z = state += 0x9E3779B97F4A7C15;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return (int)(((z ^ (z >> 31)) >> 33) % (ulong)limit);
        }
    }

    private static int Place(IReadOnlyList<string> words, string word)
    {
        for (var i = 0; i < words.Count; i++) if (words[i] == word) return i;
        throw new ArgumentException($"'{word}' is not in the vocabulary.", nameof(word));
    }
}
