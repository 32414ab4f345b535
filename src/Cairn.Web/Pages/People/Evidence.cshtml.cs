using System.Globalization;
using Cairn.Record;
using Cairn.Store;
using Cairn.Web.Frame;
using Cairn.Web.Pages.Claims;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.People;

/// <summary>
/// Giving a file as evidence for a fact. The file is sealed, a fact names it, and where this kind of evidence had not been seen the fact is
/// recorded anew with it: the same fact grown, said by whom it was said.
/// </summary>
[TakesFile]
public sealed class EvidenceModel(Partnership partnership, Opening opening) : CairnPage
{
    public string Token { get; private set; } = "";

    public string Name { get; private set; } = "";

    public Store.StoredFact Fact { get; private set; } = null!;

    public Form Form { get; private set; } = new();

    /// <summary>The file sent was so large that nothing of it was read.</summary>
    [BindProperty(Name = "large", SupportsGet = true)]
    public bool IsTooLarge { get; set; }

    private sealed record Seen(string Name, int Newest, string Capacity);

    public async Task<IActionResult> OnGetAsync(string token, long position)
    {
        if (await Open(token, position) is not { } seen) return NotFound();
        if (seen.Newest != position - 1) return LocalRedirect(Links.Evidence(token, seen.Newest + 1L));
        if (IsTooLarge) Form.Fail("file", "The file is too large. Give one of at most 20 MB.");
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string token, long position)
    {
        if (await Open(token, position) is not { } seen) return NotFound();
        var sent = await Request.ReadFormAsync();
        Form.Read(sent);
        if (!Form.IsGood) return Page();
        EvidenceReply kept;
        await using (var content = sent.Files["file"]!.OpenReadStream()) kept = await partnership.Folder.Evidence.Save(content, token, cancel: HttpContext.RequestAborted);
        if (kept is EvidenceReply.Refused no)
        {
            Form.Fail("file", no.Why);
            return Page();
        }
        var file = (EvidenceReply.Saved)kept;
        var kind = Form.Value("kind");
        var (named, mistakes) = Recording.Read(partnership.Folder, [("fact", EvidenceFiles.Kind), ("person", token), ("from", Day.Iso(partnership.Today)), ("said-by", seen.Capacity), ("source", Recording.Source), .. file.Cells($"#{position}")], partnership.Today);
        if (named is null) throw new InvalidOperationException(string.Join(' ', mistakes.Select(m => m.What)));
        var bit = 1UL << partnership.Vocabulary.Evidence.ToList().IndexOf(kind);
        Draft[] drafts = (Fact.Draft.Evidence & bit) != 0 ? [named] : [Fact.Draft with { Id = null, Source = Recording.Source, Recorded = partnership.Today, Evidence = Fact.Draft.Evidence | bit, Corrects = $"#{position}" }, named];
        string? WhyNot(State state, int _) => EvidenceLine.Newest(state.Facts.Columns, (int)position - 1) == position - 1 ? null : "changed";
        var reply = await Recording.DoAll(partnership.Folder, new Asking(Viewer.Id, seen.Capacity, Recording.Source, Viewer.Once(Form.Key)), drafts, WhyNot, allOrNone: true, content: string.Create(CultureInfo.InvariantCulture, $"evidence {token} {position} {kind} {file.Same}"));
        if (reply is Reply.Refused refused)
        {
            Form.Fail(refused.Why);
            return Page();
        }
        Done = "The evidence is added.";
        return LocalRedirect(Links.Fact(token, partnership.Read(r => EvidenceLine.Newest(r.Facts.Columns, (int)position - 1)) + 1L));
    }

    /// <summary>Opens the page of a fact about this person to which this viewer may add.</summary>
    private async Task<Seen?> Open(string token, long position)
    {
        if (position > int.MaxValue || partnership.Folder.Fact(position) is not { Draft: { Retracts: null, Kind: { About: About.Person, Evidence.Count: > 0 } kind } draft } fact || !partnership.AreOne(token, draft.Subject)) return null;
        var seen = await opening.One(Viewer, "care", "evidence", token, record =>
        {
            var newest = EvidenceLine.Newest(record.Read.Facts.Columns, (int)position - 1);
            return newest >= 0 && record.Sees(kind.Category) && ClaimLists.SeatFor(record.Read.Access, Viewer.Id, kind, token) is { } seat ? new Seen(record.Name, newest, seat.Capacity) : new Seen("", -1, "");
        });
        if (seen is null || seen.Newest < 0) return null;
        (Token, Name, Fact) = (token, seen.Name, fact);
        Form = new Form(
            new Field("kind", "What does the file show?", Asks.OneOf) { IsRequired = true, WhenEmpty = "Choose what the file shows", Options = [.. kind.Evidence.Select(e => new Option(e, FactForm.Titled(e)))] },
            new Field("file", "The file", Asks.File) { IsRequired = true, WhenEmpty = "Choose a file", Hint = "A PDF, or a photo as JPEG or PNG, of at most 20 MB. Where a photo was taken is left out." }) { Button = "Add the evidence" };
        return seen;
    }
}
