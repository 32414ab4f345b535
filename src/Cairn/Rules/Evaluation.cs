using Cairn.Record;
using Cairn.Rules.Engine;

namespace Cairn.Rules;

/// <summary>Why someone is, or is not, among those a scheme pays for.</summary>
public enum Standing
{
    /// <summary>No referral to this scheme is known.</summary>
    NotReferred,
    NotEligible,
    /// <summary>Eligible, but every place is taken, or others are enrolled and this person is not.</summary>
    Waits,
    HasPlace,
}

/// <summary>One time one person reached an outcome, and what follows from it. Amounts are pence.</summary>
public readonly record struct Achievement(int Subject, int Outcome, int Time, int Day, long Due, long Payable)
{
    /// <summary>The day on which what was paid became due back, or <see cref="Record.Day.Never"/>.</summary>
    public int ClawedBackOn { get; init; } = Record.Day.Never;

    /// <summary>False when the evidence that the outcome asks for has not been seen.</summary>
    public bool HasEvidence { get; init; } = true;

    /// <summary>Why less is payable than the price; null when nothing is in the way.</summary>
    public string? Limited { get; init; }
}

/// <summary>
/// The answer of a scheme to a record, on a day, as known by a day: who is eligible and has a place, who reached what, and
/// what is due and payable by whom. Derived each time; nothing of it is stored.
/// </summary>
public sealed class Evaluation
{
    internal Evaluation(Plan plan, int on, int known)
    {
        Plan = plan;
        On = on;
        Known = known;
        Roll = new Roll(plan.Subjects);
    }

    internal Plan Plan { get; }

    public Scheme Scheme => Plan.Scheme;

    public Facts Facts => Plan.Facts;

    public int On { get; }

    public int Known { get; }

    /// <summary>Everyone's referral, eligibility and place.</summary>
    public Roll Roll { get; }

    /// <summary>Every outcome and milestone reached, in the order in which money is given out.</summary>
    public IReadOnlyList<Achievement> Achievements { get; internal set; } = [];

    /// <summary>What each payer pays for each achievement: payer p of achievement i at <c>i * payers + p</c>. Empty with fewer than two payers.</summary>
    internal long[] Parts { get; set; } = [];

    /// <summary>What a payer pays for an achievement, in pence.</summary>
    public long Part(int achievement, int payer) =>
        Scheme.Payers.Count < 2 ? Achievements[achievement].Payable : Parts[achievement * Scheme.Payers.Count + payer];

    /// <summary>Asks a scheme of a record, as it stands on a day, of what had been recorded by another (all, when that is never).</summary>
    public static Evaluation Of(Scheme scheme, Facts facts, int on, int known, int threads = 1) => new Plan(scheme, facts).Evaluate(on, known, threads);
}

/// <summary>Where everyone stands, a column a field, by subject number.</summary>
public sealed class Roll(int subjects)
{
    internal ushort[] Referral { get; } = Filled(subjects);

    internal ushort[] Eligible { get; } = Filled(subjects);

    internal ushort[] Enrolment { get; } = Filled(subjects);

    internal int[] Lot { get; set; } = [];

    internal int[] Place { get; } = new int[subjects];

    public int Count { get; } = subjects;

    /// <summary>The day of the referral to the scheme, or never.</summary>
    public int ReferredOn(int subject) => Referral[subject];

    /// <summary>The day from which someone is eligible, or never.</summary>
    public int EligibleOn(int subject) => Eligible[subject];

    /// <summary>The day of the enrolment, or never.</summary>
    public int EnrolledOn(int subject) => Enrolment[subject];

    /// <summary>The number of someone's place, from 1 (in each lot); 0 without one.</summary>
    public int PlaceOf(int subject) => Place[subject];

    public Standing StandingOf(int subject) =>
        Referral[subject] == Day.Never ? Standing.NotReferred : Eligible[subject] == Day.Never ? Standing.NotEligible : Place[subject] == 0 ? Standing.Waits : Standing.HasPlace;

    private static ushort[] Filled(int count)
    {
        var days = new ushort[count];
        Array.Fill(days, (ushort)Day.Never);
        return days;
    }
}
