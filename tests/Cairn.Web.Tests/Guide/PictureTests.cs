using System.Text.RegularExpressions;
using Cairn.Web.Tests.Around;

namespace Cairn.Web.Tests.Guide;

/// <summary>
/// The pictures of the guide are of real pages. With CAIRN_WRITE_DOCS=1 they are taken anew; otherwise each must be there, of its width, shown by a page of
/// the guide, and its page must still have the heading with which the caption begins.
/// </summary>
public sealed partial class PictureTests(Browser browser)
{
    private const int Heaviest = 120_000, HeaviestTogether = 3_000_000, Margin = 30;

    private static readonly bool Writes = Environment.GetEnvironmentVariable("CAIRN_WRITE_DOCS") == "1";

    [Fact]
    public async Task Every_picture_is_of_a_page_that_still_has_its_heading()
    {
        await using var town = await Town.Open();
        using var worker = await Visitor.SignedIn(town, Gathering.Worker);
        var (_, _, met, _) = await Gathering.Begin(town, worker);
        await Given.Fact(town, "M29", "work-coach", ("fact", "vacancy"), ("about", "Mill Logistics"), ("from", "2028-03-01"), ("to", "2028-04-28"), ("reference", "ML-7"), ("job", "Driver"), ("contract", "permanent"), ("hours", "37.5"), ("posts", "2"));
        await Given.Fact(town, "M29", "work-coach", ("fact", "vacancy"), ("about", "Saltby Council"), ("from", "2028-03-15"), ("reference", "SC-2"), ("job", "Park keeper"), ("contract", "permanent"), ("hours", "30"), ("posts", "1"));
        string At(Picture picture) => town.Path(picture.Path.Replace("{met}", met, StringComparison.Ordinal));
        foreach (var picture in Picture.All)
        {
            var id = picture.As is ['P', ..] ? town.Token(picture.As) : picture.As;
            using var reader = await Visitor.SignedIn(town, id);
            await reader.Open(At(picture));
            Heading(reader.Page.QuerySelector("main h1")?.TextContent ?? "").ShouldBe(picture.Heading, picture.Name);
            if (Writes) await Take(town, picture, id, At(picture));
        }
    }

    [Fact]
    public void Every_picture_is_there_at_both_widths_and_small()
    {
        var files = Directory.EnumerateFiles(Town.In("docs/guide/pictures")).ToDictionary(f => Path.GetFileName(f), File.ReadAllBytes);
        files.Keys.ShouldBe(Picture.All.SelectMany(p => p.Files).Select(f => f.File), ignoreOrder: true);
        foreach (var (file, _, width) in Picture.All.SelectMany(p => p.Files))
        {
            SmallPng.Size(files[file]).ShouldSatisfyAllConditions(s => s.Width.ShouldBe(width, file), s => s.Height.ShouldBeInRange(200, Picture.Highest, file));
            files[file].Length.ShouldBeLessThan(Heaviest, file);
        }
        files.Sum(f => f.Value.Length).ShouldBeLessThan(HeaviestTogether);
    }

    [Fact]
    public void Every_picture_is_shown_with_its_heading_first_and_nothing_else_is()
    {
        var shown = GuidePage.All.SelectMany(p => Shown().Matches(p.Text).Select(m => (m.Groups["file"].Value, Caption: m.Groups["caption"].Value))).ToList();
        shown.Select(s => s.Value).ShouldBe(Picture.All.Select(p => p.Name + ".png"), ignoreOrder: true);
        foreach (var (file, caption) in shown) caption.ShouldStartWith($"{Picture.All.Single(p => p.Name + ".png" == file).Heading}: ", Case.Sensitive, file);
        var narrow = GuidePage.All.SelectMany(p => Linked().Matches(p.Text).Select(m => m.Groups["file"].Value));
        narrow.ShouldBe(Picture.All.Select(p => p.Name + "-narrow.png"), ignoreOrder: true);
    }

    /// <summary>The middle of the page from its heading on, without the menu and the end of the page.</summary>
    private async Task Take(Town town, Picture picture, string id, string path)
    {
        Directory.CreateDirectory(Town.In("docs/guide/pictures"));
        foreach (var (file, window, width) in picture.Files)
        {
            var page = await browser.Open(town, id, window);
            await page.GotoAsync(path);
            var main = (await page.Locator("main").BoundingBoxAsync())!;
            var whole = await page.ScreenshotAsync(new()
            {
                FullPage = true,
                Clip = new() { X = (window - width) / 2, Y = Math.Max(0, main.Y), Width = width, Height = Math.Min(Picture.Highest, main.Height) },
            });
            await File.WriteAllBytesAsync(Town.In($"docs/guide/pictures/{file}"), SmallPng.Of(whole));
            await page.Context.CloseAsync();
        }
    }

    private static string Heading(string text) => Spaces().Replace(text, " ").Trim();

    [GeneratedRegex(@"\s+", RegexOptions.None, 1000)]
    private static partial Regex Spaces();

    [GeneratedRegex(@"!\[(?<caption>[^\]]+)\]\(pictures/(?<file>[^)]+)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Shown();

    [GeneratedRegex(@"(?<!!)\[[^\]]+\]\(pictures/(?<file>[^)]+)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Linked();
}
