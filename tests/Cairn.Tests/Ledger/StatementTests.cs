using Cairn.Ledger;
using static Cairn.Tests.Ledger.Till;

namespace Cairn.Tests.Ledger;

public class StatementTests
{
    private readonly Till _till = WithCaps();

    [Fact]
    public void A_past_answer_is_the_same_however_the_book_went_on()
    {
        _till.Do(new Command.Post("p", At(3), Pay(40_00)));
        _till.Do(new Command.Post("back-dated", At(2) with { RecordedAt = Noon.AddDays(9) }, Pay(5_00)));
        _till.Do(new Command.Reverse("undo", At(10), "p"));
        var book = _till.Book;
        book.Balance(Cap, new(April1.AddDays(2), Noon.AddDays(8))).ShouldBe(100_00);
        book.Balance(Cap, new(April1.AddDays(3), Noon.AddDays(3).AddTicks(-1))).ShouldBe(100_00);
        book.Balance(Cap, new(April1.AddDays(3), Noon.AddDays(3))).ShouldBe(60_00);
        book.Balance(Cap, new(April1.AddDays(3), Noon.AddDays(9))).ShouldBe(55_00);
        book.Balance(Cap, AsOf.Effective(April1.AddDays(2))).ShouldBe(95_00);
        book.Balance(Cap, AsOf.Effective(April1.AddDays(9))).ShouldBe(55_00);
        book.Balance(Cap, AsOf.Effective(April1.AddDays(10))).ShouldBe(95_00);
        book.Balance(Cap, AsOf.Everything).ShouldBe(book.Balance(Cap));
        Should.Throw<ArgumentException>(() => book.Balance("nowhere", AsOf.Everything));
    }

    [Fact]
    public void A_hold_is_held_from_its_day_until_the_day_it_ends()
    {
        _till.Do(new Command.Hold("h", At(2), PayPerson(30_00)));
        _till.Do(new Command.PostHold("pay", At(5), "h", PayPerson(10_00)));
        foreach (var (day, balance, held) in ((int, long, long)[])[(1, 100_00, 0), (2, 100_00, 30_00), (4, 100_00, 30_00), (5, 90_00, 0)])
        {
            var point = AsOf.Effective(April1.AddDays(day));
            (_till.Book.Balance(Cap, point), _till.Book.Held(Cap, point)).ShouldBe((balance, held));
        }
    }

    [Fact]
    public void A_statement_runs_from_its_opening_to_its_closing()
    {
        _till.Do(new Command.Post("before", At(1), Pay(10_00)));
        _till.Do(new Command.Hold("h", At(2), Pay(30_00)));
        _till.Do(new Command.Post("last-day", At(4), Pay(7_00)));
        _till.Do(new Command.PostHold("pay", At(3) with { RecordedAt = Noon.AddDays(5) }, "h", Pay(20_00)));
        _till.Do(new Command.Post("after", At(5), Pay(1_00)));
        var statement = _till.Book.Statement(Cap, April1.AddDays(2), April1.AddDays(4));
        (statement.Account.Key, statement.From, statement.To).ShouldBe((Cap, April1.AddDays(2), April1.AddDays(4)));
        (statement.Opening, statement.Closing, statement.HeldAtClose).ShouldBe((90_00, 63_00, 0));
        statement.Lines.Select(l => (l.Entry.Key, l.Pence, l.Held, l.Balance, l.HeldAfter)).ShouldBe(
        [
            ("h", 0, 30_00, 90_00, 30_00),
            ("pay", -20_00, -30_00, 70_00, 0),
            ("last-day", -7_00, 0, 63_00, 0),
        ]);
        _till.Book.Statement(Paid, April1.AddDays(2), April1.AddDays(4)).Lines.Select(l => l.Entry.Key).ShouldBe(["pay", "last-day"], "a hold does nothing to what it is for");
        _till.Book.Statement(Cap, April1.AddDays(2), April1.AddDays(4), Noon.AddDays(4)).Lines.Select(l => l.Entry.Key).ShouldBe(["h", "last-day"]);
    }

    [Fact]
    public void Entries_of_one_day_stand_as_they_were_recorded()
    {
        foreach (var key in (string[])["c", "a", "b"]) _till.Do(new Command.Post(key, At(1), Pay(1_00)));
        _till.Book.Statement(Cap, April1.AddDays(1), April1.AddDays(1)).Lines.Select(l => l.Entry.Key).ShouldBe(["c", "a", "b"]);
    }

    [Fact]
    public void A_trial_balance_comes_to_nothing_in_every_group()
    {
        _till.Do(new Command.Post("p", At(1), PayPerson(40_00)));
        _till.Do(new Command.Hold("h", At(2), Pay(10_00)));
        var trial = _till.Book.TrialBalance(AsOf.Everything);
        trial.Balances.ShouldBeTrue();
        trial.Lines.Select(l => (l.Account.Key, l.Balance, l.Held)).ShouldBe(
        [
            (Cap, 60_00, 10_00), (Paid, 40_00, 0), (PersonCap, 20_00, 0), (PersonGiven, -20_00, 0), (Funder, -100_00, 0),
        ]);
        trial.Proofs.Select(p => p.Line).ShouldBe(
        [
            "GBP: 3 accounts, in £100.00, out £100.00, difference £0.00.",
            "memo:person-cap: 2 accounts, in £20.00, out £20.00, difference £0.00.",
        ]);
        _till.Book.TrialBalance(AsOf.Effective(April1)).Lines.Single(l => l.Account.Key == Cap).Balance.ShouldBe(100_00);
    }

    [Fact]
    public void A_trial_balance_shows_a_penny_that_is_missing()
    {
        var trial = TrialBalance.Of([new(new("a", null), -5, 0), new(new("b", 0), 4, 0), new(new("memo:k:a", null), -5, 0), new(new("memo:k:b", 0), 5, 0)]);
        trial.Balances.ShouldBeFalse();
        trial.Proofs.Select(p => (p.Group, p.Accounts, p.In, p.Out, p.Difference)).ShouldBe([("GBP", 2, 4, 5, -1), ("memo:k", 2, 5, 5, 0)]);
    }

    [Fact]
    public void A_cap_says_what_was_put_in_paid_held_and_is_left()
    {
        _till.Do(new Command.Post("more", At(1), [new(Funder, -20_00), new(Cap, 20_00)]));
        _till.Do(new Command.Post("p", At(1), Pay(40_00)));
        _till.Do(new Command.Post("q", At(1), Pay(5_00)));
        _till.Do(new Command.Hold("h", At(2), Pay(10_00)));
        _till.Do(new Command.Reverse("less", At(3), "more"));
        _till.Do(new Command.Reverse("undo", At(3), "q"));
        var account = new Account(Cap, 0);
        _till.Book.Cap(Cap, AsOf.Effective(April1.AddDays(2))).ShouldBe(new CapSummary(account, 120_00, 45_00, 10_00, 65_00));
        _till.Book.Cap(Cap, AsOf.Everything).ShouldBe(new CapSummary(account, 100_00, 40_00, 10_00, 50_00));
        _till.Book.Cap(Cap, AsOf.Everything).Left.ShouldBe(_till.Book.Left(Cap)!.Value);
    }
}
