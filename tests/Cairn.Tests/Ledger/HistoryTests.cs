using Cairn.Ledger;
using FsCheck;
using FsCheck.Fluent;

namespace Cairn.Tests.Ledger;

/// <summary>Whatever is asked in whatever order, the book agrees with a plain sum over its entries, and no cap is passed.</summary>
public class HistoryTests
{
    private static void ForHistories(Action<int> holds) =>
        Prop.ForAll(Gen.Choose(0, 1_000_000).ToArbitrary(), holds).Check(Config.QuickThrowOnFailure.WithMaxTest(60));

    /// <summary>The model: only the list of entries and what each kind means.</summary>
    private static (long Balance, long Held) Model(IReadOnlyList<Entry> entries, string account, AsOf? point = null)
    {
        long balance = 0;
        long held = 0;
        foreach (var entry in entries.Where(e => point is null || (e.EffectiveOn <= point.Value.On && e.RecordedAt <= point.Value.Known)))
        {
            var pence = entry.Legs.Where(l => l.Account == account).Sum(l => l.Pence);
            if (entry.Kind is EntryKind.Open or EntryKind.Post or EntryKind.PostHold or EntryKind.Reverse) balance += pence;
            if (entry.Kind == EntryKind.Hold && pence < 0) held -= pence;
            if (entry.Kind is EntryKind.PostHold or EntryKind.Release)
                held += Math.Min(0, entries.Single(e => e.Key == entry.Of).Legs.Where(l => l.Account == account).Sum(l => l.Pence));
        }

        return (balance, held);
    }

    private static (List<Account> Accounts, List<(long, long, int)> State) Photograph(Book book) =>
        ([.. book.Accounts], [.. book.Accounts.Select(a => (book.Balance(a.Key), book.Held(a.Key), book.Entries.Count))]);

    [Fact]
    public void No_account_goes_below_its_limit_and_the_whole_comes_to_nothing() => ForHistories(seed =>
    {
        var book = new Book();
        var answers = new HashSet<Type>();
        foreach (var command in Histories.Commands(seed, 120, book))
        {
            var answer = book.Decide(command);
            answers.Add(answer.GetType());
            answer.Why.ShouldNotBeNullOrWhiteSpace();
            if (answer is not Answer.Posted(var entry)) continue;
            book.Apply(entry);
            foreach (var account in book.Accounts)
            {
                (book.Left(account.Key) ?? 0).ShouldBeGreaterThanOrEqualTo(0);
                book.Held(account.Key).ShouldBeGreaterThanOrEqualTo(0);
            }
        }

        book.Accounts.Sum(a => book.Balance(a.Key)).ShouldBe(0);
        book.TrialBalance(AsOf.Everything).Balances.ShouldBeTrue();
        answers.ShouldContain(typeof(Answer.Posted));
        answers.Count.ShouldBeGreaterThan(5);
    });

    [Fact]
    public void The_book_agrees_with_a_plain_sum_over_its_entries() => ForHistories(seed =>
    {
        var book = Histories.Random(seed, 120);
        var random = new Random(seed);
        var last = book.Entries[^1];
        foreach (var account in book.Accounts)
        {
            (book.Balance(account.Key), book.Held(account.Key)).ShouldBe(Model(book.Entries, account.Key));
            var point = new AsOf(last.EffectiveOn.AddDays(-random.Next(12)), last.RecordedAt.AddHours(-random.Next(100)));
            (book.Balance(account.Key, point), book.Held(account.Key, point)).ShouldBe(Model(book.Entries, account.Key, point));
            var statement = book.Statement(account.Key, point.On.AddDays(-3), point.On, point.Known);
            (statement.Opening + statement.Lines.Sum(l => l.Pence), statement.HeldAtClose).ShouldBe((statement.Closing, book.Held(account.Key, point)));
            statement.Closing.ShouldBe(book.Balance(account.Key, point));
            statement.Opening.ShouldBe(book.Balance(account.Key, point with { On = point.On.AddDays(-4) }));
            var cap = book.Cap(account.Key, point);
            (cap.Cap - cap.Paid, cap.Held).ShouldBe((statement.Closing, statement.HeldAtClose));
        }
    });

    [Fact]
    public void A_log_replayed_gives_the_same_book_and_stands_up_to_being_decided_anew() => ForHistories(seed =>
    {
        var book = Histories.Random(seed, 120);
        Photograph(Book.From(book.Entries)).State.ShouldBe(Photograph(book).State);
        Book.From(book.Entries).ClosedUntil.ShouldBe(book.ClosedUntil);
        Book.FirstFault(book.Entries).ShouldBeNull();
    });

    [Fact]
    public void Deciding_is_without_effect_and_always_the_same() => ForHistories(seed =>
    {
        var book = Histories.Random(seed, 60);
        var before = Photograph(book).State;
        foreach (var command in Histories.Commands(seed + 1, 60, book)) book.Decide(command).ShouldBe(book.Decide(command));
        Photograph(book).State.ShouldBe(before);
    });

    [Fact]
    public void The_same_key_twice_posts_once() => ForHistories(seed =>
    {
        var book = Histories.Random(seed, 60);
        foreach (var entry in book.Entries)
            book.Decide(Command.From(entry)).ShouldBe(new Answer.AlreadyPosted(entry));
        book.Entries.Select(e => e.Key).ShouldBeUnique(StringComparer.Ordinal);
    });

    [Fact]
    public void A_hold_ends_at_most_once_and_never_for_more_than_it_held() => ForHistories(seed =>
    {
        var book = Histories.Random(seed, 150);
        foreach (var hold in book.Entries.Where(e => e.Kind == EntryKind.Hold))
        {
            var ends = book.Entries.Where(e => e.Of == hold.Key).ToList();
            ends.Count.ShouldBeLessThanOrEqualTo(1);
            book.OpenHolds().Contains(hold).ShouldBe(ends.Count == 0);
            foreach (var leg in ends.Where(e => e.Kind == EntryKind.PostHold).SelectMany(e => e.Legs))
                Math.Abs(leg.Pence).ShouldBeLessThanOrEqualTo(Math.Abs(hold.Legs.Single(l => l.Account == leg.Account).Pence));
        }
    });

    [Fact]
    public void Nothing_is_dated_in_a_period_once_it_is_closed() => ForHistories(seed =>
    {
        DateOnly? closed = null;
        foreach (var entry in Histories.Random(seed, 150).Entries)
        {
            if (closed is not null) entry.EffectiveOn.ShouldBeGreaterThan(closed.Value);
            if (entry.Kind == EntryKind.Close) closed = entry.EffectiveOn;
        }
    });
}
