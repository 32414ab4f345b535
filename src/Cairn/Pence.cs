using System.Globalization;

namespace Cairn;

/// <summary>Pence as text. Amounts are whole pence in a <see cref="long"/> everywhere; this reads and writes them in UK form.</summary>
public static class Pence
{
    /// <summary>£8,333.34, -£3.00: always two decimals, commas, and the minus sign before the pound.</summary>
    public static string Text(long pence)
    {
        var pounds = Math.Abs((decimal)pence) / 100m;
        return (pence < 0 ? "-£" : "£") + pounds.ToString("#,##0.00", CultureInfo.InvariantCulture);
    }

    /// <summary>Reads "£8,333.34", "8333.34", "£100,000", "-£3" or "25p". More than two decimals, or commas in the wrong place, are refused.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out long pence)
    {
        pence = 0;
        text = text.Trim();
        var minus = text.StartsWith("-");
        if (minus) text = text[1..];
        if (text.EndsWith("p") && text.Length > 1)
        {
            if (!long.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out pence)) return false;
            pence = minus ? -pence : pence;
            return true;
        }
        if (text.StartsWith("£")) text = text[1..];
        var dot = text.IndexOf('.');
        var whole = dot < 0 ? text : text[..dot];
        if (dot >= 0 && text.Length - dot - 1 is not (1 or 2)) return false;
        if (whole.IsEmpty || !CommasFit(whole)) return false;
        Span<char> plain = stackalloc char[whole.Length];
        var length = 0;
        foreach (var c in whole) if (c != ',') plain[length++] = c;
        if (length > 15 || !long.TryParse(plain[..length], NumberStyles.None, CultureInfo.InvariantCulture, out var pounds)) return false;
        var rest = 0;
        if (dot >= 0)
        {
            if (!int.TryParse(text[(dot + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out rest)) return false;
            if (text.Length - dot == 2) rest *= 10;
        }
        pence = pounds * 100 + rest;
        if (minus) pence = -pence;
        return true;
    }

    private static bool CommasFit(ReadOnlySpan<char> whole)
    {
        if (!whole.Contains(',')) return true;
        var groups = 0;
        foreach (var range in whole.Split(','))
        {
            var length = whole[range].Length;
            if (groups++ == 0 ? length is < 1 or > 3 : length != 3) return false;
        }
        return true;
    }
}
