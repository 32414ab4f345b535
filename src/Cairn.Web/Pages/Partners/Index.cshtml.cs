using Cairn.Desk;
using Cairn.Record;
using Cairn.Web.Frame;

namespace Cairn.Web.Pages.Partners;

/// <summary>Who belongs to the partnership, what they are and since when.</summary>
public sealed class IndexModel(Partnership partnership) : CairnPage
{
    public IReadOnlyList<(string Name, string Type, string Since)> Partners { get; private set; } = [];

    public void OnGet() => Partners = partnership.Read(read => Of(read.Facts, read.Today));

    private static List<(string, string, string)> Of(Facts facts, int on) =>
        [.. Said.Of(facts, "organisation").Where(o => o.Covers(on)).Select(o => (o.Subject, o.Title("type"), Day.Long(o.From))).OrderBy(p => p.Subject, StringComparer.Ordinal)];
}
