using System.Globalization;

namespace Cairn.Survival;

/// <summary>Against what a coefficient's drift is looked for: time itself, or the share to whom it has happened already (Kaplan-Meier), which late times sway less.</summary>
public enum Clock { Time, KaplanMeier }

/// <summary>
/// Whether hazard ratios stay the same over time, which a Cox model takes for granted: the score test of each coefficient changing with the clock
/// (Grambsch and Therneau, as R's cox.zph has it from version 3). A small p says that the model's one figure hides a change.
/// </summary>
public sealed record ProportionalHazards(IReadOnlyList<(string Name, ChiSquared Test)> Terms, ChiSquared All, string? Weak)
{
    /// <summary>The check in a sentence; where the fit is weak that is all it says.</summary>
    public string Said => Weak ?? (All.P < 0.05
        ? string.Create(CultureInfo.InvariantCulture, $"The hazard ratios seem to change with time (p = {All.P:0.0000} for all together, least for {Terms.MinBy(t => t.Test.P).Name}), so one figure for the whole time hides something.")
        : string.Create(CultureInfo.InvariantCulture, $"Nothing shows that the hazard ratios change with time (p = {All.P:0.00} for all together)."));

    /// <summary>Checks a fit; null with the reason where all events fall on one time, so that no change can be seen.</summary>
    public static ProportionalHazards? Of(CoxFit fit, out NoFigure? why, Clock clock = Clock.KaplanMeier)
    {
        var (sets, beta, information) = (fit.Fitted.Sets, fit.Fitted.Beta, fit.Fitted.Information);
        var moments = sets.Moments;
        var marks = Marks(fit, clock);
        // About their mean, so that what is already in the coefficients is not lost in rounding.
        var mean = moments.Select((m, i) => m.Events * marks[i]).Sum() / fit.Events;
        var (drift, linear, square) = (new double[beta.Length], new double[information.Length], new double[information.Length]);
        sets.Pass(beta, [.. marks.Select(m => (m - mean) * (m - mean))], drift, square);
        sets.Pass(beta, [.. marks.Select(m => m - mean)], drift, linear);
        var root = Cholesky.Of(information, beta.Length, 1e-14, out _);
        var own = Enumerable.Range(0, beta.Length).ToArray();
        var all = root is null ? null : Test(root, own, drift, linear, square, beta.Length);
        why = all is null ? new(Lack.Times, "The events fall on too few times to show whether anything changes with time.") : null;
        return all is null ? null : new([.. own.Select(j => (fit.Terms[j].Name, Test(root!, [j], drift, linear, square, beta.Length) ?? default))], all.Value, fit.Weak);
    }

    /// <summary>Drift' (S - L I⁻¹ L)⁻¹ Drift, for some of the terms.</summary>
    private static ChiSquared? Test(Cholesky root, int[] of, double[] drift, double[] linear, double[] square, int terms)
    {
        double[] Column(int j) => [.. Enumerable.Range(0, terms).Select(i => At(linear, i, j))];
        var left = new double[Cholesky.Row(of.Length)];
        for (int a = 0, k = 0; a < of.Length; a++)
        {
            var through = root.Solve(Column(of[a]));
            for (var b = 0; b <= a; b++) left[k++] = At(square, of[a], of[b]) - through.Zip(Column(of[b]), (x, y) => x * y).Sum();
        }
        return Cholesky.Of(left, of.Length, 1e-11, out _) is { } inner ? new(inner.Length([.. of.Select(j => drift[j])]), of.Length) : null;
    }

    private static double At(double[] lower, int i, int j) => i >= j ? lower[Cholesky.Row(i) + j] : lower[Cholesky.Row(j) + i];

    /// <summary>What the clock shows at each moment; the share is that of everyone in the fit just before it, whatever their stratum.</summary>
    private static double[] Marks(CoxFit fit, Clock clock)
    {
        var moments = fit.Fitted.Sets.Moments;
        if (clock is Clock.Time) return [.. moments.Select(m => m.Time)];
        var (marks, atRisk, share) = (new double[moments.Length], fit.People, 1.0);
        var inOrder = Enumerable.Range(0, moments.Length).OrderBy(i => moments[i].Time).ToArray();
        for (int from = 0, to; from < inOrder.Length; from = to)
        {
            var (events, gone) = (0, 0);
            for (to = from; to < inOrder.Length && moments[inOrder[to]].Time == moments[inOrder[from]].Time; to++)
            {
                marks[inOrder[to]] = 1 - share;
                events += moments[inOrder[to]].Events;
                gone += moments[inOrder[to]].End - moments[inOrder[to]].Start;
            }
            share *= (double)(atRisk - events) / atRisk;
            atRisk -= gone;
        }
        return marks;
    }
}
