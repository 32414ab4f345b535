using Cairn.Ledger;
using static Cairn.Tests.Ledger.Till;

namespace Cairn.Tests.Ledger;

public class HoldTests
{
    private readonly Till _till = WithCaps();

    [Fact]
    public void A_hold_keeps_its_pounds_from_others_and_moves_nothing()
    {
        _till.Do(new Command.Hold("h", At(), PayPerson(60_00)));
        (_till.Book.Balance(Cap), _till.Book.Held(Cap), _till.Book.Left(Cap)).ShouldBe((100_00, 60_00, 40_00));
        (_till.Book.Held(PersonCap), _till.Book.Held(Paid), _till.Book.Balance(Paid)).ShouldBe((60_00, 0, 0));
        _till.Ask(new Command.Post("pay", At(), Pay(40_01))).ShouldBe(new Refused.WouldPassLimit(Cap, 40_00, 1));
        _till.Ask(new Command.Hold("h2", At(), Pay(40_01))).ShouldBe(new Refused.WouldPassLimit(Cap, 40_00, 1));
        _till.Do(new Command.Hold("h2", At(), Pay(40_00)));
        _till.Book.OpenHolds().Select(e => e.Key).ShouldBe(["h", "h2"]);
    }

    [Fact]
    public void A_hold_on_all_that_is_left_can_still_be_posted()
    {
        _till.Do(new Command.Hold("h", At(), Pay(100_00)));
        var entry = _till.Do(new Command.PostHold("pay", At(1), "h"));
        (entry.Kind, entry.Of).ShouldBe((EntryKind.PostHold, "h"));
        entry.Legs.ShouldBe(Pay(100_00));
        (_till.Book.Balance(Cap), _till.Book.Held(Cap), _till.Book.Balance(Paid)).ShouldBe((0, 0, 100_00));
        _till.Book.OpenHolds().ShouldBeEmpty();
    }

    [Fact]
    public void What_is_not_posted_of_a_hold_is_free_again()
    {
        _till.Do(new Command.Hold("h", At(), PayPerson(60_00)));
        _till.Do(new Command.PostHold("pay", At(), "h", PayPerson(25_00)));
        (_till.Book.Balance(Cap), _till.Book.Held(Cap), _till.Book.Left(PersonCap), _till.Book.Held(PersonCap)).ShouldBe((75_00, 0, 35_00, 0));
    }

    [Fact]
    public void A_part_may_leave_whole_legs_out()
    {
        _till.Do(new Command.Hold("h", At(), PayPerson(60_00)));
        _till.Do(new Command.PostHold("pay", At(), "h", Pay(60_00)));
        (_till.Book.Left(PersonCap), _till.Book.Held(PersonCap), _till.Book.Left(Cap)).ShouldBe((60_00, 0, 40_00));
    }

    [Fact]
    public void No_more_is_posted_than_was_held()
    {
        _till.Do(new Command.Hold("h", At(), Pay(50_00)));
        var refused = _till.Ask(new Command.PostHold("pay", At(), "h", Pay(50_01))).ShouldBeOfType<Refused.MoreThanHeld>();
        refused.ShouldBe(new Refused.MoreThanHeld("h", Cap, -50_00, -50_01));
        refused.Why.ShouldBe("The hold h is for -£50.00 on contract:rehab-to-work:council:cap; -£50.01 cannot be posted from it.");
        _till.Ask(new Command.PostHold("pay", At(), "h", [new(Paid, -1), new(Cap, 1)])).ShouldBe(new Refused.MoreThanHeld("h", Paid, 50_00, -1));
        _till.Ask(new Command.PostHold("pay", At(), "h", [new(Funder, -1), new(Paid, 1)])).ShouldBe(new Refused.MoreThanHeld("h", Funder, 0, -1));
        _till.Ask(new Command.PostHold("pay", At(), "h", [new(Cap, -1), new(Funder, 1)])).ShouldBe(new Refused.MoreThanHeld("h", Funder, 0, 1));
        _till.Do(new Command.Hold("h3", At(), [new(Funder, -7), new(Cap, 4), new(Paid, 3)]));
        _till.Ask(new Command.PostHold("pay", At(), "h3", [new(Funder, -7), new(Cap, 3), new(Paid, 4)])).ShouldBe(new Refused.MoreThanHeld("h3", Paid, 3, 4));
    }

