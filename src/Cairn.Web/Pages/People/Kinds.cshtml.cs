using Cairn.Record;
using Cairn.Web.Frame;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.People;

/// <summary>What this viewer may record about this person, by category; each leads to its form. Actions are added on the plan, and only put right by the form.</summary>
public sealed class KindsModel(Opening opening) : CairnPage
{
    public string Name { get; private set; } = "";

    public string Token { get; private set; } = "";

    public IReadOnlyList<(string Category, IReadOnlyList<Kind> Kinds)> Groups { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string token)
    {
        var shown = await opening.One(Viewer, "care", "record", token, record => (object)(record.Name, Of(record, token)));
        if (shown is not ValueTuple<string, IReadOnlyList<(string, IReadOnlyList<Kind>)>> found || found.Item2.Count == 0) return NotFound();
        (Name, Groups) = found;
        Token = token;
        return Page();
    }

    private IReadOnlyList<(string, IReadOnlyList<Kind>)> Of(OpenRecord record, string token)
    {
        var words = record.Read.Facts.Vocabulary;
        var categories = words.Lists.First(l => l.Name == "categories");
        return [.. words.Kinds.Where(k => k.About is About.Person && !FactForm.HasOwnPages(k) && !FactForm.ShowsEffect(k) && k.Name != "goal-action" && record.Read.Access.MayRecord(Viewer.Id, k, token).IsYes).GroupBy(k => k.Category, StringComparer.Ordinal)
            .OrderBy(g => categories.Find(g.Key)).Select(g => (categories.Codes[categories.Find(g.Key)].Title, (IReadOnlyList<Kind>)[.. g]))];
    }
}
