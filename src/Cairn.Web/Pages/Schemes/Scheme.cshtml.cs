using System.Globalization;
using Cairn.Desk;
using Cairn.Desk.Published;
using Cairn.Pictures;
using Cairn.Record;
using Cairn.Rules;
using Cairn.Web.Frame;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.Schemes;

/// <summary>One scheme: who has a place, what is payable under which cap, what was reached, and the rules as they read aloud.</summary>
public sealed class SchemeModel(Opening opening) : CairnPage
{
    public sealed record Bar(string Title, long Payable, long Cap)
    {
        /// <summary>Of 600.</summary>
        public string Width => Cap == 0 ? "0" : (600.0 * Math.Clamp(Payable, 0, Cap) / Cap).ToString("0.0", CultureInfo.InvariantCulture);
    }

    /// <summary>How many people meet a clause now, said so that few people point at nobody, and which of them the viewer works with.</summary>
    public sealed record Meeting(string Says, IReadOnlyList<(string Token, string Name)> Mine);

    public sealed record GrantLine(string Name, long Allocated, long? ByNeed, string Reason);

    public Scheme Scheme { get; private set; } = null!;

    /// <summary>Who meets the rule of eligibility now; null where the scheme is about no people.</summary>
    public Meeting? MeetsEligible { get; private set; }

    /// <summary>Who has reached each result, by its number.</summary>
    public IReadOnlyDictionary<int, Meeting> MeetsOutcome { get; private set; } = new Dictionary<int, Meeting>();

    /// <summary>A sum shared out; null for other schemes.</summary>
    public Grants? Grant { get; private set; }

    public IReadOnlyList<GrantLine> Allocated { get; private set; } = [];

    public ShareBars? Picture { get; private set; }

    /// <summary>A budget divided both ways; null for other schemes, and where need is not weighed.</summary>
    public DivisionView? Divided { get; private set; }

    public IReadOnlyList<(string Label, int Count)> Standings { get; private set; } = [];

    public IReadOnlyList<Bar> Caps { get; private set; } = [];

    public IReadOnlyList<(Outcome Outcome, OutcomeTotal Total)> Outcomes { get; private set; } = [];

    /// <summary>What is watched, under what it serves: a plan's priorities and objectives, in the plan's order.</summary>
    public IReadOnlyList<(string? Aim, string? Under, IReadOnlyList<IndicatorLine> Lines)> Watched { get; private set; } = [];

    /// <summary>Pieces of work that two funds pay for on the same days; null where nobody watches that.</summary>
    public IReadOnlyList<Overlap>? PaidTwice { get; private set; }

    /// <summary>Whether this reader may look for people whom two funds pay for.</summary>
    public bool MaySeeTwoFunds { get; private set; }

    /// <summary>Whether the reader sees what is paid: how many were paid for is then no secret to them. From others small numbers, and the pounds that would give them away, are kept.</summary>
    public bool SeesMoney { get; private set; }

    /// <summary>Whether this reader may propose other rules.</summary>
    public bool MayChange { get; private set; }

    /// <summary>Whether this reader may see everyone on whom it rests what the scheme would have paid.</summary>
    public bool MayTest { get; private set; }

    /// <summary>Whether there is a board paper that this reader may open.</summary>
    public bool HasBoard => SeesMoney && Scheme.PaysResults;

    /// <summary>How many people, as this reader may be told.</summary>
    public string Count(long people) => SeesMoney || Scheme.About is not About.Person ? people.ToString("#,0", CultureInfo.InvariantCulture) : Few.Count(people);

    public async Task<IActionResult> OnGetAsync(string name) => await opening.Some(Viewer, "care", "scheme", list => Look(list, name)) ? Page() : NotFound();

