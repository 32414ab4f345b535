using System.Text.RegularExpressions;
using Cairn.Tests.Schemes;

namespace Cairn.Tests.Docs;

/// <summary>The how-tos of the guide, done as they say.</summary>
public sealed partial class GuideTests : IDisposable
{
    private readonly Followed followed = new();

    public void Dispose() => followed.Dispose();

    [Theory]
    [InlineData("write-a-scheme.md", 6)]
    [InlineData("restore-a-backup.md", 5)]
    [InlineData("close-a-quarter.md", 5)]
    public void Every_step_works_and_says_what_is_shown(string name, int atLeast) =>
        Block.Of($"docs/guide/{name}").Sum(b => followed.Follow(b, mayFail: true)).ShouldBeGreaterThanOrEqualTo(atLeast);

    /// <summary>Of what is not run here, such as serving, each command and option must at least be there.</summary>
    [Fact]
    public void Every_command_and_option_that_the_guide_names_is_there()
    {
        var named = Directory.EnumerateFiles(SchemeFolder.In("docs", "guide"), "*.md").SelectMany(f => Named().Matches(File.ReadAllText(f)).Select(m => (Page: Path.GetFileName(f), Command: m.Groups["command"].Value, Line: m.Groups["rest"].Value))).ToList();
        named.Count.ShouldBeGreaterThan(15);
        var helps = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (page, command, line) in named)
        {
            if (!helps.TryGetValue(command, out var help)) helps[command] = help = followed.Run($"./cairn {command} --help").Said;
            help.ShouldContain("Usage:", Case.Sensitive, $"{page}: cairn {command}");
            foreach (Match option in Option().Matches(line)) help.ShouldContain(option.Value + " ", Case.Sensitive, $"{page}: cairn {command}{line}");
        }
    }

    [GeneratedRegex(@"(?:\./|`)cairn (?<command>pay-run [a-z]+|[a-z-]+)(?<rest>[^`\n]*)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Named();

    [GeneratedRegex(@"--[a-z-]+", RegexOptions.None, 1000)]
    private static partial Regex Option();
}
