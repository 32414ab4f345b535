namespace Cairn.Record;

/// <summary>
/// Which records are of one person: facts of the kind <c>same-person</c> link a record to the one it names in <c>as</c>. Of two records the word recorded
/// last counts, and of two words of one day the one that parts them; links go on from record to record. The record of which something was recorded first
/// leads, so that joining a newer one changes no name. The order of the rows of a file changes nothing.
/// </summary>
internal sealed class Joins
{
    private readonly record struct Link(int One, int Other, bool Same, int Recorded, int Until);

    private readonly List<Link> links = [];

    /// <summary>By person, of those whom a link names: the day on which something was first recorded of them, and their reference.</summary>
    private readonly Dictionary<int, (int Day, string Reference)> since = [];

    /// <summary>What is said in the record; null where nothing is, which is found by one look along the kinds.</summary>
    public static Joins? Of(Facts facts)
    {
        if (facts.Vocabulary.Find("same-person") is not { About: About.Person } kind || kind.Find("as") is not { } named || kind.Find("same") is not { List: { } answers } same) return null;
        var columns = facts.Columns;
        var said = new SortedDictionary<int, int>();
        for (var at = Next(columns.Kinds, kind.Number, 0); at >= 0; at = Next(columns.Kinds, kind.Number, at + 1))
            if (!columns.IsRetraction(at)) said[at] = Day.Never;
        if (said.Count == 0) return null;
        for (var at = 0; at < columns.Count; at++)
            if (columns.Undoes(at) is >= 0 and var undone && said.TryGetValue(undone, out var until)) said[undone] = Math.Min(until, columns.Recordeds[at]);
        var (joins, people) = (new Joins(), facts.Of(About.Person));
        foreach (var (at, until) in said)
        {
            if (columns.Detail(at, named.Slot) is not (>= 0 and var name) || people.Find(facts.Names[name]) is not (>= 0 and var other) || other == columns.Abouts[at]) continue;
            var one = columns.Abouts[at];
            joins.links.Add(new Link(Math.Min(one, other), Math.Max(one, other), columns.Detail(at, same.Slot) == answers.Find("yes"), columns.Recordeds[at], until));
            joins.since[one] = (Day.Never, people[one]);
            joins.since[other] = (Day.Never, people[other]);
        }
        for (var at = 0; at < columns.Count; at++)
            if (joins.since.TryGetValue(columns.Abouts[at], out var first) && columns.Recordeds[at] < first.Day && facts.Vocabulary.Kinds[columns.Kinds[at]].About is About.Person) joins.since[columns.Abouts[at]] = first with { Day = columns.Recordeds[at] };
        return joins;
    }

    /// <summary>By a person's number, that of the record that leads, as was known by a day; null where no two are one.</summary>
    public int[]? At(int known)
    {
        var joined = links.Where(l => l.Recorded <= known && known < l.Until).GroupBy(l => (l.One, l.Other)).Where(said => said.Where(l => l.Recorded == said.Max(x => x.Recorded)).All(l => l.Same)).Select(said => said.Key).ToList();
        if (joined.Count == 0) return null;
        var leads = Enumerable.Range(0, joined.Max(j => j.Other) + 1).ToArray();
        foreach (var (one, other) in joined)
        {
            var (a, b) = (First(one), First(other));
            if (IsBefore(b, a)) (a, b) = (b, a);
            leads[b] = a;
        }
        for (var person = 0; person < leads.Length; person++) leads[person] = First(person);
        return leads;

        int First(int person)
        {
            while (leads[person] != person) person = leads[person];
            return person;
        }
    }

    private bool IsBefore(int one, int other) => since[one].Day != since[other].Day ? since[one].Day < since[other].Day : string.CompareOrdinal(since[one].Reference, since[other].Reference) < 0;

    private static int Next(ReadOnlySpan<ushort> kinds, int number, int from) => kinds[from..].IndexOf((ushort)number) is >= 0 and var at ? from + at : -1;
}
