using Cairn.Ledger;
using Cairn.Record;
using Cairn.Rules;
using Day = Cairn.Record.Day;

namespace Cairn.Desk.Paying;

/// <summary>What a member may approve on a day: the sum for a calendar month, of one scheme or of all, and what of it is used.</summary>
public sealed record ApprovalLimit(long Amount, string? Scheme, long Used)
{
    /// <summary>What is left of the month, in pence; never below nothing.</summary>
    public long Left => Math.Max(0, Amount - Used);

    /// <summary>
    /// The limit that stands for a member and a scheme on a day; null without one. One that names the scheme comes before one for all,
    /// and the later begun before the earlier. A limit that the member recorded counts for nothing. Limits are cumulative: what
    /// the member approved in the same calendar month is used up, for that scheme or, where the limit is for all, for all.
    /// </summary>
    public static ApprovalLimit? Of(Facts facts, string scheme, string member, int day, RecordedBy recordedBy)
    {
        var limits = Said.Of(facts, "approval-limit", member).Where(l => l.Covers(day) && (l.Name("scheme") ?? scheme) == scheme && recordedBy(l.Position) != member);
        if (limits.OrderBy(l => l.Name("scheme") is null ? 0 : 1).ThenBy(l => l.From).ThenBy(l => l.Position).ToList() is not [.., var limit]) return null;
        var named = limit.Name("scheme");
        var month = Day.Date(day);
        var used = Said.Of(facts, "pay-run-approval").Where(a => recordedBy(a.Position) == member && (named is null || a.Name("scheme") == named)
            && Day.Date(a.RecordedOn) is var on && on.Year == month.Year && on.Month == month.Month).Sum(a => a.Amount("amount") ?? 0);
        return new ApprovalLimit(limit.Amount("amount") ?? 0, named, used);
    }
}

/// <summary>
/// Approving a pay run: by somebody who did not prepare it, claimed or verified no line of it, belongs to no partner that it pays, and whose
/// limit covers it. Whoever approved a payment may approve that it is taken back, which somebody else prepared. What is approved is what
/// was prepared, or nothing is.
/// </summary>
public static class ApprovePayRun
{
    /// <summary>The plan whose entries are posted, or why the run may not be approved. The question's preparer and day are the run's own.</summary>
    public static (PayPlan? Plan, DeskRefusal? Refusal) Decide(PayQuestion ask, PayRun run, DateTimeOffset at, int today, string approver)
    {
        var scheme = ask.Answer.Scheme;
        var (plan, refusal) = PreparePayRun.Decide(ask, at, today, approver);
        if (plan is null) return (null, refusal);
        if (ask.Preparer == approver) return No("NotYourOwn", $"{approver} prepared {run.Number}; someone else must approve it.");
        if (plan.Digest != run.Digest) return No("ChangedSince", $"The record has changed since {run.Number} was prepared: {Changes(ask, plan, at, today)}. Withdraw it and prepare it anew.");
        if (Own(ask, plan, approver, today) is { } own) return No("NotYourOwn", $"{own}; someone else must approve {run.Number}.");
        if (ApprovalLimit.Of(ask.Answer.Facts, scheme.Name, approver, today, ask.RecordedBy) is not { } limit)
            return No("NoLimit", $"No limit is recorded for {approver} on {Day.Long(today)}, so {approver} approves nothing for {scheme.Name}.");
        if (plan.Gross > limit.Left)
            return No("AboveLimit", $"{run.Number} comes to {Pence.Format(plan.Gross)}. {approver} may approve {Pence.Format(limit.Amount)} a month{(limit.Scheme is null ? " over all schemes" : "")} and has approved {Pence.Format(limit.Used)} this month, so {Pence.Format(limit.Left)} is left.");
        return (plan, null);
    }

    private static (PayPlan?, DeskRefusal?) No(string name, string why) => (null, new DeskRefusal(name, why));

    private static string? Own(PayQuestion ask, PayPlan plan, string approver, int today)
    {
        var claims = new Claims(ask.Answer, ask.RecordedBy);
        var reached = ask.Answer.Achievements.GroupBy(a => (a.Subject, a.Outcome, a.Time)).ToDictionary(g => g.Key, g => g.First());
        foreach (var line in plan.Lines)
        {
            if (reached.TryGetValue((line.Subject, line.Outcome, line.Time), out var a) && claims.WhyNotBy(a, approver) is { } own) return own[..own.IndexOf(',', StringComparison.Ordinal)] + $" for {line.Key}";
        }
        var partners = Membership.Of(ask.Answer.Facts, approver, today);
        return plan.Payouts.FirstOrDefault(p => p.Pays > 0 && partners.Contains(p.Payee)) is { } payout ? $"{approver} belongs to {payout.Payee}, which this run pays" : null;
    }

    private static string Changes(PayQuestion ask, PayPlan now, DateTimeOffset at, int today)
    {
        var run = PayRuns.Of(ask.Answer.Facts, ask.Answer.Scheme.Name).First(r => r.Number == ask.Run);
        var then = Evaluation.Of(ask.Answer.Scheme, ask.Answer.Facts.Prefix(run.Position), ask.Answer.On, Day.Never);
        var said = PreparePayRun.Decide(ask with { Answer = then }, at, today, ask.Preparer).Plan?.ChangesTo(now) ?? [];
        return said.Count == 0 ? "the ledger or the scheme's file is another"
            : string.Join("; ", said.Take(3)) + (said.Count > 3 ? $"; and {said.Count - 3} more" : "");
    }
}
