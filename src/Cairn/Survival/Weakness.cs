using System.Globalization;

namespace Cairn.Survival;

/// <summary>
/// Too few events to claim anything. Ten for each coefficient is the rule of Peduzzi, Concato, Feinstein and Holford (Journal of Clinical
/// Epidemiology 1995;48:1503-1510, and 1996;49:1373-1379); later work finds that five to nine often do, so it is on the safe side. Ours is
/// stricter where groups are compared: ten in each, so that twelve people never settle anything.
/// </summary>
public static class Weakness
{
    /// <summary>How many events each coefficient, group or curve needs.</summary>
    public const int Needed = 10;

    /// <summary>Why one curve is weak, or null.</summary>
    public static string? OfCurve(int events) => events >= Needed ? null : $"Only {Count(events)}: the curve rests on fewer than {Needed}, so its interval is no more than a hint.";

    /// <summary>Why a comparison of groups is weak, or null. What counts is the events that each group would have had if all were alike.</summary>
    public static string? OfGroups(int events, double fewestExpected) => fewestExpected >= Needed ? null :
        string.Create(CultureInfo.InvariantCulture, $"Only {Count(events)}, and {fewestExpected:0.0} expected in the smallest group: with fewer than {Needed} in each, chance cannot be told from a difference.");

    /// <summary>Why a model is weak, or null: ten events a coefficient, and never fewer than twenty in all.</summary>
    public static string? OfModel(int events, int coefficients) => events >= Needed * Math.Max(2, coefficients) ? null :
        $"Only {Count(events)} for {coefficients} {(coefficients == 1 ? "coefficient" : "coefficients")}: {Needed * Math.Max(2, coefficients)} are needed before anything may be read from them.";

    private static string Count(int events) => events == 1 ? "1 event" : $"{events} events";
}
