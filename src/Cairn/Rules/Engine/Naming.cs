using Cairn.Record;

namespace Cairn.Rules.Engine;

/// <summary>Finds facts about someone that name an outcome: claims, and what verifiers said of them.</summary>
internal static class Naming
{
    /// <summary>
    /// The positions of the known facts of a kind, begun by the day asked about, that name the achievement's outcome and time,
    /// in order of their day. One that names no time is of the first; one that names no scheme is of any.
    /// </summary>
    public static List<int> Find(Evaluation answer, Kind? kind, Achievement a)
    {
        var found = new List<int>();
        if (kind is null || a.Subject < 0 || kind.About != answer.Scheme.About || answer.Facts.Index.Table(kind) is not { } table || kind.Find("outcome") is not { } named) return found;
        var scheme = kind.Find("scheme");
        var time = kind.Find("time");
        var outcomeName = answer.Facts.Names.Find(answer.Scheme.Outcomes[a.Outcome].Name);
        var schemeName = answer.Facts.Names.Find(answer.Scheme.Name);
        for (var r = table.Start[a.Subject]; r < table.Start[a.Subject + 1]; r++)
        {
            ref readonly var row = ref table.Rows[r];
            if (!row.KnownAt(answer.Known) || row.From > answer.On || table.Detail(r, named.Slot) != outcomeName) continue;
            if (scheme is not null && table.Detail(r, scheme.Slot) is not FactColumns.Missing and var s && s != schemeName) continue;
            var forTime = time is null ? FactColumns.Missing : table.Detail(r, time.Slot);
            if ((forTime == FactColumns.Missing ? 1 : forTime) == a.Time) found.Add(table.Positions[r]);
        }
        return found;
    }
}
