using Cairn.Web.Frame;
using Cairn.Web.Pages.People;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.Mine;

/// <summary>One's own plan: what comes next, who helps, what one wants and who does what for it, and the way so far.</summary>
public sealed class PlanModel(Partnership partnership, Opening opening, Accounts accounts) : CairnPage
{
    public PersonView View { get; private set; } = new("", "");

    /// <summary>Goals and actions; null where nothing is recorded of them at all.</summary>
    public PlanView? Plan { get; private set; }

    private sealed record Found(PersonView View, PlanSeen? Plan);

    public string NameOf(string member) => accounts.NameOf(member);

    public async Task<IActionResult> OnGetAsync()
    {
        if (await opening.One(Viewer, "care", "my-plan", Viewer.Id, record => new Found(PersonView.Of(record, Viewer.Id, accounts.NameOf), PlanSeen.Of(record, Viewer.Id))) is not { } found) return NotFound();
        (View, Plan) = (found.View, found.Plan is { } seen ? PlanView.Of(seen, partnership, Viewer, accounts.NameOf) : null);
        return Page();
    }
}
