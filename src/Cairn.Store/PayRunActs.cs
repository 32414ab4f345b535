using System.Globalization;
using Cairn.Desk;
using Cairn.Desk.Paying;
using Cairn.Record;
using Cairn.Rules;

namespace Cairn.Store;

/// <summary>
/// What members do with pay runs, each in one command: the decision is the desk's, and its facts and entries are kept together or not at all.
/// A scheme is given as the data holds it, but for preparing, which keeps its text when its words are new.
/// </summary>
public sealed class PayRunActs(DataFolder store, Asking who)
{
    public const string Approving = "approve-pay-run";
    private const string Role = "finance-officer";
    private readonly string by = who.By;

    /// <summary>Prepares a run as at a day; refused while another of the scheme waits. The same key prepares once.</summary>
    public Task<Reply> Prepare(Scheme scheme, string text, int asAt)
    {
        var accounts = BankDetailActs.Accounts(store);
        var asked = new Command(who.KeyFor("prepare-pay-run"), "prepare-pay-run", by, who.Capacity, $"{scheme.Name} {scheme.Version} {Day.Iso(asAt)}");
        return store.Do(asked, (state, now) =>
        {
            if (asAt > now.Today) return Decision.Refuse("NotYet", $"{Day.Long(asAt)} has not come yet; a run is as at today or a day before.");
            if (PayRuns.Open(state.Facts, scheme.Name) is { } open) return Decision.Refuse("RunOpen", $"{open.Number} of {scheme.Name}, {Pence.Format(open.Amount)}, waits to be approved since {Day.Long(open.PreparedOn)}. Approve or withdraw it before another is prepared.");
            var latest = PayRuns.Of(state.Facts, scheme.Name).Where(r => r.State is RunState.Approved).Select(r => r.AsAt).Append(Settlements.Latest(now.Answers(Settlements.Kind), scheme.Name) ?? 0).Max();
            if (asAt < latest) return Decision.Refuse("SettledLater", $"{scheme.Name} was settled as at {Day.Long(latest)}, and by an earlier day what was paid since would look wrong. Prepare as at that day or later.");
            var (keep, changed) = GivenText.Of(state, scheme.Name, text, asAt, now.Today);
            if (changed is not null) return changed;
            var number = PayRuns.Next(state.Facts);
            var (plan, refusal) = PreparePayRun.Decide(Question(state, now, scheme, asAt, number, by, now.Today, accounts), now.At, now.Today, by);
            if (plan is null) return Decision.Refuse(refusal!.Name, refusal.Why);
            if (plan.Payouts.Count == 0) return Decision.Refuse("NothingToPay", $"Nothing is to be paid or taken back for {scheme.Name} as at {Day.Long(asAt)}; {plan.Held.Count} payments are held back.");
            var fact = Fact(state, "pay-run", number, now.Today, ("scheme", scheme.Name), ("lines", Number(plan.Lines.Count)), ("as-at", Day.Iso(asAt)), ("amount", Money(plan.Amount)), ("gross", Money(plan.Gross)), ("digest", plan.Digest));
            return Decision.Append(number) with { Facts = [fact], Schemes = keep };
        });
    }

    /// <summary>Approves a run: its entries are posted with the fact that approves it. Approving again does nothing twice.</summary>
    public Task<Reply> Approve(Scheme scheme, string number)
    {
        var accounts = BankDetailActs.Accounts(store);
        return store.Do(new Command($"{Approving}:{number}", Approving, by, who.Capacity, $"{scheme.Name} {scheme.Version} {number}"), (state, now) =>
        {
            if (Find(state, scheme, number) is not { } run) return NoSuchRun(scheme, number);
            if (run.State is not RunState.Open) return Decision.Refuse("RunEnded", $"{number} is {run.State.ToString().ToLowerInvariant()} already.");
            if (now.RecordedBy(run.Position + 1L) is not { } preparer) return Decision.Refuse("NotByAMember", $"{number} came in a file; only what a member prepared here can be approved.");
            var (plan, refusal) = ApprovePayRun.Decide(Question(state, now, scheme, run.AsAt, number, preparer, run.PreparedOn, accounts), run, now.At, now.Today, by);
            if (plan is null) return Decision.Refuse(refusal!.Name, refusal.Why);
            var fact = Fact(state, "pay-run-approval", number, now.Today, ("scheme", scheme.Name), ("amount", Money(plan.Gross)), ("digest", plan.Digest));
            return Decision.Append($$"""{"scheme":"{{scheme.Name}}","version":"{{scheme.Version}}","run":"{{number}}","on":"{{Day.Iso(run.AsAt)}}","pence":{{Number(plan.Amount)}}}""") with { Facts = [fact], Entries = plan.Commands };
        });
    }

