using System.Text;

namespace Cairn.Desk;

/// <summary>
/// Whether two names may be one person's: spelt nearly alike, or sounding alike. It only proposes; somebody compares the records. Letters are taken
/// as they are given, so the caller makes them small and plain.
/// </summary>
public static class Alike
{
    /// <summary>Both names alike; a name that is not known is like none.</summary>
    public static bool Names(string given, string family, string otherGiven, string otherFamily) => Name(family, otherFamily) && (Name(given, otherGiven) || given.Length > 0 && otherGiven.Length > 0 && (given.StartsWith(otherGiven, StringComparison.OrdinalIgnoreCase) || otherGiven.StartsWith(given, StringComparison.OrdinalIgnoreCase)));

    /// <summary>Spelt with at most one letter in five different, or the same by sound.</summary>
    public static bool Name(string one, string other)
    {
        if (one.Length == 0 || other.Length == 0) return false;
        return Distance(one.ToUpperInvariant(), other.ToUpperInvariant()) <= Math.Max(one.Length, other.Length) / 5 || Sound(one) == Sound(other);
    }

    /// <summary>How a name sounds in English, roughly: its first letter and the groups of its consonants (Soundex), with PH as F and silent beginnings dropped.</summary>
    public static string Sound(string name)
    {
        var letters = string.Concat(name.ToUpperInvariant().Where(c => c is >= 'A' and <= 'Z')).Replace("PH", "F", StringComparison.Ordinal).Replace("GH", "H", StringComparison.Ordinal);
        if (letters.StartsWith("KN", StringComparison.Ordinal) || letters.StartsWith("WR", StringComparison.Ordinal)) letters = letters[1..];
        if (letters.Length == 0) return name.ToUpperInvariant();
        var sound = new StringBuilder().Append(letters[0]);
        var last = Group(letters[0]);
        foreach (var letter in letters.Skip(1))
        {
            var group = Group(letter);
            if (group != '0' && group != last) sound.Append(group);
            if (letter is not ('H' or 'W')) last = group;
        }
        return sound.ToString();
    }

    private static char Group(char letter) => letter switch
    {
        'B' or 'F' or 'P' or 'V' => '1',
        'C' or 'G' or 'J' or 'K' or 'Q' or 'S' or 'X' or 'Z' => '2',
        'D' or 'T' => '3',
        'L' => '4',
        'M' or 'N' => '5',
        'R' => '6',
        _ => '0',
    };

    /// <summary>How many letters must be put in, taken out or changed.</summary>
    private static int Distance(string one, string other)
    {
        var row = Enumerable.Range(0, other.Length + 1).ToArray();
        for (var i = 1; i <= one.Length; i++)
        {
            var before = row[0];
            row[0] = i;
            for (var j = 1; j <= other.Length; j++)
                (before, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, before + (one[i - 1] == other[j - 1] ? 0 : 1)));
        }
        return row[other.Length];
    }
}
