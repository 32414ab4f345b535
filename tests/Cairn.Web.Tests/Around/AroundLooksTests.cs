namespace Cairn.Web.Tests.Around;

/// <summary>The pages of a plan under way, of stays with money and of conferences, in a real browser at two widths: the demo has none of them by itself.</summary>
public sealed class AroundLooksTests(Browser browser)
{
    [Fact]
    public async Task Axe_finds_nothing_and_nothing_runs_off_the_side()
    {
        await using var town = await Town.Open();
        using var worker = await Visitor.SignedIn(town, Gathering.Worker);
        var (version, coming, met, action) = await Gathering.Begin(town, worker);
        (string Name, string As, string Path)[] pages =
        [
            ("around-plan", Gathering.Worker, Gathering.At(town, "plan")), ("around-mine", town.Token("P001"), "/mine/plan"), ("around-version", Gathering.Worker, version), ("around-propose", Gathering.Worker, Gathering.At(town, "plan/propose")),
            ("around-action", Gathering.Worker, Gathering.At(town, "plan/action")), ("around-went", Gathering.Worker, Gathering.At(town, $"plan/actions/{action}")), ("around-placements", Gathering.Worker, Gathering.At(town, "placements")),
            ("around-beds", Gathering.Manager, "/people/placements"), ("around-conferences", Gathering.Worker, Gathering.At(town, "conferences")), ("around-call", Gathering.Worker, Gathering.At(town, "conferences/call")),
            ("around-coming", Gathering.Coach, coming), ("around-met", Gathering.Worker, met), ("around-held", Gathering.Worker, coming + "/held"), ("around-decide", Gathering.Worker, met + "/decide"),
            ("around-today", Gathering.Worker, "/today"),
        ];
        var complaints = new List<string>();
        foreach (var width in (int[])[1280, 320])
            foreach (var reader in pages.GroupBy(p => p.As))
            {
                var page = await browser.Open(town, reader.Key, width);
                foreach (var (name, _, path) in reader)
                {
                    (await page.GotoAsync(path))!.Status.ShouldBe(200, name);
                    complaints.AddRange((await page.Complaints()).Select(c => $"{name} at {width}: {c}"));
                    if (Environment.GetEnvironmentVariable("CAIRN_SCREENS") is { Length: > 0 } folder) await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}-{width}.png"), FullPage = true });
                }
                await page.Context.CloseAsync();
            }
        complaints.ShouldBeEmpty();
    }
}
