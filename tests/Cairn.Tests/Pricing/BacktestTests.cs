using Cairn.Desk.Pricing;
using Cairn.Record;
using Cairn.Rules;
using Cairn.Tests.Sides;
using Cairn.Tests.Simulating;

namespace Cairn.Tests.Pricing;

/// <summary>Small records, worked by hand: £1,000 for a job that begins. Asked on day 100 after 1 January 2026.</summary>
public class BacktestTests
{
    private static readonly string[] Four =
    [
        "person: [Ann, Ben, Cat, Dan], referral: any, on: 2026-01-01",
        "person: Ann, complexity: high, on: 2025-06-01", "person: Ann, complexity: low, on: 2026-03-01", "person: Ben, complexity: high, on: 2026-01-01", "person: Cat, complexity: low, on: 2026-02-01",
        "person: Ann, employment: permanent, from: 2026-01-31",
        "person: Ben, death: any, on: 2026-02-20",
        "person: Dan, employment: permanent, from: 2026-03-02",
        "person: Eve, referral: any, on: 2026-05-01",
    ];

    [Fact]
    public void Curves_and_pounds_are_as_worked_by_hand()
    {
        // Ann at day 30; Ben dies on day 50; Dan at day 60 of the two who are left; Cat is in view on day 100 and has none.
        var found = Of(Four);
        var job = found.Curves.ShouldHaveSingleItem();
        job.AfterView.ShouldBe(0);
        var curve = job.Curves.ShouldHaveSingleItem();
        curve.Steps.Select(s => (s.Time, s.AtRisk, s.Events, s.Share)).ShouldBe([(30.0, 4, 1, 0.75), (50, 3, 0, 0.75), (60, 2, 1, 0.375), (100, 1, 0, 0.375)]);
        found.Groups.ShouldBe([new("", 4, 4, 4, 2, 2_000_00)]);
        found.People.Select(p => p.Why).ShouldBe([Until.TimeRanOut, Until.Died, Until.TimeRanOut, Until.TimeRanOut]);
        BacktestReport.Of(found, []).Parts.Single(p => p.Table?.Name == "results").Table!.Rows.Select(r => string.Join(' ', r)).ShouldBe(["A job begins 2 2 £2,000.00 £2,000.00", "In all 2 2 £2,000.00 £2,000.00"]);
    }

    [Fact]
    public void What_a_reader_may_not_know_is_in_no_figure()
    {
        var answer = Of(Four).Answer;
        var alive = Backtest.Of(answer, null, null, new(answer.Scheme.Outcomes.ToHashSet(), Deaths: false));
        alive.Curves.Single().Curves.Single().Steps.Select(s => (s.Time, s.AtRisk, s.Events)).ShouldBe([(30.0, 4, 1), (60, 3, 1), (100, 2, 0)]);
        var said = Said(BacktestReport.Of(alive, []));
        said.ShouldContain("You may not see who died");
        said.ShouldNotContain("All figures are of");
        BacktestReport.Of(alive, []).Parts.Single(p => p.Table?.Name == "followed").Table!.Heads.ShouldNotContain("Died");
        var none = Backtest.Of(answer, null, null, new(new HashSet<Outcome>(), Deaths: true));
        (none.Curves.Count, none.Achievements.Count, none.Groups.Single().Paid, none.Groups.Single().PaidFor).ShouldBe((0, 0, 0L, 0));
        Said(BacktestReport.Of(none, [])).ShouldContain("All figures are of 0 of the 1 steps and results");
        Said(BacktestReport.Of(none, [])).ShouldNotContain("1,000");
    }

    [Fact]
    public void Nobody_is_put_in_a_group_by_what_became_of_them()
    {
        var found = Of(Four, "complexity");
        found.People.Select(p => p.Group).ShouldBe(["High", "High", "Low", Grouping.NotRecorded]);
        // Cat's was recorded after her time had begun.
        found.By!.Late.ShouldBe(1);
        found.Groups.Select(g => (g.Group, g.Placed, g.Paid)).ShouldBe([("Low", 1, 0L), ("High", 2, 1_000_00L), (Grouping.NotRecorded, 1, 1_000_00L)]);
        var said = Said(BacktestReport.Of(found, []));
        said.ShouldContain("Of 1 person the group was recorded only after their time had begun.");
        said.ShouldContain("Too few to say anything of, and not to be published: Low (1), High (2), Not recorded (1).");
        said.ShouldContain("chance cannot be told from a difference");
        said.ShouldContain("High: Only 1 event: the curve rests on fewer than 10");
        said.ShouldNotContain("chi-squared");
    }

