using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Cairn.Ledger;

public sealed partial class Book
{
    /// <summary>
    /// Says what a command would do, and changes nothing: on <see cref="Answer.Posted"/> the caller appends the entry to the log and
    /// then applies it. The rungs are asked in the order in which <see cref="Refused"/> lists them. A clock that went backwards is
    /// forgiven: the entry takes the last entry's instant, so that what was known by an instant is always a beginning of the log.
    /// </summary>
    public Answer Decide(Command command)
    {
        var stamp = command.Stamp;
        if (!Key.IsGood(command.Key)) return new Refused.NotAKey("an entry", command.Key ?? "");
        if (!Key.IsGood(stamp.By)) return new Refused.NotAKey("a member", stamp.By ?? "");
        if (command is Command.Open { Accounts: var named })
            foreach (var account in named)
                if (!Key.IsGoodForAccount(account.Key)) return new Refused.NotAKey("an account", account.Key ?? "");
        if (!Key.IsOneLine(stamp.Narrative)) return new Refused.NarrativeNotOneLine();
        if (_entryOf.TryGetValue(command.Key, out var known))
            return Says(_entries[known], command) ? new Answer.AlreadyPosted(_entries[known]) : new Refused.KeyUsedForSomethingElse(_entries[known]);

        return command switch
        {
            Command.Post c => Ladder(c, EntryKind.Post, c.Legs, [], null),
            Command.Hold c => Ladder(c, EntryKind.Hold, c.Legs, [], null),
            Command.PostHold c => FindHold(c.Of, out var hold) ?? Ladder(c, EntryKind.PostHold, c.Legs.IsEmpty ? hold!.Legs : c.Legs, [], hold),
            Command.Release c => FindHold(c.Of, out var hold) ?? Ladder(c, EntryKind.Release, Negated(hold!.Legs), [], hold),
            Command.Reverse c => FindReversible(c.Of, out var original) ?? Ladder(c, EntryKind.Reverse, Negated(original!.Legs), [], original),
            Command.Open c => FirstBadOpening(c.Accounts) ?? Ladder(c, EntryKind.Open, c.Legs, c.Accounts, null),
            Command.Close c => Ladder(c, EntryKind.Close, [], [], null),
            _ => throw new ArgumentException($"No book knows the command {command.GetType().Name}.", nameof(command)),
        };
    }

    private Answer Ladder(Command command, EntryKind kind, ImmutableArray<Leg> all, ImmutableArray<Account> opens, Entry? original)
    {
        var stamp = command.Stamp;
        var legs = all.AsSpan();
        var none = legs.IsEmpty && kind is EntryKind.Open or EntryKind.Close;
        if (legs.Length < 2 && !none) return new Refused.TooFewLegs(legs.Length);
        if (legs.Length > MostLegs) return new Refused.TooManyLegs(legs.Length);
        foreach (var leg in legs)
            if (leg.Pence == 0) return new Refused.ZeroLeg(leg.Account);
        foreach (var leg in legs)
            if (leg.Pence is > Pence.Most or < -Pence.Most) return new Refused.AmountTooLarge(leg.Account, leg.Pence);

        Span<int> at = legs.Length <= 64 ? stackalloc int[legs.Length] : new int[legs.Length];
        if (Resolve(legs, opens, at) is { } wrong) return wrong;
        if (FirstImbalance(legs, opens, at) is { } over) return over;
        if (kind == EntryKind.PostHold && FirstNotHeld(legs, original!) is { } more) return more;
        if (original is not null && stamp.EffectiveOn < original.EffectiveOn) return new Refused.DatedBeforeOriginal(original.Key, original.EffectiveOn);
        if (stamp.EffectiveOn <= ClosedUntil) return new Refused.PeriodClosed(ClosedUntil.Value);
        if (kind == EntryKind.Close && stamp.EffectiveOn > DateOnly.FromDateTime(stamp.RecordedAt.DateTime)) return new Refused.PeriodNotOver(stamp.EffectiveOn);
        if (FirstPassed(kind, legs, opens, at, original) is { } passed) return passed;

        return new Answer.Posted(new Entry
        {
            Key = command.Key,
            Kind = kind,
            Legs = all,
            Opens = opens,
            Of = original?.Key,
            EffectiveOn = stamp.EffectiveOn,
            RecordedAt = _entries.Count > 0 && _entries[^1].RecordedAt > stamp.RecordedAt ? _entries[^1].RecordedAt : stamp.RecordedAt,
            By = stamp.By,
            Narrative = stamp.Narrative,
        });
    }

    /// <summary>Finds the number of each leg's account; those that the entry opens come after the ones that are open.</summary>
    private Refused? Resolve(ReadOnlySpan<Leg> legs, ImmutableArray<Account> opens, Span<int> at)
    {
        for (var i = 0; i < legs.Length; i++)
        {
            if (!_slotOf.TryGetValue(legs[i].Account, out at[i]))
            {
                var place = PlaceIn(opens, legs[i].Account);
                if (place < 0) return new Refused.UnknownAccount(legs[i].Account);
                at[i] = _slots.Count + place;
            }
        }

        for (var i = 1; i < at.Length; i++)
            if (at[..i].Contains(at[i])) return new Refused.AccountTwice(legs[i].Account);
        return null;
    }

    /// <summary>Each group by itself must come to nothing; the first that does not is named.</summary>
    private Refused.DoesNotBalance? FirstImbalance(ReadOnlySpan<Leg> legs, ImmutableArray<Account> opens, ReadOnlySpan<int> at)
    {
        for (var i = 0; i < legs.Length; i++)
        {
            var group = GroupAt(at[i], opens);
            long sum = 0;
            var first = true;
            for (var j = 0; j < legs.Length && first; j++)
            {
                if (GroupAt(at[j], opens) != group) continue;
                if (j < i) first = false;
                else sum += legs[j].Pence;
            }

            if (first && sum != 0) return new Refused.DoesNotBalance(group, sum);
        }

        return null;
    }

