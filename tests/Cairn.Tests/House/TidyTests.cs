using System.Text;
using System.Text.RegularExpressions;

namespace Cairn.Tests.House;

/// <summary>The house rules, held by walking the tree.</summary>
public partial class TidyTests
{
    /// <summary>Files that are wrong on purpose.</summary>
    private const string Mistaken = "tests/Cairn.Tests/Docs/mistakes/";

    [Fact]
    public void Every_file_keeps_to_the_rules_of_the_house()
    {
        Tree.Files.Count.ShouldBeGreaterThan(100);
        Tree.Files.Where(f => !f.StartsWith("tests/Cairn.Tests/House/", StringComparison.Ordinal)).SelectMany(f => Tidy.Complaints(f, Tree.Text(f))).ShouldBeEmpty();
    }

    [Fact]
    public void Every_file_is_UTF_8_with_line_feeds_and_ends_with_one()
    {
        var strict = new UTF8Encoding(false, throwOnInvalidBytes: true);
        var wrong = new List<string>();
        foreach (var file in Tree.Files.Where(f => !f.StartsWith(Mistaken, StringComparison.Ordinal) && !f.EndsWith("packages.lock.json", StringComparison.Ordinal)))
        {
            var bytes = Tree.Bytes(file);
            if (bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble)) wrong.Add($"{file}: begins with a byte order mark; save it without.");
            if (bytes.Contains((byte)'\r')) wrong.Add($"{file}: has carriage returns; end lines with a line feed alone.");
            if (bytes.Length > 0 && (bytes[^1] != '\n' || bytes is [.., (byte)'\n', (byte)'\n'])) wrong.Add($"{file}: should end with one line feed.");
            try
            {
                strict.GetCharCount(bytes);
            }
            catch (DecoderFallbackException)
            {
                wrong.Add($"{file}: is not UTF-8.");
            }
        }
        wrong.ShouldBeEmpty();
    }

    /// <summary>Roughly: its own body, or a method of the tests that it calls, asserts something.</summary>
    [Fact]
    public void Every_test_asserts_something()
    {
        var sources = Tree.Files.Where(f => f.StartsWith("tests/", StringComparison.Ordinal) && f.EndsWith(".cs", StringComparison.Ordinal)).ToDictionary(f => f, Tree.Text);
        var methods = sources.SelectMany(s => Method().Matches(s.Value).Select(m => (File: s.Key, Name: m.Groups["name"].Value, Body: m.Value, IsTest: m.Groups["test"].Success))).ToList();
        methods.Count(m => m.IsTest).ShouldBeGreaterThan(100);
        var asserting = methods.Where(m => Asserts().IsMatch(m.Body)).Select(m => m.Name).ToHashSet(StringComparer.Ordinal);
        bool CallsOne(string body) => Called().Matches(body).Any(c => asserting.Contains(c.Groups["name"].Value));
        methods.Where(m => m.IsTest && !asserting.Contains(m.Name) && !CallsOne(m.Body)).Select(m => $"{m.File}: {m.Name}").ShouldBeEmpty();
    }

    [Theory]
    [InlineData("src/Cairn/Ledger/X.cs", "using Cairn.Rules;\nnamespace Cairn.Ledger;\n", "uses nothing of Rules")]
    [InlineData("src/Cairn/Record/X.cs", "namespace Cairn.Record;\nclass X(Ledger.Book b);\n", "uses nothing of Ledger")]
    [InlineData("src/Cairn/Rules/X.cs", "namespace Cairn.Rules;\nclass X(Cairn.Desk.Buy b);\n", "uses nothing of Desk")]
    [InlineData("src/Cairn/Rules/X.cs", "using Cairn.Pictures;\nnamespace Cairn.Rules;\n", "uses nothing of Pictures")]
    [InlineData("src/Cairn/Pictures/X.cs", "using Cairn.Ledger;\nnamespace Cairn.Pictures;\n", "uses nothing of Ledger")]
    [InlineData("src/Cairn/Survival/X.cs", "namespace Cairn.Survival;\nclass X(Record.Facts f);\n", "uses nothing of Record")]
    [InlineData("src/Cairn/X.cs", "namespace Cairn;\nusing R = Cairn.Record;\n", "the root uses nothing of Record")]
    [InlineData("src/Cairn/Rules/X.cs", "namespace Cairn.Record;\n", "should begin with Cairn.Rules")]
    [InlineData("src/Cairn/Extras/X.cs", "namespace Cairn.Extras;\n", "is no pillar")]
    [InlineData("src/Cairn/Record/X.cs", "namespace Cairn.Record;\n[Flags]\npublic enum X { A }\n", "has no docstring")]
    [InlineData("src/Cairn/Record/X.cs", "namespace Cairn.Record;\nclass X { int D => Day.Of(DateTime.Today); }\n", "no clock")]
    [InlineData("src/Cairn/Record/X.cs", "using Microsoft.Data.Sqlite;\nnamespace Cairn.Record;\n", "neither SQL nor HTTP")]
    [InlineData("src/Cairn.Store/Cairn.Store.csproj", "<ProjectReference Include=\"..\\Cairn.Cli\\Cairn.Cli.csproj\" />", "Cli -> Web -> Store -> Cairn")]
    [InlineData("src/Cairn.Cli/X.cs", "// only for rehab-to-work\n", "names the scheme")]
    [InlineData("src/Cairn.Cli/X.cs", "class FactHelper;\n", "named after no idea")]
    [InlineData("src/Cairn.Cli/Utils/X.cs", "", "named after no idea")]
    [InlineData("src/Cairn.Cli/X.cs", "record X(int ClientCount);\n", "write: Person")]
    [InlineData("docs/x.md", "Each service user has a page.\n", "write: person")]
    [InlineData("docs/x.md", "She has been clean since May.\n", "abstinent")]
    [InlineData("src/Cairn.Cli/X.cs", "// TO" + "DO\n", "finish it")]
    [InlineData("docs/x.md", "Look in /ho" + "me/ann/facts.csv.\n", "path of one machine")]
    public void A_fault_planted_in_a_file_is_found(string path, string text, string said) =>
        Tidy.Complaints(path, text).ShouldContain(c => c.Contains(said, StringComparison.Ordinal));

    [Fact]
    public void What_is_quoted_from_a_source_may_use_its_words() =>
        Tidy.Complaints("docs/x.md", "The paper says \"12 clients\", and the group is user-led.\n").ShouldBeEmpty();

    [Fact]
    public void A_file_of_more_than_four_hundred_lines_is_found() =>
        Tidy.Complaints("bench/X.cs", string.Concat(Enumerable.Repeat("\n", 401))).ShouldHaveSingleItem().ShouldContain("401 lines");

    [GeneratedRegex(@"^(?<test>    \[(Fact|Theory)[^\n]*\n)?(    (\[|///)[^\n]*\n)*    (public |private |internal |static |async )+[^\n=;]*?(?<name>\w+)(<\w+>)?\([^{;]*?(\n    \{.*?\n    \}|=>.*?;\n(?=\n|\}))", RegexOptions.ExplicitCapture | RegexOptions.Multiline | RegexOptions.Singleline, 20_000)]
    private static partial Regex Method();

    [GeneratedRegex(@"\.Should[A-Z]|\bShould\.|\bAssert\.|Quick(Check)?ThrowOnFailure|\bShouldSatisfy", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Asserts();

    [GeneratedRegex(@"\b(?<name>[A-Z]\w+)\(", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Called();
}
