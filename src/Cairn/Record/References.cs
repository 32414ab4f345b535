using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Cairn.Record;

/// <summary>
/// References in order of first use, each with a number from 0. They are held as UTF-8, as files bring them, so that
/// reading millions of rows makes no string; a string is made when one is asked for.
/// </summary>
public sealed class References
{
    // Drawn anew each run, so that no file can be made whose references all fall into one slot.
    private static readonly ulong Seed = (ulong)Random.Shared.NextInt64();

    private const ulong Low = uint.MaxValue;

    private byte[] bytes = new byte[64];
    private int[] ends = new int[8];
    private string?[] texts = [];

    /// <summary>Number + 1 in the low half, the hash's high bits in the high half; 0 is empty. At most half full.</summary>
    private ulong[] slots = new ulong[16];

    public int Count { get; private set; }

    public string this[int number]
    {
        get
        {
            if (number < texts.Length && texts[number] is { } known) return known;
            var text = Encoding.UTF8.GetString(Utf8(number));
            var grown = texts;
            if (number >= grown.Length) Array.Resize(ref grown, Math.Max(number + 1, ends.Length));
            grown[number] = text;
            texts = grown;
            return text;
        }
    }

    /// <summary>A reference as UTF-8.</summary>
    public ReadOnlySpan<byte> Utf8(int number)
    {
        if (number < 0 || number >= Count) throw new ArgumentOutOfRangeException(nameof(number), number, "There is no reference of this number.");
        var start = number == 0 ? 0 : ends[number - 1];
        return bytes.AsSpan(start, ends[number] - start);
    }

    /// <summary>The number of a reference, which is added when it is new.</summary>
    public int Number(ReadOnlySpan<char> name)
    {
        Span<byte> utf8 = name.Length <= 100 ? stackalloc byte[300] : new byte[Encoding.UTF8.GetMaxByteCount(name.Length)];
        return Number(utf8[..Encoding.UTF8.GetBytes(name, utf8)]);
    }

    /// <summary>The number of a reference given as UTF-8, which is added when it is new.</summary>
    public int Number(ReadOnlySpan<byte> utf8)
    {
        var hash = Hash(utf8);
        var slot = Slot(utf8, hash);
        if (slots[slot] != 0) return (int)(slots[slot] & Low) - 1;
        var number = Count;
        var start = number == 0 ? 0 : ends[number - 1];
        if (number == ends.Length) Array.Resize(ref ends, number * 2);
        if (bytes.Length - start < utf8.Length) Array.Resize(ref bytes, (int)Math.Min(Array.MaxLength, Math.Max(bytes.Length * 2L, (long)start + utf8.Length)));
        utf8.CopyTo(bytes.AsSpan(start));
        ends[number] = start + utf8.Length;
        slots[slot] = (hash & ~Low) | (uint)(number + 1);
        Count = number + 1;
        if (Count * 2 > slots.Length) Grow();
        return number;
    }

    /// <summary>The number of a reference, or -1 when nobody has used it.</summary>
    public int Find(ReadOnlySpan<char> name)
    {
        Span<byte> utf8 = name.Length <= 100 ? stackalloc byte[300] : new byte[Encoding.UTF8.GetMaxByteCount(name.Length)];
        return Find(utf8[..Encoding.UTF8.GetBytes(name, utf8)]);
    }

    /// <summary>The number of a reference given as UTF-8, or -1 when nobody has used it.</summary>
    public int Find(ReadOnlySpan<byte> utf8) => (int)(slots[Slot(utf8, Hash(utf8))] & Low) - 1;

    /// <summary>The numbers in the order of their references, character by character; null when they are in that order already.</summary>
    public static int[]? Order(References references)
    {
        var sorted = true;
        for (var i = 1; i < references.Count && sorted; i++) sorted = references.Utf8(i - 1).SequenceCompareTo(references.Utf8(i)) <= 0;
        if (sorted) return null;
        var order = new int[references.Count];
        for (var i = 0; i < order.Length; i++) order[i] = i;
        Array.Sort(order, (a, b) => references.Utf8(a).SequenceCompareTo(references.Utf8(b)));
        return order;
    }

    /// <summary>The slot that holds the reference, or the empty one where it belongs.</summary>
    private int Slot(ReadOnlySpan<byte> utf8, ulong hash)
    {
        var mask = slots.Length - 1;
        for (var slot = (int)(hash & (ulong)mask); ; slot = (slot + 1) & mask)
        {
            var found = slots[slot];
            if (found == 0) return slot;
            if ((found ^ hash) >> 32 == 0 && Utf8((int)(found & Low) - 1).SequenceEqual(utf8)) return slot;
        }
    }

    private void Grow()
    {
        slots = new ulong[slots.Length * 2];
        var mask = slots.Length - 1;
        for (var number = 0; number < Count; number++)
        {
            var hash = Hash(Utf8(number));
            var slot = (int)(hash & (ulong)mask);
            while (slots[slot] != 0) slot = (slot + 1) & mask;
            slots[slot] = (hash & ~Low) | (uint)(number + 1);
        }
    }

    private static ulong Hash(ReadOnlySpan<byte> s)
    {
        var hash = Seed ^ (ulong)s.Length;
        if (s.Length >= 8)
        {
            var last = BinaryPrimitives.ReadUInt64LittleEndian(s[^8..]);
            for (; s.Length > 8; s = s[8..]) hash = Mix(hash ^ MemoryMarshal.Read<ulong>(s));
            return Mix(hash ^ last);
        }
        if (s.Length >= 4) return Mix(hash ^ (MemoryMarshal.Read<uint>(s) | ((ulong)MemoryMarshal.Read<uint>(s[^4..]) << 32)));
        return s.IsEmpty ? Mix(hash) : Mix(hash ^ (s[0] | ((ulong)s[s.Length >> 1] << 8) | ((ulong)s[^1] << 16)));
    }

    private static ulong Mix(ulong x)
    {
        var high = Math.BigMul(x, 0x9E3779B97F4A7C15, out var low);
        return high ^ low;
    }
}
