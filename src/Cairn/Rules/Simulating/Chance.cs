using System.Runtime.CompilerServices;

namespace Cairn.Rules.Simulating;

/// <summary>
/// Chances by name instead of in turn: the same draw, person, chain and stay give the same luck whatever else happens, so that two contracts, or two
/// assumptions, are compared on the same people. Mixing is the finaliser of SplitMix64 (Steele, Lea and Flood 2014).
/// </summary>
internal readonly struct Chance(ulong state)
{
    private const ulong Step = 0x9E3779B97F4A7C15;

    /// <summary>The chances of one thing within these.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Chance Of(int which) => unchecked(new(Mix(state + Step * (ulong)(uint)(which + 1))));

    /// <summary>The number of a name, the same wherever it stands and on every machine (FNV-1a, 32 bits); two names that share one would share their luck, no more.</summary>
    public static int Named(string name)
    {
        var hash = 2166136261;
        foreach (var letter in name) hash = unchecked((hash ^ letter) * 16777619);
        return unchecked((int)hash);
    }

    /// <summary>A number above 0 and below 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Unit(int which) => (unchecked(Mix(state ^ (Step * (ulong)(uint)(which + 1))) >> 11) + 0.5) * (1.0 / (1UL << 53));

    /// <summary>How much hazard is lived through until something happens.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Patience(int which) => -Math.Log(Unit(which));

    private static ulong Mix(ulong z)
    {
        unchecked
        {
            z += Step;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
