using Cairn.Record;
using Cairn.Rules;
using Cairn.Rules.Simulating;
using Cairn.Tests.Schemes;
using Cairn.Tests.Sides;

namespace Cairn.Tests.Simulating;

public class SimulationTests
{
    private static readonly Scheme Portsmouth = SchemeFolder.Scheme("schemes/rehab-to-work.yaml");

    private static readonly Assumptions England = Lives.Read(File.ReadAllText(SchemeFolder.In("assumptions/england.yaml")));

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public void The_same_seed_gives_the_same_answer_whatever_the_number_of_threads()
    {
        var (one, three) = (Lives.Run(Portsmouth, England, 100, 7, 1), Lives.Run(Portsmouth, England, 100, 7, 3));
        three.Paid().ShouldBe(one.Paid());
        foreach (var o in Portsmouth.Outcomes) three.Reached(o.Number).ToArray().ShouldBe(one.Reached(o.Number).ToArray());
        for (var m = 0; m < one.Months; m++) (three.PaidIn(40, m), three.SpentIn(40, m)).ShouldBe((one.PaidIn(40, m), one.SpentIn(40, m)));
        for (var t = 0; t < England.Traits.Count; t++) for (var v = 0; v < England.Traits[t].Values.Count; v++) three.With(t, v).ShouldBe(one.With(t, v));
        Lives.Run(Portsmouth, England, 100, 8, 1).Paid().ShouldNotBe(one.Paid());
    }

    [Fact]
    public void Two_contracts_are_compared_on_the_same_people()
    {
        var dearer = SideScheme.Read(File.ReadAllText(SchemeFolder.In("schemes/rehab-to-work.yaml")).Replace("2026-04-01: £100,000 over 12 places", "2026-04-01: £50,000 over 12 places", StringComparison.Ordinal));
        var (one, other) = (Lives.Run(Portsmouth, England, 60), Lives.Run(dearer, England, 60));
        foreach (var o in Portsmouth.Outcomes) other.Reached(o.Number).ToArray().ShouldBe(one.Reached(o.Number).ToArray());
        one.Paid().Sum().ShouldBeGreaterThan(0);
        // Half the price of every place, within the odd penny.
        for (var d = 0; d < 60; d++) Math.Abs(other.Paid()[d] * 2 - one.Paid()[d]).ShouldBeLessThan(60);
    }

    [Fact]
    public void A_result_is_paid_in_the_same_month_where_the_scheme_has_another_result_before_it()
    {
        var text = File.ReadAllText(SchemeFolder.In("schemes/rehab-to-work.yaml"));
        var more = SideScheme.Read(text.Replace("outcomes:\n", "outcomes:\n  in-prison:\n    title: Goes to prison\n    when: { starts: { custody: sentence } }\n    pays: { council: { 2026-04-01: £0 } }\n", StringComparison.Ordinal));
        var (one, other) = (Lives.Run(Portsmouth, England, 60), Lives.Run(more, England, 60));
        (more.Find("into-permanent-work")!.Number, Portsmouth.Find("into-permanent-work")!.Number).ShouldBe((4, 3));
        one.Paid().Sum().ShouldBeGreaterThan(0);
        for (var d = 0; d < 60; d++) for (var m = 0; m < one.Months; m++) other.PaidIn(d, m).ShouldBe(one.PaidIn(d, m), $"draw {d}, month {m}");
    }

    [Fact]
    public void Where_everyone_finds_work_the_caps_are_paid_to_the_penny_and_the_rest_is_held_back()
    {
        var assumed = Lives.Of(20, "soon: { a-month: [90], standing: assumed, source: a test }", "out: { leaves: { in: soon } }\nin: { fact: { employment: { hours: 20 } }, last: yes }");
        var draws = Lives.Run(Lives.Jobs("£12,500"), assumed, 50);
        draws.Paid().ShouldAllBe(p => p == 1_250_000);
        draws.CapDays.ToArray().ShouldAllBe(d => d != Day.Never && d < Day.Of(2026, 1, 20));
        new Forecast(draws).CapReached.ShouldBe(1);
        new Forecast(draws).CapOn!.Value.ShouldBeInRange(Day.Of(2026, 1, 2), Day.Of(2026, 1, 19));
        // £12,500 is used up by the thirteenth to find work, before all twenty have.
        var payer = new Forecast(draws).Payers.Single();
        payer.UsedUp.ShouldBe(1);
        payer.UsedUpOn!.Value.ShouldBeInRange(Day.Of(2026, 1, 2), Day.Of(2026, 1, 3));
        new Forecast(Lives.Run(Lives.Jobs("£20,001"), assumed, 50)).Payers.Single().ShouldSatisfyAllConditions(p => p.UsedUp.ShouldBe(0), p => p.UsedUpOn.ShouldBeNull());
        new Forecast(Lives.Run(Lives.Jobs("£20,000"), assumed, 50)).ShouldSatisfyAllConditions(f => f.CapReached.ShouldBe(0), f => f.CapOn.ShouldBeNull());
    }