    /// <summary>Takes a run back that is not approved: by who prepared it, or by a member with a limit for the scheme.</summary>
    public Task<Reply> Withdraw(Scheme scheme, string number, string reason) =>
        store.Do(new Command($"withdraw-pay-run:{number}", "withdraw-pay-run", by, who.Capacity, $"{scheme.Name} {number} {reason}"), (state, now) =>
        {
            if (Find(state, scheme, number) is not { } run) return NoSuchRun(scheme, number);
            if (run.State is not RunState.Open) return Decision.Refuse("RunEnded", $"{number} is {run.State.ToString().ToLowerInvariant()} already.");
            RecordedBy recordedBy = p => now.RecordedBy(p + 1L);
            if (recordedBy(run.Position) != by && ApprovalLimit.Of(state.Facts, scheme.Name, by, now.Today, recordedBy) is null) return Decision.Refuse("NotYours", $"{number} is withdrawn by who prepared it or by somebody who may approve runs of {scheme.Name}.");
            return Decision.Append(number) with { Facts = [Fact(state, "pay-run-withdrawal", number, now.Today, ("scheme", scheme.Name), ("words", reason))] };
        });

    /// <summary>Puts one payment on hold, by the key of its entry, or lets it go again; what is held keeps its pounds under the caps.</summary>
    public Task<Reply> Hold(Scheme scheme, string payment, string reason, bool release)
    {
        var verb = release ? "payment-release" : "payment-hold";
        return store.Do(new Command(who.KeyFor(verb), verb, by, who.Capacity, $"{scheme.Name} {payment} {reason}"), (state, now) =>
        {
            var held = PaymentHolds.Of(state.Facts, scheme.Name).ContainsKey(payment);
            if (release && !held) return Decision.Refuse("NotHeld", $"{payment} is not on hold.");
            if (!release && held) return Decision.Refuse("HeldBefore", $"{payment} is on hold already.");
            if (!release && !Settle.Decide(Evaluation.Of(scheme, state.Facts, now.Today, Day.Never), state.Book, now.At, by).Lines.Any(l => l.Key == payment && l.What is not Settled.Stands))
                return Decision.Refuse("PaymentNotFound", $"No payment of {scheme.Name} that is to come or to be taken back has the key {payment}.");
            return Decision.Append(payment) with { Facts = [Fact(state, verb, payment, now.Today, ("scheme", scheme.Name), ("words", reason))] };
        });
    }

    /// <summary>Notes that the payment file was written, once; a file of other bytes under the same number would be refused.</summary>
    public Task<Reply> Sent(Scheme scheme, PaymentFile file, string digest) =>
        store.Do(new Command($"pay-run-file:{file.Run.Number}", "pay-run-file", by, who.Capacity, $"{scheme.Name} {file.Run.Number} {digest}"), (state, now) =>
            Decision.Append(file.Run.Number) with { Facts = [Fact(state, "pay-run-sent", file.Run.Number, now.Today, ("scheme", scheme.Name), ("amount", Money(file.Total)), ("digest", digest))] });

