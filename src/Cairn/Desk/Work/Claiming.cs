using Cairn.Record;
using Cairn.Rules;

namespace Cairn.Desk;

/// <summary>Where a result that somebody reached stands on its way to being paid.</summary>
public enum ClaimStep
{
    /// <summary>A verifier did not uphold it; the claimant answers, and claims again.</summary>
    SentBack,
    /// <summary>Reached, priced and its evidence seen: it may be claimed today.</summary>
    Ready,
    /// <summary>Reached, and none of the evidence that would do has been seen.</summary>
    NeedsEvidence,
    /// <summary>Reached, and its waiting time runs.</summary>
    NotYet,
    /// <summary>A cap, an earlier payment or another rule stands in the way; or the time for claiming is over.</summary>
    HeldUp,
    /// <summary>Claimed, and no verifier has looked since.</summary>
    Waits,
    /// <summary>Upheld by a verifier; to be paid.</summary>
    Verified,
    /// <summary>Paid, and as it stands rightly.</summary>
    Paid,
}

/// <summary>One result of one person on that way. Positions are those of the record; amounts are pence, what it would be worth where nothing is payable yet.</summary>
public sealed record ClaimLine(Scheme Scheme, Outcome Outcome, Achievement Reached, ClaimStep Step, long Pence, SettlementLine Line)
{
    /// <summary>The first day on which it may be claimed.</summary>
    public int ClaimableOn { get; init; }

    /// <summary>Every good claim for it, by day.</summary>
    public IReadOnlyList<int> Claims { get; init; } = [];

    /// <summary>What a verifier said last of it.</summary>
    public int? Verification { get; init; }

    /// <summary>The facts behind it.</summary>
    public IReadOnlyList<int> Because { get; init; } = [];

    /// <summary>The kinds of evidence still wanted, a group each of which one will do; empty when enough has been seen.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Wanted { get; init; } = [];

    /// <summary>Whether claiming it today, for the first time or again, can lead to its being paid.</summary>
    public bool MayBeClaimed => Step is ClaimStep.Ready || (Step is ClaimStep.SentBack && Reached.Payable > 0);

    /// <summary>The same result of the same person, named as addresses and settlements name it.</summary>
    public bool Is(string scheme, string outcome, int time) => Scheme.Name == scheme && Outcome.Name == outcome && Reached.Time == time;
}

/// <summary>The results of people that are paid on a claim, each with where it stands: from the same settlement that would pay it.</summary>
public static class Claiming
{
    /// <summary>A line for each result, in the settlement's order. A scheme that asks for no claims, or is not about people, has none.</summary>
    public static IEnumerable<ClaimLine> Of(Evaluation answer, Settlement settlement, RecordedBy recordedBy)
    {
        if (!answer.Scheme.NeedsClaims || answer.Scheme.About is not About.Person || answer.Scheme.Payers.Count == 0) yield break;
        var claims = new Claims(answer, recordedBy);
        var reached = answer.Achievements.ToDictionary(a => (a.Subject, a.Outcome, a.Time));
        // What was paid for two records of one person has a second line, to take it back.
        foreach (var line in settlement.Lines.DistinctBy(l => (l.Subject, l.Outcome, l.Time)))
            if (line.Subject >= 0 && line.Outcome >= 0 && reached.TryGetValue((line.Subject, line.Outcome, line.Time), out var a)) yield return Of(answer, claims, a, line);
    }

    private static ClaimLine Of(Evaluation answer, Claims claims, Achievement a, SettlementLine line)
    {
        var outcome = answer.Scheme.Outcomes[a.Outcome];
        return new ClaimLine(answer.Scheme, outcome, a, StepOf(answer, claims, a, line), line.Total > 0 ? line.Total : a.Due, line)
        {
            ClaimableOn = claims.ClaimableOn(a),
            Claims = claims.All(a),
            Verification = claims.Answered(a),
            Because = answer.Because(a),
            Wanted = a.HasEvidence ? [] : [.. WantedFor(answer, claims, outcome, a)],
        };
    }

    private static ClaimStep StepOf(Evaluation answer, Claims claims, Achievement a, SettlementLine line) => line.What switch
    {
        Settled.Stands => ClaimStep.Paid,
        Settled.Posts or Settled.Held or Settled.NotYours => ClaimStep.Verified,
        Settled.ToReverse => ClaimStep.HeldUp,
        _ when claims.IsSentBack(a) => ClaimStep.SentBack,
        _ when claims.Waits(a) => ClaimStep.Waits,
        Settled.NotClaimed when claims.WhyNotOn(a, answer.On) is null => ClaimStep.Ready,
        Settled.NotClaimed when answer.On < claims.ClaimableOn(a) => ClaimStep.NotYet,
        Settled.NotPayable when !a.HasEvidence => ClaimStep.NeedsEvidence,
        _ => ClaimStep.HeldUp,
    };

    private static IEnumerable<IReadOnlyList<string>> WantedFor(Evaluation answer, Claims claims, Outcome outcome, Achievement a)
    {
        var seen = answer.Because(a).Concat(claims.All(a)).Aggregate(0UL, (all, p) => all | answer.Facts.Columns.EvidenceOf(p));
        var rules = new[] { a.Time > 1 ? outcome.EvidenceLater ?? outcome.Evidence : outcome.Evidence }.Concat(Clauses.Within(outcome).Select(c => c.Evidence)).OfType<EvidenceRule>();
        foreach (var group in rules.SelectMany(r => r.Groups))
            if (group.All(k => (seen >> k & 1) == 0)) yield return [.. group.Select(k => answer.Facts.Vocabulary.Evidence[k])];
    }
}
