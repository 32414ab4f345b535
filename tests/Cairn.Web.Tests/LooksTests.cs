namespace Cairn.Web.Tests;

/// <summary>What a person sees, in a real browser. With <c>CAIRN_SCREENS</c> naming a folder, pictures of every page are left there; with <c>CAIRN_PAGES</c> naming pages, only those are looked at.</summary>
public class LooksTests(Town town, Browser browser)
{
    private static readonly string[] Asked = Environment.GetEnvironmentVariable("CAIRN_PAGES")?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    public static TheoryData<string, int> Pages => [.. PageList.All.Where(p => Asked.Length == 0 || Asked.Contains(p.Name)).SelectMany(p => ((int[])[1280, 320]).Select(w => (p.Name, w)))];

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Axe_finds_nothing_and_nothing_runs_off_the_side(string name, int width)
    {
        var (_, id, path) = PageList.All.Single(p => p.Name == name);
        var page = await browser.Open(town, id is ['P', ..] ? town.Token(id) : id, width);
        // A page that moved away is not looked at by mistake as one that is not found.
        (await page.GotoAsync(town.Path(path)))!.Status.ShouldBe(name == "problem" ? 404 : 200);
        if (Environment.GetEnvironmentVariable("CAIRN_SCREENS") is { Length: > 0 } folder) await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}-{width}.png"), FullPage = true });
        (await page.Complaints()).ShouldBeEmpty();
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task The_READMEs_picture_is_of_the_first_pages_one_would_open()
    {
        var page = await browser.Open(town, "M03", 1280);
        await page.SetViewportSizeAsync(1280, 1830);
        await page.GotoAsync(town.Path("/people/{P001}"));
        (await page.Locator("h1").InnerTextAsync()).ShouldBe("Scott Heronby");
        if (Environment.GetEnvironmentVariable("CAIRN_WRITE_DOCS") == "1") await page.ScreenshotAsync(new() { Path = Town.In("docs/picture.png"), FullPage = false });
        new FileInfo(Town.In("docs/picture.png")).Length.ShouldBeGreaterThan(50_000);
        await page.Context.CloseAsync();
    }
}
