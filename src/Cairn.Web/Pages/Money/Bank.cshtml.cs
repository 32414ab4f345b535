using Cairn.Desk;
using Cairn.Desk.Paying;
using Cairn.Record;
using Cairn.Store;
using Cairn.Web.Frame;

namespace Cairn.Web.Pages.Money;

/// <summary>Where partners are paid: what stands, masked, and what somebody proposed and nobody has confirmed. The figures themselves are never shown.</summary>
public sealed class BankModel(Partnership partnership, Accounts accounts) : MoneyPage(partnership, accounts)
{
    public sealed record Row(string Partner, string Stands, string? Coming, IReadOnlyList<string> Roles, IReadOnlyList<string> Numbers);

    public sealed record Proposal(long Number, string Partner, string Account, string? ProposedBy, string On, string? WhyNot);

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public IReadOnlyList<Proposal> Proposals { get; private set; } = [];

    public void OnGet()
    {
        var bank = BankDetailActs.Accounts(Partnership.Folder);
        Partnership.Read(read =>
        {
            Rows = [.. Partners(read).Select(p => Of(read, p, bank)).Where(r => r.Stands.Length + r.Roles.Count + r.Numbers.Count > 0 || r.Coming is not null)];
            Proposals = [.. Waiting(read).Select(p => new Proposal(p.Position + 1L, p.Partner, Masked(bank, p.Position), p.ProposedBy is { } by ? NameOf(by) : null, Day.Long(read.Facts.Columns.Recordeds[p.Position]),
                BankDetails.WhyNotConfirm(read.Facts, p.Partner, p.ProposedBy, Viewer.Id, read.Today, read.State.RecordedBy)?.Why))];
            return true;
        });
    }

    /// <summary>What was proposed and nobody has confirmed; what came before details that stand by now is past.</summary>
    internal static IEnumerable<BankProposal> Waiting(Reading read) => Partners(read).SelectMany(p =>
    {
        var all = BankDetails.Of(read.Facts, p, read.State.RecordedBy);
        var latest = all.Where(a => a.GoodFrom is not null).Select(a => a.Position).DefaultIfEmpty(-1).Max();
        return all.Where(a => a.GoodFrom is null && a.Position > latest);
    });

    /// <summary>Every partner by name.</summary>
    internal static IEnumerable<string> Partners(Reading read)
    {
        var partners = read.Facts.Of(About.Partner);
        return Enumerable.Range(0, partners.Count).Select(n => partners[n]).Order(StringComparer.Ordinal);
    }

    private static Row Of(Reading read, string partner, IReadOnlyDictionary<int, BankAccount> bank)
    {
        var (facts, today) = (read.Facts, read.Today);
        var stands = BankDetails.On(facts, partner, today, read.State.RecordedBy);
        var coming = BankDetails.Of(facts, partner, read.State.RecordedBy).LastOrDefault(p => p.GoodFrom > today);
        string Title(string scheme) => read.Schemes.FirstOrDefault(s => s.Name == scheme)?.Title ?? scheme;
        var roles = PayBooks.RolesOf(facts, partner, today).Select(r => r.Payer is { } payer ? $"Pays as {read.Schemes.FirstOrDefault(s => s.Name == r.Scheme)?.Payers.FirstOrDefault(p => p.Name == payer)?.Title ?? payer}: {Title(r.Scheme)}" : $"Is paid: {Title(r.Scheme)}");
        var numbers = PayBooks.SuppliersOf(facts, partner, today).Select(s => string.Join(", ", new[] { ("supplier", s.Supplier.Number), ("order", s.Supplier.PurchaseOrder), ("cost centre", s.Supplier.CostCentre) }.Where(n => n.Item2.Length > 0).Select(n => $"{n.Item1} {n.Item2}")) + (s.Scheme is { } named ? $" ({Title(named)})" : ""));
        return new Row(partner, stands is null ? "" : $"{Masked(bank, stands.Position)}, good since {Day.Long(stands.GoodFrom!.Value)}", coming is null ? null : $"{Masked(bank, coming.Position)}, good from {Day.Long(coming.GoodFrom!.Value)}", [.. roles], [.. numbers]);
    }

    private static string Masked(IReadOnlyDictionary<int, BankAccount> bank, int position) => bank.TryGetValue(position, out var account) ? $"ending {account.Number[^4..]}" : "no longer readable";
}
