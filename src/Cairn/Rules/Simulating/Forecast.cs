using Cairn.Record;

namespace Cairn.Rules.Simulating;

/// <summary>A figure over all draws: a tenth of them lie below the first, half below the second, nine tenths below the third.</summary>
public readonly record struct Spread(double P10, double P50, double P90, double Mean)
{
    /// <summary>Of values in any order, which are sorted here. A quantile is the value at its place, as R's type 1: no figure is given that no draw had.</summary>
    public static Spread Of(Span<double> values)
    {
        if (values.Length == 0) return default;
        values.Sort();
        double sum = 0;
        foreach (var v in values) sum += v;
        return new(At(values, 0.1), At(values, 0.5), At(values, 0.9), sum / values.Length);
    }

    private static double At(Span<double> sorted, double share) => sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Length) - 1, 0, sorted.Length - 1)];
}

/// <summary>One payer: what it pays, its cap in pence where it has one, in what share of the draws that is used up to the penny, and on which day in the middle of those.</summary>
public sealed record PayerForecast(string Title, Spread Paid, long? Cap, double UsedUp, int? UsedUpOn);

/// <summary>One outcome: how often it is reached, the share of those referred who reach it, and after how many days from their referral on average.</summary>
public sealed record OutcomeForecast(Outcome Outcome, Spread Times, double Share, double? Days);

/// <summary>What draws say of a contract. Pounds are pence here as everywhere; months are counted from that of the first referral.</summary>
public sealed class Forecast
{
    public Forecast(Draws draws)
    {
        Draws = draws;
        var (scheme, assumed, n) = (draws.Scheme, draws.Assumed, draws.Count);
        var room = new double[n];
        Spread Over(Func<int, double> of)
        {
            for (var d = 0; d < n; d++) room[d] = of(d);
            return Spread.Of(room);
        }
        var paid = draws.Paid();
        Paid = Over(d => paid[d]);
        Payers = [.. scheme.Payers.Select((p, i) =>
        {
            var (column, last) = (draws.PaidBy(i).ToArray(), draws.LastPaidBy(i).ToArray());
            var full = Enumerable.Range(0, n).Where(d => column[d] >= p.Cap).Select(d => (int)last[d]).Order().ToList();
            return new PayerForecast(p.Title, Over(d => column[d]), p.Cap, n == 0 ? 0 : full.Count / (double)n, full.Count > 0 ? full[full.Count / 2] : null);
        })];
        Outcomes = [.. scheme.Outcomes.Select(o => { var column = draws.Reached(o.Number).ToArray(); var times = Over(d => column[d]); return new OutcomeForecast(o, times, times.Mean / assumed.People, draws.DaysTo(o.Number)); })];
        CapReached = n == 0 ? 0 : draws.CapDays.ToArray().Count(d => d != Day.Never) / (double)n;
        CapOn = draws.CapDays.ToArray().Where(d => d != Day.Never).Order().ToList() is { Count: > 0 } days ? days[days.Count / 2] : null;
        var (running, balance, deepest, spent) = (new double[n], new double[n], new double[n], new double[n]);
        var (fan, capital) = (new Spread[draws.Months], new Spread[draws.Months]);
        for (var m = 0; m < draws.Months; m++)
        {
            for (var d = 0; d < n; d++)
            {
                running[d] += draws.PaidIn(d, m);
                spent[d] += draws.SpentIn(d, m);
                balance[d] = running[d] - spent[d];
                deepest[d] = Math.Min(deepest[d], balance[d]);
            }
            fan[m] = Over(d => running[d]);
            capital[m] = Over(d => balance[d]);
        }
        (PaidBy, Balance, Deepest, Spent) = (fan, capital, Over(d => deepest[d]), Over(d => spent[d]));
        Returns(n);
        if (scheme.Outcomes.FirstOrDefault(o => o.Name == assumed.Sustained) is { } sustained)
        {
            Sustained = Outcomes[sustained.Number];
            if (Sustained.Times.Mean > 0) (PaidForEach, SpentForEach) = (Paid.Mean / Sustained.Times.Mean, Spent.Mean / Sustained.Times.Mean);
        }
    }

    public Draws Draws { get; }

    public Spread Paid { get; }

    public IReadOnlyList<PayerForecast> Payers { get; }

    public IReadOnlyList<OutcomeForecast> Outcomes { get; }

    /// <summary>The share of draws in which a cap held something back, and the middle day on which it first did.</summary>
    public double CapReached { get; }

    public int? CapOn { get; }

    /// <summary>Paid in all by the end of each month.</summary>
    public IReadOnlyList<Spread> PaidBy { get; }