    [Fact]
    public void Whoever_left_view_is_in_the_pounds_and_in_the_curve_only_until_then()
    {
        var found = Of([.. Four, "person: Ann, follow-up: any, from: 2026-01-01, to: 2026-12-31", "person: Dan, follow-up: any, from: 2026-01-01, to: 2026-01-21"], followed: "follow-up");
        found.NeverInView.ShouldBe(2);
        found.People.Select(p => (p.To - p.From, p.Why)).ShouldBe([(100, Until.TimeRanOut), (20, Until.LeftView)]);
        var job = found.Curves.ShouldHaveSingleItem();
        (job.AfterView, job.Curves.Single().Events).ShouldBe((1, 1));
        found.Groups.Single().Paid.ShouldBe(2_000_00);
        var said = Said(BacktestReport.Of(found, []));
        said.ShouldContain("2 people with a place were never in view");
        said.ShouldContain("1 person reached it only after they were in view no longer");
    }

    [Fact]
    public void Attrition_is_shown_by_quarter()
    {
        var table = BacktestReport.Of(Of(Four, "complexity"), []).Parts.Single(p => p.Table?.Name == "followed").Table!;
        table.Heads.Skip(1).ShouldBe(["High", "Low", "Not recorded", "Time had run out", "Left view", "Died"]);
        table.Rows.Select(r => string.Join(' ', r)).ShouldBe(["Day 0 2 1 1 0 0 0", "Day 91 1 1 1 0 0 1"]);
    }

    [Fact]
    public void A_record_with_nobody_pays_nothing_and_says_so()
    {
        var found = Of(["partner: C, protocol: safeguarding, from: 2026-01-01"]);
        var said = Said(BacktestReport.Of(found, [("Scheme", "jobs")]));
        said.ShouldContain("Nobody is in the record, so nothing would have been paid.");
        (found.People.Count, found.Curves.Single().Curves.Count, found.Curves.Single().Comparison).ShouldBe((0, 0, "Nobody was followed."));
    }

    [Fact]
    public void One_group_has_nothing_to_be_compared_with()
    {
        var found = Of(["person: Ann, referral: any, on: 2026-01-01", "person: Ann, complexity: high, on: 2025-06-01", "person: Ann, employment: permanent, from: 2026-01-31"], "complexity");
        found.Curves.Single().Comparison.ShouldBe("There is only one group, so nothing to compare it with.");
        found.Groups.ShouldBe([new("High", 1, 1, 1, 1, 1_000_00)]);
    }

    [Fact]
    public void A_result_that_asks_for_the_group_itself_is_not_compared()
    {
        var scheme = SideScheme.Read("""
            scheme: jobs
            title: Jobs
            money: contract
            runs: { from: 2026-01-01, to: 2030-12-31 }
            payers: { council: { title: Council } }
            claims: none
            milestones:
              hard: { title: Has complex needs, when: { holds: { complexity: high }, before: referral } }
            outcomes:
              job:
                title: A job begins
                when: { starts: { employment: any }, after: hard }
                pays: { council: { 2026-01-01: £1,000 } }
            """);
        var job = Of(Four, "complexity", scheme: scheme).Curves.Single(c => c.Outcome.Name == "job");
        (job.Test, job.Comparison).ShouldBe((null, "It asks for complexity of need itself, so that the groups cannot be compared on it."));
        job.Curves.ShouldHaveSingleItem().Group.ShouldBe("High");
    }

    [Theory]
    [InlineData("complxity", "There is no kind of fact 'complxity'. Did you mean 'complexity'?")]
    [InlineData("complexity.levl", "'complexity' has no detail 'levl'. Did you mean 'level'?")]
    [InlineData("treatment.planned-days", "'treatment.planned-days' is neither a code nor a name, so it makes no groups. Give one that is: KIND.DETAIL.")]
    [InlineData("training", "'training' is not about those whom 'jobs' is about.")]
    [InlineData("return-to-use.x", "'return-to-use' has no detail 'x'.")]
    public void What_makes_no_groups_is_refused(string by, string because)
    {
        var answer = Answer(Lives.Jobs(), SideScheme.Facts(Four));
        Grouping.Of(by, answer, s => Backtest.FirstDay(answer, s), out var wrong).ShouldBeNull();
        wrong.ShouldStartWith(because);
    }

    [Fact]
    public void Groups_by_a_name_stand_in_the_order_of_the_alphabet()
    {
        var found = Of(["person: Ann, referral: { lot: North }, on: 2026-01-01", "person: Ben, referral: { lot: East }, on: 2026-01-01", "person: Ann, employment: permanent, from: 2026-01-31", "person: Ben, employment: permanent, from: 2026-01-31"], "referral.lot");
        found.By!.Groups.ShouldBe(["East", "North"]);
        var table = BacktestReport.Of(found, []).Parts.Single(p => p.Table?.Name == "groups").Table!;
        Said(BacktestReport.Of(Of(["person: N1 to N4, referral: { lot: North }, on: 2026-01-01", "person: E1 to E5, referral: { lot: East }, on: 2026-01-01"], "referral.lot"), [])).ShouldContain("not to be published: North (4).");
        table.Rows.Select(r => string.Join(' ', r)).ShouldBe(["East 1 1 1 1 £1,000.00 £1,000", "North 1 1 1 1 £1,000.00 £1,000", "In all 2 2 2 2 £2,000.00 £1,000"]);
    }

