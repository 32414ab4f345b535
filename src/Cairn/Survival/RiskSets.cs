namespace Cairn.Survival;

/// <summary>Those whose time ended at one moment of one stratum: rows from Start, the events among them first, to End.</summary>
internal readonly record struct Moment(double Time, int Start, int Events, int End, bool BeginsStratum);

/// <summary>
/// People in the order in which a Cox model reads them: by stratum, the longest in view first, so that who is at risk is a running sum. The
/// covariates stand row by row, shifted to a mean of nothing and a spread of one. A pass allocates nothing.
/// </summary>
internal sealed class RiskSets
{
    private readonly int terms;
    private readonly Ties ties;
    private readonly double[] rows;
    private readonly double[] weights;
    private readonly double[] sums;

    public RiskSets(Followed followed, IReadOnlyList<Covariate> covariates, int[] people, Ties ties)
    {
        (terms, this.ties) = (covariates.Count, ties);
        Array.Sort([.. people.Select(i => (followed.Stratum[i], -followed.Times[i], followed.Happened[i] ? 0 : 1))], people);
        rows = new double[people.Length * terms];
        weights = new double[people.Length];
        sums = new double[2 * (1 + terms + Cholesky.Row(terms))];
        Spreads = new double[terms];
        for (var j = 0; j < terms; j++) Fill(j, covariates[j].Values, people);
        Moments = Group(followed, people);
        EventCount = Moments.Sum(m => m.Events);
    }

    /// <summary>The standard deviation of each covariate; nothing where it is the same for everyone.</summary>
    public double[] Spreads { get; }

    public Moment[] Moments { get; }

    public int EventCount { get; }

    /// <summary>
    /// One pass: the log partial likelihood, its gradient and its information (a lower triangle). With weights, a number a moment, gradient and
    /// information are those of each moment times its weight.
    /// </summary>
    public double Pass(ReadOnlySpan<double> beta, ReadOnlySpan<double> momentWeights, Span<double> gradient, Span<double> information)
    {
        var most = Weigh(beta);
        var half = sums.Length / 2;
        Span<double> s = sums.AsSpan(0, half), e = sums.AsSpan(half);
        gradient.Clear();
        information.Clear();
        var likelihood = 0.0;
        for (var m = 0; m < Moments.Length; m++)
        {
            ref readonly var moment = ref Moments[m];
            if (moment.BeginsStratum) s.Clear();
            var apart = ties is Ties.Efron && moment.Events > 1;
            if (apart) e.Clear();
            for (var row = moment.Start; row < moment.End; row++) Add(row, apart && row < moment.Start + moment.Events ? e : s);
            if (apart) for (var k = 0; k < half; k++) s[k] += e[k];
            if (moment.Events == 0) continue;
            var weight = momentWeights.IsEmpty ? 1 : momentWeights[m];
            for (var row = moment.Start; row < moment.Start + moment.Events; row++)
            {
                likelihood += Math.Log(weights[row]);
                for (var j = 0; j < terms; j++) gradient[j] += weight * rows[row * terms + j];
            }
            likelihood -= Take(moment.Events, apart, weight, s, e, gradient, information);
        }
        return double.IsFinite(most) ? likelihood : double.NaN;
    }

    /// <summary>Each person's relative hazard, over the greatest of all so that none is too large for a number.</summary>
    private double Weigh(ReadOnlySpan<double> beta)
    {
        var most = double.NegativeInfinity;
        for (var row = 0; row < weights.Length; row++)
        {
            var x = rows.AsSpan(row * terms, terms);
            var sum = 0.0;
            for (var j = 0; j < x.Length; j++) sum += x[j] * beta[j];
            weights[row] = sum;
            if (sum > most) most = sum;
        }
        foreach (ref var weight in weights.AsSpan()) weight = Math.Exp(weight - most);
        return most;
    }

    /// <summary>Adds a person to the sums of those at risk: the weights, times each covariate, times each two.</summary>
    private void Add(int row, Span<double> to)
    {
        var x = rows.AsSpan(row * terms, terms);
        var weight = weights[row];
        to[0] += weight;
        var squares = to[(1 + terms)..];
        for (var i = 0; i < x.Length; i++)
        {
            var part = weight * x[i];
            to[1 + i] += part;
            var line = squares.Slice(Cholesky.Row(i), i + 1);
            for (var j = 0; j < line.Length; j++) line[j] += part * x[j];
        }
    }

    /// <summary>
    /// Takes off what those at risk had, for as many events at once. Efron: of n tied events the k-th (from nothing) finds k/n of the tied already gone; the
    /// sums over k are taken once, so that ties cost no more than one event.
    /// </summary>
    private double Take(int events, bool apart, double weight, Span<double> s, Span<double> e, Span<double> gradient, Span<double> information)
    {
        double logs = 0, a = 0, ac = 0, b = 0, bc = 0, bcc = 0;
        if (!apart) (logs, a, b) = (events * Math.Log(s[0]), events / s[0], events / (s[0] * s[0]));
        for (var k = 0; apart && k < events; k++)
        {
            var gone = (double)k / events;
            var left = s[0] - gone * e[0];
            logs += Math.Log(left);
            a += 1 / left;
            ac += gone / left;
            b += 1 / (left * left);
            bc += gone / (left * left);
            bcc += gone * gone / (left * left);
        }
        for (int i = 0, k = 0; i < terms; i++)
        {
            var (si, ei) = (s[1 + i], apart ? e[1 + i] : 0);
            gradient[i] -= weight * (a * si - ac * ei);
            if (apart)
                for (var j = 0; j <= i; j++, k++)
                    information[k] += weight * (a * s[1 + terms + k] - ac * e[1 + terms + k] - (b * si * s[1 + j] - bc * (si * e[1 + j] + ei * s[1 + j]) + bcc * ei * e[1 + j]));
            else
                for (var j = 0; j <= i; j++, k++) information[k] += weight * (a * s[1 + terms + k] - b * si * s[1 + j]);
        }
        return logs;
    }

    private void Fill(int j, IReadOnlyList<double> values, int[] people)
    {
        var mean = people.Average(i => values[i]);
        var spread = Math.Sqrt(people.Average(i => (values[i] - mean) * (values[i] - mean)));
        // What is left of a constant after taking off its mean is rounding.
        Spreads[j] = spread > 1e-12 * Math.Abs(mean) ? spread : 0;
        for (var row = 0; row < people.Length; row++) rows[row * terms + j] = Spreads[j] > 0 ? (values[people[row]] - mean) / spread : 0;
    }

    private static Moment[] Group(Followed followed, int[] people)
    {
        var moments = new List<Moment>();
        for (int from = 0, to; from < people.Length; from = to)
        {
            var (stratum, time, events) = (followed.Stratum[people[from]], followed.Times[people[from]], 0);
            for (to = from; to < people.Length && followed.Times[people[to]] == time && followed.Stratum[people[to]] == stratum; to++) if (followed.Happened[people[to]]) events++;
            moments.Add(new(time, from, events, to, from == 0 || followed.Stratum[people[from - 1]] != stratum));
        }
        return [.. moments];
    }
}