    [Fact]
    public void A_released_hold_is_free_again_and_ends_once()
    {
        _till.Do(new Command.Hold("h", At(), Pay(50_00)));
        var entry = _till.Do(new Command.Release("free", At(1), "h"));
        entry.Legs.ShouldBe([new(Cap, 50_00), new(Paid, -50_00)]);
        (_till.Book.Balance(Cap), _till.Book.Held(Cap), _till.Book.Balance(Paid), _till.Book.Held(Paid)).ShouldBe((100_00, 0, 0, 0));
        _till.Ask(new Command.Release("free", At(1), "h")).ShouldBeOfType<Answer.AlreadyPosted>();
        _till.Ask(new Command.Release("free", At(1), "h2")).ShouldBeOfType<Refused.KeyUsedForSomethingElse>();
        _till.Ask(new Command.Release("free-2", At(1), "h")).ShouldBe(new Refused.HoldAlreadyEnded("h", entry));
        _till.Ask(new Command.PostHold("pay", At(1), "h")).Why.ShouldBe("The hold h was already released by free.");
    }

    [Fact]
    public void A_posted_hold_is_posted_once()
    {
        _till.Do(new Command.Hold("h", At(), Pay(50_00)));
        _till.Do(new Command.PostHold("pay", At(), "h", Pay(20_00)));
        _till.Ask(new Command.PostHold("pay", At(), "h", Pay(20_00))).ShouldBeOfType<Answer.AlreadyPosted>();
        _till.Ask(new Command.PostHold("pay", At(), "h", Pay(30_00))).ShouldBeOfType<Refused.KeyUsedForSomethingElse>();
        _till.Ask(new Command.PostHold("pay", At(), "h")).ShouldBeOfType<Refused.KeyUsedForSomethingElse>();
        _till.Ask(new Command.PostHold("pay", At(), "h2", Pay(20_00))).ShouldBeOfType<Refused.KeyUsedForSomethingElse>();
        _till.Ask(new Command.PostHold("pay-2", At(), "h")).Why.ShouldBe("The hold h was already posted by pay.");
        _till.Ask(new Command.Release("free", At(), "h")).ShouldBeOfType<Refused.HoldAlreadyEnded>();
    }

    [Fact]
    public void A_hold_posted_in_full_and_asked_again_either_way_is_the_same()
    {
        _till.Do(new Command.Hold("h", At(), Pay(50_00)));
        _till.Do(new Command.PostHold("pay", At(), "h"));
        _till.Ask(new Command.PostHold("pay", At(), "h")).ShouldBeOfType<Answer.AlreadyPosted>();
        _till.Ask(new Command.PostHold("pay", At(), "h", Pay(50_00))).ShouldBeOfType<Answer.AlreadyPosted>();
    }

    [Fact]
    public void Only_a_hold_is_posted_or_released()
    {
        _till.Do(new Command.Post("p", At(), Pay(1)));
        _till.Ask(new Command.PostHold("x", At(), "p")).ShouldBe(new Refused.HoldNotFound("p"));
        _till.Ask(new Command.Release("x", At(), "nowhere")).Why.ShouldBe("There is no hold nowhere.");
    }

    [Fact]
    public void A_posted_hold_can_be_reversed_and_the_hold_stays_ended()
    {
        _till.Do(new Command.Hold("h", At(), Pay(50_00)));
        _till.Do(new Command.PostHold("pay", At(), "h"));
        _till.Do(new Command.Reverse("undo", At(), "pay"));
        (_till.Book.Left(Cap), _till.Book.Held(Cap), _till.Book.Balance(Paid)).ShouldBe((100_00, 0, 0));
        _till.Ask(new Command.PostHold("pay-2", At(), "h")).ShouldBeOfType<Refused.HoldAlreadyEnded>();
    }

    [Fact]
    public void A_hold_is_ended_on_its_own_day_or_later()
    {
        _till.Do(new Command.Hold("h", At(2), Pay(1)));
        _till.Ask(new Command.Release("free", At(1), "h")).ShouldBeOfType<Refused.DatedBeforeOriginal>();
        _till.Ask(new Command.PostHold("pay", At(1), "h")).ShouldBeOfType<Refused.DatedBeforeOriginal>();
        _till.Do(new Command.Release("free", At(2), "h"));
    }

    [Fact]
    public void A_hold_on_the_world_outside_is_counted_and_never_short()
    {
        _till.Do(new Command.Hold("h", At(), [new(Funder, -500_00), new(Cap, 500_00)]));
        (_till.Book.Held(Funder), _till.Book.Held(Cap), _till.Book.Left(Cap)).ShouldBe((500_00, 0, 100_00));
    }
}
