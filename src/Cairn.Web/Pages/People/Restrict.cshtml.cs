using Cairn.Desk;
using Cairn.Record;
using Cairn.Web.Frame;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.People;

/// <summary>
/// Who may not know, or who alone may: what stands, and a new restriction, with who would see less shown before it is confirmed. Nobody shuts a record
/// so that none is left who could open it again.
/// </summary>
public sealed class RestrictModel(Partnership partnership, Opening opening, Accounts accounts) : CairnPage
{
    public string Token { get; private set; } = "";

    public string Name { get; private set; } = "";

    public Form Form { get; private set; } = new();

    public IReadOnlyList<RestrictionRow> Standing { get; private set; } = [];

    /// <summary>What the restriction would change; null while it is asked for.</summary>
    public EffectView? Effect { get; private set; }

    public IReadOnlyList<(string Label, string Value)> Answers { get; private set; } = [];

    private sealed record Found(string Name, IReadOnlyList<RestrictionRow> Standing, IReadOnlyList<Seer> Seers, IReadOnlyList<string> Partners);

    public async Task<IActionResult> OnGetAsync(string token) => await Open(token) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string token)
    {
        if (!await Open(token)) return NotFound();
        Form.Read(await Request.ReadFormAsync());
        var type = Form.Value("type");
        if (type == "named" && Form.Value("only").Length == 0) Form.Fail("only", "Choose who may still see the record");
        if (type == "partner" && Form.Value("from").Length == 0) Form.Fail("from", "Choose the partner");
        if (Form.Day("until") is { } until && until < partnership.Today) Form.Fail("until", "Enter a day from today on");
        if (!Form.IsGood || Form.IsToChange) return Page();
        var capacity = Capacity(partnership, Viewer);
        var telling = new Telling(partnership, Form);
        foreach (var only in type == "named" ? Form.Value("only").Split(',') : [""])
            telling.Say("restriction", token, capacity, ("type", type), ("only-member", only), ("from-partner", type == "partner" ? Form.Value("from") : ""), ("words", Form.Value("why")), ("to", Form.Day("until") is { } end ? Day.Iso(end) : ""));
        if (!Form.IsGood) return Page();
        if (!Form.IsConfirmed)
        {
            var (change, stays) = partnership.Read(r => r.Access.Effect(token, [], telling.Drafts) is var c ? (c, SomebodyMayLift(r.Access, partnership.Vocabulary.Find("restriction")!, token, c, type == "named" ? Form.Value("only").Split(',') : null)) : default);
            if (!stays) Form.Fail(type == "named" ? "only" : "type", "Nobody would be left who could lift it again. Leave in a key worker, their manager or a safeguarding lead who sees the record");
            if (!Form.IsGood) return Page();
            (Effect, Answers) = (EffectView.Of(partnership.Vocabulary, change, accounts.NameOf), [.. Form.Said()]);
            return Page();
        }
        if (!await telling.Record(Viewer.Id, capacity, Viewer.Once(Form.Key))) return Page();
        Done = "The record is restricted.";
        return LocalRedirect(After(partnership, Viewer, token));
    }

    /// <summary>In which capacity a viewer says so.</summary>
    internal static string Capacity(Partnership partnership, Viewer viewer) =>
        viewer.IsPerson ? "person" : partnership.Read(r => r.Access.CapacitiesFor(viewer.Id, partnership.Vocabulary.Find("restriction")!)) is [var first, ..] ? first : "";

    /// <summary>Back to the restrictions, or where somebody goes who has just shut themselves out.</summary>
    internal static string After(Partnership partnership, Viewer viewer, string token) =>
        partnership.Read(r => May(r, viewer.Id, token)) ? Links.Restrict(token) : Links.Home(viewer);

    internal static bool May(Reading read, string viewer, string token) => read.Access.MayRecord(viewer, read.Facts.Vocabulary.Find("restriction")!, token).IsYes;

    /// <summary>For keeping somebody safe where the viewer sees such facts, and for care otherwise.</summary>
    internal static string PurposeOf(Partnership partnership, Viewer viewer, string token) =>
        partnership.Read(r => r.Access.May(viewer.Id, "safeguard", "safeguarding", token).IsYes) ? "safeguard" : "care";

    private static bool SomebodyMayLift(Access access, Kind kind, string token, SightChange change, IReadOnlyList<string>? named) =>
        access.SeenBy(token).Select(s => s.Member).Distinct(StringComparer.Ordinal).Any(m => !change.NoLongerFind.Contains(m) && (named is null || named.Contains(m)) && access.MayRecord(m, kind, token).IsYes);

    private async Task<bool> Open(string token)
    {
        var found = await opening.One(Viewer, PurposeOf(partnership, Viewer, token), "restrict", token, record => !May(record.Read, Viewer.Id, token) ? new Found("", [], [], [])
            : new Found(record.Name, RestrictionRow.Of(record, Viewer.Id, accounts.NameOf), record.Read.Access.SeenBy(token), [.. Said.Of(record.Read.Facts, "organisation").Where(o => o.Covers(record.Read.Today)).Select(o => o.Subject).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]));
        if (found is null || found.Name.Length == 0) return false;
        (Token, Name) = (token, found.Name);
        Standing = [.. found.Standing.Select(r => r with { Why = Why(partnership, r) })];
        var members = found.Seers.DistinctBy(s => s.Member, StringComparer.Ordinal).Select(s => new Option(s.Member, $"{accounts.NameOf(s.Member)}, {s.Partner}")).OrderBy(o => o.Label, StringComparer.OrdinalIgnoreCase);
        Form = new Form(
            new Field("type", "What do you want to do?", Asks.OneOf)
            {
                IsRequired = true, WhenEmpty = "Choose what you want to do",
                Options = [new("named", "Let only some members see the record", "To all others it is as if it were not there."), new("partner", "Hide it from one partner", "Everyone who works there, whatever else they do."), new("address", "Hide the address", "Only those who work with them see it."), new("existence", "Hide that they are here", "Only those who work with them find them."), new("hold", "Hold it during a dispute", "It is not used for checking claims, paying or evaluation.")],
            },
            new Field("only", "If only some: who may still see it?", Asks.AnyOf) { Options = [.. members], Hint = "They see no more than they do today." },
            new Field("from", "If hidden from one partner: which?", Asks.OneOf) { Options = [.. found.Partners.Select(p => new Option(p, p))] },
            new Field("why", "Why?", Asks.Words) { IsRequired = true, WhenEmpty = "Say why", Hint = "Kept sealed. Those who keep people safe can read it." },
            new Field("until", "Until when?", Asks.Date) { Hint = "Leave it empty if no end is known. It can be lifted on any day." }) { Button = "See who would see less" };
        return true;
    }

    internal static string Why(Partnership partnership, RestrictionRow row) =>
        row.Positions.Select(p => partnership.Folder.Fact(p)?.Draft.Details.FirstOrDefault(d => d.Detail.Name == "words").Text).FirstOrDefault(w => w is { Length: > 0 }) ?? "";
}
