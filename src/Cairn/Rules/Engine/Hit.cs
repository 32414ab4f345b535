using System.Runtime.CompilerServices;

namespace Cairn.Rules.Engine;

/// <summary>One eligible person, who may have a place. The lot is its number in <see cref="LotNumbers"/>.</summary>
internal readonly record struct Candidate(int Subject, int Lot, ushort Referral, ushort Enrolment)
{
    /// <summary>The day that decides on the place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int On(bool enrolled) => enrolled ? Enrolment : Referral;
}

/// <summary>One time one person reached an outcome. The lot is its number in <see cref="LotNumbers"/>.</summary>
internal readonly record struct Hit(int Subject, ushort Day, ushort Outcome, ushort Time, ushort Lot)
{
    /// <summary>
    /// Puts hits in the order in which money is given out: by day, then reference, then the order of the file. A counting sort
    /// over days: the lists come in order of reference and of the file, and equal days keep it.
    /// </summary>
    public static Hit[] InOrder(Pile<Hit>[] found)
    {
        var total = 0;
        int least = Record.Day.Never, most = 0;
        foreach (var list in found)
        {
            foreach (ref readonly var hit in list.Items) (least, most) = (Math.Min(least, hit.Day), Math.Max(most, hit.Day));
            total += list.Count;
        }
        if (total == 0) return [];
        var next = new int[most - least + 2];
        foreach (var list in found) foreach (ref readonly var hit in list.Items) next[hit.Day - least + 1]++;
        for (var day = 1; day < next.Length; day++) next[day] += next[day - 1];
        var sorted = GC.AllocateUninitializedArray<Hit>(total);
        foreach (var list in found) foreach (ref readonly var hit in list.Items) sorted[next[hit.Day - least]++] = hit;
        return sorted;
    }
}
