using Cairn.Rules;
using Cairn.Rules.Simulating;

namespace Cairn.Desk.Pricing;

/// <summary>What one payer pays under each contract, null under one that it is no payer of, and what B costs it more (or less) than A, draw by draw.</summary>
public sealed record PayerBeside(string Title, PayerForecast? A, PayerForecast? B, Spread More);

/// <summary>A result under each contract, null under one that has none of that name, and how much oftener it is reached under B, draw by draw.</summary>
public sealed record OutcomeBeside(Outcome Outcome, OutcomeForecast? A, OutcomeForecast? B, Spread More);

/// <summary>
/// Two contracts on the same draws of the same people, with the same seed and the same assumptions: draw d of the one is set against draw d of the other, so
/// that what differs is the contract and not luck. Payers and results are the same where they have the same name.
/// </summary>
public sealed class Comparison
{
    /// <summary>Of draws that one plan made; where one was stopped early, of those that both finished.</summary>
    public Comparison(Draws a, Draws b)
    {
        if (a.Assumed != b.Assumed) throw new ArgumentException("Two contracts are compared on the same assumed people.", nameof(b));
        var n = Math.Min(a.Count, b.Count);
        a.Keep(n);
        b.Keep(n);
        (A, B) = (new Forecast(a), new Forecast(b));
        var room = new double[n];
        Spread Over(Func<int, double> of)
        {
            for (var d = 0; d < n; d++) room[d] = of(d);
            return Spread.Of(room);
        }
        var (one, two) = (a.Paid(), b.Paid());
        More = Over(d => two[d] - one[d]);
        (BCostsMore, BCostsLess) = n == 0 ? (0, 0) : (Enumerable.Range(0, n).Count(d => two[d] > one[d]) / (double)n, Enumerable.Range(0, n).Count(d => two[d] < one[d]) / (double)n);
        Payers = [.. Named(a.Scheme.Payers, b.Scheme.Payers, p => p.Name).Select(p =>
        {
            var (was, now) = (Column(p.A, a.PaidBy, n), Column(p.B, b.PaidBy, n));
            return new PayerBeside(p.Title.Title, p.A < 0 ? null : A.Payers[p.A], p.B < 0 ? null : B.Payers[p.B], Over(d => now[d] - was[d]));
        })];
        Outcomes = [.. Named(a.Scheme.Outcomes, b.Scheme.Outcomes, o => o.Name).Select(o =>
        {
            var (was, now) = (Column(o.A, a.Reached, n), Column(o.B, b.Reached, n));
            return new OutcomeBeside(o.Title, o.A < 0 ? null : A.Outcomes[o.A], o.B < 0 ? null : B.Outcomes[o.B], Over(d => now[d] - was[d]));
        })];
    }

    public Forecast A { get; }

    public Forecast B { get; }

    /// <summary>What B pays more than A in one draw; below nothing where it pays less.</summary>
    public Spread More { get; }

    /// <summary>The share of draws in which B pays more, and in which it pays less; in the rest both pay the same.</summary>
    public double BCostsMore { get; }

    public double BCostsLess { get; }

    /// <summary>A's payers in its order, then those that only B has.</summary>
    public IReadOnlyList<PayerBeside> Payers { get; }

    /// <summary>A's results in its order, then those that only B has.</summary>
    public IReadOnlyList<OutcomeBeside> Outcomes { get; }

    private delegate ReadOnlySpan<T> ColumnOf<T>(int number);

    private static T[] Column<T>(int number, ColumnOf<T> of, int count) => number < 0 ? new T[count] : of(number).ToArray();

    /// <summary>Everything that either has, with its place in each, -1 where it is not there.</summary>
    private static IEnumerable<(T Title, int A, int B)> Named<T>(IReadOnlyList<T> a, IReadOnlyList<T> b, Func<T, string> name) =>
        a.Concat(b).DistinctBy(name, StringComparer.Ordinal).Select(t => (t, a.ToList().FindIndex(x => name(x) == name(t)), b.ToList().FindIndex(x => name(x) == name(t))));
}
