using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Cairn.Record;
using Cairn.Rules;
using Cairn.Tests.Schemes;

namespace Cairn.Tests.Docs;

/// <summary>explained.txt: what is said of every answer in the conventions, so that a change of one word or number shows.</summary>
public partial class ExplainedTests
{
    private static readonly string[] Schemes = ["days", "earliest", "reasons"];

    [Fact]
    public void Every_answer_of_the_conventions_is_explained_as_it_stands()
    {
        var text = new StringBuilder("What is said of each answer in the conventions. Written by a test; read the difference before you keep it.\n");
        foreach (var name in Schemes)
        {
            var scheme = SchemeFolder.Scheme($"tests/Cairn.Tests/Schemes/conventions/{name}.yaml");
            var beside = $"tests/Cairn.Tests/Schemes/conventions/{name}.examples.yaml";
            var mistakes = new Mistakes();
            foreach (var example in ExamplesFile.Read(beside, File.ReadAllText(SchemeFolder.In(beside)), SchemeFolder.Vocabulary, mistakes))
            {
                var answer = Evaluation.Of(scheme, example.Record(SchemeFolder.Vocabulary), example.On, example.Known);
                foreach (var sentence in example.Then.Select(t => t.Word))
                    if (OfOne().Match(sentence) is { Success: true } said) text.Append(CultureInfo.InvariantCulture, $"\n== {name}: {sentence}\n{Explained(answer, said)}\n");
            }
            mistakes.Found.ShouldBeEmpty();
        }
        Written.ShouldBe(text.ToString(), "tests", "Cairn.Tests", "Docs", "explained.txt");
    }

    private static string Explained(Evaluation answer, Match said)
    {
        var who = said.Groups["who"].Value;
        var why = Explanation.Of(answer, answer.Facts.Of(answer.Scheme.About).Find(who), answer.Scheme.Find(said.Groups["outcome"].Value)!).ShouldNotBeNull(said.Value);
        // The head is the same for all; what differs begins with the answer.
        return string.Join('\n', ExplanationText.Write(why, who).Split('\n').Skip(3).Where(l => l.Length > 0 && l != "What is asked" && !l.StartsWith("Referred on", StringComparison.Ordinal)));
    }

    [GeneratedRegex(@"^(?<who>\w+) (reaches|does not reach|could reach|cannot reach) (?<outcome>[\w-]+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OfOne();
}
