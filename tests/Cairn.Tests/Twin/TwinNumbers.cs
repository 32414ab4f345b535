using System.Numerics;
using Cairn.Record;
using Cairn.Rules;

namespace Cairn.Tests.Twin;

/// <summary>Shapes about numbers: what is reckoned up, and what is measured.</summary>
public sealed partial class TwinLife
{
    /// <summary>The running sums of a quantity over [lo, ..]: the sum over [a, b] is At(b) - At(a - 1), in parts of which Scale make a step, and Steps of those make one.</summary>
    private sealed record Sums(int Lo, Int128[] Upto, Int128 Scale, Int128 Steps, List<Span> Spans)
    {
        public BigInteger One => (BigInteger)Scale * (BigInteger)Steps;

        public Int128 Over(int a, int b) => Upto[b - Lo + 1] - Upto[a - Lo];

        public Met Met(int from, int day) => Twin.Met.On(day, Speaking(Spans, _ => true, from, day));
    }

    private Sums Reckon(Quantity quantity, int lo, int hi)
    {
        var added = new Int128[hi - lo + 1];
        Int128 scale = 1;
        List<Span> spans;
        if (quantity.Tally is Tally.Days)
        {
            var set = Set(quantity.Days!);
            spans = Spans(quantity.Days!);
            for (var day = lo; day <= hi; day++) added[day - lo] = set[day] ? 1 : 0;
        }
        else if (quantity.Spread)
        {
            var spells = Fitting(quantity.Pattern!).Where(f => !f.IsOpen && f.Number(quantity.Detail!) is not null && f.To >= lo && f.From <= hi).ToList();
            spans = Spans(spells);
            foreach (var spell in spells) scale = scale / (Int128)BigInteger.GreatestCommonDivisor(scale, spell.Days) * spell.Days;
            foreach (var spell in spells)
                for (var day = Math.Max(lo, spell.From); day <= Math.Min(hi, spell.To); day++) added[day - lo] += scale / spell.Days * spell.Number(quantity.Detail!)!.Value;
        }
        else
        {
            var counted = Fitting(quantity.Pattern!).Where(f => lo <= f.From && f.From <= hi && Worth(quantity, f) != 0).ToList();
            spans = counted.Select(f => new Span(f, f.From, f.From)).ToList();
            foreach (var fact in counted) added[fact.From - lo] += Worth(quantity, fact);
        }
        var sums = new Int128[added.Length + 1];
        for (var i = 0; i < added.Length; i++) sums[i + 1] = sums[i] + added[i];
        var steps = quantity.Worth is not null ? 1000 : (Int128)Math.Pow(10, quantity.Detail?.Decimals ?? 0);
        return new Sums(lo, sums, scale, steps, spans);
    }

    /// <summary>A quantity over a stretch, as a number of parts and how many of them make one.</summary>
    public (BigInteger Parts, BigInteger One) Reckoned(Quantity quantity, int lo, int hi)
    {
        var sums = Reckon(quantity, lo, hi);
        return (sums.Over(lo, hi), sums.One);
    }

    private static int Worth(Quantity quantity, TwinFact fact)
    {
        if (quantity.Tally is Tally.Total) return fact.Number(quantity.Detail!) ?? 0;
        if (quantity.Worth is not { } worth) return 1;
        return fact.Kind.Main is { } main && fact.Number(main) is { } code ? worth[code] : 0;
    }

    private Met Reckoning(Reckons clause, int lo, int hi)
    {
        var sums = Reckon(clause.Quantity, lo, hi);
        if (clause.OutOf is { } whole) return Share(clause, sums, Reckon(whole, lo, hi), lo, hi);
        if (clause.Table is { } table && table.On(lo) is null) return Met.Not;
        var reaches = sums.Scale * clause.Reaches * (clause.Table?.On(lo) ?? 1);
        if (clause.InEach is { } each) return InEach(clause, each, sums, reaches, lo, hi);
        for (var day = lo; day <= hi; day++)
        {
            var from = clause.InAny is { } length ? Math.Max(lo, length.Before(day) + 1) : lo;
            if (sums.Over(from, day) >= reaches) return sums.Met(from, day);
        }
        return Met.Not;
    }

    private static Met InEach(Reckons clause, Length each, Sums sums, Int128 reaches, int lo, int hi)
    {
        var good = 0;
        for (var k = 0; ; k++)
        {
            var from = new Length(each.Count * k, each.Unit).After(lo);
            var next = new Length(each.Count * (k + 1), each.Unit).After(lo);
            var to = next - 1;
            if (next == Never || to > hi) return Met.Not;
            if (sums.Over(from, to) >= reaches) good++;
            else if (clause.InARow) good = 0;
            if (good == clause.Times) return sums.Met(lo, to);
        }
    }

    private static Met Share(Reckons clause, Sums part, Sums whole, int lo, int hi)
    {
        bool Enough(int day)
        {
            var (some, all) = (part.Over(lo, day) * whole.One, whole.Over(lo, day) * part.One);
            return all > 0 && some * 10_000 >= all * clause.Reaches;
        }
        if (clause.Over is { } over)
        {
            var end = over.After(lo) - 1;
            return end <= hi && Enough(end) ? part.Met(lo, end) : Met.Not;
        }
        for (var day = lo; day <= hi; day++) if (Enough(day)) return part.Met(lo, day);
        return Met.Not;
    }

    private Met Measuring(Measures clause, int lo, int hi)
    {
        var parts = clause.Of.Select(of => LastOfEachDay(Fitting(of.Pattern).Where(f => f.Number(of.Detail) is not null))).ToList();
        var readings = new List<(int Day, long Value, List<TwinFact> Of)>();
        foreach (var day in parts.SelectMany(p => p).Select(f => f.From).Distinct().Order())
        {
            var latest = parts.Select(p => p.LastOrDefault(f => f.From <= day)).ToList();
            if (latest.Contains(null)) continue;
            readings.Add((day, latest.Select((f, i) => (long)f!.Number(clause.Of[i].Detail)!).Sum(), [.. latest.OfType<TwinFact>()]));
        }
        if (readings.Count == 0) return Met.Not;
        (int Day, long Value, List<TwinFact> Of) from = (-1, 0, []);
        if (clause.RisesBy is not null || clause.FallsBy is not null)
        {
            var baseline = clause.Baseline is { } anchor ? DayOf(anchor) : Referral;
            if (baseline == Never) return Met.Not;
            var first = readings.FindLastIndex(r => r.Day <= baseline);
            from = readings[Math.Max(first, 0)];
        }
        bool Good(long value) => !(value < clause.Min) && !(value > clause.Max) && !(value - from.Value < clause.RisesBy) && !(from.Value - value < clause.FallsBy);
        var counted = new List<int>();
        var because = new List<TwinFact>(from.Of);
        foreach (var (day, value, of) in readings.Where(r => lo <= r.Day && r.Day <= hi && r.Day > from.Day))
        {
            if (!Good(value) || (counted.Count > 0 && clause.Apart is { } gap && day < gap.After(counted[^1]))) continue;
            var end = counted.Count + 1 == clause.Times && clause.Lasting is { } lasting ? day + lasting.DaysFrom(day) - 1 : day;
            if (end > hi || readings.Any(r => day <= r.Day && r.Day <= end && !Good(r.Value))) continue;
            counted.Add(day);
            because.AddRange(of);
            if (counted.Count == clause.Times) return Met.On(end, because);
        }
        return Met.Not;
    }
}
