using Cairn.Desk.Paying;
using Cairn.Record;
using Cairn.Rules;
using Cairn.Store;

namespace Cairn.Cli;

/// <summary>A pay run in plain text: what each payee gets, the lines behind it, what is held back, and what is other than in the last run.</summary>
internal static class PayRunText
{
    /// <summary>Prints the run of a number, or the open one; false where there is none.</summary>
    public static bool Print(DataFolder store, Scheme scheme, string? number, TextWriter to)
    {
        var recorded = store.RecordedSingly();
        string? By(int position) => recorded.GetValueOrDefault(position + 1L);
        var accounts = BankDetailActs.Accounts(store);
        var names = Folder.Names(store);
        var shown = store.Read(state =>
        {
            var run = number is null ? PayRuns.Open(state.Facts, scheme.Name) : PayRuns.Of(state.Facts, scheme.Name).FirstOrDefault(r => r.Number == number);
            if (run is null) return null;
            var before = PayRuns.SentBefore(scheme, state.Facts, state.Book, run.Number);
            var preparer = By(run.Position) ?? "a file";
            if (run.State is not RunState.Open) return new Shown(run, preparer, null, before, PayRuns.Sent(scheme, state.Facts, state.Book, run.Number), null, new Dictionary<int, string>());
            var (plan, refusal) = PayRunActs.Look(state, scheme, run.AsAt, run.Number, preparer, run.PreparedOn, DateTimeOffset.UnixEpoch, By, accounts);
            var people = new Dictionary<int, string>();
            if (scheme.About is About.Person && plan is not null)
                foreach (var subject in plan.Lines.Select(l => l.Subject).Concat(plan.Held.Select(l => l.Subject)).Where(s => s >= 0)) people[subject] = state.Facts.Of(scheme.About)[subject];
            return new Shown(run, preparer, plan, before, [], refusal?.Why, people);
        });
        if (shown is null) return false;
        var its = shown.Run;
        to.WriteLine($"{its.Number} of {scheme.Name}: {its.State.ToString().ToLowerInvariant()}. Prepared on {Day.Long(its.PreparedOn)} by {shown.Preparer}, as at {Day.Long(its.AsAt)}: {its.Lines} lines, {Pence.Format(its.Amount)}.");
        if (shown.Why is not null) to.WriteLine($"It cannot be worked out now: {shown.Why}");
        if (shown.Plan is { } plan) Plan(scheme, shown, plan, subject => shown.People.TryGetValue(subject, out var token) ? names(token) : "everyone", to);
        else Sent(scheme, shown.Sent, to);
        return true;
    }

    private sealed record Shown(PayRun Run, string Preparer, PayPlan? Plan, IReadOnlyList<SentPayment> Before, IReadOnlyList<SentPayment> Sent, string? Why, IReadOnlyDictionary<int, string> People);

    private static void Sent(Scheme scheme, IReadOnlyList<SentPayment> sent, TextWriter to)
    {
        var table = new TextTable("Reference", "Payer", "Payee", ">Paid");
        foreach (var payment in sent) table.Add(payment.Reference, scheme.Payers[payment.Payer].Name, payment.Payee, Pence.Format(payment.Pence));
        if (table.Any) table.Write(to);
    }

    private static void Plan(Scheme scheme, Shown shown, PayPlan plan, Func<int, string> name, TextWriter to)
    {
        if (plan.Digest != shown.Run.Digest) to.WriteLine("The record has changed since it was prepared, so it cannot be approved: withdraw it and prepare it anew.");
        var totals = new TextTable("Reference", "Payer", "Payee", ">New", ">Taken back", ">From before", ">Pays", ">Stands over");
        foreach (var p in plan.Payouts) totals.Add(p.Reference, scheme.Payers[p.Payer].Name, p.Payee, Pence.Format(p.New), Pence.Format(-p.Back), Pence.Format(p.Before), Pence.Format(p.Pays), Pence.Format(p.After));
        if (totals.Any) totals.Write(to);
        foreach (var payer in plan.Payouts.GroupBy(p => p.Payer)) to.WriteLine($"{scheme.Payers[payer.Key].Name} pays {Pence.Format(payer.Sum(p => p.Pays))}.");
        Table(plan.Lines.Select(l => (l.Subject, l.Outcome, l.Key, Pence.Format(l.Pence), $"{scheme.Payers[l.Payer].Name} to {l.Payee}")), "Who pays whom");
        if (plan.Held.Count > 0) to.WriteLine("Held back:");
        Table(plan.Held.Select(l => (l.Subject, l.Outcome, l.Key, Pence.Format(l.Total), l.Why)), "Why");
        to.WriteLine(shown.Before.Count == 0 ? "There was no run before this one." : $"Since {shown.Before[0].Run}, which paid {Pence.Format(shown.Before.Sum(b => b.Pence))}:");
        if (shown.Before.Count == 0) return;
        var changes = new TextTable("Payer", "Payee", ">Last", ">Now", ">Change");
        foreach (var v in PayVariance.Between(shown.Before, plan)) changes.Add(scheme.Payers[v.Payer].Name, v.Payee, Pence.Format(v.Last), Pence.Format(v.Now), Pence.Format(v.Change));
        changes.Write(to);

        void Table(IEnumerable<(int Subject, int Outcome, string Key, string Amount, string Why)> rows, string last)
        {
            var table = new TextTable("Person", "Outcome", ">Amount", last, "Payment");
            foreach (var row in rows) table.Add(row.Outcome < 0 ? "" : name(row.Subject), row.Outcome < 0 ? "" : scheme.Outcomes[row.Outcome].Name, row.Amount, row.Why, row.Key);
            if (table.Any) table.Write(to);
        }
    }
}