    [Fact]
    public void Too_many_groups_are_refused()
    {
        var answer = Answer(Lives.Jobs(), SideScheme.Facts([.. Enumerable.Range(1, 9).SelectMany(n => (string[])[$"person: P{n}, referral: {{ lot: L{n} }}, on: 2026-01-01"])]));
        Grouping.Of("referral.lot", answer, s => Backtest.FirstDay(answer, s), out var wrong).ShouldBeNull();
        wrong.ShouldBe("'referral.lot' makes 9 groups, and more than 8 say nothing beside each other. Give another detail.");
    }

    [Fact]
    public void Whoever_was_not_yet_told_apart_when_their_time_began_is_left_out_of_the_model()
    {
        // Twelve with a score by then, six of each sex; P13's came later, P14 has none.
        var lines = Enumerable.Range(1, 14).SelectMany(n => (string[])
        [
            $"person: P{n}, referral: any, on: 2026-01-01", $"person: P{n}, sex: {(n % 2 == 0 ? "female" : "male")}, on: 2025-12-01", $"person: P{n}, employment: permanent, from: 2026-01-{10 + n}",
            .. n == 14 ? (string[])[] : [$"person: P{n}, review: {{ stage: start, physical-health: {n * 5 % 13} }}, on: {(n == 13 ? "2026-01-02" : "2025-12-31")}"],
        ]);
        var answer = Answer(Lives.Jobs(), SideScheme.Facts([.. lines]));
        var alike = HeldAlike.Of("review.physical-health, sex", answer, s => Backtest.FirstDay(answer, s), out var wrong);
        wrong.ShouldBeNull();
        var found = Backtest.Of(answer, null, null, alike: alike);
        var model = found.Curves.Single().Alike!;
        model.Why.ShouldBeNull();
        (model.Fit!.People, model.Fit.Dropped).ShouldBe((12, 2));
        model.Fit.Terms.Select(t => t.Name.Split(" (")[0]).ShouldBe(["Physical health", "Sex: Male"]);
        model.Against.ShouldBe(["Physical health (treatment outcomes profile): one less", "Sex: Female"]);
        var said = Said(BacktestReport.Of(found, []));
        said.ShouldContain("Only 12 events for 2 coefficients: 20 are needed before anything may be read from them.");
        said.ShouldContain("2 people are left out, because something about them was not recorded by the day their time began.");
    }

    [Fact]
    public void A_sum_of_money_is_held_alike_by_the_pound()
    {
        // As many points as pounds: one more of either is as much.
        var lines = Enumerable.Range(1, 12).SelectMany(n => (string[])
        [
            $"person: P{n}, referral: any, on: 2026-01-01", $"person: P{n}, employment: permanent, from: 2026-01-{10 + n}",
            $"person: P{n}, review: {{ stage: start, physical-health: {n * 5 % 13} }}, on: 2025-12-31", $"person: P{n}, quarterly-earnings: {{ amount: £{n * 5 % 13} }}, on: 2025-12-31",
        ]);
        var answer = Answer(Lives.Jobs(), SideScheme.Facts([.. lines]));
        double Coefficient(string of) => Backtest.Of(answer, null, null, alike: HeldAlike.Of(of, answer, s => Backtest.FirstDay(answer, s), out _)).Curves.Single().Alike!.Fit!.Terms.Single().Coefficient;
        Math.Abs(Coefficient("review.physical-health")).ShouldBeGreaterThan(0.001);
        Coefficient("quarterly-earnings.amount").ShouldBe(Coefficient("review.physical-health"), 1e-9);
    }

    [Theory]
    [InlineData("", "Say what to hold alike")]
    [InlineData("sex,complxity", "There is no kind of fact 'complxity'. Did you mean 'complexity'?")]
    [InlineData("training", "'training' is not about those whom 'jobs' is about.")]
    [InlineData("referral.reason", "'referral.reason' is neither a number, a code nor a name, so it cannot be held alike.")]
    public void What_cannot_be_held_alike_is_refused(string alike, string because)
    {
        var answer = Answer(Lives.Jobs(), SideScheme.Facts(Four));
        HeldAlike.Of(alike, answer, s => Backtest.FirstDay(answer, s), out var wrong).ShouldBeNull();
        wrong.ShouldStartWith(because);
    }

    private static Evaluation Answer(Scheme scheme, Facts facts) => Evaluation.Of(scheme, facts, Day.Of(2026, 1, 1) + 100, Day.Never);

    private static Backtest Of(string[] lines, string? by = null, string? followed = null, Scheme? scheme = null)
    {
        var answer = Answer(scheme ?? Lives.Jobs(), SideScheme.Facts(lines));
        string? wrong = null;
        var groups = by is null ? null : Grouping.Of(by, answer, s => Backtest.FirstDay(answer, s), out wrong);
        wrong.ShouldBeNull();
        return Backtest.Of(answer, groups, followed is null ? null : answer.Facts.Vocabulary.Find(followed));
    }

    private static string Said(Report report) => string.Join('\n', report.Parts.SelectMany(p => p.Says.Concat(p.Table?.Rows.SelectMany(r => r) ?? [])));
}
