using System.Globalization;
using System.Text.RegularExpressions;
using Cairn.Record;
using Cairn.Rules;

namespace Cairn.Tests.Schemes;

/// <summary>An example proves something only if another sentence in its place would be refused.</summary>
public partial class SentenceTests
{
    public static TheoryData<string> All => SchemeFileTests.All;

    [Theory]
    [MemberData(nameof(All))]
    public void No_sentence_of_an_example_is_so_with_one_word_or_figure_changed(string path)
    {
        var scheme = SchemeFolder.Scheme(path);
        var beside = Path.ChangeExtension(path, ".examples.yaml");
        var mistakes = new Mistakes();
        foreach (var example in ExamplesFile.Read(beside, File.ReadAllText(SchemeFolder.In(beside)), SchemeFolder.Vocabulary, mistakes))
        {
            var answer = Evaluation.Of(scheme, example.Record(SchemeFolder.Vocabulary), example.On, example.Known);
            foreach (var sentence in example.Then.Select(t => t.Word))
            {
                Sentences.Check(answer, sentence).ShouldBeNull(sentence);
                foreach (var other in Changed(sentence)) Sentences.Check(answer, other).ShouldNotBeNull($"{example.It}: {sentence} -> {other}").ShouldStartWith($"'{other}' is not so: ");
            }
        }
        mistakes.Found.ShouldBeEmpty();
    }

    private static readonly (string Said, string Instead)[] Words =
    [
        (" is eligible", " is not eligible"), (" is not eligible", " is eligible"), (" has a place", " waits"), (" waits", " has a place"),
        (" does not reach ([\\w.-]+)$", " reaches $1 on 2001-01-01"), (" cannot reach ([\\w.-]+)$", " could reach $1 on 2001-01-01 at the earliest"), (" could reach ([\\w.-]+) on .*$", " cannot reach $1"),
        ("^(?!the cohort)(.*) reaches ([\\w.-]+) on \\S+$", "$1 does not reach $2"), ("^the cohort reaches ([\\w.-]+) on .*$", "the cohort does not reach $1"), ("^the cohort does not reach ([\\w.-]+)$", "the cohort reaches $1 on 2001-01-01"),
        (" may buy ([^,]*)$", " may not buy $1 because it is the wrong colour"), (" may not buy (.*?) because .*$", " may buy $1"), (" because .*$", " because it is the wrong colour"),
        (" \\(at the floor\\)", " (at the ceiling)"), (" \\(at the ceiling\\)", ""), (" meets ", " misses "), (" misses ", " meets "), (" is better", " is worse"), (" is worse", " is better"), (" is the same", " is better"),
        (" rests on .*?( in \\d{4}.*)?$", " rests on nobody at all$1"), (" may buy ([\\w, -]+)$", " may buy $1, the-moon"),
        ("^nothing is paid for twice$", "This is paid for twice, by one and another"), ("^.* is paid for twice, .*$", "nothing is paid for twice"), (" is paid for twice, by .*$", " is paid for twice, by one and another"),
    ];

    private static IEnumerable<string> Changed(string sentence)
    {
        var buys = sentence.Contains(" buy ", StringComparison.Ordinal);
        foreach (var (said, instead) in Words)
            if (Regex.Replace(sentence, said, instead, RegexOptions.None, TimeSpan.FromSeconds(1)) is var other && other != sentence && (!instead.Contains("the-moon", StringComparison.Ordinal) || sentence.StartsWith("instead", StringComparison.Ordinal)) && (!said.StartsWith(" may buy ([^", StringComparison.Ordinal) || !sentence.StartsWith("instead", StringComparison.Ordinal)))
                yield return other;
        foreach (Match date in Date().Matches(sentence))
            if (Day.TryParse(date.Value, out var day)) yield return sentence[..date.Index] + Day.Iso(day + 1) + sentence[(date.Index + date.Length)..];
        // Another amount may be bought or refused too.
        if (!buys) foreach (Match sum in Sum().Matches(sentence))
            if (Pence.TryParse(sum.Value, out var pence)) yield return sentence[..sum.Index] + Pence.Format(pence + 1) + sentence[(sum.Index + sum.Length)..];
        foreach (Match count in Count().Matches(sentence))
            yield return sentence[..count.Index] + (int.Parse(count.Value, CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture) + sentence[(count.Index + count.Length)..];
    }

    [GeneratedRegex(@"\d{4}-\d\d-\d\d", RegexOptions.None, 1000)]
    private static partial Regex Date();

    [GeneratedRegex(@"-?£[\d,]+(\.\d\d)?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Sum();

    [GeneratedRegex(@"^\d+(?= )|(?<=^[\w-]+ is )\d+(?= |$)|(?<=^[\w-]+ is \d+ of )\d+", RegexOptions.None, 1000)]
    private static partial Regex Count();
}
