using Cairn.Desk;
using Cairn.Desk.Paying;
using Cairn.Ledger;
using Cairn.Record;
using Cairn.Web.Frame;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.Money;

/// <summary>What has left one payer's bank for a scheme, and come back, over a period: opening, each entry, closing. No person is in it.</summary>
public sealed class StatementModel(Partnership partnership, Accounts accounts) : MoneyPage(partnership, accounts)
{
    public sealed record Row(int On, int RecordedOn, string What, long Pence, long Balance);

    public Form Form { get; private set; } = new();

    public string Title { get; private set; } = "";

    public long Opening { get; private set; }

    public long Closing { get; private set; }

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public bool IsEmpty { get; private set; }

    public IActionResult OnGet(string? of, bool csv = false)
    {
        var choices = Partnership.Read(read => Paying(read).Where(s => s.Payers.Select((_, p) => PayBooks.PaidBy(s, p)).Any(read.State.Book.Has)).SelectMany(s => s.Payers.Select(p => new Option($"{s.Name}:{p.Name}", $"{p.Title}, for {s.Title}"))).ToList());
        Form = new Form(new Field("of", "Whose payments?", Asks.OneOf) { Options = choices, IsRequired = true }, new Field("from", "From", Asks.Date) { IsRequired = true }, new Field("to", "To", Asks.Date) { IsRequired = true, Hint = "Both days count." }) { Button = "Show" };
        IsEmpty = choices.Count == 0;
        if (IsEmpty) return Page();
        Form["of"].Value = choices.FirstOrDefault(o => o.Value == of)?.Value ?? choices[0].Value;
        var today = Partnership.Today;
        var (from, to) = (Money.Asked.Day(Form, "from", Request.Query), Money.Asked.Day(Form, "to", Request.Query));
        if (!Form.IsGood) return Page();
        var (first, last) = (from ?? YearOf(to ?? today), to ?? today);
        Form.Set("from", first);
        Form.Set("to", last);
        if (first > last) Form.Fail("to", "The last day is before the first");
        if (!Form.IsGood) return Page();
        Title = choices.First(o => o.Value == Form.Value("of")).Label;
        Partnership.Read(read => Look(read, Form.Value("of").Split(':'), first, last));
        if (!csv) return Page();
        var table = new CsvTable("effective", "recorded", "entry", "amount", "balance").Add(Day.Iso(first), "", "Opening", new Pounds(Opening), new Pounds(Opening));
        foreach (var row in Rows) table.Add(Day.Iso(row.On), Day.Iso(row.RecordedOn), row.What, new Pounds(row.Pence), new Pounds(row.Balance));
        return File(table.Add(Day.Iso(last), "", "Closing", new Pounds(Closing), new Pounds(Closing)).ToBytes(), "text/csv; charset=utf-8", $"statement-{Form.Value("of").Replace(':', '-')}-{Day.Iso(first)}-{Day.Iso(last)}.csv");
    }

    private bool Look(Reading read, string[] of, int from, int to)
    {
        var scheme = read.Schemes.First(s => s.Name == of[0]);
        var account = PayBooks.PaidBy(scheme, scheme.Payers.ToList().FindIndex(p => p.Name == of[1]));
        if (!read.State.Book.Has(account)) return false;
        var statement = read.State.Book.Statement(account, Day.Date(from), Day.Date(to));
        (Opening, Closing) = (statement.Opening, statement.Closing);
        Rows = [.. statement.Lines.Select(l => new Row(Day.Of(l.Entry.EffectiveOn), Store.LondonTime.DayOf(l.Entry.RecordedAt), What(read, scheme, l.Entry), l.Pence, l.Balance))];
        return true;
    }

    /// <summary>What an entry is, without whose: the result paid for, taken back, or moved to or from what stands over.</summary>
    private static string What(Reading read, Rules.Scheme scheme, Entry entry)
    {
        if (entry.Key.StartsWith("sent-back:", StringComparison.Ordinal)) return $"Sent back by the bank, {entry.Key["sent-back:".Length..]}";
        if (entry.Key.StartsWith("run:", StringComparison.Ordinal)) return $"Stands over, {entry.Key["run:".Length..]}";
        var paid = entry.Of is { } of ? read.State.Book.Find(of)! : entry;
        var title = paid.Key.Split(':') is [_, _, _, var outcome, ..] ? scheme.Find(outcome)?.Title ?? outcome : paid.Narrative;
        return entry.Kind is EntryKind.Reverse ? $"Taken back: {title}" : title;
    }

    /// <summary>The first day of the financial year of a day.</summary>
    private static int YearOf(int day) => Day.Date(day) is var date && date.Month >= 4 ? Day.Of(date.Year, 4, 1) : Day.Of(Day.Date(day).Year - 1, 4, 1);
}
