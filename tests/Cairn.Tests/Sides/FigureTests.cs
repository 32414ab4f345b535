using Cairn.Record;
using Cairn.Rules;

namespace Cairn.Tests.Sides;

/// <summary>What a figure rests on, to the day and the fact, worked out by hand.</summary>
public class FigureTests
{
    private const string Head = "scheme: test\nabout: person\nruns: { from: 2025-01-01, to: 2026-12-31 }\nindicators:\n  it: ";

    private static Indicators On(string on, string indicator, string known, params string[] facts) =>
        Indicators.Of(SideScheme.Read(Head + indicator + "\n"), SideScheme.Facts(facts), SideScheme.On(on), known.Length == 0 ? Day.Last : SideScheme.On(known));

    private static Figure Of(Indicators indicators, string period)
    {
        Period.TryParse(period, out var p).ShouldBeTrue();
        return indicators.Figure(indicators.Find("it")!, p);
    }

    private static string Groups(Indicators indicators, string period)
    {
        Period.TryParse(period, out var p).ShouldBeTrue();
        return string.Join(", ", indicators.By(indicators.Find("it")!, p, 0).Select(g => $"{g.Group} {g.Figure.Numerator:0.##}"));
    }

    [Fact]
    public void A_figure_names_its_people_and_facts_and_a_share_of_nobody_has_no_value()
    {
        var indicators = On("2026-12-31", "{ per: quarter, people: { happens: { offence: any } }, out-of: { people: { dependency: alcohol } } }", "",
            "person: Zoe, dependency: alcohol, from: 2026-01-01", "person: Bob, offence: arrest, on: 2026-05-02", "person: Bob, dependency: alcohol, from: 2026-04-01, to: 2026-06-30", "person: Cat, offence: arrest, on: 2026-05-02", "person: Zoe, offence: arrest, on: 2026-06-30", "person: Dan, dependency: alcohol, from: 2026-06-30");
        var (figure, names) = (Of(indicators, "2026 Q2"), indicators.Answer.Facts.Of(About.Person));
        (figure.Numerator, figure.Denominator, figure.Value).ShouldBe((2, 3, 2m / 3));
        figure.Subjects.Select(s => names[s]).ShouldBe(["Bob", "Zoe"]);
        figure.OutOf.Select(s => names[s]).ShouldBe(["Bob", "Dan", "Zoe"]);
        figure.Facts.ShouldBe([1, 4], ignoreOrder: true);
        (Of(indicators, "2025 Q4").Value, Of(indicators, "2025 Q4").Denominator).ShouldBe((null, 0m));
    }

    [Fact]
    public void Groups_are_those_last_recorded_by_the_periods_end_as_it_was_known()
    {
        const string Indicator = "{ per: quarter, people: { happens: { offence: any } }, by: [sex.sex] }";
        string[] facts = ["person: Ann, sex: female, on: 2000-01-01, id: a, recorded: 2026-01-01", "person: Ann, sex: male, on: 2000-01-01, corrects: a, recorded: 2026-08-01", "person: Ann, sex: not-said, on: 2026-07-01, recorded: 2026-07-05", "person: Ann, offence: arrest, on: 2026-06-30", "person: Ann, offence: arrest, on: 2026-07-01", "person: Bob, offence: arrest, on: 2026-06-30"];
        Groups(On("2026-12-31", Indicator, "2026-07-31", facts), "2026 Q2").ShouldBe(" 1, female 1");
        Groups(On("2026-12-31", Indicator, "2026-08-01", facts), "2026 Q2").ShouldBe(" 1, male 1");
        Groups(On("2026-12-31", Indicator, "2026-07-05", facts), "2026 Q3").ShouldBe("not-said 1");
        Groups(On("2026-12-31", Indicator, "2026-07-04", facts), "2026 Q3").ShouldBe("female 1");
        Groups(On("2026-12-31", "{ per: quarter, each: { housing-threat: any }, followed-by: { threat-response: any }, by: [housing-threat.hub] }", "", "person: Ann, housing-threat: { type: notice, hub: south }, from: 2026-05-05", "person: Ann, threat-response: visit, on: 2026-05-05", "person: Ann, housing-threat: { type: notice, hub: north }, from: 2026-05-06"), "2026 Q2").ShouldBe("north 0, south 1");
    }

