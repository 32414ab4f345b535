using Cairn.Desk;
using Cairn.Record;
using Cairn.Rules;
using Cairn.Store;
using Cairn.Web.Frame;
using Cairn.Web.Pages.People;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.Partners;

/// <summary>
/// Writing down what is about partners, their staff or hubs: a protocol, a framework, training, an area. What several signed or attended is told in one
/// form and recorded in one command. What stands can be changed or given its last day.
/// </summary>
public sealed class WriteModel(Partnership partnership, Accounts accounts) : CairnPage
{
    public const int Most = 20;

    /// <summary>The kinds that are written down here, and what the way to each is called. Members, limits and bank details have pages of their own, with a second pair of eyes.</summary>
    public static readonly IReadOnlyDictionary<string, string> Ways = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["protocol"] = "Write down a protocol that was agreed",
        ["framework-agreed"] = "Write down who agreed to a framework of services",
        ["training"] = "Write down training of staff",
        [Hubs.Area] = "Say which area a hub answers for",
    };

    public Kind Kind { get; private set; } = null!;

    public Form Form { get; private set; } = new();

    /// <summary>What stands, the latest first: its place in the log, whom it is about and what it says.</summary>
    public IReadOnlyList<(long Position, string Who, string What)> Lines { get; private set; } = [];

    /// <summary>The fact that is changed, by its place in the log.</summary>
    [BindProperty(SupportsGet = true)]
    public long? Corrects { get; set; }

    /// <summary>Whom that is about.</summary>
    public string? Changed { get; private set; }

    /// <summary>The kinds that a member may write down.</summary>
    public static IEnumerable<string> For(Reading read, string member) => Ways.Keys.Where(k => read.Facts.Vocabulary.Find(k) is { } kind && read.Access.MayRecord(member, kind, null).IsYes);

    public IActionResult OnGet(string kind) => Open(kind) is null ? NotFound() : Page();

    public async Task<IActionResult> OnPostAsync(string kind)
    {
        if (Open(kind) is not { } open) return NotFound();
        Form.Read(await Request.ReadFormAsync());
        string[] about = open.Subject is { } changed ? [changed] : Form.Fields.Any(f => f.Name == "other") && Form.Value("other") is { Length: > 0 } other ? [other] : [.. open.Whom.Select(w => w.Value).Where(w => $",{Form.Value("about")},".Contains($",{w},", StringComparison.Ordinal))];
        if (about.Length == 0) Form.Fail(Form.Fields[0].Name, Kind.About is About.Group ? "Choose the hub, or write its name" : "Choose whom it is about");
        var drafts = new List<Draft>();
        foreach (var one in about)
        {
            List<(string, string?)> cells = [.. FactForm.Cells(Kind, Form, one, open.Capacity), ("source", Recording.Source)];
            if (Corrects is { } corrected) cells.Add(("corrects", $"#{corrected}"));
            if (!Form.IsGood) return Page();
            var (draft, mistakes) = Recording.Read(partnership.Folder, cells, partnership.Today);
            foreach (var (column, what) in mistakes) FactForm.Blame(Kind, Form, column, what);
            if (draft is null || !Form.IsGood) return Page();
            drafts.Add(draft);
        }
        if (!Form.IsGood) return Page();
        if (await Recording.Do(partnership.Folder, new Asking(Viewer.Id, open.Capacity, Recording.Source, Viewer.Once(Form.Key)), drafts) is Reply.Refused refused)
        {
            Form.Fail(refused.Why);
            return Page();
        }
        Done = Corrects is null ? "It is written down." : "It is changed.";
        return LocalRedirect(Links.WriteDown(kind));
    }

    private sealed record Opened(string Capacity, string? Subject, IReadOnlyList<Option> Whom);

    private Opened? Open(string kind)
    {
        if (!Ways.ContainsKey(kind) || partnership.Vocabulary.Find(kind) is not { } found) return null;
        Kind = found;
        var (capacity, whom, lines, schemes) = partnership.Read(r => r.Access.MayRecord(Viewer.Id, found, null).IsYes ? (r.Access.CapacitiesFor(Viewer.Id, found)[0], Whom(r), Said(r), r.Schemes.Where(s => s.Budget is not null || (kind == "protocol" && s.About is About.Person && s.Money is not MoneyShape.Plan)).Select(s => new Option(s.Name, s.Title)).ToList()) : ("", [], [], []));
        if (capacity.Length == 0 || (Corrects is { } position && lines.All(l => l.Position != position))) return null;
        var names = whom.ToDictionary(w => w.Value, w => w.Label, StringComparer.Ordinal);
        Lines = [.. lines.Select(l => l with { Who = names.GetValueOrDefault(l.Who, l.Who) })];
        var asked = FactForm.Of(found, partnership.Today, [capacity], d => d.Name == "scheme" ? schemes : null);
        var isHub = found.About is About.Group;
        Field about = new("about", isHub ? "Which hub?" : found.About is About.Member ? "Who took part?" : "Who agreed?", isHub ? Asks.OneOf : Asks.AnyOf) { Options = whom, IsRequired = !isHub, WhenEmpty = "Choose whom it is about" };
        Field[] who = Corrects is not null ? [] : [.. whom.Count > 0 ? [about] : Array.Empty<Field>(), .. isHub ? [new Field("other", whom.Count > 0 ? "If it is not in the list: its name" : "What is the hub called?") { Width = 20 }] : Array.Empty<Field>()];
        // A protocol may be for no scheme in particular.
        Form = new Form([.. who, .. asked.Fields.Select(f => f.Name == "detail-scheme" && kind == "protocol" ? f with { IsRequired = false } : f)]) { Button = Corrects is null ? "Write it down" : "Save" };
        if (Corrects is not { } at || partnership.Folder.Fact(at) is not { } fact)
        {
            Form.Set("from", partnership.Today);
            return new Opened(capacity, null, whom);
        }
        FactForm.Fill(Form, fact.Draft, partnership.Vocabulary);
        Changed = names.GetValueOrDefault(fact.Draft.Subject, fact.Draft.Subject);
        return new Opened(capacity, fact.Draft.Subject, whom);
    }

    /// <summary>Today's partners; the hubs; or today's staff: one's own agency's, and everyone's for whoever leads the partnership.</summary>
    private List<Option> Whom(Reading read)
    {
        if (Kind.About is About.Group) return [.. Hubs.All(read.Facts, read.Today).Select(h => new Option(h.Hub, h.Hub, h.Areas.Count > 0 ? $"Answers for {string.Join(" and ", h.Areas)}" : null))];
        if (Kind.About is About.Partner) return [.. Desk.Said.Of(read.Facts, "organisation").Where(o => o.Covers(read.Today)).Select(o => o.Subject).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(p => new Option(p, p))];
        var seats = read.Access.Of(Viewer.Id).Seats;
        var leads = seats.Any(s => s.Role == "partnership-lead");
        return [.. Desk.Said.Of(read.Facts, "membership").Where(m => m.Covers(read.Today) && (leads || seats.Any(s => s.Partner == m.Name("works-for")))).DistinctBy(m => m.Subject, StringComparer.Ordinal)
            .Select(m => new Option(m.Subject, leads ? $"{accounts.NameOf(m.Subject)}, {m.Name("works-for")}" : accounts.NameOf(m.Subject))).OrderBy(o => o.Label, StringComparer.CurrentCulture)];
    }

    private List<(long Position, string Who, string What)> Said(Reading read)
    {
        var mine = Kind.About is About.Member ? Whom(read).Select(w => w.Value).ToHashSet(StringComparer.Ordinal) : null;
        return [.. Desk.Said.Of(read.Facts, Kind.Name).Where(s => (s.To >= read.Today || !Kind.IsSpell) && mine?.Contains(s.Subject) is not false).OrderByDescending(s => s.From).ThenByDescending(s => s.Position).Select(s => (s.Position + 1L, s.Subject, FactText.Plain(read.Facts, s.Position)))];
    }
}
