using Cairn.Record;

namespace Cairn.Desk;

/// <summary>Somebody who sees these categories of a person's facts for a purpose.</summary>
public sealed record Seer(string Member, string Partner, string Purpose, IReadOnlyList<string> Categories);

/// <summary>What a person is shown of who sees what, and of what a withdrawal would change.</summary>
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
        var person = facts.Of(About.Person)[facts.Columns.Abouts[position]];
        var after = new Access(facts, table, On, Known, recordedBy, looks, without: position).SeenBy(person);
        var lost = new List<Seer>();
        foreach (var seer in SeenBy(person))
        {
            var kept = after.Where(a => a.Member == seer.Member && a.Purpose == seer.Purpose).SelectMany(a => a.Categories);
            if (seer.Categories.Except(kept, StringComparer.Ordinal).ToList() is { Count: > 0 } gone) lost.Add(seer with { Categories = gone });
        }
        return lost;
    }

    private IEnumerable<(string Category, string Partner)> Categories(Asked asked, int purpose)
    {
        for (var c = 0; c < table.Categories.Codes.Count; c++)
            if (Decide(asked, purpose, c).Basis is { } basis) yield return (table.Categories.Codes[c].Name, basis.Partner);
    }
}
