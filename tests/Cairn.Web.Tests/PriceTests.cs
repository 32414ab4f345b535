using System.Net;
using AngleSharp.Dom;
using Cairn.Desk.Pricing;
using Cairn.Record;
using Cairn.Rules;
using Cairn.Rules.Simulating;

namespace Cairn.Web.Tests;

/// <summary>What a contract may pay. These tests and those beside them wait for the one turn that the service gives, so they run one after another.</summary>
[Collection(Turns)]
public sealed class PriceTests : IAsyncLifetime
{
    internal const string Turns = "one turn at a time";

    /// <summary>Which of the two depends on how fast the machine is.</summary>
    private const string CutShort = "^(This is a partial answer: it was stopped after|It was stopped before every assumption had been tried)";

    private Town town = null!;

    public async ValueTask InitializeAsync() => town = await Town.Open();

    public ValueTask DisposeAsync() => town.DisposeAsync();

    [Fact]
    public async Task A_commissioner_prices_a_contract_on_what_they_assume_and_nothing_is_recorded()
    {
        using var commissioner = await Visitor.SignedIn(town, "M07");
        var before = town.Partnership.Folder.Read(s => s.Position);
        await commissioner.Open("/schemes/rehab-to-work");
        await commissioner.Follow("What it may pay, on what is assumed");
        await commissioner.Send();
        commissioner.Text.ShouldContain("If 12 people are referred from 1 April 2026, the payments come to £");
        commissioner.Text.ShouldContain("Which assumption matters most");
        commissioner.Text.ShouldContain("the two agree.");
        commissioner.Text.ShouldContain("With 12 people no result, good or bad, will show that the scheme works.");
        await commissioner.SendTo(Downloads.Asking(commissioner), ("assumptions", Downloads.England(commissioner).Replace("number: 12", "number: 24", StringComparison.Ordinal)));
        commissioner.Text.ShouldContain("If 24 people are referred from 1 April 2026");
        town.Partnership.Folder.Read(s => s.Position).ShouldBe(before);
    }

    [Fact]
    public async Task What_is_wrong_with_the_assumptions_is_said_at_its_line_and_the_text_is_kept()
    {
        using var commissioner = await Visitor.SignedIn(town, "M07");
        await commissioner.Open("/schemes/rehab-to-work/price");
        var text = commissioner.Page.QuerySelector("textarea")!.TextContent;
        await commissioner.Send(("assumptions", text.Replace("share: 88%", "share: 188%", StringComparison.Ordinal)));
        commissioner.Text.ShouldContain("One thing in the assumptions cannot be used");
        commissioner.Text.ShouldMatch(@"Line \d+: A share cannot be more than the whole; '188%' is beyond 100%\.");
        commissioner.Page.QuerySelector("textarea")!.TextContent.ShouldContain("188%");
        await commissioner.Send(("assumptions", "<script>alert(1)</script>"));
        commissioner.Html.ShouldNotContain("<script>alert");
        commissioner.Text.ShouldContain("Line 1");
    }

    [Fact]
    public async Task Whoever_does_not_see_money_and_a_scheme_that_pays_no_results_have_no_price()
    {
        using var worker = await Visitor.SignedIn(town, "M03");
        await worker.Open("/schemes/rehab-to-work/price");
        worker.Status.ShouldBe(HttpStatusCode.NotFound);
        using var commissioner = await Visitor.SignedIn(town, "M07");
        await commissioner.Open("/schemes/saltby-plan/price");
        commissioner.Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_tables_come_as_the_command_line_writes_them_and_as_they_stand_on_the_page()
    {
        using var commissioner = await Visitor.SignedIn(town, "M07");
        await commissioner.Open("/schemes/rehab-to-work/price");
        var text = Downloads.England(commissioner).Replace("number: 12", "number: 5", StringComparison.Ordinal);
        await commissioner.Send(("assumptions", text));
        commissioner.Page.QuerySelectorAll("main svg").Length.ShouldBe(2 * 4, "each picture, wide and narrow");
        var shown = commissioner.Page;
        var files = await commissioner.Tables();
        shown.QuerySelectorAll("main table").Select(t => t.QuerySelectorAll("tr").Select(r => string.Join('|', r.Children.Select(c => c.TextContent.Trim()))).ToList()).ShouldBe(files.Select(f => Downloads.Rows(f.Content).Select(r => string.Join('|', r)).ToList()));
        var vocabulary = town.Partnership.Vocabulary;
        var (scheme, assumed) = (town.Partnership.Read(r => r.Schemes.Single(s => s.Name == "rehab-to-work")), AssumptionsFile.Read("assumptions", text.Trim(), vocabulary, new Mistakes())!);
        var simulation = new Simulation(scheme, assumed, vocabulary);
        var draws = simulation.Run(new Plan(1000, Sets: 50), TestContext.Current.CancellationToken);
        var report = ForecastReport.Of(new Forecast(draws), Matters.Of(simulation, assumed, scheme, new Plan(60), TestContext.Current.CancellationToken), ChanceAlone.Of(simulation, assumed, scheme, new Plan(400), TestContext.Current.CancellationToken));
        ReportCsv.Files(report).Select(f => (f.Name, Convert.ToHexString(f.Content))).ShouldBe(files.Select(f => (f.Name, Convert.ToHexString(f.Content))));
    }

    [Fact]
    public async Task Work_that_is_cut_short_is_said_to_be_on_the_page_and_in_every_table()
    {
        using var commissioner = await Visitor.SignedIn(town, "M07");
        await commissioner.Open("/schemes/rehab-to-work/price");
        await commissioner.Send(("assumptions", Downloads.England(commissioner).Replace("number: 12", "number: 5000", StringComparison.Ordinal)));
        commissioner.Page.QuerySelector(".govuk-inset-text")!.TextContent.ShouldMatch(CutShort);
        commissioner.Text.ShouldNotContain("What each could change");
        foreach (var (name, content) in await commissioner.Tables()) Downloads.Rows(content)[^1][0].ShouldMatch(CutShort, name);
        await commissioner.SendTo(Downloads.Asking(commissioner), ("assumptions", Downloads.England(commissioner).Replace("number: 5000", "number: 5001", StringComparison.Ordinal)));
        commissioner.Text.ShouldContain("At most 5,000 people can be worked out here.");
    }

    [Fact]
    public async Task Whoever_comes_while_another_waits_for_an_answer_is_asked_to_come_again()
    {
        using var first = await Visitor.SignedIn(town, "M07");
        using var second = await Visitor.SignedIn(town, "M07");
        await first.Open("/schemes/rehab-to-work/price");
        await second.Open("/schemes/rehab-to-work/price");
        var answer = first.Send(("assumptions", Downloads.England(first).Replace("number: 12", "number: 5000", StringComparison.Ordinal)));
        await Task.Delay(1000, TestContext.Current.CancellationToken);
        await second.Send();
        second.Text.ShouldContain("Somebody else is working something out. Try again in a minute.");
        (await answer).Text.ShouldContain("If 5,000 people are referred");
    }

    [Fact]
    public async Task A_text_that_is_far_too_long_is_not_read()
    {
        using var commissioner = await Visitor.SignedIn(town, "M07");
        await commissioner.Open("/schemes/rehab-to-work/price");
        await commissioner.Send(("assumptions", Downloads.England(commissioner) + new string('#', 100_000)));
        commissioner.Text.ShouldContain("This is longer than 100,000 letters.");
    }
}
