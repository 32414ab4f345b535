using Cairn.Record;
using Cairn.Rules.Engine;

namespace Cairn.Rules;

/// <summary>A scheme bound to a record: made once, asked for any day. Binding makes each clause a loop over its own kind's table.</summary>
public sealed class BoundScheme
{
    private readonly (Outcome Outcome, Node When)[] outcomes;
    private readonly Step[] steps;
    private readonly bool inFileOrder;
    private readonly Source[] fetched;
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
        steps = [.. outcomes.Select(o => new Step(Case.FirstOutcome + o.Outcome.Number, o.When.Gate, (ushort)o.Outcome.Number, o.Outcome.Times, o.When))];
        inFileOrder = steps.Zip(steps.Skip(1)).All(pair => pair.First.Outcome < pair.Second.Outcome);
        fetched = [.. steps.Where(s => s.Gate < Case.FirstOutcome).SelectMany(s => Clauses.Within(s.When.Clause)).Select(Sought).OfType<Kind>().Distinct().Where(k => k.About == scheme.About).Select(Binder.SourceOf)];
        byNumber = new Node?[scheme.Outcomes.Count];
        foreach (var (outcome, when) in outcomes) byNumber[outcome.Number] = when;
        ClawBacks = [.. scheme.Outcomes.Select(o => o.ClawBack is { } back ? Binder.Bind(back) : null)];
        if (scheme.Referral is null) throw new InvalidOperationException("The vocabulary has no kind 'referral', and the scheme names no other.");
        referral = new Joining(Binder, scheme, scheme.Referral, facts);
        enrolment = scheme.Enrolment is { } pattern && facts.Index.Table(pattern.Kind) is not null ? new Joining(Binder, scheme, pattern, facts) : null;
    }

    /// <summary>The kind of fact that a clause reads first, if it reads one.</summary>
    private static Kind? Sought(Clause clause) => clause switch
    {
        Happens h => h.Pattern.Kind,
        Leaves l => l.Pattern.Kind,
        Holds { Days: SpellDays d } => d.Pattern.Kind,
        Sustains { Days: SpellDays d } => d.Pattern.Kind,
        _ => null,
    };

    /// <summary>An outcome's turn: where its day is kept, the day without which it is never, and its clause.</summary>
    private readonly record struct Step(int Slot, int Gate, ushort Outcome, int Times, Node When);

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
                // Eligible on the referral at the earliest, so which day before it does not matter.
                c.SoonEnough = day;
                eligible = Eligible.When(c, 0, day);
                if (eligible < day) eligible = day;
            }
            roll.Set(s, day, eligible, enrolled, lot);
            // Someone enrolled holds the place even if a correction has made them ineligible since; nobody does before the referral.
            if (eligible <= on || (enrolled <= on && day <= on)) found.Push(new Candidate(s, lot, (ushort)day, (ushort)enrolled));
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
        foreach (var step in steps)
        {
            // Most people stop at an early outcome; those that hang on it are not asked at all.
            days[step.Slot] = step.Gate >= 0 && days[step.Gate] == Day.Never ? Day.Never : step.When.When(c, from, to);
        }
    }

    /// <summary>Works out what those with a place reached; the hits of a person are in the order of the file.</summary>
    private Pile<Hit> Reach(Roll roll, int on, int known, Pile<Candidate> candidates)
    {
        var members = new Pile<Candidate>(candidates.Count);
        foreach (ref readonly var candidate in candidates.Items) if (roll.PlaceOf(candidate.Subject) > 0 && roll.EligibleOn(candidate.Subject) <= on) members.Push(candidate);
        var found = new Pile<Hit>(members.Count * 2);
        var c = new Case(Scheme.Outcomes.Count, known);
        var days = c.Days;
        var to = To;
        for (var i = 0; i < members.Count; i++)
        {
            if (i + Ahead < members.Count) foreach (var source in fetched) source.Fetch(members[i + Ahead].Subject);
            ref readonly var member = ref members[i];
            c.Turn(member.Subject, member.Referral, member.Enrolment);
            var from = FromOf(c);
            var before = found.Count;
            foreach (ref readonly var step in steps.AsSpan())
            {
                // Most people stop at an early outcome; those that hang on it are not asked at all.
                if (step.Gate >= 0 && days[step.Gate] == Day.Never) continue;
                var day = step.When.When(c, from, to);
                days[step.Slot] = day;
                if (day > on) continue;
                var lot = (ushort)Math.Min(unchecked((uint)member.Lot), ushort.MaxValue);
                found.Push(new Hit(member.Subject, (ushort)day, step.Outcome, 1, lot));
                if (step.Times > 1) AgainAndAgain(c, step, day, on, lot, found);
            }
            if (!inFileOrder) found.Sort(before, (a, b) => a.Outcome != b.Outcome ? a.Outcome.CompareTo(b.Outcome) : a.Time.CompareTo(b.Time));
        }
        members.Free();
        return found;
    }

    private void AgainAndAgain(Case c, Step step, int day, int on, ushort lot, Pile<Hit> found)
    {
        for (var time = 2; time <= step.Times; time++)
        {
            var next = Again(c, step.Outcome, day);
            // A clause that looks where it says may find the same day again: that is not another time.
            if (next > on || next <= day) return;
            day = next;
            found.Push(new Hit(c.Subject, (ushort)day, step.Outcome, (ushort)time, lot));
        }
    }

    /// <summary>How many people ahead rows are asked for.</summary>
    private const int Ahead = 6;

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
