using System.Net;
using AngleSharp.Dom;
using Cairn.Desk.Pricing;
using Cairn.Record;

namespace Cairn.Web.Tests;

/// <summary>What a scheme would have paid on the town's record, for whoever may see everyone on whom it rests.</summary>
[Collection(PriceTests.Turns)]
public sealed class BacktestPageTests : IAsyncLifetime
{
    private const string Fund = SchemeChangeTests.Fund, Commissioner = "M07";

    private Town town = null!;

    public async ValueTask InitializeAsync() => town = await Town.Open();

    public ValueTask DisposeAsync() => town.DisposeAsync();

    private async Task<Visitor> Opened(string by = Commissioner, string scheme = Fund)
    {
        var visitor = await Visitor.SignedIn(town, by);
        return await visitor.Open($"/schemes/{scheme}/backtest");
    }

    [Fact]
    public async Task A_commissioner_sees_the_results_of_which_they_may_see_all_and_no_others()
    {
        using var commissioner = await Visitor.SignedIn(town, Commissioner);
        await commissioner.Open($"/schemes/{Fund}");
        await commissioner.Follow("What it would have paid on our record");
        commissioner.Page.QuerySelectorAll("input[name=by], option").Select(o => o.GetAttribute("value")).ShouldContain("sex");
        commissioner.Page.QuerySelectorAll("input[name=by], option").Select(o => o.GetAttribute("value")).ShouldNotContain("complexity", "it is a fact of treatment");
        await commissioner.Send();
        commissioner.Text.ShouldContain("12 were referred by 31 March 2028, 12 were eligible and 12 had a place.");
        commissioner.Text.ShouldContain("All figures are of 5 of the 21 steps and results.");
        commissioner.Text.ShouldContain("You may not see who died");
        commissioner.Page.QuerySelectorAll("main svg").ShouldNotBeEmpty();
        var scheme = town.Partnership.Read(r => r.Schemes.Single(s => s.Name == Fund));
        foreach (var outcome in scheme.Outcomes) commissioner.Text.Contains(outcome.Title, StringComparison.Ordinal).ShouldBe(outcome.Name is "moved-in" || outcome.Name.StartsWith("home-", StringComparison.Ordinal), outcome.Name);
        await commissioner.SendTo(Downloads.Asking(commissioner), ("by", "complexity"));
        commissioner.Text.ShouldContain("Choose one of the answers");
    }

    [Fact]
    public async Task Groups_come_with_their_tables_and_everyone_in_them_counts_as_looked_at()
    {
        using var commissioner = await Opened();
        await commissioner.Send(("by", "sex"));
        commissioner.Text.ShouldContain("By sex");
        var shown = commissioner.Page;
        var files = await commissioner.Tables();
        shown.QuerySelectorAll("main table").Select(t => t.QuerySelectorAll("tr").Select(r => string.Join('|', r.Children.Select(c => c.TextContent.Trim()))).ToList()).ShouldBe(files.Select(f => Downloads.Rows(f.Content).Select(r => string.Join('|', r)).ToList()));
        var command = town.Partnership.Read(r =>
        {
            var answer = r.Answer(r.Schemes.Single(s => s.Name == Fund));
            var sight = new BacktestSight(answer.Scheme.Outcomes.Where(o => o.Name is "moved-in" || o.Name.StartsWith("home-", StringComparison.Ordinal)).ToHashSet(), false);
            return ReportCsv.Files(BacktestReport.Of(Backtest.Of(answer, Grouping.Of("sex", answer, s => Backtest.FirstDay(answer, s), out _), null, sight), [])).Where(f => f.Name != "asked.csv").Select(f => $"{f.Name} {Convert.ToHexString(f.Content)}").ToList();
        });
        command.Count.ShouldBeGreaterThan(4);
        files.Where(f => f.Name != "asked.csv").Select(f => $"{f.Name} {Convert.ToHexString(f.Content)}").ShouldBe(command);
        Downloads.Rows(files.Single(f => f.Name == "asked.csv").Content).ShouldContain(r => r[0] == "Groups by" && r[1] == "sex");
        town.Partnership.Folder.Looks.All().Select(l => l.Look).Where(l => l.Page == "scheme-backtest").Select(l => (l.By, l.People.Count)).ShouldBe([(Commissioner, 12), (Commissioner, 12)], "once for the page and once for the tables");
        LooksAgain.Of(town.Partnership.Folder).Faults.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(Commissioner, "rehab-to-work")]
    [InlineData(Commissioner, "sustained-work")]
    [InlineData(Commissioner, "saltby-plan")]
    [InlineData("M08", Fund)]
    [InlineData("M12", Fund)]
    [InlineData("M36", Fund)]
    [InlineData("M03", Fund)]
    public async Task Whoever_may_not_see_everyone_in_it_has_no_such_page_and_no_link_to_it(string member, string scheme)
    {
        using var reader = await Opened(member, scheme);
        reader.Status.ShouldBe(HttpStatusCode.NotFound);
        await reader.Open($"/schemes/{scheme}");
        reader.Status.ShouldBe(HttpStatusCode.OK);
        reader.Html.ShouldNotContain("/backtest");
    }
}
