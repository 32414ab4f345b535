namespace Cairn.Ledger;

/// <summary>
/// The point from which a book is read: what takes effect on or before <paramref name="On"/> and had been recorded by
/// <paramref name="Known"/>, both included. Asked again later, the same point gives the same pence.
/// </summary>
public readonly record struct AsOf(DateOnly On, DateTimeOffset Known)
{
    /// <summary>All that is recorded, whatever its dates.</summary>
    public static readonly AsOf Everything = new(DateOnly.MaxValue, DateTimeOffset.MaxValue);

    /// <summary>All recorded up to now that takes effect on or before the day.</summary>
    public static AsOf Effective(DateOnly on) => Everything with { On = on };

    internal bool Sees(Entry entry) => entry.EffectiveOn <= On && entry.RecordedAt <= Known;
}

public sealed partial class Book
{
    /// <summary>The account's balance as it stood at that point.</summary>
    public long Balance(string account, AsOf point) => Standing(account, point).Balance;

    /// <summary>What was reserved on the account at that point: holds begun and not yet ended by then.</summary>
    public long Held(string account, AsOf point) => Standing(account, point).Held;

    private (long Balance, long Held) Standing(string account, AsOf point)
    {
        long balance = 0;
        long held = 0;
        for (var n = SlotOf(account).LastPosting; n >= 0; n = _postings[n].Before)
        {
            var posting = _postings[n];
            if (!point.Sees(_entries[posting.Entry])) continue;
            balance += posting.Pence;
            held += posting.Held;
        }

        return (balance, held);
    }

    /// <summary>What each entry did to the account, in recorded order.</summary>
    private List<(Entry Entry, long Pence, long Held)> MovesOn(string account)
    {
        var moves = new List<(Entry, long, long)>();
        for (var n = SlotOf(account).LastPosting; n >= 0; n = _postings[n].Before)
            moves.Add((_entries[_postings[n].Entry], _postings[n].Pence, _postings[n].Held));
        moves.Reverse();
        return moves;
    }
}
