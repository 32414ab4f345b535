using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using AngleSharp.Html.Dom;
using Cairn.Web.Pages.People.Refer;

namespace Cairn.Web.Tests;

/// <summary>
/// What axe says of every page as every reader who may open it, wide and narrow, as it was sent: the page's own scripts are not fetched. What scripts
/// add is looked at in <see cref="LooksTests"/>.
/// </summary>
public sealed class EveryPageTests(Browser browser)
{
    /// <summary>The browser is shown what the reader was sent, at an address of its own; styles come from the service.</summary>
    private const string Shown = "/look/";

    private const int Windows = 2;

    /// <summary>
    /// Getting in, which the demo has not (GettingInLooksTests), a referral under way (ReferralTests), a file, an invitation for a calendar, and the page of what went wrong, which is seen at every
    /// address that is not there; then what follows only on a deed: a sample drawn, bank details proposed, a request sent.
    /// </summary>
    private static readonly string[] NotInTheWalk =
    [
        "/Me/Codes", "/Me/Password", "/SignIn/Join", "/SignIn/Out", "/SignIn/SetUp", "/People/File", "/Problem", "/Leave", "/People/CopyReview", "/People/Erase", "/Conferences/Invitation",
    ];

    [Fact]
    public async Task Axe_finds_nothing_on_any_page_as_any_role_and_nothing_runs_off_the_side()
    {
        await using var town = await Town.Open();
        var pages = new EveryPage(town);
        var watch = Stopwatch.StartNew();
        await Begin(town, pages);
        await pages.Collect();
        var collected = watch.Elapsed;
        var complaints = await Look(town, pages.Distinct);
        var told = string.Create(CultureInfo.InvariantCulture, $"{pages.Opened} pages opened by {pages.Readers} readers at {pages.Shapes.Count} addresses and {pages.Refused} forms sent empty; {pages.Distinct.Count} are distinct. {collected.TotalSeconds:0} s to collect, {(watch.Elapsed - collected).TotalSeconds:0} s to look.");
        TestContext.Current.TestOutputHelper?.WriteLine(told);
        complaints.ShouldBeEmpty(told);
        pages.Distinct.Count.ShouldBeGreaterThan(250, told);
        pages.Refused.ShouldBeGreaterThan(100, told);
        Doors.Table.Keys.Except(pages.Met, StringComparer.Ordinal).Except(NotInTheWalk, StringComparer.Ordinal).ShouldBeEmpty("a new page has a door, and nobody was led to it: put it in PageList");
    }

    [Fact]
    public async Task A_page_that_is_wrong_is_found_at_both_widths()
    {
        await using var town = await Town.Open();
        const string Wrong = "<!DOCTYPE html><html lang=\"en\"><head><title>Wrong</title></head><body><main><h1>Wrong</h1><img src=\"/assets/cairn.svg\"><p>A<br>b</p><div style=\"width: 400px\">Wide</div></main></body></html>";
        var complaints = await Look(town, [new Sheet("somebody", "/wrong", Wrong)]);
        complaints.Select(c => $"{c.Split(':')[0]} {c[c.LastIndexOf('(')..]}").Order(StringComparer.Ordinal).ShouldBe(
            ["image-alt (/wrong as somebody, 1280 px)", "image-alt (/wrong as somebody, 320 px)", "wider than the window by 88 px (/wrong as somebody, 320 px) (/wrong as somebody, 320 px)"]);
    }

