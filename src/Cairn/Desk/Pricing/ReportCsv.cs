using System.IO.Compression;
using System.Text;

namespace Cairn.Desk.Pricing;

/// <summary>The tables of a report as CSV: UTF-8 with the mark that spreadsheets want, so that they read a pound sign. Where the work was cut short, the last row says so.</summary>
public static class ReportCsv
{
    /// <summary>One day for all, so that the same tables make the same bytes; no earlier one can be said in a zip.</summary>
    private static readonly DateTimeOffset First = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Each table by the name of its file.</summary>
    public static IEnumerable<(string Name, byte[] Content)> Files(Report report) =>
        report.Parts.Select(p => p.Table).OfType<ReportTable>().Select(t => ($"{t.Name}.csv", (byte[])[.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Text(t, report.CutShort))]));

    /// <summary>All of them in one zip.</summary>
    public static byte[] Zip(Report report)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, content) in Files(report))
            {
                var entry = zip.CreateEntry(name);
                entry.LastWriteTime = First;
                using var file = entry.Open();
                file.Write(content);
            }
        return bytes.ToArray();
    }

    private static string Text(ReportTable table, string? cutShort)
    {
        var rows = table.Rows.Prepend(table.Heads);
        if (cutShort is not null) rows = rows.Append([cutShort, .. Enumerable.Repeat("", table.Heads.Count - 1)]);
        return string.Concat(rows.Select(r => string.Join(',', r.Select(CsvCell.Of)) + "\r\n"));
    }
}
