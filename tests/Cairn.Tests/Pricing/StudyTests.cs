using Cairn.Desk.Pricing;
using Cairn.Record;
using Cairn.Rules;
using Cairn.Survival;
using Cairn.Tests.Reading;
using Cairn.Tests.Schemes;
using Cairn.Tests.Survival;

namespace Cairn.Tests.Pricing;

/// <summary>Two real studies through profile, scheme and backtest: counts by hand from the files, curves and log-rank from R's survival.</summary>
public class StudyTests
{
    [Fact]
    public void UIS_pays_each_arm_for_what_it_reached()
    {
        var found = Uis(out _);
        found.Groups.Select(g => (g.Group, g.Placed, g.Paid)).ShouldBe([
            ("long", 286, 44 * 1_500_00L + 215 * 500_00L + 157 * 750_00L + 85 * 1_500_00L), ("short", 289, 75 * 1_500_00L + 199 * 500_00L + 120 * 750_00L + 62 * 1_500_00L)]);
        found.Curves.Where(c => c.Outcome.Name.StartsWith("short-", StringComparison.Ordinal) && !c.Outcome.IsMilestone).ShouldAllBe(c => c.Test == null);
    }

    [Fact]
    public void The_curves_of_UIS_are_R_s()
    {
        var found = Uis(out var data);
        var returned = found.Curves.Single(c => c.Outcome.Name == "returned");
        // The day asked about is the 546th: R is told no more than Cairn knew.
        R.Agrees(R.Says($$"""
            u <- read.csv("{{data}}"); u$t <- pmin(u$TIME, 546); u$e <- ifelse(u$TIME <= 546, u$CENSOR, 0); u$arm <- ifelse(u$TREAT == 1, "long", "short")
            s <- summary(survfit(Surv(t, e) ~ arm, u), times = c(91, 182, 364, 546)); d <- survdiff(Surv(t, e) ~ arm, u)
            say(s$surv); say(s$lower); say(s$upper); say(d$chisq, d$obs)
            """), [.. Figures(returned, s => s.Share), .. Figures(returned, s => s.Low), .. Figures(returned, s => s.High), returned.Test!.Test.Statistic, .. returned.Test.Groups.Select(g => (double?)g.Observed)]);
    }

    [Fact]
    public void UIS_is_told_by_site_too()
    {
        Uis(out _, "treatment.provider").Groups.Select(g => (g.Group, g.Placed)).ShouldBe([("Site A", 400), ("Site B", 175)]);
    }

    [Fact]
    public void HELP_counts_whom_the_clinic_linked_and_leaves_out_those_never_followed()
    {
        var found = Help(out _);
        found.Groups.Select(g => (g.Group, g.Placed, g.PaidFor)).ShouldBe([("clinic", 225, 128), ("no clinic", 228, 35)]);
        (found.NeverInView, found.People.Count(p => p.Group == "clinic"), found.People.Count(p => p.Group == "no clinic")).ShouldBe((22, 222, 209));
    }

    [Fact]
    public void The_curves_of_HELP_are_R_s()
    {
        var found = Help(out var data);
        var linked = found.Curves.Single(c => c.Outcome.Name == "linked");
        R.Agrees(R.Says($$"""
            h <- read.csv("{{data}}"); h <- h[!is.na(h$dayslink), ]; h$arm <- ifelse(h$treat == "yes", "clinic", "no clinic")
            s <- summary(survfit(Surv(dayslink, linkstatus) ~ arm, h), times = c(91, 182, 364)); d <- survdiff(Surv(dayslink, linkstatus) ~ arm, h)
            say(s$surv); say(s$lower); say(s$upper); say(d$chisq, d$obs)
            """), [.. Figures(linked, s => s.Share, 3), .. Figures(linked, s => s.Low, 3), .. Figures(linked, s => s.High, 3), linked.Test!.Test.Statistic, .. linked.Test.Groups.Select(g => (double?)g.Observed)]);
    }

    [Theory]
    [InlineData(Ties.Efron, "efron")]
    [InlineData(Ties.Breslow, "breslow")]
    public void The_clinic_of_HELP_with_sex_and_substance_held_alike_is_R_s(Ties ties, string method)
    {
        var model = Study("help", OpenData.Path("help", "HELPrct.csv"), "referral.lot", "sex,dependency.substance", ties).Curves.Single(c => c.Outcome.Name == "linked").Alike!;
        model.Against.ShouldBe(["Lot (referral): clinic", "Sex: Male", "Dependence: Alcohol"]);
        R.Agrees(R.Says($$"""
            h <- read.csv("{{OpenData.Path("help", "HELPrct.csv")}}"); h <- h[!is.na(h$dayslink), ]
            m <- summary(coxph(Surv(dayslink, linkstatus) ~ I(treat == "no") + I(sex == "female") + I(substance == "cocaine") + I(substance == "heroin"), h, ties = "{{method}}"))
            say(m$n, m$nevent, m$coefficients[, 1], m$coefficients[, 3])
            """), [model.Fit!.People, model.Fit.Events, .. model.Fit.Terms.Select(t => (double?)t.Coefficient), .. model.Fit.Terms.Select(t => (double?)t.StandardError)]);
    }

    private static IEnumerable<double?> Figures(OutcomeCurves of, Func<Cairn.Survival.CurveStep, double?> figure, int times = 4) =>
        of.Curves.SelectMany(c => new double[] { 91, 182, 364, 546 }.Take(times).Select(t => figure(c.At(t)!.Value)));

    private static Backtest Uis(out string data, string by = "referral.lot") => Study("uis", data = OpenData.Path("uis", "uis.csv"), by);

    private static Backtest Help(out string data) => Study("help", data = OpenData.Path("help", "HELPrct.csv"), "referral.lot");

    private static Backtest Study(string name, string data, string by, string? alike = null, Ties ties = Ties.Efron)
    {
        var mistakes = new Mistakes();
        var profile = ImportProfile.Read("profile.yaml", File.ReadAllText(SchemeFolder.In("demo", name, "profile.yaml")), SchemeFolder.Vocabulary, mistakes);
        using var file = File.OpenRead(data);
        var facts = profile?.Record(name, file, SchemeFolder.Vocabulary, mistakes);
        string.Join('\n', mistakes.Found).ShouldBe("");
        var answer = Evaluation.Of(SchemeFolder.Scheme($"demo/{name}/scheme.yaml"), facts!, Day.Of(2025, 6, 30), Day.Never);
        var groups = Grouping.Of(by, answer, s => Backtest.FirstDay(answer, s), out var wrong);
        wrong.ShouldBeNull();
        return Backtest.Of(answer, groups, SchemeFolder.Vocabulary.Find("follow-up"), null, alike is null ? null : HeldAlike.Of(alike, answer, s => Backtest.FirstDay(answer, s), out wrong), ties);
    }
}
