using Cairn.Record;

namespace Cairn.Rules.Engine;

/// <summary>A scheme bound to a record: made once, asked for any day.</summary>
internal sealed class Plan
{
    private readonly Binder binder;
    private readonly Node? eligible;
    private readonly (Outcome Outcome, Node When)[] outcomes;
    private readonly Joining referral;
    private readonly Joining? enrolment;

    public Plan(Scheme scheme, Facts facts)
    {
        Scheme = scheme;
        Facts = facts;
        binder = new Binder(scheme, facts);
        Subjects = facts.Index.Subjects[(int)scheme.About];
        Order = References.Order(facts.Of(scheme.About));
        eligible = scheme.Eligible is { } e ? binder.Bind(e) : null;
        outcomes = [.. SchemeCheck.InOrderOfNeed(scheme).Where(o => o.When is not null).Select(o => (o, binder.Bind(o.When!)))];
        ClawBacks = [.. scheme.Outcomes.Select(o => o.ClawBack is { } back ? binder.Bind(back) : null)];
        if (scheme.Referral is null) throw new InvalidOperationException("The vocabulary has no kind 'referral', and the scheme names no other.");
        referral = new Joining(binder, scheme, scheme.Referral, facts);
        enrolment = scheme.Enrolment is { } pattern && facts.Index.Table(pattern.Kind) is not null ? new Joining(binder, scheme, pattern, facts) : null;
    }

    public Scheme Scheme { get; }

    public Facts Facts { get; }

    public Binder Binder => binder;

    public int Subjects { get; }

    /// <summary>Subjects in the order of their references; null when their numbers are in that order already.</summary>
    public int[]? Order { get; }

    public Node?[] ClawBacks { get; }

    public Node? Eligible => eligible;

    /// <summary>The clauses of the outcomes, each after those it speaks of.</summary>
    public IReadOnlyList<(Outcome Outcome, Node When)> Outcomes => outcomes;

    public Evaluation Evaluate(int on, int known, int threads)
    {
        var answer = new Evaluation(this, on, known);
        var roll = answer.Roll;
        if (Scheme.Lots is not null) roll.Lot = new int[Subjects];
        InRanges(threads, (_, first, end) => Join(roll, known, first, end));
        Places.Give(this, roll, on);
        var found = new List<Achievement>[Math.Max(1, threads)];
        InRanges(threads, (range, first, end) => found[range] = Reach(roll, on, known, first, end));
        Money.GiveOut(answer, MoneyOrder.Sort(found));
        return answer;
    }

