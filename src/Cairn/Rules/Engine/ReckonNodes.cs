using System.Numerics;
using Cairn.Record;

namespace Cairn.Rules.Engine;

/// <summary>A quantity bound to the record: how much of it falls on which days.</summary>
internal sealed class BoundQuantity(Quantity quantity, Source? source, IFit? fit, DaySet? days)
{
    /// <summary>How many of its steps make one: 1,000 for what is counted in parts, 10 for a detail with one decimal.</summary>
    public long Scale { get; } = quantity.Worth is not null ? 1000 : (long)Math.Pow(10, quantity.Detail?.Decimals ?? 0);

    /// <summary>Whether days are counted: one a day at most, so that hope too must wait for each.</summary>
    public bool OfDays => days is not null;

    /// <summary>
    /// The amounts in the window by day, in order: one for each fact on its first day, one for each day of a set, or a share of
    /// a spread detail for each of its days. Numerators are over <see cref="Amount.Over"/>.
    /// </summary>
    public List<Amount> Amounts(Case c, int lo, int hi)
    {
        var amounts = new List<Amount>();
        if (days is not null)
        {
            var list = c.Rent();
            days.Fill(c, lo, hi, list);
            for (var i = 0; i < list.Count; i++) amounts.Add(new Amount(list.From[i], list.To[i], 1, 1));
            c.Return();
            return amounts;
        }
        for (var r = source!.First(c.Subject); r < source.End(c.Subject); r++)
        {
            ref readonly var row = ref source.Rows[r];
            if (row.From > hi) break;
            if (!c.Sees(in row) || !fit!.Fits(in row, r)) continue;
            var value = Value(r);
            if (value == 0) continue;
            if (quantity.Spread)
            {
                if (row.To == Day.Never || row.To < lo) continue;
                amounts.Add(new Amount(Math.Max(row.From, lo), Math.Min(row.To, hi), value, row.To - row.From + 1));
            }
            else if (row.From >= lo) amounts.Add(new Amount(row.From, row.From, value, 1));
        }
        return amounts;
    }

    private long Value(int r)
    {
        if (quantity.Tally is Tally.Count) return quantity.Worth is { } worth ? source!.Table.Detail(r, 0) is var code && code >= 0 && code < worth.Count ? worth[code] : 0 : 1;
        var value = source!.Table.Detail(r, quantity.Detail!.Slot);
        return value == FactColumns.Missing ? 0 : value;
    }

    public void Because(Case c, int lo, int hi, List<int> facts)
    {
        if (days is not null)
        {
            days.Because(c, lo, hi, facts);
            return;
        }
        for (var r = source!.First(c.Subject); r < source.End(c.Subject); r++)
        {
            ref readonly var row = ref source.Rows[r];
            var inside = quantity.Spread ? row.To >= lo && row.To != Day.Never : row.From >= lo;
            if (row.From <= hi && inside && c.Sees(in row) && fit!.Fits(in row, r) && Value(r) != 0) facts.Add(source.Table.Positions[r]);
        }
    }

    /// <summary>The quantity of a stretch, exactly.</summary>
    public Fraction Sum(Case c, int lo, int hi) => Sum(Amounts(c, lo, hi), lo, hi);

    public static Fraction Sum(List<Amount> amounts, int lo, int hi)
    {
        long whole = 0;
        var parts = Fraction.Zero;
        foreach (var a in amounts)
        {
            var first = Math.Max(a.From, lo);
            var last = Math.Min(a.To, hi);
            if (first > last) continue;
            if (a.Over == 1) whole += a.EachDay * (last - first + 1);
            else parts += new Fraction(a.EachDay * (last - first + 1), a.Over);
        }
        return parts + new Fraction(whole, 1);
    }
}

/// <summary>An amount on each day from one to another, in parts of <paramref name="Over"/>.</summary>
internal readonly record struct Amount(int From, int To, long EachDay, long Over);

