using Cairn.Desk;
using Cairn.Web.Frame;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.People;

/// <summary>Proposing the plan as it stands as a new version, when something was changed since the last; by the person or by whoever records in it.</summary>
public sealed class PlanProposeModel(Partnership partnership, Opening opening, Accounts accounts) : CairnPage
{
    public PlanView View { get; private set; } = null!;

    public Form Form { get; private set; } = new();

    public async Task<IActionResult> OnGetAsync(string token) => !await Open(token) ? NotFound() : View.Since.Count == 0 ? LocalRedirect(Links.PlanOf(Viewer, token)) : Page();

    public async Task<IActionResult> OnPostAsync(string token)
    {
        if (!await Open(token)) return NotFound();
        Form.Read(await Request.ReadFormAsync());
        var capacity = Telling.CapacityOf(partnership, Viewer, "plan-version");
        var telling = new Telling(partnership, Form);
        telling.Say("plan-version", token, capacity, ("words", Form.Value("why")));
        if (!await telling.Record(Viewer.Id, capacity, Viewer.Once(Form.Key), refuses: state => RecoveryPlan.Of(state.Facts, token).Since.Count == 0 ? "Nothing was changed since the last version. There is nothing new to propose." : null)) return Page();
        Done = "The plan is proposed.";
        return LocalRedirect(Links.PlanOf(Viewer, token));
    }

    private async Task<bool> Open(string token)
    {
        if (await PlanModel.Open(partnership, opening, accounts, Viewer, token) is not { } view || !view.May.Contains("plan-version")) return false;
        View = view;
        Form = new Form(new Field("why", "Why is it changed?", Asks.Words)) { Button = "Propose it" };
        return true;
    }
}
