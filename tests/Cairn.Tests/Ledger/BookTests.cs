using System.Collections.Immutable;
using Cairn.Ledger;
using static Cairn.Tests.Ledger.Till;

namespace Cairn.Tests.Ledger;

public class BookTests
{
    private readonly Till _till = WithCaps();

    [Fact]
    public void A_payment_moves_pence_out_of_the_cap()
    {
        var entry = _till.Do(new Command.Post("pay-1", At(3, narrative: "Into work, first place"), Pay(40_00)));
        (_till.Book.Balance(Cap), _till.Book.Balance(Paid), _till.Book.Balance(Funder)).ShouldBe((60_00, 40_00, -100_00));
        (_till.Book.Left(Cap), _till.Book.Left(Funder)).ShouldBe((60_00, null));
        (entry.Kind, entry.By, entry.Narrative, entry.EffectiveOn).ShouldBe((EntryKind.Post, "member-1", "Into work, first place", April1.AddDays(3)));
        entry.RecordedAt.ShouldBe(Noon.AddDays(3));
        _till.Book.Find("pay-1").ShouldBeSameAs(entry);
        _till.Book.Find("pay-2").ShouldBeNull();
    }

    [Fact]
    public void A_cap_may_be_spent_to_its_last_penny_and_not_one_more()
    {
        var refused = _till.Ask(new Command.Post("pay-1", At(), Pay(100_01))).ShouldBeOfType<Refused.WouldPassLimit>();
        (refused.Account, refused.Left, refused.ShortBy).ShouldBe((Cap, 100_00, 1));
        refused.Why.ShouldBe("contract:rehab-to-work:council:cap has £100.00 left, and this would take £100.01: £0.01 more than there is.");
        _till.Do(new Command.Post("pay-1", At(), Pay(100_00)));
        _till.Book.Left(Cap).ShouldBe(0);
        _till.Ask(new Command.Post("pay-2", At(), Pay(1))).ShouldBe(new Refused.WouldPassLimit(Cap, 0, 1));
    }

    [Fact]
    public void A_person_s_cap_refuses_what_the_contract_s_would_allow()
    {
        _till.Ask(new Command.Post("pay-1", At(), PayPerson(60_01))).ShouldBe(new Refused.WouldPassLimit(PersonCap, 60_00, 1));
        _till.Do(new Command.Post("pay-1", At(), PayPerson(60_00)));
        (_till.Book.Left(Cap), _till.Book.Left(PersonCap)).ShouldBe((40_00, 0));
    }

    [Fact]
    public void An_overdraft_may_be_used_to_its_limit()
    {
        _till.Do(new Command.Open("od", At(), [new("provider:p1", -5_00)], []));
        _till.Ask(new Command.Post("x", At(), [new("provider:p1", -5_01), new(Paid, 5_01)])).ShouldBe(new Refused.WouldPassLimit("provider:p1", 5_00, 1));
        _till.Do(new Command.Post("x", At(), [new("provider:p1", -5_00), new(Paid, 5_00)]));
        (_till.Book.Balance("provider:p1"), _till.Book.Left("provider:p1")).ShouldBe((-5_00, 0));
    }

    [Fact]
    public void Money_cannot_make_up_for_a_penny_missing_beside_it()
    {
        var legs = ImmutableArray.Create<Leg>(new(Cap, -10), new(PersonCap, 10));
        _till.Ask(new Command.Post("x", At(), legs)).ShouldBe(new Refused.DoesNotBalance("GBP", -10));
        legs = [new(Cap, -10), new(Paid, 10), new(PersonCap, -10), new(PersonGiven, 9)];
        var refused = _till.Ask(new Command.Post("x", At(), legs)).ShouldBeOfType<Refused.DoesNotBalance>();
        refused.ShouldBe(new Refused.DoesNotBalance("memo:person-cap", -1));
        refused.Why.ShouldContain("-£0.01 in memo:person-cap");
    }

    [Fact]
    public void Two_kinds_of_memorandum_are_two_groups()
    {
        new Account("memo:year-cap:2026", 0).Group.ShouldBe("memo:year-cap");
        new Account("memo:year-cap", 0).Group.ShouldBe("memo:year-cap");
        new Account("memorial:hall", 0).Group.ShouldBe("GBP");
        _till.Do(new Command.Open("y", At(), [new("memo:year-cap:2026", null)], []));
        _till.Ask(new Command.Post("x", At(), [new("memo:year-cap:2026", -10), new(PersonCap, 10)])).ShouldBe(new Refused.DoesNotBalance("memo:year-cap", -10));
    }

