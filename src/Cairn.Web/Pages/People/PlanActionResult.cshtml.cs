using System.Globalization;
using Cairn.Record;
using Cairn.Web.Frame;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.People;

/// <summary>Saying how an action of the plan went: done, under way, put off to a day, or stopped. Whoever sees the plan and may record in it may say so.</summary>
public sealed class PlanActionResultModel(Partnership partnership, Opening opening, Accounts accounts) : CairnPage
{
    public string Token { get; private set; } = "";

    public string Name { get; private set; } = "";

    public ActionLine Action { get; private set; } = null!;

    public Form Form { get; private set; } = new();

    public async Task<IActionResult> OnGetAsync(string token, long position) => await Open(token, position) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string token, long position)
    {
        if (!await Open(token, position)) return NotFound();
        Form.Read(await Request.ReadFormAsync());
        var putOff = Form.Value("state") == "put-off";
        var due = Form.Day("due");
        if (putOff && Form.Value("due").Length == 0) Form.Fail("due", "Enter the new day");
        if (putOff && due < partnership.Today) Form.Fail("due", "Enter a day from today on");
        if (!Form.IsGood) return Page();
        var capacity = Telling.CapacityOf(partnership, Viewer, "action-result");
        var telling = new Telling(partnership, Form);
        telling.Say("action-result", token, capacity, ("state", Form.Value("state")), ("action", position.ToString(CultureInfo.InvariantCulture)), ("due", putOff ? Day.Iso(due!.Value) : ""), ("words", Form.Value("words")));
        if (!await telling.Record(Viewer.Id, capacity, Viewer.Once(Form.Key))) return Page();
        Done = "It is written down.";
        return LocalRedirect(Links.PlanOf(Viewer, token));
    }

    private async Task<bool> Open(string token, long position)
    {
        if (await PlanModel.Open(partnership, opening, accounts, Viewer, token) is not { } view || !view.May.Contains("action-result")) return false;
        if (view.Actions.FirstOrDefault(a => a.Position == position) is not { } action) return false;
        (Token, Name, Action) = (token, view.Name, action);
        Form = new Form(new Field("state", "How is it?", Asks.OneOf) { IsRequired = true, WhenEmpty = "Choose how it is", Options = [new("done", "Done"), new("under-way", "Under way"), new("put-off", "Put off to another day"), new("stopped", "Stopped: it is not wanted any more")] },
            new Field("due", "If put off: to which day?", Asks.Date),
            new Field("words", "Anything to add?", Asks.Words) { Hint = "Whoever sees this plan may read it." }) { Button = "Save" };
        return true;
    }
}
