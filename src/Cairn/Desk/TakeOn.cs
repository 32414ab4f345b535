using Cairn.Ledger;
using Cairn.Record;
using Cairn.Rules;
using Day = Cairn.Record.Day;

namespace Cairn.Desk;

/// <summary>What taking on asks of the ledger, how many payments that is, and how many were there before.</summary>
public sealed record TakenOn(IReadOnlyList<Command> Commands, int Added, int AlreadyThere, long Pence);

/// <summary>
/// Takes on what was paid before Cairn was used: each outcome is posted under the key that a settlement would use, drawing on the
/// same caps, so that settling afterwards pays nothing twice. What is taken on was judged elsewhere and stands whatever the record
/// says. One payment for each person, outcome and time, whatever the number of payers.
/// </summary>
public static class TakeOn
{
    /// <summary>The name under which a file gives what was paid for the whole cohort.</summary>
    public const string Everyone = "everyone";

    /// <summary>
    /// Decides it as at the day of the answer; null, with every mistake noted by line, when anything is wrong.
    /// <paramref name="find"/> gives the subject that the file calls so, or why there is none.
    /// </summary>
    public static TakenOn? Decide(Evaluation answer, Book book, string file, IReadOnlyList<PaidBefore> rows, Func<string, (string? Subject, string Why)> find, DateTimeOffset at, string by, Mistakes mistakes)
    {
        var payments = new Payments(answer, book);
        var caps = new Caps(answer, book, payments, at, by);
        if (caps.Refusal is { } refusal)
        {
            mistakes.Add(new Mistake(file, 1, 1, refusal.Why));
            return null;
        }
        var run = new Taking(answer, book, payments, caps, at, by, (line, what) => mistakes.Add(new Mistake(file, line, 1, what)));
        foreach (var group in rows.GroupBy(r => (r.Person, r.Outcome, r.Time))) run.Take([.. group], find(group.Key.Person));
        if (run.Failed) return null;
        return new TakenOn([.. caps.Commands, .. run.Posts], run.Posts.Count, run.AlreadyThere, run.Pence);
    }

    private sealed class Taking(Evaluation answer, Book book, Payments payments, Caps caps, DateTimeOffset at, string by, Action<int, string> wrong)
    {
        private readonly Scheme scheme = answer.Scheme;
        private readonly Numbers numbers = new(answer, payments);
        private readonly HashSet<(int, string, int)> took = [];

        public List<Command> Posts { get; } = [];

        public int AlreadyThere { get; private set; }

        public long Pence { get; private set; }

        public bool Failed { get; private set; }

        private void Wrong(PaidBefore row, string what)
        {
            Failed = true;
            wrong(row.Line, what);
        }

        public void Take(List<PaidBefore> rows, (string? Subject, string Why) who)
        {
            var outcome = scheme.Find(rows[0].Outcome);
            var subject = outcome?.Cohort is not null && rows[0].Person == Everyone ? -1 : who.Subject is { } token ? answer.Facts.Subject(scheme.About, token) : -2;
            var good = true;
            foreach (var row in rows)
            {
                if (Problem(row, outcome, subject, who.Why) is not { } problem) continue;
                good = false;
                Wrong(row, problem);
            }
            if (!good) return;
            var parts = new long[scheme.Payers.Count];
            foreach (var row in rows) parts[Payer(row)] += row.Pence;
            // The record that the file names, so that the same file comes to the same keys whatever that is read as one with.
            var of = Accounts.Key(subject < 0 ? "" : who.Subject!);
            var key = Accounts.Payment(scheme, of, outcome!.Name, rows[0].Time, 1);
            if (book.Find(key) is { } before) Again(rows, before, parts);
            else if (payments.Find(subject, outcome.Name, rows[0].Time) is { } other) Wrong(rows[0], $"{other.Entry.Key} was posted before for another record of the same person; take this line out.");
            else if (!took.Add((subject, outcome.Name, rows[0].Time))) Wrong(rows[0], "The file has this for another record of the same person too; take one of them out.");
            else Post(rows, outcome, subject, of, key, parts);
        }

