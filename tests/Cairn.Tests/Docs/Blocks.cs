using Cairn.Tests.Schemes;

namespace Cairn.Tests.Docs;

/// <summary>One fenced block of a document: the words after the fence, its text, and the line on which it begins.</summary>
internal sealed record Block(string Document, string Kind, string Text, int Line)
{
    /// <summary>Its place, for a message: "docs/scheme-language.md, line 34".</summary>
    public override string ToString() => $"{Document}, line {Line}";

    /// <summary>Every fenced block of a document, in order.</summary>
    public static IReadOnlyList<Block> Of(string document)
    {
        var blocks = new List<Block>();
        var lines = File.ReadAllLines(SchemeFolder.In(document.Split('/')));
        for (var i = 0; i < lines.Length; i++)
        {
            if (!lines[i].StartsWith("```", StringComparison.Ordinal)) continue;
            var end = Array.IndexOf(lines, "```", i + 1);
            end.ShouldBeGreaterThan(i, $"{document}, line {i + 1}: a fence is not closed");
            blocks.Add(new Block(document, lines[i][3..].Trim(), string.Join('\n', lines[(i + 1)..end]) + "\n", i + 2));
            i = end;
        }
        return blocks;
    }
}
