using Cairn.Record;
using Cairn.Rules;

namespace Cairn.Tests.Sides;

/// <summary>The first and the last day, penny and unit of what a budget allows. Ann was referred on 1 May 2026 and has the first of two places.</summary>
public class BudgetBoundsTests
{
    private const string Person = "person: Ann, referral: any, on: 2026-05-01";

    private static Budgets At(string on, string budget, string framework, string known, params string[] facts) => Budgets.Of(
        SideScheme.Read($"scheme: test\nmoney: budget\nruns: {{ from: 2026-04-01, to: 2026-12-31 }}\nplaces: 2\n{budget}\nframework:\n{framework}\n"),
        SideScheme.Facts([Person, .. facts]), SideScheme.On(on), known.Length == 0 ? Day.Last : SideScheme.On(known));

    private static Budgets Plain(string on, params string[] facts) => At(on, "budget: { sum: £200 }", "  book: { price: £10, unit: volume, at-most: { per-week: [£50, 3] } }\n  class: { up-to: £9 }\n  trip: { price: £11, peer-led: yes }\nnot-allowed: { cash: { because: nothing is paid out, instead: [book, class, trip] } }", "", facts);

    private static MayNotBuy Refused(Budgets budgets, string item, long pence, int units = 1) => budgets.Decide(new Ask("Ann", item, pence) { Units = units }).ShouldBeOfType<MayNotBuy>();

    private static string Bought(string item, string pounds, string on, string more = "") => $"person: Ann, purchase: {{ item: {item}, amount: {pounds}, state: bought{more} }}, on: {on}";

    [Fact]
    public void The_first_and_the_last_day_of_the_scheme_count()
    {
        var before = Refused(At("2026-03-31", "budget: { sum: £200 }", "  book: { price: £10 }", ""), "book", 1_000);
        (before.Reason, before.EarliestOn).ShouldBe((Refusal.NotRunning, SideScheme.On("2026-04-01")));
        Refused(At("2026-04-01", "budget: { sum: £200 }", "  book: { price: £10 }", ""), "book", 1_000).Reason.ShouldBe(Refusal.NotReferred);
        Plain("2026-12-31").Decide(new Ask("Ann", "book", 1_000)).ShouldBeOfType<MayBuy>();
        Refused(Plain("2027-01-01"), "book", 1_000).Reason.ShouldBe(Refusal.NotRunning);
    }

    [Fact]
    public void What_must_be_agreed_first_counts_on_its_day_and_what_is_missing_is_all_that_is_named()
    {
        const string Budget = "opens-when: { all: [ { protocol: safeguarding }, { framework-agreed: any } ] }\nbudget: { sum: £200 }";
        Budgets On(string on) => At(on, Budget, "  book: { price: £10 }", "", "partner: C, protocol: safeguarding, from: 2026-05-02", "partner: C, framework-agreed: any, from: 2026-05-04");
        On("2026-05-03").Ready.Missing.Count.ShouldBe(1);
        Refused(On("2026-05-03"), "book", 1_000).Reason.ShouldBe(Refusal.NotReady);
        On("2026-05-04").Decide(new Ask("Ann", "book", 1_000)).ShouldBeOfType<MayBuy>();
        (On("2026-05-05").Ready.From, On("2026-05-05").Ready.Missing.Count).ShouldBe((SideScheme.On("2026-05-04"), 0));
        On("2026-05-05").Ready.Facts.ShouldBe([1, 2]);
    }

    [Theory]
    [InlineData("2026-05-31", "", 0, "nothing has been recorded")]
    [InlineData("2026-06-01", "", 7_000, "as recorded")]
    [InlineData("2026-06-30", "", 7_000, "as recorded")]
    [InlineData("2026-07-01", "", 500, "as recorded")]
    [InlineData("2026-06-10", "2026-06-04", 0, "nothing has been recorded")]
    [InlineData("2026-06-10", "2026-06-05", 6_000, "as recorded")]
    [InlineData("2026-06-10", "2026-06-14", 6_000, "as recorded")]
    [InlineData("2026-06-10", "2026-06-15", 7_000, "as recorded")]
    public void What_was_recorded_for_someone_holds_from_its_first_day_to_its_last_as_it_was_known(string on, string known, long pence, string why)
    {
        var allocation = At(on, "budget: { sum: £200, share: recorded }", "  book: { price: £10 }", known,
            "person: Ann, personal-allocation: { amount: 60 }, from: 2026-06-01, to: 2026-06-30, recorded: 2026-06-05, id: a",
            "person: Ann, personal-allocation: { amount: 70, scheme: test }, from: 2026-06-01, to: 2026-06-30, recorded: 2026-06-15, corrects: a",
            "person: Ann, personal-allocation: { amount: 900, scheme: other }, from: 2026-06-01",
            "person: Ann, personal-allocation: { amount: 5 }, from: 2026-07-01").AllocationOf(0)!;
        (allocation.Pence, allocation.Reason).ShouldBe((pence, why));
    }

