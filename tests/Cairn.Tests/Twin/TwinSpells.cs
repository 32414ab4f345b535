using Cairn.Record;
using Cairn.Rules;

namespace Cairn.Tests.Twin;

/// <summary>Shapes about spells and events: happens and starts, leaves, sustains, lacks, age.</summary>
public sealed partial class TwinLife
{
    private int Happening(Happens clause, int lo, int hi)
    {
        var fitting = Fitting(clause.Pattern).ToList();
        if (clause.First && fitting.Any(f => f.From < lo)) return Never;
        if (clause.AtTimes.Count > 0) return AtTimes(clause, fitting, lo, hi);
        return Counted(clause, fitting.Where(f => lo <= f.From && f.From <= hi), clause.Times, clause.Apart);
    }

    /// <summary>The earliest is counted first, each next one far enough after it; the day of the last one needed.</summary>
    private int Counted(Clause clause, IEnumerable<TwinFact> inOrder, int times, Length? apart)
    {
        var counted = new List<TwinFact>();
        foreach (var fact in inOrder)
        {
            if (counted.Count > 0 && apart is { } gap && fact.From < gap.After(counted[^1].From)) continue;
            counted.Add(fact);
            if (counted.Count == times) return RestsOn(clause, fact.From, counted);
        }
        return Never;
    }

    private int AtTimes(Happens clause, List<TwinFact> unused, int lo, int hi)
    {
        var chosen = new List<TwinFact>();
        foreach (var time in clause.AtTimes)
        {
            var target = time.After(lo);
            var from = clause.Tolerance?.Before(target) ?? target;
            var to = Math.Min(hi, clause.Tolerance?.After(target) ?? target);
            var next = unused.FirstOrDefault(f => from <= f.From && f.From <= to && (chosen.Count == 0 || f.From >= chosen[^1].From));
            if (next is null) return Never;
            unused.Remove(next);
            chosen.Add(next);
        }
        return RestsOn(clause, chosen[^1].From, chosen);
    }

    private int Leaving(Leaves clause, int lo, int hi)
    {
        var left = Fitting(clause.Pattern).Where(f => lo <= f.To && f.To <= hi && (clause.Lasted is not { } lasted || f.Days >= lasted.DaysFrom(f.From))).ToList();
        if (left.Count == 0) return Never;
        var day = left.Min(f => f.To);
        return RestsOn(clause, day, left.Where(f => f.To == day));
    }

    private int Sustaining(Sustains clause, int lo, int hi)
    {
        if (clause.Same is null && clause.Bettering is null) return Sustaining(clause, Set(clause.Days), lo, hi);
        var fitting = Fitting(((SpellDays)clause.Days).Pattern).ToList();
        if (clause.Bettering is { } better)
        {
            var held = fitting.Where(f => f.Covers(lo)).Max(f => f.Number(better)) ?? int.MinValue;
            fitting = fitting.Where(f => f.Number(better) > held).ToList();
        }
        if (clause.Same is not { } same) return Sustaining(clause, Of(fitting), lo, hi);
        var groups = fitting.Where(f => f.Text(same) is not null).GroupBy(f => f.Text(same));
        return groups.Select(group => Sustaining(clause, Of(group), lo, hi)).Append(Never).Min();
    }

    private int Sustaining(Sustains clause, bool[] set, int lo, int hi)
    {
        bool Stopped(int day) => clause.Stops?.StopsOn(day) ?? false;
        var restarts = clause.RestartsOn is { } pattern ? Fitting(pattern).Select(f => f.From).ToHashSet() : [];
        var old = clause.New ? OldDays(set, lo) : [];
        var counts = new bool[Day.Last + 1];
        for (var day = lo; day <= hi; day++)
        {
            counts[day] = set[day] && !old.Contains(day) && !restarts.Contains(day) && !Stopped(day)
                && (clause.While is null || Set(clause.While)[day]) && (clause.Without is null || !Set(clause.Without)[day]);
        }
        var best = Never;
        var before = false;
        for (var start = lo; start <= hi; start++)
        {
            if (Stopped(start)) continue;
            if (counts[start] && !before) best = Math.Min(best, From(start));
            before = counts[start];
        }
        return best;

        int From(int start)
        {
            var needed = clause.For.DaysFrom(start);
            var each = clause.GapsEach ?? clause.GapsInTotal ?? 0;
            var inTotal = clause.GapsInTotal ?? (clause.GapsEach is null ? 0 : int.MaxValue);
            int counted = 0, gap = 0, gaps = 0;
            for (var day = start; day <= hi; day++)
            {
                if (restarts.Contains(day)) return Never;
                if (Stopped(day)) continue;
                if (counts[day])
                {
                    counted++;
                    gap = 0;
                    if (counted + (clause.GapsCount ? gaps : 0) >= needed) return day;
                }
                else
                {
                    gap++;
                    gaps++;
                    if (gap > each || gaps > inTotal) return Never;
                }
            }
            return Never;
        }
    }

    /// <summary>The days of the set's unbroken stretch that was going on when the window began.</summary>
    private static HashSet<int> OldDays(bool[] set, int lo)
    {
        var old = new HashSet<int>();
        if (lo == 0 || !set[lo - 1]) return old;
        for (var day = lo; day <= Day.Last && set[day]; day++) old.Add(day);
        return old;
    }

    private int Lacking(Lacks clause, int lo, int hi)
    {
        var last = lo + clause.For.DaysFrom(lo) - 1;
        if (last > hi) return Never;
        for (var day = lo; day <= last; day++)
            if (Set(clause.Days)[day] || (clause.CoveredBy is { } returns && !Set(returns)[day])) return Never;
        return last;
    }

    private int Ageing(Aged clause, int lo, int hi)
    {
        var day = DayOf(clause.On);
        if (day < lo || day > hi || Fitting(clause.Birth).FirstOrDefault() is not { } birth || birth.From > day) return Never;
        var years = 0;
        while (Day.PlusMonths(birth.From, 12 * (years + 1)) <= day) years++;
        return clause.Min <= years && years <= clause.Max ? day : Never;
    }
}
