using System.Globalization;
using Cairn.Record;

namespace Cairn.Desk.Paying;

/// <summary>What became of a pay run.</summary>
public enum RunState
{
    /// <summary>Prepared; somebody else may approve it.</summary>
    Open,
    /// <summary>Approved; its entries are in the ledger.</summary>
    Approved,
    /// <summary>Taken back before it was approved.</summary>
    Withdrawn,
}

/// <summary>
/// A pay run as its facts tell it: its number, the day it was prepared and the day as at which it was, what it came to, and the digest of its
/// lines. <paramref name="Position"/> is that of the fact that prepared it, <paramref name="EndedAt"/> of the one that approved or withdrew it.
/// </summary>
public sealed record PayRun(string Number, string Scheme, int PreparedOn, int AsAt, int Lines, long Amount, long Gross, string Digest, int Position, RunState State, int? EndedAt);

/// <summary>The pay runs of a partnership, derived from facts. Runs are numbered together, so that no two batches are called the same.</summary>
public static class PayRuns
{
    /// <summary>Every run of a scheme in the order prepared. An approval counts when it names the digest that was prepared.</summary>
    public static IReadOnlyList<PayRun> Of(Facts facts, string scheme)
    {
        var approvals = Said.Of(facts, "pay-run-approval").ToLookup(a => a.Subject, StringComparer.Ordinal);
        var withdrawals = Said.Of(facts, "pay-run-withdrawal").ToLookup(a => a.Subject, StringComparer.Ordinal);
        var runs = new List<PayRun>();
        foreach (var p in Said.Of(facts, "pay-run").Where(p => p.Name("scheme") == scheme).DistinctBy(p => p.Subject))
        {
            var digest = p.Name("digest") ?? "";
            int? approved = approvals[p.Subject].Where(a => a.Name("digest") == digest && a.Position > p.Position).Select(a => (int?)a.Position).FirstOrDefault();
            int? withdrawn = withdrawals[p.Subject].Where(w => w.Position > p.Position).Select(w => (int?)w.Position).FirstOrDefault();
            var state = approved is null && withdrawn is null ? RunState.Open : withdrawn is null || approved < withdrawn ? RunState.Approved : RunState.Withdrawn;
            runs.Add(new PayRun(p.Subject, scheme, p.From, p.Value("as-at") ?? p.From, p.Value("lines") ?? 0, p.Amount("amount") ?? 0, p.Amount("gross") ?? 0, digest, p.Position, state, state is RunState.Approved ? approved : withdrawn));
        }
        return runs;
    }

    /// <summary>The run that waits to be approved; null without one.</summary>
    public static PayRun? Open(Facts facts, string scheme) => Of(facts, scheme).LastOrDefault(r => r.State is RunState.Open);

    /// <summary>Whether the scheme pays by runs: one has been prepared, and not withdrawn. It is not settled directly then.</summary>
    public static bool Pays(Facts facts, string scheme) => Of(facts, scheme).Any(r => r.State is not RunState.Withdrawn);

    /// <summary>Whether a payment was posted by a run, so that only a run takes it back: there is money to get back from its payee.</summary>
    public static bool Posted(Ledger.Entry payment) => PayAccounts.IsInARun(payment);

    /// <summary>What left in a run, by payer and reference; nothing before it is approved.</summary>
    public static IReadOnlyList<SentPayment> Sent(Rules.Scheme scheme, Facts facts, Ledger.Book book, string run) => PayAccounts.SentIn(scheme, book, facts, run);

    /// <summary>What left in the last approved run of a scheme before a run, to compare with; nothing before the first.</summary>
    public static IReadOnlyList<SentPayment> SentBefore(Rules.Scheme scheme, Facts facts, Ledger.Book book, string run) =>
        Of(facts, scheme.Name).TakeWhile(r => r.Number != run).LastOrDefault(r => r.State is RunState.Approved) is { } last ? PayAccounts.SentIn(scheme, book, facts, last.Number) : [];

    /// <summary>The number of the next run, whatever its scheme: <c>R0001</c>.</summary>
    public static string Next(Facts facts)
    {
        var groups = facts.Of(About.Group);
        var last = 0;
        for (var n = 0; n < groups.Count; n++)
            if (groups[n] is ['R', .. { Length: >= 4 and <= 6 } figures] && int.TryParse(figures, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) last = Math.Max(last, number);
        return string.Create(CultureInfo.InvariantCulture, $"R{last + 1:0000}");
    }
}

/// <summary>A payment that somebody put on hold, by the key of its entry, since the day given.</summary>
public sealed record PaymentHold(string Key, int Since, int Position);

/// <summary>Payments on hold: those of which the last word is that they are held.</summary>
public static class PaymentHolds
{
    /// <summary>The holds of a scheme by payment.</summary>
    public static IReadOnlyDictionary<string, PaymentHold> Of(Facts facts, string scheme)
    {
        var released = Said.Of(facts, "payment-release").ToLookup(r => r.Subject, r => r.Position, StringComparer.Ordinal);
        return Said.Of(facts, "payment-hold").Where(h => h.Name("scheme") == scheme).GroupBy(h => h.Subject, StringComparer.Ordinal)
            .Select(g => g.Last()).Where(h => !released[h.Subject].Any(p => p > h.Position))
            .ToDictionary(h => h.Subject, h => new PaymentHold(h.Subject, h.From, h.Position), StringComparer.Ordinal);
    }
}
