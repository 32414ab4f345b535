using System.Numerics;
using System.Runtime.InteropServices;

namespace Cairn.Bench;

/// <summary>What reading alone costs: every byte of every column once, as fast as one core can add. No answer comes of it.</summary>
public static class Scan
{
    public static ulong All(Facts facts) =>
        Sum<int>(facts.Person) + Sum<byte>(facts.Kind) + Sum<byte>(facts.Code) + Sum<int>(facts.From) + Sum<int>(facts.To)
        + Sum<int>(facts.Recorded) + Sum<int>(facts.Retracts) + Sum<int>(facts.Value);

    /// <summary>The tables and offsets of the seven kinds that the rules name.</summary>
    public static ulong Needed(Tables tables)
    {
        var sum = 0UL;
        for (var kind = 0; kind < Kind.Contact; kind++) sum += Sum<Row>(tables.Rows[kind]) + Sum<int>(tables.Start[kind]);
        return sum;
    }

    private static ulong Sum<T>(ReadOnlySpan<T> column)
        where T : struct
    {
        var words = MemoryMarshal.Cast<T, Vector<ulong>>(column);
        Vector<ulong> a = default, b = default, c = default, d = default;
        var i = 0;
        for (; i + 4 <= words.Length; i += 4) (a, b, c, d) = (a + words[i], b + words[i + 1], c + words[i + 2], d + words[i + 3]);
        for (; i < words.Length; i++) a += words[i];
        return Vector.Sum(a + b + c + d);
    }
}
