using System.Globalization;

namespace Cairn.Desk.Published;

/// <summary>How numbers of people are told to whoever may not see the people: from 1 to 4 is never said, nor is what would give it away.</summary>
public static class Few
{
    private static readonly string Fewer = $"Fewer than {CountTable.Small + 1}";

    /// <summary>"Fewer than 5", or the number.</summary>
    public static string Count(long people) => people is > 0 and <= CountTable.Small ? Fewer : people.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>"Nobody", "Fewer than 5 people", "1,200 people".</summary>
    public static string People(long people) => people == 0 ? "Nobody" : $"{Count(people)} people";

    /// <summary>How many of all: "Fewer than 5 of 30", "All but a few of 30", "12 of 30", or that all are too few.</summary>
    public static string OutOf(int count, int all) => Instead(count, all, $" of {all}") ?? $"{count} of {all}";

    /// <summary>What is said instead of how many of all, ending as given; null where it may be said. None of none is.</summary>
    public static string? Instead(int count, int all, string of) =>
        all is > 0 and <= CountTable.Small ? "Too few to show"
        : count is > 0 and <= CountTable.Small ? Fewer + of
        : all > count && all - count <= CountTable.Small ? $"All but a few{of}"
        : null;

    /// <summary>
    /// Which counts of people may be told beside each other, in order: one may where, of each count told before that it lies wholly inside or around, it leaves nobody or at least
    /// five. Otherwise whoever knows that a step cannot be reached without another takes one from the other and has a count from 1 to 4.
    /// </summary>
    /// <param name="told">The people of counts that are told anyway, everyone among them.</param>
    /// <param name="next">The people of each count that might be.</param>
    public static IReadOnlyList<bool> MayTell(IEnumerable<IReadOnlySet<int>> told, IReadOnlyList<IReadOnlySet<int>> next)
    {
        List<IReadOnlySet<int>> shown = [new HashSet<int>(), .. told];
        var may = new bool[next.Count];
        for (var i = 0; i < may.Length; i++)
        {
            may[i] = shown.TrueForAll(other => Math.Abs(other.Count - next[i].Count) is 0 or > CountTable.Small || !(other.Count < next[i].Count ? other.IsSubsetOf(next[i]) : next[i].IsSubsetOf(other)));
            if (may[i]) shown.Add(next[i]);
        }
        return may;
    }
}
