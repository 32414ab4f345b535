using Microsoft.Playwright;

namespace Cairn.Web.Tests;

/// <summary>The pages that price a contract with what they worked out, in a real browser at two widths, without scripts.</summary>
[Collection(PriceTests.Turns)]
public sealed class PricingLooksTests(Browser browser)
{
    [Fact]
    public async Task Axe_finds_nothing_and_nothing_runs_off_the_side()
    {
        await using var town = await Town.Open();
        var complaints = new List<string>();
        foreach (var width in (int[])[1280, 360])
        {
            foreach (var (name, path, box, text, button) in ((string, string, string?, string, string)[])
            [
                ("backtest", $"{SchemeChangeTests.Fund}/backtest", null, "", "Work it out"), ("backtest-found", $"{SchemeChangeTests.Fund}/backtest", "#by", "sex", "Work it out"),
                ("price-found", "rehab-to-work/price", null, "", "Work it out"), ("compare-found", "rehab-to-work/compare", "#text", CompareTests.Longer(town), "Compare"),
                ("compare-mistakes", "rehab-to-work/compare", "#text", CompareTests.Longer(town).Replace("for: 52 weeks", "for: 52 wks", StringComparison.Ordinal), "Compare"),
            ])
            {
                var page = await browser.Open(town, "M07", width);
                await page.GotoAsync($"/schemes/{path}");
                if (box is "#by") await page.SelectOptionAsync(box, text);
                else if (box is not null) await page.FillAsync(box, text);
                await page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync(new() { Timeout = 60_000 });
                await page.WaitForLoadStateAsync();
                if (Environment.GetEnvironmentVariable("CAIRN_SCREENS") is { Length: > 0 } folder) await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}-{width}.png"), FullPage = true });
                complaints.AddRange((await page.Complaints()).Select(c => $"{name} at {width}: {c}"));
                await page.Context.CloseAsync();
            }
        }
        complaints.ShouldBeEmpty();
    }
}
