using System.CommandLine;
using System.Net;
using System.Text;
using Cairn.Desk.Pricing;
using Cairn.Pictures;

namespace Cairn.Cli;

/// <summary>Writes a report as a page that prints, and each of its tables as a CSV; and as text, to be read where it is asked for.</summary>
internal static class ReportFiles
{
    private const string Style = """
        body { font: 16px/1.45 Arial, Helvetica, "Liberation Sans", sans-serif; color: #0b0c0c; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
        h1 { font-size: 1.9rem } h2 { font-size: 1.3rem; margin-top: 2.2rem; break-after: avoid }
        table { border-collapse: collapse; width: 100%; font-size: .9rem; margin: 1rem 0 } caption { text-align: left; font-weight: bold; padding: .3rem 0 }
        th, td { border-bottom: 1px solid #b1b4b6; padding: .35rem .5rem .35rem 0; text-align: left; vertical-align: top } tbody th { font-weight: normal }
        svg { max-width: 100%; height: auto; break-inside: avoid } .narrow { display: none } .table { overflow-x: auto } tr { break-inside: avoid }
        @media (max-width: 40rem) { .wide { display: none } .narrow { display: block } } @media print { body { margin: 0; max-width: none; font-size: 11pt } .table { overflow: visible } }
        """;

    /// <summary>The option that names the folder.</summary>
    public static Option<string?> Into() => new("--out") { Description = "A folder for the report as a page that prints, and its tables as CSV." };

    /// <summary>Prints the report, and writes its files where a folder is named.</summary>
    public static void Tell(Report report, string? into)
    {
        Text(report, Console.Out);
        if (into is null) return;
        Write(report, into);
        Console.WriteLine($"\nThe report is {Path.Combine(into, "report.html")}, and its tables are beside it.");
    }

    /// <summary>Puts <c>report.html</c> and the tables into a folder, which is made.</summary>
    public static void Write(Report report, string folder)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "report.html"), Html(report));
        foreach (var (name, content) in ReportCsv.Files(report)) File.WriteAllBytes(Path.Combine(folder, name), content);
    }

    private static string Html(Report report)
    {
        static string E(string text) => WebUtility.HtmlEncode(text);
        var html = new StringBuilder($"<!DOCTYPE html>\n<html lang=\"en-GB\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{E(report.Title)}</title>\n<style>\n{Style}\n</style></head>\n<body><main>\n<h1>{E(report.Title)}</h1>\n");
        if (report.CutShort is { } cut) html.Append($"<p><strong>{E(cut)}</strong></p>\n");
        foreach (var (part, number) in report.Parts.Select((p, i) => (p, i)))
        {
            html.Append($"<h2>{E(part.Title)}</h2>\n");
            foreach (var says in part.Says) html.Append($"<p>{E(says)}</p>\n");
            if (part.Draw is { } draw) html.Append($"<div class=\"wide\">{draw(StripLayout.Wide, $"wide-{number}")}</div><div class=\"narrow\">{draw(StripLayout.Narrow, $"narrow-{number}")}</div>\n");
            if (part.Table is not { } table) continue;
            html.Append($"<div class=\"table\"><table><caption>{E(table.Caption)}</caption><thead><tr>{string.Concat(table.Heads.Select(h => $"<th scope=\"col\">{E(h)}</th>"))}</tr></thead><tbody>\n");
            foreach (var row in table.Rows) html.Append($"<tr><th scope=\"row\">{E(row[0])}</th>{string.Concat(row.Skip(1).Select(c => $"<td>{E(c)}</td>"))}</tr>\n");
            html.Append("</tbody></table></div>\n");
        }
        return html.Append("</main></body></html>\n").ToString();
    }

    /// <summary>What the parts say, and their tables in columns; the last column of a wide table is left to the page.</summary>
    public static void Text(Report report, TextWriter o)
    {
        o.WriteLine(report.Title);
        if (report.CutShort is { } cut) o.WriteLine($"\n{cut}");
        foreach (var part in report.Parts)
        {
            o.WriteLine($"\n{part.Title}");
            foreach (var says in part.Says) o.WriteLine($"  {says}");
            if (part.Table is not { } table) continue;
            var shown = Math.Min(table.Heads.Count, table.Heads.Count > 4 && table.Heads[^1].StartsWith("Where", StringComparison.Ordinal) ? table.Heads.Count - 1 : table.Heads.Count);
            var rows = table.Rows.Prepend(table.Heads).Select(r => r.Take(shown).ToList()).ToList();
            var widths = Enumerable.Range(0, shown).Select(c => rows.Max(r => r[c].Length)).ToList();
            foreach (var row in rows) o.WriteLine("  " + string.Join("  ", row.Select((cell, c) => c == 0 ? cell.PadRight(widths[c]) : cell.PadLeft(widths[c]))).TrimEnd());
        }
    }
}