    [Fact]
    public void Asking_again_with_the_same_key_gives_the_first_entry()
    {
        var first = _till.Do(new Command.Post("pay-1", At(2), Pay(40_00)));
        var later = new Stamp(April1.AddDays(2), Noon.AddDays(9), "member-2", "Sent again");
        var again = _till.Ask(new Command.Post("pay-1", later, Pay(40_00))).ShouldBeOfType<Answer.AlreadyPosted>();
        again.Entry.ShouldBeSameAs(first);
        again.Why.ShouldBe("pay-1 was recorded before, with effect from 3 April 2026; nothing was done twice.");
    }

    [Fact]
    public void A_key_stands_for_one_content()
    {
        _till.Do(new Command.Post("pay-1", At(), Pay(40_00)));
        Command[] others =
        [
            new Command.Post("pay-1", At(), Pay(40_01)), new Command.Post("pay-1", At(1), Pay(40_00)), new Command.Hold("pay-1", At(), Pay(40_00)),
            new Command.Reverse("pay-1", At(), "open"), new Command.Release("pay-1", At(), "h"), new Command.PostHold("pay-1", At(), "h"),
            new Command.Close("pay-1", At()), new Command.Open("pay-1", At(), [new("a", 0)], Pay(40_00)), new Command.Post("open", At(), Pay(40_00)),
            new Command.Open("open", At(), [new(Funder, null), new(Cap, 0)], [new(Funder, -100_00), new(Cap, 100_00)]),
            new Command.Open("open", At(), [new(Funder, null), new(Cap, 0), new(Paid, 0)], []),
        ];
        foreach (var other in others) _till.Ask(other).ShouldBeOfType<Refused.KeyUsedForSomethingElse>(other.ToString());
        _till.Ask(new Command.Post("pay-1", At(1), Pay(1))).Why.ShouldBe("The key pay-1 already stands for another entry, with effect from 1 April 2026; what is new needs a new key.");
    }

    [Fact]
    public void Deciding_changes_nothing()
    {
        _till.Ask(new Command.Post("pay-1", At(), Pay(40_00))).ShouldBeOfType<Answer.Posted>();
        _till.Ask(new Command.Open("o", At(), [new("a", 0)], [])).ShouldBeOfType<Answer.Posted>();
        _till.Ask(new Command.Close("c", At())).ShouldBeOfType<Answer.Posted>();
        (_till.Book.Balance(Cap), _till.Book.Entries.Count, _till.Book.Has("a"), _till.Book.ClosedUntil).ShouldBe((100_00, 2, false, null));
    }

    [Fact]
    public void A_reversal_gives_the_cap_its_pounds_back_once()
    {
        _till.Do(new Command.Post("pay-1", At(), PayPerson(60_00)));
        var reversal = _till.Do(new Command.Reverse("undo", At(5), "pay-1"));
        reversal.Legs.ShouldBe([new(Cap, 60_00), new(PersonCap, 60_00), new(PersonGiven, -60_00), new(Paid, -60_00)]);
        (reversal.Of, reversal.EffectiveOn, reversal.RecordedAt).ShouldBe(("pay-1", April1.AddDays(5), Noon.AddDays(5)));
        (_till.Book.Left(Cap), _till.Book.Left(PersonCap), _till.Book.Balance(Paid)).ShouldBe((100_00, 60_00, 0));
        _till.Ask(new Command.Reverse("undo", At(5), "pay-1")).ShouldBeOfType<Answer.AlreadyPosted>();
        var twice = _till.Ask(new Command.Reverse("undo-2", At(5), "pay-1")).ShouldBeOfType<Refused.AlreadyReversed>();
        _till.Ask(new Command.Reverse("undo", At(5), "open")).ShouldBeOfType<Refused.KeyUsedForSomethingElse>();
        twice.Why.ShouldBe("pay-1 was already reversed by undo.");
        _till.Book.FollowedBy("pay-1").ShouldBeSameAs(reversal);
    }

    [Fact]
    public void Only_what_moved_money_is_reversed()
    {
        _till.Do(new Command.Hold("h", At(), Pay(10)));
        _till.Do(new Command.Open("empty", At(), [new("a", 0)], []));
        _till.Do(new Command.Post("p", At(), Pay(10)));
        _till.Do(new Command.Reverse("r", At(), "p"));
        _till.Ask(new Command.Reverse("x", At(), "nowhere")).Why.ShouldBe("There is no entry nowhere to reverse.");
        _till.Ask(new Command.Reverse("x", At(), "h")).Why.ShouldBe("h is a hold, which moved nothing: release it instead.");
        _till.Ask(new Command.Reverse("x", At(), "r")).Why.ShouldBe("r is itself a reversal: post a new entry instead.");
        _till.Ask(new Command.Reverse("x", At(), "empty")).ShouldBe(new Refused.NothingToReverse("empty", EntryKind.Open));
        _till.Ask(new Command.Reverse("x", At(), "empty")).Why.ShouldBe("empty moved nothing, so there is nothing to reverse.");
    }

