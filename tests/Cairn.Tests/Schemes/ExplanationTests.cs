using Cairn.Record;
using Cairn.Rules;
using Cairn.Tests.Sides;

namespace Cairn.Tests.Schemes;

/// <summary>What a reason knows beside its words: days, clocks and what it waits for. Ann is referred on 1 May 2026.</summary>
public class ExplanationTests
{
    private static Reason Why(string clause, string on, params string[] facts)
    {
        var scheme = SideScheme.Read($"scheme: test\nruns: {{ from: 2026-04-01, to: 2027-03-31 }}\nmilestones:\n  home: {{ when: {{ starts: {{ housing: any }} }} }}\n  it: {{ when: {clause} }}\n");
        var answer = Evaluation.Of(scheme, SideScheme.Facts(["person: Ann, referral: any, on: 2026-05-01", .. facts]), SideScheme.On(on), Day.Never);
        return Explanation.Of(answer, answer.Facts.Of(About.Person).Find("Ann"), scheme.Find("it")!)!.When;
    }

    private static string? Told(Clock? clock) => clock is null ? null
        : $"{(clock.Runs ? $"since {Day.Iso(clock.Since)}" : "not begun")}, {clock.Counted} of {clock.Needed}, gaps {clock.Gaps} of {clock.GapsAllowed?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "any"}: {string.Join(", ", clock.Spans.Select(s => $"{Day.Iso(s.From)} to {Day.Iso(s.To)}"))}";

    [Theory]
    [InlineData("2026-05-01", "since 2026-05-01, 1 of 10, gaps 0 of any: 2026-05-01 to 2026-05-01")]
    [InlineData("2026-05-04", "since 2026-05-01, 4 of 10, gaps 0 of any: 2026-05-01 to 2026-05-04")]
    [InlineData("2026-05-30", "since 2026-05-01, 10 of 10, gaps 0 of any: 2026-05-01 to 2026-05-10")]
    public void The_clock_of_days_without_something_runs_until_they_are_enough(string on, string clock) =>
        Told(Why("{ lacks: { offence: any }, for: 10 days }", on).Clock).ShouldBe(clock);

    [Fact]
    public void It_has_not_begun_before_its_time_and_there_is_none_once_it_can_no_longer_come_true()
    {
        Told(Why("{ lacks: { offence: any }, for: 10 days, after: 2026-06-01 }", "2026-05-04").Clock).ShouldBe("not begun, 0 of 10, gaps 0 of any: ");
        Why("{ lacks: { offence: any }, for: 10 days }", "2026-05-04", "person: Ann, offence: any, on: 2026-05-03").Clock.ShouldBeNull();
        Why("{ lacks: { offence: any }, for: 10 days, after: home }", "2026-05-04").Clock.ShouldBeNull();
        Why("{ happens: { offence: any } }", "2026-05-04").Clock.ShouldBeNull();
    }

    [Fact]
    public void Silence_that_must_be_covered_has_a_clock_only_when_returns_have_covered_it()
    {
        const string Covered = "{ lacks: { offence: any }, for: 10 days, covered-by: { source-return: police } }";
        Why(Covered, "2026-05-30").Clock.ShouldBeNull();
        Told(Why(Covered, "2026-05-30", "place: town, source-return: police, from: 2026-05-01, to: 2026-05-20").Clock).ShouldBe("since 2026-05-01, 10 of 10, gaps 0 of any: 2026-05-01 to 2026-05-10");
    }

    [Theory]
    [InlineData("2026-05-09", "not begun, 0 of 14, gaps 0 of 7: ")]
    [InlineData("2026-05-22", "since 2026-05-10, 8 of 14, gaps 5 of 7: 2026-05-10 to 2026-05-14, 2026-05-20 to 2026-05-22")]
    [InlineData("2026-06-30", "since 2026-05-10, 14 of 14, gaps 5 of 7: 2026-05-10 to 2026-05-14, 2026-05-20 to 2026-05-28")]
    public void The_clock_of_what_lasts_counts_its_days_and_its_gaps(string on, string clock) =>
        Told(Why("{ sustains: { employment: any }, for: 14 days, gaps: 7 days in total }", on, "person: Ann, employment: any, from: 2026-05-10, to: 2026-05-14", "person: Ann, employment: any, from: 2026-05-20").Clock).ShouldBe(clock);

    [Fact]
    public void What_is_met_has_its_day_and_what_is_not_has_none_though_a_fact_lies_ahead()
    {
        const string Job = "person: Ann, employment: any, from: 2026-05-10";
        Why("{ starts: { employment: any } }", "2026-05-10", Job).ShouldSatisfyAllConditions(r => r.Met.ShouldBeTrue(), r => Day.Iso(r.Day).ShouldBe("2026-05-10"), r => r.Earliest.ShouldBe(r.Day));
        Why("{ starts: { employment: any } }", "2026-05-09", Job).ShouldSatisfyAllConditions(r => r.Met.ShouldBeFalse(), r => r.Day.ShouldBe(Day.Never), r => Day.Iso(r.Earliest).ShouldBe("2026-05-10"));
    }

    [Fact]
    public void What_waits_for_a_step_names_it_and_tells_what_that_lacks()
    {
        const string Clause = "{ happens: { conference: case }, after: home }";
        Why(Clause, "2026-06-30").ShouldSatisfyAllConditions(r => r.WaitsFor.ShouldBe("home"), r => r.Asked.ShouldBe((Day.Never, Day.Never)), r => r.Parts.ShouldHaveSingleItem().Asks.ShouldBe("housing starts"));
        Why(Clause, "2026-06-30", "person: Ann, housing: any, from: 2026-06-01").ShouldSatisfyAllConditions(r => r.WaitsFor.ShouldBeNull(), r => Day.Iso(r.Asked.First).ShouldBe("2026-06-01"), r => r.Parts.ShouldBeEmpty());
    }

    [Fact]
    public void What_is_asked_of_one_day_is_asked_from_that_day_to_that_day()
    {
        var day = SideScheme.On("2026-05-31");
        Why("{ housing: any, at: 2026-05-31 }", "2026-06-30").Asked.ShouldBe((day, day));
    }
}
