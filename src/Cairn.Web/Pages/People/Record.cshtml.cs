using Cairn.Desk;
using Cairn.Desk.Paying;
using Cairn.Record;
using Cairn.Rules;
using Cairn.Store;
using Cairn.Web.Frame;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.People;

/// <summary>
/// Recording a fact about a person: one page for every kind, made from the vocabulary. The look is written here too, since the page
/// says whom it is about. Correcting starts from what is recorded; the old version stays to be seen.
/// </summary>
public sealed class RecordModel(Partnership partnership, Opening opening, Accounts accounts) : CairnPage
{
    public Form Form { get; private set; } = new();

    public Kind Kind { get; private set; } = null!;

    public string Name { get; private set; } = "";

    public string Token { get; private set; } = "";

    /// <summary>The fact that is put right, by its place in the log.</summary>
    [BindProperty(SupportsGet = true)]
    public long? Corrects { get; set; }

    /// <summary>The vacancy that it comes of, by its place in the log.</summary>
    [BindProperty(SupportsGet = true)]
    public long? Vacancy { get; set; }

    private sealed record Found(string Name, string? Hub);

    /// <summary>The hub that it is for, as far as the record says.</summary>
    private string? hub;

    public async Task<IActionResult> OnGetAsync(string token, string kind)
    {
        if (!await Open(token, kind)) return NotFound();
        if (Corrects is { } position && !FillFrom(position)) return NotFound();
        if (Corrects is null && Vacancy is { } at && partnership.Read(r => Vacancies.At(r.Facts, at - 1)) is { } vacancy) foreach (var (detail, value) in vacancy.For(Kind)) FactForm.Set(Form, detail, value);
        if (Corrects is null && hub is not null) FactForm.Set(Form, Hubs.Detail, hub);
        if (Corrects is null && !Kind.IsSpell) Form.Set("from", partnership.Today);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string token, string kind)
    {
        if (!await Open(token, kind)) return NotFound();
        Form.Read(await Request.ReadFormAsync());
        var capacity = Capacities(token)[0];
        List<(string Column, string? Text)> more = [("source", Recording.Source)];
        if (Corrects is { } corrected) more.AddRange([("corrects", $"#{corrected}"), .. partnership.Folder.Fact(corrected)?.Draft.Details.Where(d => d.Detail.NamesFact).Select(d => (d.Detail.Name, (string?)d.Text)) ?? []]);
        List<(string Column, string? Text)> cells = [.. FactForm.Cells(Kind, Form, Telling.RecordOf(partnership, token, more), capacity), .. more];
        if (!Form.IsGood) return Page();
        var (draft, mistakes) = Recording.Read(partnership.Folder, cells, partnership.Today);
        foreach (var (column, what) in mistakes) FactForm.Blame(Kind, Form, column, what);
        if (draft is null || !Form.IsGood) return Page();
        var reply = await Recording.Do(partnership.Folder, new Asking(Viewer.Id, partnership.Vocabulary.Roles[draft.SaidBy], Recording.Source, Viewer.Once(Form.Key)), [draft], refuses: state => FreePlaces.Refuses(partnership, state, [draft]));
        if (reply is Reply.Refused refused)
        {
            Form.Fail(refused.Why);
            return Page();
        }
        Done = $"{Kind.Title.Split(':')[0]} is recorded.";
        return LocalRedirect(Kind.Name is "goal-setting" or "goal-result" or "goal-action" ? Links.PlanOf(Viewer, token) : Kind.Name == "stay-funding" ? Links.Placements(token) : Links.Home(Viewer, token));
    }

    /// <summary>Opens the page where this viewer may record this kind about this person.</summary>
    private async Task<bool> Open(string token, string kind)
    {
        if (partnership.Vocabulary.Find(kind) is not { About: About.Person } found || FactForm.HasOwnPages(found) || FactForm.ShowsEffect(found)) return false;
        // Which hub is asked tells where somebody lives: it is put in only for those who see that.
        var seen = await opening.One(Viewer, "care", "record", token, record => record.Read.Access.MayRecord(Viewer.Id, found, token).IsYes ? new Found(record.Name, record.Sees("address") && record.Sees("housing") ? Hubs.For(record.Read.Facts, kind, token, record.Read.Today) : null) : new Found("", null));
        if (seen is not { Name.Length: > 0 }) return false;
        (Kind, Name, Token, hub) = (found, seen.Name, token, seen.Hub);
        Form = FactForm.Of(found, partnership.Today, Capacities(token), Choices);
        return true;
    }

