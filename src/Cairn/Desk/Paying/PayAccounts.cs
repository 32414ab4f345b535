using System.Globalization;
using Cairn.Ledger;
using Cairn.Record;
using Cairn.Rules;

namespace Cairn.Desk.Paying;

/// <summary>A payment that left in a run: its reference, who paid it to whom, and the entry that says so.</summary>
public sealed record SentPayment(string Reference, string Run, int Payer, string Payee, long Pence, Entry Entry)
{
    /// <summary>The batch of the run in which it went: one a payer.</summary>
    public string Batch => Reference[..Reference.LastIndexOf('-')];
}

/// <summary>
/// The ledger's accounts for pay runs. What each payee is owed is counted beside the money (<c>memo:payee:…</c>): a payment adds to it,
/// what leaves the bank takes from it, and what remains stands over. <c>carried:…</c> is the same in money, a payer an account, so that
/// <c>paid:…</c> is always what has left the bank and not come back.
/// </summary>
internal static class PayAccounts
{
    public static string Owed(Scheme s, int payer, string payee) => OwedByKey(s, payer, Accounts.Key(payee));

    public static string OwedByKey(Scheme s, int payer, string key) => $"memo:payee:{s.Name}:{s.Payers[payer].Name}:{key}";

    /// <summary>The other side of what all payees are owed.</summary>
    public static string OwedByAll(Scheme s) => $"memo:payee:{s.Name}";

    public static string Carried(Scheme s, int payer) => $"carried:{s.Name}:{s.Payers[payer].Name}";

    /// <summary>The key of the entry by which a payment left the bank, or stood over.</summary>
    public static string Sent(string reference) => $"run:{reference}";

    public static string SentBack(string reference) => $"sent-back:{reference}";

    /// <summary>At most eighteen characters, as banks want, and nothing in them about a person.</summary>
    public static string Reference(string run, int payer, int number) => string.Create(CultureInfo.InvariantCulture, $"{run}-{payer + 1}-{number:0000}");

    /// <summary>The keys of the payees that a payer owes, or that owe it, with the pence.</summary>
    public static IEnumerable<(string Key, long Pence)> Standing(Scheme s, Book book, int payer)
    {
        var prefix = OwedByKey(s, payer, "");
        foreach (var account in book.Accounts)
            if (account.Key.StartsWith(prefix, StringComparison.Ordinal) && book.Balance(account.Key) is not 0 and var pence) yield return (account.Key[prefix.Length..], pence);
    }

    /// <summary>To whom an entry of a payment went, by payer; empty when it was posted outside a run.</summary>
    public static Dictionary<int, string> PayeesOf(Scheme s, Entry payment)
    {
        var payees = new Dictionary<int, string>();
        for (var p = 0; p < s.Payers.Count; p++)
            foreach (var leg in payment.Legs) if (leg.Account.StartsWith(OwedByKey(s, p, ""), StringComparison.Ordinal)) payees[p] = leg.Account[OwedByKey(s, p, "").Length..];
        return payees;
    }

    public static bool IsInARun(Entry payment) => payment.Legs.Any(l => l.Account.StartsWith("memo:payee:", StringComparison.Ordinal));

    /// <summary>What left in a run, in the order of its references.</summary>
    public static IReadOnlyList<SentPayment> SentIn(Scheme s, Book book, Facts facts, string run)
    {
        var sent = new List<SentPayment>();
        foreach (var entry in book.Entries)
        {
            if (!entry.Key.StartsWith($"run:{run}-", StringComparison.Ordinal)) continue;
            foreach (var (payer, key) in PayeesOf(s, entry))
                if (entry.Legs.First(l => l.Account == OwedByKey(s, payer, key)).Pence is < 0 and var pence)
                    sent.Add(new SentPayment(entry.Key["run:".Length..], run, payer, Payees.NameOf(facts, key), -pence, entry));
        }
        return [.. sent.OrderBy(p => p.Payer).ThenBy(p => p.Reference, StringComparer.Ordinal)];
    }
}
