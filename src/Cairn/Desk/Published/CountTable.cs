namespace Cairn.Desk.Published;

/// <summary>
/// How many people of each group something became of: groups down, what became of them across. Everyone is in one group and one column, so
/// that rows and columns make the whole.
/// </summary>
public sealed record CountTable(IReadOnlyList<string> Groups, IReadOnlyList<string> Columns, int[,] Cells)
{
    /// <summary>Counts from 1 to this could point at somebody.</summary>
    public const int Small = 4;

    private readonly IReadOnlyList<int>? first;

    /// <summary>Of each column, the place that the first of those put together in it had at the beginning.</summary>
    public IReadOnlyList<int> First { get => first ?? [.. Enumerable.Range(0, Columns.Count)]; private init => first = value; }

    public int Group(int row) => Enumerable.Range(0, Columns.Count).Sum(c => Cells[row, c]);

    public int Column(int column) => Enumerable.Range(0, Groups.Count).Sum(r => Cells[r, column]);

    public int All => Enumerable.Range(0, Columns.Count).Sum(Column);

    /// <summary>
    /// The table with small columns put together with the smallest of the others, until none of those left has from 1 to 4 people in all: what
    /// became of everyone can then be said without hiding any of it. Tables of the same people come out with the same columns.
    /// </summary>
    /// <param name="neighbours">Columns stand in order, such as quarters: a small one is put together with the one after it, or where that is empty with the one before.</param>
    public CountTable WithColumnsTogether(bool neighbours = false)
    {
        var table = this;
        while (table.Columns.Count > 1 && Enumerable.Range(0, table.Columns.Count).Where(c => table.Column(c) is > 0 and <= Small).Select(c => (int?)c).FirstOrDefault() is { } small)
        {
            var other = neighbours ? small + 1 < table.Columns.Count && (small == 0 || table.Column(small + 1) > 0) ? small + 1 : small - 1 : Enumerable.Range(0, table.Columns.Count).Where(c => c != small && table.Column(c) > 0).OrderBy(table.Column).Cast<int?>().FirstOrDefault() ?? (small == 0 ? 1 : 0);
            table = table.Together(Math.Min(small, other), Math.Max(small, other));
        }
        return table;
    }

    private CountTable Together(int first, int second)
    {
        var kept = Enumerable.Range(0, Columns.Count).Where(c => c != second).ToList();
        var cells = new int[Groups.Count, kept.Count];
        for (var r = 0; r < Groups.Count; r++)
            for (var c = 0; c < kept.Count; c++) cells[r, c] = Cells[r, kept[c]] + (kept[c] == first ? Cells[r, second] : 0);
        return this with { First = [.. kept.Select(c => First[c])], Columns = [.. kept.Select(c => c == first ? $"{Columns[first]} or {Columns[second].ToLowerInvariant()}" : Columns[c])], Cells = cells };
    }
}
