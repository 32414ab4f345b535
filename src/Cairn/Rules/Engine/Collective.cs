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
            if (answer.Roll.PlaceOf(s) == 0 || Count(answer, s, units) is not { } counted) continue;
            if (counted.Units > 0 && counted.Day <= answer.On) yield return new Achievement(s, outcome.Number, 1, counted.Day, 0, 0);
        }
    }

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
        var sum = Value(bound.Binder.Bind(units.Quantity), units.Quantity, c, lo, hi);
        var change = units.Fewer ? units.Baseline - sum : sum - units.Baseline;
        var whole = (long)decimal.Floor(Math.Max(0, change));
        return (hi, units.AtMost is { } most ? Math.Min(most, whole) : whole);
    }

    private static Case Case(Evaluation answer, int subject)
    {
        var c = new Case(answer.Scheme.Outcomes.Count, answer.Known);
        BoundScheme.Start(c, answer.Roll, subject);
        answer.Bound.ReachAll(c);
        return c;
    }

    private static decimal Value(BoundQuantity quantity, Quantity model, Case c, int lo, int hi)
    {
        var sum = quantity.Sum(c, lo, hi);
        decimal scale = model.Worth is not null ? 1000 : 1;
        for (var d = model.Detail?.Decimals ?? 0; d > 0; d--) scale *= 10;
        return (decimal)sum.Top / (decimal)sum.Bottom / scale;
    }

    /// <summary>A cohort's result: the day it is judged on, whether it is met, and the units it changed by. Null while nobody is in it.</summary>
    public sealed record Judgement(int Day, bool Met, long Units, decimal Figure, decimal? Compared, int People);

    public static Judgement? Judge(Evaluation answer, Cohort cohort)
    {
        var compared = cohort.Against is { } pattern ? Group(answer, pattern) : [];
        var treated = Enumerable.Range(0, answer.Bound.Subjects).Where(s => answer.Roll.PlaceOf(s) > 0 && !compared.Contains(s)).ToList();
        if (treated.Count == 0 || Figure(answer, cohort, treated, null) is not { } mine) return null;
        var other = cohort.Baseline is { } fixedFigure ? fixedFigure / 1000m
            : cohort.Before is { } before ? Figure(answer, cohort, treated, before)?.Value
            : cohort.Against is not null ? Figure(answer, cohort, [.. compared], null)?.Value : null;
        var day = mine.Day;
        if (cohort.Is is { } range)
        {
            var scale = cohort.Measure is CohortMeasure.Share ? 10_000m : 1000m;
            return new Judgement(day, mine.Value * scale >= range.Min && mine.Value * scale <= range.Max, 0, mine.Value, null, treated.Count);
        }
        if (other is not { } from) return new Judgement(day, false, 0, mine.Value, null, treated.Count);
        var change = cohort.Fewer ? from - mine.Value : mine.Value - from;
        var met = change > 0 && (cohort.InPercent ? change * 10_000m >= from * cohort.By : change * 1000m >= cohort.By);
        return new Judgement(day, met, met ? (long)decimal.Floor(change * treated.Count) : 0, mine.Value, from, treated.Count);
    }

    private static HashSet<int> Group(Evaluation answer, Pattern pattern)
    {
        var set = answer.Bound.Binder.Bind(new SpellDays(pattern));
        return [.. Enumerable.Range(0, answer.Bound.Subjects).Where(s => set.First(Case(answer, s), 0, Day.Last) != Day.Never)];
    }

    private static (decimal Value, int Day)? Figure(Evaluation answer, Cohort cohort, List<int> people, Anchor? before)
    {
        var bound = answer.Bound;
        var clause = cohort.Clause is { } share ? bound.Binder.Bind(share) : null;
        var quantity = cohort.Quantity is { } q ? bound.Binder.Bind(q) : null;
        var anchor = before is null ? null : bound.Binder.Bind(before);
        decimal sum = 0;
        long days = 0;
        int latest = 0, counted = 0;
        foreach (var subject in people)
        {
            var c = Case(answer, subject);
            if (c.Referral == Day.Never) continue;
            int lo = BoundScheme.FromOf(c), hi = bound.To;
            bound.Binder.Bind(cohort.Window)?.Cut(c, ref lo, ref hi);
            if (lo > hi) continue;
            latest = Math.Max(latest, hi);
            if (anchor is not null)
            {
                var length = hi - lo;
                if (anchor.Of(c) is not (> 0 and < Day.Never and var start)) continue;
                (lo, hi) = (Math.Max(0, start - 1 - length), start - 1);
            }
            counted++;
            days += hi - lo + 1;
            sum += clause is not null ? clause.When(c, lo, hi) != Day.Never ? 1 : 0 : Value(quantity!, cohort.Quantity!, c, lo, hi);
        }
        if (counted == 0) return null;
        return (cohort.Measure is CohortMeasure.Rate ? sum * 365.25m / days : sum / counted, latest);
    }
}
