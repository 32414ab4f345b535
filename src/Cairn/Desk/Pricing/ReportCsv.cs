using System.Text;

namespace Cairn.Desk.Pricing;

/// <summary>The tables of a report as CSV: UTF-8 with the mark that spreadsheets want, so that they read a pound sign. Where the work was cut short, the last row says so.</summary>
public static class ReportCsv
{
    /// <summary>Each table by the name of its file.</summary>
    public static IEnumerable<(string Name, byte[] Content)> Files(Report report) =>
        report.Parts.Select(p => p.Table).OfType<ReportTable>().Select(t => ($"{t.Name}.csv", (byte[])[.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Text(t, report.CutShort))]));

    private static string Text(ReportTable table, string? cutShort)
    {
        var rows = table.Rows.Prepend(table.Heads);
        if (cutShort is not null) rows = rows.Append([cutShort, .. Enumerable.Repeat("", table.Heads.Count - 1)]);
        return string.Concat(rows.Select(r => string.Join(',', r.Select(CsvCell.Of)) + "\r\n"));
    }
}
