namespace Cairn.Rules;

/// <summary>What kept a part from following its weight.</summary>
public enum Bound { None, Floor, Ceiling }

/// <summary>
/// A sum divided by weight between a floor and a ceiling. The parts make the whole to the penny: what a floor adds and a
/// ceiling takes away is borne by all the others in proportion to their weights, until nothing moves.
/// </summary>
public sealed record Division(IReadOnlyList<long> Parts, IReadOnlyList<Bound> Bounds)
{
    /// <summary>
    /// Divides, or says in <paramref name="why"/> why it cannot be done: the floors come to more than the sum, or the ceilings
    /// (with weights of nothing getting nothing above their floor) cannot take it. A sum or weight below nothing throws.
    /// </summary>
    public static Division? Of(long sum, ReadOnlySpan<long> weights, long? floor, long? ceiling, out string why)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sum);
        foreach (var weight in weights) ArgumentOutOfRangeException.ThrowIfNegative(weight, nameof(weights));
        var count = weights.Length;
        var least = floor ?? 0;
        var most = ceiling ?? long.MaxValue;
        why = count == 0 ? "There is nobody to divide it among."
            : least > most ? $"The floor of {Pence.Short(least)} is above the ceiling of {Pence.Short(ceiling!.Value)}."
            : (Int128)least * count > sum ? $"{count} floors of {Pence.Short(least)} come to {Pence.Short((long)Int128.Min((Int128)least * count, Pence.Most))}, more than the {Pence.Short(sum)} there is."
            : (Int128)most * count < sum ? $"{count} ceilings of {Pence.Short(most)} come to {Pence.Short((long)((Int128)most * count))}, less than the {Pence.Short(sum)} there is."
            : "";
        if (why.Length > 0) return null;

        var bounds = new Bound[count];
        var rest = sum;
        while (true)
        {
            Int128 whole = 0;
            for (var i = 0; i < count; i++) if (bounds[i] == Bound.None) whole += weights[i];
            if (whole == 0)
            {
                for (var i = 0; i < count; i++) if (bounds[i] == Bound.None && least > 0) Bind(i, Bound.Floor, least);
                break;
            }
            // Both in parts of the whole weight, so that they compare exactly.
            Int128 missing = 0, beyond = 0;
            for (var i = 0; i < count; i++)
            {
                if (bounds[i] != Bound.None) continue;
                var share = (Int128)rest * weights[i];
                if (share < least * whole) missing += least * whole - share;
                if (share > most * whole) beyond += share - most * whole;
            }

            if (missing == 0 && beyond == 0) return new Division(Fill(rest, weights, bounds, least, ceiling), bounds);
            // Whichever is the greater still binds once the other has been put right; equal, both do.
            var shares = rest;
            for (var i = 0; i < count; i++)
            {
                if (bounds[i] != Bound.None) continue;
                var share = (Int128)shares * weights[i];
                if (missing >= beyond && share < least * whole) Bind(i, Bound.Floor, least);
                else if (beyond >= missing && share > most * whole) Bind(i, Bound.Ceiling, most);
            }
        }

        if (rest == 0) return new Division(Fill(0, weights, bounds, least, ceiling), bounds);
        why = ceiling is null ? "No weight is above nothing, so there is nothing to divide it by."
            : $"{Pence.Short(rest)} cannot be placed: everyone with a weight above nothing is at the ceiling of {Pence.Short(ceiling.Value)}.";
        return null;

        void Bind(int i, Bound how, long pence)
        {
            bounds[i] = how;
            rest -= pence;
        }
    }

    private static long[] Fill(long rest, ReadOnlySpan<long> weights, Bound[] bounds, long floor, long? ceiling)
    {
        var free = new List<int>();
        for (var i = 0; i < bounds.Length; i++) if (bounds[i] == Bound.None) free.Add(i);
        var parts = new long[bounds.Length];
        for (var i = 0; i < parts.Length; i++) parts[i] = bounds[i] == Bound.Floor ? floor : bounds[i] == Bound.Ceiling ? ceiling!.Value : 0;
        if (rest == 0 || free.Count == 0) return parts;
        var split = new long[free.Count];
        for (var k = 0; k < split.Length; k++) split[k] = weights[free[k]];
        split = Shares.Split(rest, split);
        for (var k = 0; k < split.Length; k++) parts[free[k]] = split[k];
        return parts;
    }
}
