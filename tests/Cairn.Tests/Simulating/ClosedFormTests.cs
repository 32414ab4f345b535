using Cairn.Record;
using Cairn.Rules.Simulating;

namespace Cairn.Tests.Simulating;

/// <summary>Models whose answers are known, against draws of them through the engine.</summary>
public class ClosedFormTests
{
    private const string Source = "standing: assumed, source: a test";

    /// <summary>Days from the referrals, on 1 January 2026, to the last day of the scheme; both count.</summary>
    private static readonly int Days = Day.Of(2030, 12, 31) - Day.Of(2026, 1, 1) + 1;

    [Fact]
    public void Where_there_is_one_way_out_the_share_that_took_it_is_one_less_an_exponential()
    {
        var draws = Lives.Run(Lives.Jobs(), Lives.Of(100, $"starts: {{ a-month: [0.02], {Source} }}", "out: { leaves: { in: starts } }\nin: { fact: { employment: { hours: 20 } }, last: yes }"), 200);
        Lives.ShouldBeNear(Lives.Share(draws, "job"), 1 - Math.Exp(-0.02 / 30 * Days), 20_000, "one way out");
    }

    [Fact]
    public void The_last_day_is_lived_to_its_end()
    {
        // Two days, and no stay is shorter than a day: what happens on the first day is moved to the second.
        var draws = Lives.Run(Lives.Jobs(until: "2026-01-02"), Lives.Of(100, $"starts: {{ a-month: [15], {Source} }}", "out: { leaves: { in: starts } }\nin: { fact: { employment: { hours: 20 } }, last: yes }"), 200);
        Lives.ShouldBeNear(Lives.Share(draws, "job"), 1 - Math.Exp(-0.5 * 2), 20_000, "two days");
    }

    [Theory]
    [InlineData(10, 1)]
    [InlineData(11, 0.5)]
    [InlineData(12, 0)]
    public void A_planned_stay_lasts_whole_days_each_as_likely_whatever_the_hour_at_which_it_begins(int days, double share)
    {
        var kept = Lives.Jobs(more: $"  kept:\n    when: {{ sustains: {{ employment: any }}, for: {days} days }}");
        var draws = Lives.Run(kept, Lives.Of(100, $"starts: {{ a-month: [15], {Source} }}", "out: { leaves: { in: starts } }\nin: { fact: { employment: { hours: 20 } }, lasts: 10 to 11 days, then: gone }\ngone: { last: yes }"), 200);
        Lives.ShouldBeNear(Lives.Share(draws, "kept"), share, 20_000, $"{days} days");
    }

    [Fact]
    public void Where_two_ways_out_compete_each_gets_its_part_of_both()
    {
        var draws = Lives.Run(Lives.Jobs(), Lives.Of(100, $"starts: {{ a-month: [0.02], {Source} }}\ndies: {{ a-month: [0.03], {Source} }}", "out: { leaves: { in: starts, gone: dies } }\nin: { fact: { employment: { hours: 20 } }, last: yes }\ngone: { fact: death, ends-all: yes }"), 200);
        Lives.ShouldBeNear(Lives.Share(draws, "job"), 0.4 * (1 - Math.Exp(-0.05 / 30 * Days)), 20_000, "competing");
    }

    [Fact]
    public void A_rate_that_changes_with_the_months_in_a_state_adds_up_month_by_month()
    {
        var draws = Lives.Run(Lives.Jobs(), Lives.Of(100, $"starts: {{ a-month: [0.3, 0.1, 0.002], {Source} }}", "out: { leaves: { in: starts } }\nin: { fact: { employment: { hours: 20 } }, last: yes }"), 200);
        Lives.ShouldBeNear(Lives.Share(draws, "job"), 1 - Math.Exp(-(0.3 + 0.1 + 0.002 / 30 * (Days - 60))), 20_000, "by month");
    }

    [Fact]
    public void A_rate_that_holds_only_while_another_chain_is_somewhere_counts_only_those_days()
    {
        const string House = """
              house:
                begins: inside
                states:
                  inside: { lasts: 100 days, then: outside }
                  outside: { last: yes }
            """;
        var text = Lives.Of(100, $"starts: {{ a-month: [0.2], {Source} }}", "out: { leaves: { in: { rate: starts, while: { house: inside } } } }\nin: { fact: { employment: { hours: 20 } }, last: yes }", House);
        Lives.ShouldBeNear(Lives.Share(Lives.Run(Lives.Jobs(), text, 200), "job"), 1 - Math.Exp(-0.2 / 30 * 100), 20_000, "while inside");
    }

