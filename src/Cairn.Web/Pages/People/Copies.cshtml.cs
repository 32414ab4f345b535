using Cairn.Desk;
using Cairn.Web.Frame;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.People;

/// <summary>The copies that people asked for and that have entries to look through first, to whoever does that. Nobody is named here.</summary>
public sealed class CopiesModel(Opening opening) : CairnPage
{
    public IReadOnlyList<CopyWanted> Rows { get; private set; } = [];

    private sealed record Listed(IReadOnlyList<CopyWanted> Rows);

    public async Task<IActionResult> OnGetAsync()
    {
        var found = await opening.ByRight<Listed>(Viewer, Right.ReviewCopies, "copies", read => CopyWanted.Of(read).Where(c => c.Entries.Count > 0).ToList() is var rows ? (new Listed(rows), [.. rows.Select(r => r.Person)]) : null);
        if (found is null) return NotFound();
        Rows = found.Rows;
        return Page();
    }
}
