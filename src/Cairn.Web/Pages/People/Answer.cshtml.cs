using Cairn.Desk;
using Cairn.Desk.Paying;
using Cairn.Record;
using Cairn.Rules;
using Cairn.Store;
using Cairn.Web.Frame;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.People;

/// <summary>Answering a referral: taken on, and by whom, with a place where one is free; or turned away, with a coded reason. Both are facts.</summary>
public sealed class AnswerModel(Partnership partnership, Opening opening, Accounts accounts) : CairnPage
{
    public sealed record Seen(Arrival Arrival, string Name, bool SeesPlan, string Partner, string? Scheme, string Standing, bool MayPlace, IReadOnlyList<(string Member, string Role)> Workers);

    public Seen Shown { get; private set; } = null!;

    public Form Form { get; private set; } = new();

    public IReadOnlyList<(string Label, string Value)> Lines { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(long position) => await Open(position) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(long position)
    {
        if (!await Open(position)) return NotFound();
        Form.Read(await Request.ReadFormAsync());
        var accepts = Form.Value("answer") != "decline";
        if (accepts && Form.Value("worker").Length == 0) Form.Fail("worker", $"Choose who works with {Shown.Name}");
        if (!accepts && Form.Value("why").Length == 0) Form.Fail("why", $"Choose why {Shown.Name} is turned away");
        if (!Form.IsGood) return Page();
        var (arrival, telling) = (Shown.Arrival, new Telling(partnership, Form));
        string Capacity(string kind) => partnership.Read(r => r.Access.CapacitiesFor(Viewer.Id, partnership.Vocabulary.Find(kind)!)) is [var first, ..] ? first : "";
        var places = accepts && Shown.MayPlace && Form.Value("place") == "yes";
        if (accepts)
        {
            var (member, role) = Shown.Workers.First(w => w.Member == Form.Value("worker"));
            telling.Say("works-with", arrival.Person, Capacity("works-with"), ("role", role), ("member-name", member));
            if (places) telling.Say("enrolment", arrival.Person, Capacity("enrolment"), ("scheme", arrival.Scheme));
        }
        else telling.Say("refused", arrival.Person, Capacity("refused"), ("why", Form.Value("why")), ("scheme", arrival.Scheme), ("service", Shown.Partner), ("words", Form.Value("words")));
        if (!await telling.Record(Viewer.Id, Capacity(accepts ? "works-with" : "refused"), Viewer.Once(Form.Key), refuses: state => FreePlaces.Refuses(partnership, state, telling.Drafts))) return Page();
        Done = accepts ? places ? "They are taken on and have a place." : "They are taken on." : "The referral is answered. Tell them why, and where else they can turn.";
        return LocalRedirect(Links.Arrivals);
    }

    private async Task<bool> Open(long position)
    {
        var purpose = ArrivalsModel.PurposeOf(partnership, Viewer);
        var (about, standing) = partnership.Read(r => (Arrivals.Of(r.Facts, r.Access.Of(Viewer.Id), r.Today).FirstOrDefault(a => a.Position + 1L == position), r.Access.Of(Viewer.Id)));
        if (about is null) return false;
        var seen = await opening.One(Viewer, purpose, "answer", about.Person, record =>
        {
            if (record.Read.Access.MayTakeOn(Viewer.Id, about.Person).Basis is not { } basis) return new Seen(about, "", false, "", null, "", false, []);
            var scheme = record.Read.Schemes.FirstOrDefault(s => s.Name == about.Scheme);
            var stands = scheme is { Outcomes.Count: > 0 } && record.Subject < record.Read.Answer(scheme).Roll.Count ? record.Read.Answer(scheme).Roll.StandingOf(record.Subject) : Standing.NotReferred;
            var enrols = record.Read.Access.CapacitiesFor(Viewer.Id, partnership.Vocabulary.Find("enrolment")!).Count > 0;
            return new Seen(about, record.Name, record.Sees("plan"), basis.Partner, scheme?.Title, record.Sees("plan") ? Words(stands) : "", enrols && scheme is not null && stands is not Standing.NotEligible && FreePlaces.HasOne(partnership, record.Read.State, scheme, about.Person), Workers(record.Read, basis.Partner));
        });
        if (seen is null || seen.Name.Length == 0) return false;
        Shown = seen;
        Lines = [.. Said(position)];
        Form = Asked();
        return true;
    }

    private Form Asked()
    {
        var fields = new List<Field>
        {
            new("answer", "What is your answer?", Asks.OneOf) { IsRequired = true, WhenEmpty = "Choose whether you take them on", Options = [new Option("accept", "We take them on"), new Option("decline", "We cannot take them on")] },
            new("worker", "If you take them on: who works with them?", Asks.OneOf) { Options = [.. Shown.Workers.Select(w => new Option(w.Member, $"{accounts.NameOf(w.Member)}, {FactForm.Titled(w.Role).ToLowerInvariant()}"))] },
        };
        if (Shown.MayPlace) fields.Add(new Field("place", $"Does their place in {Shown.Scheme} begin today?", Asks.OneOf) { Options = [new Option("yes", "Yes"), new Option("no", "Not yet")] });
        var why = partnership.Vocabulary.Lists.First(l => l.Name == "refusals").Codes;
        fields.Add(new Field("why", "If you cannot: why?", Asks.OneOf) { Options = [.. why.Select(c => new Option(c.Name, c.Title))] });
        fields.Add(new Field("words", "What would change the answer, and what they can do instead", Asks.Words) { Hint = "They can read this." });
        return new Form(fields) { Button = "Send the answer" };
    }

    private IEnumerable<(string, string)> Said(long position)
    {
        var (arrival, names) = (Shown.Arrival, partnership.Vocabulary.Lists.First(l => l.Name == "referrers"));
        if (!Shown.SeesPlan) yield break;
        if (Shown.Scheme is { } scheme) yield return ("Scheme", scheme);
        if (arrival.MadeBy is { } from) yield return ("Made by", from);
        if (arrival.By is { } by && names.Find(by) is >= 0 and var code) yield return ("Asked for by", names.Codes[code].Title);
        if (partnership.Folder.Fact(position)?.Draft.Details.FirstOrDefault(d => d.Detail.Name == "reason").Text is { Length: > 0 } reason) yield return ("What they say", reason);
        if (Shown.Standing.Length > 0) yield return ("Standing", Shown.Standing);
    }

    /// <summary>Those of the partner who say facts about people: a role that records for others, or who works with them already.</summary>
    private static IReadOnlyList<(string, string)> Workers(Reading read, string partner) =>
        [.. Cairn.Desk.Said.Of(read.Facts, "membership").Where(m => m.Covers(read.Today) && m.Name("works-for") == partner).Select(m => (m.Subject, m.Code("role") ?? ""))
            .Where(m => m.Item2 is "key-worker" or "caseworker" or "nurse" or "doctor" or "housing-worker" or "employment-adviser" or "work-coach" or "team-manager").GroupBy(m => m.Item1, StringComparer.Ordinal).Select(g => g.First())];

    private static string Words(Standing standing) => standing switch
    {
        Standing.NotEligible => "Not eligible, as far as is recorded", Standing.Waits => "Eligible; waits for a place", Standing.HasPlace => "Has a place", _ => "",
    };
}
