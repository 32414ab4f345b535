using Cairn.Record;
using Cairn.Rules;

namespace Cairn.Tests.Twin;

/// <summary>The first day on which a clause is true, with the facts that make it so and the evidence that the branch met asks for.</summary>
public sealed record Met(int Day, IReadOnlyList<TwinFact> Because, IReadOnlyList<EvidenceRule> Asks)
{
    public static readonly Met Not = new(Record.Day.Never, [], []);

    public bool IsNever => Day == Record.Day.Never;

    public static Met On(int day, IEnumerable<TwinFact> because) => day == Record.Day.Never ? Not : new Met(day, [.. because.Distinct()], []);

    /// <summary>Several that are true together, on a day.</summary>
    public static Met All(int day, params IEnumerable<Met> parts) =>
        new(day, [.. parts.SelectMany(p => p.Because).Distinct()], [.. parts.SelectMany(p => p.Asks)]);
}

/// <summary>
/// One person under one scheme, worked out the slow and obvious way: every clause by looking at every day or every fact.
/// The language reference is what it follows; it shares nothing with the engine but the model and the arithmetic of dates.
/// </summary>
public sealed partial class TwinLife
{
    private const int Never = Day.Never;
    private readonly Scheme scheme;
    private readonly IReadOnlyList<TwinFact> facts;
    private readonly Dictionary<string, IReadOnlyList<Met>> reached = [];

    public TwinLife(Scheme scheme, string who, IEnumerable<TwinFact> visible)
    {
        this.scheme = scheme;
        Who = who;
        facts = visible.Where(f => f.Kind.About != scheme.About || f.Subject == who).OrderBy(f => f.From).ThenBy(f => f.Order).ToList();
        ReferralFact = Joins(scheme.Referral);
        EnrolmentFact = Joins(scheme.Enrolment);
    }

    public string Who { get; }

    public TwinFact? ReferralFact { get; }

    public TwinFact? EnrolmentFact { get; }

    public int Referral => ReferralFact?.From ?? Never;

    public int Enrolled => EnrolmentFact?.From ?? Never;

    /// <summary>The day from which outcomes are looked for.</summary>
    public int Begins => Enrolled != Never ? Enrolled : Referral;

    public int Eligible()
    {
        if (scheme.Eligible is null) return Referral;
        var answer = When(scheme.Eligible, 0, Referral);
        return answer.IsNever ? Never : Math.Max(Referral, answer.Day);
    }

    /// <summary>Each time that an outcome is reached, looked for from the day after the time before.</summary>
    public IReadOnlyList<Met> Times(string name)
    {
        if (reached.TryGetValue(name, out var known)) return known;
        var outcome = scheme.Find(name)!;
        var times = new List<Met>();
        var lo = Begins;
        while (times.Count < outcome.Times && outcome.When is not null)
        {
            var next = When(outcome.When, lo, Math.Min(scheme.RunOffEnds, Day.Last));
            if (next.IsNever || (times.Count > 0 && next.Day <= times[^1].Day)) break;
            times.Add(next);
            lo = next.Day + 1;
        }
        return reached[name] = times;
    }

    private int FirstTime(string name) => Times(name) is [var first, ..] ? first.Day : Never;

    /// <summary>The first fact of the pattern while the scheme takes people in; one that names another scheme only where the pattern asks for it.</summary>
    private TwinFact? Joins(Pattern? pattern)
    {
        if (pattern is null) return null;
        var own = pattern.Tests.Any(t => t.Detail.Name == "scheme");
        return facts.FirstOrDefault(f => f.Fits(pattern) && scheme.Opens <= f.From && f.From <= scheme.Closes && (own || NamesThisSchemeOrNone(f)));
    }

    private bool NamesThisSchemeOrNone(TwinFact fact) => fact.Kind.Find("scheme") is not { } detail || fact.Text(detail) is not { } name || name == scheme.Name;