    [Fact]
    public void Need_shares_among_those_placed_by_its_day_and_whoever_comes_later_has_an_equal_part()
    {
        string Told(string on, string bob, string more = "") => string.Join("; ", At(on, $"budget: {{ sum: £200, share: by-need, by-need: {{ as-at: 2026-05-10, {more}weights: {{ level: {{ latest: {{ complexity: any }}, worth: {{ low: 1, high: 3 }} }} }} }} }}", "  book: { price: £10 }", "",
            $"person: Bob, referral: any, on: {bob}", "person: Ann, complexity: low, on: 2026-05-01", "person: Bob, complexity: high, on: 2026-05-01").Allocations.Select(a => $"{Pence.Short(a.Pence)} {a.Reason}"));
        Told("2026-05-09", "2026-05-09").ShouldBe("£0 need is measured on 10 May 2026; £0 need is measured on 10 May 2026");
        Told("2026-05-10", "2026-05-10").ShouldBe("£50 25% of the need: level 1 of 4.; £150 75% of the need: level 3 of 4.");
        Told("2026-05-11", "2026-05-11").ShouldBe("£100 100% of the need: level 1 of 1.; £100 the equal part of place 2, filled after need was measured on 10 May 2026");
        Told("2026-05-11", "2026-05-10", "floor: £101, ").ShouldBe("£0 need could not divide the sum; £0 need could not divide the sum");
    }

    [Theory]
    [InlineData("2026-05-31", "2026-06-14", Refusal.ApproverLimit)]
    [InlineData("2026-06-01", "2026-06-14", null)]
    [InlineData("2026-06-30", "2026-06-14", null)]
    [InlineData("2026-07-01", "2026-06-14", Refusal.ApproverLimit)]
    [InlineData("2026-06-10", "2026-06-04", Refusal.ApproverLimit)]
    [InlineData("2026-06-10", "2026-06-05", null)]
    [InlineData("2026-06-10", "2026-06-14", null)]
    [InlineData("2026-06-10", "2026-06-15", Refusal.ApproverLimit)]
    public void The_highest_limit_of_an_approver_that_holds_on_the_day_counts_as_it_was_known(string on, string known, Refusal? reason)
    {
        var verdict = At(on, "budget: { sum: £200, approvals: [ { above: £5, by: team-manager } ] }", "  book: { price: £10 }", known,
            "member: Lee, approval-limit: { amount: 10 }, from: 2026-06-01, to: 2026-06-30, recorded: 2026-06-05, id: a",
            "member: Lee, approval-limit: { amount: 9.98 }, from: 2026-06-01, to: 2026-06-30, recorded: 2026-06-15, corrects: a",
            "member: Lee, approval-limit: { amount: 9.99 }, from: 2026-01-01").Decide(new Ask("Ann", "book", 1_000) { AskedBy = "Kay", Approval = new Approval("team-manager", "Lee") });
        (verdict is MayNotBuy refused ? refused.Reason : (Refusal?)null).ShouldBe(reason);
    }

    [Fact]
    public void Prices_are_above_nothing_and_for_as_many_as_are_asked()
    {
        Refused(Plain("2026-06-01"), "book", 0).Why.ShouldBe("Ask for an amount above £0, and for one or more.");
        Refused(Plain("2026-06-01"), "class", 0).Why.ShouldBe("Ask for an amount above £0, and for one or more.");
        Refused(Plain("2026-06-01"), "class", 100, 0).Why.ShouldBe("Ask for an amount above £0, and for one or more.");
        Refused(Plain("2026-06-01"), "class", 901).Why.ShouldBe("Class may cost up to £9 a piece; £9.01 is more.".Replace("piece", Plain("2026-06-01").Rules.Find("class")!.Unit, StringComparison.Ordinal));
        Refused(Plain("2026-06-01"), "book", 1_000, 2).Why.ShouldBe("Book costs £10 a volume, for 2 of them; £10 is not that.");
        Plain("2026-06-01").Decide(new Ask("Ann", "book", 2_000) { Units = 2 }).ShouldBeOfType<MayBuy>().LeftAfter.ShouldBe(8_000);
    }

