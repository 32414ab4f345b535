using System.Security.Cryptography;
using System.Text;
using Cairn.Desk.Pricing;
using Cairn.Record;
using Cairn.Rules;

namespace Cairn.Desk.Published;

/// <summary>
/// Everyone who had a place by the end of a financial year and by the end of no earlier one, and what became of them by the end of the next: each as it was known
/// 60 days after. Nobody is in two, and none ever changes, so that no two tables of people can be subtracted.
/// </summary>
public sealed record YearCohort(Period Year, Scheme Rules, Evaluation Answer, IReadOnlyList<int> People, IReadOnlyDictionary<int, InView> View)
{
    /// <summary>The last day by which what they reached counts.</summary>
    public int Until => Answer.On;

    /// <summary>A hash over who they are, by the record's own tokens and not by name: the same people have the same.</summary>
    public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(People.Select(s => Answer.Facts.Of(Answer.Scheme.About)[s]).Order(StringComparer.Ordinal).Select(token => token + "\n")))));

    /// <summary>All that can be told by a day, the first first.</summary>
    /// <param name="facts">The record.</param>
    /// <param name="rulesOn">The scheme's rules as they held on a day.</param>
    /// <param name="today">The day on which it is told.</param>
    /// <param name="followed">The kind of spell on whose days people were in view; null where they always were.</param>
    public static IReadOnlyList<YearCohort> Of(Facts facts, Func<int, Scheme> rulesOn, int today, Kind? followed)
    {
        var (found, before, scheme) = (new List<YearCohort>(), new HashSet<int>(), rulesOn(today));
        for (Period? at = Period.Of(Per.FinancialYear, scheme.Opens, scheme); at is { } year && year.First <= scheme.RunOffEnds && year.Next is { } next && next.Last + Breakdown.ToldAfter <= today; at = next)
        {
            var roll = Evaluation.Of(rulesOn(year.Last + Breakdown.ToldAfter), facts, year.Last, year.Last + Breakdown.ToldAfter).Roll;
            var people = Enumerable.Range(0, roll.Count).Where(s => roll.StandingOf(s) is Standing.HasPlace && before.Add(s)).ToList();
            var rules = rulesOn(next.Last + Breakdown.ToldAfter);
            var answer = Evaluation.Of(rules, facts, next.Last, next.Last + Breakdown.ToldAfter);
            var view = people.Select(s => Backtest.Seen(answer, followed, s)).OfType<InView>().ToDictionary(v => v.Subject);
            if (people.Count > 0) found.Add(new(year, rules, answer, people, view));
        }
        return found;
    }

    /// <summary>What a person can reach, in the order of the file.</summary>
    public IReadOnlyList<Outcome> Steps { get; } = [.. Rules.Outcomes.Where(o => o.When is not null)];

    public bool Has(int subject) => who.Value.Contains(subject);

    /// <summary>Those who reached an outcome.</summary>
    public IEnumerable<int> Who(Outcome outcome) => People.Where(s => Reached(s, outcome) is not null);

    /// <summary>The day on which somebody first reached an outcome; null where they did not.</summary>
    public int? Reached(int subject, Outcome outcome) => days.Value.TryGetValue((subject, outcome.Number), out var day) ? day : null;

    private readonly Lazy<HashSet<int>> who = new(() => [.. People]);

    private readonly Lazy<Dictionary<(int, int), int>> days = new(() => Answer.Achievements.Where(a => a.Subject >= 0).GroupBy(a => (a.Subject, a.Outcome)).ToDictionary(g => g.Key, g => g.Min(a => a.Day)));
}
