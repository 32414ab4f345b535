using Cairn.Record;

namespace Cairn.Rules.Engine;

/// <summary>
/// Gives out places. A recorded enrolment holds its place; only where nobody is enrolled do the first eligible by referral
/// day and reference make the cohort. With lots, places are counted in each.
/// </summary>
internal static class Places
{
    public static void Give(Plan plan, Roll roll, int on)
    {
        var scheme = plan.Scheme;
        var anyone = false;
        for (var s = 0; s < plan.Subjects && !anyone; s++) anyone = roll.Enrolment[s] <= on;
        var days = anyone ? roll.Enrolment : roll.Referral;
        var ceiling = scheme.Lots is { } lots ? lots.Places ?? int.MaxValue : scheme.Places ?? int.MaxValue;
        var used = new Dictionary<int, int>();
        var inOne = 0;
        foreach (var s in ByDay(plan, roll, days, on))
        {
            if (scheme.Lots is null)
            {
                if (inOne == ceiling) return;
                roll.Place[s] = ++inOne;
                continue;
            }
            ref var taken = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(used, roll.Lot[s], out _);
            if (taken < ceiling) roll.Place[s] = ++taken;
        }
    }

    /// <summary>The eligible whose day has come, by that day and then by reference: a counting sort over days.</summary>
    private static int[] ByDay(Plan plan, Roll roll, ushort[] days, int on)
    {
        var counts = new int[Day.Never + 1];
        var total = 0;
        for (var s = 0; s < days.Length; s++)
        {
            if (days[s] > on || roll.Eligible[s] > on) continue;
            counts[days[s] + 1]++;
            total++;
        }
        for (var d = 1; d < counts.Length; d++) counts[d] += counts[d - 1];
        var order = new int[total];
        for (var i = 0; i < days.Length; i++)
        {
            var s = plan.Order is null ? i : plan.Order[i];
            if (days[s] > on || roll.Eligible[s] > on) continue;
            order[counts[days[s]]++] = s;
        }
        return order;
    }
}
