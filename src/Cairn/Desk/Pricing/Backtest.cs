using Cairn.Record;
using Cairn.Rules;
using Cairn.Survival;

namespace Cairn.Desk.Pricing;

/// <summary>Why somebody is in view no longer: time ran out (the day asked about, or the end of the scheme's run-off), they died, or the record says until when they were followed.</summary>
public enum Until { TimeRanOut, Died, LeftView }

/// <summary>Somebody with a place, from the first day that counts for them to the last on which they were in view.</summary>
public sealed record InView(int Subject, string Group, int From, int To, Until Why);

/// <summary>What one group comes to. Paid is in pence, for results of its people; a result of everyone together is nobody's.</summary>
public sealed record BacktestGroup(string Group, int Referred, int Eligible, int Placed, int PaidFor, long Paid);

/// <summary>Days to a result, by group: the curves (of groups that reach it, where it asks for the group itself), how they compare or why they cannot be, and how many reached it only after they had left view.</summary>
public sealed record OutcomeCurves(Outcome Outcome, IReadOnlyList<KaplanMeier> Curves, string? Comparison, LogRank? Test, int AfterView)
{
    /// <summary>How the groups compare with other things held alike; null where that was not asked, or the groups cannot be compared.</summary>
    public AlikeModel? Alike { get; init; }
}

/// <summary>A Cox model of how soon a result comes: what each covariate is set against, the fit, and why there is none.</summary>
public sealed record AlikeModel(IReadOnlyList<string> Against, CoxFit? Fit, string? Why);

/// <summary>What of a backtest its reader may know. Where deaths are not, nobody's time ends with one: whoever died counts as not having reached what they had not.</summary>
public sealed record BacktestSight(IReadOnlySet<Outcome> Outcomes, bool Deaths);

/// <summary>
/// What a scheme would have paid on a record, and how soon its results came. Those with a place are followed: from their enrolment where there is one, else from their
/// referral, until the day asked about, the end of the run-off, their death, or the last day on which a kind of fact says they were in view.
/// </summary>
public sealed class Backtest
{
    private Backtest(Evaluation answer, Grouping? by, BacktestSight? sight, IReadOnlyList<InView> people, int neverInView)
    {
        (Answer, By, Sight, People, NeverInView) = (answer, by, sight, people, neverInView);
        Outcomes = [.. answer.Scheme.Outcomes.Where(o => sight?.Outcomes.Contains(o) is not false)];
        Achievements = sight is null ? answer.Achievements : [.. answer.Achievements.Where(a => sight.Outcomes.Contains(answer.Scheme.Outcomes[a.Outcome]))];
    }

    public Evaluation Answer { get; }

    /// <summary>What the reader may know; null where that is all.</summary>
    public BacktestSight? Sight { get; }

    /// <summary>The results that the reader may know of.</summary>
    public IReadOnlyList<Outcome> Outcomes { get; }

    /// <summary>How often those were reached, and what would have been paid for them.</summary>
    public IReadOnlyList<Achievement> Achievements { get; }

    public Grouping? By { get; }

    /// <summary>Everyone who is followed.</summary>
    public IReadOnlyList<InView> People { get; }

    /// <summary>How many have a place and no day on which they were in view; they are in the pounds and in no curve.</summary>
    public int NeverInView { get; }

    public IReadOnlyList<BacktestGroup> Groups { get; private set; } = [];

    public IReadOnlyList<OutcomeCurves> Curves { get; private set; } = [];

    /// <summary>The day on which somebody's time begins: their enrolment, or else their referral; null for who was not referred by the day asked about.</summary>
    public static int? FirstDay(Evaluation answer, int subject) =>
        answer.Roll.EnrolledOn(subject) <= answer.On ? answer.Roll.EnrolledOn(subject) : answer.Roll.ReferredOn(subject) <= answer.On ? answer.Roll.ReferredOn(subject) : null;

    /// <param name="answer">What the scheme says of the record.</param>
    /// <param name="by">Groups to compare; null for everyone together.</param>
    /// <param name="followed">The kind of spell on whose days people were in view; null where they always were.</param>
    /// <param name="sight">What the reader may know; null for all of it.</param>
    /// <param name="alike">What to hold alike where groups are compared; null for no model.</param>
    /// <param name="ties">How the model takes results that came after as many days.</param>
    public static Backtest Of(Evaluation answer, Grouping? by, Kind? followed, BacktestSight? sight = null, IReadOnlyList<HeldAlike>? alike = null, Ties ties = Ties.Efron)
    {
        var (view, never) = (new List<InView>(), 0);
        for (var s = 0; s < answer.Roll.Count; s++)
        {
            if (answer.Roll.StandingOf(s) is not Standing.HasPlace || FirstDay(answer, s) is null) continue;
            if (Seen(answer, followed, s, sight) is { } seen) view.Add(seen with { Group = by?.Of(s) ?? "" });
            else never++;
        }
        var found = new Backtest(answer, by, sight, view, never);
        var reached = found.Achievements.Where(a => a.Subject >= 0).GroupBy(a => (a.Subject, a.Outcome)).ToDictionary(g => g.Key, g => g.Min(a => a.Day));
        found.Groups = InGroups(found);
        found.Curves = [.. found.Outcomes.Where(o => o.When is not null).Select(o => CurvesOf(answer, o, by, view, reached, rows => ModelOf(rows, by, view, alike, ties)))];
        return found;
    }

