using Cairn.Survival;

namespace Cairn.Tests.Survival;

public class CoxTests
{
    /// <summary>Hosmer and Lemeshow, Applied Survival Analysis, the model they end with: coefficient and standard error.</summary>
    private static readonly (double Coefficient, double Error)[] Published =
    [
        (-0.041, 0.010), (0.009, 0.005), (-0.574, 0.125), (-0.215, 0.049), (0.228, 0.109), (-0.467, 0.135), (-0.247, 0.094), (-1.317, 0.531), (0.032, 0.016), (0.850, 0.248),
    ];

    [Theory]
    [InlineData(Ties.Breslow, 1.5092, 0.4096)]
    [InlineData(Ties.Efron, 1.5721, 0.4124)]
    public void The_textbook_s_coefficient_comes_out(Ties ties, double coefficient, double error)
    {
        var fit = Cox.Fit(Studies.Remission, Covariate.OfGroups(Studies.Remission), out _, ties)!;
        fit.Terms[0].Name.ShouldBe("none");
        fit.Terms[0].Coefficient.ShouldBe(coefficient, 0.00005);
        fit.Terms[0].StandardError.ShouldBe(error, 0.00005);
        (fit.People, fit.Events, fit.Dropped, fit.Weak).ShouldBe((42, 30, 0, null));
    }

    [Theory]
    [InlineData(Ties.Breslow)]
    [InlineData(Ties.Efron)]
    public void The_ten_terms_of_Hosmer_and_Lemeshow_on_UIS_agree_with_R_and_with_the_book(Ties ties)
    {
        var uis = Studies.Uis;
        var fit = Cox.Fit(uis.Followed("TIME", "CENSOR"), TenTerms(uis), out _, ties)!;
        fit.People.ShouldBe(575);
        Agrees(fit, $$"""d <- read.csv("{{uis.Path}}"); f <- coxph(Surv(TIME, CENSOR) ~ AGE + BECK + ND1 + ND2 + IV3 + RACE + TREAT + SITE + AGE:SITE + RACE:SITE, d, ties = "{{InR(ties)}}", control = coxph.control(eps = 1e-12))""");
        if (ties is not Ties.Breslow) return;
        fit.Terms.Select(t => (Math.Round(t.Coefficient, 3), Math.Round(t.StandardError, 3))).ShouldBe(Published);
        fit.Terms[^1].Name.ShouldBe("RACE x SITE");
    }

    [Theory]
    [InlineData(Ties.Breslow)]
    [InlineData(Ties.Efron)]
    public void HELP_in_strata_and_with_people_of_whom_something_is_missing_agrees_with_R(Ties ties)
    {
        var help = Studies.Help.Having("dayslink", "linkstatus");
        var fit = Cox.Fit(help.Followed("dayslink", "linkstatus", stratum: "substance"), [help.Is("treat", "yes"), help.Is("homeless", "homeless"), help.Of("age"), help.Of("e2b"), help.Of("pcs")], out _, ties)!;
        fit.Dropped.ShouldBeGreaterThan(0);
        fit.Said.ShouldContain($"{fit.Dropped} of {help.Rows.Count} people are left out because something about them is missing.");
        Agrees(fit, $$"""d <- subset(read.csv("{{help.Path}}"), !is.na(dayslink) & !is.na(linkstatus)); d$helped <- d$treat == "yes"; d$roofless <- d$homeless == "homeless"; f <- coxph(Surv(dayslink, linkstatus) ~ helped + roofless + age + e2b + pcs + strata(substance), d, ties = "{{InR(ties)}}", control = coxph.control(eps = 1e-12))""");
    }

    [Theory]
    [InlineData(Clock.Time, "identity")]
    [InlineData(Clock.KaplanMeier, "km")]
    public void Proportional_hazards_are_checked_as_by_cox_zph(Clock clock, string transform)
    {
        var (uis, help) = (Studies.Uis, Studies.Help.Having("dayslink", "linkstatus"));
        Zph(Cox.Fit(uis.Followed("TIME", "CENSOR"), TenTerms(uis), out _, Ties.Breslow)!,
            $$"""d <- read.csv("{{uis.Path}}"); f <- coxph(Surv(TIME, CENSOR) ~ AGE + BECK + ND1 + ND2 + IV3 + RACE + TREAT + SITE + AGE:SITE + RACE:SITE, d, ties = "breslow", control = coxph.control(eps = 1e-12))""", clock, transform);
        Zph(Cox.Fit(help.Followed("dayslink", "linkstatus", stratum: "substance"), [help.Is("treat", "yes"), help.Of("age")], out _)!,
            $$"""d <- subset(read.csv("{{help.Path}}"), !is.na(dayslink) & !is.na(linkstatus)); d$helped <- d$treat == "yes"; d$roofless <- d$homeless == "homeless"; f <- coxph(Surv(dayslink, linkstatus) ~ helped + age + strata(substance), d, control = coxph.control(eps = 1e-12))""", clock, transform);
    }