    private static Refused.MoreThanHeld? FirstNotHeld(ReadOnlySpan<Leg> legs, Entry hold)
    {
        foreach (var leg in legs)
        {
            var held = PenceOn(hold.Legs.AsSpan(), leg.Account);
            var covered = leg.Pence < 0 ? leg.Pence >= held : leg.Pence <= held;
            if (!covered) return new Refused.MoreThanHeld(hold.Key, leg.Account, held, leg.Pence);
        }

        return null;
    }

    /// <summary>
    /// Whatever takes from an account must leave it at its limit or above, holds counted as gone. Posting a hold first gives back what
    /// it reserved, so it always fits; releasing takes nothing.
    /// </summary>
    private Refused? FirstPassed(EntryKind kind, ReadOnlySpan<Leg> legs, ImmutableArray<Account> opens, ReadOnlySpan<int> at, Entry? hold)
    {
        if (kind == EntryKind.Release) return null;
        var slots = CollectionsMarshal.AsSpan(_slots);
        for (var i = 0; i < legs.Length; i++)
        {
            var isNew = at[i] >= slots.Length;
            var balance = isNew ? 0 : slots[at[i]].Balance;
            var pence = legs[i].Pence;
            if (pence > 0)
            {
                if (kind != EntryKind.Hold && balance + pence > Pence.Most) return new Refused.AmountTooLarge(legs[i].Account, pence);
                continue;
            }

            var limit = isNew ? opens[at[i] - slots.Length].Limit : slots[at[i]].Account.Limit;
            var givenBack = kind == EntryKind.PostHold ? -PenceOn(hold!.Legs.AsSpan(), legs[i].Account) : 0;
            var left = balance - (isNew ? 0 : slots[at[i]].Held) + givenBack - (limit ?? NoLimit);
            if (left + pence >= 0) continue;
            return limit is null ? new Refused.AmountTooLarge(legs[i].Account, pence) : new Refused.WouldPassLimit(legs[i].Account, left, -pence - left);
        }

        return null;
    }

    private Refused? FindHold(string of, out Entry? hold)
    {
        hold = Find(of);
        if (hold is not { Kind: EntryKind.Hold }) return new Refused.HoldNotFound(of);
        return FollowedBy(of) is { } end ? new Refused.HoldAlreadyEnded(of, end) : null;
    }

    private Refused? FindReversible(string of, out Entry? original)
    {
        original = Find(of);
        if (original is null || !MovesMoney(original)) return new Refused.NothingToReverse(of, original?.Kind);
        return FollowedBy(of) is { } reversal ? new Refused.AlreadyReversed(of, reversal) : null;
    }

    private static bool MovesMoney(Entry entry) => entry is { Kind: EntryKind.Post or EntryKind.PostHold or EntryKind.Open, Legs.IsEmpty: false };

    private Refused? FirstBadOpening(ImmutableArray<Account> accounts)
    {
        if (accounts.IsEmpty) return new Refused.NothingToOpen();
        for (var i = 0; i < accounts.Length; i++)
            if (Has(accounts[i].Key) || PlaceIn(accounts, accounts[i].Key) < i) return new Refused.AccountAlreadyOpen(accounts[i].Key);
        foreach (var account in accounts)
            if (account.Limit is > 0 or < -Pence.Most) return new Refused.LimitOutOfRange(account.Key, account.Limit.Value);
        return null;
    }

    private bool Says(Entry entry, Command command)
    {
        if (entry.EffectiveOn != command.Stamp.EffectiveOn) return false;
        return command switch
        {
            Command.Open c => entry.Kind == EntryKind.Open && entry.Opens.AsSpan().SequenceEqual(c.Accounts.AsSpan()) && SameLegs(entry, c.Legs),
            Command.Post c => entry.Kind == EntryKind.Post && SameLegs(entry, c.Legs),
            Command.Hold c => entry.Kind == EntryKind.Hold && SameLegs(entry, c.Legs),
            Command.PostHold c => entry.Kind == EntryKind.PostHold && entry.Of == c.Of && SameLegs(entry, c.Legs.IsEmpty ? Find(c.Of)!.Legs : c.Legs),
            Command.Release c => entry.Kind == EntryKind.Release && entry.Of == c.Of,
            Command.Reverse c => entry.Kind == EntryKind.Reverse && entry.Of == c.Of,
            _ => entry.Kind == EntryKind.Close,
        };
    }

    private static bool SameLegs(Entry entry, ImmutableArray<Leg> legs) => entry.Legs.AsSpan().SequenceEqual(legs.AsSpan());

    private static ImmutableArray<Leg> Negated(ImmutableArray<Leg> legs)
    {
        var negated = new Leg[legs.Length];
        for (var i = 0; i < negated.Length; i++) negated[i] = new Leg(legs[i].Account, -legs[i].Pence);
        return ImmutableCollectionsMarshal.AsImmutableArray(negated);
    }

    private static int PlaceIn(ImmutableArray<Account> accounts, string key)
    {
        for (var i = 0; i < accounts.Length; i++)
            if (accounts[i].Key == key) return i;
        return -1;
    }

    private string GroupAt(int number, ImmutableArray<Account> opens) =>
        number < _slots.Count ? _slots[number].Group : Account.GroupOf(opens[number - _slots.Count].Key);
}
