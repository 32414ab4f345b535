using Cairn.Web.Frame;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.People;

/// <summary>The recovery plan of one person: goals in their own words, what is done under them and by whom, and who has agreed to it.</summary>
public sealed class PlanModel(Partnership partnership, Opening opening, Accounts accounts) : CairnPage
{
    public PlanView View { get; private set; } = null!;

    private sealed record Found(PlanSeen? Plan);

    public async Task<IActionResult> OnGetAsync(string token)
    {
        if (await Open(partnership, opening, accounts, Viewer, token) is not { } view) return NotFound();
        View = view;
        return Page();
    }

    /// <summary>Opens the plan for a page of it; null where the viewer sees none.</summary>
    internal static async Task<PlanView?> Open(Partnership partnership, Opening opening, Accounts accounts, Viewer viewer, string token) =>
        await opening.One(viewer, "care", "plan", token, record => new Found(PlanSeen.Of(record, viewer.Id))) is { Plan: { } seen } ? PlanView.Of(seen, partnership, viewer, accounts.NameOf) : null;
}
