using Cairn.Record;
using Cairn.Rules;

namespace Cairn.Tests.Twin;

/// <summary>
/// One person under one scheme, worked out the slow and obvious way: every clause by looking at every day or every fact.
/// The language reference is what it follows; it shares nothing with the engine but the model and the arithmetic of dates.
/// </summary>
public sealed partial class TwinLife
{
    private const int Never = Day.Never;
    private readonly Scheme scheme;
    private readonly IReadOnlyList<TwinFact> facts;
    private readonly Dictionary<string, int> firstTime = [];

    public TwinLife(Scheme scheme, string who, IEnumerable<TwinFact> visible)
    {
        this.scheme = scheme;
        Who = who;
        facts = visible.Where(f => f.Kind.About != scheme.About || f.Subject == who).OrderBy(f => f.From).ThenBy(f => f.Draft.Recorded).ThenBy(f => f.Order).ToList();
        ReferralFact = FirstOf(scheme.Referral, "referral");
        EnrolmentFact = FirstOf(scheme.Enrolment, "enrolment");
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
        return answer == Never ? Never : Math.Max(Referral, answer);
    }

    /// <summary>The days on which each outcome is reached, each time looked for from the day after the last.</summary>
    public Dictionary<string, List<TwinTime>> Outcomes()
    {
        var reached = new Dictionary<string, List<TwinTime>>();
        foreach (var outcome in scheme.Outcomes)
        {
            var times = reached[outcome.Name] = [];
            var lo = Begins;
            while (times.Count < outcome.Times)
            {
                met.Clear();
                asked.Clear();
                var day = When(outcome.When, lo, Math.Min(scheme.RunOffEnds, Day.Last));
                if (day == Never || (times.Count > 0 && day <= times[^1].Day)) break;
                times.Add(new TwinTime(day, EvidenceSeen(outcome.When), RulesOf(outcome.When)));
                lo = day + 1;
            }
            firstTime[outcome.Name] = times.Count > 0 ? times[0].Day : Never;
        }
        return reached;
    }

    private TwinFact? FirstOf(Pattern? pattern, string kind) =>
        facts.FirstOrDefault(f => f.From >= scheme.Opens && f.From <= scheme.Closes && (pattern is null ? f.Kind.Name == kind && NamesThisSchemeOrNone(f) : f.Fits(pattern)));

    private bool NamesThisSchemeOrNone(TwinFact fact) => fact.Kind.Find("scheme") is not { } detail || fact.Text(detail) is not { } name || name == scheme.Name;

    private int DayOf(Anchor? anchor)
    {
        if (anchor is null) return Referral;
        var day = anchor.Kind switch
        {
            AnchorKind.Referral => Referral,
            AnchorKind.Enrolment => Enrolled,
            AnchorKind.Reached => firstTime[anchor.Name!],
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
        if (window.After is not null && window.Before is not null) (lo, hi) = (Math.Max(lo, after), before);
        else if (window.Before is not null) (lo, hi) = (window.Within?.Before(before) ?? 0, before);
        else if (window.After is not null) (lo, hi) = (Math.Max(lo, after), Math.Min(hi, window.Within?.After(after) ?? hi));
        else if (window.Within is { } within) hi = Math.Min(hi, within.After(lo));
        return lo <= hi ? (lo, hi) : null;
    }

    /// <summary>The first day on which a clause is true in a window of days, both counting; or never.</summary>
    public int When(Clause clause, int lo, int hi)
    {
        var day = Cut(clause.Window, lo, hi) is { } window ? Ask(clause, window.Lo, window.Hi) : Never;
        asked[clause] = day;
        return day;
    }

    private int Ask(Clause clause, int lo, int hi) => clause switch
    {
        AllOf { InOrder: true } all => all.Clauses.Aggregate(lo, (day, part) => day == Never ? Never : When(part, day, hi)),
        AllOf all => all.Clauses.Select(part => When(part, lo, hi)).ToList().Max(),
        AnyOf any => any.Clauses.Select(part => When(part, lo, hi)).Order().Skip(any.AtLeast - 1).FirstOrDefault(Never),
        NoneOf none => hi == Day.Last || none.Clauses.Any(part => When(part, lo, hi) != Never) ? Never : hi,
        IfThen choice => Choose(choice, lo, hi),
        Happens happens => Happening(happens, lo, hi),
        Leaves leaves => Leaving(leaves, lo, hi),
        Holds holds => FirstDay(Set(holds.Days), lo, hi),
        Sustains sustains => Sustaining(sustains, lo, hi),
        Lacks lacks => Lacking(lacks, lo, hi),
        Reckons reckons => Reckoning(reckons, lo, hi),
        Measures measures => Measuring(measures, lo, hi),
        Aged aged => Ageing(aged, lo, hi),
        Reached reached => firstTime[reached.Name] is var day && lo <= day && day <= hi ? day : Never,
        _ => throw new NotSupportedException(clause.GetType().Name),
    };

    private int Choose(IfThen choice, int lo, int hi)
    {
        var condition = When(choice.If, lo, hi);
        if (condition == Never) return choice.Else is null ? Never : When(choice.Else, lo, hi);
        var then = When(choice.Then, lo, hi);
        return then == Never ? Never : Math.Max(condition, then);
    }

    private static int FirstDay(bool[] set, int lo, int hi)
    {
        for (var day = lo; day <= hi; day++) if (set[day]) return day;
        return Never;
    }
}
