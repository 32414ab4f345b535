using Cairn.Web.Frame;
using Cairn.Web.Pages.People;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.Mine;

/// <summary>One's own plan: what comes next, who helps, and the way so far.</summary>
public sealed class PlanModel(Opening opening, Accounts accounts) : CairnPage
{
    public PersonView View { get; private set; } = new("", "");

    public string NameOf(string member) => accounts.NameOf(member);

    public async Task<IActionResult> OnGetAsync()
    {
        if (await opening.One(Viewer, "care", "my-plan", Viewer.Id, record => PersonView.Of(record, Viewer.Id, accounts.NameOf)) is not { } view) return NotFound();
        View = view;
        return Page();
    }
}