    [Fact]
    public void A_planned_stay_that_is_outlived_ends_in_its_next_states_by_their_shares()
    {
        var draws = Lives.Run(Lives.Jobs(), Lives.Of(100, $"leaves: {{ a-month: [0.5], {Source} }}\nhired: {{ share: 30%, {Source} }}", "out: { lasts: 60 days, then: { in: hired, gone: otherwise }, leaves: { gone: leaves } }\nin: { fact: { employment: { hours: 20 } }, last: yes }\ngone: { last: yes }"), 200);
        Lives.ShouldBeNear(Lives.Share(draws, "job"), 0.3 * Math.Exp(-1), 20_000, "a planned stay");
    }

    [Fact]
    public void A_trait_multiplies_the_odds_of_a_share_and_a_rate_itself()
    {
        const string Traits = "traits: { age: { young: 40%, old: 60% } }";
        var odds = Lives.Of(100, $"hired: {{ share: 30%, by: {{ age: {{ old: 0.5 }} }}, {Source} }}", "out: { lasts: 10 days, then: { in: hired, gone: otherwise } }\nin: { fact: { employment: { hours: 20 } }, last: yes }\ngone: { last: yes }", Traits);
        Lives.ShouldBeNear(Lives.Share(Lives.Run(Lives.Jobs(), odds, 200), "job"), 0.4 * 0.3 + 0.6 * (0.15 / 0.85), 20_000, "odds");
        var rates = Lives.Of(100, $"starts: {{ a-month: [0.01], by: {{ age: {{ old: 2 }} }}, {Source} }}", "out: { leaves: { in: starts } }\nin: { fact: { employment: { hours: 20 } }, last: yes }", Traits);
        Lives.ShouldBeNear(Lives.Share(Lives.Run(Lives.Jobs(), rates, 200), "job"), 1 - 0.4 * Math.Exp(-0.01 / 30 * Days) - 0.6 * Math.Exp(-0.02 / 30 * Days), 20_000, "rates");
    }

    [Fact]
    public void Draws_agree_with_the_exact_sum_of_independent_people_and_with_its_mean_under_a_cap()
    {
        var assumed = Lives.Of(12, $"starts: {{ a-month: [0.02], {Source} }}", "out: { leaves: { in: starts } }\nin: { fact: { employment: { hours: 20 } }, last: yes }");
        var share = 1 - Math.Exp(-0.02 / 30 * Days);
        var exact = SumOfMany.Of(Enumerable.Repeat<(long, double)[]>([(0, 1 - share), (100_000, share)], 12))!;
        const int N = 20_000;
        var free = Lives.Run(Lives.Jobs(), assumed, N).Paid();
        // The distribution, amount by amount, and the mean under a cap that binds in about half of all draws.
        foreach (var (pence, chance) in exact.All.Where(a => a.Share > 0.001)) Lives.ShouldBeNear(free.Count(p => p == pence) / (double)N, chance, N, $"{pence} pence");
        var capped = Lives.Run(Lives.Jobs("£8,500"), assumed, N).Paid();
        var mean = exact.Mean(850_000);
        var error = Math.Sqrt(exact.All.Sum(a => Math.Pow(Math.Min(a.Pence, 850_000) - mean, 2) * a.Share) / N);
        capped.Average().ShouldBe(mean, 4.5 * error);
        capped.Max().ShouldBe(850_000);
    }

    [Fact]
    public void People_begin_in_each_state_in_its_share()
    {
        var assumed = Lives.Of(100, $"starts: {{ a-month: [0.02], {Source} }}", "out: { leaves: { in: starts } }\nin: { last: yes }", """
              day:
                begins: { idle: 20%, helping: 50%, learning: 30% }
                states: { idle: { last: yes }, helping: { fact: { volunteering: any }, last: yes }, learning: { last: yes } }
            """);
        Lives.ShouldBeNear(Lives.Share(Lives.Run(Lives.Jobs(more: "  helps:\n    when: { starts: { volunteering: any } }"), assumed, 100), "helps"), 0.5, 10_000, "helping");
    }

    [Fact]
    public void The_sum_of_many_is_the_binomial_and_keeps_its_whole()
    {
        var sum = SumOfMany.Of(Enumerable.Repeat<(long, double)[]>([(0, 0.7), (833_333, 0.3)], 12))!;
        sum.All.Sum(a => a.Share).ShouldBe(1, 1e-12);
        double Choose(int k) => Enumerable.Range(1, k).Aggregate(1.0, (c, i) => c * (12 - k + i) / i);
        for (var k = 0; k <= 12; k++) sum.All[k].Share.ShouldBe(Choose(k) * Math.Pow(0.3, k) * Math.Pow(0.7, 12 - k), 1e-12);
        sum.Mean().ShouldBe(12 * 0.3 * 833_333, 1e-6);
        sum.Quantile(0.5).ShouldBe(4 * 833_333);
        sum.More(11 * 833_333).ShouldBe(Math.Pow(0.3, 12), 1e-15);
        Should.Throw<ArgumentException>(() => SumOfMany.Of([[(0, 0.7), (1, 0.2)]]));
    }
}