    [Fact]
    public void A_wait_is_counted_from_each_one_s_own_referral()
    {
        // Detoxification begins after 14 to 60 days, and later for the few who give up waiting first; the referrals themselves are spread over a year.
        var draws = Lives.Run(Portsmouth, England, 100);
        draws.DaysTo(Portsmouth.Find("detox-started")!.Number)!.Value.ShouldBeInRange(45, 90);
    }

    [Fact]
    public void Evidence_that_is_not_found_is_not_paid_for()
    {
        var scheme = SideScheme.Read(File.ReadAllText(SchemeFolder.In("schemes/rehab-to-work.yaml")));
        var none = Lives.Read(File.ReadAllText(SchemeFolder.In("assumptions/england.yaml")).Replace("share: 88%, low: 70%, high: 97%", "share: 0%", StringComparison.Ordinal));
        var draws = Lives.Run(scheme, none, 60);
        draws.Reached(scheme.Find("into-permanent-work")!.Number).ToArray().Sum().ShouldBeGreaterThan(20);
        draws.Paid().ShouldAllBe(p => p == 0);
    }

    [Fact]
    public void Stopped_early_it_keeps_what_was_done_and_says_that_it_is_part()
    {
        using var stop = new CancellationTokenSource();
        var done = 0;
        var whole = Lives.Run(Portsmouth, England, 400, 3, 1);
        var part = new Simulation(Portsmouth, England, SchemeFolder.Vocabulary).Run(new Plan(400, 3, 1) { Progress = more => { if ((done += more) >= 64) stop.Cancel(); } }, stop.Token);
        (part.IsPartial, whole.IsPartial).ShouldBe((true, false));
        part.Count.ShouldBe(64);
        part.Paid().ShouldBe(whole.Paid()[..64]);
        // Set beside another, it is still part.
        new Cairn.Desk.Pricing.Comparison(part, whole).A.Draws.IsPartial.ShouldBeTrue();
    }

    [Fact]
    public void Not_knowing_the_assumptions_widens_the_spread_and_its_part_is_told_from_chance()
    {
        var assumed = Lives.Of(200, "starts: { a-month: [0.02], low: 0.3, high: 3, standing: assumed, source: a test }", "out: { leaves: { in: starts } }\nin: { fact: { employment: { hours: 20 } }, last: yes }");
        var simulation = new Simulation(Lives.Jobs(), assumed, SchemeFolder.Vocabulary);
        var (alone, both) = (new Forecast(simulation.Run(new Plan(400), Stop)), new Forecast(simulation.Run(new Plan(400, Sets: 40), Stop)));
        alone.FromAssumptions.ShouldBeNull();
        both.FromAssumptions!.Value.ShouldBeInRange(0.8, 1);
        (both.Paid.P90 - both.Paid.P10).ShouldBeGreaterThan(2 * (alone.Paid.P90 - alone.Paid.P10));
        // One number that is known for certain leaves chance alone.
        var sure = Lives.Of(200, "starts: { a-month: [0.02], low: 1, high: 1, standing: verified, source: a test }", "out: { leaves: { in: starts } }\nin: { fact: { employment: { hours: 20 } }, last: yes }");
        new Forecast(new Simulation(Lives.Jobs(), sure, SchemeFolder.Vocabulary).Run(new Plan(400, Sets: 40), Stop)).FromAssumptions!.Value.ShouldBeLessThan(0.1);
    }

    [Fact]
    public void What_moves_the_payments_most_comes_first_and_what_moves_nothing_last()
    {
        var assumed = Lives.Of(50, "starts: { a-month: [0.01], low: 0.5, high: 2, standing: assumed, source: a test }\nbores: { a-month: [0.1], low: 0.5, high: 2, standing: assumed, source: a test }", "out: { leaves: { in: starts } }\nin: { fact: { employment: { hours: 20 } }, last: yes }",
            "  hobby:\n    begins: chess\n    states:\n      chess: { leaves: { darts: bores } }\n      darts: { leaves: { chess: bores } }");
        var matters = Matters.Of(new Simulation(Lives.Jobs(), assumed, SchemeFolder.Vocabulary), assumed, Lives.Jobs(), new Plan(50), Stop);
        matters.Select(m => m.Rate.Name).ShouldBe(["starts", "bores"]);
        matters[0].PaidHigh.ShouldBeGreaterThan(1.5 * matters[0].PaidLow);
        matters[1].Swing.ShouldBe(0);
    }

