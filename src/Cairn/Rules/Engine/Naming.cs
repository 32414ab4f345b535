using Cairn.Record;

namespace Cairn.Rules.Engine;

/// <summary>Finds facts about someone that name an outcome: claims, and what verifiers said of them.</summary>
internal static class Naming
{
    /// <summary>
    /// The positions of the known facts of a kind, begun by the day asked about, that name the achievement's outcome and time,
    /// in order of their day. One that names no time is of the first; one that names no scheme is of any. For a result that is not
    /// a person's, the kind is that of the same name with <c>partner-</c> before it: a partner says it, for itself, for the one that
    /// it names in <c>for</c>, or, naming nobody, for the whole cohort.
    /// </summary>
    public static List<int> Find(Evaluation answer, Kind? kind, Achievement a)
    {
        var found = new List<int>();
        var ofPerson = a.Subject >= 0 && answer.Scheme.About is About.Person;
        if (kind is not null && !ofPerson) kind = answer.Facts.Vocabulary.Find($"partner-{kind.Name}");
        if (kind is null || kind.About != (ofPerson ? About.Person : About.Partner) || answer.Facts.Index.Table(kind) is not { } table || kind.Find("outcome") is not { } named) return found;
        var scheme = kind.Find("scheme");
        var time = kind.Find("time");
        var forWhom = ofPerson ? null : kind.Find("for");
        var outcomeName = answer.Facts.Names.Find(answer.Scheme.Outcomes[a.Outcome].Name);
        var schemeName = answer.Facts.Names.Find(answer.Scheme.Name);
        var itself = a.Subject >= 0 && answer.Scheme.About is About.Person or About.Partner;
        var meant = a.Subject >= 0 && !ofPerson ? answer.Facts.Names.Find(answer.Facts.Of(answer.Scheme.About)[a.Subject]) : FactColumns.Missing;
        for (var s = 0; s + 1 < table.Start.Length; s++)
        {
            if (ofPerson) s = a.Subject;
            for (var r = table.Start[s]; r < table.Start[s + 1]; r++)
            {
                ref readonly var row = ref table.Rows[r];
                if (!row.KnownAt(answer.Known) || row.From > answer.On || table.Detail(r, named.Slot) != outcomeName) continue;
                if (scheme is not null && table.Detail(r, scheme.Slot) is not FactColumns.Missing and var said && said != schemeName) continue;
                var forTime = time is null ? FactColumns.Missing : table.Detail(r, time.Slot);
                if ((forTime == FactColumns.Missing ? 1 : forTime) != a.Time) continue;
                var who = forWhom is null ? FactColumns.Missing : table.Detail(r, forWhom.Slot);
                var fits = who == FactColumns.Missing ? a.Subject < 0 || (itself && s == a.Subject) : who == meant;
                if (fits) found.Add(table.Positions[r]);
            }
            if (ofPerson) break;
        }
        if (!ofPerson) found.Sort((x, y) => (answer.Facts.Columns.Froms[x], x).CompareTo((answer.Facts.Columns.Froms[y], y)));
        return found;
    }
}
