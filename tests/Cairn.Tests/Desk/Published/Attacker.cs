namespace Cairn.Tests.Desk.Published;

/// <summary>
/// What a reader with all the patience in the world can work out: each hidden count as low and as high as the sums shown allow, by linear
/// programming (two-phase simplex, Bland's rule). Knows nothing of how hiding is done.
/// </summary>
internal sealed class Attacker
{
    private const double Tiny = 1e-7;

    private readonly double[,] sums;
    private readonly double[] totals;
    private readonly int unknowns;

    /// <summary>Each row of sums is one equation over the unknowns, none of which is below nothing.</summary>
    public Attacker(IReadOnlyList<(IReadOnlyList<(int Unknown, int Times)> Sum, int Total)> equations, int unknowns)
    {
        this.unknowns = unknowns;
        sums = new double[equations.Count, unknowns];
        totals = new double[equations.Count];
        for (var e = 0; e < equations.Count; e++)
        {
            // The simplex begins from totals that are not below nothing.
            var sign = equations[e].Total < 0 ? -1 : 1;
            foreach (var (unknown, times) in equations[e].Sum) sums[e, unknown] += sign * times;
            totals[e] = sign * equations[e].Total;
        }
    }

    public (double Least, double Most) Range(int unknown) => (Best(unknown, -1) * -1, Best(unknown, 1));

    /// <summary>The most that sign times the unknown can be; infinite where nothing bounds it.</summary>
    private double Best(int unknown, int sign)
    {
        var rows = totals.Length;
        var width = unknowns + rows + 1;
        var table = new double[rows + 1, width];
        var basis = new int[rows];
        for (var r = 0; r < rows; r++)
        {
            for (var u = 0; u < unknowns; u++) table[r, u] = sums[r, u];
            table[r, unknowns + r] = 1;
            table[r, width - 1] = totals[r];
            basis[r] = unknowns + r;
        }
        // First: some answer at all. Every artificial unknown is driven out.
        for (var c = 0; c < width; c++)
        {
            table[rows, c] = 0;
            for (var r = 0; r < rows; r++) if (c < unknowns || c == width - 1) table[rows, c] -= table[r, c];
        }
        Run(table, basis, unknowns);
        table[rows, width - 1].ShouldBe(0, 1e-5, "what is shown must at least be possible");
        // Then: the best. Artificial unknowns may not come back.
        for (var c = 0; c < width; c++) table[rows, c] = 0;
        table[rows, unknown] = -sign;
        for (var r = 0; r < rows; r++)
            if (basis[r] == unknown) for (var c = 0; c < width; c++) table[rows, c] += sign * table[r, c];
        return Run(table, basis, unknowns) ? table[rows, width - 1] : double.PositiveInfinity;
    }

    /// <summary>False when there is no end to it.</summary>
    private static bool Run(double[,] table, int[] basis, int columns)
    {
        var (rows, width) = (basis.Length, table.GetLength(1));
        while (true)
        {
            var enter = Enumerable.Range(0, columns).FirstOrDefault(c => table[rows, c] < -Tiny, -1);
            if (enter < 0) return true;
            var leave = -1;
            for (var r = 0; r < rows; r++)
            {
                // An artificial unknown that stays at nothing leaves first, whichever way it would move.
                if (basis[r] >= columns && Math.Abs(table[r, width - 1]) < Tiny && Math.Abs(table[r, enter]) > Tiny) { leave = r; break; }
                if (table[r, enter] < Tiny) continue;
                var better = leave < 0 ? -1 : table[r, width - 1] / table[r, enter] - table[leave, width - 1] / table[leave, enter];
                if (better < -Tiny || Math.Abs(better) <= Tiny && basis[r] < basis[leave]) leave = r;
            }
            if (leave < 0) return false;
            var pivot = table[leave, enter];
            for (var c = 0; c < width; c++) table[leave, c] /= pivot;
            for (var r = 0; r <= rows; r++)
            {
                if (r == leave || table[r, enter] == 0) continue;
                var times = table[r, enter];
                for (var c = 0; c < width; c++) table[r, c] -= times * table[leave, c];
            }
            basis[leave] = enter;
        }
    }
}
