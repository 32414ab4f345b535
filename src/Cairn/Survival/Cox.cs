namespace Cairn.Survival;

/// <summary>
/// Cox's proportional hazards, fitted by Newton's steps, halved where one overshoots. A model that cannot be fitted is refused by name: nobody, no events,
/// covariates that do not vary or follow from each other, a coefficient that grows without end.
/// </summary>
public static class Cox
{
    private const int MostPasses = 100;

    /// <summary>The Newton decrement at which a fit has settled: a further step would be 1e-8 of a standard error.</summary>
    private const double Settled = 1e-16;

    /// <summary>The decrement at which a fit that has an end is all but there. Where there is none, standard errors have grown by then, and coefficients still go on.</summary>
    private const double Near = 1e-9;

    /// <summary>Fits the covariates, a value a person in the order of those followed. Whoever lacks one is left out and counted; null with the reason where there is no fit.</summary>
    public static CoxFit? Fit(Followed followed, IReadOnlyList<Covariate> covariates, out NoFigure? why, Ties ties = Ties.Efron)
    {
        if (covariates.FirstOrDefault(c => c.Values.Count != followed.People) is { } odd) throw new ArgumentException($"{odd.Name} has {odd.Values.Count} values for {followed.People} people.", nameof(covariates));
        var people = Enumerable.Range(0, followed.People).Where(i => covariates.All(c => double.IsFinite(c.Values[i]))).ToArray();
        var events = people.Count(i => followed.Happened[i]);
        why = covariates.Count == 0 ? new(Lack.Covariates, "No covariates were given, so there is nothing to fit.")
            : people.Length == 0 ? new(Lack.People, $"All {followed.People} people lack at least one of the covariates.")
            : events == 0 ? new(Lack.Events, $"It happened to none of the {people.Length} people whose covariates are all known.") : null;
        if (why is not null) return null;
        var sets = new RiskSets(followed, covariates, people, ties);
        return new Newton(sets, covariates).Run(out why) is { } found ? Finish(found, followed, covariates, people, ties) : null;
    }

    private static CoxFit Finish(Newton found, Followed followed, IReadOnlyList<Covariate> covariates, int[] people, Ties ties)
    {
        var spreads = found.Sets.Spreads;
        var inverse = found.Root.Inverse();
        var covariance = inverse.Select((row, i) => (IReadOnlyList<double>)[.. row.Select((v, j) => v / (spreads[i] * spreads[j]))]).ToList();
        var terms = covariates.Select((c, j) => new CoxTerm(c.Name, found.Beta[j] / spreads[j], Math.Sqrt(covariance[j][j]))).ToList();
        var wald = 0.0;
        for (var i = 0; i < terms.Count; i++) for (var j = 0; j < terms.Count; j++) wald += found.Beta[i] * found.Beta[j] * found.Information[i >= j ? Cholesky.Row(i) + j : Cholesky.Row(j) + i];
        return new(ties, people.Length, found.Sets.EventCount, followed.People - people.Length, terms, covariance, found.AtZero, found.Likelihood, new(wald, terms.Count), new(found.Score, terms.Count), found.Passes)
        {
            Fitted = new(found.Sets, found.Beta, found.Information),
        };
    }

    /// <summary>The steps, on covariates of a spread of one.</summary>
    private sealed class Newton(RiskSets sets, IReadOnlyList<Covariate> covariates)
    {
        private readonly double[] gradient = new double[covariates.Count];

        public RiskSets Sets => sets;

        public double[] Beta { get; private set; } = new double[covariates.Count];

        public double[] Information { get; } = new double[Cholesky.Row(covariates.Count)];

        public Cholesky Root { get; private set; } = null!;

        public double AtZero { get; private set; }

        public double Likelihood { get; private set; }

        public double Score { get; private set; }

        public int Passes { get; private set; }

        public Newton? Run(out NoFigure? why)
        {
            AtZero = Likelihood = Pass(Beta);
            if ((why = Flat()) is not null) return null;
            if (Cholesky.Of(Information, Beta.Length, 1e-11, out var fault) is not { } first)
            {
                why = new(Lack.Independence, $"{covariates[fault].Name} follows from the covariates before it, so its own part cannot be told; leave one of them out.");
                return null;
            }
            (Root, Score) = (first, first.Length(gradient));
            var atZero = first.Inverse();
            while (Passes < MostPasses)
            {
                var (step, decrement) = (Root.Solve(gradient), Root.Length(gradient));
                if (decrement <= Near && (why = Endless(step, atZero)) is not null) return null;
                if (decrement <= Settled) return this;
                Advance(step);
                if (Cholesky.Of(Information, Beta.Length, 1e-14, out fault) is not { } root)
                {
                    why = Grows(fault);
                    return null;
                }
                Root = root;
            }
            why = new(Lack.Convergence, $"The fit did not settle in {MostPasses} passes; use fewer covariates.");
            return null;
        }

        /// <summary>Goes a step, or half of it, or half of that, until the likelihood is no lower but for rounding.</summary>
        private void Advance(double[] step)
        {
            var from = Beta;
            var before = Likelihood;
            for (var part = 1.0; Passes < MostPasses; part /= 2)
            {
                Beta = [.. from.Select((b, j) => b + part * step[j])];
                Likelihood = Pass(Beta);
                if (Likelihood >= before - 1e-12 * Math.Abs(before)) return;
            }
        }

        private double Pass(double[] beta)
        {
            Passes++;
            return sets.Pass(beta, [], gradient, Information);
        }

        private NoFigure? Flat()
        {
            for (var j = 0; j < covariates.Count; j++)
                if (sets.Spreads[j] == 0 || Information[Cholesky.Row(j) + j] <= 1e-12 * sets.EventCount) return new(Lack.Variation, $"{covariates[j].Name} is the same for everyone at risk at every event, so nothing can be learnt from it.");
            return null;
        }

        /// <summary>A thousand times the standard error that it had at nothing, and not standing still: nobody could tell such a coefficient from one without end.</summary>
        private NoFigure? Endless(double[] step, double[][] atZero)
        {
            var now = Root.Inverse();
            for (var j = 0; j < step.Length; j++) if (now[j][j] > 1e6 * atZero[j][j] && Math.Abs(step[j]) > 1e-3 * Math.Abs(Beta[j])) return Grows(j);
            return null;
        }

        private NoFigure Grows(int j) => new(Lack.FiniteCoefficient, $"{covariates[j].Name} parts those with the event from those without it wholly, so its coefficient grows without end; join it with another group, or compare by log-rank.");
    }
}