    [Fact]
    public void Answers_come_on_the_day_at_the_earliest_and_name_both_facts()
    {
        const string Indicator = "{ per: quarter, each: { housing-threat: any }, followed-by: { threat-response: any }, within: 3 days }";
        string[] facts = ["person: Ann, housing-threat: notice, from: 2026-04-01", "person: Ann, threat-response: visit, on: 2026-03-31", "person: Ann, threat-response: visit, on: 2026-04-04", "person: Ann, housing-threat: notice, from: 2026-06-30", "person: Ann, threat-response: visit, on: 2026-07-04"];
        var figure = Of(On("2026-12-31", Indicator, "", facts), "2026 Q2");
        (figure.Numerator, figure.Denominator).ShouldBe((1, 2));
        figure.Facts.ShouldBe([1, 2]);
        figure.Answers.Select(a => (Day.Iso(a.AnswerDay), a.InTime)).ShouldBe([("2026-04-04", true), ("2026-07-04", false)]);
        Of(On("2026-04-03", Indicator, "", facts), "2026 Q2").Answers.Single().AnswerFact.ShouldBe(-1);
        Of(On("2026-04-04", Indicator, "", facts), "2026 Q2").Answers.Single().InTime.ShouldBeTrue();
    }

    [Fact]
    public void Of_readings_on_one_day_the_later_recorded_stands_and_pence_are_told_in_pounds()
    {
        Of(On("2026-12-31", "{ per: quarter, readings: { indicator-reading: any }, of: value, out-of: out-of }", "", "place: A, indicator-reading: { value: 3, out-of: 10 }, on: 2026-05-01, recorded: 2026-05-01", "place: A, indicator-reading: { value: 4.5, out-of: 20 }, on: 2026-05-01, recorded: 2026-05-02", "place: A, indicator-reading: { value: 9 }, on: 2026-04-30, recorded: 2026-06-02", "place: B, indicator-reading: { value: 2 }, on: 2026-06-30"), "2026 Q2")
            .ShouldSatisfyAllConditions(f => f.Numerator.ShouldBe(6.5m), f => f.Denominator.ShouldBe(20), f => f.Facts.Count.ShouldBe(2));
        var spent = On("2026-12-31", "{ per: quarter, sum: { total: { purchase: any }, of: amount }, target: { is: £12.50 or more, by: 2026-12-31 } }", "", "person: Ann, purchase: { item: x, amount: 12.49 }, on: 2026-05-01", "person: Ann, purchase: { item: x, amount: 12.50 }, on: 2026-07-01", "person: Ann, purchase: { item: x, amount: 12.50 }, on: 2026-10-01");
        (Of(spent, "2026 Q2").Numerator, Of(spent, "2026 Q2").Meets, Of(spent, "2026 Q3").Meets).ShouldBe((12.49m, false, true));
        Of(spent, "2026 Q2").Facts.ShouldBe([0]);
        Period.TryParse("2026 Q3", out var q3).ShouldBeTrue();
        (spent.TrendOf(spent.Find("it")!, q3.Previous!.Value), spent.TrendOf(spent.Find("it")!, q3), spent.TrendOf(spent.Find("it")!, q3.Next!.Value)).ShouldBe((Trend.Better, Trend.Better, Trend.Same));
        Of(On("2026-12-31", "{ per: quarter, sum: { count: { work-trial: any }, worth: { half-day: 0.5, day: 1 } } }", "", "person: Ann, work-trial: half-day, on: 2026-05-01", "person: Ann, work-trial: day, on: 2026-05-02"), "2026 Q2").Numerator.ShouldBe(1.5m);
    }

    [Fact]
    public void Without_a_target_a_figure_goes_up_or_down_and_against_one_it_gets_better_or_worse()
    {
        string Trends(string target) => On("2026-12-31", $"{{ per: quarter, sum: {{ count: {{ offence: any }} }}{target} }}", "", "person: Ann, offence: arrest, on: 2026-05-01", "person: Ann, offence: arrest, on: 2026-08-01", "person: Ann, offence: arrest, on: 2026-08-02") is var i
            ? string.Join(' ', ((string[])["2026 Q2", "2026 Q3", "2026 Q4"]).Select(q => Period.TryParse(q, out var p) ? i.TrendOf(i.Find("it")!, p) : Trend.Unknown)) : "";
        Trends("").ShouldBe("Up Up Down");
        Trends(", target: { is: 2 or more, by: 2026-12-31 }").ShouldBe("Better Better Worse");
        Trends(", target: { is: 2 or fewer, by: 2026-12-31 }").ShouldBe("Worse Worse Better");
    }

