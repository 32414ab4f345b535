using System.Text.RegularExpressions;
using Cairn.Tests.Schemes;

namespace Cairn.Tests.Docs;

/// <summary>The commands of the README and the tour are run in a copy of the schemes and the demo, in order, and say what it shows.</summary>
public sealed partial class ReadmeTests : IDisposable
{
    private readonly Followed followed = new();

    public void Dispose() => followed.Dispose();

    [Fact]
    public void Every_command_works_and_says_what_is_shown() =>
        Block.Of("README.md").Concat(Block.Of("docs/tour.md")).Sum(b => followed.Follow(b)).ShouldBeGreaterThan(10);

    [Fact]
    public void The_real_study_is_read_as_the_tour_says()
    {
        var data = SchemeFolder.Data("uis", "uis.csv");
        if (data is null) Assert.Skip("The study's data are not here: set CAIRN_DATA to the folder that holds uis.");
        var line = File.ReadLines(SchemeFolder.In("docs", "tour.md")).Single(l => l.StartsWith("`./cairn evaluate demo/uis", StringComparison.Ordinal)).Trim('`');
        var (exit, said) = followed.Run(line.Replace("$CAIRN_DATA/uis/uis.csv", data, StringComparison.Ordinal));
        exit.ShouldBe(0, said);
        said.ShouldContain("575 referred");
    }

    [Fact]
    public void Every_link_of_the_documents_leads_somewhere()
    {
        var dead = new List<string>();
        foreach (var document in Directory.EnumerateFiles(SchemeFolder.Root, "*.md").Concat(Directory.EnumerateFiles(SchemeFolder.In("docs"), "*.md", SearchOption.AllDirectories)))
            foreach (Match link in Link().Matches(File.ReadAllText(document)))
            {
                var to = link.Groups["to"].Value.Split('#')[0];
                if (to.Length > 0 && !to.Contains("://", StringComparison.Ordinal) && !to.StartsWith("mailto:", StringComparison.Ordinal) && !Path.Exists(Path.Combine(Path.GetDirectoryName(document)!, to)))
                    dead.Add($"{Path.GetRelativePath(SchemeFolder.Root, document)}: {to}");
            }
        dead.ShouldBeEmpty();
    }

    [GeneratedRegex(@"\]\((?<to>[^)\s]+)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();
}
