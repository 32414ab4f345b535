using Cairn.Survival;

namespace Cairn.Tests.Survival;

public class KaplanMeierTests
{
    [Fact]
    public void The_textbook_s_curve_comes_out()
    {
        var curves = KaplanMeier.ByGroup(Studies.Remission);
        curves.Select(c => (c.Group, c.People, c.Events, c.Median.Time)).ShouldBe([("6-MP", 21, 9, 23), ("none", 21, 21, 8)]);
        var first = curves[0].Steps[0];
        (first.Time, first.AtRisk, first.Events, first.Censored, Math.Round(first.Share, 4)).ShouldBe((6, 21, 3, 1, 0.8571));
        curves[0].AtRisk(7).ShouldBe(17);
        curves[0].At(23)!.Value.Share.ShouldBe(0.4482, 0.0001);
        curves[0].At(36).ShouldBeNull();
        curves[1].At(36)!.Value.Share.ShouldBe(0);
        curves[0].At(0)!.Value.ShouldBe(new CurveStep(0, 21, 0, 0, 1, 0, 1, 1));
    }

    [Theory]
    [InlineData(Interval.Log, "log")]
    [InlineData(Interval.LogLog, "log-log")]
    public void UIS_by_arm_agrees_with_R_at_every_time(Interval interval, string type)
    {
        var uis = Studies.Uis;
        var curves = KaplanMeier.ByGroup(uis.Followed("TIME", "CENSOR", "TREAT"), interval);
        R.Agrees(R.Says($$"""
            u <- read.csv("{{uis.Path}}"); s <- survfit(Surv(TIME, CENSOR) ~ TREAT, u, conf.type = "{{type}}")
            say(s$time); say(s$n.risk); say(s$n.event); say(s$n.censor); say(s$surv); say(s$std.err); say(s$lower); say(s$upper)
            m <- summary(s, rmean = 365)$table; say(t(m[, c("median", "0.95LCL", "0.95UCL", "rmean", "se(rmean)")]))
            """), Figures(curves, 365));
    }

    [Fact]
    public void HELP_by_substance_agrees_with_R_where_most_were_never_seen_to_be_linked()
    {
        var help = Studies.Help.Having("dayslink", "linkstatus");
        var curves = KaplanMeier.ByGroup(help.Followed("dayslink", "linkstatus", "substance"), level: 0.9);
        R.Agrees(R.Says($$"""
            h <- read.csv("{{help.Path}}"); s <- survfit(Surv(dayslink, linkstatus) ~ substance, h, conf.int = 0.9)
            say(s$time); say(s$n.risk); say(s$n.event); say(s$n.censor); say(s$surv); say(s$std.err); say(s$lower); say(s$upper)
            m <- summary(s, rmean = 200)$table; say(t(m[, c("median", "0.9LCL", "0.9UCL", "rmean", "se(rmean)")]))
            """), Figures(curves, 200));
    }

    [Fact]
    public void Where_an_event_and_a_censoring_fall_on_one_time_the_event_comes_first()
    {
        var curve = KaplanMeier.Of(Studies.Of(Studies.Rows("", "5 5+ 9+")));
        curve.Steps.Select(s => (s.Time, s.AtRisk, s.Events, s.Censored, Math.Round(s.Share, 4))).ShouldBe([(5, 3, 1, 1, 0.6667), (9, 1, 0, 1, 0.6667)]);
    }

    [Fact]
    public void Everyone_censored_is_a_level_curve_without_a_median()
    {
        var curve = KaplanMeier.Of(Studies.Of(Studies.Rows("", "3+ 7+")));
        curve.Steps.ShouldAllBe(s => s.Share == 1 && s.Low == 1 && s.High == 1);
        curve.Median.ShouldBe(new TimeReached(null, null, null));
        curve.MeanUpTo(7).ShouldBe((7, 0));
        curve.MeanUpTo(8).ShouldBeNull();
        KaplanMeier.Of(Studies.Of(Studies.Rows("", "3+ 7+")), Interval.LogLog).Steps.ShouldAllBe(s => s.Low == null);
    }

    [Theory]
    [InlineData("4", 4, 0)]
    [InlineData("0", 0, 0)]
    [InlineData("1 2 3 4", 2.5, 0)]
    [InlineData("2 4 6+ 8", 6, 0)]
    [InlineData("1 2 3+ 4+", 2, 0.5)]
    public void The_median_of_one_person_of_a_time_of_nothing_and_of_a_curve_level_at_one_half_is_R_s(string times, double median, double left)
    {
        var curve = KaplanMeier.Of(Studies.Of(Studies.Rows("", times)));
        curve.Median.Time.ShouldBe(median);
        curve.Steps[^1].Share.ShouldBe(left);
        (curve.Steps[^1].Low is null).ShouldBe(left == 0);
    }

    [Fact]
    public void A_time_that_is_none_is_refused_with_its_row()
    {
        Followed.Of([], out var why).ShouldBeNull();
        why!.Lack.ShouldBe(Lack.People);
        Followed.Of([new(0, 5, true), new(9, 8, true)], out why).ShouldBeNull();
        why.ShouldBe(new NoFigure(Lack.Times, "Row 2 ends before it begins."));
        Followed.Of([new(0, double.NaN, true)], out why).ShouldBeNull();
        why!.Why.ShouldStartWith("Row 1 has no time");
    }

    [Fact]
    public void A_curve_of_fewer_than_ten_events_says_so()
    {
        var curves = KaplanMeier.ByGroup(Studies.Remission);
        curves[0].Weak.ShouldBe("Only 9 events: the curve rests on fewer than 10, so its interval is no more than a hint.");
        curves[1].Weak.ShouldBeNull();
    }

    private static IEnumerable<double?> Figures(IReadOnlyList<KaplanMeier> curves, double limit)
    {
        var steps = curves.SelectMany(c => c.Steps).ToList();
        IEnumerable<double?> All(Func<CurveStep, double?> of) => steps.Select(of);
        return [
            .. All(s => s.Time), .. All(s => s.AtRisk), .. All(s => s.Events), .. All(s => s.Censored), .. All(s => s.Share), .. All(s => s.Spread), .. All(s => s.Low), .. All(s => s.High),
            .. curves.SelectMany(c => new[] { c.Median.Time, c.Median.Low, c.Median.High, c.MeanUpTo(limit)?.Mean, c.MeanUpTo(limit)?.StandardError }),
        ];
    }
}
