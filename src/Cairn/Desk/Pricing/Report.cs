using Cairn.Pictures;

namespace Cairn.Desk.Pricing;

/// <summary>A table with its heads; the first column names the row. Its own name is that of its file.</summary>
public sealed record ReportTable(string Name, string Caption, IReadOnlyList<string> Heads, IReadOnlyList<IReadOnlyList<string>> Rows);

/// <summary>One part of a report: what it says, the table behind it, and a picture where one says it sooner.</summary>
public sealed record ReportPart(string Title, IReadOnlyList<string> Says, ReportTable? Table = null, Func<StripLayout, string, string>? Draw = null);

/// <summary>A report in parts, as the page, paper and the command line show it alike.</summary>
public sealed record Report(string Title, IReadOnlyList<ReportPart> Parts)
{
    /// <summary>What was cut short, where the work was stopped before its end; null where all of it was done. It stands before the parts, and at the end of each table's file.</summary>
    public string? CutShort { get; init; }
}
