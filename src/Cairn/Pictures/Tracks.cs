namespace Cairn.Pictures;

/// <summary>A fact and the stretch of the picture it takes.</summary>
internal sealed record Piece(StripFact Fact, double From, double To);

/// <summary>Packs pieces into as few tracks as they fit without touching; the ones added first get the upper tracks.</summary>
internal sealed class Tracks
{
    private readonly List<List<Piece>> tracks = [];

    /// <summary>The tracks from the top, each from the left.</summary>
    public IEnumerable<IReadOnlyList<Piece>> All => tracks.Select(t => t.OrderBy(p => p.From).ToList());

    public void Add(Piece piece)
    {
        var track = tracks.Find(t => t.TrueForAll(p => (p.To <= piece.From + 0.01 || piece.To <= p.From + 0.01) && p.Fact.Kind.IsSpell == piece.Fact.Kind.IsSpell && p.Fact.IsGhost == piece.Fact.IsGhost));
        if (track is null) tracks.Add(track = []);
        track.Add(piece);
    }
}

/// <summary>The room below a track for labels that fit neither in their bar nor beside it: a few rows, each label led to by a line of its own.</summary>
internal sealed class LabelRows(double left, double right, int most)
{
    private readonly List<List<(double From, double To)>> rows = [];

    /// <summary>How many rows are in use.</summary>
    public int Count => rows.Count;

    /// <summary>Finds a row and a place for a label of a width that belongs to x; null where there is none.</summary>
    public (int Row, double X)? Place(double x, double width)
    {
        var start = Math.Max(left, Math.Min(x, right - width));
        if (width > right - left) return null;
        for (var row = 0; row < most; row++)
        {
            if (row > 0 && !Free(row - 1, x - 2, x + 2)) return null;
            if (!Free(row, start - 4, start + width + 4)) continue;
            while (rows.Count <= row) rows.Add([]);
            rows[row].Add((start, start + width));
            for (var above = 0; above < row; above++) rows[above].Add((x - 2, x + 2));
            return (row, start);
        }
        return null;
    }

    private bool Free(int row, double from, double to) => row >= rows.Count || rows[row].TrueForAll(t => to <= t.From || t.To <= from);
}
