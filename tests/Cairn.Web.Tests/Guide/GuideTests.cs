using System.Text.RegularExpressions;
using Cairn.Desk;

namespace Cairn.Web.Tests.Guide;

/// <summary>The guide says what the pages say: each role has its page, what is in bold stands on a page of the service, each link leads somewhere.</summary>
public sealed partial class GuideTests(Town town)
{
    private static readonly string[] RolePages = [.. FirstTable().Matches(GuidePage.All.Single(p => p.Name == "README.md").Text).Select(m => m.Groups["page"].Value)];

    private static readonly string[] HowTos = ["set-up-a-partnership.md", "write-a-scheme.md", "close-a-quarter.md", "restore-a-backup.md"];

    /// <summary>What stands between two tags or in quotes: the words of links, buttons and headings are among them.</summary>
    private static readonly Lazy<HashSet<string>> OnPages = new(() =>
        [.. Directory.EnumerateFiles(Town.In("src/Cairn.Web"), "*.cs*", SearchOption.AllDirectories).Where(f => !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/bin/", StringComparison.Ordinal) && !f.EndsWith("proj", StringComparison.Ordinal))
            .Select(File.ReadAllText).SelectMany(text => Quoted().Matches(text).Concat(Between().Matches(text))).Select(m => m.Groups["words"].Value.Trim())]);

    [Fact]
    public void Every_word_in_bold_on_a_roles_page_or_a_how_to_stands_on_a_page_of_the_service()
    {
        RolePages.Length.ShouldBeGreaterThan(10);
        var bold = RolePages.Concat(HowTos).SelectMany(p => Bold().Matches(GuidePage.All.Single(g => g.Name == p).Text).Select(m => (p, Words: m.Groups["words"].Value))).ToList();
        bold.Count.ShouldBeGreaterThan(100);
        OnPages.Value.ShouldNotContain("Write a kind note", "else anything would be found");
        bold.Where(b => !OnPages.Value.Contains(b.Words)).ShouldBeEmpty("the guide says a word that no page says any more");
    }

    [Fact]
    public void Every_role_that_access_knows_is_on_the_index_by_its_title()
    {
        var index = GuidePage.All.Single(p => p.Name == "README.md").Text;
        var roles = town.Partnership.Vocabulary.Lists.First(l => l.Name == "member-roles").Codes.Select(c => c.Title);
        roles.Where(r => !index.Contains(r, StringComparison.OrdinalIgnoreCase)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_roles_page_has_a_picture_five_things_and_what_is_not_seen()
    {
        foreach (var page in RolePages.Select(p => GuidePage.All.Single(g => g.Name == p)))
            page.ShouldSatisfyAllConditions(
                p => p.Text.ShouldContain("](pictures/"),
                p => Numbered().Count(p.Text).ShouldBe(5, p.Name),
                p => p.Text.ShouldContain("## What you open first", Case.Sensitive, p.Name),
                p => p.Text.ShouldContain("## What you cannot see, and why", Case.Sensitive, p.Name),
                p => p.Text.Split('\n').Length.ShouldBeLessThan(75, $"{p.Name} is longer than a page"));
    }

    [Fact]
    public void The_templates_say_that_they_are_templates_name_every_category_and_leave_blanks()
    {
        var (assessment, agreement) = (GuidePage.All.Single(p => p.Name == "data-protection-impact-assessment.md").Text, GuidePage.All.Single(p => p.Name == "sharing-agreement.md").Text);
        foreach (var text in (string[])[assessment, agreement]) text.ShouldContain("This is a template and not legal advice.");
        var lists = town.Partnership.Vocabulary.Lists;
        lists.First(l => l.Name == "categories").Codes.Where(c => !assessment.Contains($"| {c.Title} |", StringComparison.Ordinal)).ShouldBeEmpty();
        Blank().Count(assessment).ShouldBeGreaterThan(50);
        Blank().Count(agreement).ShouldBeGreaterThan(20);
    }

    [Fact]
    public void Every_link_of_the_guide_leads_to_a_file_and_every_page_is_on_the_index()
    {
        var folder = Town.In("docs/guide");
        GuidePage.All.SelectMany(p => Link().Matches(p.Text).Select(m => m.Groups["to"].Value).Where(to => !to.Contains("://", StringComparison.Ordinal) && to[0] != '#' && !Path.Exists(Path.Combine(folder, to.Split('#')[0]))).Select(to => $"{p.Name}: {to}")).ShouldBeEmpty();
        var index = Link().Matches(GuidePage.All.Single(p => p.Name == "README.md").Text).Select(m => m.Groups["to"].Value);
        GuidePage.All.Select(p => p.Name).Except(["README.md"]).Except(index).ShouldBeEmpty();
    }

    [GeneratedRegex(@"^\| an? [^|]+\| \[[^\]]+\]\((?<page>[a-z-]+\.md)\) \||^\| the [^|]+\| \[[^\]]+\]\((?<page>[a-z-]+\.md)\) \|", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex FirstTable();

    [GeneratedRegex(@"\*\*(?<words>[^*]+)\*\*", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Bold();

    [GeneratedRegex(@"(?<="")(?<words>[^""\r\n]+)(?="")", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"(?<=>)\s*(?<words>[^<>@{}]+?)\s*(?=[<@])", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Between();

    [GeneratedRegex(@"\[FILL IN[:\]]", RegexOptions.None, 1000)]
    private static partial Regex Blank();

    [GeneratedRegex(@"^[1-5]\. ", RegexOptions.Multiline, 1000)]
    private static partial Regex Numbered();

    [GeneratedRegex(@"\]\((?<to>[^)\s]+)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();
}
