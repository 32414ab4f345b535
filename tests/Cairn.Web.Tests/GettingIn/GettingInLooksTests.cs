using Microsoft.Playwright;

namespace Cairn.Web.Tests.GettingIn;

/// <summary>The pages of getting in that the demo does not have, looked at in the order in which they are met.</summary>
public class GettingInLooksTests(Browser browser)
{
    [Theory]
    [InlineData(1280)]
    [InlineData(320)]
    public async Task Axe_finds_nothing_from_setting_up_to_a_first_invitation(int width)
    {
        await using var town = await NewTown.Open();
        var page = await browser.Open(town.Town, null, width);
        async Task Look(string name)
        {
            (await page.Complaints()).ShouldBeEmpty(name);
            if (Environment.GetEnvironmentVariable("CAIRN_SCREENS") is { Length: > 0 } folder) await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"in-{name}-{width}.png"), FullPage = true });
        }
        await page.GotoAsync("/sign-in");
        await Look("sign-in");
        await page.GotoAsync(town.SetUpLink);
        await Look("set-up");
        await page.FillAsync("#partner", "Northside Recovery");
        await page.SelectOptionAsync("#type", "treatment-provider");
        await page.FillAsync("#name", "Ada Quill");
        await page.ClickAsync("main button");
        await page.Locator("#secret").WaitForAsync();
        await page.FillAsync("#password", "too short");
        await page.FillAsync("#code", "123");
        await page.ClickAsync("text=Use this password");
        await Look("join");
        var secret = (await page.InnerTextAsync("#secret")).Replace(" ", "", StringComparison.Ordinal);
        await page.FillAsync("#password", NewTown.Password);
        await page.FillAsync("#code", town.Code(secret));
        await page.ClickAsync("text=Use this password");
        await page.Locator("#codes").WaitForAsync();
        await Look("codes");
        await page.GotoAsync("/me");
        await Look("me");
        await page.GotoAsync("/members/invite");
        await page.FillAsync("#name", "Ben Osei");
        await page.SelectOptionAsync("#role", "key-worker");
        await page.CheckAsync("#partner-0");
        await page.ClickAsync("text=Make the link");
        await page.Locator("#link").WaitForAsync();
        await Look("member");
        await page.GotoAsync("/members");
        await Look("members");
        await page.Context.CloseAsync();
    }
}