    /// <summary>What can be chosen for a detail that holds a name: a member, or the scheme in which a place is given. Any other name is typed.</summary>
    private List<Option>? Choices(Detail detail) => FactForm.NamesMember(detail) ? Members(detail) : detail.Name == Vacancies.Kind ? VacanciesToName(detail) : detail.Name == Hubs.Detail ? HubsToName() : Kind.Name is "enrolment" or "referral" && detail.Name == "scheme" ? Schemes(detail) : null;

    /// <summary>The hubs, each with the areas that it answers for; null where none is known, and its name is typed.</summary>
    private List<Option>? HubsToName() => partnership.Read(r => Hubs.All(r.Facts, r.Today)) is { Count: > 0 } hubs ? [.. hubs.Select(h => new Option(h.Hub, h.Hub, h.Areas.Count > 0 ? $"Answers for {string.Join(" and ", h.Areas)}" : null))] : null;

    /// <summary>Those about people, and what the corrected fact names: a referral may have been to something that is no scheme here.</summary>
    private List<Option> Schemes(Detail named)
    {
        var all = partnership.Read(r => r.Schemes.Where(s => s.About is About.Person && s.Money is not MoneyShape.Plan).Select(s => new Option(s.Name, s.Title)).ToList());
        if (Before(named) is { } before && all.TrueForAll(o => o.Value != before)) all.Add(new Option(before, FactForm.Titled(before)));
        return all;
    }

    /// <summary>What the corrected fact names; null where nothing is corrected.</summary>
    private string? Before(Detail detail) => Corrects is { } position ? partnership.Folder.Fact(position)?.Draft.Details.FirstOrDefault(d => d.Detail.Name == detail.Name).Text : null;

    /// <summary>The open vacancies, that which it comes of, and that which the corrected fact names.</summary>
    private List<Option> VacanciesToName(Detail named)
    {
        var before = Before(named);
        return partnership.Read(r => Vacancies.Of(r.Facts).Where(v => v.IsOpen(r.Today) || v.Reference == before || v.Position + 1L == Vacancy).Select(v => new Option(v.Reference, $"{v.Job}, {v.Employer} ({v.Reference})")).ToList());
    }

    /// <summary>Those who can be named: of today's members, the mentors where one is asked for; and whoever the corrected fact names.</summary>
    private List<Option> Members(Detail named)
    {
        // A complaint names one of those who work or worked with the person: nobody is shown a list of everyone.
        if (Kind.Name == "complaint") return [.. partnership.Read(r => Said.Of(r.Facts, "works-with", Token).Select(w => w.Name("member-name")).OfType<string>().Distinct(StringComparer.Ordinal).ToList()).Select(m => new Option(m, accounts.NameOf(m)))];
        var today = partnership.Read(r => Said.Of(r.Facts, "membership").Where(m => m.Covers(r.Today) && (named.Name != "mentor" || m.Code("role") == "mentor")).Select(m => (Id: m.Subject, Partner: m.Name("works-for"))).ToList());
        if (Corrects is { } position && partnership.Folder.Fact(position)?.Draft is { } fact && partnership.AreOne(Token, fact.Subject) && fact.Details.FirstOrDefault(d => d.Detail == named).Text is { } before) today.Add((before, null));
        return [.. today.DistinctBy(m => m.Id, StringComparer.Ordinal).Select(m => new Option(m.Id, m.Partner is null ? accounts.NameOf(m.Id) : $"{accounts.NameOf(m.Id)}, {m.Partner}")).OrderBy(o => o.Label, StringComparer.OrdinalIgnoreCase)];
    }

    private IReadOnlyList<string> Capacities(string token) => Viewer.IsPerson ? ["person"] : partnership.Read(read => read.Access.CapacitiesFor(Viewer.Id, Kind));

    /// <summary>The answers as they stand, so that only what is wrong need be changed; refused for a fact of another person, kind or category.</summary>
    private bool FillFrom(long position)
    {
        if (partnership.Folder.Fact(position) is not { } fact || fact.Draft.Kind != Kind || !partnership.AreOne(Token, fact.Draft.Subject)) return false;
        if (!partnership.Read(read => read.Access.May(Viewer.Id, "care", Kind.Category, Token).IsYes)) return false;
        FactForm.Fill(Form, fact.Draft, partnership.Vocabulary);
        return true;
    }
}
