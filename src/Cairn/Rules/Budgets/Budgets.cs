using Cairn.Record;
using Cairn.Rules.Engine;

namespace Cairn.Rules;

/// <summary>What a person's allocation has come to. Pence; <see cref="Left"/> may be below nothing where facts say that too much was spent.</summary>
public readonly record struct Purse(long Allocated, long Held, long Spent)
{
    public long Left => Allocated - Held - Spent;
}

/// <summary>
/// A budget as at a day: whether it may start, what everyone is allocated, what they have left, and what they may buy. All of it is
/// derived from the record as known by a day. May be asked from several threads at once.
/// </summary>
public sealed class Budgets
{
    private readonly Dictionary<Gate, Gates> gates = new(ReferenceEqualityComparer.Instance);
    private readonly IReadOnlyList<Purchase> everything;

    private Budgets(Evaluation answer, Budget budget)
    {
        (Answer, Rules) = (answer, budget);
        Allocations = Cairn.Rules.Allocations.Of(answer, budget, out var refused);
        ByNeedRefused = refused;
        everything = Cairn.Rules.Purchases.Of(answer, Day.Last);
        Purchases = Cairn.Rules.Purchases.Of(answer, answer.On);
        Ready = Readiness.Of(answer, budget);
    }

    public Evaluation Answer { get; }

    public Budget Rules { get; }

    /// <summary>When everything that had to be agreed first was agreed, and what is missing.</summary>
    public Readiness Ready { get; }

    /// <summary>Those who have a place, in the order of their places.</summary>
    public IReadOnlyList<Allocation> Allocations { get; }

    /// <summary>Why need could not divide the sum; null when it could, or was not asked to.</summary>
    public string? ByNeedRefused { get; }

    /// <summary>The purchases that the record knows of on the day.</summary>
    public IReadOnlyList<Purchase> Purchases { get; }

    /// <summary>The sum less all allocations: what is kept for places not yet filled.</summary>
    public long Unallocated => Rules.Sum - Allocations.Sum(a => a.Pence);

    public static Budgets Of(Scheme scheme, Facts facts, int on, int known) => Of(Evaluation.Of(scheme, facts, on, known));

    /// <summary>Asks of an evaluation of the scheme; one that is no budget throws.</summary>
    public static Budgets Of(Evaluation answer) =>
        new(answer, answer.Scheme.Budget ?? throw new ArgumentException($"'{answer.Scheme.Name}' is not a budget.", nameof(answer)));

    public Allocation? AllocationOf(int subject) => Allocations.FirstOrDefault(a => a.Subject == subject);

    /// <summary>What someone was allocated, has held and spent, on the day.</summary>
    public Purse PurseOf(int subject)
    {
        var own = Purchases.Where(p => p.Subject == subject).ToList();
        return new Purse(AllocationOf(subject)?.Pence ?? 0, own.Sum(p => p.Held), own.Sum(p => p.Spent));
    }

    /// <summary>
    /// Decides what is asked on the day of this answer. What the person already holds and has spent comes from their purchases, or from
    /// <paramref name="taken"/>, the ledger's figure in pence, where that is more. Limits look at everything recorded, whatever its day.
    /// </summary>
    public Verdict Decide(Ask ask, long? taken = null)
    {
        lock (gates) return new Ladder(this, everything, taken).Decide(ask);
    }

    public static Verdict Decide(Scheme scheme, Facts facts, int on, int known, Ask ask, long? taken = null) => Of(scheme, facts, on, known).Decide(ask, taken);

    internal Gates GateOf(Gate gate)
    {
        if (!gates.TryGetValue(gate, out var bound)) gates[gate] = bound = new Gates(gate, Answer);
        return bound;
    }
}

/// <summary>A gate bound to the record.</summary>
internal sealed class Gates(Gate gate, Evaluation answer)
{
    private readonly Node? needs = gate.Needs is { } n ? answer.Bound.Binder.Bind(n) : null;
    private readonly DaySet? during = gate.While is { } w ? answer.Bound.Binder.Bind(w) : null;
    private readonly DaySet? notDuring = gate.NotWhile is { } not ? answer.Bound.Binder.Bind(not) : null;

    /// <summary>Null when the gate is open for someone, with the facts it rests on added; otherwise why not.</summary>
    public MayNotBuy? Closed(int subject, string what, List<int> facts)
    {
        if (gate.At is null) return null;
        var c = new Case(answer.Scheme.Outcomes.Count, answer.Known);
        BoundScheme.Start(c, answer.Roll, subject);
        answer.Bound.ReachAll(c);
        var on = answer.On;
        var because = gate.Because is { } reason ? $" ({reason})" : "";
        if (needs is not null)
        {
            var when = needs.When(c, 0, on);
            if (when > on) return new MayNotBuy(Refusal.GateNotMet, $"{what} needs {Wording.Of(gate.Needs!)} first, and none is recorded by {Day.Long(on)}{because}.") { At = gate.At };
            needs.Because(c, 0, on, when, facts);
        }
        if (during is not null)
        {
            if (during.First(c, on, on) != on) return new MayNotBuy(Refusal.GateNotMet, $"{what} needs {Wording.Of(gate.While!)} on the day, and there is none on {Day.Long(on)}{because}.") { At = gate.At };
            during.Because(c, on, on, facts);
        }
        if (notDuring is null || notDuring.First(c, on, on) != on) return null;
        var behind = new List<int>();
        notDuring.Because(c, on, on, behind);
        return new MayNotBuy(Refusal.GateForbids, $"{what} is not for someone with {Wording.Of(gate.NotWhile!)}, as there is on {Day.Long(on)}{because}.") { At = gate.At, Facts = behind, EarliestOn = Ends(c, on) };
    }

    private int Ends(Case c, int on)
    {
        var days = c.Rent();
        notDuring!.Fill(c, on, Day.Last, days);
        var after = days.Count > 0 && days.To[0] < Day.Last ? days.To[0] + 1 : Day.Never;
        c.Return();
        return after;
    }
}

/// <summary>
/// Whether a budget may start: the day from which everything in <c>opens-when</c> was so (never: not so far), the facts behind it,
/// and what is missing on the day asked about.
/// </summary>
public sealed record Readiness(int From, IReadOnlyList<int> Facts, IReadOnlyList<string> Missing, Yaml? At)
{
    internal static Readiness Of(Evaluation answer, Budget budget)
    {
        if (budget.OpensWhen is not { } clause) return new Readiness(answer.Scheme.Opens, [], [], null);
        var node = answer.Bound.Binder.Bind(clause);
        var c = new Case(answer.Scheme.Outcomes.Count, answer.Known);
        c.Turn(0, Day.Never, Day.Never);
        var when = node.When(c, 0, answer.On);
        var facts = new List<int>();
        if (when <= answer.On)
        {
            node.Because(c, 0, answer.On, when, facts);
            return new Readiness(when, facts, [], clause.At);
        }
        var missing = new List<string>();
        Walk(node, 0, answer.On);
        return new Readiness(Day.Never, facts, missing, clause.At);

        void Walk(Node at, int lo, int hi)
        {
            if (at.When(c, lo, hi) <= answer.On) return;
            var (first, last) = at.WindowIn(c, lo, hi);
            if (at.Clause is not AllOf) missing.Add(Wording.Of(at.Clause));
            else foreach (var (part, from, to) in at.Parts(c, first, last)) Walk(part, from, to);
        }
    }
}
