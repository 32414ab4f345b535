namespace Cairn.Record;

/// <summary>What a fact does to an earlier one.</summary>
public enum Undoing : byte
{
    /// <summary>A fact like any other.</summary>
    None,
    /// <summary>Replaces an earlier fact from the day it is recorded.</summary>
    Corrects,
    /// <summary>Takes an earlier fact back from the day it is recorded and says nothing itself.</summary>
    Retracts,
}

/// <summary>
/// Facts in the order they were recorded, a column a field, 20 bytes a fact besides what only some facts have. The position
/// of a fact in these columns is its identity in memory; they are appended to and never changed.
/// </summary>
public sealed class FactColumns
{
    /// <summary>In a row's detail: nothing recorded.</summary>
    public const ushort Absent = ushort.MaxValue;

    /// <summary>In an extra column: nothing recorded.</summary>
    public const int Missing = int.MinValue;

    private int[] about = new int[16];
    private ushort[] kind = new ushort[16];
    private ushort[] from = new ushort[16];
    private ushort[] to = new ushort[16];
    private ushort[] recorded = new ushort[16];
    private ushort[] a = new ushort[16];
    private ushort[] b = new ushort[16];
    private int[] undoes = new int[16];
    private readonly Dictionary<(int Kind, int Slot), (List<int> Positions, List<int> Values)> extras = [];
    private readonly Dictionary<int, ulong> evidence = [];
    private readonly Dictionary<int, ushort> saidBy = [];

    public int Count { get; private set; }

    /// <summary>The subject's number among those of its kind's <see cref="About"/>.</summary>
    public ReadOnlySpan<int> Abouts => about.AsSpan(0, Count);

    public ReadOnlySpan<ushort> Kinds => kind.AsSpan(0, Count);

    public ReadOnlySpan<ushort> Froms => from.AsSpan(0, Count);

    /// <summary>The last day of a spell, which counts; <see cref="Day.Never"/> while it goes on; an event's own day.</summary>
    public ReadOnlySpan<ushort> Tos => to.AsSpan(0, Count);

    public ReadOnlySpan<ushort> Recordeds => recorded.AsSpan(0, Count);

    /// <summary>The detail in slot 0, or <see cref="Absent"/>.</summary>
    public ReadOnlySpan<ushort> As => a.AsSpan(0, Count);

    /// <summary>The detail in slot 1, or <see cref="Absent"/>.</summary>
    public ReadOnlySpan<ushort> Bs => b.AsSpan(0, Count);

    /// <summary>-1: undoes nothing. p, from 0 up: corrects the fact at p. -p - 2: retracts the fact at p.</summary>
    internal ReadOnlySpan<int> UndoesRaw => undoes.AsSpan(0, Count);

    /// <summary>The position of the fact that this one corrects or retracts, or -1.</summary>
    public int Undoes(int position) => undoes[position] >= -1 ? undoes[position] : -undoes[position] - 2;

    /// <summary>Makes room for so many facts, so that appending them copies nothing.</summary>
    public void Reserve(int count)
    {
        if (count <= about.Length) return;
        Array.Resize(ref about, count);
        Array.Resize(ref kind, count);
        Array.Resize(ref from, count);
        Array.Resize(ref to, count);
        Array.Resize(ref recorded, count);
        Array.Resize(ref a, count);
        Array.Resize(ref b, count);
        Array.Resize(ref undoes, count);
    }

    /// <summary>Appends a fact and gives its position.</summary>
    public int Append(int subject, int kindNumber, int fromDay, int toDay, int recordedDay, ushort slotA = Absent, ushort slotB = Absent)
    {
        if (Count == about.Length) Reserve(Count * 2);
        var position = Count++;
        about[position] = subject;
        kind[position] = (ushort)kindNumber;
        from[position] = (ushort)fromDay;
        to[position] = (ushort)toDay;
        recorded[position] = (ushort)recordedDay;
        a[position] = slotA;
        b[position] = slotB;
        undoes[position] = -1;
        return position;
    }

    /// <summary>
    /// Says that a fact corrects or retracts another, which stops standing on the day the first is recorded. Taking a
    /// correction back does not bring back what it corrected: that is recorded anew.
    /// </summary>
    public void SetUndoes(int position, int target, Undoing how) => undoes[position] = how is Undoing.Corrects ? target : -target - 2;

    /// <summary>Whether the fact only takes another back and says nothing itself.</summary>
    public bool IsRetraction(int position) => undoes[position] < -1;