/// <summary>
/// An exact number. Shares of many spells of different lengths have large denominators, so nothing smaller than a number without limit will do.
/// </summary>
internal readonly record struct Fraction(BigInteger Top, BigInteger Bottom)
{
    public static readonly Fraction Zero = new(0, 1);

    public static Fraction operator +(Fraction a, Fraction b)
    {
        if (a.Bottom == b.Bottom) return a with { Top = a.Top + b.Top };
        var top = a.Top * b.Bottom + b.Top * a.Bottom;
        var bottom = a.Bottom * b.Bottom;
        var divisor = BigInteger.GreatestCommonDivisor(top, bottom);
        return new Fraction(top / divisor, bottom / divisor);
    }

    public static Fraction operator -(Fraction a, Fraction b) => a + b with { Top = -b.Top };

    /// <summary>Times one whole number above nothing and divided by another.</summary>
    public Fraction Scaled(long times, long over) => new(Top * times, Bottom * over);

    public bool AtLeast(BigInteger sum) => Top >= sum * Bottom;

    public bool AtMost(BigInteger sum) => Top <= sum * Bottom;

    /// <summary>The greatest whole number that is not above it.</summary>
    public long Floor() => (long)((Top - (Top < 0 ? Bottom - 1 : 0)) / Bottom);

    /// <summary>Nearly the same number, to be shown.</summary>
    public decimal Near() => (decimal)(Top * 1_000_000 / Bottom) / 1_000_000;
}

/// <summary>A quantity reaches a sum, or a share of another.</summary>
internal sealed class ReckonsNode(Reckons clause, BoundWindow? window, BoundQuantity of, BoundQuantity? outOf) : Node(clause, window)
{
    protected override int Find(Case c, int lo, int hi)
    {
        if (Needed(lo) is not { } needed) return Day.Never;
        if (outOf is not null) return Share(c, lo, hi);
        if (clause.InEach is { } period) return Periods(c, lo, hi, period, needed);
        var amounts = of.Amounts(c, lo, hi);
        var first = Day.Never;
        foreach (var day in Changes(amounts, lo, hi))
        {
            var from = clause.InAny is { } any ? Math.Max(lo, any.Before(day) + 1) : lo;
            if (!BoundQuantity.Sum(amounts, from, day).AtLeast(needed)) continue;
            first = day;
            break;
        }
        return c.Hopes && !of.OfDays ? Math.Min(first, Hoped(c, lo, hi)) : first;
    }

    private BigInteger? Needed(int lo)
    {
        if (clause.Table is null) return clause.Reaches;
        return clause.Table.On(lo) is { } value ? (BigInteger)value * clause.Reaches : null;
    }

    /// <summary>The days on which the sum can newly be enough: every day of an amount, in order.</summary>
    private static IEnumerable<int> Changes(List<Amount> amounts, int lo, int hi)
    {
        var days = new SortedSet<int>();
        var open = -1;
        foreach (var a in amounts)
        {
            // An open state is walked only as far as anything could be asked of it: the sum grows by one a day.
            for (var day = a.From; day <= Math.Min(a.To, a.From + 25_000); day++) days.Add(day);
            open = Math.Max(open, a.To);
        }
        return days.Where(d => d >= lo && d <= hi);
    }

    /// <summary>Periods one after another from the window's first day, each reaching the sum.</summary>
    private int Periods(Case c, int lo, int hi, Length period, BigInteger needed)
    {
        var amounts = of.Amounts(c, lo, hi);
        var last = amounts.Count == 0 ? lo : amounts.Max(a => a.To);
        int met = 0, from = lo;
        for (var k = 1; from <= hi && (from <= last || c.Hopes); k++)
        {
            var to = new Length(period.Count * k, period.Unit).After(lo) - 1;
            if (to > hi || to > Day.Last) break;
            var hoped = c.Hopes && !of.OfDays && to >= c.Hope;
            if (hoped || BoundQuantity.Sum(amounts, from, to).AtLeast(needed)) met++;
            else if (clause.InARow) met = 0;
            if (met == clause.Times) return to;
            from = to + 1;
        }
        return Day.Never;
    }

    private int Share(Case c, int lo, int hi)
    {
        if (clause.Over is { } over)
        {
            var day = over.After(lo) - 1;
            if (day > hi) return Day.Never;
            return Enough(of.Sum(c, lo, day), outOf!.Sum(c, lo, day)) || (c.Hopes && day >= c.Hope) ? day : Day.Never;
        }
        var part = of.Amounts(c, lo, hi);
        var whole = outOf!.Amounts(c, lo, hi);
        foreach (var day in Changes([.. part, .. whole], lo, hi))
            if (Enough(BoundQuantity.Sum(part, lo, day), BoundQuantity.Sum(whole, lo, day))) return day;
        return c.Hopes && Math.Max(lo, c.Hope) <= hi ? Math.Max(lo, c.Hope) : Day.Never;
    }

    private bool Enough(Fraction part, Fraction whole) =>
        whole.Top > 0 && part.Top * outOf!.Scale * whole.Bottom * 10_000 >= whole.Top * of.Scale * part.Bottom * clause.Reaches;

    private static int Hoped(Case c, int lo, int hi) => Math.Max(lo, c.Hope) <= hi ? Math.Max(lo, c.Hope) : Day.Never;