    /// <summary>Runs over ranges of subjects, one a thread, in the same order whatever the number of threads.</summary>
    private void InRanges(int threads, Action<int, int, int> work)
    {
        if (threads <= 1)
        {
            work(0, 0, Subjects);
            return;
        }
        Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, t => work(t, (int)((long)Subjects * t / threads), (int)((long)Subjects * (t + 1) / threads)));
    }

    /// <summary>Finds referral, lot, enrolment and eligibility.</summary>
    private void Join(Roll roll, int known, int first, int end)
    {
        var c = new Case(Scheme.Outcomes.Count, known);
        for (var s = first; s < end; s++)
        {
            var row = referral.First(s, known);
            if (row < 0) continue;
            var day = referral.Day(row);
            roll.Referral[s] = (ushort)day;
            if (Scheme.Lots is { } lots) roll.Lot[s] = referral.Detail(row, lots.By.Slot);
            if (enrolment is not null && enrolment.First(s, known) is >= 0 and var enrolled) roll.Enrolment[s] = (ushort)enrolment.Day(enrolled);
            if (eligible is null)
            {
                roll.Eligible[s] = (ushort)day;
                continue;
            }
            Start(c, roll, s);
            var reached = eligible.When(c, 0, day);
            if (reached != Day.Never) roll.Eligible[s] = (ushort)Math.Max(day, reached);
        }
    }

    /// <summary>Sets a case to a person before anything is reached.</summary>
    public static void Start(Case c, Roll roll, int subject)
    {
        c.Subject = subject;
        c.Referral = roll.Referral[subject];
        c.Enrolment = roll.Enrolment[subject];
        Array.Fill(c.Reached, Day.Never);
    }

    /// <summary>The first day of someone's outcomes: the enrolment, or else the referral.</summary>
    public static int FromOf(Case c) => c.Enrolment != Day.Never ? c.Enrolment : c.Referral;

    public int To => Math.Min(Scheme.RunOffEnds, Day.Last);

    /// <summary>Works out every outcome of someone, the first time each; a time after that is asked for by <see cref="Again"/>.</summary>
    public void ReachAll(Case c)
    {
        var from = FromOf(c);
        foreach (var (outcome, when) in outcomes) c.Reached[outcome.Number] = when.When(c, from, To);
    }

    private List<Achievement> Reach(Roll roll, int on, int known, int first, int end)
    {
        var list = new List<Achievement>();
        var c = new Case(Scheme.Outcomes.Count, known);
        for (var i = first; i < end; i++)
        {
            var s = Order is null ? i : Order[i];
            if (roll.Place[s] == 0) continue;
            Start(c, roll, s);
            ReachAll(c);
            foreach (var outcome in Scheme.Outcomes)
            {
                var day = c.Reached[outcome.Number];
                if (outcome.Units is not null || outcome.Cohort is not null || day > on) continue;
                list.Add(new Achievement(s, outcome.Number, 1, day, 0, 0) { ClawedBackOn = ClawedBack(c, outcome, day, on) });
                for (var time = 2; time <= outcome.Times; time++)
                {
                    day = Again(c, outcome, day);
                    if (day > on) break;
                    list.Add(new Achievement(s, outcome.Number, time, day, 0, 0) { ClawedBackOn = ClawedBack(c, outcome, day, on) });
                }
            }
        }
        return list;
    }

    /// <summary>The next time an outcome is reached, looked for from the day after the last.</summary>
    public int Again(Case c, Outcome outcome, int last) =>
        Array.Find(outcomes, o => o.Outcome.Number == outcome.Number).When.When(c, last + 1, To);

    private int ClawedBack(Case c, Outcome outcome, int day, int on) =>
        ClawBacks[outcome.Number]?.When(c, day + 1, Day.Last) is { } back && back <= on ? back : Day.Never;

    /// <summary>The facts behind an outcome that was reached on a day, by position.</summary>
    public List<int> Because(Roll roll, int known, Achievement achievement)
    {
        var facts = new List<int>();
        if (Asked(roll, known, achievement) is not { } asked) return facts;
        asked.Node.Because(asked.Case, asked.From, To, achievement.Day, facts);
        return [.. facts.Distinct().Order()];
    }

    /// <summary>The evidence asked for by the clauses that were met on the way to an achievement.</summary>
    public IEnumerable<EvidenceRule> BranchRules(Roll roll, int known, Achievement achievement)
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
        var outcome = Scheme.Outcomes[achievement.Outcome];
        var node = Array.Find(outcomes, o => o.Outcome.Number == outcome.Number).When;
        if (node is null) return null;
        var from = FromOf(c);
        for (var time = 2; time <= achievement.Time; time++) from = (time == 2 ? c.Reached[outcome.Number] : node.When(c, from, To)) + 1;
        return (node, c, from);
    }
}

/// <summary>The facts that bring someone into a scheme: those that name it, or name no scheme, while it is open.</summary>
internal sealed class Joining
{
    private readonly Source source;
    private readonly IFit fit;
    private readonly bool fits;
    private readonly int[]? schemes;
    private readonly int name;
    private readonly int opens;
    private readonly int closes;

    public Joining(Binder binder, Scheme scheme, Pattern pattern, Facts facts)
    {
        source = binder.SourceOf(pattern.Kind);
        fit = binder.Fit(pattern);
        fits = fit is not AnyFit;
        var named = pattern.Kind.Find("scheme");
        schemes = named is { Slot: >= 2 } && pattern.Tests.All(t => t.Detail.Name != "scheme") ? source.Table.Extras[named.Slot - 2] : null;
        name = facts.Names.Find(scheme.Name);
        opens = scheme.Opens;
        closes = scheme.Closes;
    }

    /// <summary>The first known row that brings a subject in, or -1.</summary>
    public int First(int subject, int known)
    {
        var rows = source.Rows;
        var end = source.End(subject);
        for (var r = source.First(subject); r < end; r++)
        {
            ref readonly var row = ref rows[r];
            if (row.From > closes) return -1;
            if (row.From < opens || row.Recorded > known || known >= row.Until) continue;
            if (schemes is not null && schemes[r] != FactColumns.Missing && schemes[r] != name) continue;
            if (!fits || fit.Fits(in row, r)) return r;
        }
        return -1;
    }

    public int Day(int row) => source.Rows[row].From;

    public int Detail(int row, int slot) => source.Table.Detail(row, slot);

    public int Position(int row) => source.Table.Positions[row];
}
