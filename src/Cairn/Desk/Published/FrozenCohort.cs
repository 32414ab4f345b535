using Cairn.Record;
using Cairn.Rules;

namespace Cairn.Desk.Published;

/// <summary>
/// What became of everyone who had a place by a day, as was known when that was told: nobody is added or left out afterwards. It looks from the last
/// quarter that is told back to the one a year before, so that a reader who comes every day learns nothing of anyone in between.
/// </summary>
public sealed record FrozenCohort(int By, int KnownBy, int ReachedBy, int ReachedKnownBy, int People, IReadOnlyList<(Outcome Outcome, int Reached)> Steps)
{
    /// <summary>Quarters between the day on which the people are fixed and the day by which is counted what they reached.</summary>
    public const int Quarters = 4;

    /// <summary>Null while the scheme has not run for so long.</summary>
    public static FrozenCohort? Of(Scheme scheme, Facts facts, int today)
    {
        Period? at = Period.Of(Per.Quarter, today, scheme);
        while (at is { } late && late.Last + Breakdown.ToldAfter > today) at = late.Previous;
        if (at is not { } told) return null;
        Period? from = told;
        for (var i = 0; i < Quarters; i++) from = from?.Previous;
        if (from is not { } fixedIn || fixedIn.Last < scheme.Opens) return null;
        var (known, knownSince) = (fixedIn.Last + Breakdown.ToldAfter, told.Last + Breakdown.ToldAfter);
        var roll = Evaluation.Of(scheme, facts, fixedIn.Last, known).Roll;
        var people = Enumerable.Range(0, roll.Count).Where(s => roll.StandingOf(s) is Standing.HasPlace).ToHashSet();
        var reached = Evaluation.Of(scheme, facts, told.Last, knownSince).Achievements.Where(a => people.Contains(a.Subject)).ToLookup(a => a.Outcome, a => a.Subject);
        return new(fixedIn.Last, known, told.Last, knownSince, people.Count, [.. scheme.Outcomes.Where(o => o.When is not null).Select(o => (o, reached[o.Number].Distinct().Count()))]);
    }

    /// <summary>How many of all, said so that from 1 to 4 people, or all but so few, cannot be told.</summary>
    public static string Shown(int count, int all) =>
        all is > 0 and <= CountTable.Small ? "Too few to show"
        : count is > 0 and <= CountTable.Small ? $"Fewer than {CountTable.Small + 1} of {all}"
        : all > count && all - count <= CountTable.Small ? $"All but a few of {all}"
        : $"{count} of {all}";
}
