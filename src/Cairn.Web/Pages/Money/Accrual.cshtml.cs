using Cairn.Desk;
using Cairn.Desk.Paying;
using Cairn.Record;
using Cairn.Rules;
using Cairn.Store;
using Cairn.Web.Frame;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.Money;

/// <summary>What was reached by the end of a financial year and not paid by then, by scheme and payer; the last 31 March unless another day is asked for.</summary>
public sealed class AccrualModel(Partnership partnership, Accounts accounts) : MoneyPage(partnership, accounts)
{
    public sealed record Row(string Scheme, string Payer, string State, int Count, long Pence);

    public Form Form { get; } = new(new Field("on", "As at", Asks.Date)) { Button = "Show" };

    public int On { get; private set; }

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public IActionResult OnGet(bool csv = false)
    {
        On = Asked.Day(Form, "on", Request.Query) ?? LastYearsEnd(Partnership.Today);
        if (On > Partnership.Today) Form.Fail("on", "This day has not come yet");
        if (!Form.IsGood) return Page();
        Form.Set("on", On);
        Partnership.Read(read =>
        {
            Rows = [.. Paying(read).SelectMany(s => Of(read, s))];
            return true;
        });
        if (!csv) return Page();
        var table = new CsvTable("scheme", "payer", "state", "results", "amount");
        foreach (var row in Rows) table.Add(row.Scheme, row.Payer, row.State, row.Count, new Pounds(row.Pence));
        return File(table.ToBytes(), "text/csv; charset=utf-8", $"accrual-{Day.Iso(On)}.csv");
    }

    private IEnumerable<Row> Of(Reading read, Scheme scheme)
    {
        var answer = On == read.Today ? read.Answer(scheme) : Evaluation.Of(scheme, read.Facts, On, Day.Never);
        foreach (var line in PayReports.Accrued(answer, read.State.Book, read.State.RecordedBy, LondonTime.EndOf(On)).Lines)
            for (var p = 0; p < scheme.Payers.Count; p++)
                if (line.Pence[p] > 0) yield return new Row(scheme.Title, scheme.Payers[p].Title, line.What switch { Settled.NotClaimed => "Reached, not claimed", Settled.NotVerified => "Claimed, not verified", _ => "Verified, not paid" }, line.Count, line.Pence[p]);
    }

    private static int LastYearsEnd(int today) => Day.Date(today) is var date && (date.Month, date.Day).CompareTo((3, 31)) >= 0 ? Day.Of(date.Year, 3, 31) : Day.Of(Day.Date(today).Year - 1, 3, 31);
}
