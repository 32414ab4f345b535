using System.Net;
using Cairn.Desk;
using Deque.AxeCore.Playwright;

namespace Cairn.Web.Tests;

/// <summary>A record restricted: who would see less is shown before, it counts at once, and it is lifted again.</summary>
public sealed class RestrictTests(Browser browser) : IAsyncLifetime
{
    private Town town = null!;

    public async ValueTask InitializeAsync() => town = await Town.Open();

    public ValueTask DisposeAsync() => town.DisposeAsync();

    [Fact]
    public async Task Only_the_members_named_see_a_restricted_record_until_it_is_lifted()
    {
        using var coach = await Visitor.SignedIn(town, "M29");
        (await coach.Open(town.Path("/people/{P001}"))).Status.ShouldBe(HttpStatusCode.OK);
        using var worker = await Visitor.SignedIn(town, "M03");
        await worker.Open(town.Path("/people/{P001}"));
        await worker.Follow("Restrict");
        await worker.Send();
        worker.Page.QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("Choose what you want to do");
        await worker.Send(("type", "named"), ("why", "Her sister works here"));
        worker.Page.QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("Choose who may still see the record");
        await worker.Send(("type", "named"), ("only", "M03"), ("why", "Her sister works here"));
        worker.Text.ShouldContain("Check what this changes");
        worker.Text.ShouldContain("Saltby Jobcentre would no longer see, for care:");
        worker.Text.ShouldContain("To these it would be as if there were no such record:");
        (await coach.Open(town.Path("/people/{P001}"))).Status.ShouldBe(HttpStatusCode.OK, "nothing is done before it is confirmed");
        await worker.Send(("step", "confirm"));
        worker.Text.ShouldContain("The record is restricted.");
        worker.Text.ShouldContain("Only these may see the record: ");
        worker.Text.ShouldContain("Her sister works here");
        (await coach.Open(town.Path("/people/{P001}"))).Status.ShouldBe(HttpStatusCode.NotFound);

        await worker.Open(worker.Page.QuerySelectorAll("a").First(a => a.TextContent.StartsWith("Lift it", StringComparison.Ordinal)).GetAttribute("href")!);
        worker.Text.ShouldContain("Saltby Jobcentre would see, for care:");
        var lift = worker.Path;
        await worker.Send(("note", "She has left"));
        worker.Text.ShouldContain("The restriction is lifted.");
        worker.Text.ShouldNotContain("Only these may see the record");
        (await coach.Open(town.Path("/people/{P001}"))).Status.ShouldBe(HttpStatusCode.OK);
        (await worker.Open(lift)).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Nobody_shuts_a_record_so_that_none_is_left_who_could_open_it_again()
    {
        using var worker = await Visitor.SignedIn(town, "M03");
        await worker.Open(town.Path("/people/{P001}/restrict"));
        await worker.Send(("type", "named"), ("only", "M29"), ("why", "A mistake"));
        worker.Page.QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("Nobody would be left who could lift it again");
    }

    [Fact]
    public async Task A_record_hidden_from_one_partner_is_gone_there_and_ends_on_the_day_given()
    {
        using var worker = await Visitor.SignedIn(town, "M03");
        await worker.Open(town.Path("/people/{P001}/restrict"));
        await worker.Send(("type", "partner"), ("why", "Her former partner works there"));
        worker.Page.QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("Choose the partner");
        await worker.Send(("type", "partner"), ("from", "Saltby Jobcentre"), ("why", "Her former partner works there"), ("until-day", "1"), ("until-month", "1"), ("until-year", "2028"));
        worker.Page.QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("Enter a day from today on");
        await worker.Send(("type", "partner"), ("from", "Saltby Jobcentre"), ("why", "Her former partner works there"), ("until-day", "1"), ("until-month", "9"), ("until-year", "2028"));
        await worker.Send(("step", "confirm"));
        worker.Text.ShouldContain("Hidden from Saltby Jobcentre");
        worker.Text.ShouldContain("31 March 2028 to 1 September 2028");
        using var coach = await Visitor.SignedIn(town, "M29");
        (await coach.Open(town.Path("/people/{P001}"))).Status.ShouldBe(HttpStatusCode.NotFound);
        (await coach.Open(town.Path("/people/{P001}/restrict"))).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Police_and_probation_see_what_they_saw_and_restrict_nothing()
    {
        using var officer = await Visitor.SignedIn(town, "M31");
        await officer.Open(town.Path("/people/{P010}"));
        officer.Page.QuerySelectorAll("main a").Select(a => a.TextContent.Trim()).ShouldNotContain("Restrict");
        (await officer.Open(town.Path("/people/{P010}/restrict"))).Status.ShouldBe(HttpStatusCode.NotFound);
        var token = town.Token("P010");
        town.Partnership.Read(r => r.Access.MayRecord("M31", r.Facts.Vocabulary.Find("restriction")!, token)).Denial.ShouldBe(Denial.NoCapacity);
    }

    /// <summary>What is shown before, in a real browser. With <c>CAIRN_SCREENS</c> naming a folder, pictures are left there.</summary>
    [Fact]
    public async Task Axe_finds_nothing_where_an_effect_is_shown_before()
    {
        foreach (var width in (int[])[1280, 320])
        {
            var page = await browser.Open(town, "M03", width);
            await page.GotoAsync(town.Path("/people/{P001}/restrict"));
            await page.CheckAsync("input[name=type][value=named]");
            await page.CheckAsync("input[name=only][value=M03]");
            await page.FillAsync("textarea[name=why]", "Her sister works there.");
            await page.ClickAsync("main form button");
            await Look("restrict-check");
            if (width == 320)
            {
                await page.ClickAsync("button[value=confirm]");
                await Look("restrict-stands");
                await page.ClickAsync("main .govuk-inset-text a");
                await Look("restrict-lift");
            }
            await page.GotoAsync(town.Path("/people/{P002}/consent/give"));
            await page.Locator("input[name=with]").First.CheckAsync();
            await page.CheckAsync("input[name=categories][value=offence]");
            await page.CheckAsync("input[name=way][value=spoken]");
            await page.ClickAsync("main form button");
            await Look("consent-check");
            await page.Context.CloseAsync();

            async Task Look(string name)
            {
                (await page.RunAxe()).Violations.Select(v => $"{name} {v.Id}: {string.Join(" | ", v.Nodes.Select(n => n.Html))}").ShouldBeEmpty();
                (await page.EvaluateAsync<int>("document.documentElement.scrollWidth - document.documentElement.clientWidth")).ShouldBeLessThanOrEqualTo(0, name);
                if (Environment.GetEnvironmentVariable("CAIRN_SCREENS") is { Length: > 0 } folder) await page.ScreenshotAsync(new() { Path = System.IO.Path.Combine(folder, $"{name}-{width}.png"), FullPage = true });
            }
        }
    }

    [Fact]
    public async Task The_person_hides_their_address_and_lifts_it_again()
    {
        using var person = await Visitor.SignedIn(town, town.Token("P001"));
        await person.Open(town.Path("/people/{P001}/restrict"));
        await person.Send(("type", "address"), ("why", "I am afraid"));
        await person.Send(("step", "confirm"));
        person.Text.ShouldContain("The address is seen only by those who work with them");
        person.Text.ShouldContain("I am afraid");
        await person.Open(person.Page.QuerySelectorAll("a").First(a => a.TextContent.StartsWith("Lift it", StringComparison.Ordinal)).GetAttribute("href")!);
        await person.Send(("note", "I am not any more"));
        person.Text.ShouldContain("The restriction is lifted.");
    }
}
