using System.Runtime.CompilerServices;

namespace Cairn.Bench;

/// <summary>
/// Where a limit falls, lot by lot, found by counting days and never by sorting: first which 64 days, then which of them.
/// What is dated before the cut's day is within the limit, what is after is not, and on the day itself the order decides.
/// </summary>
public sealed class Cut
{
    private const int Shift = 6, Lots = Question.Lots + 1;

    private readonly int first, buckets, parts;
    private readonly long[][] coarse, fine;
    private readonly int[] bucket = new int[Lots];

    public Cut(int firstDay, int lastDay, int parts)
    {
        first = firstDay;
        this.parts = parts;
        buckets = ((lastDay - firstDay) >> Shift) + 1;
        coarse = [.. Enumerable.Range(0, parts).Select(_ => new long[Lots * buckets])];
        fine = [.. Enumerable.Range(0, parts).Select(_ => new long[Lots << Shift])];
        Left = [.. Enumerable.Range(0, parts).Select(_ => new long[Lots])];
    }

    public int[] OnDay { get; } = new int[Lots];

    /// <summary>What each part of the people, taken in order, may still use on the day of the cut.</summary>
    public long[][] Left { get; }

    public void Clear(int part)
    {
        Array.Clear(coarse[part]);
        Array.Clear(fine[part]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Count(long[] counts, int lot, int day, long weight) => counts[lot * buckets + ((day - first) >> Shift)] += weight;

    public long[] Coarse(int part) => coarse[part];

    /// <summary>The second look, for those items only that fall within their lot's 64 days.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void CountFine(long[] counts, int lot, int day, long weight)
    {
        var since = day - first;
        if (since >> Shift == bucket[lot]) counts[(lot << Shift) | (since & 63)] += weight;
    }

    public long[] Fine(int part) => fine[part];

    public void FindBuckets(long limit)
    {
        for (var lot = 0; lot < Lots; lot++)
        {
            var b = 0;
            var left = limit;
            for (; b < buckets; b++)
            {
                var sum = Sum(coarse, lot * buckets + b);
                if (sum > left) break;
                left -= sum;
            }
            bucket[lot] = b;
            Left[0][lot] = left;
        }
    }

    public void FindDays()
    {
        for (var lot = 0; lot < Lots; lot++)
        {
            OnDay[lot] = int.MaxValue;
            if (bucket[lot] == buckets) continue;
            var left = Left[0][lot];
            var day = lot << Shift;
            for (long sum; (sum = Sum(fine, day)) <= left; day++) left -= sum;
            OnDay[lot] = first + (bucket[lot] << Shift) + (day & 63);
            for (var part = 0; part < parts; part++)
            {
                Left[part][lot] = left;
                left = Math.Max(0, left - fine[part][day]);
            }
        }
    }

    private static long Sum(long[][] counts, int at)
    {
        var sum = 0L;
        foreach (var part in counts) sum += part[at];
        return sum;
    }
}
