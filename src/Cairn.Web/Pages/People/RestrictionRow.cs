using Cairn.Desk;
using Cairn.Record;

namespace Cairn.Web.Pages.People;

/// <summary>
/// One restriction as pages list it, with the places in the log of its facts: those that name who alone may see the record are one restriction
/// together, since one name fewer would be one more who sees nothing.
/// </summary>
public sealed record RestrictionRow(IReadOnlyList<long> Positions, string What, string When, string By)
{
    /// <summary>Why, in the words of whoever recorded it; fetched apart, as it is sealed.</summary>
    public string Why { get; init; } = "";

    /// <summary>Those that run, where the viewer sees such facts to keep somebody safe; otherwise only those that they recorded themselves.</summary>
    public static IReadOnlyList<RestrictionRow> Of(OpenRecord record, string viewer, Func<string, string> nameOf)
    {
        var read = record.Read;
        var seesAll = read.Access.May(viewer, "safeguard", "safeguarding", record.Token).IsYes;
        var shown = Said.Of(read.Facts, "restriction", record.Token).Where(r => r.To >= read.Today && (seesAll || read.State.RecordedBy(r.Position) == viewer));
        return [.. shown.GroupBy(r => r.Code("type") == "named" ? "named" : $"{r.Position}", StringComparer.Ordinal).Select(g => new RestrictionRow([.. g.Select(r => r.Position + 1L)], Told(g, nameOf), Days(g), By(g)))];

        string By(IEnumerable<Said> of) => string.Join(", ", of.Select(r => read.State.RecordedBy(r.Position) is { } by ? nameOf(by) : "").Where(n => n.Length > 0).Distinct(StringComparer.Ordinal));
    }

    private static string Told(IEnumerable<Said> of, Func<string, string> nameOf)
    {
        var first = of.First();
        return first.Code("type") switch
        {
            "named" => $"Only these may see the record: {string.Join(", ", of.Select(r => r.Name("only-member") is { } only ? nameOf(only) : "nobody named"))}",
            "partner" when first.Name("from-partner") is { } from => $"Hidden from {nameOf(from)}",
            "address" => "The address is seen only by those who work with them",
            "hold" => "Held while a dispute is settled: not used for checking, paying or evaluation",
            _ => "Only those who work with them know that they are here",
        };
    }

    private static string Days(IEnumerable<Said> of)
    {
        var (first, last) = (of.Min(r => r.From), of.Max(r => r.To));
        return last == Day.Never ? $"Since {Day.Long(first)}" : $"{Day.Long(first)} to {Day.Long(last)}";
    }
}
