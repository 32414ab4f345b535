using System.Globalization;
using System.Text;

namespace Cairn.Record;

/// <summary>
/// The ids of facts by position, and back. While they are whole numbers that only rise, as most systems write them, they
/// take four bytes a fact and no table: a rising number cannot stand twice. The first that is anything else moves all to a table.
/// </summary>
internal sealed class FactIds
{
    private const int NoneYet = int.MinValue;

    /// <summary>By position: the number; for a fact without an id the complement of the last number before it.</summary>
    private int[] numbers = new int[16];
    private int count;
    private References? table;

    /// <summary>Where a table is used: position by the id's number, and the id's number + 1 by position.</summary>
    private int[] positions = [];

    /// <summary>The text by which a fact is called, or null where it has no id.</summary>
    public string? Text(int position)
    {
        if (position >= count) return null;
        if (table is null) return numbers[position] >= 0 ? numbers[position].ToString(CultureInfo.InvariantCulture) : null;
        return numbers[position] > 0 ? table[numbers[position] - 1] : null;
    }

    public int Find(string id) => Find(Encoding.UTF8.GetBytes(id));

    /// <summary>The position of the fact last given this id, or -1.</summary>
    public int Find(ReadOnlySpan<byte> id)
    {
        if (table is not null) return table.Find(id) is >= 0 and var at ? positions[at] : -1;
        if (!TryNumber(id, out var number) || count == 0) return -1;
        var guess = number - (numbers[0] >= 0 ? numbers[0] : 0);
        if (guess >= 0 && guess < count && numbers[guess] == number) return guess;
        int low = 0, high = count;
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (Value(numbers[middle]) < number) low = middle + 1;
            else high = middle;
        }
        return low < count && numbers[low] == number ? low : -1;
    }

    public void Set(int position, string id) => Set(position, Encoding.UTF8.GetBytes(id));

    /// <summary>Names a fact; false when another has the name already, which this one now takes over.</summary>
    public bool Set(int position, ReadOnlySpan<byte> id)
    {
        if (table is null)
        {
            if (position >= count && TryNumber(id, out var number) && number > Last)
            {
                Append(position, number);
                return true;
            }
            UseTable();
        }
        Fill(position);
        var known = table!.Count;
        var at = table.Number(id);
        if (at >= positions.Length) Array.Resize(ref positions, Math.Max(16, positions.Length * 2));
        positions[at] = position;
        numbers[position] = at + 1;
        return table.Count > known;
    }

    /// <summary>Names the facts that follow from a position on, by rising numbers as <see cref="numbers"/> holds them; false when they do not rise.</summary>
    public bool TryAppend(int position, ReadOnlySpan<int> rising, int first, int last)
    {
        if (first < 0) return true;
        if (table is not null || position < count || first <= Last) return false;
        var before = Last;
        Fill(position);
        Room(position + rising.Length);
        rising.CopyTo(numbers.AsSpan(position));
        for (var i = 0; i < rising.Length && rising[i] < 0; i++) numbers[position + i] = before < 0 ? NoneYet : ~before;
        count = position + rising.Length;
        Last = last;
        return true;
    }

    /// <summary>Whole numbers from 0 to 999,999,999 without leading zeros: the ids that need no table.</summary>
    public static bool TryNumber(ReadOnlySpan<byte> id, out int number)
    {
        number = 0;
        if (id.Length is 0 or > 9 || (id[0] == '0' && id.Length > 1)) return false;
        foreach (var c in id)
        {
            var digit = c - '0';
            if (digit is < 0 or > 9) return false;
            number = number * 10 + digit;
        }
        return true;
    }

    /// <summary>Makes room for so many facts, so that naming them copies nothing.</summary>
    public void Reserve(int count) => Room(count);

    private int Last { get; set; } = -1;

    private static int Value(int stored) => stored >= 0 ? stored : stored == NoneYet ? -1 : ~stored;

    private void Append(int position, int number)
    {
        Fill(position);
        Room(position + 1);
        numbers[position] = number;
        count = position + 1;
        Last = number;
    }

    /// <summary>Makes the facts before a position nameless where they have no name yet; in a table, the position too.</summary>
    private void Fill(int position)
    {
        var upTo = table is null ? position : position + 1;
        Room(upTo);
        var nameless = table is not null ? 0 : Last < 0 ? NoneYet : ~Last;
        for (; count < upTo; count++) numbers[count] = nameless;
    }

    private void Room(int length)
    {
        if (length > numbers.Length) Array.Resize(ref numbers, Math.Max(length, numbers.Length * 2));
    }

    private void UseTable()
    {
        var ids = new References();
        positions = new int[Math.Max(16, count)];
        Span<byte> text = stackalloc byte[10];
        for (var i = 0; i < count; i++)
        {
            if (numbers[i] < 0)
            {
                numbers[i] = 0;
                continue;
            }
            numbers[i].TryFormat(text, out var length, provider: CultureInfo.InvariantCulture);
            var at = ids.Number(text[..length]);
            positions[at] = i;
            numbers[i] = at + 1;
        }
        table = ids;
    }
}