    /// <summary>What was paid less what help cost by the end of each month: below nothing, somebody's money is in it.</summary>
    public IReadOnlyList<Spread> Balance { get; }

    /// <summary>The lowest that balance gets: the money that somebody must put in first.</summary>
    public Spread Deepest { get; }

    /// <summary>What help cost in all.</summary>
    public Spread Spent { get; }

    /// <summary>For whoever pays for all help and gets all payments: what comes back for each pound, and the yearly return, over draws in which there is one.</summary>
    public Spread Multiple { get; private set; }

    public Spread Return { get; private set; }

    /// <summary>The share of draws in which less comes back than went out, and in which no single yearly return can be said.</summary>
    public double Loses { get; private set; }

    public double NoReturn { get; private set; }

    /// <summary>The outcome by which help is said to have lasted; null where the assumptions name none of the scheme's.</summary>
    public OutcomeForecast? Sustained { get; }

    /// <summary>Pence paid, and pence of help, for each sustained outcome: sums over all draws divided, not an average of ratios. Null where it is never reached.</summary>
    public double? PaidForEach { get; }

    public double? SpentForEach { get; }

    /// <summary>
    /// The share of the spread in what is paid that comes from not knowing the assumptions, rather than from chance; null where all draws had the same. By the variance
    /// between sets, less what chance within them puts there.
    /// </summary>
    public double? FromAssumptions
    {
        get
        {
            var (sets, paid) = (Draws.Sets, Draws.Paid());
            if (sets < 2 || paid.Length < 2 * sets) return null;
            var each = Enumerable.Range(0, sets).Select(s => paid.Where((_, d) => d % sets == s).Select(p => (double)p).ToArray()).ToList();
            var means = each.Select(e => e.Average()).ToArray();
            var within = each.Average(e => e.Sum(v => (v - e.Average()) * (v - e.Average())) / (e.Length - 1));
            var between = means.Sum(m => (m - means.Average()) * (m - means.Average())) / (sets - 1) - within / each.Average(e => e.Length);
            return Math.Max(0, between) + within > 0 ? Math.Max(0, between) / (Math.Max(0, between) + within) : 0;
        }
    }

    private void Returns(int n)
    {
        var (multiples, returns, loses, net) = (new List<double>(n), new List<double>(n), 0, new double[Draws.Months]);
        var (outgoing, incoming) = (new double[Draws.Months], new double[Draws.Months]);
        for (var d = 0; d < n; d++)
        {
            for (var m = 0; m < Draws.Months; m++) net[m] = (incoming[m] = Draws.PaidIn(d, m)) - (outgoing[m] = Draws.SpentIn(d, m));
            if (CashFlow.Multiple(outgoing, incoming) is not { } multiple) continue;
            multiples.Add(multiple);
            if (multiple < 1) loses++;
            if (CashFlow.YearlyReturn(net) is { } rate) returns.Add(rate);
        }
        (Multiple, Return) = (Spread.Of(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(multiples)), Spread.Of(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(returns)));
        (Loses, NoReturn) = n == 0 ? (0, 0) : (loses / (double)n, (n - returns.Count) / (double)n);
    }
}

/// <summary>What one rate matters: the mean paid and the mean number of sustained outcomes with it at the low and the high end of its interval, on the same people.</summary>
public sealed record Matters(Rate Rate, double PaidLow, double PaidHigh, double SustainedLow, double SustainedHigh)
{
    public double Swing => Math.Abs(PaidHigh - PaidLow);

    /// <summary>Every rate that has an interval, what moves the payments most first; none where it was stopped.</summary>
    public static IReadOnlyList<Matters> Of(Simulation simulation, Assumptions assumed, Scheme scheme, Plan plan, CancellationToken stop = default)
    {
        var sustained = scheme.Outcomes.FirstOrDefault(o => o.Name == assumed.Sustained);
        (double, double) Means(Rate rate, int end)
        {
            var draws = simulation.RunWith(plan, rate.Number, end, stop);
            return draws.Count == 0 ? (0, 0) : (draws.Paid().Average(), sustained is null ? 0 : draws.Reached(sustained.Number).ToArray().Average());
        }
        var found = new List<Matters>();
        foreach (var rate in assumed.Rates.Where(r => r.Interval is not null).TakeWhile(_ => !stop.IsCancellationRequested))
        {
            var (low, high) = (Means(rate, -1), Means(rate, 1));
            found.Add(new(rate, low.Item1, high.Item1, low.Item2, high.Item2));
        }
        return stop.IsCancellationRequested ? [] : [.. found.OrderByDescending(m => m.Swing)];
    }
}
