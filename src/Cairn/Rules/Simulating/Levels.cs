namespace Cairn.Rules.Simulating;

/// <summary>Every rate at one choice of its value: as given, at an end of its interval, or drawn from it.</summary>
internal sealed class Levels
{
    /// <summary>Half the width of a 95% interval of a normal distribution, in standard deviations.</summary>
    private const double Wide = 1.959964;

    private readonly double[][] values;
    private readonly Rate[] rates;

    private Levels(IReadOnlyList<Rate> rates, Func<Rate, double> shift)
    {
        this.rates = [.. rates];
        values = [.. rates.Select(r => Shifted(r, shift(r)))];
    }

    public static Levels AsGiven(IReadOnlyList<Rate> rates) => new(rates, _ => 0);

    /// <summary>One rate at the low (-1) or high (1) end of its interval, the others as given.</summary>
    public static Levels With(IReadOnlyList<Rate> rates, int which, int end) => new(rates, r => r.Number == which ? end * Wide : 0);

    /// <summary>Each drawn from its interval, independently: shares on the scale of log odds, rates on that of logs.</summary>
    public static Levels Drawn(IReadOnlyList<Rate> rates, Chance chance) => new(rates, r => r.Interval is null ? 0 : Normal(chance.Unit(2 * r.Number), chance.Unit(2 * r.Number + 1)));

    /// <summary>The hazard a day in each month of a stay; the last holds on.</summary>
    public ReadOnlySpan<double> Daily(int rate) => values[rate];

    /// <summary>A share for somebody with these traits.</summary>
    public double Share(int rate, ReadOnlySpan<int> traits)
    {
        var share = values[rate][0];
        foreach (var (trait, value, times) in rates[rate].By) if (traits[trait] == value) share = share * times / (1 - share + share * times);
        return share;
    }

    /// <summary>What somebody's traits multiply a rate by.</summary>
    public double Times(int rate, ReadOnlySpan<int> traits)
    {
        var all = 1.0;
        foreach (var (trait, value, times) in rates[rate].By) if (traits[trait] == value) all *= times;
        return all;
    }

    private static double[] Shifted(Rate rate, double by)
    {
        if (!rate.IsShare)
        {
            var times = rate.Interval is { } range && by != 0 ? Between(Math.Log(range.Low), 0, Math.Log(range.High), by) is var log ? Math.Exp(log) : 1 : 1;
            return [.. rate.Values.Select(v => v * times / 30)];
        }
        if (rate.Interval is not { } ends || by == 0) return [rate.Values[0]];
        return [Expit(Between(Logit(ends.Low), Logit(rate.Values[0]), Logit(ends.High), by))];
    }

    /// <summary>So many standard deviations from the middle, each side as wide as its own half of the interval.</summary>
    private static double Between(double low, double middle, double high, double by) => middle + by / Wide * (by < 0 ? middle - low : high - middle);

    private static double Logit(double share) => Math.Log(Math.Clamp(share, 1e-6, 1 - 1e-6)) - Math.Log(1 - Math.Clamp(share, 1e-6, 1 - 1e-6));

    private static double Expit(double odds) => 1 / (1 + Math.Exp(-odds));

    private static double Normal(double one, double other) => Math.Sqrt(-2 * Math.Log(one)) * Math.Cos(2 * Math.PI * other);
}
