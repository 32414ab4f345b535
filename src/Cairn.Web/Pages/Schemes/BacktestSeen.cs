using Cairn.Desk;
using Cairn.Desk.Pricing;
using Cairn.Record;
using Cairn.Rules;

namespace Cairn.Web.Pages.Schemes;

/// <summary>
/// What of a backtest one reader may know. Its groups and curves tell of single people, so whatever it rests on must be theirs to see of everyone in it:
/// that they are in the scheme, their money, and what makes them eligible. A result, a group or a death that rests on anything else is left out.
/// </summary>
internal sealed class BacktestSeen
{
    private readonly HashSet<string> categories;

    private BacktestSeen(Evaluation answer, IReadOnlyList<string> people, HashSet<string> categories)
    {
        (Answer, People, this.categories) = (answer, people, categories);
        Outcomes = [.. answer.Scheme.Outcomes.Where(o => o.When is { } when && Sees(answer.Scheme, when))];
    }

    public Evaluation Answer { get; }

    /// <summary>Everyone whose time has begun, by their tokens.</summary>
    public IReadOnlyList<string> People { get; }

    /// <summary>Steps and results of which all facts may be seen.</summary>
    public IReadOnlyList<Outcome> Outcomes { get; }

    public BacktestSight Sight => new(Outcomes.ToHashSet(), Answer.Facts.Vocabulary.Find("death") is not { } death || categories.Contains(death.Category));

    /// <summary>Null where there is nobody, where somebody is in it whom the reader may not see so, or where no result is left.</summary>
    public static BacktestSeen? Of(OpenList list, Scheme scheme)
    {
        if (scheme.About is not About.Person || scheme.Payers.Count == 0 || scheme.Outcomes.All(o => o.When is null)) return null;
        var answer = list.Read.Answer(scheme);
        var tokens = answer.Facts.Of(About.Person);
        var people = Enumerable.Range(0, answer.Roll.Count).Where(s => Backtest.FirstDay(answer, s) is not null).Select(s => tokens[s]).ToList();
        if (people.Count == 0) return null;
        HashSet<string>? all = null;
        foreach (var person in people)
        {
            var sight = list.Ask(person);
            if (!sight.Exists || !sight.Sees("plan") || !sight.Sees("money")) return null;
            all ??= [.. sight.Categories.Keys];
            all.RemoveWhere(c => !sight.Sees(c));
        }
        var found = new BacktestSeen(answer, people, all!);
        return found.Outcomes.Count > 0 && (scheme.Eligible is not { } eligible || found.Sees(scheme, eligible)) ? found : null;
    }

    /// <summary>The kinds by whose main code people can be put into groups: seen of everyone, and at least two groups of them.</summary>
    public IEnumerable<(Kind Kind, Grouping Grouping)> Groupings() =>
        Answer.Facts.Vocabulary.Kinds.Where(k => k is { About: About.Person, Main.Type: DetailType.Code } && categories.Contains(k.Category)).Select(k => (k, Grouping.Of(k.Name, Answer, s => Backtest.FirstDay(Answer, s), out _)))
            .Where(g => g.Item2 is { Groups.Count: > 1 }).Select(g => (g.k, g.Item2!)).OrderBy(g => g.k.Title, StringComparer.CurrentCulture);

    private bool Sees(Scheme scheme, Clause clause) => scheme.KindsBehind(clause).Where(k => k.About is About.Person).All(k => categories.Contains(k.Category));
}