    /// <summary>Gives a detail to the fact just appended: in the row for slots 0 and 1, in a column of its own above.</summary>
    public void SetDetail(int position, int slot, int value)
    {
        if (slot == 0) a[position] = (ushort)value;
        else if (slot == 1) b[position] = (ushort)value;
        else
        {
            if (!extras.TryGetValue((kind[position], slot), out var column)) extras[(kind[position], slot)] = column = ([], []);
            column.Positions.Add(position);
            column.Values.Add(value);
        }
    }

    /// <summary>The positions and values recorded for an extra slot of a kind, in order of position.</summary>
    internal (List<int> Positions, List<int> Values)? Extra(int kindNumber, int slot) => extras.TryGetValue((kindNumber, slot), out var column) ? column : null;

    /// <summary>The value of any slot of a fact, or <see cref="Missing"/>.</summary>
    public int Detail(int position, int slot)
    {
        if (slot == 0) return a[position] == Absent ? Missing : a[position];
        if (slot == 1) return b[position] == Absent ? Missing : b[position];
        if (!extras.TryGetValue((kind[position], slot), out var column)) return Missing;
        var at = column.Positions.BinarySearch(position);
        return at >= 0 ? column.Values[at] : Missing;
    }

    /// <summary>The kinds of evidence seen for a fact, a bit each in the vocabulary's order.</summary>
    public ulong EvidenceOf(int position) => evidence.GetValueOrDefault(position);

    public void SetEvidence(int position, ulong kinds) => evidence[position] = kinds;

    /// <summary>The capacity in which the fact was said, as a place in the vocabulary's roles; <see cref="Absent"/> when not stated.</summary>
    public ushort SaidBy(int position) => saidBy.GetValueOrDefault(position, Absent);

    public void SetSaidBy(int position, ushort role) => saidBy[position] = role;

    /// <summary>Forgets every fact and keeps the room.</summary>
    internal void Clear()
    {
        Count = 0;
        foreach (var (positions, values) in extras.Values)
        {
            positions.Clear();
            values.Clear();
        }
        evidence.Clear();
        saidBy.Clear();
    }

    /// <summary>The subjects' numbers, for a reader that numbered them its own way.</summary>
    internal Span<int> AboutsToRenumber => about.AsSpan(0, Count);

    /// <summary>The values held for an extra slot of a kind, for a reader that numbered names its own way.</summary>
    internal Span<int> ExtraToRenumber(int kindNumber, int slot) =>
        extras.TryGetValue((kindNumber, slot), out var column) ? System.Runtime.InteropServices.CollectionsMarshal.AsSpan(column.Values) : default;

    /// <summary>Appends all facts of other columns, which undo nothing yet, and gives the position of the first.</summary>
    internal int AppendAll(FactColumns others)
    {
        var first = Count;
        var after = first + others.Count;
        if (after > about.Length) Reserve(Math.Max(after, about.Length * 2));
        others.Abouts.CopyTo(about.AsSpan(first));
        others.Kinds.CopyTo(kind.AsSpan(first));
        others.Froms.CopyTo(from.AsSpan(first));
        others.Tos.CopyTo(to.AsSpan(first));
        others.Recordeds.CopyTo(recorded.AsSpan(first));
        others.As.CopyTo(a.AsSpan(first));
        others.Bs.CopyTo(b.AsSpan(first));
        undoes.AsSpan(first, others.Count).Fill(-1);
        Count = after;
        foreach (var (key, theirs) in others.extras)
        {
            if (!extras.TryGetValue(key, out var ours)) extras[key] = ours = ([], []);
            foreach (var position in theirs.Positions) ours.Positions.Add(first + position);
            ours.Values.AddRange(theirs.Values);
        }
        foreach (var (position, kinds) in others.evidence) evidence[first + position] = kinds;
        foreach (var (position, role) in others.saidBy) saidBy[first + position] = role;
        return first;
    }

    /// <summary>The first facts of the record, as they stood before the later ones were appended.</summary>
    internal FactColumns Prefix(int count)
    {
        var first = new FactColumns();
        first.Reserve(count);
        first.Count = count;
        Abouts[..count].CopyTo(first.about);
        Kinds[..count].CopyTo(first.kind);
        Froms[..count].CopyTo(first.from);
        Tos[..count].CopyTo(first.to);
        Recordeds[..count].CopyTo(first.recorded);
        As[..count].CopyTo(first.a);
        Bs[..count].CopyTo(first.b);
        undoes.AsSpan(0, count).CopyTo(first.undoes);
        foreach (var (key, column) in extras)
        {
            var kept = column.Positions.Count(p => p < count);
            first.extras[key] = (column.Positions.GetRange(0, kept), column.Values.GetRange(0, kept));
        }
        foreach (var (position, kinds) in evidence) if (position < count) first.evidence[position] = kinds;
        foreach (var (position, role) in saidBy) if (position < count) first.saidBy[position] = role;
        return first;
    }
}
