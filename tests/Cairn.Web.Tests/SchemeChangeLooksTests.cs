namespace Cairn.Web.Tests;

/// <summary>The pages of a change under way, in a real browser at two widths: mistakes, what it would change, and the proposal as each of the two members sees it.</summary>
public sealed class SchemeChangeLooksTests(Browser browser)
{
    [Fact]
    public async Task Axe_finds_nothing_and_nothing_runs_off_the_side()
    {
        await using var town = await Town.Open();
        var number = await SchemeChangeTests.Propose(town, SchemeChangeTests.Other(town));
        var proposal = $"/schemes/{SchemeChangeTests.Fund}/changes/{number}";
        var complaints = new List<string>();
        foreach (var width in (int[])[1280, 360])
        {
            foreach (var (name, who, path) in ((string, string, string)[])[("change-proposal", SchemeChangeTests.Owner, proposal), ("change-own", SchemeChangeTests.Commissioner, proposal), ("change-versions", SchemeChangeTests.Owner, $"/schemes/{SchemeChangeTests.Fund}/versions"), ("change-today", SchemeChangeTests.Owner, "/today")])
            {
                var page = await browser.Open(town, who, width);
                (await page.GotoAsync(path))!.Status.ShouldBe(200, name);
                await Look(page, name, width, complaints);
                await page.Context.CloseAsync();
            }
            var writing = await browser.Open(town, SchemeChangeTests.Commissioner, width);
            foreach (var (name, text, examples) in ((string, string, string)[])[("change-mistakes", SchemeChangeTests.Other(town).Replace("age: 18", "aged: 18", StringComparison.Ordinal), SchemeChangeTests.NoExample), ("change-preview", SchemeChangeTests.Other(town), SchemeChangeTests.NoExample)])
            {
                await writing.GotoAsync($"/schemes/{SchemeChangeTests.Fund}/change");
                await writing.FillAsync("#text", text);
                await writing.FillAsync("#examples", examples);
                await writing.FillAsync("#why", "The board asked for it");
                await writing.ClickAsync("main button[type=submit]");
                await Look(writing, name, width, complaints);
            }
            await writing.Context.CloseAsync();
        }
        complaints.ShouldBeEmpty();
    }

    private static async Task Look(Microsoft.Playwright.IPage page, string name, int width, List<string> complaints)
    {
        if (Environment.GetEnvironmentVariable("CAIRN_SCREENS") is { Length: > 0 } folder) await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}-{width}.png"), FullPage = true });
        complaints.AddRange((await page.Complaints()).Select(c => $"{name} at {width}: {c}"));
    }
}
