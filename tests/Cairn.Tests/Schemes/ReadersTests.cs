using Cairn.Record;
using Cairn.Rules;
using Cairn.Tests.Sides;

namespace Cairn.Tests.Schemes;

/// <summary>What the words of a clause are read as, and mistakes in them that the gallery does not show.</summary>
public class ReadersTests
{
    private static Outcome Read(string outcome) => SideScheme.Read($"scheme: test\npayers: {{ council: {{ title: Council }} }}\noutcomes:\n  it: {{ {outcome} }}\n").Outcomes[0];

    private static Test TestOf(string pattern) => ((Happens)Read($"when: {{ happens: {{ {pattern} }} }}").When!).Pattern.Tests.ShouldHaveSingleItem();

    [Theory]
    [InlineData("3", 3, 3)]
    [InlineData("3 or more", 3, int.MaxValue)]
    [InlineData("3 or higher", 3, int.MaxValue)]
    [InlineData("at least 3", 3, int.MaxValue)]
    [InlineData("over 3", 4, int.MaxValue)]
    [InlineData("more than 3", 4, int.MaxValue)]
    [InlineData("3 or less", int.MinValue + 1, 3)]
    [InlineData("3 or fewer", int.MinValue + 1, 3)]
    [InlineData("up to 3", int.MinValue + 1, 3)]
    [InlineData("at most 3", int.MinValue + 1, 3)]
    [InlineData("under 3", int.MinValue + 1, 2)]
    [InlineData("less than 3", int.MinValue + 1, 2)]
    [InlineData("fewer than 3", int.MinValue + 1, 2)]
    [InlineData("3 to 5", 3, 5)]
    [InlineData("3 to under 5", 3, 4)]
    public void A_range_is_read_with_both_its_ends(string said, int min, int max)
    {
        var test = TestOf($"review: {{ alcohol-days: {said} }}");
        (test.Min, test.Max).ShouldBe((min, max));
    }

    [Fact]
    public void Names_and_codes_are_read_as_these_or_as_any_but_these()
    {
        ((Happens)Read("when: { starts: { employment: { employer: { not: [Aldi, Boots] } } } }").When!).Pattern.Tests[0].ShouldSatisfyAllConditions(t => t.NotNames.ShouldBeTrue(), t => t.Names.ShouldBe(["Aldi", "Boots"]));
        ((Happens)Read("when: { starts: { employment: { employer: Aldi } } }").When!).Pattern.Tests[0].ShouldSatisfyAllConditions(t => t.NotNames.ShouldBeFalse(), t => t.Names.ShouldBe(["Aldi"]));
        var codes = TestOf("offence: { not: arrest }").Codes!;
        codes.Count(c => !c).ShouldBe(1);
        TestOf("offence: arrest").Codes!.Count(c => c).ShouldBe(1);
    }

    [Fact]
    public void A_measure_of_codes_is_the_range_of_their_places()
    {
        var measure = (Measures)Read("when: { measure: qualification.level, is: [level-1, level-2, level-3] }").When!;
        (measure.Min, measure.Max).ShouldBe((1, 3));
        measure = (Measures)Read("when: { measure: qualification.level, is: level-2 }").When!;
        (measure.Min, measure.Max).ShouldBe((2, 2));
    }

    [Fact]
    public void A_price_holds_from_its_day_for_its_reason_and_a_milestone_has_none()
    {
        var prices = Read("when: { starts: { employment: any } }, pays: { 2026-04-01: { price: £5, because: agreed }, 2027-04-01: { price: £6, assumption: ours } }").Pays.ShouldHaveSingleItem().Prices;
        prices.Select(p => (Day.Iso(p.From), p.Pence, p.Because)).ShouldBe([("2026-04-01", 500, "agreed"), ("2027-04-01", 600, "ours")]);
        Read("when: { starts: { employment: any } }, pays: £12.50 over 4 places").Pays[0].Prices[0].ShouldSatisfyAllConditions(p => p.OverPlaces.ShouldBe(4), p => p.Pence.ShouldBe(1_250));
        Read("units: { days: { hospital: any }, fewer-than: 30, within: 3 months, at-most: '1,200' }, pays: { per-unit: £1 }").Units.ShouldSatisfyAllConditions(u => u!.Fewer.ShouldBeTrue(), u => u!.Baseline.ShouldBe(30), u => u!.AtMost.ShouldBe(1200));
        Read("units: { days: { hospital: any }, more-than: 30, within: 3 months }, pays: { per-unit: £1 }").Units!.Fewer.ShouldBeFalse();
    }

