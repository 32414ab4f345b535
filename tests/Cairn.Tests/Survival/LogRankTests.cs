using Cairn.Survival;

namespace Cairn.Tests.Survival;

public class LogRankTests
{
    [Fact]
    public void The_textbook_s_chi_squared_comes_out()
    {
        var test = LogRank.Of(Studies.Remission, out _)!;
        test.Groups.Select(g => (g.Group, g.People, g.Observed, Math.Round(g.Expected, 2))).ShouldBe([("6-MP", 21, 9, 19.25), ("none", 21, 21, 10.75)]);
        test.Test.Statistic.ShouldBe(16.793, 0.001);
        test.Test.Degrees.ShouldBe(1);
        test.Weak.ShouldBeNull();
        test.Said.ShouldBe("If the groups were alike, chance would part them as much in fewer than 1 of 10,000 of such studies (log-rank, chi-squared 16.79 with 1 degree of freedom).");
    }

    [Theory]
    [InlineData(null, "")]
    [InlineData("SITE", " + strata(SITE)")]
    public void UIS_by_arm_agrees_with_R_stratified_by_site_too(string? stratum, string also)
    {
        var uis = Studies.Uis;
        Agrees(uis, uis.Followed("TIME", "CENSOR", "TREAT", stratum), $"Surv(TIME, CENSOR) ~ TREAT{also}");
    }

    [Theory]
    [InlineData(null, "")]
    [InlineData("homeless", " + strata(homeless)")]
    public void HELP_by_substance_agrees_with_R_for_three_groups(string? stratum, string also)
    {
        var help = Studies.Help.Having("dayslink", "linkstatus");
        Agrees(help, help.Followed("dayslink", "linkstatus", "substance", stratum), $"Surv(dayslink, linkstatus) ~ substance{also}");
    }

    [Fact]
    public void A_tail_far_out_keeps_its_figures()
    {
        var help = Studies.Help.Having("dayslink", "linkstatus");
        Agrees(help, help.Followed("dayslink", "linkstatus", "treat"), "Surv(dayslink, linkstatus) ~ treat");
    }

    [Fact]
    public void A_group_without_events_is_compared_and_one_that_left_before_the_first_does_not_count()
    {
        var test = LogRank.Of(Studies.Of([.. Studies.Rows("a", "5 6 7"), .. Studies.Rows("b", "8+ 9+"), .. Studies.Rows("c", "1+ 2+")]), out _)!;
        test.Groups.Select(g => g.Observed).ShouldBe([3, 0, 0]);
        test.Groups[2].Expected.ShouldBe(0);
        test.Test.Degrees.ShouldBe(1);
        // By hand: expected of a 3/5 + 2/4 + 1/3, variance 6/25 + 1/4 + 2/9.
        test.Test.Statistic.ShouldBe(Math.Pow(3 - (3.0 / 5 + 1.0 / 2 + 1.0 / 3), 2) / (6.0 / 25 + 1.0 / 4 + 2.0 / 9), 1e-12);
    }

    [Theory]
    [InlineData("1 2", "", Lack.Groups)]
    [InlineData("1+ 2+", "3+", Lack.Events)]
    [InlineData("1 2", "0+", Lack.Groups)]
    [InlineData("1 1", "1 1", Lack.Groups)]
    public void What_cannot_be_compared_is_refused_by_name(string a, string b, Lack lack)
    {
        LogRank.Of(Studies.Of([.. Studies.Rows("a", a), .. b.Length == 0 ? [] : Studies.Rows("b", b)]), out var why).ShouldBeNull();
        why!.Lack.ShouldBe(lack);
    }

    [Fact]
    public void Twelve_people_never_settle_anything_however_far_apart()
    {
        var test = LogRank.Of(Studies.Of([.. Studies.Rows("a", "1 2 3 4 5 6"), .. Studies.Rows("b", "101 102 103 104 105 106")]), out _)!;
        test.Test.P.ShouldBeLessThan(0.01);
        test.Said.ShouldBe(test.Weak);
        test.Said.ShouldStartWith("Only 12 events, and");
        test.Said.ShouldNotContain("chi-squared");
    }

    private static void Agrees(Table table, Followed followed, string formula)
    {
        var test = LogRank.Of(followed, out _)!;
        R.Agrees(R.Says($$"""
            d <- read.csv("{{table.Path}}"); s <- survdiff({{formula}}, d)
            say(rowSums(as.matrix(s$obs))); say(rowSums(as.matrix(s$exp))); say(s$chisq, length(s$n) - 1, pchisq(s$chisq, length(s$n) - 1, lower.tail = FALSE))
            """), [.. test.Groups.Select(g => (double?)g.Observed), .. test.Groups.Select(g => (double?)g.Expected), test.Test.Statistic, test.Test.Degrees, test.Test.P]);
    }
}
