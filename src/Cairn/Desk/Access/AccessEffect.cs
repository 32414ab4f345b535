using Cairn.Record;

namespace Cairn.Desk;

/// <summary>Somebody who sees these categories of a person's facts for a purpose.</summary>
public sealed record Seer(string Member, string Partner, string Purpose, IReadOnlyList<string> Categories);

/// <summary>What would be different for whom: who would see more, who less, and which members would no longer find the person at all.</summary>
public sealed record SightChange(IReadOnlyList<Seer> More, IReadOnlyList<Seer> Less, IReadOnlyList<string> NoLongerFind)
{
    public static SightChange None { get; } = new([], [], []);
}

/// <summary>What a person is shown of who sees what, and of what a consent, a restriction or its end would change.</summary>
public sealed partial class Access
{
    /// <summary>Every member who sees something of the person on the day, by purpose and by the partner for which they see it.</summary>
    public IReadOnlyList<Seer> SeenBy(string person)
    {
        var seers = new List<Seer>();
        var members = facts.Of(About.Member);
        for (var m = 0; m < members.Count; m++)
        {
            var asked = Ask(members[m], person);
            if (!asked.Exists) continue;
            for (var p = 0; p < table.Purposes.Codes.Count; p++)
                foreach (var partner in Categories(asked, p).GroupBy(c => c.Partner, StringComparer.Ordinal))
                    seers.Add(new Seer(members[m], partner.Key, table.Purposes.Codes[p].Name, [.. partner.Select(c => c.Category)]));
        }
        return seers;
    }

    /// <summary>
    /// Who would lose sight of what if this fact about the person, a consent above all, stood no longer from this day. What rests on another consent or
    /// on another basis stays, so the answer may be nobody; so it is for a fact that does not stand.
    /// </summary>
    public IReadOnlyList<Seer> Effect(int position)
    {
        if (facts.Vocabulary.Kinds[facts.Columns.Kinds[position]].About is not About.Person) return [];
        return Effect(facts.Of(About.Person)[facts.Columns.Abouts[position]], [position], []).Less;
    }

    /// <summary>
    /// What would change if some facts about the person stood no longer and others, not recorded yet, stood too. It is
    /// decided twice by what decides every look, and the answers are compared.
    /// </summary>
    public SightChange Effect(string person, IReadOnlyCollection<int> without, IReadOnlyList<Draft> with)
    {
        var then = new Access(facts, table, On, Known, recordedBy, looks, new Supposing(facts, without, with));
        var (before, after) = (SeenBy(person), then.SeenBy(person));
        var members = facts.Of(About.Member);
        var lost = Enumerable.Range(0, members.Count).Select(m => members[m]).Where(m => Ask(m, person).Exists && !then.Ask(m, person).Exists);
        return new SightChange(Beyond(after, before), Beyond(before, after), [.. lost]);
    }

    /// <summary>What each sees in the one and, by whichever partner, not in the other.</summary>
    private static List<Seer> Beyond(IReadOnlyList<Seer> one, IReadOnlyList<Seer> other)
    {
        var found = new List<Seer>();
        foreach (var seer in one)
        {
            var has = other.Where(a => a.Member == seer.Member && a.Purpose == seer.Purpose).SelectMany(a => a.Categories);
            if (seer.Categories.Except(has, StringComparer.Ordinal).ToList() is { Count: > 0 } more) found.Add(seer with { Categories = more });
        }
        return found;
    }

    private IEnumerable<(string Category, string Partner)> Categories(Asked asked, int purpose)
    {
        for (var c = 0; c < table.Categories.Codes.Count; c++)
            if (Decide(asked, purpose, c).Basis is { } basis) yield return (table.Categories.Codes[c].Name, basis.Partner);
    }
}
