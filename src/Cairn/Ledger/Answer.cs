namespace Cairn.Ledger;

/// <summary>What a <see cref="Book"/> says to a command: posted, already posted, or <see cref="Refused"/> with the reason.</summary>
public abstract record Answer
{
    private protected Answer() { }

    /// <summary>The entry to append and apply, or the one that was there already; null when refused.</summary>
    public virtual Entry? Entry => null;

    /// <summary>The answer in one sentence of plain English.</summary>
    public abstract string Why { get; }

    /// <summary>Allowed: append this entry to the log, then apply it.</summary>
    public sealed record Posted(Entry New) : Answer
    {
        /// <inheritdoc/>
        public override Entry Entry => New;

        /// <inheritdoc/>
        public override string Why => $"Recorded as {New.Key}, with effect from {Day.Long(New.EffectiveOn)}.";
    }

    /// <summary>The same was asked before: nothing is to be appended, and this is the entry from then.</summary>
    public sealed record AlreadyPosted(Entry Original) : Answer
    {
        /// <inheritdoc/>
        public override Entry Entry => Original;

        /// <inheritdoc/>
        public override string Why => $"{Original.Key} was recorded before, with effect from {Day.Long(Original.EffectiveOn)}; nothing was done twice.";
    }
}

/// <summary>
/// Every way in which a command can be refused. The rungs of the ladder are in the order written here, which is the order in
/// which a <see cref="Book"/> looks: a command wrong in several ways is always refused for the first of them. Within a rung the first
/// leg at fault is named; the last rung, what the accounts can bear, is asked leg by leg and also says when an account grows too large.
/// </summary>
public abstract record Refused : Answer
{
    private protected Refused() { }

    /// <summary>A key is 1 to 200 letters, figures and <c>- _ . / :</c>, without an empty part; <c>:held</c> at the end of an account is the ledger's own.</summary>
    public sealed record NotAKey(string What, string Text) : Refused
    {
        /// <inheritdoc/>
        public override string Why => $"'{Text}' is not a key for {What}: use up to 200 letters, figures and - _ . / with single colons between parts"
            + (Text.EndsWith(Key.HeldPart, StringComparison.Ordinal) ? ", and no part called 'held' at the end." : ".");
    }

    /// <summary>A narrative is at most 200 characters on one line.</summary>
    public sealed record NarrativeNotOneLine : Refused
    {
        /// <inheritdoc/>
        public override string Why => "The narrative must be one line of at most 200 characters.";
    }

    /// <summary>The key is taken by an entry that says something else.</summary>
    public sealed record KeyUsedForSomethingElse(Entry Original) : Refused
    {
        /// <inheritdoc/>
        public override string Why => $"The key {Original.Key} already stands for another entry, with effect from {Day.Long(Original.EffectiveOn)}; what is new needs a new key.";
    }

    /// <summary>There is no hold of that key.</summary>
    public sealed record HoldNotFound(string Of) : Refused
    {
        /// <inheritdoc/>
        public override string Why => $"There is no hold {Of}.";
    }

    /// <summary>The hold was posted or released before.</summary>
    public sealed record HoldAlreadyEnded(string Of, Entry EndedBy) : Refused
    {
        /// <inheritdoc/>
        public override string Why => $"The hold {Of} was already {(EndedBy.Kind == EntryKind.PostHold ? "posted" : "released")} by {EndedBy.Key}.";
    }

    /// <summary>There is no entry of that key, or it is of a kind that is not reversed.</summary>
    public sealed record NothingToReverse(string Of, EntryKind? Kind) : Refused
    {
        /// <inheritdoc/>
        public override string Why => Kind switch
        {
            null => $"There is no entry {Of} to reverse.",
            EntryKind.Hold => $"{Of} is a hold, which moved nothing: release it instead.",
            EntryKind.Reverse => $"{Of} is itself a reversal: post a new entry instead.",
            _ => $"{Of} moved nothing, so there is nothing to reverse.",
        };
    }

    /// <summary>The entry was reversed before.</summary>
    public sealed record AlreadyReversed(string Of, Entry ReversedBy) : Refused
    {
        /// <inheritdoc/>
        public override string Why => $"{Of} was already reversed by {ReversedBy.Key}.";
    }

    /// <summary>An opening without accounts.</summary>
    public sealed record NothingToOpen : Refused
    {
        /// <inheritdoc/>
        public override string Why => "An opening must name at least one account.";
    }