    /// <summary>From when until when somebody was in view, and why no longer, in no group; null for who was not referred by the day asked about, or never in view.</summary>
    public static InView? Seen(Evaluation answer, Kind? followed, int subject, BacktestSight? sight = null) =>
        FirstDay(answer, subject) is { } first && Last(answer, followed, sight, subject) is var (last, why) && last >= first ? new(subject, "", first, last, why) : null;

    private static (int Last, Until Why) Last(Evaluation answer, Kind? followed, BacktestSight? sight, int subject)
    {
        var (last, why) = (Math.Min(answer.On, answer.Scheme.RunOffEnds), Until.TimeRanOut);
        if (sight?.Deaths is not false && answer.Facts.Vocabulary.Find("death") is { } death && Rows(answer, death, subject).Select(r => (int)r.From).DefaultIfEmpty(Day.Never).Min() is var died && died <= last) (last, why) = (died, Until.Died);
        if (followed is not null && Rows(answer, followed, subject).Select(r => (int)r.To).DefaultIfEmpty(-1).Max() is var seen && seen < last) (last, why) = (seen, Until.LeftView);
        return (last, why);
    }

    private static IEnumerable<Row> Rows(Evaluation answer, Kind kind, int subject)
    {
        if (answer.Facts.Index.Table(kind) is not { } table) return [];
        return table.Rows[table.Start[subject]..table.Start[subject + 1]].Where(r => r.KnownAt(Math.Min(answer.Known, Day.Last)) && r.From <= answer.On);
    }

    private static List<BacktestGroup> InGroups(Backtest found)
    {
        var (answer, by) = (found.Answer, found.By);
        var paid = found.Achievements.Where(a => a.Subject >= 0).GroupBy(a => a.Subject).ToDictionary(g => g.Key, g => g.Sum(a => a.Payable));
        var roll = answer.Roll;
        var asked = Enumerable.Range(0, roll.Count).Where(s => FirstDay(answer, s) is not null).ToLookup(s => by?.Of(s) ?? "");
        return [.. (by?.Groups ?? [""]).Select(g => new BacktestGroup(g, asked[g].Count(), asked[g].Count(s => roll.EligibleOn(s) <= answer.On), asked[g].Count(s => roll.StandingOf(s) is Standing.HasPlace),
            asked[g].Count(s => paid.GetValueOrDefault(s) > 0), asked[g].Sum(s => paid.GetValueOrDefault(s))))];
    }

    private static OutcomeCurves CurvesOf(Evaluation answer, Outcome outcome, Grouping? by, IReadOnlyList<InView> people, Dictionary<(int, int), int> reached, Func<Followed, AlikeModel?> model)
    {
        var (rows, after) = (new List<FollowUp>(), 0);
        foreach (var p in people)
        {
            var on = reached.GetValueOrDefault((p.Subject, outcome.Number), Day.Never);
            if (on != Day.Never && on > p.To) after++;
            rows.Add(new(0, Math.Max(0, Math.Min(on, p.To) - p.From), on <= p.To, p.Group));
        }
        if (Followed.Of(rows, out var nobody) is not { } followed) return new(outcome, [], nobody!.Why, null, after);
        if (by is null) return new(outcome, KaplanMeier.ByGroup(followed), null, null, after) { Alike = model(followed) };
        // A result that asks for the group itself is no comparison of groups, however far apart they lie.
        if (AsksFor(answer.Scheme, outcome.When!, by.Detail, []))
            return new(outcome, [.. KaplanMeier.ByGroup(followed).Where(k => k.Events > 0)], $"It asks for {by.Title.ToLowerInvariant()} itself, so that the groups cannot be compared on it.", null, after);
        var test = LogRank.Of(followed, out var why);
        return new(outcome, KaplanMeier.ByGroup(followed), test?.Said ?? why!.Why, test, after) { Alike = model(followed) };
    }

    private static AlikeModel? ModelOf(Followed followed, Grouping? by, IReadOnlyList<InView> people, IReadOnlyList<HeldAlike>? alike, Ties ties)
    {
        if (alike is null) return null;
        var (covariates, against) = (new List<Covariate>(), new List<string>());
        void Add(IReadOnlyList<Covariate> of, string? commonest)
        {
            covariates.AddRange(of);
            if (commonest is not null) against.Add(commonest);
        }
        if (by is not null) Add(HeldAlike.AgainstCommonest(by.Title, [.. people.Select(p => p.Group)], out var group), group);
        foreach (var one in alike) Add(one.Covariates(people, out var commonest), commonest);
        var fit = Cox.Fit(followed, covariates, out var why, ties);
        return new(against, fit, why?.Why);
    }

    private static bool AsksFor(Scheme scheme, Clause clause, Detail detail, HashSet<string> seen)
    {
        foreach (var part in Clauses.Within(clause))
        {
            if (Wording.Patterns(part).Any(p => p.Tests.Any(t => t.Detail == detail))) return true;
            foreach (var name in Clauses.Names(part))
                if (seen.Add(name) && scheme.Find(name)?.When is { } behind && AsksFor(scheme, behind, detail, seen)) return true;
        }
        return false;
    }
}
