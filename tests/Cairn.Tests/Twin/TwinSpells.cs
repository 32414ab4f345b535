using Cairn.Record;
using Cairn.Rules;

namespace Cairn.Tests.Twin;

/// <summary>Shapes about spells and events: happens and starts, leaves, lacks, age.</summary>
public sealed partial class TwinLife
{
    private Met Happening(Happens clause, int lo, int hi)
    {
        var fitting = Fitting(clause.Pattern).ToList();
        if (clause.First && fitting.Any(f => f.From < lo)) return Met.Not;
        if (clause.AtTimes.Count > 0) return AtTimes(clause, fitting, lo, hi);
        var counted = new List<TwinFact>();
        foreach (var fact in fitting.Where(f => lo <= f.From && f.From <= hi))
        {
            if (counted.Count > 0 && clause.Apart is { } apart && fact.From < apart.After(counted[^1].From)) continue;
            counted.Add(fact);
            if (counted.Count == clause.Times) return Met.On(fact.From, counted);
        }
        return Met.Not;
    }

    private static Met AtTimes(Happens clause, List<TwinFact> unused, int lo, int hi)
    {
        var chosen = new List<TwinFact>();
        foreach (var time in clause.AtTimes)
        {
            var target = time.After(lo);
            var (from, to) = (Math.Max(lo, clause.Tolerance!.Value.Before(target)), Math.Min(hi, clause.Tolerance.Value.After(target)));
            var next = unused.FirstOrDefault(f => from <= f.From && f.From <= to && (chosen.Count == 0 || f.From >= chosen[^1].From));
            if (next is null) return Met.Not;
            unused.Remove(next);
            chosen.Add(next);
        }
        return Met.On(chosen[^1].From, chosen);
    }

    private Met Leaving(Leaves clause, int lo, int hi)
    {
        var left = Fitting(clause.Pattern).Where(f => lo <= f.To && f.To <= hi && (clause.Lasted is not { } lasted || f.Days >= lasted.DaysFrom(f.From)));
        return left.MinBy(f => f.To) is { } first ? Met.On(first.To, [first]) : Met.Not;
    }

    private Met Lacking(Lacks clause, int lo, int hi)
    {
        var last = lo + clause.For.DaysFrom(lo) - 1;
        if (last > hi) return Met.Not;
        for (var day = lo; day <= last; day++)
            if (Set(clause.Days)[day] || (clause.CoveredBy is { } returns && !Set(returns)[day])) return Met.Not;
        return Met.On(last, clause.CoveredBy is { } covering ? Speaking(Spans(covering), _ => true, lo, last) : []);
    }

    private Met Ageing(Aged clause, int lo, int hi)
    {
        var day = DayOf(clause.On);
        if (day > hi || Fitting(clause.Birth).MaxBy(f => f.Order) is not { } birth || birth.From > day) return Met.Not;
        var years = 0;
        while (Day.PlusMonths(birth.From, 12 * (years + 1)) <= day) years++;
        return clause.Min <= years && years <= clause.Max ? Met.On(Math.Max(lo, day), [birth]) : Met.Not;
    }
}