    /// <summary>What pages are about that the demo town does not have: a sample drawn, bank details that wait, a referral half filled in and one sent, somebody who asked for help, a plan with a version, conferences.</summary>
    private static async Task Begin(Town town, EveryPage pages)
    {
        using var anyone = new Visitor(town);
        await anyone.Open("/refer-yourself");
        pages.Look(await anyone.Send(("for", "me"), ("given", "Robin"), ("phone", "07700 900123"), ("safe", "yes"), ("service", "Saltby Recovery Service")), "nobody");
        using var verifier = await Visitor.SignedIn(town, "M08");
        await verifier.Open("/claims/samples");
        await verifier.Send(("scheme", "fair-chance-fund"), ("from-day", "1"), ("from-month", "4"), ("from-year", "2027"), ("size", "3"));
        using var finance = await Visitor.SignedIn(town, Finance.Preparer);
        await finance.Open("/money/bank/propose");
        await finance.Send(("partner", "Elm Court"), ("sort-code", "20-00-09"), ("number", "12345678"), ("name", "Elm Court"));
        using var second = await Visitor.SignedIn(town, Finance.Approver);
        pages.Look(await second.Open($"/money/bank/confirm/{BankTests.Proposal(town, "Elm Court")}"), "finance officer");
        await Given.Fact(town, "M03", "key-worker", ("fact", "restriction"), ("person", town.Token("P084")), ("from", "2028-03-31"), ("type", "address"));
        using var budgeted = await Visitor.SignedIn(town, town.Token("P037"));
        pages.Look(await budgeted.Open("/mine/budget/personal-budgets/counselling"), "the person");
        await Given.Fact(town, "M29", "work-coach", ("fact", "vacancy"), ("about", "Mill Logistics"), ("from", "2028-03-01"), ("reference", "ML-7"), ("job", "Driver"), ("posts", "2"));
        using var coach = await Visitor.SignedIn(town, "M29");
        await coach.Open("/partners/vacancies");
        pages.Look(await coach.Open(coach.Page.QuerySelector("main a[href^='/partners/vacancies/']:not([href$=new])")!.GetAttribute("href")!), "work coach");
        await Given.Fact(town, "M03", "key-worker", ("fact", "mentoring"), ("person", town.Token("P005")), ("from", "2028-02-20"), ("mentor", "M11"));
        await Given.Fact(town, "M03", "key-worker", ("fact", "consent"), ("person", town.Token("P005")), ("from", "2028-02-20"), ("purpose", "care"), ("with", "M11"), ("way", "spoken"));
        using var mentor = await Visitor.SignedIn(town, "M11");
        await mentor.Open("/today");
        pages.Look(await mentor.Open(mentor.Page.QuerySelector("main a[href$='/mentor/met']")!.GetAttribute("href")!), "mentor");
        using var worker = await Visitor.SignedIn(town, "M03");
        pages.Look(await worker.Open($"/people/{town.Token("P084")}/restrict/{Given.Standing(town, "P084", "restriction")}"), "key worker of theirs");
        await worker.Open("/people/refer");
        await worker.Send(("who", "new"));
        var start = worker.Path;
        await worker.Open($"{start}/about");
        await worker.Send(("given", "Alex"), ("family", "Quillfeather"), ("birth-day", "4"), ("birth-month", "5"), ("birth-year", "1990"));
        await ReferralTests.Fill(town, worker, start);
        foreach (var path in ReferralTasks.All.Select(task => $"{start}/{task.Name}").Append(start).Append($"{start}/check")) pages.Look(await worker.Open(path), "key worker of theirs");
        pages.Look(await worker.SendTo((IHtmlFormElement)worker.Page.QuerySelector("main form")!), "key worker of theirs");
        using var commissioner = await SchemeChangeTests.Write(town, SchemeChangeTests.Other(town).Replace("age: 18", "age 18", StringComparison.Ordinal));
        pages.Look(commissioner, "commissioner");
        pages.Look(await SchemeChangeTests.Write(town, SchemeChangeTests.Other(town), SchemeChangeTests.NoExample, visitor: commissioner), "commissioner");
        await commissioner.Send(("step", "confirm"));
        using var owner = await Visitor.SignedIn(town, SchemeChangeTests.Owner);
        pages.Look(await owner.Open($"/schemes/{SchemeChangeTests.Fund}/changes/C0001"), "senior owner");
        await Around.Gathering.Begin(town, worker, page => pages.Look(page, "key worker of theirs"));
    }

    private async Task<IReadOnlyList<string>> Look(Town town, IReadOnlyList<Sheet> sheets)
    {
        var complaints = new ConcurrentBag<string>();
        await Task.WhenAll(Enumerable.Range(0, Windows).Select(async window =>
        {
            var page = await browser.Open(town, null);
            await page.RouteAsync("**/*.js*", route => route.AbortAsync());
            await page.RouteAsync($"**{Shown}*", route => route.FulfillAsync(new() { ContentType = "text/html; charset=utf-8", Body = sheets[int.Parse(route.Request.Url.Split('/')[^1], CultureInfo.InvariantCulture)].Html }));
            for (var n = window; n < sheets.Count; n += Windows)
            {
                await page.GotoAsync($"{Shown}{n}");
                foreach (var width in (int[])[1280, 320])
                {
                    await page.SetViewportSizeAsync(width, 900);
                    foreach (var what in await page.Complaints()) complaints.Add($"{what} ({sheets[n]}, {width} px)");
                }
            }
            await page.Context.CloseAsync();
        }));
        return [.. complaints.Order(StringComparer.Ordinal)];
    }
}
