namespace Cairn.Desk.Published;

/// <summary>
/// Chooses what else to hide. A hidden count could be one more if others could be one less, so a way is sought through the table from
/// its group back to its column, as cheap as can be in counts not hidden yet, and all on the way is hidden; until it could be anything from
/// 1 to 4. What can be worked out from a table with its sums is no more than this (a flow in a network), so hidden is hidden.
/// </summary>
internal sealed class Hiding
{
    private readonly int groups, columns;
    private readonly int[,] counts;

    /// <summary>The last column is how many each group has.</summary>
    public Hiding(CountTable table)
    {
        (groups, columns) = (table.Groups.Count, table.Columns.Count);
        counts = new int[groups, columns + 1];
        Hidden = new bool[groups, columns + 1];
        for (var r = 0; r < groups; r++)
        {
            for (var c = 0; c < columns; c++) counts[r, c] = table.Cells[r, c];
            counts[r, columns] = table.Group(r);
        }
    }

    public bool[,] Hidden { get; }

    /// <summary>False when something cannot be hidden well enough.</summary>
    public bool Done()
    {
        var must = new List<(int Row, int Column, int Up, int Down)>();
        for (var r = 0; r < groups; r++)
            for (var c = 0; c <= columns; c++)
            {
                if (counts[r, c] is > 0 and <= CountTable.Small and var few) must.Add((r, c, CountTable.Small - few, few - 1));
                if (c < columns && counts[r, c] > 0 && counts[r, c] == counts[r, columns]) must.AddRange(OneWay(r, c));
            }
        foreach (var (r, c, _, _) in must) Hidden[r, c] = true;
        return must.TrueForAll(m => Moves(m.Row, m.Column, m.Up, more: true) && Moves(m.Row, m.Column, m.Down, more: false));
    }

    /// <summary>Where a whole group went one way the noughts beside that give it away: all are hidden, and of the likeliest it must be possible that somebody went there.</summary>
    private IEnumerable<(int Row, int Column, int Up, int Down)> OneWay(int row, int column)
    {
        var others = Enumerable.Range(0, columns).Where(c => c != column).ToList();
        var likeliest = others.MaxBy(c => Enumerable.Range(0, groups).Sum(r => counts[r, c]));
        return others.Select(c => (row, c, c == likeliest ? Math.Min(CountTable.Small, counts[row, column]) : 0, 0)).Append((row, column, 0, 0));
    }

    /// <summary>Hides until a count could be so many more, or less. Groups are nodes 0 and up; columns follow, the last being how many each group has.</summary>
    private bool Moves(int row, int column, int by, bool more)
    {
        var now = (int[,])counts.Clone();
        // One more in a cell is one less in another of its group; of how many the group has, the other way round.
        var (from, to) = more == column < columns ? (row, groups + column) : (groups + column, row);
        for (var i = 0; i < by; i++)
        {
            if (Way(now, (row, column), from, to) is not { } way) return false;
            foreach (var (r, c, less) in way)
            {
                Hidden[r, c] = true;
                now[r, c] += less ? -1 : 1;
            }
        }
        return true;
    }

    /// <summary>The cheapest way from a node to another, as the counts that change on it; null when there is none.</summary>
    private List<(int Row, int Column, bool Less)>? Way(int[,] now, (int, int) not, int from, int to)
    {
        var nodes = groups + columns + 1;
        var (cost, by) = (new long[nodes], new int[nodes]);
        Array.Fill(cost, long.MaxValue);
        cost[from] = 0;
        by[from] = -1;
        var isDone = new bool[nodes];
        for (var turn = 0; turn < nodes; turn++)
        {
            var at = Enumerable.Range(0, nodes).Where(n => !isDone[n] && cost[n] < long.MaxValue).DefaultIfEmpty(-1).MinBy(n => n < 0 ? 0 : cost[n]);
            if (at < 0 || at == to) break;
            isDone[at] = true;
            for (var next = 0; next < nodes; next++)
            {
                if (next < groups == at < groups || Changed(at, next) is var (r, c, less) && ((r, c) == not || less && now[r, c] < 1)) continue;
                var (row, column, _) = Changed(at, next);
                var then = cost[at] + 1 + (Hidden[row, column] ? 0 : Price(row, column));
                if (then < cost[next]) (cost[next], by[next]) = (then, at);
            }
        }
        if (cost[to] == long.MaxValue) return null;
        var way = new List<(int, int, bool)>();
        for (var at = to; by[at] >= 0; at = by[at]) way.Add(Changed(by[at], at));
        return way;
    }

    /// <summary>The count that changes in a step: from a group to a column it is one less, back it is one more; of how many a group has, the other way round.</summary>
    private (int Row, int Column, bool Less) Changed(int from, int to)
    {
        var (row, column) = from < groups ? (from, to - groups) : (to, from - groups);
        return (row, column, from < groups == column < columns);
    }

    /// <summary>What hiding a count costs a reader: large ones more, and how many a group has most.</summary>
    private long Price(int row, int column) => (column == columns ? 10_000 : 1000) + Math.Min(counts[row, column], 900);
}
