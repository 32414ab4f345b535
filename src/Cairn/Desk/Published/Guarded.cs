namespace Cairn.Desk.Published;

/// <summary>
/// A table as those may see it who may not see the people: no count from 1 to 4, no group of which all went one way, and so much more
/// hidden that none of it can be worked out from the rest. What became of everyone is always shown.
/// </summary>
public sealed class Guarded
{
    /// <summary>Of fewer people than this no groups are shown at all.</summary>
    public const int Fewest = 20;

    private readonly CountTable table;
    private readonly bool[,] hidden;

    private Guarded(CountTable table, bool[,] hidden, bool isWithheld) => (this.table, this.hidden, IsWithheld) = (table, hidden, isWithheld);

    public IReadOnlyList<string> Groups => table.Groups;

    public IReadOnlyList<string> Columns => table.Columns;

    /// <summary>True where no groups are shown: too few people, or what would have to be hidden leaves nothing that cannot be worked out.</summary>
    public bool IsWithheld { get; }

    public int All => table.All;

    public int Column(int column) => table.Column(column);

    /// <summary>One count; null where it is hidden.</summary>
    public int? Cell(int row, int column) => IsWithheld || hidden[row, column] ? null : table.Cells[row, column];

    /// <summary>How many the group has; null where that is hidden.</summary>
    public int? Group(int row) => IsWithheld || hidden[row, Columns.Count] ? null : table.Group(row);

    /// <summary>A table of what is nobody's secret, such as how many of a partner's staff have been trained.</summary>
    public static Guarded Open(CountTable table) => new(table, new bool[table.Groups.Count, table.Columns.Count + 1], false);

    /// <summary>Hides what must be hidden. The columns are put together first where they are small (<see cref="CountTable.WithColumnsTogether"/>).</summary>
    public static Guarded Of(CountTable counts)
    {
        var table = counts.WithColumnsTogether();
        var whole = new bool[table.Groups.Count, table.Columns.Count + 1];
        if (table.All < Fewest || table.Columns.Count < 2) return new Guarded(table, whole, true);
        var hiding = new Hiding(table);
        return new Guarded(table, hiding.Hidden, !hiding.Done());
    }
}
