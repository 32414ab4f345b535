using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Cairn.Web.Tests.Journeys;

/// <summary>What members do in journeys that go back in time: somebody's page found by name, a fact typed in late with its true days, and a page that is not there.</summary>
internal static class Late
{

    /// <summary>Records a fact of a kind about somebody, from their page; found by name unless it is open.</summary>
    public static async Task Tell(this IPage page, string name, string kind, Func<IPage, Task> fill)
    {
        if (await page.Locator("main h1").AllInnerTextsAsync() is not [var at] || at != name) await page.Find(name);
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

    /// <summary>On somebody's page: the phase they are in, in a scheme whose title begins so.</summary>
    public static Task IsInPhase(this IPage page, string scheme, string phase) => Assertions.Expect(page.Locator($"ol[aria-label^='Phases of {scheme}'] [aria-current=step]")).ToHaveTextAsync(phase);

    /// <summary>On somebody's page: how a result stands whose title begins so.</summary>
    public static Task Stands(this IPage page, string result, string state) =>
        Assertions.Expect(page.Locator("main tr").Filter(new() { Has = page.GetByRole(AriaRole.Link, new() { NameRegex = new($"^{result}", RegexOptions.None, TimeSpan.FromSeconds(1)) }) }).Locator(".govuk-tag")).ToHaveTextAsync(state);
}