    [Fact]
    public void A_code_of_an_ordered_list_may_be_asked_for_with_all_above_or_below_it()
    {
        string[] Fit(string said)
        {
            var test = TestOf($"qualification: {{ level: {said} }}");
            return [.. test.Detail.List!.Codes.Where((_, i) => test.Codes![i]).Select(c => c.Name)];
        }
        string[] all = [.. SchemeFolder.Vocabulary.Find("qualification")!.Find("level")!.List!.Codes.Select(c => c.Name)];
        Fit("level-2 or lower").ShouldBe(all[..(Array.IndexOf(all, "level-2") + 1)]);
        Fit("level-2 or higher").ShouldBe(all[Array.IndexOf(all, "level-2")..]);
        Fit("not level-2").ShouldBe(all.Where(c => c != "level-2"));
        Fit("[level-1, level-3]").ShouldBe(["level-1", "level-3"]);
    }

    [Theory]
    [InlineData("30", 30)]
    [InlineData("30 days", 30)]
    [InlineData("1 day", 1)]
    public void Days_are_reckoned_with_their_unit_or_without(string said, long days) =>
        ((Reckons)Read($"when: {{ days: {{ hospital: any }}, reaches: {said} }}").When!).Reaches.ShouldBe(days);

    /// <summary>Both days count: what begins on the first day of 27 days has lasted four weeks on the last.</summary>
    [Fact]
    public void What_just_fits_into_its_time_is_no_mistake() =>
        Read("when: { sustains: { employment: any }, for: 4 weeks, within: 27 days }").When!.Window.Within!.Value.DaysFrom(0).ShouldBe(27);

    [Theory]
    [InlineData("share: { housing: any }, within: 3 months, is: 50% or more", CohortMeasure.Share, false, 0)]
    [InlineData("mean: { count: { offence: any } }, within: 3 months, baseline: 2, fewer-by: 1.5", CohortMeasure.Mean, false, 1_500)]
    [InlineData("rate: { count: { offence: any } }, within: 3 months, baseline: 2, more-by: 10%", CohortMeasure.Rate, true, 1_000)]
    public void A_cohort_is_judged_by_a_share_a_mean_or_a_rate(string cohort, CohortMeasure measure, bool percent, long by) =>
        Read($"cohort: {{ {cohort} }}, pays: £1").Cohort.ShouldSatisfyAllConditions(c => c!.Measure.ShouldBe(measure), c => c!.InPercent.ShouldBe(percent), c => c!.By.ShouldBe(by), c => c!.Fewer.ShouldBe(cohort.Contains("fewer", StringComparison.Ordinal)));

