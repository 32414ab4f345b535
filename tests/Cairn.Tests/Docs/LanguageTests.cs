using Cairn.Record;
using Cairn.Rules;
using Cairn.Tests.Schemes;

namespace Cairn.Tests.Docs;

/// <summary>Every piece of the language reference is read, and its example is run, so that nothing in it is only said.</summary>
public class LanguageTests
{
    private const string Document = "docs/scheme-language.md";

    /// <summary>What stands around a piece that is not a scheme by itself.</summary>
    private const string Around = """
        scheme: piece
        runs: { from: 2026-04-01, to: 2029-03-31, run-off: 18 months }
        payers: { council: { cap: £100,000 } }
        milestones:
          rehab-completed: { when: { starts: { treatment: any } } }
          into-work: { when: { starts: { employment: any } } }
        outcomes:
          shown:

        """;

    private static readonly List<Block> Pieces = [.. Block.Of(Document).Where(b => b.Kind == "yaml")];

    public static TheoryData<int> Lines => [.. Pieces.Select(b => b.Line)];

    [Theory]
    [MemberData(nameof(Lines))]
    public void Every_piece_reads(int line)
    {
        var piece = Pieces.Single(b => b.Line == line);
        var mistakes = new Mistakes();
        if (piece.Text.Contains("\nexamples:", StringComparison.Ordinal)) ExamplesFile.Read(Document, piece.Text, SchemeFolder.Vocabulary, mistakes).ShouldNotBeEmpty();
        else SchemeFile.Read(Document, Whole(piece.Text), SchemeFolder.Vocabulary, mistakes);
        string.Join('\n', mistakes.Found.Select(m => $"{m} | {m.Shown}")).ShouldBe("", piece.ToString());
    }

    [Fact]
    public void The_examples_come_out_as_written()
    {
        var mistakes = new Mistakes();
        var run = 0;
        foreach (var piece in Pieces.Where(p => p.Text.Contains("\nexamples:", StringComparison.Ordinal)))
        {
            var of = Pieces.Single(p => Name(p) == Name(piece) && !p.Text.Contains("\nexamples:", StringComparison.Ordinal));
            var scheme = SchemeFile.Read(Document, of.Text, SchemeFolder.Vocabulary, mistakes).ShouldNotBeNull();
            foreach (var example in ExamplesFile.Read(Document, piece.Text, SchemeFolder.Vocabulary, mistakes))
            {
                ExamplesFile.Run(scheme, example, SchemeFolder.Vocabulary, mistakes);
                run++;
            }
        }
        run.ShouldBeGreaterThan(0);
        string.Join('\n', mistakes.Found).ShouldBe("");
    }

    private static string Name(Block piece) => string.Join(' ', piece.Text.Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries)[..2]);

    /// <summary>A piece begins with the word that says where it belongs.</summary>
    private static string Whole(string piece)
    {
        if (piece.StartsWith("scheme:", StringComparison.Ordinal)) return piece;
        if (new[] { "indicators:", "plan:", "funding:" }.Any(k => piece.StartsWith(k, StringComparison.Ordinal))) return "scheme: piece\nmoney: plan\nruns: { from: 2022-04-01, to: 2026-03-31 }\n" + piece;
        foreach (var set in new[] { "pattern:", "days:" })
            if (piece.StartsWith(set, StringComparison.Ordinal)) return Around + "    when:\n      holds:" + piece[set.Length..];
        var inside = string.Concat(piece.TrimEnd('\n').Split('\n').Select(l => $"    {l}\n"));
        return Around + inside + (piece.StartsWith("units:", StringComparison.Ordinal) ? "    pays: { per-unit: £10 }\n" : "");
    }
}
