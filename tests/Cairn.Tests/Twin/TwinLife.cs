using Cairn.Record;
using Cairn.Rules;

namespace Cairn.Tests.Twin;

/// <summary>The first day on which a clause is true, with the facts that make it so, and whether some evidence is what the branches met ask for.</summary>
public sealed record Met(int Day, IReadOnlyList<TwinFact> Because, Predicate<ulong> ProvedBy)
{
    public static readonly Met Not = new(Record.Day.Never, [], _ => true);

    public bool IsNever => Day == Record.Day.Never;

    public static Met On(int day, IEnumerable<TwinFact> because) => day == Record.Day.Never ? Not : new Met(day, [.. because.Distinct()], _ => true);

    /// <summary>Several that are true by a day, of which so many must be proved.</summary>
    public static Met Several(int day, int proved, params IReadOnlyList<Met> parts) =>
        new(day, [.. parts.SelectMany(p => p.Because).Distinct()], seen => parts.Count(p => p.ProvedBy(seen)) >= proved);
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

    public int DayOf(Anchor anchor)
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
        return anchor.Back ? Before(offset, day) : After(offset, day);
    }

    private static int After(Length length, int day) => length.Unit is LengthUnit.WorkingDays ? WorkingDays(day, length.Count) : length.After(day);

    private static int Before(Length length, int day) => length.Unit is LengthUnit.WorkingDays ? WorkingDays(day, -length.Count) : length.Before(day);

    /// <summary>So many working days on from a day, or back when negative; the day itself is not one of them.</summary>
    private static int WorkingDays(int day, int count)
    {
        for (var left = Math.Abs(count); left > 0; left--)
        {
            do day += Math.Sign(count);
            while (day is > 0 and <= Day.Last && (Day.Date(day).DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday || TestVocabulary.BankHolidays.Contains(day)));
        }
        return Math.Clamp(day, 0, Never);
    }

    /// <summary>The window of a result that is reckoned for everyone: from where outcomes are looked for to the end of the run-off.</summary>
    public (int Lo, int Hi)? WindowOf(Window window) => Cut(window, Begins, Math.Min(scheme.RunOffEnds, Day.Last));

    public bool HasAny(Pattern pattern) => Fitting(pattern).Any();

    /// <summary>Claims for an outcome of this scheme; one that names no scheme is for any, one that names no time is for the first.</summary>
    public IEnumerable<TwinFact> Claims(string outcome, int time)
    {
        foreach (var claim in facts.Where(f => f.Kind.Name == "claim" && f.Kind.About == scheme.About && NamesThisSchemeOrNone(f)))
            if (claim.Text(claim.Kind.Find("outcome")!) == outcome && (claim.Number(claim.Kind.Find("time")!) ?? 1) == time) yield return claim;
    }

    private (int Lo, int Hi)? Cut(Window window, int lo, int hi)
    {
        if (window.Ever) return (0, Day.Last);
        var after = window.After is null ? 0 : DayOf(window.After);
        var before = window.Before is null ? 0 : DayOf(window.Before);
        if (after == Never || before == Never) return null;
        if (window.After is not null && window.Before is not null) (lo, hi) = (after, before);
        else if (window.Before is not null) (lo, hi) = (window.Within is { } back ? Before(back, before) : 0, before);
        else if (window.After is not null) (lo, hi) = (Math.Max(lo, after), Math.Min(hi, window.Within is { } on ? After(on, after) : hi));
        else if (window.Within is { } within) hi = Math.Min(hi, After(within, lo));
        return lo <= hi ? (lo, hi) : null;
    }

    /// <summary>The first day on which a clause is true in a window of days, both counting; or never.</summary>
    public Met When(Clause clause, int lo, int hi)
    {
        if (Cut(clause.Window, lo, hi) is not { } window) return Met.Not;
        var met = Ask(clause, window.Lo, window.Hi);
        return met.IsNever || clause.Evidence is not { } evidence ? met : met with { ProvedBy = seen => evidence.MetBy(seen) && met.ProvedBy(seen) };
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
        var met = parts.Select(part => When(part, lo, hi)).Where(p => !p.IsNever).OrderBy(p => p.Day).ToList();
        if (met.Count < atLeast) return Met.Not;
        var day = met[atLeast - 1].Day;
        return Met.Several(day, atLeast, met.TakeWhile(p => p.Day <= day).ToList());
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
        return Met.Several(steps[^1].Day, steps.Count, steps);
    }

    private Met Choose(IfThen choice, int lo, int hi)
    {
        var condition = When(choice.If, lo, hi);
        if (condition.IsNever) return choice.Else is null ? Met.Not : When(choice.Else, lo, hi);
        var then = When(choice.Then, lo, hi);
        return then.IsNever ? Met.Not : Met.Several(Math.Max(condition.Day, then.Day), 2, condition, then);
    }
}
