using Cairn.Desk;
using Cairn.Desk.Paying;
using Cairn.Ledger;
using Cairn.Record;
using Cairn.Rules;
using Cairn.Store;

namespace Cairn.Web.Pages.Money;

/// <summary>
/// A pay run as its page shows it. An open run is worked out as the record stands now; an approved one as it was approved, from the record and the
/// ledger of that moment. People are a reference, and only to who may know of the payment.
/// </summary>
public sealed record RunView(string Number, string Scheme, string SchemeTitle, RunState State, int PreparedOn, int AsAt, string? Preparer, long Amount)
{
    public sealed record Line(string? Reference, string Outcome, string Payer, string Payee, long Pence, string Key);

    public sealed record HeldLine(string? Reference, string Outcome, long Pence, string Why, string Key, int HoldAt, bool TakesBack);

    public sealed record Sent(string Reference, string Payer, string Payee, long Pence, ReadBack? Result);

    public IReadOnlyList<string> Payers { get; init; } = [];

    public IReadOnlyList<Payout> Payouts { get; init; } = [];

    public IReadOnlyList<Line> Lines { get; init; } = [];

    public IReadOnlyList<HeldLine> Held { get; init; } = [];

    public IReadOnlyList<PayVariance> Variance { get; init; } = [];

    /// <summary>The number of the approved run before this one.</summary>
    public string? Before { get; init; }

    public IReadOnlyList<CarriedOver> Carried { get; init; } = [];

    public IReadOnlyList<Sent> Payments { get; init; } = [];

    public IReadOnlyList<PaymentBatch> Batches { get; init; } = [];

    /// <summary>Where in the record it is said that the run was ended, and that its file was first written; -1 where neither.</summary>
    public int EndedAt { get; init; } = -1;

    public int WrittenAt { get; init; } = -1;

    public int EndedOn { get; init; }

    public string? EndedBy { get; init; }

    /// <summary>Why it can no longer be approved by anybody, in the desk's words.</summary>
    public string? Changed { get; init; }

    /// <summary>Why this viewer may not approve it; null when they may.</summary>
    public string? WhyNotApprove { get; init; }

    public ApprovalLimit? Limit { get; init; }

    public long Gross { get; init; }

    /// <summary>Works it out. <paramref name="reference"/> gives what stands for a person to this viewer, or null.</summary>
    public static RunView Of(Reading read, Scheme scheme, PayRun run, string viewer, DateTimeOffset now, IReadOnlyDictionary<int, BankAccount> accounts, Func<int, string?> reference)
    {
        RunView? first = null;
        // An approved run is shown by the rules that it was approved by, which its digest knows again.
        foreach (var rules in run.State is RunState.Approved ? [scheme, .. read.Earlier(scheme)] : (Scheme[])[scheme])
        {
            var (view, fits) = Under(read, rules, run, viewer, now, accounts, reference);
            if (fits) return view;
            first ??= view;
        }
        return first!;
    }

    private static (RunView View, bool Fits) Under(Reading read, Scheme scheme, PayRun run, string viewer, DateTimeOffset now, IReadOnlyDictionary<int, BankAccount> accounts, Func<int, string?> reference)
    {
        var state = read.State;
        var preparer = state.RecordedBy(run.Position);
        var view = new RunView(run.Number, scheme.Name, scheme.Title, run.State, run.PreparedOn, run.AsAt, preparer, run.Amount) { Payers = [.. scheme.Payers.Select(p => p.Title)], Gross = run.Gross, Carried = PayBooks.Carried(scheme, state.Facts, state.Book) };
        if (run.EndedAt is { } ended) view = view with { EndedAt = ended, EndedOn = state.Facts.Columns.Recordeds[ended], EndedBy = state.RecordedBy(ended) };
        if (run.State is RunState.Withdrawn) return (view, true);
        var sent = PayRuns.Sent(scheme, state.Facts, state.Book, run.Number);
        if (run.State is RunState.Approved)
        {
            var results = PayBooks.Results(state.Facts, scheme.Name);
            view = view with
            {
                Payments = [.. sent.Select(s => new Sent(s.Reference, scheme.Payers[s.Payer].Title, s.Payee, s.Pence, results.GetValueOrDefault(s.Reference)))],
                Batches = PaymentFile.Of(scheme, state.Facts, state.Book, run, state.RecordedBy).Batches,
                WrittenAt = PayBooks.FirstWritten(state.Facts, run.Number) ?? -1,
            };
        }
        var (facts, book) = run.State is RunState.Open ? (state.Facts, state.Book) : AsApproved(state, run);
        var ask = new PayQuestion(run.State is RunState.Open && run.AsAt == read.Today ? read.Answer(scheme) : Evaluation.Of(scheme, facts, run.AsAt, Day.Never), book, run.Number, preparer ?? "", run.PreparedOn, state.RecordedBy, accounts.ContainsKey);
        var (plan, refusal) = PreparePayRun.Decide(ask, now, read.Today, preparer ?? "");
        if (plan is null || (run.State is RunState.Approved && plan.Digest != run.Digest)) return (view with { Changed = refusal?.Why }, false);
        view = view with
        {
            Gross = plan.Gross,
            Payouts = plan.Payouts,
            Lines = [.. plan.Lines.Select(l => new Line(reference(l.Subject), l.Outcome < 0 ? "" : scheme.Outcomes[l.Outcome].Title, scheme.Payers[l.Payer].Title, l.Payee, l.Pence, l.Key))],
            Held = [.. HeldOf(scheme, plan, facts, book, reference)],
            Before = PayRuns.SentBefore(scheme, state.Facts, state.Book, run.Number) is [var first, ..] ? first.Run : null,
            Variance = PayVariance.Between(PayRuns.SentBefore(scheme, state.Facts, state.Book, run.Number), plan),
        };
        if (run.State is not RunState.Open) return (view, true);
        // Asked as nobody, the only thing that can stand in the way is that the record has changed.
        var changed = ApprovePayRun.Decide(ask, run, now, read.Today, "").Refusal is { Name: "ChangedSince" } other ? other.Why : null;
        return (view with { Changed = changed, WhyNotApprove = ApprovePayRun.Decide(ask, run, now, read.Today, viewer).Refusal?.Why, Limit = ApprovalLimit.Of(state.Facts, scheme.Name, viewer, read.Today, state.RecordedBy) }, true);
    }

    private static IEnumerable<HeldLine> HeldOf(Scheme scheme, PayPlan plan, Facts facts, Book book, Func<int, string?> reference)
    {
        var holds = PaymentHolds.Of(facts, scheme.Name);
        return plan.Held.Select(h => new HeldLine(reference(h.Subject), h.Outcome < 0 ? "" : scheme.Outcomes[h.Outcome].Title, h.Total, h.Why, h.Key, holds.TryGetValue(h.Key, out var hold) ? hold.Position : -1, book.Find(h.Key) is not null));
    }

    /// <summary>What had been recorded and posted when the run was approved.</summary>
    private static (Facts, Book) AsApproved(State state, PayRun run)
    {
        var prefix = $"run:{run.Number}-";
        var at = state.Book.Entries.FirstOrDefault(e => e.Key.StartsWith(prefix, StringComparison.Ordinal))?.RecordedAt ?? DateTimeOffset.MaxValue;
        return (state.Facts.Prefix(run.EndedAt!.Value), Book.From(state.Book.Entries.TakeWhile(e => e.RecordedAt < at)));
    }
}