    [Theory]
    [InlineData(Ties.Breslow, 1)]
    [InlineData(Ties.Efron, 2)]
    public void People_drawn_by_lot_with_many_ties_in_strata_agree_with_R(Ties ties, int seed)
    {
        var random = new Random(seed);
        var rows = Enumerable.Range(0, 400).Select(_ => (Time: random.Next(9), Happened: random.Next(4) > 0, Stratum: random.Next(3), X: random.Next(3), Y: random.Next(1000) / 10.0)).ToList();
        var followed = Studies.Of(rows.Select(r => new FollowUp(0, r.Time, r.Happened, "", r.Stratum.ToString())));
        var fit = Cox.Fit(followed, [new("x", [.. rows.Select(r => (double)r.X)]), new("y", [.. rows.Select(r => r.Y)])], out _, ties)!;
        var csv = string.Join('\n', rows.Select(r => FormattableString.Invariant($"{r.Time},{(r.Happened ? 1 : 0)},{r.Stratum},{r.X},{r.Y}")));
        var script = $"""
            d <- read.csv(text = "t,d,s,x,y\n{csv}"); f <- coxph(Surv(t, d) ~ x + y + strata(s), d, ties = "{InR(ties)}", control = coxph.control(eps = 1e-12))
            """;
        Agrees(fit, script);
        Zph(fit, script, Clock.KaplanMeier, "km");
    }

    private static Covariate[] TenTerms(Table uis)
    {
        var (age, race, site) = (uis.Of("AGE"), uis.Of("RACE"), uis.Of("SITE"));
        return [age, uis.Of("BECK"), uis.Of("ND1"), uis.Of("ND2"), uis.Of("IV3"), race, uis.Of("TREAT"), site, age.Times(site), race.Times(site)];
    }

    private static void Zph(CoxFit fit, string script, Clock clock, string transform)
    {
        var check = ProportionalHazards.Of(fit, out _, clock)!;
        R.Agrees(R.Says($"{script}\nz <- cox.zph(f, transform = \"{transform}\")$table; say(z[, 'chisq']); say(z[, 'df']); say(z[, 'p'])"),
            [.. Each(t => t.Statistic), .. Each(t => t.Degrees), .. Each(t => t.P)]);
        IEnumerable<double?> Each(Func<ChiSquared, double> of) => [.. check.Terms.Select(t => (double?)of(t.Test)), of(check.All)];
    }

    private static string InR(Ties ties) => ties is Ties.Breslow ? "breslow" : "efron";

    private static void Agrees(CoxFit fit, string script)
    {
        var r = R.Says(script + "\n" + """
            s <- summary(f); say(f$n, f$nevent, length(f$na.action)); say(f$coefficients); say(sqrt(diag(f$var))); say(s$coefficients[, "z"]); say(s$coefficients[, "Pr(>|z|)"])
            say(s$conf.int[, "lower .95"]); say(s$conf.int[, "upper .95"]); say(f$loglik); say(f$var); say(s$logtest); say(s$waldtest["test"]); say(f$wald.test); say(s$sctest)
            """).ToList();
        // summary() rounds its Wald test to two decimals; the fit itself does not.
        var rounded = r.Count - 5;
        Math.Round(fit.Wald.Statistic, 2).ShouldBe(r[rounded]!.Value, 0.005);
        r.RemoveAt(rounded);
        R.Agrees(r, [
            fit.People, fit.Events, fit.Dropped, .. Each(t => t.Coefficient), .. Each(t => t.StandardError), .. Each(t => t.Z), .. Each(t => t.P), .. Each(t => t.Within().Low), .. Each(t => t.Within().High),
            fit.LogLikelihoodAtZero, fit.LogLikelihood, .. fit.Covariance.SelectMany(row => row.Select(v => (double?)v)),
            fit.LikelihoodRatio.Statistic, fit.LikelihoodRatio.Degrees, fit.LikelihoodRatio.P, fit.Wald.Statistic, fit.Score.Statistic, fit.Score.Degrees, fit.Score.P,
        ]);
        IEnumerable<double?> Each(Func<CoxTerm, double> of) => fit.Terms.Select(t => (double?)of(t));
    }
}
