using System.Globalization;

namespace Cairn.Survival;

/// <summary>How events at the same time are taken: all against everyone still at risk (Breslow), or each against what the ones before it left (Efron, R's own choice).</summary>
public enum Ties { Breslow, Efron }

/// <summary>A covariate's coefficient: the logarithm of the hazard ratio for one more of it, all else alike.</summary>
public readonly record struct CoxTerm(string Name, double Coefficient, double StandardError)
{
    /// <summary>The coefficient in standard errors.</summary>
    public double Z => Coefficient / StandardError;

    /// <summary>How often chance alone gives as much either way, were there no difference.</summary>
    public double P => Tails.Both(Z);

    /// <summary>How many times as fast the event comes for one more of it.</summary>
    public double HazardRatio => Math.Exp(Coefficient);

    /// <summary>The interval of the hazard ratio.</summary>
    public (double Low, double High) Within(double level = 0.95) => (Math.Exp(Coefficient - Tails.Reach(level) * StandardError), Math.Exp(Coefficient + Tails.Reach(level) * StandardError));
}

/// <summary>
/// A Cox model as fitted. People and Events are those it used; Dropped are those left out because something about them was missing. Covariance is a
/// row a term.
/// </summary>
public sealed record CoxFit(Ties Ties, int People, int Events, int Dropped, IReadOnlyList<CoxTerm> Terms, IReadOnlyList<IReadOnlyList<double>> Covariance, double LogLikelihoodAtZero, double LogLikelihood, ChiSquared Wald, ChiSquared Score, int Passes)
{
    /// <summary>Twice what the covariates add to the log likelihood.</summary>
    public ChiSquared LikelihoodRatio => new(2 * (LogLikelihood - LogLikelihoodAtZero), Terms.Count);

    /// <summary>Why nothing may be claimed from it, or null.</summary>
    public string? Weak => Weakness.OfModel(Events, Terms.Count);

    /// <summary>The model in sentences, first what is weak about it and whom it leaves out. Where it is weak no p-value is given.</summary>
    public string Said
    {
        get
        {
            var left = Dropped == 0 ? "" : $" {Dropped} of {People + Dropped} people are left out because something about them is missing.";
            var terms = string.Join(' ', Terms.Select(t => string.Create(CultureInfo.InvariantCulture,
                $"{t.Name}: {t.HazardRatio:0.00} times as fast (95% interval {t.Within().Low:0.00} to {t.Within().High:0.00}{(Weak is null ? t.P < 0.0001 ? ", p below 0.0001" : $", p = {t.P:0.0000}" : "")}).")));
            return $"{(Weak is null ? "" : Weak + " ")}{Events} events among {People} people.{left} {terms}";
        }
    }

    /// <summary>What the check of proportional hazards goes on from.</summary>
    internal Fitted Fitted { get; init; } = null!;
}

/// <summary>The risk sets of a fit, its coefficients for covariates of a spread of one, and its information there.</summary>
internal sealed record Fitted(RiskSets Sets, double[] Beta, double[] Information);
