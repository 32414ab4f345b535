namespace Cairn.Web.Pages.Schemes;

/// <summary>One line of a text beside the text before: new, taken out, or (null) as it was.</summary>
public sealed record LineChange(string Text, bool? IsNew);

/// <summary>What changed between two texts, line by line: the longest way through both that keeps the order.</summary>
public static class LineChanges
{
    /// <summary>Only the changed lines and up to <paramref name="around"/> of those beside them; an empty text stands for what is left out between.</summary>
    public static IReadOnlyList<LineChange> Of(string before, string after, int around = 1)
    {
        var all = All(before.ReplaceLineEndings("\n").Split('\n'), after.ReplaceLineEndings("\n").Split('\n'));
        var near = Enumerable.Range(0, all.Count).Where(i => Enumerable.Range(i - around, 2 * around + 1).Any(n => n >= 0 && n < all.Count && all[n].IsNew is not null)).ToList();
        var shown = new List<LineChange>();
        for (var i = 0; i < near.Count; i++)
        {
            if (i > 0 && near[i] > near[i - 1] + 1) shown.Add(new("", null));
            shown.Add(all[near[i]]);
        }
        return shown;
    }

    private static List<LineChange> All(string[] one, string[] two)
    {
        var longest = new int[one.Length + 1, two.Length + 1];
        for (var i = one.Length - 1; i >= 0; i--)
            for (var j = two.Length - 1; j >= 0; j--)
                longest[i, j] = one[i] == two[j] ? longest[i + 1, j + 1] + 1 : Math.Max(longest[i + 1, j], longest[i, j + 1]);
        var changes = new List<LineChange>();
        int a = 0, b = 0;
        while (a < one.Length || b < two.Length)
            if (a < one.Length && b < two.Length && one[a] == two[b]) { changes.Add(new(one[a++], null)); b++; }
            else if (a < one.Length && (b == two.Length || longest[a + 1, b] >= longest[a, b + 1])) changes.Add(new(one[a++], false));
            else changes.Add(new(two[b++], true));
        return changes;
    }
}
