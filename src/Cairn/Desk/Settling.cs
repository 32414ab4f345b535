using Cairn.Ledger;
using Cairn.Record;
using Cairn.Rules;
using Day = Cairn.Record.Day;

namespace Cairn.Desk;

/// <summary>One run of a settlement over everything that was reached, in the order in which money is given out.</summary>
internal sealed class Settling(Evaluation answer, Caps caps, Payments payments, Claims claims, DateTimeOffset at, string by, HeldBack? heldBack = null)
{
    private readonly Scheme scheme = answer.Scheme;
    private readonly HashSet<string> looked = new(StringComparer.Ordinal);
    private readonly HashSet<(int Subject, string Outcome)> paid = [];
    private readonly Numbers numbers = new(answer, payments);

    public List<Command> Posts { get; } = [];

    public List<SettlementLine> Lines { get; } = [];

    public void Look(int index)
    {
        var a = answer.Achievements[index];
        var outcome = scheme.Outcomes[a.Outcome];
        if (outcome.Pays.Count == 0) return;
        var parts = new long[scheme.Payers.Count];
        for (var p = 0; p < parts.Length; p++) parts[p] = answer.Part(index, p);
        if (payments.Find(a.Subject, outcome.Name, a.Time) is { } standing) Compare(a, outcome, standing, parts);
        else if (a.Due > 0) Pay(a, outcome, payments.KeyOf(a), parts);
    }

    private void Add(Settled what, string key, Achievement a, IReadOnlyList<long> parts, string why)
    {
        if (what is Settled.Posts or Settled.Stands) paid.Add((a.Subject, scheme.Outcomes[a.Outcome].Name));
        Lines.Add(new SettlementLine(what, key, a.Subject, a.Outcome, a.Time, parts, why) { IsSentBack = what is Settled.NotVerified or Settled.NotPayable && scheme.NeedsClaims && claims.IsSentBack(a) });
    }

    /// <summary>Holds a payment that stands against what is due now.</summary>
    private void Compare(Achievement a, Outcome outcome, Payment standing, long[] parts)
    {
        looked.Add(standing.Entry.Key);
        var why = WhyItStands(a, outcome, standing, parts);
        var back = standing.IsTakenOn ? null : claims.WhyNotVerified(a);
        if (back is not null) Add(Settled.ToReverse, standing.Entry.Key, a, standing.Parts, $"its claim or verification was taken back: {back}");
        else if (why is not null) Add(Settled.Stands, standing.Entry.Key, a, standing.Parts, why);
        else Add(Settled.ToReverse, standing.Entry.Key, a, standing.Parts, $"the record now says {Pence.Format(parts.Sum())} and {Pence.Format(standing.Total)} was paid{(a.Limited is { } limited ? $": {limited}" : "")}");
    }

    /// <summary>Why what was paid is right still, or keeps its pounds; null when the record no longer bears it out.</summary>
    private string? WhyItStands(Achievement a, Outcome outcome, Payment standing, long[] parts)
    {
        if (standing.IsTakenOn) return "taken on as paid before";
        if (standing.Parts.SequenceEqual(parts)) return "paid before";
        if (a.ClawedBackOn != Day.Never || !a.HasEvidence) return null;
        if (outcome.AfterPaymentOf is { } needed && !paid.Contains((a.Subject, needed))) return null;
        if (a.Due == 0) return numbers.IsFull(a) ? "paid before, and what is paid keeps its place among the number" : null;
        var fitting = Fitting(a, parts, standing);
        var nothing = scheme.AtCap is AtCap.Nothing && fitting.Sum() < parts.Sum();
        var capped = a.Due >= standing.Total && !caps.IsPassed(a.Subject);
        for (var p = 0; p < parts.Length; p++)
        {
            var was = standing.Parts[p];
            if (was == parts[p] || (was == fitting[p] || nothing) && was < parts[p]) continue;
            if (capped && was > parts[p]) continue;
            if (Math.Abs(was - parts[p]) <= 1 && IsOverPlaces(outcome, p)) continue;
            return null;
        }
        return "paid before, and what is paid keeps its place under the cap";
    }

    /// <summary>A share of a sum is a penny more in the first places; who was paid keeps the penny of the place held then.</summary>
    private bool IsOverPlaces(Outcome outcome, int payer) => outcome.Pays.Any(l => l.Payer == scheme.Payers[payer].Name && l.Prices.Any(x => x.OverPlaces > 0));

