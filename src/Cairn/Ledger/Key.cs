namespace Cairn.Ledger;

internal static class Key
{
    /// <summary>The export shows what is held on an account as a part of it by this name.</summary>
    public const string HeldPart = ":held";

    private const int Longest = 200;

    /// <summary>So narrow that a key needs no quoting in a journal, a file name or a page's address.</summary>
    public static bool IsGood(string? key)
    {
        if (string.IsNullOrEmpty(key) || key.Length > Longest) return false;
        var before = ':';
        foreach (var c in key)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_' or '.' or '/' or ':')) return false;
            if (c == ':' && before == ':') return false;
            before = c;
        }

        return before != ':';
    }

    public static bool IsGoodForAccount(string? key) => IsGood(key) && !key!.EndsWith(HeldPart, StringComparison.Ordinal);

    public static bool IsOneLine(string? narrative)
    {
        if (narrative is null || narrative.Length > Longest) return false;
        foreach (var c in narrative)
            if (char.IsControl(c) || c is '\u2028' or '\u2029') return false;
        return true;
    }
}

internal static class Day
{
    /// <summary>31 March 2026.</summary>
    public static string Long(DateOnly on) => on.ToString("d MMMM yyyy", System.Globalization.CultureInfo.InvariantCulture);
}