    protected override void Behind(Case c, int lo, int hi, int day, List<int> facts)
    {
        of.Because(c, clause.InAny is { } any ? Math.Max(lo, any.Before(day) + 1) : lo, day, facts);
    }
}

/// <summary>A measure, or a sum of measures, fits or is better than it was.</summary>
internal sealed class MeasuresNode(Measures clause, BoundWindow? window, (Source Source, int Slot)[] of, BoundAnchor? baseline) : Node(clause, window)
{
    protected override int Find(Case c, int lo, int hi) => Good(c, lo, hi, null);

    private int Good(Case c, int lo, int hi, List<int>? facts)
    {
        var readings = Readings(c);
        long? from = null;
        var judgedAfter = -1;
        if (clause.RisesBy is not null || clause.FallsBy is not null)
        {
            var at = baseline!.Of(c);
            if (at == Day.Never) return Day.Never;
            var index = readings.FindLastIndex(r => r.Day <= at);
            if (index < 0) index = readings.FindIndex(r => r.Day > at);
            if (index < 0 && !c.Hopes) return Day.Never;
            if (index >= 0)
            {
                from = readings[index].Value;
                judgedAfter = readings[index].Day;
                facts?.AddRange(readings[index].Facts);
            }
        }
        bool Fits((int Day, long Value, List<int> Facts) r) =>
            (clause.Min is not { } min || r.Value >= min) && (clause.Max is not { } max || r.Value <= max) &&
            (clause.RisesBy is not { } up || (from is { } low && r.Value - low >= up)) && (clause.FallsBy is not { } down || (from is { } high && high - r.Value >= down));
        int counted = 0, next = lo;
        foreach (var reading in readings)
        {
            if (reading.Day > hi || (c.Hopes && reading.Day > Math.Max(next, c.Hope))) break;
            if (reading.Day < next || reading.Day <= judgedAfter || !Fits(reading)) continue;
            if (counted == clause.Times - 1)
            {
                if (clause.Lasting is not { } lasting)
                {
                    facts?.AddRange(reading.Facts);
                    return reading.Day;
                }
                var last = lasting.DaysFrom(reading.Day) + reading.Day - 1;
                if (readings.Exists(r => r.Day > reading.Day && r.Day <= last && !Fits(r))) continue;
                facts?.AddRange(reading.Facts);
                return last <= hi && last <= Day.Last ? last : Day.Never;
            }
            counted++;
            facts?.AddRange(reading.Facts);
            if (clause.Apart is { } apart) next = apart.After(reading.Day);
        }
        return c.Hopes ? Hoped(c, next, hi, counted) : Day.Never;
    }

    private int Hoped(Case c, int next, int hi, int counted)
    {
        var day = Math.Max(next, c.Hope);
        for (; counted < clause.Times - 1 && day < Day.Never; counted++) day = clause.Apart is { } apart ? apart.After(day) : day;
        if (clause.Lasting is { } lasting && day < Day.Never) day = day + lasting.DaysFrom(day) - 1;
        return day <= hi ? day : Day.Never;
    }

    /// <summary>The readings by day: of two of a kind on one day the later recorded stands; a sum begins once each has one.</summary>
    private List<(int Day, long Value, List<int> Facts)> Readings(Case c)
    {
        var all = new List<(int Day, int Part, int Value, int Position)>();
        for (var part = 0; part < of.Length; part++)
        {
            var (source, slot) = of[part];
            for (var r = source.First(c.Subject); r < source.End(c.Subject); r++)
            {
                var value = source.Table.Detail(r, slot);
                if (value != FactColumns.Missing && c.Sees(in source.Rows[r])) all.Add((source.Rows[r].From, part, value, source.Table.Positions[r]));
            }
        }
        all.Sort((a, b) => a.Day != b.Day ? a.Day.CompareTo(b.Day) : a.Position.CompareTo(b.Position));
        var latest = new (int Value, int Position)?[of.Length];
        var readings = new List<(int, long, List<int>)>();
        for (var i = 0; i < all.Count; i++)
        {
            latest[all[i].Part] = (all[i].Value, all[i].Position);
            if (i + 1 < all.Count && all[i + 1].Day == all[i].Day) continue;
            if (Array.TrueForAll(latest, l => l is not null)) readings.Add((all[i].Day, latest.Sum(l => (long)l!.Value.Value), [.. latest.Select(l => l!.Value.Position)]));
        }
        return readings;
    }

    protected override void Behind(Case c, int lo, int hi, int day, List<int> facts) => Good(c, lo, hi, facts);
}
