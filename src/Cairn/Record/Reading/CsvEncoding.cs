using System.Text;

namespace Cairn.Record;

/// <summary>Recognises files that are no UTF-8 or are not separated as expected, so that the refusal can say what they are.</summary>
internal static class CsvEncoding
{
    /// <summary>Why these first bytes of a file cannot be read as UTF-8 text at all, or null.</summary>
    public static string? Refusal(ReadOnlySpan<byte> start)
    {
        var sixteen = start.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || start.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]);
        if (!sixteen && start.Length >= 4) sixteen = (start[0] == 0) != (start[1] == 0) && (start[2] == 0) == (start[0] == 0) && (start[3] == 0) == (start[1] == 0);
        if (sixteen) return "The file is in UTF-16 ('Unicode text'); save it as 'CSV UTF-8'.";
        return start.StartsWith("PK\x03\x04"u8) ? "This is an Excel workbook or a zip file, not a CSV; save the sheet as 'CSV UTF-8'." : null;
    }

    /// <summary>What a header of one column seems to be separated by, or null.</summary>
    public static string? OtherDelimiter(string header) =>
        header.Contains(';', StringComparison.Ordinal) ? "semicolons" : header.Contains('\t', StringComparison.Ordinal) ? "tabs" : header.Contains('|', StringComparison.Ordinal) ? "upright bars" : null;

    /// <summary>The whole of a file in Windows-1252 as UTF-8.</summary>
    public static Stream FromWindows1252(Stream file) =>
        Encoding.CreateTranscodingStream(file, CodePagesEncodingProvider.Instance.GetEncoding(1252)!, Encoding.UTF8, leaveOpen: true);
}
