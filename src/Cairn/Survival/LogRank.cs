using System.Globalization;

namespace Cairn.Survival;

/// <summary>What a group had and what it would have had if all groups were alike.</summary>
public readonly record struct GroupEvents(string Group, int People, int Observed, double Expected);

/// <summary>
/// Whether the event came as fast in every group (Mantel and Haenszel): among those at risk at each time, what each group had against its share.
/// Strata are compared each within itself and then added. Groups that nothing could be expected of, because they left before the first event, do not count.
/// </summary>
public sealed record LogRank(IReadOnlyList<GroupEvents> Groups, ChiSquared Test)
{
    /// <summary>Why nothing may be claimed, or null.</summary>
    public string? Weak => Weakness.OfGroups(Groups.Sum(g => g.Observed), Groups.Min(g => g.Expected));

    /// <summary>The result in a sentence. Where it is weak that is all it says: no p-value goes with it.</summary>
    public string Said => Weak ?? string.Create(CultureInfo.InvariantCulture,
        $"If the groups were alike, chance would part them as much {(Test.P < 0.0001 ? "in fewer than 1 of 10,000" : $"in {Test.P:0.0%}")} of such studies (log-rank, chi-squared {Test.Statistic:0.00} with {Test.Degrees} {(Test.Degrees == 1 ? "degree" : "degrees")} of freedom).");

    /// <summary>Compares the groups; null with the reason where there is nothing to compare.</summary>
    public static LogRank? Of(Followed followed, out NoFigure? why)
    {
        var groups = followed.Groups.Count;
        why = groups < 2 ? new(Lack.Groups, "There is only one group, so nothing to compare it with.") : followed.Events == 0 ? new(Lack.Events, "It happened to nobody, so the groups cannot be told apart.") : null;
        if (why is not null) return null;
        var (people, observed, expected, variance) = (new int[groups], new int[groups], new double[groups], new double[groups, groups]);
        foreach (var g in followed.Group) people[g]++;
        foreach (var stratum in Enumerable.Range(0, followed.People).GroupBy(i => followed.Stratum[i])) Add(followed, [.. stratum], observed, expected, variance);
        // The last of those that could have had events follows from the others.
        var free = Enumerable.Range(0, groups).Where(g => expected[g] > 0).SkipLast(1).ToArray();
        var lower = new double[free.Length * (free.Length + 1) / 2];
        for (int a = 0, k = 0; a < free.Length; a++) for (var b = 0; b <= a; b++) lower[k++] = variance[free[a], free[b]];
        var excess = free.Select(g => observed[g] - expected[g]).ToArray();
        if (free.Length == 0 || Cholesky.Of(lower, free.Length, 1e-11, out _) is not { } root)
        {
            why = new(Lack.Groups, "At no event were people of different groups in view together, so they cannot be compared.");
            return null;
        }
        return new([.. followed.Groups.Select((name, g) => new GroupEvents(name, people[g], observed[g], expected[g]))], new(root.Length(excess), free.Length));
    }

    private static void Add(Followed followed, int[] people, int[] observed, double[] expected, double[,] variance)
    {
        Array.Sort([.. people.Select(i => followed.Times[i])], people);
        var atRisk = new int[observed.Length];
        foreach (var i in people) atRisk[followed.Group[i]]++;
        for (int from = 0, to; from < people.Length; from = to)
        {
            var (time, events, all) = (followed.Times[people[from]], 0, (double)(people.Length - from));
            for (to = from; to < people.Length && followed.Times[people[to]] == time; to++)
                if (followed.Happened[people[to]]) { events++; observed[followed.Group[people[to]]]++; }
            if (events > 0)
            {
                var scale = all > 1 ? events * (all - events) / (all - 1) : 0;
                for (var g = 0; g < atRisk.Length; g++)
                {
                    expected[g] += events * atRisk[g] / all;
                    for (var h = 0; h < atRisk.Length; h++) variance[g, h] += scale * ((g == h ? atRisk[g] / all : 0) - atRisk[g] / all * (atRisk[h] / all));
                }
            }
            for (var k = from; k < to; k++) atRisk[followed.Group[people[k]]]--;
        }
    }
}
