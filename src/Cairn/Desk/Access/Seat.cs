namespace Cairn.Desk;

/// <summary>
/// One membership on the day: a role at a partner, what kinds of organisation the partner is, and in which capacities someone who
/// sits there says facts. What a member may do is asked of each seat by itself: the tie of one never serves the other.
/// </summary>
public sealed record Seat(string Role, string Partner, IReadOnlyList<string> Types, IReadOnlyList<string> SaysAs)
{
    internal ulong RoleBit { get; init; }

    internal int RoleCode { get; init; }

    internal ulong TypeBits { get; init; }

    /// <summary>The partner's place among the names used in details.</summary>
    internal int Name { get; init; }

    /// <summary>The names of the partnerships it belongs to on the day.</summary>
    internal int[] Partnerships { get; init; } = [];

    /// <summary>The names of the schemes it takes part in on the day.</summary>
    internal int[] Schemes { get; init; } = [];

    /// <summary>The ties that some row for this seat uses; any other counts for nothing.</summary>
    public Tie Uses { get; internal init; }
}

/// <summary>What a member is on the day. Someone who has left, or never was one, has no seats and no rights.</summary>
public sealed record MemberStanding(string Member, IReadOnlyList<Seat> Seats, IReadOnlySet<Right> Rights);

/// <summary>
/// A record opened in an emergency: by whom, about whom, which categories, when. It counts only beside an <c>emergency-look</c> fact for each
/// category, recorded by that day, and only as long as the table lets it stay open.
/// </summary>
public sealed record OpenLook(string Member, string Person, IReadOnlyList<string> Categories, DateTimeOffset OpenedAt);

/// <summary>The emergency looks that may still be open, and the instant asked about. To ask again what was decided, give the instant of the look.</summary>
public sealed record OpenLooks(IReadOnlyList<OpenLook> Looks, DateTimeOffset At)
{
    public static OpenLooks None { get; } = new([], DateTimeOffset.MinValue);
}
