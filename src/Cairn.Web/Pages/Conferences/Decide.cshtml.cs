using System.Globalization;
using Cairn.Record;
using Cairn.Web.Frame;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.Conferences;

/// <summary>One decision of a conference that has met, dated on the day it met.</summary>
public sealed class DecideModel(Partnership partnership, Opening opening, Accounts accounts) : CairnPage
{
    public ConferenceView View { get; private set; } = null!;

    public Form Form { get; private set; } = new();

    public async Task<IActionResult> OnGetAsync(long position) => await Open(position) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(long position)
    {
        if (!await Open(position)) return NotFound();
        Form.Read(await Request.ReadFormAsync());
        var capacity = Telling.CapacityOf(partnership, Viewer, "conference-decision");
        var telling = new Telling(partnership, Form);
        telling.Say("conference-decision", View.Token, capacity, ("from", Day.Iso(View.Conference.On)), ("decision", Form.Value("decision")), ("call", position.ToString(CultureInfo.InvariantCulture)), ("words", Form.Value("words")), ("evidence", "minutes"));
        if (!await telling.Record(Viewer.Id, capacity, Viewer.Once(Form.Key))) return Page();
        Done = "The decision is written down.";
        return LocalRedirect(Links.Conference(position));
    }

    private async Task<bool> Open(long position)
    {
        if (await ConferenceView.Open(partnership, opening, accounts, Viewer, position) is not { MayWrite: true, Conference.HasMet: true } view) return false;
        View = view;
        Form = new Form(new Field("words", "What was it about?", Asks.Words) { IsRequired = true, WhenEmpty = "Say what it was about" },
            new Field("decision", "What was decided?", Asks.OneOf) { IsRequired = true, WhenEmpty = "Choose what was decided", Options = [.. partnership.Vocabulary.Lists.First(l => l.Name == "decisions").Codes.Select(c => new Option(c.Name, c.Title))] }) { Button = "Add the decision" };
        return true;
    }
}
