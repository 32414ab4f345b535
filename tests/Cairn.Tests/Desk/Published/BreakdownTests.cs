using Cairn.Desk.Published;
using Cairn.Record;
using Cairn.Rules;
using Cairn.Tests.Demo;
using Cairn.Tests.Schemes;

namespace Cairn.Tests.Desk.Published;

/// <summary>Groups of people in figures that are told once: the demo town's, as known 60 days after the year.</summary>
public sealed class BreakdownTests
{
    private static readonly Scheme Fairness = SchemeFolder.Scheme("schemes/saltby-fairness.yaml");
    private static readonly Period Year = Period.Of(Per.FinancialYear, Day.Of(2026, 6, 1), Fairness);

    [Fact]
    public void Indicators_of_the_same_people_are_one_table_whose_columns_make_the_whole()
    {
        var facts = SaltbyTests.Town();
        var tables = Breakdown.Of(Fairness, facts, Year);
        // Five ways of grouping, for referrals and for treatment that ended.
        tables.Count.ShouldBe(10);
        var bySex = tables.First(t => t.Title == "Sex" && t.Indicators.Any(i => i.Name == "turned-away"));
        bySex.Indicators.Select(i => i.Name).ShouldBe(["started-in-3-weeks", "turned-away"]);
        var figures = Indicators.Of(Fairness, facts, Year.Last + 60, Year.Last + 60);
        ((decimal?)bySex.Table.All).ShouldBe(figures.Figure(bySex.Indicators[0], Year).Denominator);
        Enumerable.Range(0, bySex.Table.Columns.Count).Sum(bySex.Table.Column).ShouldBe(bySex.Table.All);
        // Groups stand in the order of the vocabulary's list, whoever is in none last.
        var codes = facts.Vocabulary.Find("sex")!.Details[0].List!.Codes.Select(c => c.Title).Append("Not recorded").ToList();
        bySex.Table.Groups.ShouldBe(codes.Where(bySex.Table.Groups.Contains));
        bySex.Table.Groups.Count.ShouldBeGreaterThan(1);
    }

    [Fact]
    public void A_figure_of_a_few_people_is_said_without_their_number()
    {
        var figures = Indicators.Of(Fairness, SaltbyTests.Town(), Year.Last + 60, Year.Last + 60);
        var (hidden, shown) = (0, 0);
        foreach (var figure in from i in Fairness.Indicators where i.Of is CountedPeople && i.HasDenominator from way in Enumerable.Range(0, i.By.Count) from g in figures.By(i, Period.Of(i.Per, Year.Last, Fairness), way) select g.Figure)
        {
            var (count, all, seen) = (figure.Subjects.Count, figure.OutOf.Count, ShownFigure.Of(figure, About.Person));
            seen.IsHidden.ShouldBe(all is > 0 and < 5 || count is > 0 and < 5 || all - count is > 0 and < 5, $"{figure.Indicator.Name}: {count} of {all}");
            seen.Share.ShouldBe(seen.IsHidden ? null : figure.Value);
            seen.Text.ShouldNotContain(seen.IsHidden ? $"{count} of {all}" : "few");
            ShownFigure.Of(figure, About.Person, seesAll: true).ShouldSatisfyAllConditions(s => s.IsHidden.ShouldBeFalse(), s => s.Share.ShouldBe(figure.Value));
            if (seen.IsHidden) hidden++;
            else shown++;
        }
        (hidden > 5, shown > 5).ShouldBe((true, true));
    }

    [Fact]
    public void What_was_told_does_not_change_when_the_record_does()
    {
        var facts = SaltbyTests.Town();
        var before = Breakdown.Of(Fairness, facts, Year).Select(Text).ToList();
        var sex = facts.Vocabulary.Find("sex")!;
        var person = facts.Of(About.Person)[0];
        var late = Year.Last + 61;
        foreach (var draft in (Draft[])[new(sex, person, Year.First, Year.First, late) { Source = "test", Details = [(sex.Details[0], "not-said")] }, new(facts.Vocabulary.Find("referral")!, person, Year.First, Year.First, late) { Source = "test", Details = [(facts.Vocabulary.Find("referral")!.Find("scheme")!, "community-treatment")] }])
            facts.Add(draft);
        Breakdown.Of(Fairness, facts, Year).Select(Text).ShouldBe(before);
    }

    [Fact]
    public void A_period_is_told_sixty_days_after_its_end()
    {
        var indicator = Fairness.Indicators[0];
        Breakdown.LastTold(indicator, Fairness, Day.Of(2027, 5, 29)).ShouldBeNull();
        Breakdown.LastTold(indicator, Fairness, Day.Of(2027, 5, 30)).ShouldBe(Year);
    }

    private static string Text(Breakdown b) => $"{b.Title}: " + string.Join(" / ", Enumerable.Range(0, b.Table.Groups.Count).Select(r => $"{b.Table.Groups[r]} {b.Table.Group(r)} " + string.Join(' ', Enumerable.Range(0, b.Table.Columns.Count).Select(c => b.Table.Cell(r, c)))));
}
