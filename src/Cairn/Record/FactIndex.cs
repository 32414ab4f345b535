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
    private KindTable?[] tables = [];
    private int[]? leads;
    private Dictionary<int, int[]> records = [];

    private FactIndex(Vocabulary vocabulary) => this.vocabulary = vocabulary;

    /// <summary>How many facts of the columns this index holds.</summary>
    public int Position { get; private set; }

    /// <summary>How many subjects there are of each <see cref="About"/>.</summary>
    public int[] Subjects { get; } = new int[Enum.GetValues<About>().Length];

    /// <summary>The table of a kind; null while no fact of it has been recorded.</summary>
    public KindTable? Table(Kind kind) => tables[kind.Number];

    /// <summary>Builds it; where <paramref name="leads"/> is given, by a person's number, the rows of a record stand under the one that leads.</summary>
    public static FactIndex Build(FactColumns columns, Vocabulary vocabulary, ReadOnlySpan<int> subjects, int[]? leads = null)
    {
        var index = new FactIndex(vocabulary);
        index.Rebuild(columns, subjects, leads);
        return index;
    }

    /// <summary>The person whose rows those of a record stand among: another only where two records are read as one.</summary>
    public int LeadOf(int person) => leads is not null && person >= 0 && person < leads.Length ? leads[person] : person;

    /// <summary>All records read as one with this one, the leading first; mostly itself alone.</summary>
    public IReadOnlyList<int> RecordsOf(int person) => records.GetValueOrDefault(LeadOf(person)) ?? [person];

    /// <summary>How many records of people are read as part of another.</summary>
    public int Led => records.Values.Sum(r => r.Length - 1);

    /// <summary>Adds the facts appended to the columns since; the answers are those of an index built anew.</summary>
    public void CatchUp(FactColumns columns, ReadOnlySpan<int> subjects, int[]? leads = null)
    {
        if (columns.Count > Position) Rebuild(columns, subjects, leads);
    }

    private void Rebuild(FactColumns columns, ReadOnlySpan<int> subjects, int[]? leading)
    {
        subjects.CopyTo(Subjects);
        leads = leading;
        records = leads is null ? [] : Enumerable.Range(0, leads.Length).GroupBy(p => leads[p]).Where(g => g.Count() > 1).ToDictionary(g => g.Key, g => g.OrderBy(p => p != g.Key).ThenBy(p => p).ToArray());
        tables = FactSorting.Sort(columns, vocabulary, subjects, leading);
        foreach (var table in tables) if (table is not null) FillExtras(table, columns);
        Position = columns.Count;
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
