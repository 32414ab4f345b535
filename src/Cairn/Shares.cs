namespace Cairn;

/// <summary>
/// Splits sums of pence so that the parts make the whole. Negative sums split as the negation of the positive, so that a reversal
/// undoes a split penny for penny. Weights or places that make no sense are a mistake of the caller and throw.
/// </summary>
public static class Shares
{
    /// <summary>
    /// One part for each weight, by largest remainder: each gets its whole pence, and the pennies left go one each to the largest
    /// fractions, the earlier share first when they are equal. A weight of nothing gets nothing.
    /// </summary>
    public static long[] Split(long totalPence, ReadOnlySpan<long> weights)
    {
        Int128 whole = 0;
        foreach (var weight in weights)
        {
            if (weight < 0) throw new ArgumentOutOfRangeException(nameof(weights), weight, "A weight is nothing or more.");
            whole += weight;
        }

        if (whole == 0) throw new ArgumentException("At least one weight must be above nothing.", nameof(weights));

        var size = Int128.Abs(totalPence);
        var sign = totalPence < 0 ? -1 : 1;
        var parts = new long[weights.Length];
        var fractions = new (Int128 Left, int Place)[weights.Length];
        var left = size;
        for (var i = 0; i < weights.Length; i++)
        {
            var part = size * weights[i] / whole;
            parts[i] = (long)(sign * part);
            fractions[i] = (size * weights[i] % whole, i);
            left -= part;
        }

        Array.Sort(fractions, static (a, b) => a.Left == b.Left ? a.Place.CompareTo(b.Place) : b.Left.CompareTo(a.Left));
        for (var i = 0; i < (int)left; i++) parts[fractions[i].Place] += sign;
        return parts;
    }

    /// <summary>
    /// The pence of the <paramref name="n"/>-th of <paramref name="places"/> equal places, counted from 1: the first places get one more
    /// penny each until nothing is left. £100,000 over 12 is 4 of £8,333.34, then 8 of £8,333.33.
    /// </summary>
    public static long Nth(long totalPence, int places, int n)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(n, places);
        var (each, over) = Math.DivRem(totalPence, places);
        return n <= Math.Abs(over) ? each + Math.Sign(over) : each;
    }

    /// <summary>A percentage in basis points (20% is 2,000), half a penny rounding up in size: 50 basis points of £1.00 is 1p, of -£1.00 is -1p.</summary>
    public static long Percent(long pence, long basisPoints) => Fraction(pence, basisPoints, 10_000);

    /// <summary>
    /// <paramref name="pence"/> times a fraction, worked exactly and rounded once, half a penny up in size. The denominator is above
    /// nothing; a result that no account could hold throws.
    /// </summary>
    public static long Fraction(long pence, long numerator, long denominator)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(denominator, 1);
        var exact = (Int128)pence * numerator;
        var (whole, rest) = Int128.DivRem(Int128.Abs(exact), denominator);
        if (rest >= denominator - rest) whole++;
        return (long)(exact < 0 ? -whole : whole);
    }
}
