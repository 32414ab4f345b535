using Cairn.Rules;

namespace Cairn.Desk.Change;

/// <summary>What a change of rules does to a payment that was posted.</summary>
public enum PaidUnder
{
    /// <summary>The next settlement would propose to take it back, for somebody else to approve; nothing is taken back by the change itself.</summary>
    WouldBeTakenBack,
    /// <summary>It was proposed to be taken back, and would not be any more.</summary>
    NoLongerTakenBack,
    /// <summary>The rules now say otherwise of it, and it stands all the same, for the reason given.</summary>
    Stands,
}

/// <summary>One payment that was posted and on which two sets of rules differ: its entry's key, whose, for what, how much, what becomes of it and why, as settlement says it.</summary>
public sealed record PaidChange(PaidUnder What, string Key, int Subject, string Outcome, string Title, long Pence, string Why)
{
    /// <summary>
    /// Compares what a settlement makes of all that was paid under the one and the other. What was paid keeps its place only where settlement keeps it:
    /// rules hold for all that is settled from their first day, whenever it was reached.
    /// </summary>
    public static IReadOnlyList<PaidChange> Between(SchemeChange change, Scheme before, Settlement settledBefore, Scheme after, Settlement settledAfter)
    {
        var differ = change.Results.Select(r => (r.Subject, r.Outcome, r.Time)).ToHashSet();
        var (was, now) = (Paid(settledBefore), Paid(settledAfter));
        var found = new List<PaidChange>();
        foreach (var key in was.Keys.Union(now.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var (one, two) = (was.GetValueOrDefault(key), now.GetValueOrDefault(key));
            var line = two ?? one!;
            var outcome = Named(after, two) ?? Named(before, one);
            PaidUnder? what = (one?.What, two?.What) switch
            {
                (not Settled.ToReverse, Settled.ToReverse) => PaidUnder.WouldBeTakenBack,
                (Settled.ToReverse, not Settled.ToReverse) => PaidUnder.NoLongerTakenBack,
                (_, Settled.Stands) when outcome is not null && differ.Contains((line.Subject, outcome.Name, line.Time)) => PaidUnder.Stands,
                _ => null,
            };
            if (what is { } changed) found.Add(new PaidChange(changed, key, line.Subject, outcome?.Name ?? "", outcome?.Title ?? "a result that the rules no longer have", line.Total, line.Why));
        }
        return found;
    }

    private static Outcome? Named(Scheme scheme, SettlementLine? line) => line is { Outcome: >= 0 and var number } ? scheme.Outcomes[number] : null;

    private static Dictionary<string, SettlementLine> Paid(Settlement settled) => settled.Lines.Where(l => l.What is Settled.Stands or Settled.ToReverse).ToDictionary(l => l.Key, StringComparer.Ordinal);
}
