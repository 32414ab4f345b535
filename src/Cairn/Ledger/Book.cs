using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Cairn.Ledger;

/// <summary>
/// The ledger of a partnership in memory: its entries in recorded order, and what follows from them. A cap is an account that was
/// opened with money moved into it and has the limit nought, so "no account goes below its limit" is every cap at once; several
/// legs in one entry pass or fail together. Limits look at everything recorded, whatever its effective date, so that a payment dated
/// back or ahead never passes a cap. One writer at a time; reading beside a writer needs the caller's lock.
/// </summary>
public sealed partial class Book
{
    /// <summary>The most legs of one entry.</summary>
    public const int MostLegs = 1000;

    private const long NoLimit = -Pence.Most;

    private struct Slot
    {
        public Account Account;
        public string Group;
        public long Balance;
        public long Held;
        public int LastPosting;
    }

    /// <summary>What one entry did to one account, and where the account's posting before it is (or -1).</summary>
    private readonly record struct Posting(int Entry, int Before, long Pence, long Held);

    private readonly List<Entry> _entries = [];
    private readonly List<int> _followedBy = [];
    private readonly Dictionary<string, int> _entryOf = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _slotOf = new(StringComparer.Ordinal);
    private readonly List<Slot> _slots = [];
    private readonly List<Posting> _postings = [];

    /// <summary>The log, in recorded order.</summary>
    public IReadOnlyList<Entry> Entries => _entries;

    /// <summary>The accounts in the order in which they were opened.</summary>
    public IEnumerable<Account> Accounts => _slots.Select(s => s.Account);

    /// <summary>The last closed day, or null while nothing has been closed.</summary>
    public DateOnly? ClosedUntil { get; private set; }

    /// <summary>The day itself where it is open, or else the first that is.</summary>
    public DateOnly Open(DateOnly day) => ClosedUntil is { } closed && day <= closed ? closed.AddDays(1) : day;

    /// <summary>True when the account has been opened.</summary>
    public bool Has(string account) => _slotOf.ContainsKey(account);

    /// <summary>The entry of that key, or null.</summary>
    public Entry? Find(string key) => _entryOf.TryGetValue(key, out var n) ? _entries[n] : null;

    /// <summary>The entry that posted, released or reversed the one of that key, or null.</summary>
    public Entry? FollowedBy(string key) => _entryOf.TryGetValue(key, out var n) && _followedBy[n] >= 0 ? _entries[_followedBy[n]] : null;

    /// <summary>The holds not yet posted or released, the oldest first.</summary>
    public IEnumerable<Entry> OpenHolds() => _entries.Where((e, n) => e.Kind == EntryKind.Hold && _followedBy[n] < 0);

    /// <summary>All that was moved in less all that was moved out, whatever the dates. Asking about an account that was never opened throws.</summary>
    public long Balance(string account) => SlotOf(account).Balance;

    /// <summary>What open holds reserve on the account.</summary>
    public long Held(string account) => SlotOf(account).Held;

    /// <summary>What could still go out before the limit: balance less held less limit. Null when there is no limit.</summary>
    public long? Left(string account)
    {
        ref readonly var slot = ref SlotOf(account);
        return slot.Account.Limit is { } limit ? slot.Balance - slot.Held - limit : null;
    }

    /// <summary>A book from its log. A log that no book could have written throws.</summary>
    public static Book From(IEnumerable<Entry> entries)
    {
        var book = new Book();
        foreach (var entry in entries) book.Apply(entry);
        return book;
    }

    /// <summary>
    /// Decides a whole log anew, each entry from those before it, and says where it first differs from what a book would have
    /// written; null when the log is sound.
    /// </summary>
    public static string? FirstFault(IEnumerable<Entry> entries)
    {
        var book = new Book();
        foreach (var entry in entries)
        {
            var answer = book.Decide(Command.From(entry));
            if (answer is not Answer.Posted(var again)) return $"Entry {book._entries.Count + 1}, {entry.Key}: {answer.Why}";
            if (again != entry) return $"Entry {book._entries.Count + 1}, {entry.Key}: it does not say what would have been recorded.";
            book.Apply(entry);
        }

        return null;
    }

