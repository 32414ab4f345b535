using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Cairn.Record;
using Cairn.Rules;
using Cairn.Tests.Schemes;

namespace Cairn.Tests.Docs;

/// <summary>The gallery of mistakes: each file of <c>mistakes</c> is wrong in one way, and docs/errors.md shows what is said of it.</summary>
public class ErrorsTests
{
    private const string Folder = "tests/Cairn.Tests/Docs/mistakes";

    private static readonly (string Folder, string Title)[] Sections =
    [
        ("file", "The file itself"), ("words", "Words that nobody declared"), ("numbers", "Numbers, lengths and days"), ("clauses", "Clauses"),
        ("never", "What nobody could ever reach"), ("money", "Money, units and cohorts"), ("sides", "Budgets, grants and plans"), ("examples", "Examples"), ("vocabulary", "The vocabulary"), ("facts", "Files of facts"), ("assumptions", "What is assumed, for a simulation"),
    ];

    public static TheoryData<string> Files => [.. Sections.SelectMany(s => In(s.Folder))];

    [Fact]
    public void Every_mistake_is_shown_as_it_is_said()
    {
        var text = new StringBuilder("""
            # What Cairn says when something is wrong

            Every mistake names the file, the line and the column, what is wrong and what to do. All the mistakes of a file are
            said at once, and nothing of it is used. This page is written by a test from files that are wrong in one way each
            (`tests/Cairn.Tests/Docs/mistakes`), so it says what is really said.


            """.ReplaceLineEndings("\n"));
        foreach (var (folder, title) in Sections)
        {
            text.Append(CultureInfo.InvariantCulture, $"## {title}\n\n");
            foreach (var path in In(folder)) Show(text, path, File.ReadAllBytes(SchemeFolder.In(path)), null);
            if (folder == "facts") foreach (var (name, shown, bytes) in TooLongToKeep()) Show(text, name, bytes, shown);
        }
        Written.ShouldBe(text.ToString().TrimEnd('\n') + "\n", "docs", "errors.md");
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Every_mistake_points_into_its_file_and_says_what_to_do(string path)
    {
        var lines = Encoding.UTF8.GetString(File.ReadAllBytes(SchemeFolder.In(path))).Split('\n');
        var found = Judge(path, File.ReadAllBytes(SchemeFolder.In(path))).Found;
        found.ShouldNotBeEmpty();
        foreach (var mistake in found)
        {
            mistake.Line.ShouldBeInRange(1, Math.Max(1, lines.Length), mistake.What);
            if (!path.EndsWith(".csv", StringComparison.Ordinal)) mistake.Column.ShouldBeInRange(1, lines[mistake.Line - 1].Length + 1, mistake.What);
            mistake.What.ShouldMatch(@"^[A-Z'\d.].*[.?]$");
        }
        found.Select(m => (m.Line, m.Column, m.What)).Distinct().Count().ShouldBe(found.Count, "the same thing is said twice");
    }

    private static IEnumerable<string> In(string section) =>
        Directory.EnumerateFiles(SchemeFolder.In(Folder, section)).Select(f => $"{Folder}/{section}/{Path.GetFileName(f)}").Order(StringComparer.Ordinal);

    private static Mistakes Judge(string path, byte[] bytes)
    {
        var mistakes = new Mistakes();
        var name = Path.GetFileName(path);
        if (path.EndsWith(".csv", StringComparison.Ordinal))
        {
            FactsCsv.Read(name, bytes, SchemeFolder.Vocabulary, mistakes).ShouldBeNull(name);
            return mistakes;
        }
        var text = Encoding.UTF8.GetString(bytes);
        if (path.EndsWith(".assume.yaml", StringComparison.Ordinal)) Rules.Simulating.AssumptionsFile.Read(name, text, SchemeFolder.Vocabulary, mistakes).ShouldBeNull(name);
        else if (path.EndsWith(".facts.yaml", StringComparison.Ordinal)) VocabularyFile.Read(name, text, mistakes).ShouldBeNull(name);
        else if (path.EndsWith(".examples.yaml", StringComparison.Ordinal))
        {
            var scheme = SchemeFolder.Scheme($"schemes/{text.Split('\n')[0]["scheme: ".Length..]}.yaml");
            var examples = ExamplesFile.Read(name, text, SchemeFolder.Vocabulary, mistakes);
            if (!mistakes.Any) foreach (var example in examples) ExamplesFile.Run(scheme, example, SchemeFolder.Vocabulary, mistakes);
        }
        else SchemeFile.Read(name, text, SchemeFolder.Vocabulary, mistakes).ShouldBeNull(name);
        return mistakes;
    }

    private static void Show(StringBuilder text, string path, byte[] bytes, string? shown)
    {
        var name = Path.GetFileName(path);
        var title = Regex.Replace(name[..name.IndexOf('.', StringComparison.Ordinal)], @"-(?!\d)", " ", RegexOptions.None, TimeSpan.FromSeconds(1));
        var language = name.EndsWith(".csv", StringComparison.Ordinal) ? "csv" : "yaml";
        text.Append(CultureInfo.InvariantCulture, $"### {char.ToUpperInvariant(title[0])}{title[1..]}\n\n");
        var body = shown ?? Readable(bytes);
        if (body.Length > 0) text.Append(CultureInfo.InvariantCulture, $"```{language}\n{body.TrimEnd('\n')}\n```\n\n");
        var said = Judge(path, bytes).Found.Select(m => m.ToString()).ToList();
        text.Append("```text\n").AppendJoin('\n', said.Count > 20 ? [.. said[..2], "...", .. said[^1..]] : said).Append("\n```\n\n");
    }

    /// <summary>Nothing is shown of a file that is no text.</summary>
    private static string Readable(byte[] bytes) => bytes.Contains((byte)0) ? "" : Encoding.UTF8.GetString(bytes);

    private static IEnumerable<(string Name, string Shown, byte[] Bytes)> TooLongToKeep()
    {
        const string Head = "person,fact,from,to,recorded\n";
        yield return ("ten-thousand-wrong-rows.csv", Head + "P1,refferal,2026-05-01,,\n(and 9,999 more)", Encoding.UTF8.GetBytes(Head + string.Concat(Enumerable.Range(1, 10_000).Select(n => $"P{n},refferal,2026-05-01,,\n"))));
        yield return ("a-line-of-ten-megabytes.csv", Head + "P1,referral,2026-05-01,,xxxxx...", Encoding.UTF8.GetBytes(Head + "P1,referral,2026-05-01,," + new string('x', 10_000_000) + "\nP2,refferal,2026-05-01,,\n"));
    }
}
