using Cairn.Record;
using Cairn.Rules.Engine;

namespace Cairn.Rules;

/// <summary>A scheme bound to a record: made once, asked for any day. Binding makes each clause a loop over its own kind's table.</summary>
public sealed class BoundScheme
{
    private readonly (Outcome Outcome, Node When)[] outcomes;
    private readonly Node?[] byNumber;
    private readonly Joining referral;
    private readonly Joining? enrolment;

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
        referral = new Joining(Binder, scheme, scheme.Referral, facts);
        enrolment = scheme.Enrolment is { } pattern && facts.Index.Table(pattern.Kind) is not null ? new Joining(Binder, scheme, pattern, facts) : null;
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

    /// <summary>The last day on which an outcome may be reached.</summary>
    internal int To => Math.Min(Scheme.RunOffEnds, Day.Last);

    /// <summary>The answer as it stands on a day, of what had been recorded by another (all, when that is never). The same whatever the number of threads.</summary>
    public Evaluation Evaluate(int on, int known, int threads = 1)
    {
        on = Math.Min(on, Day.Last);
        known = Math.Min(known, Day.Last);
        threads = Math.Clamp(threads, 1, 64);
        var answer = new Evaluation(this, on, known, new Roll(Subjects, enrolment is not null, Scheme.Lots is not null));
        var candidates = new Pile<Candidate>[threads];
        InRanges(threads, (range, first, end) => candidates[range] = Join(answer.Roll, on, known, first, end));
        Places.Give(this, answer.Roll, on, candidates);
        var hits = new Pile<Hit>[threads];
        InRanges(threads, (range, _, _) => hits[range] = Reach(answer.Roll, on, known, candidates[range]));
        answer.Hits = Hit.InOrder(hits);
        foreach (var list in candidates) list.Free();
        foreach (var list in hits) list.Free();
        return answer;
    }

    /// <summary>Runs over ranges of subjects in the order of their references, one a thread.</summary>
    private void InRanges(int threads, Action<int, int, int> work)
    {
        if (threads == 1) work(0, 0, Subjects);
        else Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, t => work(t, (int)((long)Subjects * t / threads), (int)((long)Subjects * (t + 1) / threads)));
    }

    /// <summary>Finds referral, lot, enrolment and eligibility; gives those who may have a place, in order of reference.</summary>
    private Pile<Candidate> Join(Roll roll, int on, int known, int first, int end)
    {
        var found = new Pile<Candidate>(end - first);
        var c = new Case(Scheme.Outcomes.Count, known);
        var lotSlot = Scheme.Lots?.By.Slot ?? -1;
        for (var i = first; i < end; i++)
        {
            var s = Order is null ? i : Order[i];
            var row = referral.First(s, known);
            if (row < 0)
            {
                roll.NotReferred(s);
                continue;
            }
            var day = referral.Day(row);
            var lot = lotSlot < 0 ? 0 : referral.Detail(row, lotSlot);
            var enrolled = enrolment is not null && enrolment.First(s, known) is >= 0 and var at ? enrolment.Day(at) : Day.Never;
            var eligible = day;
            if (Eligible is not null)
            {
                c.Turn(s, day, enrolled);
                eligible = Eligible.When(c, 0, day);
                if (eligible < day) eligible = day;
            }
            roll.Set(s, day, eligible, enrolled, lot);
            if (eligible <= on) found.Push(new Candidate(s, lot, (ushort)day, (ushort)enrolled));
        }
        return found;
    }

    /// <summary>Sets a case to a person before anything is reached.</summary>
    internal static void Start(Case c, Roll roll, int subject) => c.Turn(subject, roll.ReferredOn(subject), roll.EnrolledOn(subject));

    /// <summary>The first day of someone's outcomes: the enrolment, or else the referral.</summary>
    internal static int FromOf(Case c) => c.Enrolment != Day.Never ? c.Enrolment : c.Referral;

    /// <summary>Works out every outcome of someone, the first time each; a time after that is asked for by <see cref="Again"/>.</summary>
    internal void ReachAll(Case c)
    {
        var from = FromOf(c);
        var to = To;
        var days = c.Days;
        foreach (var (outcome, when) in outcomes) days[Case.FirstOutcome + outcome.Number] = when.When(c, from, to);
    }

    private Pile<Hit> Reach(Roll roll, int on, int known, Pile<Candidate> candidates)
    {
        var found = new Pile<Hit>(candidates.Count * 2);
        var c = new Case(Scheme.Outcomes.Count, known);
        var alone = new bool[byNumber.Length];
        var times = new int[byNumber.Length];
        for (var o = 0; o < byNumber.Length; o++) (alone[o], times[o]) = (byNumber[o] is not null, Scheme.Outcomes[o].Times);
        for (var i = 0; i < candidates.Count; i++)
        {
            ref readonly var candidate = ref candidates[i];
            if (roll.PlaceOf(candidate.Subject) == 0) continue;
            c.Turn(candidate.Subject, candidate.Referral, candidate.Enrolment);
            ReachAll(c);
            var days = c.Reached;
            for (var o = 0; o < days.Length; o++)
            {
                var day = days[o];
                if (day > on || !alone[o]) continue;
                found.Push(new Hit(candidate.Subject, (ushort)day, (ushort)o, 1));
                for (var time = 2; time <= times[o]; time++)
                {
                    day = Again(c, o, day);
                    if (day > on) break;
                    found.Push(new Hit(candidate.Subject, (ushort)day, (ushort)o, (ushort)time));
                }
            }
        }
        return found;
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

    /// <summary>The evidence asked for by the clauses that were met on the way to an achievement.</summary>
    internal IEnumerable<EvidenceRule> BranchRules(Roll roll, int known, Achievement achievement)
    {
        if (Asked(roll, known, achievement) is not { } asked) yield break;
        var open = new Stack<(Node Node, int Lo, int Hi)>();
        open.Push((asked.Node, asked.From, To));
        while (open.TryPop(out var at))
        {
            if (at.Node.When(asked.Case, at.Lo, at.Hi) > achievement.Day) continue;
            if (at.Node.Clause.Evidence is { } rule) yield return rule;
            var (lo, hi) = at.Node.WindowIn(asked.Case, at.Lo, at.Hi);
            foreach (var part in at.Node.Parts(asked.Case, lo, hi)) open.Push(part);
        }
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