    [Fact]
    public void West_London_as_assumed_comes_near_what_was_found_there()
    {
        var text = File.ReadAllText(SchemeFolder.In("assumptions/west-london.yaml")).Replace("number: 2000", "number: 500", StringComparison.Ordinal);
        var draws = Lives.Run(SchemeFolder.Scheme("schemes/ips-drug-alcohol.yaml"), Lives.Read(text), 20);
        // Whitworth 2024: 30% started a job, about half of those lasted 13 weeks; within a few in a hundred, which is nearer than the evidence is.
        Lives.Share(draws, "job-start").ShouldBe(0.3, 0.03);
        (Lives.Share(draws, "job-13-weeks-from-16-hours") + Lives.Share(draws, "job-13-weeks-under-16-hours")).ShouldBe(0.15, 0.05);
    }

    [Fact]
    public void Costs_fall_in_the_months_of_the_stay_and_come_to_its_days()
    {
        var assumed = Lives.Of(3, "quick: { a-month: [0.0001], standing: assumed, source: a test }", "out: { lasts: 45 days, then: in }\nin: { fact: { employment: { hours: 20 } }, leaves: { out: quick } }",
            "costs:\n  - { title: A day, while: { work: out }, a-day: £10, standing: assumed, source: a test }\n  - { title: A start, each: £7, standing: assumed, source: a test }");
        var draws = Lives.Run(Lives.Jobs(), assumed, 2);
        // 1 January 2026 and 44 days more: 31 days in January and 14 in February.
        draws.SpentIn(0, 0).ShouldBe(3 * (31 * 1000 + 700));
        draws.SpentIn(0, 1).ShouldBe(3 * 14 * 1000);
        draws.SpentIn(0, 2).ShouldBe(0);
    }

    [Fact]
    public void A_part_of_these_lives_that_no_contract_asks_about_is_named_unless_something_that_is_asked_about_rests_on_it()
    {
        var assumed = Lives.Of(3, "starts: { a-month: [0.1], standing: assumed, source: a test }", "out: { leaves: { in: { rate: starts, while: { mood: well } } } }\nin: { fact: { employment: { hours: 20 } }, last: yes }", """
              mood:
                begins: low
                states: { low: { leaves: { well: starts } }, well: { leaves: { low: starts } } }
              push:
                begins: quiet
                states: { quiet: { leaves: { loud: starts } }, loud: { last: yes, also: { mood: well } } }
              spare:
                begins: none
                states: { none: { leaves: { some: starts } }, some: { fact: { volunteering: any }, last: yes } }
            """);
        Reach.Unasked(assumed, Lives.Jobs()).Select(c => c.Name).ShouldBe(["spare"]);
        Reach.Unasked(assumed, Lives.Jobs(), Lives.Jobs(more: "  helps:\n    when: { starts: { volunteering: any } }")).ShouldBeEmpty();
        Reach.Unasked(England, Portsmouth).ShouldBeEmpty();
    }

    [Fact]
    public void A_scheme_that_these_lives_can_never_reach_is_named_at_its_line()
    {
        var mistakes = new Mistakes();
        Reach.Check(SchemeFolder.Scheme("schemes/rehab-to-work.yaml"), Lives.Of(3, "starts: { a-month: [0.1], standing: assumed, source: a test }", "out: { leaves: { in: starts } }\nin: { fact: { employment: { hours: 20 } }, last: yes }", "sustained: work-for-ever"), mistakes);
        mistakes.Found.Select(m => m.What).ShouldContain(w => w.StartsWith("Nobody can come to this under these assumptions, and being eligible asks for it", StringComparison.Ordinal));
        mistakes.Found.Select(m => m.What).ShouldContain(w => w.Contains("'into-permanent-work' asks for it", StringComparison.Ordinal) && w.Contains("permanent", StringComparison.Ordinal));
        mistakes.Found.Select(m => m.What).ShouldContain("'rehab-to-work' has no outcome 'work-for-ever'.");
        mistakes.Found.ShouldAllBe(m => m.Line > 1);
        var none = new Mistakes();
        Reach.Check(Portsmouth, England, none);
        Reach.Check(SchemeFolder.Scheme("schemes/ips-drug-alcohol.yaml"), Lives.Read(File.ReadAllText(SchemeFolder.In("assumptions/west-london.yaml"))), none);
        none.Found.ShouldBeEmpty();
    }
}
