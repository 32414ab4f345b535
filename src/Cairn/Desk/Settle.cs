using Cairn.Ledger;
using Cairn.Rules;

namespace Cairn.Desk;

/// <summary>What settlement found of one payment.</summary>
public enum Settled
{
    /// <summary>Posted now.</summary>
    Posts,
    /// <summary>Posted before, and still as it should be.</summary>
    Stands,
    /// <summary>Payable, but nobody has claimed it.</summary>
    NotClaimed,
    /// <summary>Claimed, but no verifier has upheld it.</summary>
    NotVerified,
    /// <summary>Claimed and verified, but who settles recorded the one or the other.</summary>
    NotYours,
    /// <summary>Payable, claimed and verified, but held back; its pounds and its place are kept for it.</summary>
    Held,
    /// <summary>Due, and nothing is payable: a cap, evidence, or another rule stands in the way.</summary>
    NotPayable,
    /// <summary>Payable, but the pounds are held by what was paid before.</summary>
    NoRoom,
    /// <summary>Posted before, and by the record as it now stands it should not be, or not so much: a reversal for someone to approve.</summary>
    ToReverse,
}

/// <summary>One line of a settlement: whose, what, how much by payer, and why. The key is the ledger entry's.</summary>
public sealed record SettlementLine(Settled What, string Key, int Subject, int Outcome, int Time, IReadOnlyList<long> Pence, string Why)
{
    /// <summary>All payers together, in pence.</summary>
    public long Total => Pence.Sum();

    /// <summary>It was claimed, a verifier did not uphold it, and it has not been claimed again: it waits for the claimant, not for a verifier.</summary>
    public bool IsSentBack { get; init; }
}

/// <summary>Why a payment of this key for what was reached is not to be posted now; null when it may be.</summary>
public delegate string? HeldBack(Achievement achievement, string key);

/// <summary>What to append to the ledger, and a line for everything that was looked at; or why nothing at all can be posted.</summary>
public sealed record Settlement(IReadOnlyList<Command> Commands, IReadOnlyList<SettlementLine> Lines, DeskRefusal? Refusal = null);

/// <summary>
/// Compares what the record says should be posted with what has been, and posts the difference: twice is once. What is payable,
/// claimed and verified is posted; what was posted and should not have been is never changed silently but proposed as a
/// reversal. Pounds, places and numbers once paid are held: an outcome that is recorded late never evicts one that was paid.
/// </summary>
public static class Settle
{
    /// <summary>
    /// Decides a settlement. Entries take effect on the day the outcome was reached, or the first open day when that period is closed.
    /// Without <paramref name="recordedBy"/> nothing is known of who recorded claims and verifications. Where <paramref name="heldBack"/>
    /// is given it alone judges who may post, and what it holds back keeps its pounds.
    /// </summary>
    public static Settlement Decide(Evaluation answer, Book book, DateTimeOffset at, string by, RecordedBy? recordedBy = null, HeldBack? heldBack = null)
    {
        var payments = new Payments(answer, book);
        var caps = new Caps(answer, book, payments, at, by);
        if (caps.Refusal is { } refusal) return new Settlement([], [], refusal);
        var run = new Settling(answer, caps, payments, new Claims(answer, recordedBy ?? (_ => null)), at, by, heldBack);
        for (var i = 0; i < answer.Achievements.Count; i++) run.Look(i);
        run.WhatIsNoLongerReached();
        return new Settlement([.. caps.Commands, .. run.Posts], run.Lines);
    }

    /// <summary>The command that takes back a payment which a settlement proposed to reverse, on the day given or the first open day after it.</summary>
    public static Command Reverse(Book book, Entry payment, DateTimeOffset at, DateOnly on, string by)
    {
        if (on < payment.EffectiveOn) on = payment.EffectiveOn;
        if (on <= book.ClosedUntil) on = book.ClosedUntil.Value.AddDays(1);
        return new Command.Reverse($"reverse:{payment.Key}", new Stamp(on, at, by, "The record was corrected"), payment.Key);
    }
}
