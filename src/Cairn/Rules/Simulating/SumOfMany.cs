namespace Cairn.Rules.Simulating;

/// <summary>
/// What so many people come to together, exactly, where each is paid for independently: the distribution of one put together with itself, with no draws. A ladder of
/// prices stays small: amounts that many sums share are held once.
/// </summary>
public sealed class SumOfMany
{
    private readonly (long Pence, double Share)[] all;

    private SumOfMany((long, double)[] all) => this.all = all;

    /// <summary>Amounts in pence, the smallest first, with their chances, which make one.</summary>
    public IReadOnlyList<(long Pence, double Share)> All => all;

    /// <summary>Of one person's amounts with their chances, in any order; the same amount twice is put together. Chances that do not make one, within rounding, are refused.</summary>
    public static SumOfMany Of(IEnumerable<(long Pence, double Share)> one, int people)
    {
        var each = Merge(one);
        if (people < 0 || Math.Abs(each.Sum(e => e.Share) - 1) > 1e-6 || each.Any(e => e.Share < 0)) throw new ArgumentException("The chances of one person's amounts make one, and nobody is fewer than no people.", nameof(one));
        (long, double)[] sum = [(0, 1)];
        // By halves: twelve people are eight and four.
        for (var (left, power) = (people, each); left > 0; left >>= 1)
        {
            if ((left & 1) == 1) sum = Together(sum, power);
            if (left > 1) power = Together(power, power);
        }
        return new(sum);
    }

    /// <summary>The mean of what is paid under a cap.</summary>
    public double Mean(long cap = long.MaxValue) => all.Sum(a => Math.Min(a.Pence, cap) * a.Share);

    /// <summary>The chance that it comes to more than so much.</summary>
    public double More(long than) => all.Where(a => a.Pence > than).Sum(a => a.Share);

    /// <summary>The least amount that at most such a share lies above.</summary>
    public long Quantile(double share)
    {
        var sum = 0.0;
        foreach (var (pence, part) in all) if ((sum += part) >= share - 1e-12) return pence;
        return all[^1].Pence;
    }

    private static (long Pence, double Share)[] Together((long Pence, double Share)[] a, (long Pence, double Share)[] b)
    {
        var pairs = new (long Pence, double Share)[a.Length * b.Length];
        for (var i = 0; i < a.Length; i++) for (var j = 0; j < b.Length; j++) pairs[i * b.Length + j] = (a[i].Pence + b[j].Pence, a[i].Share * b[j].Share);
        return Merge(pairs);
    }

    private static (long Pence, double Share)[] Merge(IEnumerable<(long Pence, double Share)> from)
    {
        var sorted = from.ToArray();
        Array.Sort(sorted, (x, y) => x.Pence.CompareTo(y.Pence));
        var kept = 0;
        for (var i = 0; i < sorted.Length; i++)
        {
            if (kept > 0 && sorted[kept - 1].Pence == sorted[i].Pence) sorted[kept - 1].Share += sorted[i].Share;
            else sorted[kept++] = sorted[i];
        }
        return sorted[..kept];
    }
}
