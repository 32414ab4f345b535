using Cairn.Desk.Pricing;
using Cairn.Record;
using Cairn.Rules;
using Cairn.Rules.Simulating;
using Cairn.Tests.Schemes;

namespace Cairn.Tests.Simulating;

/// <summary>Chance alone, drawn and worked out exactly, against what is known.</summary>
public class ChanceAloneTests
{
    private const string Source = "standing: assumed, source: a test";

    private static readonly Scheme Portsmouth = SchemeFolder.Scheme("schemes/rehab-to-work.yaml");

    /// <summary>The lives of bench/simulate/jobs.assume.yaml: 71 in 100 find work in the five years of the scheme.</summary>
    private static readonly Assumptions Twelve = Working();

    private static readonly double Share = 1 - Math.Exp(-0.02 / 30 * (Day.Of(2030, 12, 31) - Day.Of(2026, 1, 1)));

    [Fact]
    public void Under_a_cap_both_are_the_binomial_and_near_each_other()
    {
        var found = Of(Lives.Jobs("£8,500"), Twelve, 4000);
        double Choose(int k) => Enumerable.Range(1, k).Aggregate(1.0, (c, i) => c * (12 - k + i) / i) * Math.Pow(Share, k) * Math.Pow(1 - Share, 12 - k);
        var over = Enumerable.Range(9, 4).Sum(Choose);
        var mean = Enumerable.Range(0, 13).Sum(k => Choose(k) * Math.Min(k * 100_000, 850_000));
        found.WhyNot.ShouldBeNull();
        // Everyone's chance is counted over 4,000 draws, so the sum is as near as 48,000 lives; the drawn one only as near as 4,000 sums.
        found.Exact.Over!.Value.ShouldBe(over, 4.5 * 12 * 165 * Math.Pow(Share, 8) * Math.Pow(1 - Share, 3) * Math.Sqrt(Share * (1 - Share) / 48_000));
        found.Exact.Paid.Mean.ShouldBe(mean, 4.5 * 12 * 100_000 * Math.Sqrt(Share * (1 - Share) / 48_000));
        Lives.ShouldBeNear(found.Drawn.Over!.Value, over, 4000, "drawn");
        (found.Exact.Paid.P10, found.Exact.Paid.P50, found.Exact.Paid.P90).ShouldBe((600_000, 850_000, 850_000));
        (found.Furthest > 0).ShouldBeTrue();
        found.Furthest.ShouldBeLessThan(found.Allowed);
        found.Allowed.ShouldBe(0.0215, 0.0001);
        var free = Of(Lives.Jobs(), Twelve);
        (free.Drawn.Over, free.Exact.Over).ShouldBe((null, null));
    }

    [Fact]
    public void People_referred_late_have_less_time_and_still_add_up_to_what_is_drawn()
    {
        var late = Working("number: 3, referred: { from: 2026-01-01, over: 60 months }");
        var found = Of(Lives.Jobs(), late, 2000);
        // Without a cap the averages are the same but for rounding, since both have the same lives.
        found.Exact.Paid.Mean.ShouldBe(found.Drawn.Paid.Mean, 0.01);
        found.Furthest.ShouldBeLessThan(found.Allowed);
        // Each is referred on any day of their own third of the five years.
        var days = Day.Of(2030, 12, 31) - Day.Of(2026, 1, 1);
        found.Exact.Paid.Mean.ShouldBe(300_000 * Enumerable.Range(0, days).Average(d => 1 - Math.Exp(-0.02 / 30 * d)), 300_000 * 4.5 * Math.Sqrt(0.25 / 6000) + 300);
    }

