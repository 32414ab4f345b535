using Cairn.Record;
using Cairn.Rules.Engine;

namespace Cairn.Rules;

/// <summary>One time one person reached an outcome, and what follows from it. Amounts are pence. The subject is -1 for the whole cohort.</summary>
public readonly record struct Achievement(int Subject, int Outcome, int Time, int Day, long Due, long Payable)
{
    /// <summary>The day on which what was paid became due back, or <see cref="Record.Day.Never"/>.</summary>
    public int ClawedBackOn { get; init; } = Record.Day.Never;

    /// <summary>False when the evidence that the outcome asks for has not been seen.</summary>
    public bool HasEvidence { get; init; } = true;

    /// <summary>Why less is payable than the price; null when nothing is in the way.</summary>
    public string? Limited { get; init; }
}

/// <summary>An outcome over everyone: how often it was reached, the sum of the days (as numbers) on which it was, and pence due and payable.</summary>
public readonly record struct OutcomeTotal(long Reached, long Days, long Due, long Payable);

/// <summary>
/// The answer of a scheme to a record, on a day, as known by a day: who is eligible and has a place, who reached what, and
/// what is due and payable by whom. Derived each time; nothing of it is stored.
/// </summary>
public sealed class Evaluation
{
    private IReadOnlyList<Achievement>? achievements;
    private OutcomeTotal[]? totals;
    private Hit[]? hits;

    internal Evaluation(BoundScheme bound, int on, int known, Roll roll)
    {
        Bound = bound;
        On = on;
        Known = known;
        Roll = roll;
    }

    internal BoundScheme Bound { get; }

    public Scheme Scheme => Bound.Scheme;

    public Facts Facts => Bound.Facts;

    public int On { get; }

    public int Known { get; }

    /// <summary>Everyone's referral, eligibility and place.</summary>
    public Roll Roll { get; }

    /// <summary>What people reached, in the order in which money is given out.</summary>
    internal Hit[] Hits => hits ??= Hit.InOrder(Found);

    /// <summary>The same as it was found: by reference, then in the order of the file; an array a range of references.</summary>
    internal Pile<Hit>[] Found { get; set; } = [];

    /// <summary>Every outcome and milestone reached, with its money, in the order in which that is given out. Worked out when first asked for.</summary>
    public IReadOnlyList<Achievement> Achievements => achievements ??= Money.GiveOut(this);

    /// <summary>Each outcome over everyone, by number: the sums of <see cref="Achievements"/>, without listing them where prices are plain.</summary>
    public IReadOnlyList<OutcomeTotal> Totals => totals ??= PlainMoney.Totals(this) ?? Sums();

    /// <summary>What each payer pays for each achievement: payer p of achievement i at <c>i * payers + p</c>. Empty with fewer than two payers.</summary>
    internal long[] Parts { get; set; } = [];

    /// <summary>What a payer pays for an achievement, in pence.</summary>
    public long Part(int achievement, int payer)
    {
        var all = Achievements;
        return Scheme.Payers.Count < 2 ? all[achievement].Payable : Parts[achievement * Scheme.Payers.Count + payer];
    }

    /// <summary>The positions of the facts behind an achievement; none for one of the whole cohort.</summary>
    public IReadOnlyList<int> Because(Achievement achievement) => Bound.Because(Roll, Known, achievement);

    /// <summary>The positions of the known facts of a kind, such as claims, that name an achievement's outcome and time, by day.</summary>
    public IReadOnlyList<int> FactsNaming(Kind? kind, Achievement achievement) => Naming.Find(this, kind, achievement);

    /// <summary>Asks a scheme of a record, as it stands on a day, of what had been recorded by another (all, when that is never).</summary>
    public static Evaluation Of(Scheme scheme, Facts facts, int on, int known, int threads = 1) => new BoundScheme(scheme, facts.At(known)).Evaluate(on, known, threads);

    private OutcomeTotal[] Sums()
    {
        var sums = new OutcomeTotal[Scheme.Outcomes.Count];
        foreach (var a in Achievements)
        {
            ref var sum = ref sums[a.Outcome];
            sum = new OutcomeTotal(sum.Reached + 1, sum.Days + a.Day, sum.Due + a.Due, sum.Payable + a.Payable);
        }
        return sums;
    }
}
