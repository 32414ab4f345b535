using System.Globalization;

namespace Cairn.Pictures;

/// <summary>One part of a sum: to whom, how much, and beside it another reckoning of the same part; null where there is none.</summary>
public readonly record struct SharePart(string Name, long Pence, long? Beside);

/// <summary>
/// A sum shared out, a bar a part, the longest first, with a mark where another reckoning would have put it. The table beside it says the same.
/// </summary>
public sealed record ShareBars(string Title, string Said, string BesideSaid, IReadOnlyList<SharePart> Parts)
{
    /// <summary>The picture as SVG. Two on one page need ids of their own. On a narrow one each name stands over its bar.</summary>
    public string Draw(StripLayout layout, string id)
    {
        var ink = new Ink(layout.Width);
        var most = Math.Max(1, Parts.Select(p => Math.Max(p.Pence, p.Beside ?? 0)).DefaultIfEmpty(1).Max());
        var amount = Parts.Select(p => TextWidth.Of(Pence.Whole(p.Pence), layout.Small)).DefaultIfEmpty(0).Max();
        var left = layout.IsWide ? layout.Margin + Parts.Select(p => TextWidth.Of(p.Name, layout.Small)).DefaultIfEmpty(0).Max() + 12 : layout.Margin;
        var right = layout.Width - layout.Margin - amount - 8;
        double X(long pence) => left + (right - left) * pence / most;
        var y = layout.Size + 8;
        y = Key(ink, layout, y, false, Said);
        if (Parts.Any(p => p.Beside is not null)) y = Key(ink, layout, y, true, BesideSaid);
        y += 4;
        foreach (var part in Parts.OrderByDescending(p => p.Pence).ThenBy(p => p.Name, StringComparer.Ordinal))
        {
            if (layout.IsWide) ink.Text(layout.Margin, y + layout.Small, part.Name, layout.Small);
            else
            {
                ink.Text(layout.Margin, y + layout.Small, part.Name, layout.Small);
                y += layout.Small + 5;
            }
            ink.Open("part", $"{part.Name}: {Pence.Whole(part.Pence)}{(part.Beside is { } beside ? $"; {BesideSaid.ToLowerInvariant()} {Pence.Whole(beside)}" : "")}");
            ink.Rect(left, y, Math.Max(0, X(part.Pence) - left), 14, $"fill=\"{Ink.Green}\"");
            if (part.Beside is { } mark) Mark(ink, X(mark), y);
            ink.Close();
            ink.Text(layout.Width - layout.Margin - TextWidth.Of(Pence.Whole(part.Pence), layout.Small), y + layout.Small - 1, Pence.Whole(part.Pence), layout.Small);
            y += 22;
        }
        return ink.ToSvg(y + 4, Title, Description, id);
    }

    /// <summary>What the picture shows, for whoever hears it.</summary>
    public string Description => Parts.Count == 0 ? "Nothing is shared out." : Parts.MaxBy(p => p.Pence) is var top && Parts.MinBy(p => p.Pence) is var least
        ? $"{Parts.Count} parts, from {Pence.Whole(least.Pence)} ({least.Name}) to {Pence.Whole(top.Pence)} ({top.Name})." : "";

    /// <summary>White under black, so that it is seen on a bar and beside it.</summary>
    private static void Mark(Ink ink, double x, double y)
    {
        ink.Rect(x - 3, y - 2, 6, 18, $"fill=\"{Ink.White}\"");
        ink.Rect(x - 1.5, y - 2, 3, 18, $"fill=\"{Ink.Black}\"");
    }

    private static double Key(Ink ink, StripLayout layout, double y, bool isMark, string text)
    {
        if (isMark) Mark(ink, layout.Margin + 14, y - 12);
        else ink.Rect(layout.Margin, y - 11, 28, 14, $"fill=\"{Ink.Green}\"");
        ink.Text(layout.Margin + 36, y, text, layout.Small);
        return y + layout.Size + 10;
    }
}
