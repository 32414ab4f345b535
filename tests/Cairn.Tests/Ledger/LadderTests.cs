using System.Collections.Immutable;
using Cairn;
using Cairn.Ledger;
using static Cairn.Tests.Ledger.Till;

namespace Cairn.Tests.Ledger;

public class LadderTests
{
    private readonly Till _till = WithCaps();

    private static Command.Post Post(params Leg[] legs) => new("x", At(), [.. legs]);

    [Fact]
    public void The_first_wrong_rung_is_the_answer()
    {
        _till.Do(new Command.Hold("h", At(3), Pay(5_00)));
        _till.Do(new Command.Close("close", At(1)));
        var badlyWrong = new Stamp(April1, Noon, "member 1", "two\nlines");
        var zero = new Leg(Cap, 0);
        (Command Ask, Type Rung)[] ladder =
        [
            (new Command.PostHold("open!", badlyWrong, "nowhere", [zero]), typeof(Refused.NotAKey)),
            (new Command.PostHold("open", badlyWrong, "nowhere", [zero]), typeof(Refused.NotAKey)),
            (new Command.PostHold("open", badlyWrong with { By = "m" }, "nowhere", [zero]), typeof(Refused.NarrativeNotOneLine)),
            (new Command.PostHold("open", At(), "nowhere", [zero]), typeof(Refused.KeyUsedForSomethingElse)),
            (new Command.PostHold("x", At(), "nowhere", [zero]), typeof(Refused.HoldNotFound)),
            (new Command.PostHold("x", At(), "h", [zero]), typeof(Refused.TooFewLegs)),
            (new Command.PostHold("x", At(), "h", [zero, new("nowhere", 5)]), typeof(Refused.ZeroLeg)),
            (new Command.PostHold("x", At(), "h", [new(Cap, Pence.Most + 1), new("nowhere", 5)]), typeof(Refused.AmountTooLarge)),
            (new Command.PostHold("x", At(), "h", [new(Cap, -9_00), new("nowhere", 5), new(Cap, 1)]), typeof(Refused.UnknownAccount)),
            (new Command.PostHold("x", At(), "h", [new(Cap, -9_00), new(Paid, 5), new(Cap, 1)]), typeof(Refused.AccountTwice)),
            (new Command.PostHold("x", At(), "h", [new(Cap, -9_00), new(Paid, 8_00)]), typeof(Refused.DoesNotBalance)),
            (new Command.PostHold("x", At(), "h", Pay(9_00)), typeof(Refused.MoreThanHeld)),
            (new Command.PostHold("x", At(1), "h", Pay(5_00)), typeof(Refused.DatedBeforeOriginal)),
            (new Command.Post("x", At(1), Pay(200_00)), typeof(Refused.PeriodClosed)),
            (new Command.Post("x", At(2), Pay(200_00)), typeof(Refused.WouldPassLimit)),
        ];
        foreach (var (ask, rung) in ladder) _till.Ask(ask).GetType().ShouldBe(rung);
        var inOrder = typeof(Refused).GetNestedTypes().ToList();
        var asked = ladder.Select(step => inOrder.IndexOf(step.Rung)).ToList();
        asked.SequenceEqual(asked.Order()).ShouldBeTrue("the ladder is asked in the order in which Refused lists it");
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData(":a")]
    [InlineData("a:")]
    [InlineData("a::b")]
    [InlineData("a(b)")]
    [InlineData("café")]
    public void A_key_is_letters_figures_and_a_few_marks(string key)
    {
        _till.Ask(new Command.Post(key, At(), Pay(1))).ShouldBe(new Refused.NotAKey("an entry", key));
        _till.Ask(new Command.Post("x", At() with { By = key }, Pay(1))).ShouldBe(new Refused.NotAKey("a member", key));
        _till.Ask(new Command.Open("x", At(), [new(key, 0)], [])).ShouldBe(new Refused.NotAKey("an account", key));
    }

    [Fact]
    public void A_key_that_is_missing_is_no_key()
    {
        _till.Ask(new Command.Post(null!, At(), Pay(1))).ShouldBe(new Refused.NotAKey("an entry", ""));
        _till.Ask(new Command.Post("x", At() with { By = null! }, Pay(1))).ShouldBe(new Refused.NotAKey("a member", ""));
        _till.Ask(new Command.Open("x", At(), [new(null!, 0)], [])).ShouldBe(new Refused.NotAKey("an account", ""));
        _till.Ask(new Command.Post("x", At(narrative: null!), Pay(1))).ShouldBeOfType<Refused.NarrativeNotOneLine>();
    }

    [Fact]
    public void Keys_and_narratives_may_be_two_hundred_long()
    {
        _till.Do(new Command.Post("a-Z_0.9/b:c", At(), Pay(1)));
        _till.Do(new Command.Post(new string('k', 200), At(narrative: new string('n', 200)), Pay(1)));
        _till.Ask(new Command.Post(new string('k', 201), At(), Pay(1))).ShouldBeOfType<Refused.NotAKey>();
        foreach (var narrative in (string[])[new string('n', 201), "two\nlines", "two\u2028lines", "two\u2029lines"])
            _till.Ask(new Command.Post("x", At(narrative: narrative), Pay(1))).ShouldBeOfType<Refused.NarrativeNotOneLine>().Why
                .ShouldBe("The narrative must be one line of at most 200 characters.");
    }

