using System.Globalization;
using System.Text.RegularExpressions;
using Cairn.Desk;
using Cairn.Ledger;
using Cairn.Record;
using Cairn.Rules;
using Cairn.Web.Frame;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.Money;

/// <summary>The trial balance as at a day, with the proof that each group of accounts comes to nothing. Accounts of single people are one line a scheme.</summary>
public sealed partial class BalanceModel(Partnership partnership, Accounts accounts) : MoneyPage(partnership, accounts)
{
    private const string OfAPerson = "memo:person-cap:";

    public sealed record Row(string Account, string Group, long Balance, long Held)
    {
        /// <summary>What the account counts, in words, and the scheme it is of; a file keeps its key.</summary>
        public string Title { get; init; } = Account;

        public string Scheme { get; init; } = "";
    }

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
            Rows = [.. balance.Lines.GroupBy(l => Shown(l.Account.Key)).Select(g => Named(new Row(Counted(g.Key, g.Count()), g.First().Account.Group, g.Sum(l => l.Balance), g.Sum(l => l.Held)), read.Schemes)).OrderBy(r => r.Group == "GBP" ? 0 : 1).ThenBy(r => r.Account, StringComparer.Ordinal)];
            Proofs = balance.Proofs;
            ClosedUntil = read.State.Book.ClosedUntil;
            return true;
        });
        if (!csv) return Page();
        var table = new CsvTable("group", "account", "balance", "held");
        foreach (var row in Rows) table.Add(row.Group, row.Account, new Pounds(row.Balance), new Pounds(row.Held));
        return File(table.ToBytes(), "text/csv; charset=utf-8", $"trial-balance-{Day.Iso(On)}.csv");
    }

    /// <summary>A group of accounts in words.</summary>
    public static string GroupTitle(string group) => group switch { "GBP" => "Money", "memo:payee" => "Owed to payees", "memo:person-cap" => "Caps of each person", "memo:year-cap" => "Caps of each year", "memo:contract-cap" => "Caps of the contract", "memo:outcome-cap" => "Caps of a result", "memo:lot-cap" => "Caps of a lot", "memo:taken-on" => "Paid before Cairn", _ => group };

    private static Row Named(Row row, IReadOnlyList<Scheme> schemes)
    {
        var parts = row.Account.Split(' ')[0].Split(':');
        var name = parts.Length < 2 ? "" : parts[0] == "memo" ? parts[Math.Min(2, parts.Length - 1)] : parts[1];
        var given = name.EndsWith("-given", StringComparison.Ordinal);
        if (schemes.FirstOrDefault(s => s.Name == (given ? name[..^"-given".Length] : name)) is not { } scheme) return row;
        string Payer(string payer) => scheme.Payers.FirstOrDefault(p => p.Name == payer)?.Title ?? payer;
        var title = parts switch
        {
            ["cap", _, var payer] => $"{Payer(payer)}: left under the cap",
            ["funder", _, var payer] => $"{Payer(payer)}: put up",
            ["paid", _, var payer] => $"{Payer(payer)}: paid",
            ["memo", "payee", _] => "All payees: owed",
            ["memo", "payee", _, var payer, var payee] => $"{Spaces().Replace(payee, c => ((char)Convert.ToInt32(c.Value[1..], 16)).ToString())}: owed by {Payer(payer)}",
            ["memo", "taken-on", _, var payer] => $"{Payer(payer)}: paid before Cairn",
            ["memo", "year-cap", _, var payer, var year] => $"{Payer(payer)}: left under the cap of the year from April {year}",
            ["memo", var kind, ..] => $"{GroupTitle("memo:" + kind)}: {(given ? "given" : "left")}{(row.Account.IndexOf(" (", StringComparison.Ordinal) is > 0 and var at ? row.Account[at..] : "")}",
            _ => row.Account,
        };
        return row with { Title = title, Scheme = scheme.Title };
    }

    [GeneratedRegex("_[0-9a-f]{4}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Spaces();

    private static string Shown(string account) => account.StartsWith(OfAPerson, StringComparison.Ordinal) && account.Split(':') is [_, _, var scheme, _] ? OfAPerson + scheme : account;

    private static string Counted(string name, int count) => name.StartsWith(OfAPerson, StringComparison.Ordinal) && count > 1 ? string.Create(CultureInfo.InvariantCulture, $"{name} ({count} people)") : name;
}