    /// <summary>The account is open, or is named twice in the opening.</summary>
    public sealed record AccountAlreadyOpen(string Account) : Refused
    {
        /// <inheritdoc/>
        public override string Why => $"The account {Account} is already open.";
    }

    /// <summary>An account starts empty, so its limit is nothing or below; and no lower than the most an account may come to.</summary>
    public sealed record LimitOutOfRange(string Account, long Limit) : Refused
    {
        /// <inheritdoc/>
        public override string Why => $"The account {Account} cannot have the limit {Pence.Format(Limit)}: it starts empty, so its limit is £0 or an overdraft below that of at most {Pence.Short(Pence.Most)}.";
    }

    /// <summary>Fewer than two legs (an opening may have none).</summary>
    public sealed record TooFewLegs(int Count) : Refused
    {
        /// <inheritdoc/>
        public override string Why => $"An entry needs at least two legs, one out and one in; this has {Count}.";
    }

    /// <summary>More legs than <see cref="Book.MostLegs"/>.</summary>
    public sealed record TooManyLegs(int Count) : Refused
    {
        /// <inheritdoc/>
        public override string Why => $"An entry may have at most {Book.MostLegs} legs; this has {Count}.";
    }

    /// <summary>A leg that moves nothing.</summary>
    public sealed record ZeroLeg(string Account) : Refused
    {
        /// <inheritdoc/>
        public override string Why => $"The leg on {Account} moves nothing.";
    }

    /// <summary>A leg above <see cref="Pence.Most"/>, or one that would take the account beyond that.</summary>
    public sealed record AmountTooLarge(string Account, long Amount) : Refused
    {
        /// <inheritdoc/>
        public override string Why => $"{Pence.Format(Amount)} on {Account} is too large: no leg and no account may come to more than {Pence.Short(Pence.Most)}.";
    }

    /// <summary>A leg on an account that was never opened.</summary>
    public sealed record UnknownAccount(string Account) : Refused
    {
        /// <inheritdoc/>
        public override string Why => $"There is no account {Account}.";
    }

    /// <summary>Two legs on one account: they are to be added up first.</summary>
    public sealed record AccountTwice(string Account) : Refused
    {
        /// <inheritdoc/>
        public override string Why => $"The account {Account} has two legs in one entry: add them up into one.";
    }

    /// <summary>The legs of a group do not sum to nothing; <paramref name="Over"/> is what they come to.</summary>
    public sealed record DoesNotBalance(string Group, long Over) : Refused
    {
        /// <inheritdoc/>
        public override string Why => $"What goes in and what comes out differ by {Pence.Format(Over)} in {Group}; they must be equal.";
    }

    /// <summary>A leg that the hold does not cover: another account, the other direction, or more.</summary>
    public sealed record MoreThanHeld(string Of, string Account, long Held, long Asked) : Refused
    {
        /// <inheritdoc/>
        public override string Why => $"The hold {Of} is for {Pence.Format(Held)} on {Account}; {Pence.Format(Asked)} cannot be posted from it.";
    }

    /// <summary>Posting, releasing or reversing is never dated before what it posts, releases or reverses.</summary>
    public sealed record DatedBeforeOriginal(string Of, DateOnly OriginalOn) : Refused
    {
        /// <inheritdoc/>
        public override string Why => $"{Of} takes effect on {Day.Long(OriginalOn)}; what follows from it cannot be dated earlier.";
    }

    /// <summary>The effective date is on or before the last closed day.</summary>
    public sealed record PeriodClosed(DateOnly Until) : Refused
    {
        /// <inheritdoc/>
        public override string Why => $"The books are closed up to and including {Day.Long(Until)}: date it {Day.Long(Until.AddDays(1))} or later.";
    }

    /// <summary>A close of days still to come, which could not be undone; the day of the close itself may be closed.</summary>
    public sealed record PeriodNotOver(DateOnly Until) : Refused
    {
        /// <inheritdoc/>
        public override string Why => $"{Day.Long(Until)} has not come yet, so the books cannot be closed up to it.";
    }

    /// <summary>The account would go below its limit; <paramref name="Left"/> is what could still go out of it, <paramref name="ShortBy"/> what is missing.</summary>
    public sealed record WouldPassLimit(string Account, long Left, long ShortBy) : Refused
    {
        /// <inheritdoc/>
        public override string Why => $"{Account} has {Pence.Format(Left)} left, and this would take {Pence.Format(Left + ShortBy)}: {Pence.Format(ShortBy)} more than there is.";
    }
}
