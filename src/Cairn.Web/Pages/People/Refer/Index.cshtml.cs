using Cairn.Record;
using Cairn.Store;
using Cairn.Web.Frame;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.People.Refer;

/// <summary>Where a referral begins: for somebody new or one of one's own people; and those begun and not sent.</summary>
public sealed class IndexModel(Partnership partnership, Opening opening) : CairnPage
{
    private const string New = "new";

    public Form Form { get; private set; } = new();

    public IReadOnlyList<(string Id, string Name, string Saved)> Drafts { get; private set; } = [];

    /// <summary>Chosen already, on the person's own page.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Person { get; set; }

    public async Task<IActionResult> OnGetAsync()
    {
        if (!await Open()) return NotFound();
        if (Person is { } person && Form.Fields[0].Options.Any(o => o.Value == person)) Form["who"].Value = person;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!await Open()) return NotFound();
        Form.Read(await Request.ReadFormAsync());
        if (!Form.IsGood) return Page();
        var draft = new ReferralDraft(Form.Key, Form.Value("who") is New ? "" : Form.Value("who"));
        if (ReferralDraft.Find(partnership.Folder, Viewer.Id, draft.Id) is null) draft.Save(partnership.Folder, Viewer.Id);
        return LocalRedirect(Links.Refer(draft.Id));
    }

    /// <summary>Only for whoever may record a referral at all; their own people are those of whom they may.</summary>
    private async Task<bool> Open()
    {
        var kind = partnership.Vocabulary.Find("referral")!;
        var drafts = ReferralDraft.Of(partnership.Folder, Viewer.Id);
        var (may, mine, names) = await opening.Some(Viewer, "care", "refer", list =>
        {
            var mine = list.People.Where(t => list.Read.Access.MayRecord(Viewer.Id, kind, t).IsYes && list.Ask(t).Sees("identity")).Select(t => new Option(t, list.Name(t))).OrderBy(o => o.Label, StringComparer.OrdinalIgnoreCase).ToList();
            var names = drafts.Where(d => !d.Draft.IsNew).ToDictionary(d => d.Draft.Id, d => list.Name(d.Draft.Person), StringComparer.Ordinal);
            return (list.Read.Access.MayRecord(Viewer.Id, kind, null).IsYes, mine, names);
        });
        Form = new Form(new Field("who", "Who is it about?", Asks.OneOf) { IsRequired = true, WhenEmpty = "Choose who it is about", Options = [new Option(New, "Somebody new"), .. mine] }) { Button = "Start" };
        Drafts = [.. drafts.Select(d => (d.Draft.Id, Called(d.Draft, names), Day.Long(LondonTime.DayOf(d.SavedAt))))];
        return may;
    }

    private static string Called(ReferralDraft draft, Dictionary<string, string> names)
    {
        var name = draft.IsNew ? $"{draft.Of("about", "given")} {draft.Of("about", "family")}".Trim() : names.GetValueOrDefault(draft.Id, "");
        return name.Length > 0 ? name : "Somebody new";
    }
}
