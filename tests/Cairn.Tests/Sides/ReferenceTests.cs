using Cairn.Record;
using Cairn.Rules;
using Cairn.Tests.Schemes;

namespace Cairn.Tests.Sides;

/// <summary>The pieces of the last sections of the language reference are schemes, or parts of one, that read.</summary>
public class ReferenceTests
{
    public static TheoryData<string> Pieces
    {
        get
        {
            var text = File.ReadAllText(SchemeFolder.In("docs", "scheme-language.md"));
            var last = text[text.IndexOf("## 11.", StringComparison.Ordinal)..];
            return [.. last.Split("```yaml\n").Skip(1).Select(p => p[..p.IndexOf("```", StringComparison.Ordinal)])];
        }
    }

    [Theory]
    [MemberData(nameof(Pieces))]
    public void Every_piece_reads(string piece)
    {
        var whole = piece.StartsWith("scheme:", StringComparison.Ordinal) ? piece : "scheme: piece\nmoney: plan\nruns: { from: 2023-04-01, to: 2026-03-31 }\n" + piece;
        var mistakes = new Mistakes();
        var scheme = SchemeFile.Read("scheme-language.md", whole, SchemeFolder.Vocabulary, mistakes);
        string.Join('\n', mistakes.Found).ShouldBe("");
        (scheme!.Budget is not null || scheme.Grant is not null || scheme.Indicators.Count > 0).ShouldBeTrue();
    }

    [Theory]
    [MemberData(nameof(Pieces))]
    public void Every_key_of_every_piece_is_asked_for_by_its_own_name(string piece)
    {
        var whole = piece.StartsWith("scheme:", StringComparison.Ordinal) ? piece : "scheme: piece\nmoney: plan\nruns: { from: 2023-04-01, to: 2026-03-31 }\n" + piece;
        foreach (var key in (string[])["as-at", "weights", "floor", "at-most", "approvals", "price", "needs", "not-while", "because", "announced", "allocated", "per", "people", "out-of", "followed-by", "target", "under", "fund", "by"])
        {
            var at = whole.IndexOf($" {key}: ", StringComparison.Ordinal);
            if (at < 0) continue;
            var mistakes = new Mistakes();
            SchemeFile.Read("scheme-language.md", whole.Insert(at + 1 + key.Length, "x"), SchemeFolder.Vocabulary, mistakes).ShouldBeNull(key);
            mistakes.Found.ShouldContain(m => m.What.Contains($"'{key}x'", StringComparison.Ordinal), key);
        }
    }
}