    [Fact]
    public void Periods_go_from_the_schemes_first_day_to_the_day_asked_about()
    {
        string Told(string on, int most = 12) => On(on, "{ per: quarter, sum: { count: { offence: any } } }", "", "person: Ann, offence: arrest, on: 2026-05-01") is var i ? string.Join(", ", i.Periods(i.Find("it")!, most)) : "";
        Told("2025-01-01").ShouldBe("2024/25 Q4");
        Told("2025-07-01").ShouldBe("2024/25 Q4, 2025/26 Q1, 2025/26 Q2");
        Told("2025-07-01", 2).ShouldBe("2025/26 Q1, 2025/26 Q2");
    }

    [Fact]
    public void Funds_are_told_by_work_and_fund_and_overlap_on_the_days_they_share()
    {
        var scheme = SideScheme.Read("scheme: test\nabout: person\nplan: { national: { n: N }, objectives: { o: { under: n } } }\nfunding: { activities: { of: { funding: any }, by: workstream, fund: source-of-funds, joint: [shared] } }\n");
        string[] facts =
        [
            "place: P, funding: { amount: 5, source-of-funds: beta, workstream: hub }, from: 2026-01-10, to: 2026-02-10", "place: P, funding: { amount: 6, source-of-funds: alpha, workstream: hub }, from: 2026-02-10, to: 2026-03-01",
            "place: P, funding: { source-of-funds: alpha, workstream: hub }, from: 2026-01-01, to: 2026-01-09", "place: P, funding: { amount: 1, source-of-funds: alpha, workstream: art }, from: 2026-03-31", "place: P, funding: { amount: 1, source-of-funds: beta, workstream: art }, from: 2026-04-01",
            "place: P, funding: { amount: 1, source-of-funds: alpha, workstream: shared }, from: 2026-01-01", "place: P, funding: { amount: 1, source-of-funds: beta, workstream: shared }, from: 2026-01-01", "place: P, funding: { amount: 1, source-of-funds: alpha }, from: 2026-01-01", "place: P, funding: { amount: 1, source-of-funds: beta }, from: 2026-01-01",
            "place: P, funding: { amount: 1, workstream: hub }, from: 2026-01-01",
        ];
        var answer = Evaluation.Of(scheme, SideScheme.Facts(facts), SideScheme.On("2026-03-31"), Day.Last);
        Funding.Map(answer, scheme.Plan!.Activities!).Select(s => $"{s.Work} {s.Fund} {s.Pence}").ShouldBe([" alpha 100", " beta 100", "art alpha 100", "hub alpha 0", "hub alpha 600", "hub beta 500", "shared alpha 100", "shared beta 100"]);
        var overlap = Funding.Overlaps(answer, scheme.Plan!.Activities!).ShouldHaveSingleItem();
        (overlap.One.Fund, overlap.Other.Fund, Day.Iso(overlap.From), Day.Iso(overlap.To)).ShouldBe(("alpha", "beta", "2026-02-10", "2026-02-10"));
    }

    [Theory]
    [InlineData("{ per: year, people: { housing: any }, target: { by: 2026-01-01 } }", "A target says { is: 45% or more, by: 2026-03-31 }.")]
    [InlineData("{ per: year, each: { housing-threat: any } }", "'each:' needs 'followed-by:' with the fact that answers it.")]
    [InlineData("{ per: year, each: { housing-threat: any }, followed-by: { threat-response: any }, out-of: everyone }", "'each:' is out of all the facts it speaks of")]
    [InlineData("{ per: year, each: { housing-threat: any }, followed-by: { threat-response: any }, same: type }", "'same:' names one of the details of 'threat-response': what, hub.")]
    [InlineData("{ per: year, people: { housing: any }, out-of: anyone }", "'out-of:' is everyone, { people: CLAUSE } or { sum: QUANTITY }.")]
    [InlineData("{ per: year, readings: { indicator-reading: any }, of: value, who: { housing: any } }", "Readings are about nobody in particular; leave 'who:' away.")]
    public void A_mistake_is_named(string indicator, string says) => SideScheme.Mistake(Head + indicator + "\n").ShouldContain(says);
}
