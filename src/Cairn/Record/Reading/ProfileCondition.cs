using System.Globalization;

namespace Cairn.Record;

/// <summary>A condition on columns of a row; all of it must hold.</summary>
internal sealed class ProfileCondition(IReadOnlyList<(string Column, Func<string, bool> Fits)> parts)
{
    public string Column => parts[0].Column;

    public bool Holds(ProfileRow row)
    {
        foreach (var (column, fits) in parts) if (!fits(row[column])) return false;
        return true;
    }

    /// <summary>
    /// What a column's text must be: a text, one of several, <c>not</c> one of them, <c>given</c>, <c>empty</c>, or a number
    /// <c>90 or more</c>, <c>over 90</c>, <c>under 90</c>, <c>up to 90</c>.
    /// </summary>
    public static Func<string, bool> Fits(IReadOnlyList<string> words)
    {
        if (words.Count > 1) return text => words.Contains(text);
        var word = words.Count == 0 ? "" : words[0];
        if (word == "given") return text => text.Length > 0;
        if (word is "empty" or "") return text => text.Length == 0;
        if (word.StartsWith("not ", StringComparison.Ordinal))
        {
            var barred = word[4..].Trim('[', ']', ' ').Split(',', StringSplitOptions.TrimEntries);
            return text => !barred.Contains(text);
        }
        if (Number(word, "", " or more") is { } least) return text => Number(text) >= least;
        if (Number(word, "over ", "") is { } above) return text => Number(text) > above;
        if (Number(word, "under ", "") is { } below) return text => Number(text) < below;
        if (Number(word, "up to ", "") is { } most) return text => Number(text) <= most;
        return text => text == word;
    }

    private static decimal? Number(string word, string before, string after) =>
        before.Length + after.Length > 0 && word.StartsWith(before, StringComparison.Ordinal) && word.EndsWith(after, StringComparison.Ordinal) && word.Length > before.Length + after.Length
            ? Number(word[before.Length..^after.Length]) : null;

    private static decimal? Number(string text) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;
}
