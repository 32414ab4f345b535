using Cairn.Desk;
using Cairn.Record;
using Cairn.Web.Frame;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.People;

/// <summary>Writing down what someone agreed to share: a fact for each partner and category they named. Who would see more is shown first, and then confirmed.</summary>
public sealed class ConsentGiveModel(Partnership partnership, Opening opening, Accounts accounts) : CairnPage
{
    public string Token { get; private set; } = "";

    public string Name { get; private set; } = "";

    public Form Form { get; private set; } = new();

    /// <summary>What the consent would change; null while it is asked for.</summary>
    public EffectView? Effect { get; private set; }

    /// <summary>What was answered, to be read over before it is confirmed.</summary>
    public IReadOnlyList<(string Label, string Value)> Answers { get; private set; } = [];

    private sealed record Found(string Name, IReadOnlyList<string> With);

    public async Task<IActionResult> OnGetAsync(string token) => await Open(token) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string token)
    {
        if (!await Open(token)) return NotFound();
        Form.Read(await Request.ReadFormAsync());
        if (Form.Day("until") is { } until && until < partnership.Today) Form.Fail("until", "Enter a day from today on");
        if (!Form.IsGood || Form.IsToChange) return Page();
        var kind = partnership.Vocabulary.Find("consent")!;
        var (capacity, names) = partnership.Read(r => (Viewer.IsPerson ? "person" : r.Access.CapacitiesFor(Viewer.Id, kind)[0], Form.Value("with").Split(',').Select(w => r.Facts.Names[int.Parse(w.AsSpan(1), System.Globalization.CultureInfo.InvariantCulture)]).ToList()));
        var way = Viewer.IsPerson ? "online" : Form.Value("way");
        var telling = new Telling(partnership, Form);
        foreach (var with in names)
            foreach (var category in Form.Value("categories").Split(','))
                telling.Say("consent", token, capacity, ("purpose", Form.Value("purpose")), ("category", category), ("with", with), ("way", way), ("to", Form.Day("until") is { } end ? Day.Iso(end) : ""), ("evidence", way == "written" ? "consent-form" : ""));
        if (Form.IsGood && !Form.IsConfirmed)
        {
            Effect = partnership.Read(r => EffectView.Of(partnership.Vocabulary, r.Access.Effect(token, [], telling.Drafts), accounts.NameOf));
            Answers = [.. Form.Said()];
            return Page();
        }
        if (!await telling.Record(Viewer.Id, capacity, Viewer.Once(Form.Key))) return Page();
        Done = Viewer.IsPerson ? "You agreed. You can take it back on any day." : "The consent is recorded.";
        return LocalRedirect(Links.Consent(token));
    }

    private async Task<bool> Open(string token)
    {
        var kind = partnership.Vocabulary.Find("consent")!;
        var found = await opening.One(Viewer, "care", "consent", token, record => new Found(record.Sees("plan") && record.Read.Access.MayRecord(Viewer.Id, kind, token).IsYes ? record.Name : "", [.. With(record.Read)]));
        if (found is null || found.Name.Length == 0) return false;
        (Token, Name) = (token, found.Name);
        var numbers = partnership.Read(r => found.With.Select(w => new Option($"n{r.Facts.Names.Find(w)}", w)).ToList());
        // The person says so here and now; of others it is asked how they heard it.
        Field[] way = Viewer.IsPerson ? [] : [new Field("way", "How did they say so?", Asks.OneOf) { IsRequired = true, WhenEmpty = "Choose how they said so", Options = Codes("ways") }];
        Form = new Form([new Field("with", "With whom may we share?", Asks.AnyOf) { IsRequired = true, WhenEmpty = "Choose with whom", Options = numbers },
            new Field("categories", "What?", Asks.AnyOf) { Options = Codes("categories"), Hint = "Nothing ticked: all but offences and safeguarding." },
            new Field("purpose", "What for?", Asks.OneOf) { IsRequired = true, WhenEmpty = "Choose what for", Options = Codes("purposes"), Value = "care" },
            .. way, new Field("until", "Until when?", Asks.Date) { Hint = Viewer.IsPerson ? "Leave it empty if you set no end." : "Leave it empty if they set no end." }]) { Button = "See who would see what" };
        return true;
    }

    private static IEnumerable<string> With(Reading read) =>
        Said.Of(read.Facts, "partnership-membership").Where(m => m.Covers(read.Today)).SelectMany(m => (string?[])[m.Name("partnership"), m.Subject]).OfType<string>().Where(n => read.Facts.Names.Find(n) >= 0).Distinct(StringComparer.Ordinal);

    private List<Option> Codes(string list) => [.. partnership.Vocabulary.Lists.First(l => l.Name == list).Codes.Select(c => new Option(c.Name, c.Title))];
}