    [Fact]
    public void Two_people_who_differ_come_to_what_a_hand_makes_of_them()
    {
        var sum = SumOfMany.Of([[(100, 0.5), (0, 0.5)], [(0, 0.2), (100, 0.3), (250, 0.5)]])!;
        sum.All.Select(a => a.Pence).ShouldBe([0, 100, 200, 250, 350]);
        foreach (var (found, known) in sum.All.Select(a => a.Share).Zip([0.1, 0.25, 0.15, 0.25, 0.25])) found.ShouldBe(known, 1e-12);
        (sum.Quantile(0.1), sum.Quantile(0.5), sum.Quantile(0.51), sum.Quantile(1)).ShouldBe((0, 200, 250, 350));
        sum.Mean(300).ShouldBe(25 + 30 + 62.5 + 75, 1e-9);
        sum.More(200).ShouldBe(0.5, 1e-12);
        // Half of these values are below 100 and one in ten should be; three quarters are below 250 and half should be.
        sum.Furthest([0, 0, 100, 250]).ShouldBe(0.4, 1e-12);
        sum.Furthest([100, 100, 100, 100]).ShouldBe(0.65, 1e-12);
        sum.Furthest([120, 250, 250, 350]).ShouldBe(0.35, 1e-12);
        // Between two amounts the chance stands still, and the values may all be passed there.
        sum.Furthest([150, 150, 150, 150]).ShouldBe(0.65, 1e-12);
        // Under a cap of 240, all that is above lies on it.
        sum.Furthest([0, 240, 240, 240], 240).ShouldBe(0.25, 1e-12);
        sum.Furthest([240, 240, 240, 240], 240).ShouldBe(0.5, 1e-12);
        SumOfMany.Of([])!.All.ShouldBe([(0, 1)]);
    }

    [Fact]
    public void Thousands_on_a_ladder_of_prices_are_put_together_and_too_many_different_sums_are_not()
    {
        (long Pence, double Share)[] ladder = [(0, 0.4), (30_000, 0.3), (120_000, 0.2), (260_000, 0.1)];
        var sum = SumOfMany.Of(Enumerable.Repeat(ladder, 1000))!;
        var mean = ladder.Sum(l => l.Pence * l.Share);
        sum.Mean().ShouldBe(1000 * mean, 1);
        sum.All.Sum(a => a.Share).ShouldBe(1, 1e-9);
        sum.All.Sum(a => Math.Pow(a.Pence - sum.Mean(), 2) * a.Share).ShouldBe(1000 * ladder.Sum(l => Math.Pow(l.Pence - mean, 2) * l.Share), 1e5);
        SumOfMany.Of(Enumerable.Range(0, 30).Select(p => ((long, double)[])[(0, 0.5), (1L << p, 0.5)])).ShouldBeNull();
    }

    [Fact]
    public void Portsmouth_s_report_has_both_and_says_how_near_they_are()
    {
        var england = England();
        var draws = new Simulation(Portsmouth, england, SchemeFolder.Vocabulary).Run(new Plan(200, Sets: 20), TestContext.Current.CancellationToken);
        var part = ForecastReport.Of(new Forecast(draws), [], Of(Portsmouth, england, 600)).Parts.Single(p => p.Title == "Chance alone");
        part.Table!.Rows.Select(r => r[0]).ShouldBe(["Drawn", "Worked out exactly"]);
        part.Table.Rows[1].Skip(1).Take(3).ShouldBe(["£0", "£10,000", "£20,000"]);
        part.Table.Rows[0][4].ShouldBe(part.Table.Rows[1][4]);
        part.Says[0].ShouldContain("The figures above add that we do not know them. Drawn: from 600 draws.");
        part.Says[1].ShouldMatch(@"^Take any amount: the two chances of paying that or less are at most [0-4]\.\d% apart\. With so many draws luck allows 5\.5%, in 19 cases of 20: the two agree\.$");
        ForecastReport.Of(new Forecast(draws), [], new ChanceAlone { Draws = 600, Furthest = 0.06 }).Parts.Single(p => p.Title == "Chance alone").Says[1].ShouldEndWith("they are further apart than that, so rely on neither until it is known why.");
        ForecastReport.Of(new Forecast(draws), [], null).Parts.ShouldAllBe(p => p.Title != "Chance alone");
    }

