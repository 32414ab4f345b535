namespace Cairn.Cli;

/// <summary>A table in plain text. A heading that begins with <c>&gt;</c> sets its column to the right.</summary>
internal sealed class TextTable(params string[] headings)
{
    private readonly List<string[]> rows = [];

    public bool Any => rows.Count > 0;

    public void Add(params string[] cells) => rows.Add(cells);

    public void Write(TextWriter to)
    {
        var right = headings.Select(h => h.StartsWith('>')).ToArray();
        var names = headings.Select(h => h.TrimStart('>')).ToArray();
        var widths = names.Select((n, i) => Math.Max(n.Length, rows.Select(r => r[i].Length).DefaultIfEmpty(0).Max())).ToArray();
        string Line(string[] cells) => string.Join("  ", cells.Select((c, i) => right[i] ? c.PadLeft(widths[i]) : c.PadRight(widths[i]))).TrimEnd();
        to.WriteLine(Line(names));
        to.WriteLine(string.Join("  ", widths.Select(w => new string('-', w))));
        foreach (var row in rows) to.WriteLine(Line(row));
    }
}
