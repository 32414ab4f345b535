namespace Cairn.Web.Tests;

/// <summary>Today opens with what waits for whoever opens it.</summary>
public class TodayTests(Town town)
{
    [Fact]
    public async Task A_key_worker_sees_people_before_claims_and_claims_by_the_scheme()
    {
        using var worker = await Visitor.SignedIn(town, "M01");
        await worker.Open("/today");
        var headings = worker.Page.QuerySelectorAll("main h2").Select(h => h.TextContent.Split(' ')[0]).ToList();
        headings.IndexOf("Now").ShouldBeInRange(0, headings.IndexOf("Claims") - 1);
        worker.Page.QuerySelectorAll("main a").Count(a => a.GetAttribute("href") == "/claims").ShouldBeLessThanOrEqualTo(3, "one row a scheme and state, not one a person");
        worker.Text.ShouldContain("ready to claim: £");
    }

    [Theory]
    [InlineData("M08", "to check: £")]
    [InlineData(Finance.Approver, "Pay run R0005 to approve: £2,000.00")]
    [InlineData(Finance.Approver, "New bank details of Saltby Homes to confirm")]
    [InlineData("M16", "1 record opened in an emergency to review")]
    [InlineData("M13", "Members")]
    [InlineData("M36", "Nothing waits for you.")]
    public async Task Each_role_is_told_first_what_waits_for_it(string member, string what)
    {
        using var visitor = await Visitor.SignedIn(town, member);
        await visitor.Open("/today");
        visitor.Text.ShouldContain(what);
    }

    [Fact]
    public async Task Whoever_prepared_a_run_is_not_asked_to_approve_it()
    {
        using var preparer = await Visitor.SignedIn(town, "M12");
        await preparer.Open("/today");
        preparer.Text.ShouldNotContain("to approve");
    }

    [Fact]
    public async Task Facts_say_schemes_results_and_members_as_people_say_them()
    {
        using var worker = await Visitor.SignedIn(town, "M03");
        await worker.Open(town.Path("/people/{P001}/facts"));
        worker.Text.ShouldContain("Goes into permanent work after completing rehabilitation");
        worker.Text.ShouldContain("Ewa Morzewicz");
        foreach (var name in (string[])["rehab-to-work", "into-permanent-work", "M21", "1 times"]) worker.Text.ShouldNotContain(name);
    }
}
