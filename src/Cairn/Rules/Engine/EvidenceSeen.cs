using Cairn.Record;

namespace Cairn.Rules.Engine;

/// <summary>The evidence seen for an achievement: on the facts behind it, and on claims that name it.</summary>
internal sealed class EvidenceSeen(Evaluation answer)
{
    private readonly Kind? claim = answer.Facts.Vocabulary.Find("claim");

    /// <summary>Whether what the outcome asks for has been seen, and what the branch that was met asks for.</summary>
    public bool Meets(Outcome outcome, in Achievement a)
    {
        var rule = a.Time > 1 ? outcome.EvidenceLater ?? outcome.Evidence : outcome.Evidence;
        var branches = Clauses.Within(outcome).Any(c => c.Evidence is not null);
        if (rule is null && !branches) return true;
        ulong seen = 0;
        foreach (var position in answer.Bound.Because(answer.Roll, answer.Known, a)) seen |= answer.Facts.Columns.EvidenceOf(position);
        foreach (var position in answer.FactsNaming(claim, a)) seen |= answer.Facts.Columns.EvidenceOf(position);
        return (rule?.MetBy(seen) ?? true) && (!branches || answer.Bound.BranchesProved(answer.Roll, answer.Known, a, seen));
    }

    /// <summary>The day of the first claim for it, or never.</summary>
    public int ClaimedOn(in Achievement a)
    {
        var day = Day.Never;
        foreach (var position in answer.FactsNaming(claim, a)) day = Math.Min(day, answer.Facts.Columns.Froms[position]);
        return day;
    }
}
