using Cairn.Record;

namespace Cairn.Rules.Engine;

/// <summary>Puts achievements in the order in which money is given out: by day, then reference, then the order of the file.</summary>
internal static class MoneyOrder
{
    /// <summary>A counting sort over days: the lists come in order of reference and of the file, and equal days keep it.</summary>
    public static Achievement[] Sort(List<Achievement>[] found)
    {
        var counts = new int[Day.Never + 2];
        var total = 0;
        foreach (var list in found)
        {
            if (list is null) continue;
            foreach (var a in list) counts[a.Day + 1]++;
            total += list.Count;
        }
        for (var d = 1; d < counts.Length; d++) counts[d] += counts[d - 1];
        var sorted = new Achievement[total];
        foreach (var list in found)
        {
            if (list is null) continue;
            foreach (var a in list) sorted[counts[a.Day]++] = a;
        }
        return sorted;
    }
}
