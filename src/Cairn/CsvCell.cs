using System.Buffers;

namespace Cairn;

/// <summary>A cell of a file that somebody opens in a spreadsheet.</summary>
public static class CsvCell
{
    private static readonly SearchValues<char> OfNumbers = SearchValues.Create("£0123456789,.%");

    /// <summary>In quotes where it must be. What a spreadsheet would take for a formula begins with an apostrophe; a number or an amount below nothing is none.</summary>
    public static string Of(string text)
    {
        if (text is ['=' or '+' or '@' or '\t' or '\r', ..] || (text is ['-', .. var rest] && rest.AsSpan().IndexOfAnyExcept(OfNumbers) >= 0)) text = "'" + text;
        return text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
