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

    /// <summary>A roll on which nobody is referred yet.</summary>
    internal Roll(BoundScheme bound, int on, int known, bool enrolments)
    {
        this.bound = bound;
        this.on = on;
        this.known = known;
        Count = bound.Subjects;
        referral = Nobody(Count);
        eligible = Nobody(Count);
        enrolment = enrolments ? Nobody(Count) : null;
    }

    private static ushort[] Nobody(int count)
    {
        var never = GC.AllocateUninitializedArray<ushort>(count);
        Array.Fill(never, (ushort)Day.Never);
        return never;
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

    /// <summary>
    /// How many places nobody is enrolled on, in this person's lot where there are lots; null where the scheme sets no number. Places are for so many
    /// people in all: an enrolment that has ended holds its own, and only one that is taken back frees it.
    /// </summary>
    public int? PlacesLeft(int subject)
    {
        var ceiling = Places.Ceiling(bound.Scheme);
        if (ceiling == int.MaxValue) return null;
        var lot = subject < Count ? LotOf(subject) : 0;
        return ceiling - Enumerable.Range(0, Count).Count(s => EnrolledOn(s) != Day.Never && LotOf(s) == lot);
    }

    /// <summary>The lot that the referral names, as its detail's number.</summary>
    internal int LotOf(int subject) => bound.LotOf(subject, known);

    /// <summary>The columns, for who makes the roll.</summary>
    internal (ushort[] Referral, ushort[] Eligible, ushort[]? Enrolment) Columns => (referral, eligible, enrolment);

    internal bool AnyoneEnrolledBy(int day) => enrolment is not null && enrolment.Any(d => d <= day);
}
