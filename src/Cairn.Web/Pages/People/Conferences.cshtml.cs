using Cairn.Desk;
using Cairn.Web.Frame;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.People;

/// <summary>The conferences about one person, called and met, the latest first; and how long since the last.</summary>
public sealed class ConferencesModel(Partnership partnership, Opening opening, Accounts accounts) : CairnPage
{
    public PlanView View { get; private set; } = null!;

    public IReadOnlyList<Conference> All { get; private set; } = [];

    private sealed record Found(PlanSeen? Plan);

    public async Task<IActionResult> OnGetAsync(string token)
    {
        if (await opening.One(Viewer, "care", "conferences", token, record => new Found(PlanSeen.Of(record, Viewer.Id))) is not { Plan: { } seen }) return NotFound();
        (View, All) = (PlanView.Of(seen, partnership, Viewer, accounts.NameOf), seen.Conferences);
        return Page();
    }

    public string StateOf(Conference conference) =>
        conference.HasMet ? $"Met.{(conference.Decisions.Count > 0 ? $" Decisions: {conference.Decisions.Count}." : "")}{(conference.Actions.Count > 0 ? $" Actions: {conference.Actions.Count}." : "")}"
        : conference.On >= partnership.Today ? $"Called{(conference.At is { } at ? $" for {at}" : "")}. Reference {conference.Reference}." : "Its day has passed, and nobody has written down what came of it.";
}
