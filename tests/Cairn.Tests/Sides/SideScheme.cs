using Cairn.Record;
using Cairn.Rules;
using Cairn.Tests.Schemes;

namespace Cairn.Tests.Sides;

/// <summary>Schemes and facts written in a test, in the words of the files.</summary>
internal static class SideScheme
{
    public static Scheme Read(string text)
    {
        var mistakes = new Mistakes();
        var scheme = SchemeFile.Read("test.yaml", text, SchemeFolder.Vocabulary, mistakes);
        string.Join('\n', mistakes.Found).ShouldBe("");
        return scheme!;
    }

    /// <summary>The first mistake in a scheme, as one line.</summary>
    public static string Mistake(string text)
    {
        var mistakes = new Mistakes();
        SchemeFile.Read("test.yaml", text, SchemeFolder.Vocabulary, mistakes).ShouldBeNull();
        return mistakes.Found[0].ToString();
    }

    /// <summary>Facts written as an example writes them, one a line.</summary>
    public static Facts Facts(params string[] lines)
    {
        var mistakes = new Mistakes();
        var text = "scheme: test\nexamples:\n  - it: test\n    on: 2026-01-01\n    facts:\n" + string.Concat(lines.Select(l => $"      - {{ {l} }}\n")) + "    then: []\n";
        var examples = ExamplesFile.Read("facts", text, SchemeFolder.Vocabulary, mistakes);
        string.Join('\n', mistakes.Found).ShouldBe("");
        return examples[0].Record(SchemeFolder.Vocabulary);
    }

    public static int On(string date) => Day.TryParse(date, out var day) ? day : throw new ArgumentException(date, nameof(date));
}
