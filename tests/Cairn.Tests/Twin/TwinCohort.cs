using System.Numerics;
using Cairn.Record;
using Cairn.Rules;

namespace Cairn.Tests.Twin;

/// <summary>Results by the unit, and results of everyone together, in exact fractions.</summary>
public sealed partial class TwinEvaluation
{
    /// <summary>What is over what.</summary>
    private readonly record struct Part(BigInteger Of, BigInteger Whole)
    {
        public static Part operator +(Part a, Part b) => new(a.Of * b.Whole + b.Of * a.Whole, a.Whole * b.Whole);

        public static Part operator -(Part a, Part b) => a + new Part(-b.Of, b.Whole);

        public static Part operator *(Part a, BigInteger times) => a with { Of = a.Of * times };

        public static Part operator /(Part a, BigInteger by) => a with { Whole = a.Whole * by };

        public bool IsAtLeast(BigInteger number) => Of >= number * Whole;

        public bool IsAtMost(BigInteger number) => Of <= number * Whole;

        /// <summary>The whole units in it; none when it is below nothing.</summary>
        public long Wholes => Of <= 0 ? 0 : (long)(Of / Whole);
    }

    private static Part Reckoned(TwinLife life, Quantity quantity, int lo, int hi)
    {
        var (of, whole) = life.Reckoned(quantity, lo, hi);
        return new Part(of, whole);
    }

    /// <summary>The units of one person, judged on the last day of their window; null where the window never opens or has no end.</summary>
    private static (int Day, long Units)? Units(Units units, TwinLife life)
    {
        if (life.WindowOf(units.Window) is not { } window || window.Hi == Day.Last) return null;
        var happened = Reckoned(life, units.Quantity, window.Lo, window.Hi);
        var baseline = new Part(units.Baseline, 1);
        var change = units.Fewer ? baseline - happened : happened - baseline;
        return (window.Hi, Math.Min(change.Wholes, units.AtMost ?? long.MaxValue));
    }

    /// <summary>What is known of a group over its windows: the figure asked for, the last day of them, how many people and how many days.</summary>
    private sealed record Figure(Part Value, int Day, int People, long Days);

    /// <summary>The day on which a cohort's result is met and the units it changed by; null while it is not met.</summary>
    private (int Day, long Units)? Judge(Cohort cohort)
    {
        bool InGroup(TwinPerson person) => cohort.Against is { } pattern && person.Life.HasAny(pattern);
        if (Over(cohort, Members.Where(p => !InGroup(p)), false) is not { } mine) return null;
        if (cohort.Is is var (min, max))
        {
            var shown = mine.Value * (cohort.Measure is CohortMeasure.Share ? 10_000 : 1000);
            return shown.IsAtLeast(min) && shown.IsAtMost(max) ? (mine.Day, 0) : null;
        }
        var other = cohort.Baseline is { } baseline ? new Figure(new Part(baseline, 1000), 0, 0, 0)
            : cohort.Before is not null ? Over(cohort, Members, true) : Over(cohort, People.Where(InGroup), false);
        if (other is null) return null;
        var change = cohort.Fewer ? other.Value - mine.Value : mine.Value - other.Value;
        var asked = cohort.InPercent ? other.Value * cohort.By / 10_000 : new Part(cohort.By, 1000);
        if (change.IsAtMost(0) || !(change - asked).IsAtLeast(0)) return null;
        var units = cohort.Measure is CohortMeasure.Rate ? change * mine.Days * 100 / 36_525 : change * mine.People;
        return (Math.Max(mine.Day, other.Day), units.Wholes);
    }

    /// <summary>Each in their own window, or over as many days up to the day before the one asked for. Who never had that day is left out.</summary>
    private static Figure? Over(Cohort cohort, IEnumerable<TwinPerson> people, bool before)
    {
        var sum = new Part(0, 1);
        int last = 0, counted = 0;
        long days = 0;
        foreach (var life in people.Select(p => p.Life))
        {
            if (life.WindowOf(cohort.Window) is not var (lo, hi)) continue;
            var until = cohort.Before is { } anchor ? life.DayOf(anchor) : Day.Last;
            if (until is 0 or Day.Never) continue;
            last = Math.Max(last, hi);
            if (before) (lo, hi) = (Math.Max(0, until - (hi - lo + 1)), until - 1);
            sum += cohort.Clause is { } clause ? new Part(life.When(clause, lo, hi).IsNever ? 0 : 1, 1) : Reckoned(life, cohort.Quantity!, lo, hi);
            counted++;
            days += hi - lo + 1;
        }
        if (counted == 0) return null;
        return new Figure(cohort.Measure is CohortMeasure.Rate ? sum * 36_525 / (days * 100) : sum / counted, last, counted, days);
    }
}