    [Fact]
    public void Where_people_stand_in_each_other_s_way_the_report_says_why_there_is_no_exact_sum()
    {
        var england = England("number: 13");
        Of(Portsmouth, england).WhyNot.ShouldBe("there are 12 places for 13 people, so that who comes first shuts out who comes later");
        var part = ForecastReport.Of(new Forecast(Lives.Run(Portsmouth, england, 20)), [], Of(Portsmouth, england)).Parts.Single(p => p.Title == "Chance alone");
        part.Says.ShouldBe(["What chance alone may do cannot be worked out exactly here, since there are 12 places for 13 people, so that who comes first shuts out who comes later. The draws above are what there is."]);
        part.Table.ShouldBeNull();
        const string Before = "what \"A job begins\" pays depends on how many came before";
        Of(Lives.Jobs(more: "    people: 11"), Twelve).WhyNot.ShouldBe(Before);
        Of(Lives.Jobs(more: "    people: 12"), Twelve).WhyNot.ShouldBeNull();
        Of(Lives.Jobs(more: "    in-all: 23\n    times: 2"), Twelve).WhyNot.ShouldBe(Before);
        Of(Lives.Jobs(more: "    in-all: 24\n    times: 2"), Twelve).WhyNot.ShouldBeNull();
        Of(Lives.Jobs(price: "£11,000 over 11 places"), Twelve).WhyNot.ShouldBe(Before);
        Of(Lives.Jobs(), Working("number: 5001, referred: { from: 2026-01-01 }")).WhyNot.ShouldBe("there are more than 5,000 people");
        Of(Lives.Jobs(more: "  most:\n    title: Most work\n    cohort: { share: { employment: any }, is: 50% or more, after: referral, within: 1 year }\n    pays: { council: { 2026-01-01: £1 } }"), Twelve).WhyNot.ShouldBe("\"Most work\" is one result of everyone together");
        var enrolled = Lives.Of(12, $"starts: {{ a-month: [0.02], {Source} }}", "out: { leaves: { in: starts } }\nin: { fact: enrolment, last: yes }");
        Of(Lives.Jobs(), enrolled).WhyNot.ShouldBe("some people are enrolled and others not, and once anybody is, nobody else has a place");
    }

    [Fact]
    public void Where_the_order_of_results_decides_what_a_cap_pays_that_is_found_in_the_draws()
    {
        // Nothing is paid for the ninth job where £500 is left, so the sum under the cap is not what is paid.
        Of(Lives.Jobs("£8,500", head: "at-cap: nothing"), Twelve).WhyNot!.ShouldMatch(@"^in \d\d\d of 300 draws the rules paid something else than people's own results come to under one cap, so that it matters which came first$");
        Of(Lives.Jobs("£99,000, years: { 2026: £2,000 }"), Twelve).WhyNot.ShouldNotBeNull();
        Of(Lives.Jobs(more: "    cap: £3,000"), Twelve).WhyNot.ShouldNotBeNull();
        // A cap of each person's own orders nobody.
        var own = Of(Lives.Jobs("£5,000", head: "person-cap: £700"), Twelve);
        own.WhyNot.ShouldBeNull();
        own.Exact.Paid.P50.ShouldBe(500_000);
        own.Exact.Over!.Value.ShouldBe(Enumerable.Range(8, 5).Sum(k => Enumerable.Range(1, k).Aggregate(1.0, (c, i) => c * (12 - k + i) / i) * Math.Pow(Share, k) * Math.Pow(1 - Share, 12 - k)), 0.05);
    }

    [Fact]
    public void Stopped_early_there_is_none()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        ChanceAlone.Of(new Simulation(Lives.Jobs(), Twelve, SchemeFolder.Vocabulary), Twelve, Lives.Jobs(), new Plan(100), stop.Token).ShouldBeNull();
    }

    private static ChanceAlone Of(Scheme scheme, Assumptions assumed, int draws = 300) =>
        ChanceAlone.Of(new Simulation(scheme, assumed, SchemeFolder.Vocabulary), assumed, scheme, new Plan(draws, Threads: 2), TestContext.Current.CancellationToken)!;

    private static Assumptions Working(string people = "number: 12, referred: { from: 2026-01-01 }") => Lives.Read(File.ReadAllText(SchemeFolder.In("bench/simulate/jobs.assume.yaml")).Replace("number: 12, referred: { from: 2026-01-01 }", people, StringComparison.Ordinal));

    private static Assumptions England(string number = "number: 12") => Lives.Read(File.ReadAllText(SchemeFolder.In("assumptions/england.yaml")).Replace("number: 12", number, StringComparison.Ordinal));
}
