using Cairn.Ledger;
using Cairn.Record;
using Cairn.Rules;
using Day = Cairn.Record.Day;

namespace Cairn.Desk.Paying;

/// <summary>
/// What a pay run is worked out from: the scheme's answer as at a day, the book, its number, who prepares it on which day, who recorded each
/// fact, and whether the words of bank details at a position are a bank account's.
/// </summary>
public sealed record PayQuestion(Evaluation Answer, Book Book, string Run, string Preparer, int PreparedOn, RecordedBy RecordedBy, Func<int, bool> IsAccount);

/// <summary>
/// Works out a pay run: what settlement would post and take back, to whom it goes, and what is held back because somebody put it on hold,
/// nobody can be paid for it, the payee has no good bank details, or whoever prepares it claimed or verified it.
/// </summary>
public static class PreparePayRun
{
    /// <summary>The plan, with entries as of an instant by the member who would post them; or why there can be none. Nothing is posted by preparing.</summary>
    public static (PayPlan? Plan, DeskRefusal? Refusal) Decide(PayQuestion ask, DateTimeOffset at, int today, string by)
    {
        var claims = new Claims(ask.Answer, ask.RecordedBy);
        var payees = new Payees(ask.Answer, claims, ask.RecordedBy, ask.PreparedOn);
        var run = new Planning(ask, claims, payees, at, today, by);
        var settled = Settle.Decide(ask.Answer, ask.Book, at, by, ask.RecordedBy, run.WhyHeld);
        if (settled.Refusal is { } refusal) return (null, refusal);
        return (run.Plan(settled), null);
    }

    private sealed class Planning(PayQuestion ask, Claims claims, Payees payees, DateTimeOffset at, int today, string by)
    {
        private readonly Scheme scheme = ask.Answer.Scheme;
        private readonly Facts facts = ask.Answer.Facts;
        private readonly IReadOnlyDictionary<string, PaymentHold> holds = PaymentHolds.Of(ask.Answer.Facts, ask.Answer.Scheme.Name);
        private readonly Dictionary<string, string> payeeOf = new(StringComparer.Ordinal);
        private readonly Dictionary<string, int> banks = new(StringComparer.Ordinal);
        private readonly List<Command> opens = [];
        private readonly HashSet<string> opened = new(StringComparer.Ordinal);

        public string? WhyHeld(Achievement a, string key)
        {
            if (OnHold(key) is { } hold) return hold;
            if (claims.WhyNotBy(a, ask.Preparer) is { } own) return own.Replace("settles it", "prepares it", StringComparison.Ordinal);
            var (payee, why) = payees.Of(a);
            if (payee is null) return why;
            payeeOf[key] = payee;
            return Bank(payee) < 0 ? $"{payee} has no bank details that two members have agreed and that are {BankDetails.Waiting} working days old" : null;
        }

        private string? OnHold(string key) => holds.TryGetValue(key, out var hold) ? $"on hold since {Day.Long(hold.Since)}, {Days(ask.PreparedOn - hold.Since)}" : null;

        private static string Days(int days) => days == 1 ? "1 day" : $"{days} days";

        /// <summary>The position of the bank details that a partner is paid to, or -1.</summary>
        private int Bank(string partner) => banks.TryGetValue(partner, out var known) ? known
            : banks[partner] = BankDetails.On(facts, partner, ask.PreparedOn, ask.RecordedBy) is { } good && ask.IsAccount(good.Position) ? good.Position : -1;

