namespace Cairn.Rules.Simulating;

/// <summary>
/// What many people come to together, exactly, where each is paid for independently: the distributions of all put together one by one, with no draws. Prices on a
/// ladder stay small: amounts that many sums share are held once.
/// </summary>
public sealed class SumOfMany
{
    /// <summary>So many different sums are held at most, and so many are looked at in all: about a second's work.</summary>
    private const long MostHeld = 200_000, MostSteps = 1_000_000_000;

    /// <summary>A sum at either end with less than this chance is left out: what is lost so is far below what a sum of fractions loses.</summary>
    private const double Never = 1e-18;

    private readonly (long Pence, double Share)[] all;

    private SumOfMany((long, double)[] all) => this.all = all;

    /// <summary>Amounts in pence, the smallest first, with their chances, which make one.</summary>
    public IReadOnlyList<(long Pence, double Share)> All => all;

    /// <summary>
    /// Of each person's amounts with their chances, in any order; the same amount twice is put together. Null where there are too many different sums to hold. Chances of
    /// one person that do not make one, within rounding, are refused.
    /// </summary>
    public static SumOfMany? Of(IEnumerable<IEnumerable<(long Pence, double Share)>> people)
    {
        (long, double)[] sum = [(0, 1)];
        var steps = 0L;
        foreach (var person in people)
        {
            var each = Merge(person);
            if (Math.Abs(each.Sum(e => e.Share) - 1) > 1e-6 || each.Any(e => e.Share < 0)) throw new ArgumentException("The chances of one person's amounts make one.", nameof(people));
            if (Together(sum, each) is not { } more || (steps += (long)more.Length * each.Length) > MostSteps) return null;
            sum = more;
        }
        return new(sum);
    }

    /// <summary>The mean of what is paid under a cap.</summary>
    public double Mean(long cap = long.MaxValue) => all.Sum(a => Math.Min(a.Pence, cap) * a.Share);

    /// <summary>The chance that it comes to more than so much.</summary>
    public double More(long than) => all.Where(a => a.Pence > than).Sum(a => a.Share);

    /// <summary>The least amount that is not passed with such a chance or more, as R has it (type 1).</summary>
    public long Quantile(double share)
    {
        var sum = 0.0;
        foreach (var (pence, part) in all) if ((sum += part) >= share - 1e-12) return pence;
        return all[^1].Pence;
    }

    /// <summary>
    /// How far apart, at the amount where they are furthest, the share of some values that do not pass it and its exact chance under a cap are (Kolmogorov's distance).
    /// The values, none above the cap, are in order.
    /// </summary>
    public double Furthest(ReadOnlySpan<long> values, long cap = long.MaxValue)
    {
        var (furthest, chance, passed) = (0.0, 0.0, 0);
        foreach (var (pence, share) in all)
        {
            var at = Math.Min(pence, cap);
            while (passed < values.Length && values[passed] < at) passed++;
            // Just below the amount, and on it: in between the chance stands still.
            furthest = Math.Max(furthest, Math.Abs(passed / (double)values.Length - chance));
            if (pence >= cap) return furthest;
            chance += share;
            while (passed < values.Length && values[passed] == at) passed++;
            furthest = Math.Max(furthest, Math.Abs(passed / (double)values.Length - chance));
        }
        return furthest;
    }

    /// <summary>Every amount of one with every amount of the other: as many lists in order as the other has amounts, merged. Null where they are too many.</summary>
    private static (long, double)[]? Together((long Pence, double Share)[] sum, (long Pence, double Share)[] each)
    {
        var found = new (long Pence, double Share)[Math.Min((long)sum.Length * each.Length, MostHeld)];
        var (kept, heads) = (0, new int[each.Length]);
        while (true)
        {
            var least = long.MaxValue;
            for (var j = 0; j < heads.Length; j++) if (heads[j] < sum.Length) least = Math.Min(least, sum[heads[j]].Pence + each[j].Pence);
            if (least == long.MaxValue) break;
            var share = 0.0;
            for (var j = 0; j < heads.Length; j++)
                if (heads[j] < sum.Length && sum[heads[j]].Pence + each[j].Pence == least) share += sum[heads[j]++].Share * each[j].Share;
            if (kept == 0 && share < Never) continue;
            if (kept == found.Length) return null;
            found[kept++] = (least, share);
        }
        while (kept > 1 && found[kept - 1].Share < Never) kept--;
        return found[..kept];
    }

    private static (long Pence, double Share)[] Merge(IEnumerable<(long Pence, double Share)> from) =>
        [.. from.GroupBy(a => a.Pence).Select(g => (g.Key, g.Sum(a => a.Share))).OrderBy(a => a.Key)];
}
