using Cairn.Survival;

namespace Cairn.Tests.Survival;

public class CoxEdgeTests
{
    private static readonly Followed Six = Studies.Of(Studies.Rows("", "1 2 3 4 5+ 6"));

    [Fact]
    public void What_cannot_be_fitted_is_refused_by_name_and_says_which_covariate()
    {
        Covariate x = new("age", [30, 25, 60, 41, 33, 28]), twice = new("double", [60, 50, 120, 82, 66, 56]), same = new("town", [1, 1, 1, 1, 1, 1]), late = new("left at once", [0, 0, 0, 0, 0, 1]);
        Refused([]).Lack.ShouldBe(Lack.Covariates);
        Refused([x, same]).ShouldBe(new NoFigure(Lack.Variation, "town is the same for everyone at risk at every event, so nothing can be learnt from it."));
        Refused([x, twice]).ShouldBe(new NoFigure(Lack.Independence, "double follows from the covariates before it, so its own part cannot be told; leave one of them out."));
        Refused([new("nothing known", [.. Enumerable.Repeat(double.NaN, 6)])]).Lack.ShouldBe(Lack.People);
        var endless = Refused([late]);
        endless.Lack.ShouldBe(Lack.FiniteCoefficient);
        endless.Why.ShouldStartWith("left at once parts those with the event");
        NoFigure Refused(Covariate[] covariates)
        {
            Cox.Fit(Six, covariates, out var why).ShouldBeNull();
            return why!;
        }
    }

    [Theory]
    [InlineData(Ties.Breslow)]
    [InlineData(Ties.Efron)]
    public void A_group_to_whom_it_never_happened_has_no_finite_coefficient_beside_one_that_has(Ties ties)
    {
        var followed = Studies.Of([.. Studies.Rows("a", "1 2 3 4 5 6 6 7 8 9 9 9+"), .. Studies.Rows("b", "3+ 9+ 10+ 11+")]);
        var other = new Covariate("other", [.. Enumerable.Range(0, 16).Select(i => (double)(i * 7 % 5))]);
        Cox.Fit(followed, [other, .. Covariate.OfGroups(followed)], out var why, ties).ShouldBeNull();
        (why!.Lack, why.Why[..2]).ShouldBe((Lack.FiniteCoefficient, "b "));
        Cox.Fit(followed, [other], out _, ties).ShouldNotBeNull();
    }

    [Theory]
    [InlineData(Ties.Breslow)]
    [InlineData(Ties.Efron)]
    public void A_covariate_that_puts_everyone_in_order_is_endless_and_one_person_of_thousands_is_not(Ties ties)
    {
        var random = new Random(7);
        var people = Enumerable.Range(0, 3000).Select(i => new FollowUp(0, random.Next(1, 400), random.Next(2) == 0)).ToList();
        people[0] = new(0, 200, true);
        var followed = Studies.Of(people);
        var order = new Covariate("order", [.. people.Select(p => 1 / p.To + (p.Happened ? 1e-7 : 0))]);
        Cox.Fit(followed, [order], out var why, ties).ShouldBeNull();
        why!.Lack.ShouldBe(Lack.FiniteCoefficient);
        var one = Cox.Fit(followed, [new("year", [.. people.Select(_ => 2020.0 + random.Next(6))]), new("alone", [.. people.Select((_, i) => i == 0 ? 1.0 : 0)])], out _, ties)!;
        Math.Abs(one.Terms[1].Coefficient).ShouldBeLessThan(2);
        one.Terms[1].StandardError.ShouldBe(1, 0.1);
    }

    [Fact]
    public void Nobody_s_event_one_person_and_a_value_too_few()
    {
        Cox.Fit(Studies.Of(Studies.Rows("", "1+ 2+")), [new("x", [0, 1])], out var why).ShouldBeNull();
        why.ShouldBe(new NoFigure(Lack.Events, "It happened to none of the 2 people whose covariates are all known."));
        Cox.Fit(Studies.Of(Studies.Rows("", "1")), [new("x", [3])], out why).ShouldBeNull();
        why!.Lack.ShouldBe(Lack.Variation);
        Should.Throw<ArgumentException>(() => Cox.Fit(Six, [new("x", [3])], out _)).Message.ShouldStartWith("x has 1 values for 6 people.");
    }

