using System.Globalization;
using Cairn.Desk;
using Cairn.Record;
using Cairn.Store;
using Cairn.Web.Frame;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.People;

/// <summary>
/// Calling a conference: what kind, when, where, and who is asked of those who see the plan. The call is recorded first, and then who is asked to it,
/// each under a key of the one form: sent again after a fall between the two it does the rest.
/// </summary>
public sealed class ConferenceCallModel(Partnership partnership, Opening opening, Accounts accounts) : CairnPage
{
    public string Token { get; private set; } = "";

    public string Name { get; private set; } = "";

    public Form Form { get; private set; } = new();

    private sealed record Found(string Name, IReadOnlyList<(string Member, string Partner)> Members);

    public async Task<IActionResult> OnGetAsync(string token) => await Open(token) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string token)
    {
        if (!await Open(token)) return NotFound();
        Form.Read(await Request.ReadFormAsync());
        if (Form.Day("on") is { } day && day < partnership.Today) Form.Fail("on", "Enter a day from today on");
        if (Form.Value("at").Length > 0 && !TimeOnly.TryParseExact(Form.Value("at"), ["H:mm", "HH:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out _)) Form.Fail("at", "Enter a time, such as 14:30");
        if (Form.Value("minutes").Length > 0 && !(int.TryParse(Form.Value("minutes"), NumberStyles.None, CultureInfo.InvariantCulture, out var minutes) && minutes is >= 15 and <= 480)) Form.Fail("minutes", "Enter minutes from 15 to 480");
        if (!Form.IsGood) return Page();
        var capacity = Telling.CapacityOf(partnership, Viewer, "conference-call");
        var call = new Telling(partnership, Form);
        var at = TimeOnly.ParseExact(Form.Value("at"), ["H:mm", "HH:mm"], CultureInfo.InvariantCulture).ToString("HH:mm", CultureInfo.InvariantCulture);
        call.Say("conference-call", token, capacity, ("type", Form.Value("type")), ("meets-on", Day.Iso(Form.Day("on")!.Value)), ("at", at), ("minutes", Form.Value("minutes")), ("venue", Form.Value("place")), ("words", Form.Value("for")));
        if (!Form.IsGood) return Page();
        var reply = await Recording.Do(partnership.Folder, new Asking(Viewer.Id, capacity, Recording.Source, Viewer.Once(Form.Key)), call.Drafts);
        if (reply is Reply.Refused refused) Form.Fail(refused.Why);
        if (!Form.IsGood) return Page();
        var place = (reply switch { Reply.Done done => done.Answer, Reply.DoneBefore before => before.Answer, _ => throw new InvalidOperationException("A call is recorded or refused.") }).TrimStart('#');
        var asking = Telling.CapacityOf(partnership, Viewer, "conference-invitation");
        var asked = new Telling(partnership, Form);
        foreach (var member in Form.Value("who").Split(',')) asked.Say("conference-invitation", token, asking, ("call", place), ("member-name", member));
        if (!await asked.Record(Viewer.Id, asking, $"{Viewer.Once(Form.Key)}:asked")) return Page();
        Done = "The conference is called.";
        return LocalRedirect(Links.Conference(long.Parse(place, CultureInfo.InvariantCulture)));
    }

    private async Task<bool> Open(string token)
    {
        var found = await opening.One(Viewer, "care", "conferences", token, record => !record.Sees("plan") || !record.Read.Access.MayRecord(Viewer.Id, partnership.Vocabulary.Find("conference-call")!, token).IsYes
            ? new Found("", []) : new Found(record.Name, PlanActionModel.WhoSeesThePlan(record.Read, token)));
        if (found is null || found.Name.Length == 0) return false;
        (Token, Name) = (token, found.Name);
        var types = partnership.Vocabulary.Lists.First(l => l.Name == "conferences").Codes.Select(c => new Option(c.Name, c.Title)).ToList();
        Form = new Form(new Field("type", "What kind?", Asks.OneOf) { IsRequired = true, WhenEmpty = "Choose the kind", Options = types, Value = "case" },
            new Field("on", "On which day?", Asks.Date) { IsRequired = true, WhenEmpty = "Enter the day" },
            new Field("at", "At what time?") { IsRequired = true, WhenEmpty = "Enter the time", Width = 5, Hint = "For example, 14:30." },
            new Field("minutes", "How long?") { Width = 4, Suffix = "minutes", Keyboard = "numeric", Value = "60" },
            new Field("place", "Where?") { IsRequired = true, WhenEmpty = "Enter the place", Hint = "Those who see the plan can read it. It is not put into anyone's calendar." },
            new Field("for", "What is it for?", Asks.Words) { Hint = "Those who see the plan can read it." },
            new Field("who", "Who is asked?", Asks.AnyOf) { IsRequired = true, WhenEmpty = "Choose who is asked", Hint = "Only those who see this plan can be asked.", Options = [.. found.Members.Select(m => new Option(m.Member, $"{accounts.NameOf(m.Member)}, {m.Partner}")).OrderBy(o => o.Label, StringComparer.OrdinalIgnoreCase)] }) { Button = "Call it" };
        return true;
    }
}
