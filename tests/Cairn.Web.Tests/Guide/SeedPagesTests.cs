using System.Net;
using System.Text.RegularExpressions;

namespace Cairn.Web.Tests.Guide;

/// <summary>Each line of docs/seeds.md opens a page, or says why not yet.</summary>
public sealed partial class SeedPagesTests(Town town)
{
    /// <summary>Who is tried in turn, and which person each would open: a page need not open to all of them.</summary>
    private static readonly (string? Who, string Person)[] Readers =
        [("M03", "P001"), ("M07", "P037"), ("M05", "P006"), ("M19", "P037"), ("M15", ""), ("M36", ""), ("M29", ""), ("M25", ""), ("P001", ""), ("P037", ""), (null, "")];

    private static readonly string[] Lines = [.. File.ReadLines(Town.In("docs/seeds.md")).Where(l => l.StartsWith("| ", StringComparison.Ordinal) && !l.StartsWith("| it says", StringComparison.Ordinal))];

    [Fact]
    public void Every_line_names_a_page_or_says_why_not_yet()
    {
        Lines.Length.ShouldBeGreaterThan(70);
        var said = Lines.Select(l => (Line: l.Split('|')[1].Trim(), Open: l.Split('|')[^2].Trim())).ToList();
        said.Where(s => !Pages().IsMatch(s.Open) && !NotYet().IsMatch(s.Open)).ShouldBeEmpty();
        said.Count(s => Pages().IsMatch(s.Open)).ShouldBeGreaterThan(60);
        said.Where(s => s.Open.Contains("not yet", StringComparison.Ordinal) && !NotYet().IsMatch(s.Open)).ShouldBeEmpty("a 'not yet' says what it waits for");
    }

    [Fact]
    public async Task Every_page_named_opens_to_somebody()
    {
        var waiting = Lines.SelectMany(l => Pages().Matches(l.Split('|')[^2]).Select(m => m.Groups["path"].Value)).ToHashSet(StringComparer.Ordinal);
        waiting.Count.ShouldBeGreaterThan(45);
        waiting.Add("/schemes/no-such-scheme");
        foreach (var (who, person) in Readers)
        {
            using var reader = who is null ? new Visitor(town) : await Visitor.SignedIn(town, who[0] == 'P' ? town.Token(who) : who);
            foreach (var path in waiting.Where(p => person.Length > 0 || !p.Contains("{person}", StringComparison.Ordinal)).ToList())
            {
                var at = person.Length == 0 ? path : path.Replace("{person}", town.Token(person), StringComparison.Ordinal);
                await reader.Open(at);
                // Whoever is sent elsewhere, such as to sign in, was not let in.
                if (reader.Status == HttpStatusCode.OK && reader.Path == at) waiting.Remove(path);
            }
        }
        waiting.ShouldBe(["/schemes/no-such-scheme"], "docs/seeds.md names a page that opens to nobody");
    }

    [GeneratedRegex(@"`(?<path>/[a-z0-9/{}-]*)`", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Pages();

    [GeneratedRegex(@"not yet: \w", RegexOptions.None, 1000)]
    private static partial Regex NotYet();
}
