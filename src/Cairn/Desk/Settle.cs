using System.Collections.Immutable;
using Cairn.Ledger;
using Cairn.Record;
using Cairn.Rules;
using Day = Cairn.Record.Day;

namespace Cairn.Desk;

/// <summary>What settlement found of one payment.</summary>
public enum Settled
{
    /// <summary>Posted now.</summary>
    Posts,
    /// <summary>Posted before, and still as it should be.</summary>
    Stands,
    /// <summary>Payable, but nobody has claimed it.</summary>
    NotClaimed,
    /// <summary>Claimed, but no verifier has upheld it.</summary>
    NotVerified,
    /// <summary>Due, and nothing is payable: a cap, evidence, or another rule stands in the way.</summary>
    NotPayable,
    /// <summary>Payable, but the pounds are held by what was paid before.</summary>
    NoRoom,
    /// <summary>Posted before, and by the record as it now stands it should not be, or not so much: a reversal for someone to approve.</summary>
    ToReverse,
}

/// <summary>One line of a settlement: whose, what, how much by payer, and why. The key is the ledger entry's.</summary>
public sealed record SettlementLine(Settled What, string Key, int Subject, int Outcome, int Time, IReadOnlyList<long> Pence, string Why)
{
    /// <summary>All payers together, in pence.</summary>
    public long Total => Pence.Sum();
}

/// <summary>What to append to the ledger, and a line for everything that was looked at.</summary>
public sealed record Settlement(IReadOnlyList<Command> Commands, IReadOnlyList<SettlementLine> Lines);

/// <summary>
/// Compares what the record says should be posted with what has been, and posts the difference: twice is once. What is payable,
/// claimed and verified is posted; what was posted and should not have been is never changed silently but proposed as a
/// reversal. Pounds once paid are held: an outcome that is recorded late never evicts one that was paid.
/// </summary>
public static class Settle
{
    /// <summary>Decides a settlement. Entries take effect on the day the outcome was reached, or the first open day when that period is closed.</summary>
    public static Settlement Decide(Evaluation answer, Book book, DateTimeOffset at, string by)
    {
        var run = new Run(answer, book, at, by);
        for (var i = 0; i < answer.Achievements.Count; i++) run.Look(i);
        run.WhatIsNoLongerReached();
        return new Settlement(run.Commands, run.Lines);
    }

    /// <summary>The command that takes back a payment which a settlement proposed to reverse.</summary>
    public static Command Reverse(string key, DateTimeOffset at, DateOnly on, string by) =>
        new Command.Reverse($"reverse:{key}", new Stamp(on, at, by, "The record was corrected"), key);

    private sealed class Run(Evaluation answer, Book book, DateTimeOffset at, string by)
    {
        private readonly Scheme scheme = answer.Scheme;
        private readonly Claims claims = new(answer);
        private readonly Dictionary<string, long> drawn = new(StringComparer.Ordinal);
        private readonly HashSet<string> opened = new(StringComparer.Ordinal);
        private readonly HashSet<string> looked = new(StringComparer.Ordinal);

        public List<Command> Commands { get; } = [];

        public List<SettlementLine> Lines { get; } = [];

        public void Look(int index)
        {
            var a = answer.Achievements[index];
            var outcome = scheme.Outcomes[a.Outcome];
            if (outcome.Pays.Count == 0) return;
            var subject = a.Subject < 0 ? "" : answer.Facts.Of(scheme.About)[a.Subject];
            var attempt = 1;
            Entry? standing = null;
            for (; book.Find(Accounts.Payment(scheme, subject, outcome.Name, a.Time, attempt)) is { } entry; attempt++)
                if (book.FollowedBy(entry.Key) is null) standing = entry;
            var parts = new long[scheme.Payers.Count];
            for (var p = 0; p < parts.Length; p++) parts[p] = answer.Part(index, p);
            if (standing is not null) Compare(a, standing, parts);
            else if (a.Due > 0) Pay(a, outcome, subject, attempt, parts);
        }

        private void Add(Settled what, string key, Achievement a, long[] parts, string why) => Lines.Add(new SettlementLine(what, key, a.Subject, a.Outcome, a.Time, parts, why));

        /// <summary>Holds a payment that stands against what is due now. One that a cap alone would now lessen keeps its pounds.</summary>
        private void Compare(Achievement a, Entry standing, long[] parts)
        {
            looked.Add(standing.Key);
            var posted = Posted(standing);
            long was = posted.Sum(), now = parts.Sum();
            if (posted.AsSpan().SequenceEqual(parts)) Add(Settled.Stands, standing.Key, a, posted, "paid before");
            else if (now < was && a.HasEvidence && a.ClawedBackOn == Day.Never && a.Due >= was) Add(Settled.Stands, standing.Key, a, posted, "paid before, and what is paid keeps its place under the cap");
            else if (!claims.Verified(a) && scheme.NeedsClaims) Add(Settled.ToReverse, standing.Key, a, posted, "its claim or verification was taken back");
            else Add(Settled.ToReverse, standing.Key, a, posted, $"the record now says {Pence.Format(now)} and {Pence.Format(was)} was paid{(a.Limited is { } limited ? $": {limited}" : "")}");
        }

