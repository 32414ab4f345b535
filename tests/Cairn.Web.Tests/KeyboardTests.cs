using Cairn.Desk;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Cairn.Web.Tests;

/// <summary>Two journeys from signing in to done, by keyboard alone, with scripts and without.</summary>
public sealed class KeyboardTests(Browser browser)
{
    [Theory]
    [InlineData(true, 1280)]
    [InlineData(false, 1280)]
    [InlineData(true, 320)]
    [InlineData(false, 320)]
    public async Task A_contact_note_is_written_from_Today(bool scripts, int width)
    {
        await using var town = await Town.Open();
        var page = await browser.Open(town, null, width, scripts);
        var keys = await SignIn(page, "M01", scripts);
        var before = Given.Facts(town);
        await keys.To("a[href$='/record/contact']");
        var token = await page.EvaluateAsync<string>("() => document.activeElement.pathname.split('/')[2]");
        await keys.Enter("contact note");
        await keys.To("textarea");
        await keys.Write("Came in. We meet again on Friday.");
        await keys.To("[name='detail-way']", back: true);
        await keys.Press("ArrowDown");
        var way = await page.EvaluateAsync<string>("() => document.activeElement.checked ? document.activeElement.value : ''");
        way.ShouldNotBeEmpty("the arrow chooses");
        await keys.To("main form button");
        await keys.Enter(town.Partnership.Names[token]!.Text);
        await Expect(page.Locator("main")).ToContainTextAsync("is recorded.");
        Given.Facts(town).ShouldBe(before + 1);
        var fact = town.Partnership.Folder.Fact(before + 1)!;
        (fact.By, fact.Draft.Subject, fact.Draft.Kind.Name).ShouldBe(("M01", token, "contact"));
        fact.Draft.Details.ShouldContain(d => d.Text == "Came in. We meet again on Friday.");
        fact.Draft.Details.ShouldContain(d => d.Detail.Name == "way" && d.Text == way);
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_claim_is_verified(bool scripts)
    {
        await using var town = await Town.Open();
        var page = await browser.Open(town, null, scripts: scripts);
        var keys = await SignIn(page, "M08", scripts);
        await keys.To("a[href='/claims/to-check']");
        await keys.Enter("Claims to check");
        await keys.To($"a[href*='{town.Token("P005")}']");
        await keys.Enter("Lewis Gullacre");
        await keys.To("[name=result]");
        await keys.Press("Space");
        await keys.Press("ArrowDown");
        (await page.EvaluateAsync<string>("() => document.activeElement.value")).ShouldBe("more-wanted", "the arrows choose among the answers");
        await keys.Press("ArrowUp");
        await keys.To("main form button");
        await keys.To("textarea", back: true);
        await keys.Write("Payslip and employer agree.");
        await keys.To("main form button");
        await keys.Enter("Claims to check");
        await Expect(page.Locator("main")).ToContainTextAsync("The claim is verified.");
        Given.Line(town, "P005", "rehab-to-work", "into-permanent-work").What.ShouldBe(Settled.Posts);
        await page.Context.CloseAsync();
    }

    /// <summary>What stands first on every page leads past the menu.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_first_stop_leads_past_the_menu(bool scripts)
    {
        await using var town = await Town.Open();
        var page = await browser.Open(town, "M01", scripts: scripts);
        await page.WaitForURLAsync("**/today");
        var keys = new Keyboard(page);
        await keys.To("a");
        (await page.EvaluateAsync<string>("() => document.activeElement.innerText")).ShouldBe("Skip to main content");
        await keys.Press("Enter");
        await keys.To("a");
        (await page.EvaluateAsync<bool>("() => !!document.activeElement.closest('main')")).ShouldBeTrue();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task A_focus_that_is_not_seen_is_found()
    {
        await using var town = await Town.Open();
        var page = await browser.Open(town, "M01");
        await page.WaitForURLAsync("**/today");
        await page.EvaluateAsync("() => { const s = new CSSStyleSheet(); s.replaceSync('main a:focus { outline: none !important; background: none !important; box-shadow: none !important; }'); document.adoptedStyleSheets = [s]; }");
        var keys = new Keyboard(page);
        await keys.To("nav a");
        (await Assert.ThrowsAsync<ShouldAssertException>(() => keys.To("main a"))).Message.ShouldContain("Not seen: ");
        await page.Context.CloseAsync();
    }

    private static async Task<Keyboard> SignIn(IPage page, string member, bool scripts)
    {
        await page.GotoAsync("/sign-in");
        await Expect(page.Locator("body.js-enabled")).ToHaveCountAsync(scripts ? 1 : 0);
        var keys = new Keyboard(page);
        await keys.To($"button[name=id][value={member}]");
        await keys.Enter("Today");
        return keys;
    }
}
