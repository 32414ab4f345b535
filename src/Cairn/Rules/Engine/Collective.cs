using Cairn.Record;

namespace Cairn.Rules.Engine;

/// <summary>Outcomes that are paid by the unit, and outcomes judged for everyone together.</summary>
internal static class Collective
{
    /// <summary>The subject of an achievement that is the whole cohort's.</summary>
    public const int Everyone = -1;

    /// <summary>Adds what is reached collectively or by the unit to what people reached, in the order of money.</summary>
    public static Achievement[] Add(Evaluation answer, Achievement[] reached)
    {
        var more = new List<Achievement>();
        foreach (var outcome in answer.Scheme.Outcomes)
        {
            if (outcome.Units is { } units) more.AddRange(Units(answer, outcome, units));
            if (outcome.Cohort is { } cohort && Judge(answer, cohort) is { Met: true } judged && judged.Day <= answer.On)
                more.Add(new Achievement(Everyone, outcome.Number, 1, judged.Day, 0, 0));
        }
        if (more.Count == 0) return reached;
        var rank = new int[answer.Bound.Subjects];
        for (var i = 0; i < rank.Length; i++) rank[answer.Bound.Order?[i] ?? i] = i;
        return [.. reached.Concat(more).OrderBy(a => a.Day).ThenBy(a => a.Subject < 0 ? int.MaxValue : rank[a.Subject]).ThenBy(a => a.Outcome).ThenBy(a => a.Time)];
    }

    private static IEnumerable<Achievement> Units(Evaluation answer, Outcome outcome, Units units)
    {
        for (var s = 0; s < answer.Bound.Subjects; s++)
        {
            if (!IsMember(answer, s) || Count(answer, s, units) is not { } counted) continue;
            if (counted.Units > 0 && counted.Day <= answer.On)
                yield return new Achievement(s, outcome.Number, 1, counted.Day, 0, 0) { ClawedBackOn = answer.Bound.ClawedBack(answer.Roll, answer.Known, answer.On, new Hit(s, (ushort)counted.Day, (ushort)outcome.Number, 1, 0)) };
        }
    }

    /// <summary>Whether someone has a place and is eligible: an enrolment holds the place of someone who is not.</summary>
    private static bool IsMember(Evaluation answer, int subject) => answer.Roll.PlaceOf(subject) > 0 && answer.Roll.EligibleOn(subject) <= answer.On;

    /// <summary>The units that an achievement is paid for: one person's, or the cohort's.</summary>
    public static long UnitsOf(Evaluation answer, in Achievement a)
    {
        var outcome = answer.Scheme.Outcomes[a.Outcome];
        if (outcome.Units is { } units) return Count(answer, a.Subject, units)?.Units ?? 0;
        return outcome.Cohort is { } cohort ? Judge(answer, cohort)?.Units ?? 0 : 1;
    }

    private static (int Day, long Units)? Count(Evaluation answer, int subject, Units units)
    {
        var bound = answer.Bound;
        var c = Case(answer, subject);
        int lo = BoundScheme.FromOf(c), hi = bound.To;
        bound.Binder.Bind(units.Window)?.Cut(c, ref lo, ref hi);
        if (lo > hi || hi >= Day.Last) return null;
        var sum = Value(bound.Binder.Bind(units.Quantity), c, lo, hi);
        var baseline = new Fraction(units.Baseline, 1);
        var whole = Math.Max(0, (units.Fewer ? baseline - sum : sum - baseline).Floor());
        return (hi, units.AtMost is { } most ? Math.Min(most, whole) : whole);
    }

    private static Case Case(Evaluation answer, int subject)
    {
        var c = new Case(answer.Scheme.Outcomes.Count, answer.Known);
        BoundScheme.Start(c, answer.Roll, subject);
        answer.Bound.ReachAll(c);
        return c;
    }

    private static Fraction Value(BoundQuantity quantity, Case c, int lo, int hi) => quantity.Sum(c, lo, hi).Scaled(1, quantity.Scale);

