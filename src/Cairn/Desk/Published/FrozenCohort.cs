using Cairn.Record;
using Cairn.Rules;

namespace Cairn.Desk.Published;

/// <summary>
/// What became of everyone who had a place by a day, a year on, each as was known when its quarter was told: nobody is added or left out afterwards.
/// A later day takes its place only when at least five more had a place by then, so that two such tables never differ by a few people.
/// </summary>
public sealed record FrozenCohort(int By, int KnownBy, int ReachedBy, int ReachedKnownBy, int People, IReadOnlyList<(Outcome Outcome, int Reached, bool MayTell)> Steps)
{
    /// <summary>Quarters between the day on which the people are fixed and the day by which is counted what they reached.</summary>
    public const int Quarters = 4;

    /// <summary>Null while the scheme has not run for so long.</summary>
    public static FrozenCohort? Of(Scheme scheme, Facts facts, int today)
    {
        HashSet<int>? people = null;
        var (by, reachedBy) = (0, 0);
        for (Period? at = Period.Of(Per.Quarter, scheme.Opens, scheme); at is { } quarter && Later(quarter) is { } told && told.Last + Breakdown.ToldAfter <= today; at = quarter.Next)
        {
            var roll = Evaluation.Of(scheme, facts, quarter.Last, quarter.Last + Breakdown.ToldAfter).Roll;
            var placed = Enumerable.Range(0, roll.Count).Where(s => roll.StandingOf(s) is Standing.HasPlace).ToHashSet();
            // Of fewer nothing is told, so whoever comes next gives nothing away.
            if (people is null || people.Count <= CountTable.Small || placed.Count > people.Count + CountTable.Small) (people, by, reachedBy) = (placed, quarter.Last, told.Last);
        }
        if (people is null) return null;
        var reached = Evaluation.Of(scheme, facts, reachedBy, reachedBy + Breakdown.ToldAfter).Achievements.Where(a => people.Contains(a.Subject)).ToLookup(a => a.Outcome, a => a.Subject);
        var steps = scheme.Outcomes.Where(o => o.When is not null).ToList();
        var may = Few.MayTell([people], [.. steps.Select(o => reached[o.Number].ToHashSet())]);
        return new(by, by + Breakdown.ToldAfter, reachedBy, reachedBy + Breakdown.ToldAfter, people.Count, [.. steps.Select((o, i) => (o, reached[o.Number].Distinct().Count(), may[i]))]);
    }

    private static Period? Later(Period quarter)
    {
        Period? at = quarter;
        for (var i = 0; i < Quarters; i++) at = at?.Next;
        return at;
    }
}
