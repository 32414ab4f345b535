namespace Cairn.Web.Tests.Around;

/// <summary>The pages of a plan under way, of stays with money and of conferences, in a real browser at two widths: the demo has none of them by itself.</summary>
public sealed class AroundLooksTests(Browser browser)
{
    [Fact]
    public async Task Axe_finds_nothing_and_nothing_runs_off_the_side()
    {
        await using var town = await Town.Open();
        await Gathering.Goal(town, "home", "A flat with a room for my daughter.");
        await Gathering.Goal(town, "health", "Sleep through the night.");
        await Gathering.Action(town, "home", "Ask Saltby Homes for a two-room flat", -3, Gathering.Worker);
        await Gathering.Action(town, "home", "Find the old tenancy letters", 12, null);
        await Gathering.Action(town, "new-start", "Ask the college for a place in September", 20, Gathering.Coach);
        await Gathering.Stay(town, began: 20, fundedUntil: 9);
        using var worker = await Visitor.SignedIn(town, Gathering.Worker);
        await worker.Open(Gathering.At(town, "plan/propose"));
        await worker.Send(("why", "We met and talked about the flat."));
        await worker.Follow("Record who agrees");
        var version = worker.Path;
        await worker.Send(("side", "worker"), ("answer", "yes"));
        await worker.Open(version);
        await worker.Send(("side", "person"), ("way", "spoken"), ("answer", "no"), ("words", "I do not agree with September. It is too late."));
        var coming = await Gathering.Call(town, worker, 5);
        var met = await Gathering.Call(town, worker, 0);
        await worker.Open(met + "/held");
        await worker.Send(("met", "yes"), ("words", "All came. Scott spoke of his daughter. The flat comes first."));
        await worker.Follow("Add a decision");
        await worker.Send(("words", "Two rooms, not one"), ("decision", "agreed"));
        var action = Given.Standing(town, "P001", "goal-action");
        await worker.Follow("Add an action");
        await worker.Send([("goal", "home"), ("what", "Book a visit to the flat"), ("owner", Gathering.Coach), .. Gathering.Boxes(town, "due", 7)]);
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
