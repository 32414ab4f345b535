using System.Net;

namespace Cairn.Web.Tests;

public sealed class PriceTests : IAsyncLifetime
{
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
        var text = commissioner.Page.QuerySelector("textarea")!.TextContent;
        await commissioner.Send(("assumptions", text.Replace("number: 12", "number: 24", StringComparison.Ordinal)));
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
}
