namespace Cairn.Survival;

/// <summary>The lower root of a small symmetric matrix, whose lower triangle is held row by row.</summary>
internal sealed class Cholesky
{
    private readonly double[] root;
    private readonly int size;

    private Cholesky(double[] root, int size) => (this.root, this.size) = (root, size);

    /// <summary>Where the row of a triangle begins.</summary>
    public static int Row(int i) => i * (i + 1) / 2;

    /// <summary>The root; null, with the row at fault, where a row is a combination of those above it to within the tolerance, or is not finite.</summary>
    public static Cholesky? Of(ReadOnlySpan<double> lower, int size, double tolerance, out int fault)
    {
        var root = lower.ToArray();
        for (fault = 0; fault < size; fault++)
        {
            var row = Row(fault);
            for (var j = 0; j <= fault; j++)
            {
                var sum = root[row + j];
                for (var k = 0; k < j; k++) sum -= root[row + k] * root[Row(j) + k];
                if (j < fault) root[row + j] = sum / root[Row(j) + j];
                else if (sum > tolerance * lower[row + j] && sum > 0) root[row + j] = Math.Sqrt(sum);
                else return null;
            }
        }
        return new(root, size);
    }

    /// <summary>x' A⁻¹ x.</summary>
    public double Length(ReadOnlySpan<double> x)
    {
        var half = x.ToArray();
        Forward(half);
        return half.Sum(h => h * h);
    }

    /// <summary>A⁻¹ x.</summary>
    public double[] Solve(ReadOnlySpan<double> x)
    {
        var answer = x.ToArray();
        Forward(answer);
        for (var i = size - 1; i >= 0; i--)
        {
            for (var k = i + 1; k < size; k++) answer[i] -= root[Row(k) + i] * answer[k];
            answer[i] /= root[Row(i) + i];
        }
        return answer;
    }

    /// <summary>A⁻¹.</summary>
    public double[][] Inverse()
    {
        var unit = new double[size];
        return [.. Enumerable.Range(0, size).Select(i =>
        {
            unit.AsSpan().Clear();
            unit[i] = 1;
            return Solve(unit);
        })];
    }

    private void Forward(double[] x)
    {
        for (var i = 0; i < size; i++)
        {
            for (var k = 0; k < i; k++) x[i] -= root[Row(i) + k] * x[k];
            x[i] /= root[Row(i) + i];
        }
    }
}
