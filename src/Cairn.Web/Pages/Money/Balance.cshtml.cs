using System.Globalization;
using Cairn.Desk;
using Cairn.Ledger;
using Cairn.Record;
using Cairn.Web.Frame;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.Money;

/// <summary>The trial balance as at a day, with the proof that each group of accounts comes to nothing. Accounts of single people are one line a scheme.</summary>
public sealed class BalanceModel(Partnership partnership, Accounts accounts) : MoneyPage(partnership, accounts, Right.PreparePayRun, Right.ApprovePayRun)
{
    private const string OfAPerson = "memo:person-cap:";

    public sealed record Row(string Account, string Group, long Balance, long Held);

    public Form Form { get; } = new(new Field("on", "As at", Asks.Date)) { Button = "Show" };

    public int On { get; private set; }

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public IReadOnlyList<TrialProof> Proofs { get; private set; } = [];

    public DateOnly? ClosedUntil { get; private set; }

    public IActionResult OnGet(bool csv = false)
    {
        On = Asked.Day(Form, "on", Request.Query) ?? Partnership.Today;
        Form.Set("on", On);
        Partnership.Read(read =>
        {
            var balance = read.State.Book.TrialBalance(AsOf.Effective(Day.Date(On)));
            Rows = [.. balance.Lines.GroupBy(l => Shown(l.Account.Key)).Select(g => new Row(Counted(g.Key, g.Count()), g.First().Account.Group, g.Sum(l => l.Balance), g.Sum(l => l.Held))).OrderBy(r => r.Group == "GBP" ? 0 : 1).ThenBy(r => r.Account, StringComparer.Ordinal)];
            Proofs = balance.Proofs;
            ClosedUntil = read.State.Book.ClosedUntil;
            return true;
        });
        if (!csv) return Page();
        var table = new CsvTable("group", "account", "balance", "held");
        foreach (var row in Rows) table.Add(row.Group, row.Account, new Pounds(row.Balance), new Pounds(row.Held));
        return File(table.ToBytes(), "text/csv; charset=utf-8", $"trial-balance-{Day.Iso(On)}.csv");
    }

    private static string Shown(string account) => account.StartsWith(OfAPerson, StringComparison.Ordinal) && account.Split(':') is [.., var scheme, _] && !scheme.EndsWith("-given", StringComparison.Ordinal) ? OfAPerson + scheme : account;

    private static string Counted(string name, int count) => name.StartsWith(OfAPerson, StringComparison.Ordinal) && count > 1 ? string.Create(CultureInfo.InvariantCulture, $"{name} ({count} people)") : name;
}
