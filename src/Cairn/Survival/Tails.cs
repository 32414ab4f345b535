using MathNet.Numerics;

namespace Cairn.Survival;

/// <summary>A test's statistic and its degrees of freedom.</summary>
public readonly record struct ChiSquared(double Statistic, int Degrees)
{
    /// <summary>How often chance alone gives as much or more.</summary>
    public double P => Degrees == 0 || Statistic <= 0 ? 1 : SpecialFunctions.GammaUpperRegularized(Degrees / 2.0, Statistic / 2);
}

/// <summary>Tails of the normal distribution, worked out from the far end, so that small ones keep their figures.</summary>
internal static class Tails
{
    /// <summary>How often chance alone lies as far out on either side.</summary>
    public static double Both(double z) => SpecialFunctions.Erfc(Math.Abs(z) / Math.Sqrt(2));

    /// <summary>How many standard errors hold a share of all: 1.96 for 0.95.</summary>
    public static double Reach(double level) => level is > 0 and < 1 ? Math.Sqrt(2) * SpecialFunctions.ErfInv(level) : throw new ArgumentOutOfRangeException(nameof(level), level, "A level lies between 0 and 1.");
}
