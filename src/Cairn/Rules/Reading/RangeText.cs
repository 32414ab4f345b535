using Cairn.Record;

namespace Cairn.Rules;

/// <summary>Ranges as a contract writes them: "16 or more", "8 to under 16", "up to £50". Both ends of the answer count.</summary>
internal static class RangeText
{
    /// <summary>Reads a range in steps of 1, given how to read one bound; false when a bound or the wording does not read.</summary>
    public static bool TryRead(string text, Func<string, long?> bound, out long min, out long max)
    {
        min = long.MinValue;
        max = long.MaxValue;
        text = text.Trim();
        long? value;
        if (Ends(text, out var rest, " or more", " or higher", " or later", " or over"))
        {
            if ((value = bound(rest)) is null) return false;
            min = value.Value;
            return true;
        }
        if (Ends(text, out rest, " or less", " or fewer", " or lower", " or earlier", " or under") || Starts(text, out rest, "up to ", "at most "))
        {
            if ((value = bound(rest)) is null) return false;
            max = value.Value;
            return true;
        }
        if (Starts(text, out rest, "at least "))
        {
            if ((value = bound(rest)) is null) return false;
            min = value.Value;
            return true;
        }
        if (Starts(text, out rest, "over ", "more than "))
        {
            if ((value = bound(rest)) is null) return false;
            min = value.Value + 1;
            return true;
        }
        if (Starts(text, out rest, "under ", "less than ", "fewer than "))
        {
            if ((value = bound(rest)) is null) return false;
            max = value.Value - 1;
            return true;
        }
        var to = text.IndexOf(" to ", StringComparison.Ordinal);
        if (to > 0)
        {
            var upper = text[(to + 4)..];
            var open = Starts(upper, out rest, "under ");
            var low = bound(text[..to]);
            var high = bound(rest);
            if (low is null || high is null) return false;
            min = low.Value;
            max = open ? high.Value - 1 : high.Value;
            return true;
        }
        if ((value = bound(text)) is null) return false;
        min = max = value.Value;
        return true;
    }

    /// <summary>What is left of "or more days" when the words of a range are taken away: "days".</summary>
    public static string WithoutWords(string text) =>
        Starts(text, out var rest, "or more ", "or less ", "or fewer ", "or over ", "or under ", "or higher ", "or lower ") ? rest : text;

    private static bool Ends(string text, out string rest, params string[] words)
    {
        foreach (var word in words)
        {
            if (!text.EndsWith(word, StringComparison.Ordinal)) continue;
            rest = text[..^word.Length];
            return true;
        }
        rest = text;
        return false;
    }

    private static bool Starts(string text, out string rest, params string[] words)
    {
        foreach (var word in words)
        {
            if (!text.StartsWith(word, StringComparison.Ordinal)) continue;
            rest = text[word.Length..];
            return true;
        }
        rest = text;
        return false;
    }
}
