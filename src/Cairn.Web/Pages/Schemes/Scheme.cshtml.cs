using System.Globalization;
using Cairn.Desk;
using Cairn.Record;
using Cairn.Rules;
using Cairn.Web.Frame;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.Schemes;

/// <summary>One scheme: who has a place, what is payable under which cap, what was reached, and the rules as they read aloud.</summary>
public sealed class SchemeModel(Partnership partnership) : CairnPage
{
    public sealed record Bar(string Title, long Payable, long Cap)
    {
        /// <summary>Of 600.</summary>
        public string Width => Cap == 0 ? "0" : (600.0 * Math.Clamp(Payable, 0, Cap) / Cap).ToString("0.0", CultureInfo.InvariantCulture);
    }

    public Scheme Scheme { get; private set; } = null!;

    public IReadOnlyList<(string Label, int Count)> Standings { get; private set; } = [];

    public IReadOnlyList<Bar> Caps { get; private set; } = [];

    public IReadOnlyList<(Outcome Outcome, OutcomeTotal Total)> Outcomes { get; private set; } = [];

    /// <summary>What is watched, under what it serves: a plan's priorities and objectives, in the plan's order.</summary>
    public IReadOnlyList<(string? Aim, string? Under, IReadOnlyList<IndicatorLine> Lines)> Watched { get; private set; } = [];

    /// <summary>Pieces of work that two funds pay for on the same days; null where nobody watches that.</summary>
    public IReadOnlyList<Overlap>? PaidTwice { get; private set; }

    /// <summary>Whether there is a board paper that this reader may open.</summary>
    public bool HasBoard { get; private set; }

    public IActionResult OnGet(string name) => partnership.Read(read => Look(read, name)) ? Page() : NotFound();

    private bool Look(Reading read, string name)
    {
        if (read.Schemes.FirstOrDefault(s => s.Name == name) is not { } scheme) return false;
        Scheme = scheme;
        HasBoard = scheme.Payers.Count > 0 && scheme.Outcomes.Any(o => o.Pays.Count > 0) && read.Access.May(Viewer.Id, Right.SeeMoney).IsYes;
        var answer = read.Answer(scheme);
        var figures = Indicators.Of(answer);
        var aims = scheme.Plan is { } plan ? plan.Objectives.Concat(plan.Priorities).ToList() : [];
        Watched = [.. scheme.Indicators.GroupBy(i => i.For).OrderBy(g => aims.FindIndex(a => a.Name == g.Key)).Select(g => (Aim: aims.Find(a => a.Name == g.Key), g))
            .Select(g => (g.Aim?.Title, Under(scheme.Plan, g.Aim), (IReadOnlyList<IndicatorLine>)[.. g.g.Select(i => IndicatorLine.Of(figures, i))]))];
        PaidTwice = scheme.Plan?.Activities is { } activities ? Funding.Overlaps(answer, activities) : null;
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

    private static string? Under(JointPlan? plan, Aim? aim) => plan?.Objectives.Concat(plan.National).FirstOrDefault(a => a.Name == aim?.Under)?.Title;
}
