using Cairn.Desk.Pricing;
using Cairn.Record;
using Cairn.Rules;
using Cairn.Rules.Simulating;
using Cairn.Tests.Schemes;
using Cairn.Tests.Sides;
using Cairn.Tests.Simulating;

namespace Cairn.Tests.Pricing;

public class ComparisonTests
{
    private static readonly string Portsmouth = File.ReadAllText(SchemeFolder.In("schemes", "rehab-to-work.yaml"));

    private static readonly Assumptions England = Lives.Read(File.ReadAllText(SchemeFolder.In("assumptions", "england.yaml")));

    private static readonly Assumptions Jobs = Lives.Of(20, "finds: { a-month: [0.05], standing: assumed, source: a test }", "out: { leaves: { in: finds } }\nin: { fact: { employment: permanent }, last: yes }");

    [Fact]
    public void What_costs_half_as_much_again_costs_more_by_half_in_every_draw()
    {
        var found = Compare(Lives.Jobs(), SideScheme.Read(JobsAt("£1,500")), Jobs, 200);
        found.A.Paid.Mean.ShouldBeGreaterThan(0);
        (found.More.P10 * 2, found.More.P50 * 2, found.More.P90 * 2).ShouldBe((found.A.Paid.P10, found.A.Paid.P50, found.A.Paid.P90));
        found.Payers.ShouldHaveSingleItem().More.ShouldBe(found.More);
        (found.BCostsMore, found.BCostsLess).ShouldBe((1, 0));
        var said = Said(ComparisonReport.Parts(found));
        said.ShouldContain("B costs more in 100% of the draws and less in 0%.");
        said.ShouldContain($"In the middle draw B pays {Pence.Whole(found.More.P50)} more; in eight draws of ten, from {Pence.Whole(found.More.P10)} more to {Pence.Whole(found.More.P90)} more.");
        Said(ComparisonReport.Parts(Compare(SideScheme.Read(JobsAt("£1,500")), Lives.Jobs(), Jobs, 200))).ShouldContain($"In the middle draw B pays {Pence.Whole(found.More.P50)} less;");
    }

    [Fact]
    public void A_contract_beside_itself_differs_in_no_draw()
    {
        var scheme = SideScheme.Read(Portsmouth);
        var found = Compare(scheme, scheme, England, 60);
        found.More.ShouldBe(default);
        (found.BCostsMore, found.BCostsLess).ShouldBe((0, 0));
        found.Outcomes.ShouldAllBe(o => o.More == default);
        Said(ComparisonReport.Parts(found)).ShouldContain("In the middle draw B pays the same, as in eight draws of ten.");
        Said(ComparisonReport.Parts(found)).ShouldContain("Both cost the same in every draw.");
    }

    [Fact]
    public void Twenty_six_weeks_are_reached_in_every_draw_in_which_fifty_two_are()
    {
        var (a, b) = (SideScheme.Read(Portsmouth), SideScheme.Read(Portsmouth.Replace("for: 26 weeks", "for: 52 weeks", StringComparison.Ordinal)));
        var (one, two) = (Lives.Run(a, England, 300), Lives.Run(b, England, 300));
        var kept = a.Find("work-26-weeks")!.Number;
        for (var d = 0; d < 300; d++) two.Reached(kept)[d].ShouldBeLessThanOrEqualTo(one.Reached(kept)[d]);
        var found = new Comparison(one, two);
        var beside = found.Outcomes.Single(o => o.Outcome.Name == "work-26-weeks");
        beside.B!.Times.Mean.ShouldBeLessThan(beside.A!.Times.Mean);
        beside.More.Mean.ShouldBe(beside.B.Times.Mean - beside.A.Times.Mean, 1e-9);
    }