    private int DayOf(Anchor anchor)
    {
        var day = anchor.Kind switch
        {
            AnchorKind.Referral => Referral,
            AnchorKind.Enrolment => Enrolled,
            AnchorKind.Reached => FirstTime(anchor.Name!),
            AnchorKind.Opens => scheme.Opens,
            AnchorKind.Closes => scheme.Closes,
            _ => anchor.Date,
        };
        if (day == Never || anchor.Offset is not { } offset) return day;
        return anchor.Back ? offset.Before(day) : offset.After(day);
    }

    private (int Lo, int Hi)? Cut(Window window, int lo, int hi)
    {
        if (window.Ever) return (0, Day.Last);
        var after = window.After is null ? 0 : DayOf(window.After);
        var before = window.Before is null ? 0 : DayOf(window.Before);
        if (after == Never || before == Never) return null;
        if (window.After is not null && window.Before is not null) (lo, hi) = (after, before);
        else if (window.Before is not null) (lo, hi) = (window.Within?.Before(before) ?? 0, before);
        else if (window.After is not null) (lo, hi) = (Math.Max(lo, after), Math.Min(hi, window.Within?.After(after) ?? hi));
        else if (window.Within is { } within) hi = Math.Min(hi, within.After(lo));
        return lo <= hi ? (lo, hi) : null;
    }

    /// <summary>The first day on which a clause is true in a window of days, both counting; or never.</summary>
    public Met When(Clause clause, int lo, int hi)
    {
        if (Cut(clause.Window, lo, hi) is not { } window) return Met.Not;
        var met = Ask(clause, window.Lo, window.Hi);
        return met.IsNever || clause.Evidence is not { } evidence ? met : met with { Asks = [.. met.Asks, evidence] };
    }

    private Met Ask(Clause clause, int lo, int hi) => clause switch
    {
        AllOf { InOrder: true } all => InOrder(all, lo, hi),
        AllOf all => Enough(all.Clauses, all.Clauses.Count, lo, hi),
        AnyOf any => Enough(any.Clauses, any.AtLeast, lo, hi),
        NoneOf none => hi == Day.Last || none.Clauses.Any(part => !When(part, lo, hi).IsNever) ? Met.Not : Met.On(hi, []),
        IfThen choice => Choose(choice, lo, hi),
        Happens happens => Happening(happens, lo, hi),
        Leaves leaves => Leaving(leaves, lo, hi),
        Holds holds => Holding(holds.Days, lo, hi),
        Sustains sustains => Sustaining(sustains, lo, hi),
        Lacks lacks => Lacking(lacks, lo, hi),
        Reckons reckons => Reckoning(reckons, lo, hi),
        Measures measures => Measuring(measures, lo, hi),
        Aged aged => Ageing(aged, lo, hi),
        Reached other => FirstTime(other.Name) is var day && lo <= day && day <= hi ? Met.On(day, []) : Met.Not,
        _ => throw new NotSupportedException(clause.GetType().Name),
    };

    private Met Enough(IReadOnlyList<Clause> parts, int atLeast, int lo, int hi)
    {
        var earliest = parts.Select(part => When(part, lo, hi)).OrderBy(p => p.Day).Take(atLeast).ToList();
        return earliest.Count < atLeast || earliest[^1].IsNever ? Met.Not : Met.All(earliest[^1].Day, earliest);
    }

    private Met InOrder(AllOf all, int lo, int hi)
    {
        var steps = new List<Met>();
        foreach (var part in all.Clauses)
        {
            var step = When(part, steps.Count > 0 ? steps[^1].Day : lo, hi);
            if (step.IsNever) return Met.Not;
            steps.Add(step);
        }
        return Met.All(steps[^1].Day, steps);
    }

    private Met Choose(IfThen choice, int lo, int hi)
    {
        var condition = When(choice.If, lo, hi);
        if (condition.IsNever) return choice.Else is null ? Met.Not : When(choice.Else, lo, hi);
        var then = When(choice.Then, lo, hi);
        return then.IsNever ? Met.Not : Met.All(Math.Max(condition.Day, then.Day), condition, then);
    }
}
