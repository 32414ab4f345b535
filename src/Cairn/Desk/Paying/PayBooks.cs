using Cairn.Ledger;
using Cairn.Record;
using Cairn.Rules;

namespace Cairn.Desk.Paying;

/// <summary>What stands over for a payee from one run to the next: above nothing when it is owed to them, below when they owe it.</summary>
public sealed record CarriedOver(int Payer, string Payee, long Pence);

/// <summary>What the bank did with one payment, as it was read back. The position is that of the fact, whose words say why.</summary>
public sealed record ReadBack(string Reference, bool IsPaid, long Pence, int On, int Position);

/// <summary>What pages and tables read about pay runs besides the runs themselves: accounts, what stands over, what came back, how partners are known.</summary>
public static class PayBooks
{
    /// <summary>The account that says what has left a payer's bank for a scheme and not come back.</summary>
    public static string PaidBy(Scheme scheme, int payer) => Accounts.Paid(scheme, scheme.Payers[payer].Name);

    /// <summary>Every payee with something standing over, by payer and name.</summary>
    public static IReadOnlyList<CarriedOver> Carried(Scheme scheme, Facts facts, Book book) =>
        [.. Enumerable.Range(0, scheme.Payers.Count).SelectMany(p => PayAccounts.Standing(scheme, book, p).Select(s => new CarriedOver(p, Payees.NameOf(facts, s.Key), s.Pence))).OrderBy(c => c.Payer).ThenBy(c => c.Payee, StringComparer.Ordinal)];

    /// <summary>What was read back of a scheme's payments, by reference; of one read twice, the later, since a bank may send back what it had paid.</summary>
    public static IReadOnlyDictionary<string, ReadBack> Results(Facts facts, string scheme) =>
        Said.Of(facts, "payment-result").Where(r => r.Name("scheme") == scheme && r.Name("reference") is not null).GroupBy(r => r.Name("reference")!, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Last() is var r ? new ReadBack(g.Key, r.Code("status") == "paid", r.Amount("amount") ?? 0, r.From, r.Position) : null!, StringComparer.Ordinal);

    /// <summary>The position of the fact that a run's file was first written; null while it was not.</summary>
    public static int? FirstWritten(Facts facts, string run) => Said.Of(facts, "pay-run-sent", run).Select(s => (int?)s.Position).FirstOrDefault();

    /// <summary>A partner as the finance system knows it on a day, for a scheme.</summary>
    public static Supplier SupplierOf(Facts facts, string scheme, string partner, int day) => Payees.SupplierOf(facts, scheme, partner, day);

    /// <summary>A partner as the finance system knows it for any scheme, and for those that it is named for.</summary>
    public static IReadOnlyList<(string? Scheme, Supplier Supplier)> SuppliersOf(Facts facts, string partner, int day) =>
        [.. Said.Of(facts, "supplier", partner).Where(s => s.Covers(day)).GroupBy(s => s.Name("scheme")).Select(g => g.Last()).Select(s => (s.Name("scheme"), new Supplier(s.Name("supplier-number") ?? "", s.Name("purchase-order") ?? "", s.Name("cost-centre") ?? "")))];

    /// <summary>What a partner is to schemes on a day: who pays as which payer, and who is paid.</summary>
    public static IReadOnlyList<(string Scheme, string? Payer)> RolesOf(Facts facts, string partner, int day) =>
        [.. Said.Of(facts, "scheme-payer", partner).Where(s => s.Covers(day)).Select(s => (s.Name("scheme") ?? "", s.Name("payer"))),
            .. Said.Of(facts, "payee", partner).Where(s => s.Covers(day)).Select(s => (s.Name("scheme") ?? "", (string?)null))];
}
