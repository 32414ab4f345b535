using Cairn.Record;

namespace Cairn.Desk;

/// <summary>
/// The record as it would be without some of its facts and with others that nobody has recorded: how an effect is shown before anything is done.
/// What is supposed stands from its first day and is known at once. Nobody has recorded
/// it, so that of a referral only what it says itself counts.
/// </summary>
internal sealed class Supposing(Facts facts, IReadOnlyCollection<int> without, IReadOnlyList<Draft> with)
{
    private readonly List<string> names = [];

    public bool LeavesOut(int position) => without.Count > 0 && without.Contains(position);

    /// <summary>The number of a name, also of one that only what is supposed uses; -1 where nothing does.</summary>
    public int Number(string name) => facts.Names.Find(name) is >= 0 and var number ? number : names.IndexOf(name) is >= 0 and var own ? facts.Names.Count + own : -1;

    public string Name(int number) => number < facts.Names.Count ? facts.Names[number] : names[number - facts.Names.Count];

    /// <summary>The facts of a kind with those supposed among them; null where there are none.</summary>
    public KindTable? Table(Kind kind)
    {
        var table = facts.Index.Table(kind);
        foreach (var (draft, i) in with.Select((d, i) => (d, i)).Where(d => d.d.Kind == kind))
            if (facts.Subject(kind.About, draft.Subject) is >= 0 and var subject) table = Insert(table ?? new KindTable(kind, [], [0], [], new int[]?[kind.Extras]), subject, draft, facts.Columns.Count + i);
        return table;
    }

    private KindTable Insert(KindTable table, int subject, Draft draft, int position)
    {
        var start = new int[Math.Max(table.Start.Length, subject + 2)];
        for (var s = 0; s < start.Length; s++) start[s] = table.Start[Math.Min(s, table.Start.Length - 1)] + (s > subject ? 1 : 0);
        var at = start[subject + 1] - 1;
        var row = new Row { From = (ushort)draft.From, To = (ushort)draft.To, Until = Day.Never, A = FactColumns.Absent, B = FactColumns.Absent };
        var more = new Dictionary<int, int>();
        foreach (var (detail, text) in draft.Details)
        {
            if (Value(detail, text) is not { } value) continue;
            if (detail.Slot == 0) row.A = (ushort)value;
            else if (detail.Slot == 1) row.B = (ushort)value;
            else more[detail.Slot - 2] = value;
        }
        int[]? Column(int e) => table.Extras[e] is null && !more.ContainsKey(e) ? null
            : Put(table.Extras[e] ?? [.. Enumerable.Repeat(FactColumns.Missing, table.Rows.Length)], at, more.GetValueOrDefault(e, FactColumns.Missing));
        return new KindTable(table.Kind, Put(table.Rows, at, row), start, Put(table.Positions, at, position), [.. Enumerable.Range(0, table.Extras.Length).Select(Column)]);
    }

    private static T[] Put<T>(T[] into, int at, T one) => [.. into.AsSpan(0, at), one, .. into.AsSpan(at)];

    private int? Value(Detail detail, string text)
    {
        if (detail.Slot < 0) return null;
        if (detail.Type is DetailType.Code) return detail.List!.Find(text) is >= 0 and var code ? code : null;
        if (detail.Type is not DetailType.Name) return null;
        if (Number(text) < 0) names.Add(text);
        return Number(text);
    }
}
