using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Html.Dom;
using Cairn.Desk;
using Cairn.Record;
using Cairn.Store;

namespace Cairn.Web.Tests;

/// <summary>
/// A crawler that opens every page it finds as every kind of member, in a town in which each person's facts of each category carry words
/// that stand nowhere else. What it finds must be what access allows, and must stand in the look log.
/// </summary>
public sealed partial class CrawlerTests : IAsyncLifetime
{
    private static readonly string[] People = ["P001", "P003", "P005", "P013", "P049", "P069", "P093", "P099", "P101", "P115"];

    /// <summary>One of each role and kind of organisation, and two people in recovery.</summary>
    private static readonly string[] Viewers = ["M01", "M03", "M07", "M08", "M09", "M12", "M33", "M36", "M38", "M40"];

    private static readonly (string Category, string Kind, string Column)[] Planted =
    [
        ("identity", "called", "family"), ("address", "contact-details", "address"), ("treatment", "treatment", "provider"), ("offence", "offence", "note"), ("housing", "housing", "landlord"),
        ("work", "employment", "employer"), ("plan", "conference", "words"), ("safeguarding", "safeguarding-concern", "words"),
    ];

    private Town town = null!;

    public async ValueTask InitializeAsync()
    {
        town = await Town.Open();
        foreach (var person in People)
            foreach (var (category, kind, column) in Planted)
            {
                List<(string, string?)> cells = [("fact", kind), ("person", town.Token(person)), ("from", "2028-03-30"), (column, $"canary-{person}-{category}"), ("said-by", "key-worker"), ("source", "test")];
                if (kind == "employment") cells.Add(("to", "2028-03-31"));
                var (draft, mistakes) = Recording.Read(town.Partnership.Folder, cells, town.Partnership.Today);
                mistakes.ShouldBeEmpty();
                (await Recording.Do(town.Partnership.Folder, new Asking("M01", "key-worker", "test"), draft!)).ShouldBeOfType<Reply.Done>();
            }
    }

    public static TheoryData<string> Everyone => [.. Viewers, "P001", "P013"];

    [Theory]
    [MemberData(nameof(Everyone))]
    public async Task No_page_says_what_its_reader_may_not_know_and_every_look_is_written_down(string who)
    {
        var id = who[0] == 'P' ? town.Token(who) : who;
        using var visitor = await Visitor.SignedIn(town, id);
        var names = People.Select(p => (p, Token: town.Token(p))).ToList();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var shapes = new Dictionary<string, int>(StringComparer.Ordinal);
        // People's pages are tried whether or not a page leads there: an address can be typed.
        var waiting = new Queue<string>(new[] { Links.Front, Links.Today, Links.People, Links.Schemes, Links.Money, Links.MyPlan, Links.MyInformation }.Concat(names.Select(n => Links.Person(n.Token))));
        var complaints = new List<string>();
        while (waiting.TryDequeue(out var path))
        {
            // Of pages of one shape a score is enough: the same page of forty people shows nothing more.
            var shape = Places().Replace(path, "*");
            if (!seen.Add(path) || (shapes[shape] = shapes.GetValueOrDefault(shape) + 1) > 20) continue;
            var before = town.Partnership.Folder.Looks.Head.Count;
            await visitor.Open(path);
            visitor.Status.ShouldBeOneOf(HttpStatusCode.OK, HttpStatusCode.NotFound);
            var looks = town.Partnership.Folder.Looks.All(before).Where(l => l.Look.By == id).ToList();
            foreach (Match found in Canary().Matches(visitor.Page.DocumentElement.OuterHtml))
            {
                var (person, category) = (town.Token(found.Groups["person"].Value), found.Groups["category"].Value);
                var look = looks.FirstOrDefault(l => l.Look.People.Contains(person) && l.Look.Categories.Contains(category));
                if (look is null) complaints.Add($"{path} shows {found.Value} and no look says so");
                else if (look.Look.Purpose == "match") complaints.AddRange(MayMatch(id) && category == "identity" ? [] : [$"{path} compares {found.Value} for {who}"]);
                else if (!town.Partnership.Read(r => r.Access.See(id, look.Look.Purpose, person).Sees(category))) complaints.Add($"{path} shows {found.Value} to {who}, who may not see it");
            }
            foreach (var (person, token) in names)
                if (visitor.Status == HttpStatusCode.OK && path.Contains(token, StringComparison.Ordinal) && !(path.StartsWith(Links.Duplicates, StringComparison.Ordinal) && MayMatch(id)) && !town.Partnership.Read(r => r.Access.See(id, "care", token).Exists || r.Access.See(id, "verify", token).Exists)) complaints.Add($"{path} opens {person} to {who}");
            foreach (var link in visitor.Page.QuerySelectorAll("a[href]").Select(a => a.GetAttribute("href")!))
                if (link.StartsWith('/') && link != Links.Leave && !link.StartsWith("/assets", StringComparison.Ordinal)) waiting.Enqueue(link.Split('#')[0]);
        }
        complaints.ShouldBeEmpty();
        var again = LooksAgain.Of(town.Partnership.Folder);
        again.Faults.ShouldBeEmpty("every look decided again with that day's policy gives the same answer");
        again.Looks.ShouldBe((int)town.Partnership.Folder.Looks.Head.Count);
        seen.Count.ShouldBeGreaterThan(5);
    }

    /// <summary>Comparing records goes by a right of the role and by no tie; its looks say so.</summary>
    private bool MayMatch(string id) => town.Partnership.Read(r => r.Access.May(id, Right.MatchDuplicates).IsYes);

    public ValueTask DisposeAsync() => town.DisposeAsync();

    [GeneratedRegex(@"canary-(?<person>P\d+)-(?<category>[a-z]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Canary();

    [GeneratedRegex(@"[0-9a-f]{32}|\d+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Places();
}
