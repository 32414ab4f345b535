namespace Cairn.Pictures;

/// <summary>How wide text is in a sans-serif font, on the safe side, so that labels can be kept apart where no font is at hand.</summary>
public static class TextWidth
{
    /// <summary>Thousandths of the font size for the characters from space to tilde, as in Helvetica and Arial.</summary>
    private static readonly int[] Widths =
    [
        278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
        1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
        333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
    ];

    /// <summary>The width of a line; 6 per cent more than Arial's, and 8 more again in bold, as other fonts run wider. A character that is not in the table counts one em.</summary>
    public static double Of(string text, double size, bool bold = false)
    {
        var thousandths = 0;
        foreach (var c in text) thousandths += c is >= ' ' and <= '~' ? Widths[c - ' '] : c == '£' ? 556 : 1000;
        return thousandths * size * (bold ? 1.14 : 1.06) / 1000;
    }

    /// <summary>The text in lines of at most this width, broken at spaces; a single word that is too wide stands alone.</summary>
    public static IReadOnlyList<string> Wrap(string text, double width, double size, bool bold = false)
    {
        var lines = new List<string>();
        var line = "";
        foreach (var word in text.Split(' '))
        {
            var longer = line.Length == 0 ? word : $"{line} {word}";
            if (line.Length > 0 && Of(longer, size, bold) > width)
            {
                lines.Add(line);
                longer = word;
            }
            line = longer;
        }
        lines.Add(line);
        return lines;
    }

    /// <summary>The text, cut with three dots where it is too wide.</summary>
    public static string Cut(string text, double width, double size, bool bold = false)
    {
        if (Of(text, size, bold) <= width) return text;
        var end = text.Length;
        while (end > 0 && Of(text[..end].TrimEnd() + "...", size, bold) > width) end--;
        return text[..end].TrimEnd(' ', ',', '(') + "...";
    }
}
