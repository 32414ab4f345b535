using Cairn.Web.Frame;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.Conferences;

/// <summary>One conference: when, where, who is asked, the papers as this reader may see them, and what came of it.</summary>
public sealed class ConferenceModel(Partnership partnership, Opening opening, Accounts accounts) : CairnPage
{
    public ConferenceView View { get; private set; } = null!;

    public string NameOf(string member) => accounts.NameOf(member);

    public async Task<IActionResult> OnGetAsync(long position)
    {
        if (await ConferenceView.Open(partnership, opening, accounts, Viewer, position) is not { } view) return NotFound();
        View = view;
        return Page();
    }
}
