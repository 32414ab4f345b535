using Cairn.Web.Frame;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.People;

/// <summary>What the person agreed to share, with whom and until when; what is shared on another basis; and who sees what today.</summary>
public sealed class ConsentModel(Opening opening, Accounts accounts) : CairnPage
{
    public ConsentView View { get; private set; } = new("", "");

    public async Task<IActionResult> OnGetAsync(string token)
    {
        if (await opening.One(Viewer, "care", "consent", token, record => ConsentView.Of(record, Viewer.Id, accounts.NameOf)) is not { Token.Length: > 0 } view) return NotFound();
        View = view;
        return Page();
    }
}
