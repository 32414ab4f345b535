using Cairn.Ledger;
using Cairn.Record;
using Cairn.Rules;
using Day = Cairn.Record.Day;

namespace Cairn.Desk.Paying;

/// <summary>What the bank did with one payment: paid it, or sent it back and why. The date is the bank's.</summary>
public sealed record PaymentResult(string Reference, bool IsPaid, long Pence, int On, string Reason, int Line, int ReferenceColumn, int AmountColumn, int DateColumn);

/// <summary>What a file of results comes to: a fact for each, and for what was sent back an entry that makes it stand over to the next run.</summary>
public sealed record ResultsTaken(IReadOnlyList<(PaymentResult Result, string Run)> Results, IReadOnlyList<Command> Commands);

/// <summary>
/// Reads back what became of the payments of a scheme's runs. A payment that was sent back stands over, under the cap that it drew on, and is
/// paid again in the next run under a new reference; only its own payer's part, for the others' parts were paid. A file is taken whole or not at all.
/// </summary>
public static class PaymentResults
{
    private static readonly string[] Needed = ["reference", "status", "amount", "date", "reason"];

    /// <summary>Reads <c>reference,status,amount,date,reason</c>; status is paid or rejected. Null, with every mistake noted, when anything in it is wrong.</summary>
    public static IReadOnlyList<PaymentResult>? Read(string file, System.IO.Stream csv, Mistakes mistakes)
    {
        var noted = new FileMistakes(file, mistakes);
        var rows = new CsvFile(file, csv, (byte)',', Needed.Length + 1, noted);
        if (CsvEncoding.Refusal(rows.Bytes) is { } refusal) noted.Add(new Mistake(file, 1, 1, refusal));
        else if (!rows.Next()) noted.Add(new Mistake(file, 1, 1, $"The file is empty; its first line is {string.Join(',', Needed)}."));
        else if (rows.Sound && (rows.Fields.Count != Needed.Length || !Needed.SequenceEqual(Enumerable.Range(0, Needed.Length).Select(rows.Text)))) rows.Wrong(0, $"The columns must be {string.Join(',', Needed)}, in this order.");
        if (noted.Any) return null;
        var results = new List<PaymentResult>();
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        while (rows.Next())
        {
            if (!rows.Sound) continue;
            if (rows.Fields.Count != Needed.Length) rows.Wrong(0, $"This row has {rows.Fields.Count} columns, the header {Needed.Length}; is an amount with a comma not in quotes?");
            else if (Row(rows) is { } one)
            {
                if (!seen.TryAdd(one.Reference, one.Line)) rows.Wrong(0, $"{one.Reference} stands on line {seen[one.Reference]} already; a payment has one result in a file.");
                results.Add(one);
            }
        }
        noted.Close(rows.Line);
        return noted.Any ? null : results;
    }

    private static PaymentResult? Row(CsvFile rows)
    {
        var good = true;
        void Wrong(int column, string what)
        {
            rows.Wrong(column, what);
            good = false;
        }
        var status = rows.Text(1);
        if (rows.Text(0).Length == 0) Wrong(0, "The reference is missing.");
        if (status is not ("paid" or "rejected")) Wrong(1, $"'{status}' is neither paid nor rejected.");
        var amount = rows.Text(2);
        // A column of amounts is in pounds, with or without the sign.
        if (!Cairn.Pence.TryParse(amount.Contains('£', StringComparison.Ordinal) || amount.EndsWith('p') ? amount : "£" + amount, out var pence) || pence <= 0) Wrong(2, $"'{amount}' is not an amount above nothing; write it as £1,234.56 or 1234.56.");
        if (!Day.TryParse(rows.Text(3), out var on)) Wrong(3, Record.Days.Problem(rows.Fields.Field(rows.Bytes, 3)));
        if (status == "rejected" && rows.Text(4).Trim().Length == 0) Wrong(4, "Say why the payment was rejected.");
        return good ? new PaymentResult(rows.Text(0), status == "paid", pence, on, rows.Text(4).Trim(), rows.Line, rows.PlaceOf(0).Column, rows.PlaceOf(2).Column, rows.PlaceOf(3).Column) : null;
    }

    /// <summary>Holds the results against what was sent; null, with every mistake noted by line and column, when any does not fit.</summary>
    public static ResultsTaken? Decide(string file, Scheme scheme, Facts facts, Book book, IReadOnlyList<PaymentResult> results, DateTimeOffset at, int today, string by, Mistakes mistakes)
    {
        var sent = PayRuns.Of(facts, scheme.Name).SelectMany(r => PayAccounts.SentIn(scheme, book, facts, r.Number)).ToDictionary(s => s.Reference, StringComparer.Ordinal);
        var before = Said.Of(facts, "payment-result").ToLookup(r => r.Name("reference") ?? "", r => r.Code("status"), StringComparer.Ordinal);
        var taken = new List<(PaymentResult, string)>();
        var commands = new List<Command>();
        var opened = new HashSet<string>(StringComparer.Ordinal);
        var good = true;
        foreach (var result in results)
        {
            if (Problem(result) is { } problem)
            {
                mistakes.Add(new Mistake(file, result.Line, problem.Column, problem.What));
                good = false;
                continue;
            }
            var payment = sent[result.Reference];
            taken.Add((result, payment.Run));
            if (!result.IsPaid) commands.AddRange(SendBack(payment, result));
        }
        return good ? new ResultsTaken(taken, commands) : null;

        (int Column, string What)? Problem(PaymentResult result)
        {
            if (!sent.TryGetValue(result.Reference, out var payment)) return (result.ReferenceColumn, $"No payment of {scheme.Name} has the reference {result.Reference}.{Mistakes.DidYouMean(result.Reference, sent.Keys)}");
            if (payment.Pence != result.Pence) return (result.AmountColumn, $"{result.Reference} was sent as {Cairn.Pence.Format(payment.Pence)}, and this says {Cairn.Pence.Format(result.Pence)}.");
            var said = before[result.Reference].LastOrDefault();
            if (said is not null && (said == "rejected" || result.IsPaid)) return (result.ReferenceColumn, $"{result.Reference} was read before as {said}.");
            var approvedOn = Day.Of(DateOnly.FromDateTime(payment.Entry.RecordedAt.UtcDateTime));
            return result.On < approvedOn ? (result.DateColumn, $"{Day.Long(result.On)} is before {Day.Long(approvedOn)}, when the run was approved.")
                : result.On > today ? (result.DateColumn, $"{Day.Long(result.On)} has not come yet.") : null;
        }

        IEnumerable<Command> SendBack(SentPayment payment, PaymentResult result)
        {
            var carried = PayAccounts.Carried(scheme, payment.Payer);
            var on = book.Open(Day.Date(Math.Max(result.On, Day.Of(payment.Entry.EffectiveOn))));
            if (!book.Has(carried) && opened.Add(carried)) yield return new Command.Open($"open:{carried}", new Stamp(book.Open(Day.Date(scheme.Opens)), at, by, carried), [new Account(carried, null)], []);
            yield return new Command.Post(PayAccounts.SentBack(payment.Reference), new Stamp(on, at, by, $"Sent back, {payment.Reference}"),
            [
                new Leg(PayAccounts.Owed(scheme, payment.Payer, payment.Payee), payment.Pence), new Leg(PayAccounts.OwedByAll(scheme), -payment.Pence),
                new Leg(Accounts.Paid(scheme, scheme.Payers[payment.Payer].Name), -payment.Pence), new Leg(carried, payment.Pence),
            ]);
        }
    }
}
