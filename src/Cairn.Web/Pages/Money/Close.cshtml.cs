using Cairn.Desk;
using Cairn.Desk.Paying;
using Cairn.Ledger;
using Cairn.Record;
using Cairn.Store;
using Cairn.Web.Frame;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.Money;

/// <summary>Closing a period: first the day, then what still belongs to it, then the closing, which nobody can undo.</summary>
public sealed class CloseModel(Partnership partnership, Accounts accounts) : MoneyPage(partnership, accounts)
{
    public Form Ask { get; } = new(new Field("until", "What is the last day of the period?", Asks.Date) { IsRequired = true, WhenEmpty = "Enter the last day of the period", Hint = "A day that is over, such as 31 3 2027" }) { Button = "Check", Action = Links.Close };

    public Form Sure { get; private set; } = new();

    /// <summary>The day that is checked; null before one is given.</summary>
    public int? Until { get; private set; }

    public DateOnly? ClosedUntil { get; private set; }

    public IReadOnlyList<string> Checks { get; private set; } = [];

    public void OnGet() => Look();

    public async Task<IActionResult> OnPostAsync()
    {
        Look();
        if (Until is not { } day) return Page();
        Sure.Read(await Request.ReadFormAsync());
        if (!Sure.IsGood) return Page();
        if (await PeriodClosing.Until(Partnership.Folder, Acting(Sure.Key, Right.PreparePayRun), day) is Reply.Refused refused)
        {
            Sure.Fail(Said(refused.Why));
            return Page();
        }
        Done = $"The books are closed up to and including {Day.Long(day)}.";
        return LocalRedirect(Links.Balance);
    }

    private void Look()
    {
        ClosedUntil = Partnership.Read(read => read.State.Book.ClosedUntil);
        if (!Request.Query.ContainsKey("until-day")) return;
        var day = Asked.Day(Ask, "until", Request.Query);
        if (day is null) Ask.Fail("until", "Enter the last day of the period");
        else if (day >= Partnership.Today) Ask.Fail("until", "This day is not over yet");
        else if (ClosedUntil is { } closed && Day.Date(day.Value) <= closed) Ask.Fail("until", $"The books are closed up to {Day.Long(Day.Of(closed))} already");
        if (!Ask.IsGood || day is not { } until) return;
        Until = until;
        Sure = new Form(new Field("sure", "Are you sure?", Asks.AnyOf) { IsRequired = true, WhenEmpty = "Say that you know it cannot be undone", Options = [new Option("yes", "I know that this cannot be undone")] })
        { Button = $"Close the books up to {Day.Long(until)}", Action = Asked.Csv(Links.Close, ("until", Ask.Value("until"))).Replace("csv=true&", "", StringComparison.Ordinal) };
        Checks = Partnership.Read(read => Check(read, until).ToList());
    }

    private static IEnumerable<string> Check(Reading read, int until)
    {
        var book = read.State.Book;
        var proofs = book.TrialBalance(AsOf.Effective(Day.Date(until))).Proofs;
        yield return proofs.All(p => p.Difference == 0) ? $"Every entry up to that day balances: {Pence.Format(0)}." : "The books do not balance. Do not close them; ask who looks after Cairn.";
        foreach (var scheme in Paying(read))
        {
            if (PayRuns.Open(read.Facts, scheme.Name) is { } open) yield return $"Pay run {open.Number} of {scheme.Title} waits. What it pays will fall after the period.";
            var owed = PayReports.Accrued(read.Answer(scheme).On == until ? read.Answer(scheme) : Rules.Evaluation.Of(scheme, read.Facts, until, Day.Never), book, read.State.RecordedBy, DateTimeOffset.MaxValue);
            if (owed.Lines.Sum(l => l.Count) is > 0 and var count) yield return $"{scheme.Title}: {(count == 1 ? "1 result" : $"{count} results")} reached by that day and not paid, {Pence.Format(owed.Lines.Sum(l => l.Pence.Sum()))}. When paid, it will fall after the period.";
        }
    }
}
