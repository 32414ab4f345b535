using Cairn.Record;
using Cairn.Rules.Engine;

namespace Cairn.Rules;

/// <summary>A scheme bound to a record: made once, asked for any day. Binding makes each clause a loop over its own kind's table.</summary>
public sealed class BoundScheme
{
    private readonly (Outcome Outcome, Node When)[] outcomes;
    private readonly Node?[] byNumber;

    public BoundScheme(Scheme scheme, Facts facts)
    {
        Scheme = scheme;
        Facts = facts;
        Binder = new Binder(scheme, facts);
        Subjects = facts.Index.Subjects[(int)scheme.About];
        Order = References.Order(facts.Of(scheme.About));
        Eligible = scheme.Eligible is { } e ? Binder.Bind(e) : null;
        outcomes = [.. SchemeCheck.InOrderOfNeed(scheme).Where(o => o.When is not null).Select(o => (o, Binder.Bind(o.When!)))];
        byNumber = new Node?[scheme.Outcomes.Count];
        foreach (var (outcome, when) in outcomes) byNumber[outcome.Number] = when;
        ClawBacks = [.. scheme.Outcomes.Select(o => o.ClawBack is { } back ? Binder.Bind(back) : null)];
        if (scheme.Referral is null) throw new InvalidOperationException("The vocabulary has no kind 'referral', and the scheme names no other.");
        Referral = new Joining(Binder, scheme, scheme.Referral, facts);
        Enrolment = scheme.Enrolment is { } pattern && facts.Index.Table(pattern.Kind) is not null ? new Joining(Binder, scheme, pattern, facts) : null;
        Lots = new LotNumbers(scheme, Referral.Source);
        var (first, last) = Referral.Days();
        var (firstEnrolled, lastEnrolled) = Enrolment?.Days() ?? (first, last);
        PlaceDays = (Math.Min(first, firstEnrolled), Math.Max(last, lastEnrolled));
    }

    public Scheme Scheme { get; }

    public Facts Facts { get; }

    internal Binder Binder { get; }

    internal int Subjects { get; }

    /// <summary>Subjects in the order of their references; null when their numbers are in that order already.</summary>
    internal int[]? Order { get; }

    internal Node?[] ClawBacks { get; }

    internal Node? Eligible { get; }

    /// <summary>The clauses of the outcomes, each after those it speaks of.</summary>
    internal IReadOnlyList<(Outcome Outcome, Node When)> Outcomes => outcomes;

    internal Joining Referral { get; }

    /// <summary>Null where the scheme has no enrolments, or none is recorded.</summary>
    internal Joining? Enrolment { get; }

    internal LotNumbers Lots { get; }

    /// <summary>The first and the last day on which a place may be taken.</summary>
    internal (int First, int Last) PlaceDays { get; }

    /// <summary>The lot that someone's referral names, as its detail's number; 0 without lots or a referral.</summary>
    internal int LotOf(int subject, int known) => Lots.Slot < 0 || Referral.First(subject, known) is not (>= 0 and var row) ? 0 : Referral.Detail(row, Lots.Slot);

    /// <summary>The last day on which an outcome may be reached.</summary>
    internal int To => Math.Min(Scheme.RunOffEnds, Day.Last);

    /// <summary>The answer as it stands on a day, of what had been recorded by another (all, when that is never). The same whatever the number of threads.</summary>
    public Evaluation Evaluate(int on, int known, int threads = 1) => Facts.At(known) is var then && then != Facts
        ? new BoundScheme(Scheme, then).Evaluate(on, known, threads)
        : new Sweep(this, Math.Min(on, Day.Last), Math.Min(known, Day.Last)).Run(Math.Clamp(threads, 1, 64));

    /// <summary>Sets a case to a person before anything is reached.</summary>
    internal static void Start(Case c, Roll roll, int subject) => c.Turn(subject, roll.ReferredOn(subject), roll.EnrolledOn(subject));

    /// <summary>The first day of someone's outcomes: the enrolment, or else the referral.</summary>
    internal static int FromOf(Case c) => c.Enrolment != Day.Never ? c.Enrolment : c.Referral;

    /// <summary>Works out every outcome of someone, the first time each; a time after that is asked for by <see cref="Again"/>.</summary>
    internal void ReachAll(Case c)
    {
        var from = FromOf(c);
        foreach (var (outcome, when) in outcomes) c.Reached[outcome.Number] = when.When(c, from, To);
    }

    /// <summary>The next time an outcome is reached, looked for from the day after the last.</summary>
    internal int Again(Case c, int outcome, int last) => byNumber[outcome]!.When(c, last + 1, To);

    /// <summary>The day on which what was paid became due back, or never.</summary>
    internal int ClawedBack(Roll roll, int known, int on, in Hit hit)
    {
        if (hit.Subject < 0 || ClawBacks[hit.Outcome] is not { } node) return Day.Never;
        var c = new Case(Scheme.Outcomes.Count, known);
        Start(c, roll, hit.Subject);
        ReachAll(c);
        return node.When(c, hit.Day + 1, Day.Last) is var back && back <= on ? back : Day.Never;
    }

    /// <summary>The facts behind an outcome that was reached on a day, by position.</summary>
    internal List<int> Because(Roll roll, int known, Achievement achievement)
    {
        var facts = new List<int>();
        if (Asked(roll, known, achievement) is not { } asked) return facts;
        asked.Node.Because(asked.Case, asked.From, To, achievement.Day, facts);
        return [.. facts.Distinct().Order()];
    }

    /// <summary>Whether the evidence seen is enough for the branches that were met: of branches met on the day, one is enough.</summary>
    internal bool BranchesProved(Roll roll, int known, Achievement achievement, ulong seen) =>
        Asked(roll, known, achievement) is not { } asked || Proved(asked.Node, asked.Case, asked.From, To, achievement.Day, seen);

    private static bool Proved(Node node, Case c, int lo, int hi, int day, ulong seen)
    {
        if (node.Clause.Evidence is { } rule && !rule.MetBy(seen)) return false;
        (lo, hi) = node.WindowIn(c, lo, hi);
        var met = node.Parts(c, lo, hi).Where(p => p.Part.When(c, p.Lo, p.Hi) <= day).ToList();
        bool Part((Node Part, int Lo, int Hi) p) => Proved(p.Part, c, p.Lo, p.Hi, day, seen);
        return node.Clause switch
        {
            NoneOf => true,
            AnyOf any => met.Count(Part) >= any.AtLeast,
            _ => met.TrueForAll(Part),
        };
    }

    /// <summary>The clause behind an achievement, with the case and the day from which it was looked for; null for one that is not a person's.</summary>
    private (Node Node, Case Case, int From)? Asked(Roll roll, int known, Achievement achievement)
    {
        if (achievement.Subject < 0) return null;
        var c = new Case(Scheme.Outcomes.Count, known);
        Start(c, roll, achievement.Subject);
        ReachAll(c);
        if (byNumber[achievement.Outcome] is not { } node) return null;
        var from = FromOf(c);
        for (var time = 2; time <= achievement.Time; time++) from = (time == 2 ? c.Reached[achievement.Outcome] : node.When(c, from, To)) + 1;
        return (node, c, from);
    }
}