    [Fact]
    public void A_model_of_too_few_events_says_so_and_gives_no_p()
    {
        var fit = Cox.Fit(Six, [new("age", [30, 25, 60, 41, 33, 28])], out _)!;
        fit.Said.ShouldStartWith("Only 5 events for 1 coefficient: 20 are needed before anything may be read from them. 5 events among 6 people. age: ");
        fit.Said.ShouldNotContain("p =");
        Cox.Fit(Studies.Remission, Covariate.OfGroups(Studies.Remission), out _)!.Said.ShouldBe("30 events among 42 people. none: 4.82 times as fast (95% interval 2.15 to 10.81, p = 0.0001).");
    }

    [Fact]
    public void A_check_of_proportions_is_told_in_words_and_what_is_weak_about_the_fit_before_all()
    {
        // R's cox.zph gives 0.0229 and 0.88 for the textbook's example.
        var check = ProportionalHazards.Of(Cox.Fit(Studies.Remission, Covariate.OfGroups(Studies.Remission), out _)!, out _)!;
        check.All.Statistic.ShouldBe(0.0229, 0.00005);
        check.Said.ShouldBe("Nothing shows that the hazard ratios change with time (p = 0.88 for all together).");
        // Harm turns to good halfway.
        var crossing = Studies.Of([.. Studies.Rows("a", "1 2 3 4 5 6 7 8 9 10 11 40 41 42 43 44"), .. Studies.Rows("b", "15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30")]);
        ProportionalHazards.Of(Cox.Fit(crossing, Covariate.OfGroups(crossing), out _)!, out _)!.Said.ShouldStartWith("The hazard ratios seem to change with time (p = 0.0");
        ProportionalHazards.Of(Cox.Fit(Six, [new("age", [30, 25, 60, 41, 33, 28])], out _)!, out _)!.Said.ShouldStartWith("Only 5 events for 1 coefficient");
    }

    [Fact]
    public void A_check_of_proportions_with_all_events_on_one_day_is_refused()
    {
        var fit = Cox.Fit(Studies.Of(Studies.Rows("", "5 5 5 5+ 6+ 7+")), [new("x", [1, 0, 1, 0, 1, 0])], out _)!;
        ProportionalHazards.Of(fit, out var why).ShouldBeNull();
        why!.Lack.ShouldBe(Lack.Times);
    }

    [Theory]
    [InlineData(Ties.Breslow)]
    [InlineData(Ties.Efron)]
    public void The_likelihood_is_what_its_definition_gives_and_is_nowhere_greater(Ties ties)
    {
        for (var seed = 1; seed <= 40; seed++)
        {
            var random = new Random(seed);
            var rows = Enumerable.Range(0, 60).Select(_ => (Time: random.Next(8), Happened: random.Next(3) > 0, Stratum: random.Next(2), X: random.Next(4), Y: random.NextDouble())).ToList();
            var followed = Studies.Of(rows.Select(r => new FollowUp(0, r.Time, r.Happened, "", r.Stratum.ToString())));
            var fit = Cox.Fit(followed, [new("x", [.. rows.Select(r => (double)r.X)]), new("y", [.. rows.Select(r => r.Y)])], out _, ties)!;
            var (b, c) = (fit.Terms[0].Coefficient, fit.Terms[1].Coefficient);
            Slow(b, c).ShouldBe(fit.LogLikelihood, 1e-9);
            Slow(0, 0).ShouldBe(fit.LogLikelihoodAtZero, 1e-9);
            foreach (var (x, y) in new (double, double)[] { (0.01, 0), (-0.01, 0), (0, 0.01), (0, -0.01) }) Slow(b + x, c + y).ShouldBeLessThan(fit.LogLikelihood);
            double Slow(double ofX, double ofY)
            {
                double Hazard((int Time, bool Happened, int Stratum, int X, double Y) r) => Math.Exp(ofX * r.X + ofY * r.Y);
                var likelihood = 0.0;
                foreach (var tied in rows.Where(r => r.Happened).GroupBy(r => (r.Time, r.Stratum)))
                {
                    var atRisk = rows.Where(r => r.Stratum == tied.Key.Stratum && r.Time >= tied.Key.Time).Sum(Hazard);
                    likelihood += tied.Select((r, k) => Math.Log(Hazard(r)) - Math.Log(atRisk - (ties is Ties.Efron ? (double)k / tied.Count() * tied.Sum(Hazard) : 0))).Sum();
                }
                return likelihood;
            }
        }
    }