    [Fact]
    public void What_else_may_be_bought_costs_no_more_and_is_led_by_peers_first()
    {
        Refused(Plain("2026-06-01"), "cash", 1_100).Instead.ShouldBe(["trip", "book", "class"]);
        Refused(Plain("2026-06-01"), "cash", 1_000).Instead.ShouldBe(["book", "class"]);
        Refused(Plain("2026-06-01"), "cash", 999).Instead.ShouldBe(["class"]);
    }

    [Fact]
    public void A_limit_of_the_week_is_over_on_Monday_unless_what_is_asked_never_fits()
    {
        var full = Refused(Plain("2026-06-07", Bought("book", "30", "2026-06-01", ", units: 3")), "book", 1_000);
        (full.Why, full.EarliestOn).ShouldBe(("At most 3 volumes of Book a week, Monday to Sunday: 3 volumes so far, and 1 volume asked for.", SideScheme.On("2026-06-08")));
        full.Facts.ShouldBe([1]);
        Plain("2026-06-08", Bought("book", "30", "2026-06-01", ", units: 3")).Decide(new Ask("Ann", "book", 1_000)).ShouldBeOfType<MayBuy>();
        Refused(Plain("2026-06-01"), "book", 4_000, 4).EarliestOn.ShouldBe(Day.Never);
    }

    [Fact]
    public void A_purchase_that_was_corrected_counts_as_it_was_known()
    {
        string[] facts = [Bought("book", "10", "2026-06-01") + ", recorded: 2026-06-01, id: a", Bought("book", "20", "2026-06-01") + ", recorded: 2026-06-03, corrects: a"];
        long Left(string known) => At("2026-06-10", "budget: { sum: £200 }", "  book: { price: £10 }", known, facts).PurseOf(0).Left;
        (Left("2026-06-02"), Left("2026-06-03")).ShouldBe((9_000, 8_000));
        Plain("2026-06-10").PurseOf(7).Left.ShouldBe(0);
    }

    [Fact]
    public void A_gate_names_its_facts_and_its_line_and_says_when_what_forbids_is_over()
    {
        Verdict Ask(params string[] facts) => At("2026-06-10", "budget: { sum: £200 }", "  book: { price: £10, needs: { risk-assessment: completed }, while: { housing: any }, not-while: { hospital: any } }", "", facts).Decide(new Ask("Ann", "book", 1_000));
        const string Risk = "person: Ann, risk-assessment: completed, on: 2026-06-10", Home = "person: Ann, housing: supported, from: 2026-06-10, to: 2026-06-10";
        ((MayNotBuy)Ask()).At!.Line.ShouldBe(7);
        ((MayNotBuy)Ask(Risk)).At!.Line.ShouldBe(7);
        ((MayBuy)Ask(Risk, Home)).Facts.ShouldBe([1, 2]);
        var until = (MayNotBuy)Ask(Risk, Home, "person: Ann, hospital: planned, from: 2026-06-10, to: 2026-06-12");
        (until.Reason, until.EarliestOn, until.Facts.Single(), until.At!.Line).ShouldBe((Refusal.GateForbids, SideScheme.On("2026-06-13"), 3, 7));
        ((MayNotBuy)Ask(Risk, Home, "person: Ann, hospital: planned, from: 2026-06-10")).EarliestOn.ShouldBe(Day.Never);
    }

    [Theory]
    [InlineData("opens-when: { protocol: any }", "2:1", "'opens-when:' belongs to a scheme with a 'budget:'.")]
    [InlineData("framework: { b: { price: £1 } }", "2:1", "'framework:' belongs to a scheme with a 'budget:'.")]
    [InlineData("not-allowed: { cash: { because: no } }", "2:1", "'not-allowed:' belongs to a scheme with a 'budget:'.")]
    [InlineData("budget: { sum: £10 }\nframework: { b: { price: £1 } }", "2:9", "A budget is divided by place: say how many 'places:' there are.")]
    [InlineData("places: 2\nbudget: { sum: £10 }", "3:9", "Nothing can be bought: name the services under 'framework:'.")]
    [InlineData("places: 2\nbudget: { sum: £10, approvals: [ { above: £5 } ] }\nframework: { b: { price: £1 } }", "3:34", "An approval says { above: £100, by: ROLE }.")]
    [InlineData("places: 2\nbudget: { sum: £10 }\nframework: { b: { price: £1 } }\nnot-allowed: { cash: { because: no, instead: [c] } }", "5:16", "'c' is not on the framework.")]
    public void A_mistake_is_named_where_it_stands(string text, string at, string says)
    {
        var mistake = SideScheme.Mistake("scheme: test\n" + text + "\n");
        mistake.ShouldStartWith("test.yaml:");
        mistake.ShouldContain(says);
        mistake.ShouldContain($":{at[..2]}");
    }
}
