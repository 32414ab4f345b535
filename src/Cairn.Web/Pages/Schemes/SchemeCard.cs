using Cairn.Desk.Published;
using Cairn.Record;
using Cairn.Rules;

namespace Cairn.Web.Pages.Schemes;

/// <summary>
/// A scheme at a glance: when it runs, its places, and the one number that matters for its shape. Nothing of it names anyone, and a number of
/// few people is not shown.
/// </summary>
public sealed record SchemeCard(string Name, string Title, string Shape, string Runs, string Number, string Of, string Places, bool IsOver)
{
    public static SchemeCard For(Scheme scheme, Reading read)
    {
        // A scheme that is closed and still counts results is not over: people claim and are paid.
        var runsOff = scheme.RunOffEnds > scheme.Closes && scheme.RunOffEnds < Day.Never;
        var runs = $"{Day.Long(scheme.Opens)} to {Day.Long(scheme.Closes)}{(runsOff ? $". Results count until {Day.Long(scheme.RunOffEnds)}" : "")}.";
        var answer = read.Answer(scheme);
        var (number, of) = Matters(scheme, answer, read);
        var places = "";
        if (scheme.Places is { } all && scheme.About is About.Person && scheme.Lots is null) places = $"{Enumerable.Range(0, answer.Roll.Count).Count(s => answer.Roll.StandingOf(s) is Standing.HasPlace)} of {all} places are taken.";
        return new(scheme.Name, scheme.Title, ShapeOf(scheme), runs, number, of, places, (runsOff ? scheme.RunOffEnds : scheme.Closes) < read.Today);
    }

    public static string ShapeOf(Scheme scheme) => scheme.Money switch { MoneyShape.Contract => "Contract", MoneyShape.Grant => "Grant", MoneyShape.Budget => "Personal budgets", MoneyShape.Plan => "Plan", _ => "Watched, not paid" };

    /// <summary>Payable of the cap, pounds left of all, allocated of announced, aims met, or the first figure that is watched.</summary>
    private static (string Number, string Of) Matters(Scheme scheme, Evaluation answer, Reading read)
    {
        if (scheme.Budget is not null && read.Budgets(scheme) is var budgets) return (Pence.Format(budgets.Rules.Sum - budgets.Allocations.Sum(a => budgets.PurseOf(a.Subject) is var p ? p.Held + p.Spent : 0)), $"left of {Pence.Format(budgets.Rules.Sum)}");
        if (scheme.Grant is not null && read.Grants(scheme) is var grants) return (Pence.Format(grants.Allocated), $"allocated of {Pence.Format(grants.Announced)} announced");
        if (scheme.PaysResults) return (Pence.Format(answer.Totals.Sum(t => t.Payable)), scheme.MostInAll is { } most ? $"payable so far, of {Pence.Format(most)} at most" : "payable so far");
        var figures = read.Indicators(scheme);
        if (scheme.Plan is not null)
        {
            // One that is hidden would be given away by whether it is met.
            var told = scheme.Indicators.Select(i => IndicatorLine.Of(figures, i).Figure).Where(f => f is { Standing.Length: > 0 }).ToList();
            return ($"{told.Count(f => f!.Standing == "Met")} of {told.Count}", "aims are met");
        }
        if (scheme.Indicators.Count > 0 && IndicatorLine.Of(figures, scheme.Indicators[0]) is { Figure: { } first } line) return (first.Text, $"{line.Indicator.Title}, {first.Period}{(first.IsFinal ? "" : " so far")}");
        return scheme.Outcomes.FirstOrDefault(o => !o.IsMilestone) is { } outcome ? (Few.People(Reached(answer, outcome)), $"reached: {outcome.Title}") : ("", "");
    }

    internal static int Reached(Evaluation answer, Outcome outcome) => answer.Achievements.Where(a => a.Outcome == outcome.Number).Select(a => a.Subject).Distinct().Count();
}