    private bool Look(OpenList list, string name)
    {
        var read = list.Read;
        if (read.Schemes.FirstOrDefault(s => s.Name == name) is not { } scheme) return false;
        Scheme = scheme;
        SeesMoney = read.Access.May(Viewer.Id, Right.SeeMoney).IsYes;
        MayTest = SeesMoney && BacktestSeen.Of(new OpenList(read, Viewer, "verify"), scheme) is not null;
        MayChange = read.Access.May(Viewer.Id, Right.EditSchemes).IsYes;
        var answer = read.Answer(scheme);
        var figures = read.Indicators(scheme);
        var aims = scheme.Plan is { } plan ? plan.Objectives.Concat(plan.Priorities).ToList() : [];
        Watched = [.. scheme.Indicators.GroupBy(i => i.For).OrderBy(g => aims.FindIndex(a => a.Name == g.Key)).Select(g => (Aim: aims.Find(a => a.Name == g.Key), g))
            .Select(g => (g.Aim?.Title, Under(scheme.Plan, g.Aim), (IReadOnlyList<IndicatorLine>)[.. g.g.Select(i => IndicatorLine.Of(figures, i))]))];
        if (scheme.Grant is not null) Share(read.Grants(scheme));
        if (scheme.Budget is { ByNeed: not null }) Divided = DivisionView.Of(list, read.Budgets(scheme), SeesMoney);
        if (scheme.About is About.Person) Meet(list, answer);
        PaidTwice = scheme.Plan?.Activities is { } activities ? Funding.Overlaps(answer, activities) : null;
        MaySeeTwoFunds = TwoFundsModel.PurposeOf(read, Viewer.Id, scheme) is not null;
        if (scheme.Outcomes.Count == 0) return true;
        Outcomes = [.. scheme.Outcomes.Select((o, i) => (o, answer.Totals[i]))];
        var paid = scheme.Payers.Select((payer, p) => (payer, Payable: Enumerable.Range(0, answer.Achievements.Count).Sum(a => answer.Part(a, p)))).ToList();
        Caps = [.. paid.Where(p => p.payer.Cap is not null).Select(p => new Bar(p.payer.Title, p.Payable, p.payer.Cap!.Value))];
        if (scheme.About is not About.Person) return true;
        var standings = Enumerable.Range(0, answer.Roll.Count).Select(answer.Roll.StandingOf).GroupBy(s => s).ToDictionary(g => g.Key, g => g.Count());
        int Of(Standing standing) => standings.GetValueOrDefault(standing);
        Standings = [("Referred", Of(Standing.NotEligible) + Of(Standing.Waits) + Of(Standing.HasPlace)), ("Have a place", Of(Standing.HasPlace)), ("Wait", Of(Standing.Waits)), ("Not eligible", Of(Standing.NotEligible))];
        return true;
    }

    private void Share(Grants grants)
    {
        var names = grants.Answer.Facts.Of(grants.Answer.Scheme.About);
        Grant = grants;
        Allocated = [.. grants.Shares.OrderByDescending(s => s.Allocated).Select(s => new GrantLine(names[s.Subject], s.Allocated, s.ByNeed, s.Reason))];
        if (Allocated.Count > 0) Picture = new ShareBars($"{Scheme.Title}: who was allocated what", "Allocated", "By need", [.. Allocated.Select(a => new SharePart(a.Name, a.Allocated, a.ByNeed))]);
    }

    private void Meet(OpenList list, Evaluation answer)
    {
        var tokens = answer.Facts.Of(About.Person);
        var money = list.Read.Access.May(Viewer.Id, Right.SeeMoney).IsYes;
        var mine = list.People.Select(t => answer.Facts.Subject(About.Person, t)).ToHashSet();
        Meeting Of(Clause clause, IEnumerable<int> who, string one, string many)
        {
            var all = who.ToList();
            var categories = Scheme.KindsBehind(clause).Where(k => k.About is About.Person).Select(k => k.Category).ToHashSet(StringComparer.Ordinal);
            // That somebody is in a scheme at all is a matter of plan.
            categories.Add("plan");
            var known = all.Where(mine.Contains).Where(s => list.Ask(tokens[s]) is { Exists: true } sight && categories.All(sight.Sees)).ToList();
            var count = money || known.Count == all.Count ? all.Count switch { 0 => "Nobody", 1 => "1 person", var n => $"{n:#,0} people" } : Few.People(all.Count);
            return new($"{count} {(count is "Nobody" or "1 person" ? one : many)}", [.. known.Select(s => (tokens[s], list.Name(tokens[s]))).OrderBy(p => p.Item2, StringComparer.CurrentCulture)]);
        }
        if (Scheme.Eligible is { } rule) MeetsEligible = Of(rule, Enumerable.Range(0, answer.Roll.Count).Where(s => answer.Roll.StandingOf(s) is Standing.HasPlace or Standing.Waits), "who was referred meets this now", "who were referred meet this now");
        MeetsOutcome = Scheme.Outcomes.Where(o => o.When is not null).ToDictionary(o => o.Number, o => Of(o.When!, answer.Achievements.Where(a => a.Outcome == o.Number && a.Subject >= 0).Select(a => a.Subject).Distinct(), "has met this so far", "have met this so far"));
    }

    private static string? Under(JointPlan? plan, Aim? aim) => plan?.Objectives.Concat(plan.National).FirstOrDefault(a => a.Name == aim?.Under)?.Title;
}
