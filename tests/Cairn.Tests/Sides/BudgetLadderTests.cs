using Cairn.Record;
using Cairn.Rules;

namespace Cairn.Tests.Sides;

/// <summary>The order of the rungs, and those that examples do not reach. Their limits to the day and the penny are in the scheme's examples.</summary>
public class BudgetLadderTests
{
    private const string Text = """
        scheme: test
        money: budget
        runs: { from: 2026-04-01, to: 2026-12-31 }
        places: 1
        eligible: { dependency: any }
        opens-when: { all: [ { protocol: safeguarding }, { framework-agreed: any } ] }
        budget:
          sum: £100
          lasts: 3 months
          at-most: { per-week: £90, per-person: £95, in-all: £99 }
          approvals: [ { above: £50, by: [team-manager, commissioner] } ]
          while: { protocol: safeguarding }
        framework:
          class: { up-to: £90, category: learning, at-most: { per-week: [£80, 2], per-person: £85, in-all: £88 }, needs: { risk-assessment: any }, not-while: { hospital: any } }
          book: { price: £10, category: learning }
          kit: { up-to: £99, category: equipment }
        not-allowed:
          cash: nothing is paid to the person
        """;

    private static readonly Scheme Scheme = SideScheme.Read(Text);

    /// <summary>Each line takes away one reason for which the ask is refused; what is left is refused for the next.</summary>
    [Fact]
    public void An_ask_wrong_in_every_way_is_refused_for_each_reason_in_turn()
    {
        var ask = new Ask("Ann", "cash", 9_000) { AskedBy = "Kay", Approval = null };
        var facts = new List<string>();
        var on = "2026-03-31";
        Refusal Next(string? fact = null)
        {
            if (fact is not null) facts.Add(fact);
            return Refused(facts, on, ask).Reason;
        }
        Next("place: C, source-return: police, from: 2026-01-01").ShouldBe(Refusal.NotRunning);
        on = "2026-06-01";
        Next().ShouldBe(Refusal.NotReady);
        Next("partner: C, protocol: safeguarding, from: 2026-01-01, to: 2026-05-31").ShouldBe(Refusal.NotReady);
        Next("partner: C, framework-agreed: any, from: 2026-01-01").ShouldBe(Refusal.NotReferred);
        Next("person: Ann, referral: any, on: 2026-05-01").ShouldBe(Refusal.NotEligible);
        Next("person: Bob, dependency: any, from: 2025-01-01");
        Next("person: Bob, referral: any, on: 2026-04-20");
        Next("person: Ann, dependency: any, from: 2025-01-01").ShouldBe(Refusal.NoPlace);
        Next("person: Ann, enrolment: any, from: 2026-05-01").ShouldBe(Refusal.NotAllowed);
        ask = ask with { Item = "clas" };
        Next().ShouldBe(Refusal.UnknownItem);
        ask = ask with { Item = "class", Pence = 9_001 };
        Next().ShouldBe(Refusal.WrongPrice);
        ask = ask with { Pence = 9_000 };
        Next().ShouldBe(Refusal.ItemLimitInWeek);
        ask = ask with { Pence = 7_900 };
        Next("person: Ann, purchase: { item: class, amount: 7, state: bought, reference: a }, on: 2026-05-20").ShouldBe(Refusal.ItemLimitOfPerson);
        ask = ask with { Pence = 7_800 };
        Next("person: Bob, purchase: { item: class, amount: 4, state: bought, reference: b }, on: 2026-05-20").ShouldBe(Refusal.ItemLimitInAll);
        ask = ask with { Pence = 7_700 };
        Next("person: Ann, purchase: { item: book, amount: 20, state: approved, reference: c }, on: 2026-06-01").ShouldBe(Refusal.LimitInWeek);
        ask = ask with { Pence = 6_900 };
        Next().ShouldBe(Refusal.LimitOfPerson);
        ask = ask with { Pence = 6_850 };
        Next("person: Ann, purchase: { item: book, amount: 20, state: refused, reference: c }, on: 2026-06-01").ShouldBe(Refusal.ApprovalNeeded);
        ask = ask with { Approval = new Approval("nurse", "Kay") };
        Next().ShouldBe(Refusal.ApprovalNeeded);
        ask = ask with { Approval = new Approval("team-manager", "Kay") };
        Next().ShouldBe(Refusal.ApproverAsked);
        ask = ask with { Approval = new Approval("team-manager", "Lee") };
        Next("member: Lee, approval-limit: { amount: 68.49 }, from: 2026-01-01").ShouldBe(Refusal.ApproverLimit);
        Next("member: Lee, approval-limit: { amount: 80 }, from: 2026-01-01, to: 2026-05-31").ShouldBe(Refusal.ApproverLimit);
        Next("member: Lee, approval-limit: { amount: 80 }, from: 2026-06-02").ShouldBe(Refusal.ApproverLimit);
        Next("member: Lee, approval-limit: { amount: 80, scheme: other }, from: 2026-01-01").ShouldBe(Refusal.ApproverLimit);
        Next("member: Lee, approval-limit: { amount: 68.50 }, from: 2026-05-01").ShouldBe(Refusal.GateNotMet);
        Refused(facts, on, ask).Why.ShouldContain("Protocol agreed (Safeguarding) on the day");
        Next("partner: C, protocol: safeguarding, from: 2026-06-01").ShouldBe(Refusal.GateNotMet);
        Refused(facts, on, ask).Why.ShouldContain("Assessment of risk first");
        Next("person: Ann, hospital: planned, from: 2026-06-01, to: 2026-06-01");
        Next("person: Ann, risk-assessment: completed, on: 2026-06-01").ShouldBe(Refusal.GateForbids);
        on = "2026-06-02";
        Decide(facts, on, ask).ShouldBeOfType<MayBuy>().LeftAfter.ShouldBe(2_450);
        on = "2026-07-31";
        Decide(facts, on, ask).ShouldBeOfType<MayBuy>();
        on = "2026-08-01";
        Next().ShouldBe(Refusal.AllocationOver);
    }