    /// <summary>Takes a file of results whole, or notes what is wrong with it and takes nothing.</summary>
    public Task<Reply> Results(Scheme scheme, string file, string hash, IReadOnlyList<PaymentResult> rows, Mistakes mistakes) =>
        store.Do(new Command($"payment-results:{scheme.Name}:{hash}", "payment-results", by, who.Capacity, $"{scheme.Name} {hash}"), (state, now) =>
        {
            if (PaymentResults.Decide(file, scheme, state.Facts, state.Book, rows, now.At, now.Today, by, mistakes) is not { } taken) return Decision.Refuse("NothingTaken", "Mend the file and read it again; nothing of it was taken.");
            var facts = taken.Results.Select(t => Fact(state, "payment-result", t.Run, t.Result.On, ("status", t.Result.IsPaid ? "paid" : "rejected"), ("scheme", scheme.Name), ("amount", Money(t.Result.Pence)), ("reference", t.Result.Reference), ("words", t.Result.Reason)));
            return Decision.Append($$"""{"paid":{{Number(rows.Count(r => r.IsPaid))}},"rejected":{{Number(rows.Count(r => !r.IsPaid))}}}""") with { Facts = [.. facts], Entries = taken.Commands };
        });

    /// <summary>The plan of a run as it would be now, or as the open run stands; for pages and tables, nothing is kept.</summary>
    public static (PayPlan? Plan, DeskRefusal? Refusal) Look(State state, Scheme scheme, int asAt, string number, string preparer, int on, DateTimeOffset at, RecordedBy recordedBy, IReadOnlyDictionary<int, BankAccount> accounts) =>
        PreparePayRun.Decide(new PayQuestion(Evaluation.Of(scheme, state.Facts, asAt, Day.Never), state.Book, number, preparer, on, recordedBy, accounts.ContainsKey), at, on, preparer);

    /// <summary>Decides an approval again from what the log held before it, and gives the entries it must have posted; or why it could not have been.</summary>
    public static (IReadOnlyList<Ledger.Command> Entries, int Payments, string? Why) Again(Scheme scheme, Facts facts, Ledger.Book book, LoggedCommand approval, RecordedBy recordedBy, IReadOnlyDictionary<int, BankAccount> accounts)
    {
        var number = approval.Key[(Approving.Length + 1)..];
        if (PayRuns.Of(facts, scheme.Name).FirstOrDefault(r => r.Number == number && r.State is RunState.Open) is not { } run) return ([], 0, $"no open run {number} stood before it");
        var question = new PayQuestion(Evaluation.Of(scheme, facts, run.AsAt, Day.Never), book, number, recordedBy(run.Position) ?? "", run.PreparedOn, recordedBy, accounts.ContainsKey);
        var (plan, refusal) = ApprovePayRun.Decide(question, run, approval.At, LondonTime.DayOf(approval.At), approval.By);
        return plan is null ? ([], 0, refusal!.Why) : (plan.Commands, plan.Lines.Where(l => !l.TakesBack).Select(l => l.Key).Distinct(StringComparer.Ordinal).Count(), null);
    }

    private static PayQuestion Question(State state, Deciding now, Scheme scheme, int asAt, string number, string preparer, int on, IReadOnlyDictionary<int, BankAccount> accounts) =>
        new(Evaluation.Of(scheme, state.Facts, asAt, Day.Never), state.Book, number, preparer, on, p => now.RecordedBy(p + 1L), accounts.ContainsKey);

    private static PayRun? Find(State state, Scheme scheme, string number) => PayRuns.Of(state.Facts, scheme.Name).FirstOrDefault(r => r.Number == number);

    private static Decision NoSuchRun(Scheme scheme, string number) => Decision.Refuse("NoSuchRun", $"There is no pay run {number} of {scheme.Name}.");

    internal static NewFact Fact(State state, string kind, string about, int on, params IEnumerable<(string Name, string Text)> details) => Recording.Fact(state, kind, about, on, Role, details);

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Money(long pence) => string.Create(CultureInfo.InvariantCulture, $"{pence / 100}.{pence % 100:00}");
}
