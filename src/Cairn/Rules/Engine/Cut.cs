using System.Runtime.CompilerServices;

namespace Cairn.Rules.Engine;

/// <summary>
/// Where a limit falls in each lot, found by counting days and never by sorting: first in which 64 days, then on which of
/// them. What is dated before that day is within the limit, what is after is not, and on the day itself the order decides.
/// </summary>
internal sealed class Cut
{
    private const int Shift = 6, Width = 1 << Shift;

    private readonly int first, buckets;
    private readonly long[] counts, fine, left;
    private readonly int[] bucket, onDay;

    public Cut(int lots, int firstDay, int lastDay, long limit)
    {
        first = firstDay;
        buckets = lastDay < firstDay ? 1 : ((lastDay - firstDay) >> Shift) + 1;
        counts = new long[lots * buckets];
        fine = new long[lots * Width];
        bucket = new int[lots];
        onDay = new int[lots];
        left = new long[lots];
        Array.Fill(left, limit);
    }

    /// <summary>The first look, at everything.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Count(int lot, int day, long weight) => counts[unchecked(lot * buckets + ((day - first) >> Shift))] += weight;

    /// <summary>After the first look: finds the 64 days of each lot within which its limit falls.</summary>
    public void FindBuckets()
    {
        for (var lot = 0; lot < bucket.Length; lot++)
        {
            var at = lot * buckets;
            for (; bucket[lot] < buckets && counts[at] <= left[lot]; at++, bucket[lot]++) left[lot] -= counts[at];
        }
    }

    /// <summary>Whether a day lies before the 64 days of its lot's limit (below 0), among them (0), or after (above 0).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Side(int lot, int day) => unchecked(((day - first) >> Shift) - bucket[lot]);

    /// <summary>The second look, at what lies among those days only.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void CountFine(int lot, int day, long weight)
    {
        fine[unchecked((lot << Shift) | ((day - first) & (Width - 1)))] += weight;
    }

    /// <summary>After the second look: finds the day in each lot.</summary>
    public void FindDays()
    {
        for (var lot = 0; lot < bucket.Length; lot++)
        {
            onDay[lot] = int.MaxValue;
            if (bucket[lot] == buckets) continue;
            var day = lot << Shift;
            for (; fine[day] <= left[lot]; day++) left[lot] -= fine[day];
            onDay[lot] = first + (bucket[lot] << Shift) + (day & (Width - 1));
        }
    }

    /// <summary>How much of a weight is within the limit. Asked of everything on the day itself in its order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long Take(int lot, int day, long weight)
    {
        if (day != onDay[lot]) return day < onDay[lot] ? weight : 0;
        var taken = Math.Min(weight, left[lot]);
        left[lot] -= taken;
        return taken;
    }
}