    /// <summary>
    /// Takes in an entry that <see cref="Decide"/> gave or the log holds. Limits and closed periods are not asked about again: what
    /// was recorded stands. An entry that could never have been recorded (unknown account, legs that do not sum to nothing, a key
    /// twice, a hold ended twice, an instant before the last) throws and changes nothing.
    /// </summary>
    public void Apply(Entry entry)
    {
        var original = entry.Of is null ? null : Find(entry.Of);
        var legs = entry.Legs.AsSpan();
        Span<int> at = legs.Length <= 64 ? stackalloc int[legs.Length] : new int[legs.Length];
        if (WhyBroken(entry, original) is { } why) throw Broken(entry, why);
        if (Resolve(legs, entry.Opens, at) is { } wrong) throw Broken(entry, wrong.Why);
        if (FirstImbalance(legs, entry.Opens, at) is { } over) throw Broken(entry, over.Why);

        var number = _entries.Count;
        foreach (var account in entry.Opens) OpenSlot(account);
        switch (entry.Kind)
        {
            case EntryKind.Hold:
                for (var i = 0; i < at.Length; i++) Move(number, at[i], 0, Math.Max(0, -legs[i].Pence));
                break;
            case EntryKind.Release:
                for (var i = 0; i < at.Length; i++) Move(number, at[i], 0, -Math.Max(0, legs[i].Pence));
                break;
            case EntryKind.PostHold:
                foreach (var held in original!.Legs)
                    Move(number, _slotOf[held.Account], PenceOn(legs, held.Account), -Math.Max(0, -held.Pence));
                break;
            case EntryKind.Close:
                ClosedUntil = entry.EffectiveOn;
                break;
            default:
                for (var i = 0; i < at.Length; i++) Move(number, at[i], legs[i].Pence, 0);
                break;
        }

        _entries.Add(entry);
        _followedBy.Add(-1);
        _entryOf.Add(entry.Key, number);
        if (original is not null) _followedBy[_entryOf[original.Key]] = number;
    }

    private void OpenSlot(Account account)
    {
        _slotOf.Add(account.Key, _slots.Count);
        _slots.Add(new Slot { Account = account, Group = account.Group, LastPosting = -1 });
    }

    private void Move(int entry, int account, long pence, long held)
    {
        if (pence == 0 && held == 0) return;
        ref var slot = ref CollectionsMarshal.AsSpan(_slots)[account];
        slot.Balance += pence;
        slot.Held += held;
        _postings.Add(new Posting(entry, slot.LastPosting, pence, held));
        slot.LastPosting = _postings.Count - 1;
    }

    /// <summary>What no book could have written; null when the entry may stand. Its legs are looked at by <see cref="Apply"/>.</summary>
    private string? WhyBroken(Entry entry, Entry? original)
    {
        if (_entryOf.ContainsKey(entry.Key)) return "Its key is taken.";
        if (_entries.Count > 0 && entry.RecordedAt < _entries[^1].RecordedAt) return "It was recorded before the entry ahead of it.";
        if (entry.Kind == EntryKind.Close && entry.EffectiveOn <= ClosedUntil) return new Refused.PeriodClosed(ClosedUntil.Value).Why;
        foreach (var account in entry.Opens)
            if (Has(account.Key)) return $"{account.Key} is already open.";
        if (entry.Kind is EntryKind.Open or EntryKind.Post or EntryKind.Hold or EntryKind.Close)
            return entry.Of is null ? null : "It follows from no other entry, yet names one.";
        if (original is null) return $"There is no entry {entry.Of}.";
        if (FollowedBy(original.Key) is { } end) return $"{entry.Of} was already ended or reversed by {end.Key}.";
        if (entry.Kind == EntryKind.Reverse ? !MovesMoney(original) : original.Kind != EntryKind.Hold) return $"{entry.Of} is of another kind.";
        var fits = entry.Kind == EntryKind.PostHold
            ? FirstNotHeld(entry.Legs.AsSpan(), original) is null
            : entry.Legs.AsSpan().SequenceEqual(Negated(original.Legs).AsSpan());
        return fits ? null : $"Its legs are not those of {entry.Of}.";
    }

    private ref readonly Slot SlotOf(string account)
    {
        if (!_slotOf.TryGetValue(account, out var number)) throw new ArgumentException($"There is no account {account}.", nameof(account));
        return ref CollectionsMarshal.AsSpan(_slots)[number];
    }

    private static long PenceOn(ReadOnlySpan<Leg> legs, string account)
    {
        foreach (var leg in legs)
            if (leg.Account == account) return leg.Pence;
        return 0;
    }

    private static InvalidDataException Broken(Entry entry, string why) => new($"The log cannot hold entry {entry.Key}. {why}");
}