        public PayPlan Plan(Settlement settled)
        {
            var lines = new List<PayLine>();
            var held = settled.Lines.Where(l => l.What is Settled.Held).ToList();
            var back = new List<Entry>();
            foreach (var line in settled.Lines)
            {
                if (line.What is Settled.Posts)
                    for (var p = 0; p < line.Pence.Count; p++) if (line.Pence[p] > 0) lines.Add(new PayLine(line.Key, line.Subject, line.Outcome, line.Time, p, payeeOf[line.Key], line.Pence[p]));
                if (line.What is not Settled.ToReverse) continue;
                var entry = ask.Book.Find(line.Key)!;
                var to = PayAccounts.PayeesOf(scheme, entry);
                var why = OnHold(line.Key) ?? (to.Count == 0 ? "to take back, but it was posted outside a pay run, so nobody here knows who had the money: use cairn approve" : null);
                if (why is not null)
                {
                    held.Add(line with { What = Settled.Held, Why = why });
                    continue;
                }
                back.Add(entry);
                foreach (var (p, key) in to.OrderBy(t => t.Key)) lines.Add(new PayLine(line.Key, line.Subject, line.Outcome, line.Time, p, Payees.NameOf(facts, key), -line.Pence[p]));
            }
            var payouts = Payouts(lines);
            var commands = settled.Commands.Select(c => c is Command.Post post && payeeOf.TryGetValue(c.Key, out var payee) ? WithPayee(post, payee, lines) : c).ToList();
            commands.AddRange(back.Select(e => Settle.Reverse(ask.Book, e, at, Day.Date(today), by)));
            var sent = payouts.Select(Sent).OfType<Command>().ToList();
            return new PayPlan(ask.Run, scheme, ask.Answer.On, lines, payouts, held, [.. opens, .. commands, .. sent]);
        }

        private List<Payout> Payouts(List<PayLine> lines)
        {
            var payouts = new List<Payout>();
            for (var p = 0; p < scheme.Payers.Count; p++)
            {
                var before = PayAccounts.Standing(scheme, ask.Book, p).ToDictionary(s => Payees.NameOf(facts, s.Key), s => s.Pence, StringComparer.Ordinal);
                var own = lines.Where(l => l.Payer == p).ToLookup(l => l.Payee, StringComparer.Ordinal);
                var number = 0;
                foreach (var payee in before.Keys.Union(own.Select(g => g.Key), StringComparer.Ordinal).Order(StringComparer.Ordinal))
                {
                    var (fresh, taken, stood) = (own[payee].Where(l => !l.TakesBack).Sum(l => l.Pence), -own[payee].Where(l => l.TakesBack).Sum(l => l.Pence), before.GetValueOrDefault(payee));
                    var pays = Bank(payee) < 0 ? 0 : Math.Max(0, stood + fresh - taken);
                    if (fresh == 0 && taken == 0 && pays == 0) continue;
                    payouts.Add(new Payout(PayAccounts.Reference(ask.Run, p, ++number), p, payee, fresh, taken, stood, pays, pays > 0 ? Bank(payee) : -1));
                }
            }
            return payouts;
        }

        /// <summary>Counts beside the money who is owed it, so that taking it back takes it from them.</summary>
        private Command.Post WithPayee(Command.Post post, string payee, List<PayLine> lines)
        {
            var own = lines.Where(l => l.Key == post.Key).ToList();
            var legs = own.Select(l => new Leg(Plain(PayAccounts.Owed(scheme, l.Payer, payee)), l.Pence)).ToList();
            legs.Add(new Leg(Plain(PayAccounts.OwedByAll(scheme)), -own.Sum(l => l.Pence)));
            return post with { Legs = [.. post.Legs, .. legs] };
        }

        /// <summary>The entry by which a payout leaves the bank; what stands over moves so that what is paid is what left.</summary>
        private Command.Post? Sent(Payout payout)
        {
            var over = payout.New - payout.Back - payout.Pays;
            var legs = new List<Leg>();
            if (payout.Pays > 0) legs.AddRange([new Leg(Plain(PayAccounts.Owed(scheme, payout.Payer, payout.Payee)), -payout.Pays), new Leg(Plain(PayAccounts.OwedByAll(scheme)), payout.Pays)]);
            if (over != 0) legs.AddRange([new Leg(Plain(PayAccounts.Carried(scheme, payout.Payer)), over), new Leg(Plain(Accounts.Paid(scheme, scheme.Payers[payout.Payer].Name)), -over)]);
            return legs.Count == 0 ? null : new Command.Post(PayAccounts.Sent(payout.Reference), new Stamp(ask.Book.Open(Day.Date(today)), at, by, $"Pay run {ask.Run}"), [.. legs]);
        }

        private string Plain(string account)
        {
            if (!ask.Book.Has(account) && opened.Add(account)) opens.Add(new Command.Open($"open:{account}", new Stamp(ask.Book.Open(Day.Date(scheme.Opens)), at, by, account), [new Account(account, null)], []));
            return account;
        }
    }
}
