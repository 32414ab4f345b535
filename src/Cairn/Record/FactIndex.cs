using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Cairn.Record;

/// <summary>
/// One fact as the rules read it: twelve bytes, so that a person's facts of a kind share a cache line. It is known at day K
/// when <c>Recorded &lt;= K &lt; Until</c>; a correction or retraction is only an <c>Until</c> here, so every K costs the same.
/// </summary>
[StructLayout(LayoutKind.Sequential, Pack = 2, Size = 12)]
public struct Row
{
    /// <summary>First day; counts.</summary>
    public ushort From;

    /// <summary>Last day; counts. <see cref="Day.Never"/>: still going on.</summary>
    public ushort To;

    /// <summary>The day from which it was known.</summary>
    public ushort Recorded;

    /// <summary>The day from which it was known to be wrong or replaced; <see cref="Day.Never"/>: it still stands.</summary>
    public ushort Until;

    /// <summary>The detail in slot 0.</summary>
    public ushort A;

    /// <summary>The detail in slot 1.</summary>
    public ushort B;

    /// <summary>Whether the fact was recorded by day K, and not yet known to be wrong: one comparison, since Recorded is never after Until.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly bool KnownAt(int day) => unchecked((uint)(day - Recorded) < (uint)(Until - Recorded));
}

/// <summary>
/// All facts of one kind, sorted by subject, then from day, then position. The rows of subject <c>s</c> are
/// <c>Rows[Start[s]..Start[s + 1]]</c>.
/// </summary>
public sealed class KindTable(Kind kind, Row[] rows, int[] start, int[] positions, int[]?[] extras)
{
    public Kind Kind { get; } = kind;

    public Row[] Rows { get; } = rows;

    public int[] Start { get; } = start;

    /// <summary>The position in the record of each row.</summary>
    public int[] Positions { get; } = positions;

    /// <summary>A column for each detail that is not in the row; null where no fact has it. <see cref="FactColumns.Missing"/> where this row has none.</summary>
    public int[]?[] Extras { get; } = extras;

    /// <summary>The same facts as if they were all about one subject, sorted by from day, then position.</summary>
    public KindTable AsOne()
    {
        var order = Enumerable.Range(0, Rows.Length).OrderBy(r => Rows[r].From).ThenBy(r => Positions[r]).ToArray();
        return new KindTable(Kind, [.. order.Select(r => Rows[r])], [0, Rows.Length], [.. order.Select(r => Positions[r])],
            [.. Extras.Select(e => e is null ? null : order.Select(r => e[r]).ToArray())]);
    }

    /// <summary>The detail of a row in any slot, or <see cref="FactColumns.Missing"/>.</summary>
    public int Detail(int row, int slot) => slot switch
    {
        0 => Rows[row].A == FactColumns.Absent ? FactColumns.Missing : Rows[row].A,
        1 => Rows[row].B == FactColumns.Absent ? FactColumns.Missing : Rows[row].B,
        _ => slot - 2 < Extras.Length && Extras[slot - 2] is { } column ? column[row] : FactColumns.Missing,
    };
}

/// <summary>
/// The record arranged for the rules: a table a kind. Built from the columns, and brought up to date from them by position.
/// </summary>
public sealed class FactIndex
{
    private readonly Vocabulary vocabulary;
    private readonly KindTable?[] tables;

    private FactIndex(Vocabulary vocabulary)
    {
        this.vocabulary = vocabulary;
        tables = new KindTable?[vocabulary.Kinds.Count];
    }

    /// <summary>How many facts of the columns this index holds.</summary>
    public int Position { get; private set; }

    /// <summary>How many subjects there are of each <see cref="About"/>.</summary>
    public int[] Subjects { get; } = new int[Enum.GetValues<About>().Length];

    /// <summary>The table of a kind; null while no fact of it has been recorded.</summary>
    public KindTable? Table(Kind kind) => tables[kind.Number];

    public static FactIndex Build(FactColumns columns, Vocabulary vocabulary, ReadOnlySpan<int> subjects)
    {
        var index = new FactIndex(vocabulary);
        index.Rebuild(columns, subjects);
        return index;
    }