        private long[] Posted(Entry entry)
        {
            var parts = new long[scheme.Payers.Count];
            for (var p = 0; p < parts.Length; p++)
                foreach (var leg in entry.Legs) if (leg.Account == Accounts.Paid(scheme, scheme.Payers[p].Name)) parts[p] = leg.Pence;
            return parts;
        }

        private void Pay(Achievement a, Outcome outcome, string subject, int attempt, long[] parts)
        {
            var key = Accounts.Payment(scheme, subject, outcome.Name, a.Time, attempt);
            if (a.Payable == 0) Add(Settled.NotPayable, key, a, parts, a.Limited ?? "nothing is payable");
            else if (scheme.NeedsClaims && claims.Find(a) is not { } claim) Add(Settled.NotClaimed, key, a, parts, "no claim is recorded");
            else if (scheme.NeedsClaims && claims.TooSoonOrLate(a, outcome) is { } wrong) Add(Settled.NotClaimed, key, a, parts, wrong);
            else if (scheme.NeedsClaims && !claims.Verified(a)) Add(Settled.NotVerified, key, a, parts, claims.WhyNotVerified(a));
            else Post(a, outcome, key, parts);
        }

        private void Post(Achievement a, Outcome outcome, string key, long[] parts)
        {
            var effective = Day.Date(a.Day);
            if (book.ClosedUntil is { } closed && effective <= closed) effective = closed.AddDays(1);
            var stamp = new Stamp(effective, at, by, $"{outcome.Name}, time {a.Time}");
            var legs = new List<Leg>();
            var room = long.MaxValue;
            var shared = Accounts.Memoranda(answer, a).ToList();
            foreach (var (account, from, size) in shared) room = Math.Min(room, Room(account, from, size, stamp));
            long total = 0, wanted = parts.Sum();
            for (var p = 0; p < parts.Length; p++)
            {
                var payer = scheme.Payers[p];
                Open(Accounts.Paid(scheme, payer.Name), Accounts.Funder(scheme, payer.Name), null, stamp);
                var own = Room(Accounts.Cap(scheme, payer.Name), Accounts.Funder(scheme, payer.Name), payer.Cap, stamp);
                var years = Accounts.Years(scheme, payer, a.Day).ToList();
                foreach (var (account, from, size) in years) own = Math.Min(own, Room(account, from, size, stamp));
                parts[p] = Math.Min(parts[p], Math.Min(own, room - total));
                if (parts[p] <= 0) continue;
                total += parts[p];
                Move(legs, Accounts.Cap(scheme, payer.Name), Accounts.Paid(scheme, payer.Name), parts[p]);
                foreach (var (account, from, _) in years) Move(legs, account, from, parts[p]);
            }
            if (total == 0 || (total < wanted && scheme.AtCap is AtCap.Nothing))
            {
                Add(Settled.NoRoom, key, a, new long[parts.Length], $"{Pence.Format(wanted)} is payable, but the cap is taken by what was paid before");
                return;
            }
            foreach (var (account, from, _) in shared) Move(legs, account, from, total);
            foreach (var leg in legs) if (leg.Pence < 0) drawn[leg.Account] = drawn.GetValueOrDefault(leg.Account) - leg.Pence;
            Commands.Add(new Command.Post(key, stamp, [.. Merged(legs)]));
            Add(Settled.Posts, key, a, parts, total < wanted ? $"{Pence.Format(wanted)} is payable and {Pence.Format(total)} is left under the cap" : "claimed and verified");
        }

        private static void Move(List<Leg> legs, string from, string to, long pence)
        {
            legs.Add(new Leg(from, -pence));
            legs.Add(new Leg(to, pence));
        }

        /// <summary>One leg an account: two payers may give back to the same memorandum.</summary>
        private static IEnumerable<Leg> Merged(List<Leg> legs) => legs.GroupBy(l => l.Account, StringComparer.Ordinal).Select(g => new Leg(g.Key, g.Sum(l => l.Pence)));

        /// <summary>What an account may still give in this run, opened and filled if it is new; no end to it without a cap.</summary>
        private long Room(string account, string from, long? size, Stamp stamp)
        {
            Open(account, from, size, stamp);
            if (size is null) return long.MaxValue;
            var left = book.Has(account) ? book.Left(account) ?? long.MaxValue : size.Value;
            return left - drawn.GetValueOrDefault(account);
        }

        private void Open(string account, string from, long? size, Stamp stamp)
        {
            if (Accounts.Opening(book, opened, account, from, size, stamp) is { } opening) Commands.Add(opening);
        }

        /// <summary>Payments of this scheme that stand for something the record no longer says was reached.</summary>
        public void WhatIsNoLongerReached()
        {
            var prefix = $"pay:{scheme.Name}:";
            foreach (var entry in book.Entries)
            {
                if (entry.Kind is not EntryKind.Post || !entry.Key.StartsWith(prefix, StringComparison.Ordinal) || looked.Contains(entry.Key) || book.FollowedBy(entry.Key) is not null) continue;
                var posted = Posted(entry);
                Lines.Add(new SettlementLine(Settled.ToReverse, entry.Key, -1, -1, 0, posted, $"the record no longer says that it was reached, and {Pence.Format(posted.Sum())} was paid"));
            }
        }
    }
}
