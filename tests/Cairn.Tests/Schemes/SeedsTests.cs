using System.Text.RegularExpressions;

namespace Cairn.Tests.Schemes;

public partial class SeedsTests
{
    [Fact]
    public void Every_link_in_seeds_md_leads_to_a_file()
    {
        var docs = SchemeFolder.In("docs");
        var links = Link().Matches(File.ReadAllText(Path.Combine(docs, "seeds.md"))).Select(m => m.Groups["it"].Value).Distinct(StringComparer.Ordinal).ToList();
        links.Count.ShouldBeGreaterThan(10);
        links.Where(l => !Path.Exists(Path.GetFullPath(Path.Combine(docs, l)))).ShouldBeEmpty();
    }

    /// <summary>A kind renamed in the vocabulary must be renamed here too.</summary>
    [Fact]
    public void Every_kind_that_seeds_md_names_is_in_the_vocabulary()
    {
        var text = File.ReadAllText(SchemeFolder.In("docs", "seeds.md"));
        var named = KindsOf().Matches(text).SelectMany(m => Name().Matches(m.Value).Select(n => n.Groups["it"].Value)).Distinct(StringComparer.Ordinal).ToList();
        named.Count.ShouldBeGreaterThan(30);
        named.Where(n => SchemeFolder.Vocabulary.Find(n) is null).ShouldBeEmpty();
    }

    /// <summary>An example quoted as "pays ..." must still be called that.</summary>
    [Fact]
    public void Every_example_that_seeds_md_names_is_written()
    {
        var written = Directory.EnumerateFiles(SchemeFolder.Root, "*.examples.yaml", SearchOption.AllDirectories)
            .SelectMany(File.ReadLines).Where(l => l.Contains("- it: ", StringComparison.Ordinal)).Select(l => l.Split("- it: ")[1]).ToList();
        var named = Example().Matches(File.ReadAllText(SchemeFolder.In("docs", "seeds.md"))).Select(m => m.Groups["it"].Value).ToList();
        named.Count.ShouldBeGreaterThan(8);
        named.Where(n => !written.Exists(w => w.StartsWith(n, StringComparison.Ordinal))).ShouldBeEmpty();
    }

    [GeneratedRegex(@"\]\((?<it>[^)#]+)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();

    [GeneratedRegex(@"\bkinds? `[a-z-]+`(( \([^)]*\))?(,| and) `[a-z-]+`)*", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex KindsOf();

    [GeneratedRegex("`(?<it>[a-z-]+)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Name();

    [GeneratedRegex(@"(?:examples?\]\([^)]*\):?|examples?\.yaml\]\([^)]*\)|example) ""(?<it>[^""]+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Example();
}
