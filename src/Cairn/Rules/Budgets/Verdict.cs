using Cairn.Record;

namespace Cairn.Rules;

/// <summary>Somebody's word for a purchase: in which of the vocabulary's roles, and, where they are a member with facts about them, who.</summary>
public sealed record Approval(string Role, string? By = null);

/// <summary>
/// What is asked: an item for a person, so many of it, for so many pence in all. <see cref="AskedBy"/> and the approver are references
/// that are compared, so that nobody approves what they asked for.
/// </summary>
public sealed record Ask(string Person, string Item, long Pence)
{
    public int Units { get; init; } = 1;

    public string? AskedBy { get; init; }

    public Approval? Approval { get; init; }
}

/// <summary>
/// Why a purchase is refused, in the order in which it is looked at: an ask wrong in several ways is refused for the first of them.
/// </summary>
public enum Refusal
{
    /// <summary>The scheme has not opened, or is over with its run-off.</summary>
    NotRunning,
    /// <summary>What must be agreed before anything is bought is not agreed.</summary>
    NotReady,
    /// <summary>No referral to this scheme is known.</summary>
    NotReferred,
    NotEligible,
    /// <summary>Eligible, but without a place.</summary>
    NoPlace,
    /// <summary>The time in which the allocation may be spent is over.</summary>
    AllocationOver,
    /// <summary>It is one of the things that the scheme does not pay for.</summary>
    NotAllowed,
    /// <summary>It is not on the framework.</summary>
    UnknownItem,
    /// <summary>The amount is not the price, or is above the most that the item may cost.</summary>
    WrongPrice,
    ItemLimitInWeek,
    ItemLimitOfPerson,
    ItemLimitInAll,
    LimitInWeek,
    LimitOfPerson,
    LimitInAll,
    /// <summary>Less is left of the person's allocation.</summary>
    TooLittleLeft,
    ApprovalNeeded,
    /// <summary>Nobody approves what they asked for themselves.</summary>
    ApproverAsked,
    /// <summary>The approver may not approve so much.</summary>
    ApproverLimit,
    /// <summary>What must come first, or must be so on the day, is not.</summary>
    GateNotMet,
    /// <summary>What must not be so on the day is.</summary>
    GateForbids,
}

/// <summary>The answer to an ask.</summary>
public abstract record Verdict;

/// <summary>It may be bought: so much is to be held, and so much is left then. The facts are those that the gates rest on.</summary>
public sealed record MayBuy(long Hold, long LeftAfter, FrameworkItem Item, int ApprovalBy, IReadOnlyList<int> Facts) : Verdict;

/// <summary>It may not, for this reason; what else there is comes with it.</summary>
public sealed record MayNotBuy(Refusal Reason, string Why) : Verdict
{
    /// <summary>The place in the scheme that refuses; null where no line of it does.</summary>
    public Yaml? At { get; init; }

    /// <summary>The first day on which this reason would no longer hold, if nothing else happens; never where only something new can change it.</summary>
    public int EarliestOn { get; init; } = Day.Never;

    /// <summary>The facts that it rests on, by position.</summary>
    public IReadOnlyList<int> Facts { get; init; } = [];

    /// <summary>The roles of which one must approve.</summary>
    public IReadOnlyList<string> ApprovalBy { get; init; } = [];

    /// <summary>Items that this person may buy on this day for no more than was asked, those led by peers first.</summary>
    public IReadOnlyList<string> Instead { get; init; } = [];
}
