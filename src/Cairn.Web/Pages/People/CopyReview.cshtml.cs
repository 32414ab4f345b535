using System.Globalization;
using Cairn.Desk;
using Cairn.Web.Frame;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.People;

/// <summary>The next entry of a copy that nobody has looked at: it may be in the copy, or is held back, and why. One at a time, so that each is read.</summary>
public sealed class CopyReviewModel(Partnership partnership, Opening opening, Accounts accounts) : CairnPage
{
    public long? Entry { get; private set; }

    /// <summary>The entry that an answer is about.</summary>
    [BindProperty(Name = "entry", SupportsGet = true)]
    public long Answers { get; set; }

    public int Left { get; private set; }

    public IReadOnlyList<(string Label, string Value)> Lines { get; private set; } = [];

    public Form Form { get; private set; } = new();

    private string person = "";

    private sealed record Found(CopyWanted Wanted);

    public async Task<IActionResult> OnGetAsync(long asked) => await Open(asked) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(long asked)
    {
        if (!await Open(asked) || Entry is not { } entry) return NotFound();
        Form.Read(await Request.ReadFormAsync());
        if (Form.Value("result") == "held-back" && Form.Value("words").Length == 0) Form.Fail("words", "Say why it is held back");
        if (Answers != entry) Form.Fail("Somebody has just looked at that entry. This is the next.");
        if (!Form.IsGood) return Page();
        var telling = new Telling(partnership, Form);
        var capacity = partnership.Read(r => r.Access.CapacitiesFor(Viewer.Id, partnership.Vocabulary.Find("copy-review")!))[0];
        telling.Say("copy-review", person, capacity, ("entry", entry.ToString(CultureInfo.InvariantCulture)), ("result", Form.Value("result")), ("words", Form.Value("words")));
        if (!await telling.Record(Viewer.Id, capacity, Viewer.Once(Form.Key))) return Page();
        Done = "It is kept.";
        return LocalRedirect(Left > 1 ? Links.CopyReview(asked) : Links.Copies);
    }

    private async Task<bool> Open(long asked)
    {
        var found = await opening.ByRight<Found>(Viewer, Right.ReviewCopies, "copy-review", read => CopyWanted.Of(read).FirstOrDefault(c => c.Asked == asked) is { } wanted ? (new Found(wanted), [wanted.Person]) : null);
        if (found is null) return false;
        (person, Left) = (found.Wanted.Person, found.Wanted.Waiting);
        Entry = found.Wanted.Entries.Where(e => e.Decision is null).Select(e => (long?)e.Entry).FirstOrDefault();
        if (Entry is not { } entry) return true;
        Lines = partnership.Folder.Fact(entry) is { } fact ? [("Entry", fact.Draft.Kind.Title), .. EntryLines.Of(partnership, accounts, fact)] : [("Entry", "It takes back an earlier one.")];
        Form = new Form(new Field("result", "May the person have it?", Asks.OneOf) { IsRequired = true, WhenEmpty = "Choose whether they may have it", Options = [.. partnership.Vocabulary.Lists.First(l => l.Name == "copy-decisions").Codes.Select(c => new Option(c.Name, c.Title))] },
            new Field("words", "If it is held back: why?", Asks.Words)) { Button = "Keep and show the next", Action = string.Create(CultureInfo.InvariantCulture, $"{Links.CopyReview(asked)}?entry={entry}") };
        return true;
    }
}