    [Fact]
    public void What_the_ledger_says_is_taken_stands_over_the_facts()
    {
        var facts = Ready("person: Ann, purchase: { item: book, amount: 10, state: bought }, on: 2026-05-02");
        var budgets = Budgets.Of(Scheme, facts, SideScheme.On("2026-06-01"), Day.Last);
        budgets.Decide(new Ask("Ann", "book", 1_000), 9_000).ShouldBeOfType<MayBuy>().LeftAfter.ShouldBe(0);
        budgets.Decide(new Ask("Ann", "book", 1_000), 9_001).ShouldBeOfType<MayNotBuy>().Reason.ShouldBe(Refusal.TooLittleLeft);
    }

    [Fact]
    public void What_is_dated_ahead_counts_against_limits_but_not_yet_against_what_is_left()
    {
        var facts = Ready("person: Ann, purchase: { item: kit, amount: 60, state: bought }, on: 2026-07-01");
        var budgets = Budgets.Of(Scheme, facts, SideScheme.On("2026-06-01"), Day.Last);
        budgets.PurseOf(0).Left.ShouldBe(10_000);
        budgets.Decide(new Ask("Ann", "kit", 4_001)).ShouldBeOfType<MayNotBuy>();
    }

    [Fact]
    public void An_answer_of_the_past_does_not_know_what_was_recorded_since()
    {
        var facts = Ready("person: Ann, purchase: { item: book, amount: 10, state: bought }, on: 2026-05-02, recorded: 2026-05-10");
        Budgets.Of(Scheme, facts, SideScheme.On("2026-06-01"), SideScheme.On("2026-05-09")).PurseOf(0).Left.ShouldBe(10_000);
        Budgets.Of(Scheme, facts, SideScheme.On("2026-06-01"), SideScheme.On("2026-05-10")).PurseOf(0).Left.ShouldBe(9_000);
    }

    [Theory]
    [InlineData("  needs: { hosing: any }", "'hosing' is neither a shape of clause nor a kind of fact. Did you mean 'housing'?")]
    [InlineData("  approvals: [ { above: £5, by: team-manger } ]", "There is no role called 'team-manger'. Did you mean 'team-manager'?")]
    [InlineData("  share: by-need", "A division by need says how under 'by-need:'.")]
    [InlineData("  at-most: { per-weak: 1 }", "'per-weak' is not known here. Did you mean 'per-week'?")]
    [InlineData("framework:\n  a: { title: A }", "'a' needs 'price: £…', or 'up-to: £…' where the price differs.")]
    [InlineData("framework:\n  a: { price: £1, category: lerning }", "'lerning' is not in the list purchase-categories. Did you mean 'learning'?")]
    [InlineData("framework:\n  aunt: { price: £1, instead: [ant] }", "'ant' is not on the framework. Did you mean 'aunt'?")]
    [InlineData("opens-when: { housing: any }", "'opens-when' is asked once for the whole scheme; 'housing' is about a person. Put it under 'eligible:'.")]
    [InlineData("not-allowed: { cash: { instead: [] } }", "Say why: 'because: …'. Whoever asks for 'cash' is told.")]
    public void A_mistake_is_named(string more, string says)
    {
        var text = "scheme: test\nplaces: 2\nbudget:\n  sum: £10\n" + more + (more.StartsWith("framework", StringComparison.Ordinal) ? "\n" : "\nframework: { b: { price: £1 } }\n");
        SideScheme.Mistake(text).ShouldContain(says);
    }

    private static Facts Ready(params string[] more) => SideScheme.Facts([
        "person: Ann, referral: any, on: 2026-05-01", "person: Ann, dependency: any, from: 2025-01-01", "person: Ann, risk-assessment: completed, on: 2026-05-01",
        "partner: C, protocol: safeguarding, from: 2026-01-01", "partner: C, framework-agreed: any, from: 2026-01-01", .. more]);

    private static Verdict Decide(List<string> facts, string on, Ask ask) => Budgets.Decide(Scheme, SideScheme.Facts([.. facts]), SideScheme.On(on), Day.Last, ask);

    private static MayNotBuy Refused(List<string> facts, string on, Ask ask) => Decide(facts, on, ask).ShouldBeOfType<MayNotBuy>();
}
