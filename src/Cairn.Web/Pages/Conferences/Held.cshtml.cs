using System.Globalization;
using Cairn.Desk;
using Cairn.Record;
using Cairn.Web.Frame;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.Conferences;

/// <summary>Writing down that a conference met, with its minutes: only then is it a conference to any scheme. Or calling it off, which takes the call back.</summary>
public sealed class HeldModel(Partnership partnership, Opening opening, Accounts accounts) : CairnPage
{
    public ConferenceView View { get; private set; } = null!;

    public Form Form { get; private set; } = new();

    public async Task<IActionResult> OnGetAsync(long position)
    {
        if (!await Open(position)) return NotFound();
        if (View.Conference.On <= partnership.Today) Form.Set("on", View.Conference.On);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(long position)
    {
        if (!await Open(position)) return NotFound();
        Form.Read(await Request.ReadFormAsync());
        var met = Form.Value("met") == "yes";
        if (met && Form.Value("on").Length == 0) Form.Fail("on", "Enter the day it met");
        if (Form.Day("on") is { } on && met && on > partnership.Today) Form.Fail("on", "Enter a day up to today");
        if (met && Form.Value("words").Length == 0) Form.Fail("words", "Write what was said");
        if (!Form.IsGood) return Page();
        var (kind, token) = (met ? "conference" : "conference-call", View.Token);
        var capacity = Telling.CapacityOf(partnership, Viewer, kind);
        var telling = new Telling(partnership, Form);
        if (met) telling.Say(kind, token, capacity, ("from", Day.Iso(Form.Day("on")!.Value)), ("type", TypeOf()), ("call", position.ToString(CultureInfo.InvariantCulture)), ("words", Form.Value("words")), ("evidence", "minutes"));
        else telling.Say(kind, token, capacity, ("retracts", $"#{position}"), ("note", Form.Value("words").Length > 0 ? Form.Value("words") : "Called off."));
        if (!await telling.Record(Viewer.Id, capacity, Viewer.Once(Form.Key), refuses: state => Desk.Conferences.Of(state.Facts, token).Any(c => c.Call == position - 1 && !c.HasMet) ? null : "Somebody has written down meanwhile what came of it.")) return Page();
        Done = met ? "The conference is written down. Add what was decided and agreed." : "The conference is called off.";
        return LocalRedirect(met ? Links.Conference(position) : Links.Conferences(token));
    }

    /// <summary>The code of what it was called as.</summary>
    private string? TypeOf() => partnership.Vocabulary.Lists.First(l => l.Name == "conferences").Codes.FirstOrDefault(c => c.Title == View.Conference.Type)?.Name;

    private async Task<bool> Open(long position)
    {
        if (await ConferenceView.Open(partnership, opening, accounts, Viewer, position) is not { MayWrite: true, Conference.HasMet: false } view) return false;
        View = view;
        Form = new Form(new Field("met", "Did it meet?", Asks.OneOf) { IsRequired = true, WhenEmpty = "Choose yes or no", Options = [new("yes", "Yes"), new("no", "No, it is called off")] },
            new Field("on", "If yes: on which day?", Asks.Date),
            new Field("words", "Minutes, or why it is called off", Asks.Words) { Hint = "Who came, what was said, and in what anyone did not agree. Those who see the plan can read it." }) { Button = "Save" };
        return true;
    }
}
