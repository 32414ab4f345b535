using System.Runtime.CompilerServices;

namespace Cairn.Record;

/// <summary>
/// Puts facts into their tables: by blocks of 2,048 subjects, so that every scatter stays within the cache, and in rounds, so
/// that what is on its way never takes much more room than half of the facts do.
/// </summary>
internal sealed class FactSorting
{
    private const int Shift = 11, Block = 1 << Shift, Rounds = 2, LeastInRound = 1 << 16;

    /// <summary>More rows than this of one subject are sorted at once; fewer are put in place one by one, being nearly in order.</summary>
    private const int Few = 64;

    /// <summary>A row on its way to its table.</summary>
    private struct Moving
    {
        public Row Row;
        public int Position;
        public ushort Kind;
        public ushort Subject;
    }

    private readonly FactColumns columns;
    private readonly KindTable?[] tables;
    private readonly ushort[] untils;
    private readonly int blocks;

    /// <summary>Subjects of a block that there can be, as a power of two: a small record needs little room.</summary>
    private readonly int shift;

    /// <summary>By position, whose table the fact goes to, where some records are read as one; null where each is its own.</summary>
    private readonly int[]? folded;

    /// <summary>By block and kind: how many facts there are, then the first of their rows.</summary>
    private readonly int[] counts;

    private FactSorting(FactColumns columns, Vocabulary vocabulary, ReadOnlySpan<int> subjects, int[]? leads)
    {
        this.columns = columns;
        folded = leads is null ? null : Folded(columns, vocabulary, leads);
        tables = new KindTable?[vocabulary.Kinds.Count];
        var most = 1;
        foreach (var count in subjects) most = Math.Max(most, count);
        blocks = (most + Block - 1) >> Shift;
        shift = Math.Min(Shift, System.Numerics.BitOperations.Log2((uint)most) + 1);
        counts = new int[blocks * tables.Length];
        untils = Untils(columns);
        Count();
        for (var k = 0; k < tables.Length; k++)
        {
            var kind = vocabulary.Kinds[k];
            var total = 0;
            for (var at = k; at < counts.Length; at += tables.Length) total += counts[at];
            if (total == 0) continue;
            tables[k] = new KindTable(kind, GC.AllocateUninitializedArray<Row>(total), GC.AllocateUninitializedArray<int>(subjects[(int)kind.About] + 1), GC.AllocateUninitializedArray<int>(total), new int[]?[kind.Extras]);
        }
    }

    /// <summary>A table for each kind that has facts, by its number.</summary>
    public static KindTable?[] Sort(FactColumns columns, Vocabulary vocabulary, ReadOnlySpan<int> subjects, int[]? leads)
    {
        var sorting = new FactSorting(columns, vocabulary, subjects, leads);
        sorting.InRounds();
        return sorting.tables;
    }

    private ReadOnlySpan<int> Abouts => folded ?? columns.Abouts;

    private static int[] Folded(FactColumns columns, Vocabulary vocabulary, int[] leads)
    {
        var folded = columns.Abouts.ToArray();
        for (var i = 0; i < folded.Length; i++)
            if (folded[i] < leads.Length && vocabulary.Kinds[columns.Kinds[i]].About is About.Person) folded[i] = leads[folded[i]];
        return folded;
    }

    /// <summary>By position, the day on which the fact was first corrected or taken back; never for most.</summary>
    private static ushort[] Untils(FactColumns columns)
    {
        var untils = GC.AllocateUninitializedArray<ushort>(columns.Count);
        untils.AsSpan().Fill(Day.Never);
        var undoes = columns.UndoesRaw;
        var recorded = columns.Recordeds;
        for (var i = 0; i < undoes.Length; i++)
        {
            if (undoes[i] == -1) continue;
            ref var until = ref untils[columns.Undoes(i)];
            until = Math.Min(until, recorded[i]);
        }
        return untils;
    }

    private void Count()
    {
        var abouts = Abouts;
        var kinds = columns.Kinds;
        var undoes = columns.UndoesRaw;
        for (var i = 0; i < abouts.Length; i++) if (undoes[i] >= -1) counts[unchecked((abouts[i] >> Shift) * tables.Length + kinds[i])]++;
    }

    private int InBlock(int block)
    {
        var sum = 0;
        foreach (var count in counts.AsSpan(block * tables.Length, tables.Length)) sum += count;
        return sum;
    }

