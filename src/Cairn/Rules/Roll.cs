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

/// <summary>Where everyone stands, a column a field, by subject number.</summary>
public sealed class Roll
{
    private readonly BoundScheme bound;
    private readonly int on;
    private readonly int known;
    private readonly ushort[] referral;
    private readonly ushort[] eligible;
    private readonly ushort[]? enrolment;
    private int[]? places;

    /// <summary>Every subject's row is written once by who makes the roll, so nothing is cleared first.</summary>
    internal Roll(BoundScheme bound, int on, int known, bool enrolments)
    {
        this.bound = bound;
        this.on = on;
        this.known = known;
        Count = bound.Subjects;
        referral = GC.AllocateUninitializedArray<ushort>(Count);
        eligible = GC.AllocateUninitializedArray<ushort>(Count);
        enrolment = enrolments ? GC.AllocateUninitializedArray<ushort>(Count) : null;
    }

    public int Count { get; }

    /// <summary>The day of the referral to the scheme, or never.</summary>
    public int ReferredOn(int subject) => referral[subject];

    /// <summary>The day from which someone is eligible, or never.</summary>
    public int EligibleOn(int subject) => eligible[subject];

    /// <summary>The day of the enrolment, or never.</summary>
    public int EnrolledOn(int subject) => enrolment is null ? Day.Never : enrolment[subject];

    /// <summary>The number of someone's place, from 1 (in each lot); 0 without one. Numbers are given out when first asked for.</summary>
    public int PlaceOf(int subject) => (places ??= Places.Numbers(bound, this, on))[subject];

    public Standing StandingOf(int subject) =>
        referral[subject] == Day.Never ? Standing.NotReferred : eligible[subject] == Day.Never ? Standing.NotEligible : PlaceOf(subject) == 0 ? Standing.Waits : Standing.HasPlace;

    /// <summary>The lot that the referral names, as its detail's number.</summary>
    internal int LotOf(int subject) => bound.LotOf(subject, known);

    /// <summary>The columns, for who makes the roll.</summary>
    internal (ushort[] Referral, ushort[] Eligible, ushort[]? Enrolment) Columns => (referral, eligible, enrolment);

    internal bool AnyoneEnrolledBy(int day) => enrolment is not null && enrolment.Any(d => d <= day);
}