    [Fact]
    public void What_only_one_has_is_said_and_set_against_nothing()
    {
        var other = SideScheme.Read(JobsAt("£1,000").Replace("  job:", "  work:", StringComparison.Ordinal).Replace("council:", "region:", StringComparison.Ordinal));
        var found = Compare(Lives.Jobs(), other, Jobs, 40);
        found.Outcomes.Select(o => (o.Outcome.Name, o.A is null, o.B is null)).ShouldBe([("job", false, true), ("work", true, false)]);
        found.Payers.Select(p => (p.A is null, p.B is null)).ShouldBe([(false, true), (true, false)]);
        found.Payers[0].More.Mean.ShouldBe(-found.A.Paid.Mean);
        found.More.Mean.ShouldBe(0);
        var said = Said(ComparisonReport.Parts(found));
        said.ShouldContain("Only A has \"A job begins\" (job). Only B has \"A job begins\" (work).");
        said.ShouldContain("no payer");
        var rows = ComparisonReport.Parts(found).Single(p => p.Table?.Name == "outcomes").Table!.Rows;
        rows.Select(r => (r[1] == "not in A", r[2] == "not in B", r[4])).ShouldBe([(false, true, "-"), (true, false, "-")]);
    }

    [Fact]
    public void Stopped_early_the_draws_that_both_finished_are_compared()
    {
        var (one, two) = (Lives.Run(Lives.Jobs(), Jobs, 64), Lives.Run(Lives.Jobs(), Jobs, 32));
        var found = new Comparison(one, two);
        (found.A.Draws.Count, found.B.Draws.Count).ShouldBe((32, 32));
        found.More.ShouldBe(default);
        ComparisonReport.CutShort(found)!.ShouldContain("stopped after 32 draws");
        Should.Throw<ArgumentException>(() => new Comparison(one, Lives.Run(Lives.Jobs(), Lives.Read(File.ReadAllText(SchemeFolder.In("assumptions", "england.yaml"))), 10)));
    }

    [Fact]
    public void Whose_help_is_paid_for_stands_beside_each_other_by_trait()
    {
        var scheme = SideScheme.Read(Portsmouth);
        var whose = ComparisonReport.Parts(Compare(scheme, SideScheme.Read(Portsmouth.Replace("contract: permanent", "contract: apprenticeship", StringComparison.Ordinal)), England, 200)).Single(p => p.Table?.Name == "whose");
        var high = whose.Table!.Rows.Single(r => r[0] == "Complexity: high");
        (high[1], high[3]).ShouldBe(("60%", "0%"));
        double Share(string who) => double.Parse(whose.Table.Rows.Single(r => r[0] == who)[2].TrimEnd('%'), System.Globalization.CultureInfo.InvariantCulture);
        Share("Complexity: lower").ShouldBeGreaterThan(Share("Complexity: high"));
    }

    [Fact]
    public void Two_fans_are_drawn_to_one_scale()
    {
        var parts = ComparisonReport.Parts(Compare(Lives.Jobs(), SideScheme.Read(JobsAt("£100")), Jobs, 40));
        var (a, b) = (parts.Single(p => p.Title.EndsWith("under A", StringComparison.Ordinal)), parts.Single(p => p.Title.EndsWith("under B", StringComparison.Ordinal)));
        var top = Cairn.Pictures.StripLayout.Wide;
        var highest = a.Draw!(top, "a").Split('>').First(t => t.StartsWith('£') && !t.StartsWith("£0", StringComparison.Ordinal));
        b.Draw!(top, "b").ShouldContain(highest);
    }

    private static Comparison Compare(Scheme a, Scheme b, Assumptions assumed, int draws) => new(Lives.Run(a, assumed, draws), Lives.Run(b, assumed, draws));

    private static string JobsAt(string price) => $$"""
        scheme: jobs
        title: Jobs
        money: contract
        runs: { from: 2026-01-01, to: 2030-12-31 }
        payers: { council: { title: Council } }
        claims: none
        outcomes:
          job:
            title: A job begins
            when: { starts: { employment: any } }
            pays: { council: { 2026-01-01: "{{price}}" } }
        """;

    private static string Said(IEnumerable<ReportPart> parts) => string.Join('\n', parts.SelectMany(p => p.Says.Concat(p.Table?.Rows.SelectMany(r => r) ?? [])));
}
