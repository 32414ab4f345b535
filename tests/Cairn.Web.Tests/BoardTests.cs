using System.Globalization;
using System.Net;

namespace Cairn.Web.Tests;

/// <summary>A contract on one sheet, for those who pay.</summary>
public sealed class BoardTests(Town town)
{
    [Fact]
    public async Task The_board_sees_what_is_payable_what_may_come_and_who_is_left_out_and_no_person()
    {
        using var investor = await Visitor.SignedIn(town, "M36");
        await investor.Open("/schemes/rehab-to-work");
        await investor.Follow("Board paper: results, caps and what may still come");
        investor.Text.ShouldContain("Payable so far: £30,000.03");
        // What is payable and what may come never pass what twelve places can cost: £100,000 and a fifth.
        var most = investor.Page.QuerySelectorAll("svg text").Select(t => t.TextContent).First(t => t.StartsWith("The most that may come", StringComparison.Ordinal));
        decimal.Parse(most.Split('£')[1].Split(' ')[0], CultureInfo.InvariantCulture).ShouldBeInRange(30_000.03m, 120_000.12m);
        investor.Text.ShouldContain("Who is helped, and who is not");
        investor.Page.QuerySelectorAll("main a").Select(a => a.GetAttribute("href")).ShouldNotContain(h => h!.StartsWith("/people", StringComparison.Ordinal));
        var quarters = investor.Page.QuerySelectorAll("details tbody tr").Select(r => r.QuerySelectorAll("td")[^1].TextContent).ToList();
        quarters[^1].ShouldBe("£30,000.03");
    }

    [Fact]
    public async Task Whoever_does_not_see_money_has_no_board_paper()
    {
        using var worker = await Visitor.SignedIn(town, "M03");
        await worker.Open("/schemes/rehab-to-work");
        worker.Text.ShouldNotContain("Board paper");
        await worker.Open("/schemes/rehab-to-work/board");
        worker.Status.ShouldBe(HttpStatusCode.NotFound);
        using var investor = await Visitor.SignedIn(town, "M36");
        await investor.Open("/schemes/saltby-plan/board");
        investor.Status.ShouldBe(HttpStatusCode.NotFound);
    }
}
