namespace Cairn;

/// <summary>
/// Money as people in the United Kingdom write it, to and from integer pence. The same on every machine, whatever its language settings.
/// </summary>
public static class Pence
{
    /// <summary>The most that one leg, or one account, may come to either way: a trillion pounds. Sums of legs then never overflow.</summary>
    public const long Most = 100_000_000_000_000;

    /// <summary>Always two figures of pence, commas at the thousands, the minus before the pound: <c>-£1,234.50</c>.</summary>
    public static string Format(long pence)
    {
        var (pounds, rest) = Size(pence);
        return Sign(pence) + "£" + Grouped(pounds) + "." + rest.ToString("00");
    }

    /// <summary>To the nearest pound, as on an axis or of what is forecast: <c>£100,000</c>. Under half a pound either way is <c>£0</c>.</summary>
    public static string Whole(double pence) => Math.Round(Math.Abs(pence) / 100) is var pounds && pence < 0 && pounds > 0 ? "-£" + Grouped((UInt128)pounds) : "£" + Grouped((UInt128)pounds);

    /// <summary>As said aloud: <c>£100,000</c> when the pounds are whole, <c>25p</c> under a pound, otherwise as <see cref="Format"/>. Nothing is <c>£0</c>.</summary>
    public static string Short(long pence)
    {
        var (pounds, rest) = Size(pence);
        return rest == 0 ? Sign(pence) + "£" + Grouped(pounds)
            : pounds == 0 ? Sign(pence) + rest.ToString() + "p"
            : Format(pence);
    }

    /// <summary>The pence that the text says, or null; use <c>TryParse</c> where somebody wants to know what was wrong.</summary>
    public static long? Parse(string? text) => TryParse(text, out var pence, out _) ? pence : null;

    /// <summary>
    /// Reads <c>£8,333.34</c>, <c>£100,000</c>, <c>£1000</c>, <c>25p</c>, <c>-£3.00</c>. The pound sign or the p is required, so that pounds
    /// are never taken for pence; pence after a point are two figures or none. When refused, <paramref name="why"/> is a sentence for whoever typed it.
    /// </summary>
    public static bool TryParse(string? text, out long pence, out string why)
    {
        pence = 0;
        var rest = text.AsSpan().Trim();
        if (rest.IsEmpty)
        {
            why = "There is no amount: write one such as £8,333.34 or 25p.";
            return false;
        }

        var minus = rest[0] is '-' or '\u2212';
        if (minus) rest = rest[1..];
        var read = rest.StartsWith('£') ? Pounds(rest[1..], out why)
            : rest.EndsWith('p') ? Digits(rest[..^1], out why)
            : Wrong($"'{text!.Trim()}' has no pound sign and no p: write £8,333.34 or 25p.", out why);
        if (read is not { } size) return false;
        if (size > Most)
        {
            why = $"'{text!.Trim()}' is more than {Short(Most)}, the most that is accepted.";
            return false;
        }

        pence = minus ? -size : size;
        return true;
    }

    /// <summary>The same without the sentence.</summary>
    public static bool TryParse(string? text, out long pence) => TryParse(text, out pence, out _);

    private static long? Pounds(ReadOnlySpan<char> text, out string why)
    {
        var point = text.IndexOf('.');
        if (point < 0) return Digits(text, out why) * 100;
        var after = text[(point + 1)..];
        if (after.Length != 2 || !char.IsAsciiDigit(after[0]) || !char.IsAsciiDigit(after[1]))
            return Wrong($"'.{after}' is not pence: write two figures after the point, or none.", out why);
        return Digits(text[..point], out why) * 100 + (after[0] - '0') * 10 + (after[1] - '0');
    }

    /// <summary>Whole figures, with every comma at a thousand or no comma at all. What is above the most stays just above it.</summary>
    private static long? Digits(ReadOnlySpan<char> text, out string why)
    {
        if (text.IsEmpty) return Wrong("There are no figures in the amount: write one such as £8,333.34 or 25p.", out why);
        var commas = text.Contains(',');
        long value = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var fromEnd = text.Length - 1 - i;
            var commaDue = commas && fromEnd % 4 == 3;
            if (commaDue ? i == 0 || text[i] != ',' : !char.IsAsciiDigit(text[i]))
                return Wrong($"'{text}' is not a number: write figures, with commas only at the thousands.", out why);
            if (text[i] == ',') continue;
            value = Math.Min(value * 10 + (text[i] - '0'), Most + 1);
        }

        why = "";
        return value;
    }

    private static long? Wrong(string sentence, out string why)
    {
        why = sentence;
        return null;
    }

    private static (UInt128 Pounds, int Pence) Size(long pence)
    {
        var size = (UInt128)Int128.Abs(pence);
        return (size / 100, (int)(size % 100));
    }

    private static string Sign(long pence) => pence < 0 ? "-" : "";

    private static string Grouped(UInt128 pounds) => ((ulong)pounds).ToString("#,0", System.Globalization.CultureInfo.InvariantCulture);
}
