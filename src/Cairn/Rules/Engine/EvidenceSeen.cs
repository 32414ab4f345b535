using Cairn.Record;

namespace Cairn.Rules.Engine;

/// <summary>The evidence seen for an achievement: on the facts behind it, and on claims that name it.</summary>
internal sealed class EvidenceSeen(Evaluation answer)
{
    private readonly ClaimFacts claims = new(answer);

    /// <summary>Whether what the outcome asks for has been seen, and what the branch that was met asks for.</summary>
    public bool Meets(Outcome outcome, in Achievement a)
    {
        var rule = a.Time > 1 ? outcome.EvidenceLater ?? outcome.Evidence : outcome.Evidence;
        var branches = Clauses.Within(outcome).Any(c => c.Evidence is not null);
        if (rule is null && !branches) return true;
        ulong seen = 0;
        foreach (var position in answer.Bound.Because(answer.Roll, answer.Known, a)) seen |= answer.Facts.Columns.EvidenceOf(position);
        foreach (var position in claims.Of(outcome.Name, in a)) seen |= answer.Facts.Columns.EvidenceOf(position);
        return (rule?.MetBy(seen) ?? true) && (!branches || answer.Bound.BranchesProved(answer.Roll, answer.Known, a, seen));
    }

    /// <summary>The day of the first claim for it, or never.</summary>
    public int ClaimedOn(in Achievement a)
    {
        var day = Day.Never;
        foreach (var position in claims.Of(answer.Scheme.Outcomes[a.Outcome].Name, in a)) day = Math.Min(day, answer.Facts.Columns.Froms[position]);
        return day;
    }
}

/// <summary>Facts of kind <c>claim</c>, by the outcome they name.</summary>
internal sealed class ClaimFacts(Evaluation answer)
{
    private readonly Kind? kind = answer.Facts.Vocabulary.Find("claim");

    /// <summary>The positions of the known claims by or for someone for this outcome and time; a claim that names no time is for the first.</summary>
    public List<int> Of(string outcome, in Achievement a)
    {
        var found = new List<int>();
        if (kind is null || a.Subject < 0 || kind.About != answer.Scheme.About || answer.Facts.Index.Table(kind) is not { } table || kind.Find("outcome") is not { } named) return found;
        var scheme = kind.Find("scheme");
        var time = kind.Find("time");
        var outcomeName = answer.Facts.Names.Find(outcome);
        var schemeName = answer.Facts.Names.Find(answer.Scheme.Name);
        for (var r = table.Start[a.Subject]; r < table.Start[a.Subject + 1]; r++)
        {
            ref readonly var row = ref table.Rows[r];
            if (row.Recorded > answer.Known || answer.Known >= row.Until || row.From > answer.On || table.Detail(r, named.Slot) != outcomeName) continue;
            if (scheme is not null && table.Detail(r, scheme.Slot) is not FactColumns.Missing and var s && s != schemeName) continue;
            var forTime = time is null ? FactColumns.Missing : table.Detail(r, time.Slot);
            if ((forTime == FactColumns.Missing ? 1 : forTime) == a.Time) found.Add(table.Positions[r]);
        }
        return found;
    }
}
