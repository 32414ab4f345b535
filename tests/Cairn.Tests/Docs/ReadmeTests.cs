using System.Text.RegularExpressions;
using Cairn.Tests.Schemes;

namespace Cairn.Tests.Docs;

/// <summary>The commands of the README and the tour are run in a copy of the schemes and the demo, in order, and say what it shows.</summary>
public sealed partial class ReadmeTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("cairn-readme-").FullName;

    public ReadmeTests()
    {
        foreach (var part in (string[])["schemes", "demo", "assumptions"])
            foreach (var file in Directory.EnumerateFiles(SchemeFolder.In(part), "*", SearchOption.AllDirectories))
            {
                var to = Path.Combine(folder, Path.GetRelativePath(SchemeFolder.Root, file));
                Directory.CreateDirectory(Path.GetDirectoryName(to)!);
                File.Copy(file, to);
            }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Every_command_works_and_says_what_is_shown()
    {
        var commands = 0;
        foreach (var block in Block.Of("README.md").Concat(Block.Of("docs/tour.md")).Where(b => b.Kind is "sh" or "console"))
        {
            foreach (var (command, shown) in Commands(block))
            {
                commands++;
                var (exit, said) = Run(command);
                exit.ShouldBe(0, $"{block}: {command}\n{said}");
                if (block.Kind == "console" && !As(shown).IsMatch(Same(said))) Same(said).ShouldBe(Same(shown), $"{block}: {command}");
            }
        }
        commands.ShouldBeGreaterThan(10);
    }

    [Fact]
    public void The_real_study_is_read_as_the_tour_says()
    {
        var data = SchemeFolder.Data("uis", "uis.csv");
        if (data is null) Assert.Skip("The study's data are not here: set CAIRN_DATA to the folder that holds uis.");
        var line = File.ReadLines(SchemeFolder.In("docs", "tour.md")).Single(l => l.StartsWith("`./cairn evaluate demo/uis", StringComparison.Ordinal)).Trim('`');
        var (exit, said) = Run(line.Replace("$CAIRN_DATA/uis/uis.csv", data, StringComparison.Ordinal));
        exit.ShouldBe(0, said);
        said.ShouldContain("575 referred");
    }

    [Fact]
    public void Every_link_of_the_documents_leads_somewhere()
    {
        var dead = new List<string>();
        foreach (var document in Directory.EnumerateFiles(SchemeFolder.Root, "*.md").Concat(Directory.EnumerateFiles(SchemeFolder.In("docs"), "*.md")))
            foreach (Match link in Link().Matches(File.ReadAllText(document)))
            {
                var to = link.Groups["to"].Value.Split('#')[0];
                if (to.Length > 0 && !to.Contains("://", StringComparison.Ordinal) && !to.StartsWith("mailto:", StringComparison.Ordinal) && !Path.Exists(Path.Combine(Path.GetDirectoryName(document)!, to)))
                    dead.Add($"{Path.GetRelativePath(SchemeFolder.Root, document)}: {to}");
            }
        dead.ShouldBeEmpty();
    }

    private static IEnumerable<(string Command, string Shown)> Commands(Block block)
    {
        if (block.Kind == "sh") return block.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(l => l.StartsWith("./cairn ", StringComparison.Ordinal)).Select(l => (l, ""));
        return ("\n" + block.Text).Split("\n$ ").Skip(1).Select(part => part.Split('\n', 2) is var lines ? (lines[0], lines.Length > 1 ? lines[1] : "") : default);
    }

    private Ran Run(string command)
    {
        command.ShouldStartWith("./cairn ");
        return Ran.In(folder, "dotnet", [Path.Combine(AppContext.BaseDirectory, "Cairn.Cli.dll"), .. command.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..]]);
    }

    /// <summary>Without what differs from one run, or one wording of a scheme, to the next.</summary>
    private static string Same(string text) => Fingerprint().Replace(text, "(fingerprint)").Trim();

    /// <summary>A line of "..." stands for any number of lines.</summary>
    private static Regex As(string shown) =>
        new("^" + string.Join('\n', Same(shown).Split('\n').Select(l => l == "..." ? @"[\s\S]*?" : Regex.Escape(l))) + "$", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(5));

    [GeneratedRegex(@"\b(?=[0-9a-f]*\d)[0-9a-f]{12,64}\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Fingerprint();

    [GeneratedRegex(@"\]\((?<to>[^)\s]+)\)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Link();
}
