using Cairn.Record;
using Cairn.Rules;
using Cairn.Web.Frame;

namespace Cairn.Web.Pages.Schemes;

/// <summary>Every scheme in force, in a line: when it runs, how many places are taken, what is payable.</summary>
public sealed class IndexModel(Partnership partnership) : CairnPage
{
    public sealed record Line(string Name, string Title, string Shape, string Opens, string Closes, string RunsOff, string Places, string Payable, bool IsOver);

    public IReadOnlyList<Line> Lines { get; private set; } = [];

    public void OnGet() => Lines = partnership.Read(read => read.Schemes.Select(s => Of(s, read)).ToList());

    private static Line Of(Scheme scheme, Reading read)
    {
        var shape = scheme.Money switch { MoneyShape.Contract => "Contract", MoneyShape.Grant => "Grant", MoneyShape.Budget => "Personal budgets", MoneyShape.Plan => "Plan", _ => "Watched, not paid" };
        var (opens, closes) = (Day.Long(scheme.Opens), Day.Long(scheme.Closes));
        // A scheme that is closed and still counts results is not over: people claim and are paid.
        var runsOff = scheme.RunOffEnds > scheme.Closes && scheme.RunOffEnds < Day.Never;
        var off = runsOff ? Day.Long(scheme.RunOffEnds) : "";
        var over = (runsOff ? scheme.RunOffEnds : scheme.Closes) < read.Today;
        if (scheme.Outcomes.Count == 0) return new Line(scheme.Name, scheme.Title, shape, opens, closes, off, "", "", over);
        var answer = read.Answer(scheme);
        var taken = scheme.About is About.Person ? Enumerable.Range(0, answer.Roll.Count).Count(s => answer.Roll.StandingOf(s) is Standing.HasPlace) : 0;
        var places = scheme.Places is { } all ? $"{taken} of {all}" : scheme.About is About.Person ? $"{taken}" : "";
        return new Line(scheme.Name, scheme.Title, shape, opens, closes, off, places, scheme.Payers.Count > 0 ? Pence.Format(answer.Achievements.Sum(a => a.Payable)) : "", over);
    }
}
