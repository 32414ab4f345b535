using System.Globalization;
using System.Text;

namespace Cairn.Web.Frame;

/// <summary>
/// A table as CSV to download: UTF-8 with a mark that spreadsheets want, lines ended as they want them. Amounts are written in pounds with a point;
/// words that a spreadsheet would take for a formula begin with an apostrophe.
/// </summary>
public sealed class CsvTable(params string[] header)
{
    private readonly StringBuilder text = new(string.Join(',', header) + "\r\n");

    /// <summary>Adds a row: words as they are, whole numbers and days, and pence as <see cref="Pounds"/>.</summary>
    public CsvTable Add(params ReadOnlySpan<object?> cells)
    {
        for (var i = 0; i < cells.Length; i++)
        {
            if (i > 0) text.Append(',');
            text.Append(cells[i] switch { Pounds p => p.ToString(), int n => n.ToString(CultureInfo.InvariantCulture), var words => CsvCell.Of(words?.ToString() ?? "") });
        }
        text.Append("\r\n");
        return this;
    }

    public byte[] ToBytes() => [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text.ToString())];
}

/// <summary>Pence, as a file of figures writes them: -1234.50.</summary>
public readonly record struct Pounds(long Pence)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(Pence < 0 ? "-" : "")}{Math.Abs(Pence) / 100}.{Math.Abs(Pence) % 100:00}");
}