    private void InRounds()
    {
        var sizes = new int[blocks];
        for (var b = 0; b < blocks; b++) sizes[b] = InBlock(b);
        var room = Math.Max(columns.Count / Rounds, LeastInRound);
        Moving[] moving = [];
        var slots = new int[tables.Length << shift];
        var rows = new int[tables.Length];
        for (int first = 0, end; first < blocks; first = end)
        {
            var starts = new List<int> { 0 };
            for (end = first; end < blocks && (end == first || starts[^1] + sizes[end] <= room); end++) starts.Add(starts[^1] + sizes[end]);
            if (starts[^1] > moving.Length) moving = GC.AllocateUninitializedArray<Moving>(Math.Min(columns.Count, Math.Max(starts[^1], room)));
            Scatter(first, end, [.. starts], moving);
            for (var b = first; b < end; b++) Settle(b, moving.AsSpan(starts[b - first], sizes[b]), slots, rows);
        }
        foreach (var table in tables) if (table is not null) table.Start[^1] = table.Rows.Length;
    }

    /// <summary>Sends the facts of a round's blocks each to its block, in order of position.</summary>
    private void Scatter(int first, int end, int[] next, Moving[] moving)
    {
        var abouts = Abouts;
        var kinds = columns.Kinds;
        var undoes = columns.UndoesRaw;
        var froms = columns.Froms;
        var tos = columns.Tos;
        var recordeds = columns.Recordeds;
        var a = columns.As;
        var b = columns.Bs;
        for (var i = 0; i < abouts.Length; i = unchecked(i + 1))
        {
            var block = unchecked((abouts[i] >> Shift) - first);
            if (unchecked((uint)block >= (uint)(end - first)) || undoes[i] < -1) continue;
            ref var to = ref moving[unchecked(next[block]++)];
            to.Row = new Row { From = froms[i], To = tos[i], Recorded = recordeds[i], Until = Math.Max(untils[i], recordeds[i]), A = a[i], B = b[i] };
            to.Position = i;
            to.Kind = kinds[i];
            to.Subject = unchecked((ushort)(abouts[i] & (Block - 1)));
        }
    }

    /// <summary>A block's rows into the tables: counted by (kind, subject), then each subject's put in order of from day, position kept where days are equal.</summary>
    private void Settle(int block, ReadOnlySpan<Moving> moving, int[] slots, int[] rows)
    {
        Array.Clear(slots);
        foreach (ref readonly var one in moving) slots[unchecked((one.Kind << shift) | one.Subject)]++;
        List<(KindTable Table, int First, int Count)>? many = null;
        for (var k = 0; k < tables.Length; k++)
        {
            if (tables[k] is not { } table) continue;
            var at = rows[k];
            var starts = table.Start.AsSpan(..^1);
            starts = block << Shift >= starts.Length ? [] : starts.Slice(block << Shift, Math.Min(Block, starts.Length - (block << Shift)));
            var counted = slots.AsSpan(k << shift, starts.Length);
            for (var s = 0; s < starts.Length; s++)
            {
                var count = counted[s];
                if (count > Few) (many ??= []).Add((table, at, count));
                starts[s] = at;
                counted[s] = at;
                at = unchecked(at + count);
            }
            rows[k] = at;
        }
        foreach (ref readonly var one in moving) Place(in one, block, ref slots[unchecked((one.Kind << shift) | one.Subject)]);
        foreach (var (table, first, count) in many ?? []) SortMany(table, first, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Place(in Moving one, int block, ref int slot)
    {
        var table = tables[one.Kind]!;
        var (rows, positions) = (table.Rows, table.Positions);
        var start = table.Start[unchecked((block << Shift) + one.Subject)];
        var at = slot;
        slot = unchecked(at + 1);
        for (; at > start && at - start <= Few && rows[at - 1].From > one.Row.From; at = unchecked(at - 1))
        {
            rows[at] = rows[at - 1];
            positions[at] = positions[at - 1];
        }
        rows[at] = one.Row;
        positions[at] = one.Position;
    }

    private static void SortMany(KindTable table, int first, int count)
    {
        var order = Enumerable.Range(first, count).OrderBy(r => table.Rows[r].From).ThenBy(r => table.Positions[r]).ToArray();
        var rows = order.Select(r => table.Rows[r]).ToArray();
        var positions = order.Select(r => table.Positions[r]).ToArray();
        rows.CopyTo(table.Rows, first);
        positions.CopyTo(table.Positions, first);
    }
}