    [Fact]
    public void Money_that_has_been_spent_cannot_be_taken_back_from_the_cap()
    {
        _till.Do(new Command.Post("pay-1", At(), Pay(1)));
        _till.Ask(new Command.Reverse("undo", At(), "open")).ShouldBe(new Refused.WouldPassLimit(Cap, 99_99, 1));
        _till.Do(new Command.Reverse("undo-pay", At(), "pay-1"));
        _till.Do(new Command.Reverse("undo", At(), "open"));
        _till.Book.Balance(Funder).ShouldBe(0);
    }

    [Fact]
    public void A_reversal_is_not_dated_before_what_it_undoes()
    {
        _till.Do(new Command.Post("pay-1", At(5), Pay(1)));
        _till.Ask(new Command.Reverse("undo", At(4), "pay-1")).ShouldBe(new Refused.DatedBeforeOriginal("pay-1", April1.AddDays(5)));
        _till.Ask(new Command.Reverse("undo", At(4), "pay-1")).Why.ShouldBe("pay-1 takes effect on 6 April 2026; what follows from it cannot be dated earlier.");
        _till.Do(new Command.Reverse("undo", At(5), "pay-1"));
    }

    [Fact]
    public void A_closed_day_takes_no_more_entries()
    {
        _till.Do(new Command.Post("pay-1", At(2), Pay(10)));
        _till.Do(new Command.Close("close-april-5", At(4)));
        _till.Book.ClosedUntil.ShouldBe(April1.AddDays(4));
        _till.Ask(new Command.Post("late", At(4), Pay(1))).ShouldBe(new Refused.PeriodClosed(April1.AddDays(4)));
        _till.Ask(new Command.Post("late", At(4), Pay(1))).Why.ShouldBe("The books are closed up to and including 5 April 2026: date it 6 April 2026 or later.");
        _till.Ask(new Command.Reverse("undo", At(3), "pay-1")).ShouldBeOfType<Refused.PeriodClosed>();
        _till.Ask(new Command.Close("again", At(4))).ShouldBeOfType<Refused.PeriodClosed>();
        _till.Ask(new Command.Close("close-april-5", At(4))).ShouldBeOfType<Answer.AlreadyPosted>();
        _till.Do(new Command.Reverse("undo", At(5), "pay-1"));
        _till.Do(new Command.Close("close-april-6", At(5)));
        Book.From(_till.Book.Entries).ClosedUntil.ShouldBe(April1.AddDays(5));
    }

    [Fact]
    public void Days_still_to_come_are_not_closed()
    {
        var stamp = new Stamp(April1.AddDays(1), Noon, "member-1", "");
        _till.Ask(new Command.Close("c", stamp)).ShouldBe(new Refused.PeriodNotOver(April1.AddDays(1)));
        _till.Ask(new Command.Close("c", stamp)).Why.ShouldBe("2 April 2026 has not come yet, so the books cannot be closed up to it.");
        _till.Do(new Command.Close("c", stamp with { EffectiveOn = April1 }));
    }

    [Fact]
    public void A_clock_that_went_backwards_takes_the_last_instant()
    {
        _till.Do(new Command.Post("a", At(1, hour: 2), Pay(1)));
        _till.Do(new Command.Post("b", At(1, hour: 1), Pay(1))).RecordedAt.ShouldBe(Noon.AddDays(1).AddHours(2));
        _till.Do(new Command.Post("c", At(1, hour: 3), Pay(1))).RecordedAt.ShouldBe(Noon.AddDays(1).AddHours(3));
    }

    [Fact]
    public void Asking_about_an_account_that_was_never_opened_is_a_mistake()
    {
        _till.Book.Has("nowhere").ShouldBeFalse();
        Should.Throw<ArgumentException>(() => _till.Book.Balance("nowhere")).Message.ShouldContain("There is no account nowhere.");
        Should.Throw<ArgumentException>(() => _till.Book.Held("nowhere"));
        Should.Throw<ArgumentException>(() => _till.Book.Left("nowhere"));
    }
}