    [Fact]
    public void The_ledger_keeps_the_name_held_for_itself()
    {
        var refused = _till.Ask(new Command.Open("x", At(), [new("a:held", 0)], []));
        refused.Why.ShouldBe("'a:held' is not a key for an account: use up to 200 letters, figures and - _ . / with single colons between parts, and no part called 'held' at the end.");
        _till.Ask(new Command.Open("x", At(), [new("a b", 0)], [])).Why.ShouldEndWith("between parts.");
        _till.Do(new Command.Open("x", At(), [new("a:held:b", 0), new("upheld", 0)], []));
    }

    [Fact]
    public void Openings_are_all_or_none()
    {
        _till.Ask(new Command.Open("x", At(), [], [])).Why.ShouldBe("An opening must name at least one account.");
        _till.Ask(new Command.Open("x", At(), [new("a", 0), new(Cap, 0)], [])).ShouldBe(new Refused.AccountAlreadyOpen(Cap));
        _till.Ask(new Command.Open("x", At(), [new("a", 0), new("b", 0), new("a", 0)], [])).Why.ShouldBe("The account a is already open.");
        _till.Ask(new Command.Open("x", At(), [new("a", 1)], [])).ShouldBe(new Refused.LimitOutOfRange("a", 1));
        _till.Ask(new Command.Open("x", At(), [new("a", -Pence.Most - 1)], [])).Why.ShouldContain("cannot have the limit -£1,000,000,000,000.01");
        _till.Do(new Command.Open("x", At(), [new("a", -Pence.Most), new("b", 0)], [new("a", -5), new("b", 5)]));
        _till.Book.Balance("b").ShouldBe(5);
        _till.Book.Accounts.Select(a => a.Key).ShouldBe([Funder, Cap, Paid, PersonCap, PersonGiven, "a", "b"]);
    }

    [Fact]
    public void An_account_can_be_funded_and_drawn_on_only_within_its_limit_as_it_opens()
    {
        _till.Ask(new Command.Open("x", At(), [new("a", 0)], [new("a", -1), new(Paid, 1)])).ShouldBe(new Refused.WouldPassLimit("a", 0, 1));
        _till.Ask(new Command.Open("x", At(), [new("a", 0)], [new("b", -1), new(Paid, 1)])).ShouldBe(new Refused.UnknownAccount("b"));
        _till.Ask(new Command.Open("x", At(), [new("a", 0)], [new("a", 1)])).ShouldBe(new Refused.TooFewLegs(1));
        _till.Ask(new Command.Open("x", At(), [new("memo:k:a", 0), new("memo:k:b", null)], [new("memo:k:a", 1), new(Cap, -1)])).ShouldBe(new Refused.DoesNotBalance("memo:k", 1));
    }

    [Fact]
    public void Legs_that_make_no_movement_are_refused()
    {
        _till.Ask(Post()).Why.ShouldBe("An entry needs at least two legs, one out and one in; this has 0.");
        _till.Ask(Post(new Leg(Cap, 1))).ShouldBe(new Refused.TooFewLegs(1));
        _till.Ask(Post(new(Cap, 1), new(Paid, 0), new(Funder, -1))).Why.ShouldBe($"The leg on {Paid} moves nothing.");
        _till.Ask(Post(new(Cap, -1), new("nowhere", 1))).Why.ShouldBe("There is no account nowhere.");
        _till.Ask(Post(new(Cap, -2), new(Paid, 1), new(Paid, 1))).Why.ShouldBe($"The account {Paid} has two legs in one entry: add them up into one.");
        _till.Ask(Post(new(Cap, -2), new(Paid, 1))).Why.ShouldBe("What goes in and what comes out differ by -£0.01 in GBP; they must be equal.");
    }

    [Fact]
    public void A_thousand_legs_are_accepted_and_one_more_is_not()
    {
        var accounts = Enumerable.Range(0, 1000).Select(n => new Account($"a:{n}", 0)).ToImmutableArray();
        _till.Do(new Command.Open("many", At(), accounts, []));
        ImmutableArray<Leg> Legs(int others) => [new(Funder, -others), .. accounts.Take(others).Select(a => new Leg(a.Key, 1))];
        _till.Ask(new Command.Post("x", At(), Legs(1000))).Why.ShouldBe("An entry may have at most 1000 legs; this has 1001.");
        _till.Do(new Command.Post("x", At(), Legs(999)));
        _till.Do(new Command.Post("y", At(), Legs(64)));
        (_till.Book.Balance("a:63"), _till.Book.Balance("a:998"), _till.Book.Balance("a:999")).ShouldBe((2, 1, 0));
    }

    [Fact]
    public void No_leg_and_no_account_comes_to_more_than_the_most()
    {
        _till.Do(new Command.Open("b", At(), [new("bank", null), new("other", null)], []));
        _till.Ask(Post(new("bank", -Pence.Most - 1), new("other", Pence.Most + 1))).ShouldBe(new Refused.AmountTooLarge("bank", -Pence.Most - 1));
        _till.Ask(Post(new("other", Pence.Most + 1), new("bank", -Pence.Most - 1))).Why.ShouldStartWith("£1,000,000,000,000.01 on other is too large");
        _till.Do(new Command.Post("full", At(), [new("bank", -Pence.Most), new("other", Pence.Most)]));
        _till.Ask(Post(new(Cap, -1), new("other", 1))).ShouldBe(new Refused.AmountTooLarge("other", 1));
        _till.Ask(Post(new("bank", -1), new(Cap, 1))).ShouldBe(new Refused.AmountTooLarge("bank", -1));
        _till.Do(new Command.Hold("h", At(), [new(Cap, -1), new("other", 1)]));
        _till.Ask(new Command.PostHold("x", At(), "h")).ShouldBe(new Refused.AmountTooLarge("other", 1));
        _till.Do(new Command.Release("free", At(), "h"));
    }
}
