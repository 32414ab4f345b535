using Cairn.Record;
using Cairn.Web.Frame;

namespace Cairn.Web.Pages.Partners;

/// <summary>Who belongs to the partnership, what they are and since when.</summary>
public sealed class IndexModel(Partnership partnership) : CairnPage
{
    public IReadOnlyList<(string Name, string Type, string Since)> Partners { get; private set; } = [];

    public void OnGet() => Partners = partnership.Read(read => Of(read.Facts, read.Today));

    private static List<(string, string, string)> Of(Facts facts, int on)
    {
        var found = new List<(string, string, string)>();
        if (facts.Vocabulary.Find("organisation") is not { } kind || facts.Index.Table(kind) is not { } table) return found;
        var type = kind.Find("type")!;
        for (var partner = 0; partner + 1 < table.Start.Length; partner++)
            for (var r = table.Start[partner]; r < table.Start[partner + 1]; r++)
                if (table.Rows[r].KnownAt(on) && table.Rows[r].From <= on && table.Rows[r].To >= on)
                    found.Add((facts.Of(About.Partner)[partner], table.Detail(r, type.Slot) is >= 0 and var code ? type.List!.Codes[code].Title : "", Day.Long(table.Rows[r].From)));
        return [.. found.OrderBy(p => p.Item1, StringComparer.Ordinal)];
    }
}
