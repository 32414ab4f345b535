using System.Runtime.InteropServices;

namespace Cairn.Bench;

/// <summary>One fact of one kind, 12 bytes. It is known at K if <c>Recorded &lt;= K &lt; Until</c>: a retraction became the day <see cref="Until"/>.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct Row
{
    public ushort From, To, Recorded, Until, A, B;
}

/// <summary>
/// The facts as the hand-written loop reads them: one table a kind, sorted by (person, from, id). Person p's rows are
/// <c>Start[p]</c> to <c>Start[p + 1]</c>. Built by blocks of people, so that every scatter stays within the cache.
/// </summary>
public sealed unsafe class Tables
{
    private const int Shift = 11, Block = 1 << Shift, Kinds = 8;

    /// <summary>A row on its way to its table: <see cref="Key"/> is the kind and the place in the block.</summary>
    private struct Moving
    {
        public Row Row;
        public int Key;
    }

    public readonly Row[][] Rows = new Row[Kinds][];
    public readonly int[][] Start = new int[Kinds][];

    public int People { get; }

    public Tables(Facts facts)
    {
        People = facts.People;
        var blocks = (People + Block - 1) >> Shift;
        var perBlock = new int[blocks + 1];
        var perKind = new int[blocks * Kinds];
        var until = new ushort[facts.Count];
        until.AsSpan().Fill(Day.Never);
        for (var i = 0; i < facts.Count; i++)
        {
            if (facts.Retracts[i] >= 0)
            {
                until[facts.Retracts[i]] = (ushort)facts.Recorded[i];
                continue;
            }
            perKind[(facts.Person[i] >> Shift) * Kinds + facts.Kind[i]]++;
        }
        for (var b = 0; b < blocks; b++) perBlock[b + 1] = perBlock[b] + perKind.AsSpan(b * Kinds, Kinds).ToArray().Sum();
        var moving = GC.AllocateUninitializedArray<Moving>(perBlock[blocks]);
        Scatter(facts, until, moving, perBlock.AsSpan(0, blocks).ToArray());
        for (var kind = 0; kind < Kinds; kind++)
        {
            var total = 0;
            for (var b = 0; b < blocks; b++) (perKind[b * Kinds + kind], total) = (total, total + perKind[b * Kinds + kind]);
            Rows[kind] = GC.AllocateUninitializedArray<Row>(total, pinned: true);
            Start[kind] = GC.AllocateUninitializedArray<int>(People + 1, pinned: true);
            Start[kind][People] = total;
        }
        var next = new int[Kinds * Block];
        for (var b = 0; b < blocks; b++) Settle(b, moving.AsSpan(perBlock[b], perBlock[b + 1] - perBlock[b]), perKind.AsSpan(b * Kinds, Kinds), next);
    }

    private static void Scatter(Facts facts, ushort[] until, Moving[] moving, int[] next)
    {
        for (var i = 0; i < facts.Count; i++)
        {
            if (facts.Retracts[i] >= 0) continue;
            var person = facts.Person[i];
            ref var to = ref moving[next[person >> Shift]++];
            to.Row.From = (ushort)facts.From[i];
            to.Row.To = (ushort)facts.To[i];
            to.Row.Recorded = (ushort)facts.Recorded[i];
            to.Row.Until = until[i];
            to.Row.A = facts.Code[i];
            to.Row.B = (ushort)facts.Value[i];
            to.Key = (facts.Kind[i] << Shift) | (person & (Block - 1));
        }
    }

    /// <summary>A block's rows into the tables: counted by (kind, person), then each person's few put in order of date; equal dates stay in order of id.</summary>
    private void Settle(int block, ReadOnlySpan<Moving> moving, ReadOnlySpan<int> first, int[] next)
    {
        Array.Clear(next);
        foreach (ref readonly var row in moving) next[row.Key]++;
        var people = Math.Min(Block, People - (block << Shift));
        for (var kind = 0; kind < Kinds; kind++)
        {
            var at = first[kind];
            for (var p = 0; p < people; p++)
            {
                ref var slot = ref next[(kind << Shift) | p];
                Start[kind][(block << Shift) + p] = at;
                (slot, at) = (at, at + slot);
            }
        }
        foreach (ref readonly var row in moving)
        {
            var kind = row.Key >> Shift;
            var rows = Rows[kind];
            var at = next[row.Key]++;
            var start = Start[kind][(block << Shift) + (row.Key & (Block - 1))];
            for (; at > start && rows[at - 1].From > row.Row.From; at--) rows[at] = rows[at - 1];
            rows[at] = row.Row;
        }
    }
}
