using Cairn.Record;
using Cairn.Rules;

namespace Cairn.Tests.Twin;

/// <summary>Sets of days, as a yes or no for every day from day 0 to the last.</summary>
public sealed partial class TwinLife
{
    private readonly Dictionary<Days, bool[]> sets = new(ReferenceEqualityComparer.Instance);

    /// <summary>A fact and the days on which it speaks for a set.</summary>
    private sealed record Span(TwinFact Fact, int From, int To);

    private IEnumerable<TwinFact> Fitting(Pattern pattern) => facts.Where(f => f.Fits(pattern));

    private static List<Span> Spans(IEnumerable<TwinFact> some) => some.Select(f => new Span(f, f.From, Math.Min(f.To, Day.Last))).ToList();

    /// <summary>The facts that put days into a set; those that keep days out of it are not among them.</summary>
    private List<Span> Spans(Days days) => days switch
    {
        SpellDays spells => Spans(Fitting(spells.Pattern)),
        EitherDays either => either.Of.SelectMany(Spans).ToList(),
        BothDays both => both.Of.SelectMany(Spans).ToList(),
        TogetherDays together => Spans(Fitting(together.Pattern)),
        CarriedDays carried => Carried(carried),
        _ => [],
    };

    private bool[] Set(Days days)
    {
        if (sets.TryGetValue(days, out var known)) return known;
        return sets[days] = days switch
        {
            EitherDays either => Each(either.Of, parts => day => parts.Any(p => p[day])),
            BothDays both => Each(both.Of, parts => day => parts.All(p => p[day])),
            NotDays not => Each([not.Of], parts => day => !parts[0][day]),
            TogetherDays together => Together(together),
            _ => Set(Spans(days)),
        };
    }

    private static bool[] Set(List<Span> spans)
    {
        var set = new bool[Day.Last + 1];
        foreach (var span in spans)
            for (var day = span.From; day <= span.To; day++) set[day] = true;
        return set;
    }

    private bool[] Each(IReadOnlyList<Days> of, Func<List<bool[]>, Func<int, bool>> rule)
    {
        var isIn = rule(of.Select(Set).ToList());
        var set = new bool[Day.Last + 1];
        for (var day = 0; day <= Day.Last; day++) set[day] = isIn(day);
        return set;
    }

    private bool[] Together(TogetherDays together)
    {
        var spans = Spans(together);
        var set = Set(spans);
        var total = new long[Day.Last + 1];
        foreach (var span in spans)
            for (var day = span.From; day <= span.To; day++) total[day] += span.Fact.Number(together.Detail) ?? 0;
        for (var day = 0; day <= Day.Last; day++) set[day] &= together.Min <= total[day] && total[day] <= together.Max;
        return set;
    }

    private List<Span> Carried(CarriedDays carried)
    {
        var readings = LastOfEachDay(facts.Where(f => f.Kind.Name == carried.Pattern.Kind.Name));
        var spans = new List<Span>();
        for (var i = 0; i < readings.Count; i++)
        {
            var reading = readings[i];
            var longest = Math.Min(Day.Last, reading.From + carried.AtMost.DaysFrom(reading.From) - 1);
            var next = i + 1 < readings.Count ? readings[i + 1].From - 1 : Day.Last;
            if (reading.Fits(carried.Pattern)) spans.Add(new Span(reading, reading.From, Math.Min(longest, next)));
        }
        return spans;
    }

    /// <summary>One fact a day, in order of days: of several on a day, the one last recorded.</summary>
    private static List<TwinFact> LastOfEachDay(IEnumerable<TwinFact> some) =>
        some.GroupBy(f => f.From).Select(day => day.OrderBy(f => f.Order).Last()).OrderBy(f => f.From).ToList();

    /// <summary>The facts that speak for a set on some of these days.</summary>
    private static IEnumerable<TwinFact> Speaking(List<Span> spans, Func<int, bool> on, int lo, int hi) =>
        spans.Where(s => { for (var day = Math.Max(lo, s.From); day <= Math.Min(hi, s.To); day++) if (on(day)) return true; return false; }).Select(s => s.Fact);

    private Met Holding(Days days, int lo, int hi)
    {
        var set = Set(days);
        for (var day = lo; day <= hi; day++) if (set[day]) return Met.On(day, Speaking(Spans(days), _ => true, day, day));
        return Met.Not;
    }
}