        private string? Problem(PaidBefore row, Outcome? outcome, int subject, string why) =>
            outcome is null ? $"The scheme has no outcome '{row.Outcome}'.{Mistakes.DidYouMean(row.Outcome, Priced())}"
            : outcome.Pays.Count == 0 ? $"'{row.Outcome}' is not paid for in this scheme; take the line out."
            : outcome.Cohort is not null && row.Person != Everyone ? $"'{row.Outcome}' is paid for everyone together; write '{Everyone}' for the person."
            : subject < -1 || (subject < 0 && outcome.Cohort is null) ? (why.Length > 0 ? why : $"Nothing is recorded about '{row.Person}'; import the facts first.")
            : row.Time > outcome.Times ? $"'{row.Outcome}' is reached at most {outcome.Times} time{(outcome.Times == 1 ? "" : "s")}; this is time {row.Time}."
            : Payer(row) < 0 ? $"The scheme has no payer '{row.Payer}'.{Mistakes.DidYouMean(row.Payer, scheme.Payers.Select(p => p.Name))}"
            : Day.Of(row.PaidOn) > answer.On ? $"It was paid on {Day.Long(Day.Of(row.PaidOn))}, which is after {Day.Long(answer.On)}; only what is paid already is taken on."
            : null;

        private int Payer(PaidBefore row) => scheme.Payers.ToList().FindIndex(p => p.Name == row.Payer);

        private IEnumerable<string> Priced() => scheme.Outcomes.Where(o => o.Pays.Count > 0).Select(o => o.Name);

        private void Again(List<PaidBefore> rows, Entry before, long[] parts)
        {
            var same = Enumerable.Range(0, parts.Length).All(p => before.Legs.Where(l => l.Account == Accounts.Paid(scheme, scheme.Payers[p].Name)).Sum(l => l.Pence) == parts[p]);
            if (same) AlreadyThere++;
            else Wrong(rows[0], $"{before.Key} was posted before and does not say the same; give all its payers together, and take it back first if it is wrong.");
        }

        private void Post(List<PaidBefore> rows, Outcome outcome, int subject, string of, string key, long[] parts)
        {
            var day = payments.DayOf(subject, outcome.Name, rows[0].Time) ?? Day.Of(rows[0].PaidOn);
            var legs = new List<Leg>();
            if (numbers.WhyNoRoom(new Achievement(subject, outcome.Number, rows[0].Time, day, 0, 0)) is { } full)
            {
                Wrong(rows[0], $"No more than the scheme's number can be taken on: {full}.");
                return;
            }
            foreach (var row in rows)
            {
                var payer = Payer(row);
                var passed = caps.Of(payer, day).Concat(caps.Shared(subject, outcome.Name)).FirstOrDefault(c => caps.Room(c) < row.Pence);
                if (passed is not null)
                {
                    Wrong(row, $"{passed.Title} has {Cairn.Pence.Format(caps.Room(passed))} left, and this was {Cairn.Pence.Format(row.Pence)}.");
                    continue;
                }
                legs.AddRange(caps.Pay(payer, day, row.Pence));
                foreach (var cap in caps.Shared(subject, outcome.Name)) legs.AddRange(caps.Draw(cap, row.Pence));
                var (all, own) = ($"{Accounts.TakenOnKind}{scheme.Name}", Accounts.TakenOn(scheme, row.Payer));
                caps.Plain(all);
                caps.Plain(own);
                legs.AddRange([new Leg(all, -row.Pence), new Leg(own, row.Pence)]);
                Pence += row.Pence;
            }
            numbers.Paid(new Achievement(subject, outcome.Number, rows[0].Time, day, 0, 0));
            var paidOn = rows.Max(r => r.PaidOn);
            Posts.Add(new Command.Post(key, new Stamp(caps.Open(Day.Of(paidOn)), at, by, $"{outcome.Name}, time {rows[0].Time}, taken on"), Caps.Merged(legs)));
        }
    }
}