    /// <summary>A cohort's result: the day it is judged on, whether it is met, and the units it changed by. Null while nobody is in it.</summary>
    public sealed record Judgement(int Day, bool Met, long Units, decimal Figure, decimal? Compared, int People);

    public static Judgement? Judge(Evaluation answer, Cohort cohort)
    {
        var compared = cohort.Against is { } pattern ? Group(answer, pattern) : [];
        var treated = Enumerable.Range(0, answer.Bound.Subjects).Where(s => IsMember(answer, s) && !compared.Contains(s)).ToList();
        if (Figure(answer, cohort, treated, false) is not { } mine) return null;
        if (cohort.Is is { } range)
        {
            var figure = mine.Value.Scaled(cohort.Measure is CohortMeasure.Share ? 10_000 : 1000, 1);
            return new Judgement(mine.Day, figure.AtLeast(range.Min) && figure.AtMost(range.Max), 0, mine.Value.Near(), null, mine.People);
        }
        var other = cohort.Baseline is { } baseline ? (new Fraction(baseline, 1000), 0, 0, 0L)
            : Figure(answer, cohort, cohort.Before is null ? [.. compared] : treated, cohort.Before is not null);
        if (other is not { } from) return new Judgement(mine.Day, false, 0, mine.Value.Near(), null, mine.People);
        var day = Math.Max(mine.Day, from.Day);
        var change = cohort.Fewer ? from.Value - mine.Value : mine.Value - from.Value;
        var enough = cohort.InPercent ? (change.Scaled(10_000, 1) - from.Value.Scaled(cohort.By, 1)).AtLeast(0) : change.Scaled(1000, 1).AtLeast(cohort.By);
        var met = change.Top > 0 && enough;
        var over = cohort.Measure is CohortMeasure.Rate ? change.Scaled(mine.Days * 100, 36_525) : change.Scaled(mine.People, 1);
        return new Judgement(day, met, met ? over.Floor() : 0, mine.Value.Near(), from.Value.Near(), mine.People);
    }

    private static HashSet<int> Group(Evaluation answer, Pattern pattern)
    {
        var set = answer.Bound.Binder.Bind(new SpellDays(pattern));
        return [.. Enumerable.Range(0, answer.Bound.Subjects).Where(s => set.First(Case(answer, s), 0, Day.Last) != Day.Never)];
    }

    /// <summary>The share, mean or rate of some people, each in their own window, or over the same length before the day asked for. Those for whom that day never came are left out of both.</summary>
    private static (Fraction Value, int Day, int People, long Days)? Figure(Evaluation answer, Cohort cohort, IEnumerable<int> people, bool earlier)
    {
        var bound = answer.Bound;
        var clause = cohort.Clause is { } share ? bound.Binder.Bind(share) : null;
        var quantity = cohort.Quantity is { } q ? bound.Binder.Bind(q) : null;
        var anchor = cohort.Before is { } before ? bound.Binder.Bind(before) : null;
        var window = bound.Binder.Bind(cohort.Window);
        var sum = Fraction.Zero;
        long days = 0;
        int latest = 0, counted = 0;
        foreach (var subject in people)
        {
            var c = Case(answer, subject);
            if (c.Referral == Day.Never) continue;
            int lo = BoundScheme.FromOf(c), hi = bound.To;
            window?.Cut(c, ref lo, ref hi);
            var start = anchor?.Of(c) ?? lo;
            if (lo > hi || start is <= 0 or Day.Never) continue;
            latest = Math.Max(latest, hi);
            if (earlier) (lo, hi) = (Math.Max(0, start - 1 - (hi - lo)), start - 1);
            counted++;
            days += hi - lo + 1;
            sum += clause is null ? Value(quantity!, c, lo, hi) : clause.When(c, lo, hi) != Day.Never ? new Fraction(1, 1) : Fraction.Zero;
        }
        if (counted == 0) return null;
        return (cohort.Measure is CohortMeasure.Rate ? sum.Scaled(36_525, days * 100) : sum.Scaled(1, counted), latest, counted, days);
    }
}
