using Microsoft.Playwright;

namespace Cairn.Web.Tests.Journeys;

/// <summary>What members do in journeys that go back in time: somebody's page found by name, a fact typed in late with its true days, and a page that is not there.</summary>
internal static class Late
{

    /// <summary>Records a fact of a kind about somebody, from their page.</summary>
    public static async Task Tell(this IPage page, string name, string kind, Func<IPage, Task> fill)
    {
        await page.Find(name);
        await page.Follow("Record something else", "What do you want to record?");
        await page.GetByRole(AriaRole.Link, new() { Name = kind, Exact = true }).ClickAsync();
        await page.Locator("#from-day").WaitForAsync();
        await fill(page);
        await page.Press("Record it", "is recorded.");
    }

    /// <summary>Whoever may not see something gets the page, word for word, that anybody gets for nothing.</summary>
    public static async Task IsNotThere(this IPage page, string path)
    {
        (await page.GotoAsync("/schemes/nothing/there-is"))!.Status.ShouldBe(404);
        var nothing = await page.Locator("main").InnerTextAsync();
        (await page.GotoAsync(path))!.Status.ShouldBe(404, path);
        (await page.Locator("main").InnerTextAsync()).ShouldBe(nothing, path);
    }

    public static async Task SaysNot(this IPage page, string words) => (await page.Locator("main").InnerTextAsync()).ShouldNotContain(words);

    /// <summary>A picture of the page at both widths where CAIRN_SCREENS names a folder.</summary>
    public static async Task Shoot(this IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("CAIRN_SCREENS") is not { Length: > 0 } folder) return;
        foreach (var width in (int[])[360, 1280])
        {
            await page.SetViewportSizeAsync(width, 900);
            await page.ScreenshotAsync(new() { Path = System.IO.Path.Combine(folder, $"{name}-{width}.png"), FullPage = true });
        }
    }
}