    private void Pay(Achievement a, Outcome outcome, string subject, long[] parts)
    {
        var key = Accounts.Payment(scheme, subject, outcome.Name, a.Time, payments.NextAttempt(subject, outcome.Name, a.Time));
        if (payments.IsRepeated(a.Subject, outcome.Name)) Add(Settled.NotPayable, key, a, parts, "it was paid for two records of this person, and the one is to be taken back first");
        else if (outcome.AfterPaymentOf is { } needed && !paid.Contains((a.Subject, needed))) Add(Settled.NotPayable, key, a, parts, $"'{needed}' has not been paid");
        else if (a.Payable == 0) Add(Settled.NotPayable, key, a, parts, a.Limited ?? "nothing is payable");
        else if (scheme.NeedsClaims && claims.WhyNotClaimed(a) is { } unclaimed) Add(Settled.NotClaimed, key, a, parts, unclaimed);
        else if (claims.WhyNotVerified(a) is { } unverified) Add(Settled.NotVerified, key, a, parts, unverified);
        else if (heldBack is null && claims.WhyNotBy(a, by) is { } yours) Add(Settled.NotYours, key, a, parts, yours);
        else if (numbers.WhyNoRoom(a) is { } full) Add(Settled.NoRoom, key, a, new long[parts.Length], full);
        else Post(a, outcome, key, parts, heldBack?.Invoke(a, key));
    }

    private void Post(Achievement a, Outcome outcome, string key, long[] parts, string? held)
    {
        var fitting = Fitting(a, parts, null);
        long total = fitting.Sum(), wanted = parts.Sum();
        if (total == 0 || (total < wanted && scheme.AtCap is AtCap.Nothing))
        {
            Add(Settled.NoRoom, key, a, new long[parts.Length], $"{Pence.Format(wanted)} is payable, but the cap is taken by what was paid before");
            return;
        }
        if (held is not null)
        {
            for (var p = 0; p < fitting.Length; p++) foreach (var cap in caps.Of(p, a.Day)) caps.Reserve(cap, fitting[p]);
            foreach (var cap in caps.Shared(a.Subject, outcome.Name)) caps.Reserve(cap, total);
            numbers.Paid(a);
            Add(Settled.Held, key, a, fitting, held);
            return;
        }
        var legs = new List<Leg>();
        for (var p = 0; p < fitting.Length; p++) if (fitting[p] > 0) legs.AddRange(caps.Pay(p, a.Day, fitting[p]));
        foreach (var cap in caps.Shared(a.Subject, outcome.Name)) legs.AddRange(caps.Draw(cap, total));
        Posts.Add(new Command.Post(key, new Stamp(caps.Open(a.Day), at, by, $"{outcome.Name}, time {a.Time}"), Caps.Merged(legs)));
        numbers.Paid(a);
        Add(Settled.Posts, key, a, fitting, total < wanted ? $"{Pence.Format(wanted)} is payable and {Pence.Format(total)} is left under the cap" : scheme.NeedsClaims ? "claimed and verified" : "payable without a claim");
    }

    /// <summary>What fits under the caps, the first payer first; with a payment that stands, what would if its own pounds were free.</summary>
    private long[] Fitting(Achievement a, long[] parts, Payment? standing)
    {
        long Room(Cap cap) => caps.Room(cap) + (standing?.Entry.Legs.Where(l => l.Account == cap.Account).Sum(l => -l.Pence) ?? 0);
        var room = caps.Shared(a.Subject, scheme.Outcomes[a.Outcome].Name).Select(Room).DefaultIfEmpty(long.MaxValue).Min();
        var fitting = new long[parts.Length];
        long total = 0;
        for (var p = 0; p < parts.Length; p++)
        {
            var own = caps.Of(p, a.Day).Select(Room).DefaultIfEmpty(long.MaxValue).Min();
            fitting[p] = Math.Max(0, Math.Min(parts[p], Math.Min(own, room - total)));
            total += fitting[p];
        }
        return fitting;
    }

    /// <summary>Whether someone has no place only because others, recorded later, come before; one whose enrolment was taken back is not meant.</summary>
    private bool Evicted(int subject) =>
        answer.Roll.StandingOf(subject) is Standing.Waits && (answer.Roll.EnrolledOn(subject) <= answer.On || !answer.Roll.AnyoneEnrolledBy(answer.On));

    /// <summary>Payments of this scheme that stand for something the record no longer says was reached.</summary>
    public void WhatIsNoLongerReached()
    {
        foreach (var payment in payments.Standing.Where(p => !looked.Contains(p.Entry.Key)))
        {
            var subject = payments.SubjectOf(payment.Subject);
            var outcome = scheme.Find(payment.Outcome)?.Number ?? -1;
            var (what, why) = payment.IsTakenOn ? (Settled.Stands, "taken on as paid before")
                : payments.Repeats(payment) is { } first ? (Settled.ToReverse, $"it was paid for another record of the same person too, by {first.Entry.Key}: once is too much")
                : subject >= 0 && outcome >= 0 && Evicted(subject) ? (Settled.Stands, "paid before, and who was paid keeps their place")
                : (Settled.ToReverse, $"the record no longer says that it was reached, and {Pence.Format(payment.Total)} was paid");
            Lines.Add(new SettlementLine(what, payment.Entry.Key, subject, outcome, payment.Time, payment.Parts, why));
        }
    }
}
