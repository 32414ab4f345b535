using System.Net;

namespace Cairn.Web.Tests;

/// <summary>A figure opened: its definition to everybody whom a scheme is shown to, its people to those who work with them.</summary>

public sealed class IndicatorTests(Town town)
{
    [Fact]
    public async Task An_indicator_opens_to_its_definition_and_to_the_people_whom_the_reader_works_with()
    {
        using var worker = await Visitor.SignedIn(town, "M03");
        await worker.Open("/schemes/saltby-plan");
        await worker.Follow("People in treatment who started a job");
        worker.Text.ShouldContain("People with treatment and");
        worker.Text.ShouldContain("16 of 123 (13%)");
        var named = worker.Page.QuerySelectorAll("main ul a").Select(a => a.GetAttribute("href")!.Split('/')[2]).ToList();
        named.ShouldNotBeEmpty();
        var mine = town.Partnership.Read(r => r.Access.PeopleOf("M03").ToHashSet());
        named.ShouldAllBe(token => mine.Contains(token));
        town.Partnership.Folder.Looks.At(named[0], 1).Single().Look.By.ShouldBe("M03");
    }

    [Fact]
    public async Task Whoever_works_with_nobody_sees_no_name_and_no_small_number()
    {
        using var commissioner = await Visitor.SignedIn(town, "M07");
        await commissioner.Open("/schemes/saltby-plan/indicators/into-work");
        commissioner.Page.QuerySelectorAll("main a").Select(a => a.GetAttribute("href")).ShouldNotContain(h => h!.StartsWith("/people/", StringComparison.Ordinal));
        await commissioner.Open("/schemes/saltby-plan/indicators/started-in-3-weeks");
        commissioner.Text.ShouldContain("Fewer than 5 of 7");
        await commissioner.Open("/schemes/saltby-fairness/indicators/turned-away");
        commissioner.Text.ShouldContain("As recorded by 30 May 2027");
        commissioner.Page.QuerySelectorAll("main td").Select(c => c.TextContent.Trim()).ShouldNotContain(c => c == "1" || c == "2" || c == "3" || c == "4");
        commissioner.Text.ShouldContain("hidden");
    }

    [Fact]
    public async Task What_is_no_indicator_is_no_page()
    {
        using var commissioner = await Visitor.SignedIn(town, "M07");
        foreach (var path in (string[])["/schemes/saltby-plan/indicators/nothing", "/schemes/nothing/indicators/into-work"])
        {
            await commissioner.Open(path);
            commissioner.Status.ShouldBe(HttpStatusCode.NotFound, path);
        }
    }
}