    /// <summary>Adds the facts appended to the columns since; the answers are those of an index built anew.</summary>
    public void CatchUp(FactColumns columns, ReadOnlySpan<int> subjects)
    {
        if (columns.Count > Position) Rebuild(columns, subjects);
    }

    private void Rebuild(FactColumns columns, ReadOnlySpan<int> subjects)
    {
        subjects.CopyTo(Subjects);
        var facts = columns.Count;
        var abouts = columns.Abouts;
        var kinds = columns.Kinds;
        var undoes = columns.UndoesRaw;
        var starts = new int[vocabulary.Kinds.Count][];
        var untils = new Dictionary<int, ushort>();
        for (var i = 0; i < facts; i++)
        {
            var undone = undoes[i];
            if (undone != -1)
            {
                var target = undone >= 0 ? undone : -undone - 2;
                var day = columns.Recordeds[i];
                ref var until = ref CollectionsMarshal.GetValueRefOrAddDefault(untils, target, out var known);
                until = known && until < day ? until : day;
                if (undone < -1) continue;
            }
            var start = starts[kinds[i]] ??= new int[Subjects[(int)vocabulary.Kinds[kinds[i]].About] + 1];
            start[abouts[i] + 1]++;
        }
        for (var k = 0; k < starts.Length; k++)
        {
            tables[k] = null;
            if (starts[k] is not { } start) continue;
            for (var s = 1; s < start.Length; s++) start[s] += start[s - 1];
            tables[k] = new KindTable(vocabulary.Kinds[k], new Row[start[^1]], start, new int[start[^1]], new int[]?[vocabulary.Kinds[k].Extras]);
        }
        for (var i = facts - 1; i >= 0; i--)
        {
            if (undoes[i] < -1) continue;
            var table = tables[kinds[i]]!;
            // Filling each subject's rows from the back leaves Start one place on, so it is read at s + 1 and ends right.
            var at = --table.Start[abouts[i] + 1];
            table.Rows[at] = new Row
            {
                From = columns.Froms[i], To = columns.Tos[i], Recorded = columns.Recordeds[i],
                Until = untils.Count > 0 && untils.TryGetValue(i, out var until) ? Math.Max(until, columns.Recordeds[i]) : (ushort)Day.Never, A = columns.As[i], B = columns.Bs[i],
            };
            table.Positions[at] = i;
        }
        foreach (var table in tables)
        {
            if (table is null) continue;
            Close(table);
            Sort(table);
            FillExtras(table, columns);
        }
        Position = facts;
    }

    /// <summary>After filling, entry s + 1 holds where subject s begins; shifts it to entry s and puts the end back.</summary>
    private static void Close(KindTable table)
    {
        Array.Copy(table.Start, 1, table.Start, 0, table.Start.Length - 1);
        table.Start[^1] = table.Rows.Length;
    }

    /// <summary>Insertion sort by from day, position kept where days are equal: a subject has few facts of a kind, nearly in order.</summary>
    private static void Sort(KindTable table)
    {
        var rows = table.Rows;
        var positions = table.Positions;
        for (var s = 0; s + 1 < table.Start.Length; s++)
        {
            for (var i = table.Start[s] + 1; i < table.Start[s + 1]; i++)
            {
                var row = rows[i];
                var position = positions[i];
                var j = i;
                for (; j > table.Start[s] && rows[j - 1].From > row.From; j--)
                {
                    rows[j] = rows[j - 1];
                    positions[j] = positions[j - 1];
                }
                rows[j] = row;
                positions[j] = position;
            }
        }
    }

    private static void FillExtras(KindTable table, FactColumns columns)
    {
        Dictionary<int, int>? rowOf = null;
        for (var e = 0; e < table.Extras.Length; e++)
        {
            if (columns.Extra(table.Kind.Number, e + 2) is not { } extra) continue;
            if (rowOf is null)
            {
                rowOf = new Dictionary<int, int>(table.Positions.Length);
                for (var r = 0; r < table.Positions.Length; r++) rowOf[table.Positions[r]] = r;
            }
            var column = table.Extras[e] = new int[table.Rows.Length];
            Array.Fill(column, FactColumns.Missing);
            for (var i = 0; i < extra.Positions.Count; i++)
                if (rowOf.TryGetValue(extra.Positions[i], out var row)) column[row] = extra.Values[i];
        }
    }
}
