using Cairn.Record;
using Cairn.Rules;

namespace Cairn.Web.Pages.Schemes;

/// <summary>One person's part of a budget, equal and by need.</summary>
public sealed record Part(string Token, string Name, long Equal, long ByNeed);

/// <summary>How many people would have less, the same or more by need, and the pounds of them together.</summary>
public sealed record PartGroup(string Title, int People, long Equal, long ByNeed);

/// <summary>
/// A budget divided equally and by need, beside each other. By name for whoever may see the people's money and what their need is measured by; in groups for
/// whoever sees money, or may see all of them: from others the few would be known by their pounds.
/// </summary>
public sealed record DivisionView(string Holds, string Measured, string? Refused, IReadOnlyList<PartGroup> Groups, IReadOnlyList<Part> People)
{
    public static DivisionView Of(OpenList list, Budgets budgets, bool seesMoney)
    {
        var (rules, need, tokens) = (budgets.Rules, budgets.Rules.ByNeed!, budgets.Answer.Facts.Of(About.Person));
        var parts = budgets.Allocations.Where(a => a.ByNeed is not null).ToList();
        var known = parts.Where(a => list.Ask(tokens[a.Subject]) is { Exists: true } sight && sight.Sees("plan") && sight.Sees("money") && sight.Sees("treatment")).ToList();
        PartGroup Group(string title, IEnumerable<Allocation> of) => new(title, of.Count(), of.Sum(a => a.Equal), of.Sum(a => a.ByNeed!.Value));
        PartGroup[] groups = [Group("Less by need", parts.Where(a => a.ByNeed < a.Equal)), Group("The same", parts.Where(a => a.ByNeed == a.Equal)), Group("More by need", parts.Where(a => a.ByNeed > a.Equal)), Group("All together", parts)];
        return new(
            rules.Share switch { BudgetShare.Equal => "Everyone has an equal part.", BudgetShare.ByNeed => "Everyone has a part by their need.", _ => "Everyone has what was recorded for them." },
            $"Need is measured on {Day.Long(need.AsAt)}. Whoever joins later has an equal part either way.",
            budgets.ByNeedRefused,
            parts.Count > 0 && (seesMoney || known.Count == parts.Count) ? groups : [],
            [.. known.Select(a => new Part(tokens[a.Subject], list.Name(tokens[a.Subject]), a.Equal, a.ByNeed!.Value)).OrderByDescending(p => p.ByNeed).ThenBy(p => p.Name, StringComparer.CurrentCulture)]);
    }
}
