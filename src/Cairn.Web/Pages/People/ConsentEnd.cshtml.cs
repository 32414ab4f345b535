using Cairn.Desk.Paying;
using Cairn.Record;
using Cairn.Store;
using Cairn.Web.Frame;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.People;

/// <summary>
/// One consent: who would see less without it, told before; then renewed to a day, or taken back. Taken back its last day is yesterday, so
/// that it closes now; one that began today is undone, as it never ran a whole day.
/// </summary>
public sealed class ConsentEndModel(Partnership partnership, Opening opening, Accounts accounts) : CairnPage
{
    public string Token { get; private set; } = "";

    public string Name { get; private set; } = "";

    public ConsentRow Row { get; private set; } = null!;

    public EffectView Effect { get; private set; } = EffectView.None;

    public Form Form { get; private set; } = new();

    private sealed record Found(string Name, ConsentRow? Row, EffectView Effect, string Capacity);

    public async Task<IActionResult> OnGetAsync(string token, long position) => await Open(token, position) is null ? NotFound() : Page();

    public async Task<IActionResult> OnPostAsync(string token, long position)
    {
        if (await Open(token, position) is not { } found || partnership.Folder.Fact(position) is not { } fact) return NotFound();
        Form.Read(await Request.ReadFormAsync());
        var renews = Form.Value("do") == "renew";
        if (renews && Form.Value("until").Length == 0) Form.Fail("until", "Enter the new last day");
        if (Form.Day("until") is { } until && renews && until < partnership.Today) Form.Fail("until", "Enter a day from today on");
        if (!Form.IsGood) return Page();
        var telling = new Telling(partnership, Form);
        if (!renews && fact.Draft.From >= partnership.Today) telling.Say("consent", token, found.Capacity, ("retracts", $"#{position}"), ("note", "Taken back by the person."));
        else telling.Say("consent", token, found.Capacity, [("from", Day.Iso(fact.Draft.From)), ("to", Day.Iso(renews ? Form.Day("until")!.Value : partnership.Today - 1)), ("corrects", $"#{position}"), .. Details(fact.Draft)]);
        if (!await telling.Record(Viewer.Id, found.Capacity, Viewer.Once(Form.Key))) return Page();
        Done = renews ? "The consent is renewed." : Viewer.IsPerson ? "You took it back. It is closed at once." : "The consent is taken back. What rested on it is closed.";
        // Whoever wrote it down may have seen the page by it alone.
        var still = partnership.Read(r => r.Access.May(Viewer.Id, "care", "plan", token).IsYes);
        return LocalRedirect(still ? Links.Consent(token) : Links.People);
    }

    private IEnumerable<(string, string?)> Details(Draft draft) =>
        draft.Details.Where(d => d.Detail.Name != "way").Select(d => (d.Detail.Name, (string?)d.Text)).Append(("way", Viewer.IsPerson ? "online" : Form.Value("way")));

    private async Task<Found?> Open(string token, long position)
    {
        var kind = partnership.Vocabulary.Find("consent")!;
        var found = await opening.One(Viewer, "care", "consent", token, record =>
        {
            var view = ConsentView.Of(record, Viewer.Id, accounts.NameOf);
            var row = view.Standing.FirstOrDefault(r => r.Position == position && r.MayChange);
            return new Found(view.Name, row, row is null ? EffectView.None : EffectView.Of(partnership.Vocabulary, record.Read.Access.Effect(token, [(int)position - 1], []), accounts.NameOf), Viewer.IsPerson ? "person" : record.Read.Access.CapacitiesFor(Viewer.Id, kind) is [var first, ..] ? first : "");
        });
        if (found?.Row is null) return null;
        (Token, Name, Row, Effect) = (token, found.Name, found.Row, found.Effect);
        // The person says so here and now; of others it is asked how they heard it.
        Field[] way = Viewer.IsPerson ? [] : [new Field("way", "How did they say so?", Asks.OneOf) { IsRequired = true, WhenEmpty = "Choose how they said so", Options = [.. partnership.Vocabulary.Lists.First(l => l.Name == "ways").Codes.Select(c => new Option(c.Name, c.Title))] }];
        Form = new Form([new Field("do", Viewer.IsPerson ? "What do you want?" : "What do they want?", Asks.OneOf) { IsRequired = true, WhenEmpty = Viewer.IsPerson ? "Choose what you want" : "Choose what they want", Options = [new Option("end", "Take it back"), new Option("renew", "Renew it")] },
            new Field("until", "If renewed: until when?", Asks.Date), .. way]) { Button = "Save" };
        return found;
    }
}
