using System.Collections.Immutable;

namespace Cairn.Ledger;

/// <summary>What an entry does. Only <see cref="Open"/>, <see cref="Post"/>, <see cref="PostHold"/> and <see cref="Reverse"/> move balances.</summary>
public enum EntryKind
{
    /// <summary>Opens accounts and may move the first money into them.</summary>
    Open,
    /// <summary>Moves pence between accounts.</summary>
    Post,
    /// <summary>Reserves what its legs would take, and moves nothing.</summary>
    Hold,
    /// <summary>Moves all or part of what a hold reserved; the rest is free again.</summary>
    PostHold,
    /// <summary>Ends a hold with nothing moved; its legs are the negation of the hold's.</summary>
    Release,
    /// <summary>Moves the exact negation of an earlier entry.</summary>
    Reverse,
    /// <summary>Closes the period through its effective date, that day included.</summary>
    Close,
}

/// <summary>Signed pence on one account: above nothing is into it, below is out of it.</summary>
public readonly record struct Leg(string Account, long Pence);

/// <summary>
/// An account as it is opened. Its balance less what is held on it may not go below <paramref name="Limit"/>: nought for a cap or a
/// purse, below nought for an agreed overdraft, null for the world outside (a funder). It starts empty, so a limit is never above nought.
/// </summary>
public sealed record Account(string Key, long? Limit)
{
    /// <summary>
    /// What must balance together. All money is one group, <c>GBP</c>. An account under <c>memo:KIND:</c> keeps count of something
    /// beside the money, such as what one person may still be paid; each <c>memo:KIND</c> is a group by itself, so that an entry may
    /// take from a contract's cap and a person's cap at once and neither can make up for a penny missing in the other.
    /// </summary>
    public string Group => GroupOf(Key);

    internal const string Money = "GBP";

    internal static string GroupOf(string key)
    {
        if (!key.StartsWith("memo:", StringComparison.Ordinal)) return Money;
        var end = key.IndexOf(':', 5);
        return end < 0 ? key : key[..end];
    }
}

/// <summary>Who recorded an entry and when, and when it takes effect. The narrative is one line without a person's name or story in it.</summary>
public sealed record Stamp(DateOnly EffectiveOn, DateTimeOffset RecordedAt, string By, string Narrative);

/// <summary>
/// One line of the ledger's log: legs that happen together or not at all, and sum to nothing in each group. Never changed once
/// appended; two entries are equal when all they say is equal.
/// </summary>
public sealed record Entry
{
    /// <summary>Named by whoever asked for it; the same key never acts twice.</summary>
    public required string Key { get; init; }

    /// <summary>What it does.</summary>
    public required EntryKind Kind { get; init; }

    /// <summary>Two or more, each on another account; none for a close, or for an opening that moves no money.</summary>
    public ImmutableArray<Leg> Legs { get; init; } = [];

    /// <summary>The accounts it opens; empty unless it is an opening.</summary>
    public ImmutableArray<Account> Opens { get; init; } = [];

    /// <summary>The key of the entry that this one posts, releases or reverses.</summary>
    public string? Of { get; init; }

    /// <summary>The day it counts from.</summary>
    public required DateOnly EffectiveOn { get; init; }

    /// <summary>The instant it became known; never before that of the entry before it.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>The member's key.</summary>
    public required string By { get; init; }

    /// <summary>One line, without personal words.</summary>
    public string Narrative { get; init; } = "";

    /// <inheritdoc/>
    public bool Equals(Entry? other) =>
        other is not null && Key == other.Key && Kind == other.Kind && Of == other.Of
        && EffectiveOn == other.EffectiveOn && RecordedAt == other.RecordedAt && By == other.By && Narrative == other.Narrative
        && Legs.AsSpan().SequenceEqual(other.Legs.AsSpan()) && Opens.AsSpan().SequenceEqual(other.Opens.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => Key.GetHashCode(StringComparison.Ordinal);
}
