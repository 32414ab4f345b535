using Cairn.Record;

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
    private readonly ushort[] referral;
    private readonly ushort[] eligible;
    private readonly ushort[]? enrolment;
    private readonly int[]? lot;
    private readonly int[] place;

    /// <summary>Every subject's row is written once by who makes the roll, so nothing is cleared first but the places.</summary>
    internal Roll(int subjects, bool enrolments, bool lots)
    {
        Count = subjects;
        referral = GC.AllocateUninitializedArray<ushort>(subjects);
        eligible = GC.AllocateUninitializedArray<ushort>(subjects);
        enrolment = enrolments ? new ushort[subjects] : null;
        lot = lots ? GC.AllocateUninitializedArray<int>(subjects) : null;
        place = new int[subjects];
    }

    public int Count { get; }

    /// <summary>The day of the referral to the scheme, or never.</summary>
    public int ReferredOn(int subject) => referral[subject];

    /// <summary>The day from which someone is eligible, or never.</summary>
    public int EligibleOn(int subject) => eligible[subject];

    /// <summary>The day of the enrolment, or never.</summary>
    public int EnrolledOn(int subject) => enrolment is null ? Day.Never : enrolment[subject];

    /// <summary>The number of someone's place, from 1 (in each lot); 0 without one.</summary>
    public int PlaceOf(int subject) => place[subject];

    public Standing StandingOf(int subject) =>
        referral[subject] == Day.Never ? Standing.NotReferred : eligible[subject] == Day.Never ? Standing.NotEligible : place[subject] == 0 ? Standing.Waits : Standing.HasPlace;

    /// <summary>The lot that the referral names, as its detail's number.</summary>
    internal int LotOf(int subject) => lot is null ? 0 : lot[subject];

    internal void NotReferred(int subject) => Set(subject, Day.Never, Day.Never, Day.Never, 0);

    internal void Set(int subject, int referredOn, int eligibleOn, int enrolledOn, int lotNumber)
    {
        referral[subject] = (ushort)referredOn;
        eligible[subject] = (ushort)eligibleOn;
        if (enrolment is not null) enrolment[subject] = (ushort)enrolledOn;
        if (lot is not null) lot[subject] = lotNumber;
    }

    internal void GivePlace(int subject, int number) => place[subject] = number;

    internal bool AnyoneEnrolledBy(int on) => enrolment is not null && enrolment.Any(day => day <= on);
}
