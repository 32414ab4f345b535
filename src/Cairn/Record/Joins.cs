namespace Cairn.Record;

/// <summary>
/// Which records are of one person: facts of the kind <c>same-person</c> link a record to the one it names in <c>as</c>. Of two records the last word that
/// stands counts, and links go on from record to record. The record that was there first, with the lowest number, leads: joining a newer one changes no name.
/// </summary>
internal sealed class Joins
{
    private readonly record struct Link(int One, int Other, bool Same, int Recorded, int Until);

    private readonly List<Link> links = [];

    /// <summary>What is said in the record; null where nothing is, which is found by one look along the kinds.</summary>
    public static Joins? Of(Facts facts)
    {
        if (facts.Vocabulary.Find("same-person") is not { About: About.Person } kind || kind.Find("as") is not { } named || kind.Find("same") is not { List: { } answers } same) return null;
        var columns = facts.Columns;
        var said = new Dictionary<int, int>();
        for (var at = Next(columns.Kinds, kind.Number, 0); at >= 0; at = Next(columns.Kinds, kind.Number, at + 1))
            if (!columns.IsRetraction(at)) said[at] = Day.Never;
        if (said.Count == 0) return null;
        for (var at = 0; at < columns.Count; at++)
            if (columns.Undoes(at) is >= 0 and var undone && said.TryGetValue(undone, out var until)) said[undone] = Math.Min(until, columns.Recordeds[at]);
        var joins = new Joins();
        foreach (var (at, until) in said.OrderBy(s => s.Key))
            if (columns.Detail(at, named.Slot) is >= 0 and var name && facts.Of(About.Person).Find(facts.Names[name]) is >= 0 and var other)
                joins.links.Add(new Link(Math.Min(columns.Abouts[at], other), Math.Max(columns.Abouts[at], other), columns.Detail(at, same.Slot) == answers.Find("yes"), columns.Recordeds[at], until));
        return joins;
    }

    /// <summary>By a person's number, that of the record that leads, as was known by a day; null where no two are one.</summary>
    public int[]? At(int known)
    {
        var words = new Dictionary<(int, int), bool>();
        foreach (var link in links) if (link.Recorded <= known && known < link.Until) words[(link.One, link.Other)] = link.Same;
        var joined = words.Where(w => w.Value && w.Key.Item1 != w.Key.Item2).Select(w => w.Key).ToList();
        if (joined.Count == 0) return null;
        var leads = Enumerable.Range(0, joined.Max(j => j.Item2) + 1).ToArray();
        foreach (var (one, other) in joined)
        {
            var (a, b) = (First(one), First(other));
            leads[Math.Max(a, b)] = Math.Min(a, b);
        }
        // Whoever leads has the lower number, so each is led by one that is settled.
        for (var person = 0; person < leads.Length; person++) leads[person] = leads[leads[person]];
        return leads;

        int First(int person)
        {
            while (leads[person] != person) person = leads[person];
            return person;
        }
    }

    private static int Next(ReadOnlySpan<ushort> kinds, int number, int from) => kinds[from..].IndexOf((ushort)number) is >= 0 and var at ? from + at : -1;
}
