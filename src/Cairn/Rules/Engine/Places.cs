using System.Runtime.InteropServices;
using Cairn.Record;

namespace Cairn.Rules.Engine;

/// <summary>
/// Gives out places. A recorded enrolment holds its place; only where nobody is enrolled do the first eligible by referral
/// day and reference make the cohort. With lots, places are counted in each.
/// </summary>
internal static class Places
{
    public static void Give(BoundScheme scheme, Roll roll, int on, Pile<Candidate>[] candidates)
    {
        var enrolled = roll.AnyoneEnrolledBy(on);
        var ceiling = (scheme.Scheme.Lots is { } lots ? lots.Places : scheme.Scheme.Places) ?? int.MaxValue;
        // Lots that are codes are few and small; names may be anything.
        var few = scheme.Scheme.Lots is null ? new int[1] : scheme.Scheme.Lots.By.List is { } list ? new int[list.Codes.Count] : null;
        var many = few is null ? new Dictionary<int, int>() : null;
        foreach (ref readonly var candidate in ByDay(candidates, enrolled, on).AsSpan())
        {
            ref var taken = ref few is not null && unchecked((uint)candidate.Lot) < (uint)few.Length ? ref few[candidate.Lot] : ref CollectionsMarshal.GetValueRefOrAddDefault(many ??= [], candidate.Lot, out _);
            if (taken < ceiling) roll.GivePlace(candidate.Subject, ++taken);
        }
    }

    /// <summary>Those whose day has come, by that day and then by reference: a counting sort over days.</summary>
    private static Candidate[] ByDay(Pile<Candidate>[] candidates, bool enrolled, int on)
    {
        var next = new int[Day.Never + 2];
        var total = 0;
        foreach (var list in candidates)
        {
            foreach (ref readonly var candidate in list.Items)
            {
                var day = enrolled ? candidate.Enrolment : candidate.Referral;
                if (day > on) continue;
                next[day + 1]++;
                total++;
            }
        }
        for (var day = 1; day <= on; day++) next[day] += next[day - 1];
        var sorted = GC.AllocateUninitializedArray<Candidate>(total);
        foreach (var list in candidates)
        {
            foreach (ref readonly var candidate in list.Items)
            {
                var day = enrolled ? candidate.Enrolment : candidate.Referral;
                if (day <= on) sorted[next[day]++] = candidate;
            }
        }
        return sorted;
    }
}
