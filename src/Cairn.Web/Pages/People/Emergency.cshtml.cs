using Cairn.Desk;
using Cairn.Record;
using Cairn.Web.Frame;
using Cairn.Web.GettingIn;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.People;

/// <summary>
/// A record opened without a tie: who knows the exact name and date of birth, and gives a reason, gets in for an hour. Until all that is given the
/// answer is the same whether or not there is such a person, and so it is for whoever must not know of them.
/// </summary>
public sealed class EmergencyModel(Partnership partnership, Tries tries, Again again) : CairnPage
{
    private const int Most = 5;

    public Form Form { get; private set; } = new();

    public int Minutes { get; private set; }

    public async Task<IActionResult> OnGetAsync() => !Ask() ? NotFound() : await again.Needed(HttpContext) ?? Page();

    public async Task<IActionResult> OnPostAsync()
    {
        if (!Ask()) return NotFound();
        Form.Read(await Request.ReadFormAsync());
        var birth = Form.Day("birth");
        if (Form.Value("reason") is { Length: > 0 and < 20 }) Form.Fail("reason", "Say in a sentence what has happened");
        if (!Form.IsGood) return Page();
        // Before anybody is looked for: what was filled in is kept meanwhile.
        if (await again.Needed(HttpContext) is { } first) return first;
        if (!tries.Lets("emergency", Viewer.Id, Most, TimeSpan.FromHours(1))) return StatusCode(StatusCodes.Status429TooManyRequests);

        var categories = Form.Value("categories").Split(',');
        if (Find(Form.Value("given"), Form.Value("family"), birth!.Value, categories) is not { } token)
        {
            Form.Fail("Nothing was found that you can open. Check the spelling and the date, or call whoever is on duty for safeguarding.");
            return Page();
        }
        var telling = new Telling(partnership, Form);
        var capacity = partnership.Read(r => r.Access.CapacitiesFor(Viewer.Id, partnership.Vocabulary.Find("emergency-look")!))[0];
        foreach (var category in categories) telling.Say("emergency-look", token, capacity, ("category", category), ("member-name", Viewer.Id), ("words", Form.Value("reason")));
        if (!await telling.Record(Viewer.Id, capacity, Viewer.Once(Form.Key))) return Page();
        Done = $"The record is open for {Minutes} minutes. Their worker is told now.";
        return LocalRedirect(Links.Person(token));
    }

    /// <summary>Only the exact name, as capitals do not matter, with the exact day; and only where all that is asked may be opened.</summary>
    private string? Find(string given, string family, int birth, IReadOnlyList<string> categories)
    {
        bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
        return partnership.Read(read => partnership.Names.Search($"{given} {family}").Where(n => Same(n.Given, given) && Same(n.Family, family)).Select(n => n.Token)
            .Where(t => Said.Of(read.Facts, "birth", t).Any(b => b.From == birth)).FirstOrDefault(t => categories.All(c => read.Access.MayOpen(Viewer.Id, c, t).IsYes)));
    }

    private bool Ask()
    {
        var (opens, lasts) = partnership.Read(r => (r.Access.OpensAtAll(Viewer.Id), r.Access.OpenFor));
        if (opens.Count == 0) return false;
        Minutes = (int)lasts.TotalMinutes;
        var titles = partnership.Vocabulary.Lists.First(l => l.Name == "categories");
        Form = new Form(new Field("given", "Given name") { IsRequired = true, WhenEmpty = "Enter the given name", Width = 20, Hint = "As it is spelt in the record." }, new Field("family", "Family name") { IsRequired = true, WhenEmpty = "Enter the family name", Width = 20 },
            new Field("birth", "Date of birth", Asks.Date) { IsRequired = true, WhenEmpty = "Enter the date of birth", Hint = "The exact day, such as 27 3 1985." },
            new Field("reason", "What has happened, and why must you look?", Asks.Words) { IsRequired = true, WhenEmpty = "Say what has happened" },
            new Field("categories", "What must you see?", Asks.AnyOf) { IsRequired = true, WhenEmpty = "Choose what you must see", Hint = "Only what you need.", Options = [.. opens.Select(c => new Option(c, titles.Codes[titles.Find(c)].Title))] }) { Button = "Open the record" };
        return true;
    }
}
