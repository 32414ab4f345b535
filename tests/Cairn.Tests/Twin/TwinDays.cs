using Cairn.Record;
using Cairn.Rules;

namespace Cairn.Tests.Twin;

/// <summary>Sets of days, as a yes or no for every day from day 0 to the last.</summary>
public sealed partial class TwinLife
{
    private readonly Dictionary<Days, bool[]> sets = new(ReferenceEqualityComparer.Instance);

    private IEnumerable<TwinFact> Fitting(Pattern pattern) => facts.Where(f => f.Fits(pattern));

    private bool[] Set(Days days)
    {
        if (sets.TryGetValue(days, out var known)) return known;
        return sets[days] = days switch
        {
            SpellDays spells => Of(Fitting(spells.Pattern)),
            EitherDays either => Each(day => false, either.Of, (a, b) => a || b),
            BothDays both => Each(day => true, both.Of, (a, b) => a && b),
            NotDays not => Every(day => !Set(not.Of)[day]),
            TogetherDays together => Together(together),
            CarriedDays carried => Carried(carried),
            _ => throw new NotSupportedException(days.GetType().Name),
        };
    }

    private static bool[] Every(Func<int, bool> isIn)
    {
        var set = new bool[Day.Last + 1];
        for (var day = 0; day <= Day.Last; day++) set[day] = isIn(day);
        return set;
    }

    private bool[] Each(Func<int, bool> start, IReadOnlyList<Days> of, Func<bool, bool, bool> join)
    {
        var parts = of.Select(Set).ToList();
        return Every(day => parts.Aggregate(start(day), (so, part) => join(so, part[day])));
    }

    private static bool[] Of(IEnumerable<TwinFact> some)
    {
        var set = new bool[Day.Last + 1];
        foreach (var fact in some) Mark(set, fact.From, fact.To);
        return set;
    }

    private static void Mark(bool[] set, int from, int to)
    {
        for (var day = from; day <= Math.Min(to, Day.Last); day++) set[day] = true;
    }

    private bool[] Together(TogetherDays together)
    {
        var some = Fitting(together.Pattern).ToList();
        var on = Of(some);
        var total = new long[Day.Last + 1];
        foreach (var fact in some)
            for (var day = fact.From; day <= Math.Min(fact.To, Day.Last); day++) total[day] += fact.Number(together.Detail) ?? 0;
        return Every(day => on[day] && together.Min <= total[day] && total[day] <= together.Max);
    }

    private bool[] Carried(CarriedDays carried)
    {
        var readings = LastOfEachDay(facts.Where(f => f.Kind.Name == carried.Pattern.Kind.Name));
        var set = new bool[Day.Last + 1];
        for (var i = 0; i < readings.Count; i++)
        {
            var reading = readings[i];
            if (!reading.Fits(carried.Pattern)) continue;
            var longest = reading.From + carried.AtMost.DaysFrom(reading.From) - 1;
            Mark(set, reading.From, i + 1 < readings.Count ? Math.Min(longest, readings[i + 1].From - 1) : longest);
        }
        return set;
    }

    /// <summary>One fact a day, in order of days: of several on a day, the one last recorded.</summary>
    private static List<TwinFact> LastOfEachDay(IEnumerable<TwinFact> some) =>
        some.GroupBy(f => f.From).Select(day => day.OrderBy(f => f.Draft.Recorded).ThenBy(f => f.Order).Last()).OrderBy(f => f.From).ToList();
}
