using System.Text;

namespace Cairn.Store;

/// <summary>
/// Names as they are searched: small letters without accents, apostrophes dropped, other signs as spaces. By a table of our own, since
/// nothing here rests on a culture; letters it does not know stay as they are.
/// </summary>
internal static class Spelling
{
    private const string Accented = "àáâãäåāăąçćĉċčďđèéêëēĕėęěĝğġģĥħìíîïĩīĭįıĵķĺļľŀłñńņňòóôõöøōŏőŕŗřśŝşšșţťŧțùúûüũūŭůűųŵýÿŷźżžð";
    private const string Bare = "aaaaaaaaacccccddeeeeeeeeegggghhiiiiiiiiijklllllnnnnooooooooorrrsssssttttuuuuuuuuuuwyyyzzzd";

    private static readonly Dictionary<char, char> Without = Accented.Zip(Bare).ToDictionary(p => p.First, p => p.Second);

    public static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            var small = char.ToLowerInvariant(c);
            // A combining accent stands by itself after its letter.
            if (small is '\'' or '’' or '‘' or 'ʼ' or '`' or (>= '\u0300' and <= '\u036F')) continue;
            if (Without.TryGetValue(small, out var bare)) plain.Append(bare);
            else if (small is 'ß') plain.Append("ss");
            else if (small is 'æ') plain.Append("ae");
            else if (small is 'œ') plain.Append("oe");
            else if (small is 'þ') plain.Append("th");
            else plain.Append(char.IsLetterOrDigit(small) || char.IsSurrogate(small) ? small : ' ');
        }
        return plain.ToString();
    }

    /// <summary>The words of a name, each once.</summary>
    public static List<string> Words(string text) => [.. Plain(text).Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal)];
}
