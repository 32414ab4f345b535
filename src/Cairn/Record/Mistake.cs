using System.Globalization;

namespace Cairn.Record;

/// <summary>One thing wrong in a file someone wrote: where it is, what it is, and what to do. Lines and columns count from 1.</summary>
public sealed record Mistake(string File, int Line, int Column, string What, string? Shown = null)
{
    /// <summary>One line, <c>file:line:column: what, and what to do</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{File}:{Line}:{Column}: {What}");
}

/// <summary>The mistakes found so far in what is being read; all of them are reported at once.</summary>
public sealed class Mistakes
{
    private readonly List<Mistake> found = [];

    public IReadOnlyList<Mistake> Found => found;

    public bool Any => found.Count > 0;

    public void Add(Mistake mistake) => found.Add(mistake);

    public void Add(Yaml at, string what) => found.Add(new Mistake(at.File, at.Line, at.Column, what, at.ShownLine));

    /// <summary>The nearest of the words known, as <c> Did you mean 'x'?</c>, or nothing when none is near.</summary>
    public static string DidYouMean(string word, IEnumerable<string> known)
    {
        var best = known.Select(k => (Word: k, Steps: Steps(word, k))).OrderBy(k => k.Steps).FirstOrDefault();
        return best.Word is not null && best.Steps <= Math.Max(2, word.Length / 3) ? $" Did you mean '{best.Word}'?" : "";
    }

    /// <summary>How many letters must be added, dropped, changed or swapped with a neighbour to make one word the other.</summary>
    private static int Steps(string a, string b)
    {
        var d = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++) d[i, 0] = i;
        for (var j = 0; j <= b.Length; j++) d[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var same = a[i - 1] == b[j - 1] ? 0 : 1;
                d[i, j] = Math.Min(Math.Min(d[i - 1, j] + 1, d[i, j - 1] + 1), d[i - 1, j - 1] + same);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) d[i, j] = Math.Min(d[i, j], d[i - 2, j - 2] + 1);
            }
        }
        return d[a.Length, b.Length];
    }
}
