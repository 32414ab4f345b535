using System.Collections.Immutable;

namespace Cairn.Ledger;

/// <summary>
/// What somebody asks of a <see cref="Book"/>. The key makes it safe to ask again: the same key with the same content is answered
/// with the first entry. Content is the kind, accounts, legs, the entry meant and the effective date; not who asks, when, or in what words.
/// </summary>
public abstract record Command(string Key, Stamp Stamp)
{
    /// <summary>Opens accounts, all or none, and moves the first money if there are legs; legs may name the accounts it opens.</summary>
    public sealed record Open(string Key, Stamp Stamp, ImmutableArray<Account> Accounts, ImmutableArray<Leg> Legs) : Command(Key, Stamp);

    /// <summary>Moves pence between accounts.</summary>
    public sealed record Post(string Key, Stamp Stamp, ImmutableArray<Leg> Legs) : Command(Key, Stamp);

    /// <summary>Reserves what the legs below nought would take. The whole later movement is named, so that it can be posted by key alone.</summary>
    public sealed record Hold(string Key, Stamp Stamp, ImmutableArray<Leg> Legs) : Command(Key, Stamp);

    /// <summary>
    /// Posts a hold and ends it. No legs means all of it; otherwise each leg is on an account of the hold, in the same direction and
    /// no larger, and what is not posted is free again.
    /// </summary>
    public sealed record PostHold(string Key, Stamp Stamp, string Of, ImmutableArray<Leg> Legs) : Command(Key, Stamp)
    {
        /// <summary>Posts all that was held.</summary>
        public PostHold(string key, Stamp stamp, string of) : this(key, stamp, of, []) { }
    }

    /// <summary>Ends a hold with nothing moved.</summary>
    public sealed record Release(string Key, Stamp Stamp, string Of) : Command(Key, Stamp);

    /// <summary>
    /// Undoes a post, a posted hold or an opening's money by its exact negation, with dates of its own. A hold is released instead,
    /// and a reversal made by mistake is put right by posting anew.
    /// </summary>
    public sealed record Reverse(string Key, Stamp Stamp, string Of) : Command(Key, Stamp);

    /// <summary>Closes every day up to and including the stamp's effective date, for good: what is dated there later is refused.</summary>
    public sealed record Close(string Key, Stamp Stamp) : Command(Key, Stamp);

    /// <summary>The command that an entry answers, so that a log can be decided anew and compared.</summary>
    public static Command From(Entry entry)
    {
        var stamp = new Stamp(entry.EffectiveOn, entry.RecordedAt, entry.By, entry.Narrative);
        return entry.Kind switch
        {
            EntryKind.Open => new Open(entry.Key, stamp, entry.Opens, entry.Legs),
            EntryKind.Post => new Post(entry.Key, stamp, entry.Legs),
            EntryKind.Hold => new Hold(entry.Key, stamp, entry.Legs),
            EntryKind.PostHold => new PostHold(entry.Key, stamp, entry.Of ?? "", entry.Legs),
            EntryKind.Release => new Release(entry.Key, stamp, entry.Of ?? ""),
            EntryKind.Reverse => new Reverse(entry.Key, stamp, entry.Of ?? ""),
            EntryKind.Close => new Close(entry.Key, stamp),
            _ => throw new InvalidDataException($"Entry {entry.Key} is of no known kind: {entry.Kind}."),
        };
    }
}