    [Fact]
    public void The_score_test_of_one_group_against_another_is_the_log_rank_test_where_no_two_events_tie()
    {
        for (var seed = 1; seed <= 40; seed++)
        {
            var random = new Random(seed);
            var followed = Studies.Of(Enumerable.Range(0, 60).Select(i => new FollowUp(0, i + random.NextDouble() / 2, random.Next(3) > 0, random.Next(2) == 0 ? "a" : "b", random.Next(2) == 0 ? "x" : "y")).OrderBy(_ => random.Next()));
            Cox.Fit(followed, Covariate.OfGroups(followed), out _)!.Score.Statistic.ShouldBe(LogRank.Of(followed, out _)!.Test.Statistic, 1e-9);
        }
    }

    [Theory]
    [InlineData(Ties.Breslow)]
    [InlineData(Ties.Efron)]
    public void With_many_ties_the_order_of_people_the_unit_of_time_and_the_origin_and_unit_of_a_covariate_change_nothing(Ties ties)
    {
        for (var seed = 1; seed <= 40; seed++)
        {
            var random = new Random(seed);
            var rows = Enumerable.Range(0, 80).Select(_ => (Row: new FollowUp(0, random.Next(6), random.Next(4) > 0, random.Next(3).ToString(), random.Next(2).ToString()), X: random.NextDouble(), Y: (double)random.Next(3))).ToList();
            var plain = Fit(rows, r => r);
            Same(Fit([.. rows.OrderBy(_ => random.Next())], r => r), plain);
            Same(Fit(rows, r => r with { From = 100, To = 100 + r.To * 365.25 }), plain);
            Same(Fit([.. rows.Select(r => r with { X = r.X * 1000 - 5_000_000 })], r => r), [.. plain.Select((v, k) => k is 1 or 3 ? v / 1000 : v)], 1e-6);
            var shuffled = Studies.Of(rows.OrderBy(_ => random.Next()).Select(r => r.Row));
            LogRank.Of(shuffled, out _)!.Test.Statistic.ShouldBe(LogRank.Of(Studies.Of(rows.Select(r => r.Row)), out _)!.Test.Statistic, 1e-9);
            KaplanMeier.ByGroup(shuffled).SelectMany(c => c.Steps).ShouldBe(KaplanMeier.ByGroup(Studies.Of(rows.Select(r => r.Row))).SelectMany(c => c.Steps));
        }
        double[] Fit(List<(FollowUp Row, double X, double Y)> rows, Func<FollowUp, FollowUp> with)
        {
            var fit = Cox.Fit(Studies.Of(rows.Select(r => with(r.Row))), [new("x", [.. rows.Select(r => r.X)]), new("y", [.. rows.Select(r => r.Y)])], out var why, ties);
            why.ShouldBeNull();
            return [fit!.LogLikelihood, fit.Terms[0].Coefficient, fit.Terms[1].Coefficient, fit.Terms[0].StandardError, fit.Terms[1].StandardError, ProportionalHazards.Of(fit, out _, Clock.KaplanMeier)!.All.Statistic];
        }
        static void Same(double[] these, double[] those, double apart = 1e-8)
        {
            for (var k = 0; k < those.Length; k++) Math.Abs(these[k] - those[k]).ShouldBeLessThan(apart * Math.Max(1e-3, Math.Abs(those[k])));
        }
    }
}