    [Theory]
    [InlineData("when: { happens: { offence: { nt: arrest } } }", "'nt'")]
    [InlineData("when: { happens: offence }", "A pattern is written { KIND: DETAILS }, such as { employment: any }; 'offence' is not. Did you mean { offence: any }?")]
    [InlineData("when: { happens: { review: { alcohol-days: few or more } } }", "'few or more' does not say what alcohol-days must be")]
    [InlineData("when: { happens: { review: { alcohol-days: few or less } } }", "'few or less' does not say what")]
    [InlineData("when: { happens: { review: { alcohol-days: at least few } } }", "'at least few' does not say what")]
    [InlineData("when: { happens: { review: { alcohol-days: over few } } }", "'over few' does not say what")]
    [InlineData("when: { happens: { review: { alcohol-days: under few } } }", "'under few' does not say what")]
    [InlineData("when: { happens: { review: { alcohol-days: few to 9 } } }", "'few to 9' does not say what")]
    [InlineData("when: { happens: { review: { alcohol-days: 3 to many } } }", "'3 to many' does not say what")]
    [InlineData("when: { offence: any, at: referral, before: closes }", "'at' is one day; take away 'after', 'before' and 'within'.")]
    [InlineData("when: { offence: any, at: referral, after: opens }", "'at' is one day")]
    [InlineData("when: { offence: any, at: referral, within: 2 weeks }", "'at' is one day")]
    [InlineData("when: { offence: any, ever: yes, within: 2 weeks }", "'ever' is any day at all")]
    [InlineData("when: { none: [ { offence: any } ] }", "this window has no end; say 'within:'.")]
    [InlineData("when: { sustains: { employment: any }, for: 4 weeks, within: 26 days }", "This takes 28 days, but must come true within 26 days")]
    [InlineData("when: { days: { hospital: any }, reaches: few days }", "'few days' is not a sum that can be reached; write a number above 0, such as 182 days.")]
    [InlineData("units: { hospital: any, fewer-than: 3, within: 3 months }, pays: { per-unit: £1 }", "Say what to reckon: { count: PATTERN }")]
    [InlineData("when: { happens: { offence: any }, times: 0 }", "'0' should be a whole number from 1 to")]
    [InlineData("when: { happens: { offence: any }, tiems: 2 }", "'tiems' is not known here. Did you mean 'times'?")]
    [InlineData("when: { sustains: { any: [ { employment: any }, { housing: any } ] }, for: 3 weeks, same: employer }", "'same' needs 'sustains:' to name one kind of fact.")]
    [InlineData("when: { sustains: { employment: any }, for: 3 weeks, same: employr }", "has no detail 'employr'. Did you mean 'employer'?")]
    [InlineData("when: { sustains: { carried: { review: any }, at-most: 3 weeks, of: hours }, for: 3 weeks }", "'of' is not known here.")]
    [InlineData("when: { all: [ { starts: { employmnt: any } }, { happens: { offence: any } } ] }", "'employmnt' is not a kind of fact")]
    [InlineData("when: { if: { starts: { employmnt: any } }, then: { happens: { offence: any } } }", "'employmnt' is not a kind of fact")]
    [InlineData("when: { count: { earnings: any }, worth: { much: 1 }, reaches: 2 }", "'worth' counts the codes of a kind's first detail; 'earnings' has none.")]
    [InlineData("when: { count: { work-trial: any }, worth: { half-dya: 0.5 }, reaches: 2 }", "'half-dya' is not in the list job-days. Did you mean 'half-day'?")]
    [InlineData("when: { count: { work-trial: any }, reaches: 2, times: 2 }", "'times:' here says in how many periods; it needs 'in-each:'.")]
    [InlineData("when: { measure: qualification.level, is: [level-1, level-3] }", "A measure's codes must stand next to each other")]
    [InlineData("when: { measure: .level, is: 2 }", "'.level' is not a measure")]
    [InlineData("when: { starts: { employment: any } }, people: 0", "'0' should be a whole number above 0.")]
    [InlineData("when: { starts: { employment: any } }, pays: £10 over 0 places", "'£10 over 0 places'")]
    [InlineData("when: { starts: { employment: any } }, cap: -£5", "'-£5' is not an amount of money")]
    [InlineData("when: { starts: { employment: any } }, cap: five", "'five' is not an amount of money")]
    [InlineData("cohort: { share: { housing: any }, within: 3 months }, pays: £1", "A cohort's figure needs 'is:' with a range")]
    [InlineData("cohort: { share: { housing: any }, within: 3 months, is: 50% or more, baseline: 40%, more-by: 10% }, pays: £1", "A cohort's figure needs 'is:' with a range")]
    [InlineData("units: { days: { hospital: any }, fewer-than: 3, more-than: 2, within: 3 months }, pays: { per-unit: £1 }", "Units are reckoned against a baseline")]
    public void A_mistake_is_named(string outcome, string says) =>
        SideScheme.Mistake($"scheme: test\npayers: {{ council: {{ title: Council }} }}\noutcomes:\n  it: {{ {outcome} }}\n").ShouldContain(says);

    [Fact]
    public void Outcomes_that_wait_for_each_other_are_named_and_those_that_two_wait_for_are_not()
    {
        static string Wait(string a, string b, string c) => $"scheme: test\nmilestones:\n  a: {{ when: {{ all: [ {a} ] }} }}\n  b: {{ when: {{ all: [ {b} ] }} }}\n  c: {{ when: {{ all: [ {c} ] }} }}\n";
        const string Offence = "{ happens: { offence: any } }";
        SideScheme.Mistake(Wait("{ reached: b }, { reached: c }", Offence, "{ reached: a }")).ShouldContain("These wait for each other, so none can be reached: a -> c -> a.");
        SideScheme.Read(Wait("{ reached: b }, { reached: c }", "{ reached: c }", Offence)).Outcomes.Count.ShouldBe(3);
    }

    [Theory]
    [InlineData("{ council: { years: { 1949: £1 } } }", "'1949' is not a financial year")]
    [InlineData("{ council: { years: { 2079: £1 } } }", "'2079' is not a financial year")]
    [InlineData("{ council: { years: { 1950: £1, 2078: £2 }, cpa: £3 } }", "'cpa' is not known here. Did you mean 'cap'?")]
    [InlineData("{ council: { title: C }, centre: { title: D } }\nshares: { council: 50%, center: 50% }", "'center' is not known here. Did you mean 'centre'?")]
    public void A_mistake_about_payers_is_named(string payers, string says) =>
        SideScheme.Mistake($"scheme: test\npayers: {payers}\noutcomes: {{ it: {{ when: {{ starts: {{ employment: any }} }} }} }}\n").ShouldContain(says);
}
