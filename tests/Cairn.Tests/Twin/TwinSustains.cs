using Cairn.Record;
using Cairn.Rules;

namespace Cairn.Tests.Twin;

/// <summary>The shape that lasts: every start is tried, and from it every day is walked.</summary>
public sealed partial class TwinLife
{
    private Met Sustaining(Sustains clause, int lo, int hi)
    {
        if (clause.Same is null && clause.Bettering is null && !clause.New) return Sustaining(clause, Set(clause.Days), Spans(clause.Days), lo, hi);
        var pattern = ((SpellDays)clause.Days).Pattern;
        var fitting = Fitting(pattern).Where(f => !clause.New || f.From >= lo);
        if (clause.Bettering is { } better)
        {
            var held = facts.Where(f => f.Kind.Name == pattern.Kind.Name && f.Covers(lo)).Max(f => f.Number(better)) ?? int.MinValue;
            fitting = fitting.Where(f => f.Number(better) > held);
        }
        var groups = clause.Same is { } same ? fitting.GroupBy(f => f.Text(same)).Select(g => g.AsEnumerable()) : [fitting];
        var each = groups.Select(g => Spans(g)).Select(spans => Sustaining(clause, Set(spans), spans, lo, hi)).ToList();
        var first = each.Select(m => m.Day).Append(Never).Min();
        return Met.On(first, each.Where(m => m.Day == first).SelectMany(m => m.Because));
    }

    private Met Sustaining(Sustains clause, bool[] set, List<Span> spans, int lo, int hi)
    {
        var restarts = Set(clause.RestartsOn is { } pattern ? Spans(Fitting(pattern)) : []);
        var counts = Counting(clause, set, restarts, lo, hi);
        var best = Met.Not;
        var before = false;
        for (var start = lo; start <= hi; start++)
        {
            if (restarts[start]) before = false;
            if (Stopped(clause, start)) continue;
            if (counts[start] && !before && Lasting(clause, counts, restarts, start, hi) is var day && day < best.Day)
                best = Met.On(day, Speaking(clause.While is { } also ? [.. spans, .. Spans(also)] : spans, d => counts[d], start, day));
            before = counts[start];
        }
        return best;
    }

    private static bool Stopped(Sustains clause, int day) => clause.Stops?.StopsOn(day) ?? false;

    /// <summary>The days of the window that may count.</summary>
    private bool[] Counting(Sustains clause, bool[] set, bool[] restarts, int lo, int hi)
    {
        var counts = new bool[Day.Last + 1];
        for (var day = lo; day <= hi; day++)
        {
            counts[day] = set[day] && !restarts[day] && !Stopped(clause, day)
                && (clause.While is null || Set(clause.While)[day])
                && (clause.Without is null || !Set(clause.Without)[day]);
        }
        return counts;
    }

    /// <summary>The day on which the stretch that begins here has lasted long enough; never, when something ends it before.</summary>
    private static int Lasting(Sustains clause, bool[] counts, bool[] restarts, int start, int hi)
    {
        var needed = clause.For.DaysFrom(start);
        int counted = 0, gap = 0, gaps = 0;
        for (var day = start; day <= hi; day++)
        {
            if (restarts[day]) return Never;
            if (Stopped(clause, day)) continue;
            if (counts[day])
            {
                counted++;
                gap = 0;
                if (counted + (clause.GapsCount ? gaps : 0) >= needed) return day;
                continue;
            }
            gap++;
            gaps++;
            if (clause.GapsEach is null && clause.GapsInTotal is null) return Never;
            if (gap > clause.GapsEach || gaps > clause.GapsInTotal) return Never;
        }
        return Never;
    }
}
