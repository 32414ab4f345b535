using System.Runtime.InteropServices;
using Cairn.Record;

namespace Cairn.Rules.Engine;

/// <summary>
/// Gives out places. A recorded enrolment holds its place; only where nobody is enrolled do the first eligible by referral
/// day and reference make the cohort. With lots, places are counted in each.
/// </summary>
internal static class Places
{
    /// <summary>Leaves of the candidates those who have a place and are eligible on the day, in order of reference; a list a range.</summary>
    public static void Give(BoundScheme scheme, Roll roll, int on, Pile<Candidate>[] candidates)
    {
        var enrolled = roll.AnyoneEnrolledBy(on);
        var ceiling = Ceiling(scheme.Scheme);
        if (!enrolled && ceiling == int.MaxValue) return;
        var cut = new Cut(scheme.Lots.Count, scheme.PlaceDays.First, scheme.PlaceDays.Last, ceiling);
        foreach (var list in candidates)
        {
            if (enrolled) list.Keep(Enrolled(list, on));
            foreach (ref readonly var candidate in list.Items) cut.Count(candidate.Lot, candidate.On(enrolled), 1);
        }
        cut.FindBuckets();
        foreach (var list in candidates) list.Keep(NotAfter(list, cut, enrolled));
        cut.FindDays();
        foreach (var list in candidates) list.Keep(Within(list, cut, enrolled));
        // Who holds a place by enrolment but is not eligible reaches nothing.
        if (enrolled) foreach (var list in candidates) list.Keep(Eligible(list, roll, on));
    }

    /// <summary>Drops those after the days of their lot's limit, and counts those among them.</summary>
    private static int NotAfter(Pile<Candidate> list, Cut cut, bool enrolled)
    {
        var kept = 0;
        var room = list.Room;
        foreach (var candidate in list.Items)
        {
            room[kept] = candidate;
            var side = cut.Side(candidate.Lot, candidate.On(enrolled));
            kept = unchecked(kept + One.If(side <= 0));
            if (side == 0) cut.CountFine(candidate.Lot, candidate.On(enrolled), 1);
        }
        return kept;
    }

    private static int Within(Pile<Candidate> list, Cut cut, bool enrolled)
    {
        var kept = 0;
        var room = list.Room;
        foreach (var candidate in list.Items)
        {
            room[kept] = candidate;
            kept = unchecked(kept + (int)cut.Take(candidate.Lot, candidate.On(enrolled), 1));
        }
        return kept;
    }

    private static int Enrolled(Pile<Candidate> list, int on)
    {
        var kept = 0;
        foreach (var candidate in list.Items) if (candidate.Enrolment <= on && candidate.Referral <= on) list.Room[kept++] = candidate;
        return kept;
    }

    private static int Eligible(Pile<Candidate> list, Roll roll, int on)
    {
        var kept = 0;
        foreach (var candidate in list.Items) if (roll.EligibleOn(candidate.Subject) <= on) list.Room[kept++] = candidate;
        return kept;
    }

    /// <summary>The number of everyone's place, from 1 (in each lot), by subject; 0 without one.</summary>
    public static int[] Numbers(BoundScheme scheme, Roll roll, int on)
    {
        var enrolled = roll.AnyoneEnrolledBy(on);
        var ceiling = Ceiling(scheme.Scheme);
        var numbers = new int[roll.Count];
        var taken = new Dictionary<int, int>();
        foreach (var s in ByDay(scheme, roll, enrolled, on))
        {
            ref var inLot = ref CollectionsMarshal.GetValueRefOrAddDefault(taken, roll.LotOf(s), out _);
            if (inLot < ceiling) numbers[s] = ++inLot;
        }
        return numbers;
    }

    /// <summary>How many places there are, in each lot where there are lots.</summary>
    public static int Ceiling(Scheme scheme) => (scheme.Lots is { } lots ? lots.Places : scheme.Places) ?? int.MaxValue;

    /// <summary>Those whose day has come, by that day and then by reference: a counting sort over days.</summary>
    private static int[] ByDay(BoundScheme scheme, Roll roll, bool enrolled, int on)
    {
        // The day someone would have a place from, or never.
        int DayOf(int s) => roll.EligibleOn(s) > on && roll.EnrolledOn(s) > on ? Day.Never : enrolled ? roll.ReferredOn(s) <= on ? roll.EnrolledOn(s) : Day.Never : roll.ReferredOn(s);
        int least = Day.Never, most = 0, total = 0;
        for (var s = 0; s < roll.Count; s++)
        {
            if (DayOf(s) is var day && day > on) continue;
            (least, most) = (Math.Min(least, day), Math.Max(most, day));
            total++;
        }
        if (total == 0) return [];
        var next = new int[most - least + 2];
        for (var s = 0; s < roll.Count; s++) if (DayOf(s) is var day && day <= on) next[day - least + 1]++;
        for (var day = 1; day < next.Length; day++) next[day] += next[day - 1];
        var sorted = new int[total];
        for (var i = 0; i < roll.Count; i++)
        {
            var s = scheme.Order is null ? i : scheme.Order[i];
            if (DayOf(s) is var day && day <= on) sorted[next[day - least]++] = s;
        }
        return sorted;
    }
}
