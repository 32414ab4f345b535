using Cairn.Ledger;
using Cairn.Record;
using Cairn.Rules;
using Day = Cairn.Record.Day;

namespace Cairn.Desk.Paying;

/// <summary>
/// A payer's cap: what was paid under it, what is claimed and verified and not yet paid, in the next run or held back, what else may still be reached,
/// and what none of these would take. All in pence; <paramref name="Left"/> is below nothing when more may be reached than the cap will pay.
/// </summary>
public sealed record CapUse(string Payer, long? Cap, long Paid, long Held, long Achievable, long? Left);

/// <summary>A payment that may still come, by payer in pence, and the earliest day on which its outcome could be reached (one before today where it was, and is not claimed).</summary>
public sealed record Coming(int Subject, Outcome Outcome, int Time, int EarliestOn, IReadOnlyList<long> Pence);

/// <summary>Claims that wait, by the days they have waited: up to 30, 31 to 60, 61 to 90, and more.</summary>
public sealed record AgedClaims(string What, IReadOnlyList<AgedBand> Bands);

/// <summary>How many claims of one age there are, and what they come to.</summary>
public sealed record AgedBand(string Age, int Count, long Pence);

/// <summary>What was reached and has a price by a day and was not paid by then, by payer in pence, and how it stood.</summary>
public sealed record Accrual(int On, IReadOnlyList<AccrualLine> Lines);

/// <summary>One state of what was reached and not paid, with pence by payer.</summary>
public sealed record AccrualLine(Settled What, int Count, IReadOnlyList<long> Pence);

/// <summary>What a finance officer asks of a scheme besides its pay runs. Data only; pages and tables show it.</summary>
public static class PayReports
{
    /// <summary>Each payer's cap. What may still be reached is all that <see cref="MayCome"/>; the cap itself is not taken off, so it is the most that may come.</summary>
    public static IReadOnlyList<CapUse> Caps(Evaluation answer, Book book, PayPlan plan)
    {
        var scheme = answer.Scheme;
        var payments = new Payments(answer, book);
        var coming = MayCome(answer, book, plan);
        return [.. scheme.Payers.Select((payer, p) =>
        {
            var paid = payments.Standing.Sum(x => x.Parts[p]);
            var held = plan.Held.Where(l => book.Find(l.Key) is null).Sum(l => l.Pence[p]) + plan.Lines.Where(l => l.Payer == p && !l.TakesBack).Sum(l => l.Pence);
            var achievable = coming.Sum(c => c.Pence[p]);
            return new CapUse(payer.Name, payer.Cap, paid, held, achievable, payer.Cap - paid - held - achievable);
        })];
    }

    /// <summary>
    /// For everybody with a place, every paid outcome that is not paid, nor claimed and verified, and whose earliest day is within the run-off, at the
    /// price of today. Alternatives are not taken off; what is priced by the unit is left out, since nobody knows how many.
    /// </summary>
    public static IReadOnlyList<Coming> MayCome(Evaluation answer, Book book, PayPlan plan)
    {
        var scheme = answer.Scheme;
        var payments = new Payments(answer, book);
        var waiting = plan.Held.Select(h => (h.Subject, h.Outcome, h.Time)).Concat(plan.Lines.Where(l => !l.TakesBack).Select(l => (l.Subject, l.Outcome, l.Time))).ToHashSet();
        var coming = new List<Coming>();
        foreach (var subject in Enumerable.Range(0, answer.Facts.Of(scheme.About).Count).Where(s => answer.Roll.StandingOf(s) is Standing.HasPlace))
            foreach (var outcome in scheme.Outcomes.Where(o => o.Pays.Count > 0 && o.Cohort is null))
                Add(subject, outcome);
        return coming;

        void Add(int subject, Outcome outcome)
        {
            if (Outlook.Earliest(answer, subject, outcome) is var day && (day == Day.Never || day > scheme.RunOffEnds)) return;
            for (var time = 1; time <= outcome.Times; time++)
            {
                if (payments.Find(subject, outcome.Name, time) is not null || waiting.Contains((subject, outcome.Number, time))) continue;
                var pence = new long[scheme.Payers.Count];
                foreach (var list in outcome.Pays)
                    if (scheme.Payers.ToList().FindIndex(x => x.Name == list.Payer) is >= 0 and var p && list.On(answer.On) is { PerUnit: false } price) pence[p] += Price(outcome, price);
                coming.Add(new Coming(subject, outcome, time, day, pence));
            }
        }

        long Price(Outcome outcome, Price price)
        {
            if (price.OnTop == 0) return price.OverPlaces > 0 ? Shares.Nth(price.Pence, price.OverPlaces, 1) : price.Pence;
            var first = outcome.Pays[0].On(answer.On);
            return first is null ? 0 : Shares.Percent(Price(outcome, first), price.OnTop);
        }
    }

    /// <summary>Claims that no verifier has upheld, by days since the claim; and verified claims that are not paid, by days since the verification.</summary>
    public static IReadOnlyList<AgedClaims> Aged(Evaluation answer, Book book, RecordedBy recordedBy, DateTimeOffset at)
    {
        var claims = new Claims(answer, recordedBy);
        var reached = answer.Achievements.GroupBy(a => (a.Subject, a.Outcome, a.Time)).ToDictionary(g => g.Key, g => g.First());
        var froms = answer.Facts.Columns;
        var (unverified, unpaid) = (new List<(int Days, long Pence)>(), new List<(int Days, long Pence)>());
        foreach (var line in Settle.Decide(answer, book, at, "", recordedBy).Lines)
        {
            if (!reached.TryGetValue((line.Subject, line.Outcome, line.Time), out var a)) continue;
            if (line.What is Settled.NotVerified && claims.Find(a) is { } claim) unverified.Add((answer.On - froms.Froms[claim], line.Total));
            if (line.What is Settled.Posts or Settled.NoRoom && claims.FindVerification(a) is { } verified) unpaid.Add((answer.On - froms.Froms[verified], a.Payable));
        }
        return [new("Claimed, not verified", Bands(unverified)), new("Verified, not paid", Bands(unpaid))];
    }

    private static AgedBand[] Bands(List<(int Days, long Pence)> claims)
    {
        string[] ages = ["0 to 30 days", "31 to 60 days", "61 to 90 days", "over 90 days"];
        int Band(int days) => days <= 30 ? 0 : days <= 60 ? 1 : days <= 90 ? 2 : 3;
        return [.. ages.Select((age, i) => new AgedBand(age, claims.Count(c => Band(c.Days) == i), claims.Where(c => Band(c.Days) == i).Sum(c => c.Pence)))];
    }

    /// <summary>
    /// What was reached and priced by the day of the answer and not posted by the end of it, whatever was posted later: payable whether or not
    /// it is claimed and verified. What lacks its evidence, or a cap will not pay, is no debt and is left out.
    /// </summary>
    public static Accrual Accrued(Evaluation answer, Book book, RecordedBy recordedBy, DateTimeOffset endOfDay)
    {
        var then = Book.From(book.Entries.TakeWhile(e => e.RecordedAt <= endOfDay));
        var lines = Settle.Decide(answer, then, endOfDay, "", recordedBy).Lines;
        return new Accrual(answer.On, [.. lines.Where(l => l.What is Settled.Posts or Settled.NotClaimed or Settled.NotVerified or Settled.NotYours)
            .GroupBy(l => l.What).OrderBy(g => g.Key).Select(g => new AccrualLine(g.Key, g.Count(), [.. Enumerable.Range(0, answer.Scheme.Payers.Count).Select(p => g.Sum(l => l.Pence[p]))]))]);
    }
}
