using System.Net;
using System.Text;
using Cairn.Ledger;
using Cairn.Record;
using Cairn.Store;
using Cairn.Web.Frame;

namespace Cairn.Web.Tests;

/// <summary>Money as its readers see it, and who does not.</summary>
public class MoneyTests(Town town)
{
    private static readonly string[] All =
        ["/money", "/money/runs", "/money/runs/R0001", "/money/runs/R0005/withdraw", "/money/runs/R0005/hold?payment=x", "/money/runs/R0001/results", "/money/prepare", "/money/bank", "/money/bank/propose", "/money/bank/confirm/1", "/money/statement", "/money/balance", "/money/accrual", "/money/close"];

    [Fact]
    public async Task A_finance_officer_sees_what_waits_the_caps_and_that_the_books_balance()
    {
        using var finance = await Visitor.SignedIn(town, Finance.Approver);
        await finance.Open("/money");
        finance.Text.ShouldContain("Pay run R0005 waits to be approved: £2,000.00");
        finance.Text.ShouldContain("1 claim waits for a verifier: £10,000.01");
        finance.Text.ShouldContain("Portsmouth City Council: £16,666.68 paid of £100,000.00");
        finance.Page.QuerySelectorAll("main svg[role=img]").Select(s => s.GetAttribute("aria-label")).ShouldContain("Central government: £3,333.34 paid of £20,000.00, £0.00 verified and not paid yet, £16,666.70 may still come");
        finance.Text.ShouldContain("Every entry balances: £0.00 in");
        await finance.Follow("See the trial balance");
        finance.Text.ShouldContain("Trial balance as at 31 March 2028 Money: 8 accounts, difference £0.00");
    }

    [Theory]
    [InlineData("M03")]
    [InlineData("M18")]
    [InlineData("M22")]
    public async Task Whoever_has_no_right_to_money_finds_no_such_page_and_cannot_send_to_one(string member)
    {
        using var other = await Visitor.SignedIn(town, member);
        await other.Open("/today");
        var token = ((AngleSharp.Html.Dom.IHtmlInputElement)other.Page.QuerySelector("input[name=form-token]")!).Value;
        foreach (var path in All.Concat(["/money/runs/R0005?handler=approve", "/money/runs/R0001?handler=file&batch=R0001"]))
        {
            (await other.Open(path)).Status.ShouldBe(HttpStatusCode.NotFound, path);
            using var sent = new FormUrlEncodedContent([new("form-token", token), new(Form.KeyName, new string('a', 32))]);
            using var response = await other.Http.PostAsync(new Uri(path, UriKind.Relative), sent, TestContext.Current.CancellationToken);
            response.StatusCode.ShouldBe(HttpStatusCode.NotFound, path);
        }
        other.Page.QuerySelectorAll("nav a").ShouldNotContain(a => a.TextContent == "See the trial balance");
    }

    [Fact]
    public async Task An_investor_sees_sums_and_nobody_behind_them()
    {
        using var investor = await Visitor.SignedIn(town, "M36");
        await investor.Open("/money/runs/R0001");
        investor.Text.ShouldContain("R0001-1-0001 Portsmouth City Council Harbour Social Investors £16,666.68 Paid on 4 March 2027");
        investor.Text.ShouldNotContain("Line by line");
        var page = investor.Page.Body!.InnerHtml;
        foreach (var person in (string[])["P001", "P002"]) page.ShouldNotContain(town.Token(person)[..8]);
        foreach (var path in (string[])["/money/bank", "/money/balance", "/money/accrual", "/money/close", "/money/prepare", "/money/runs/R0005/withdraw"]) (await investor.Open(path)).Status.ShouldBe(HttpStatusCode.NotFound, path);
        (await investor.Open("/money/statement")).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Whoever_pays_sees_a_reference_and_no_name_and_the_look_is_written()
    {
        await using var own = await Town.Open();
        using var finance = await Visitor.SignedIn(own, Finance.Approver);
        await finance.Open("/money/runs/R0005");
        finance.Text.ShouldContain(own.Token("P115")[..8]);
        finance.Page.Body!.InnerHtml.ShouldNotContain(own.Partnership.Names[own.Token("P115")]!.Text);
        var look = own.Partnership.Folder.Looks.At(own.Token("P115"), most: 1).Single().Look;
        (look.By, look.Purpose, look.Page).ShouldBe((Finance.Approver, "pay", "pay-run"));
    }

    [Fact]
    public async Task A_late_correction_is_taken_back_in_the_next_run_and_the_statement_still_balances()
    {
        await using var own = await Town.Open();
        await own.VerifyP005();
        using var preparer = await Visitor.SignedIn(own, Finance.Preparer);
        using var approver = await Visitor.SignedIn(own, Finance.Approver);
        await preparer.Prepare(Finance.Rehab);
        await approver.Approve("R0006");
        await Correct(own, "P005", "employment", ("contract", "zero-hours"));
        await preparer.Prepare(Finance.Rehab);
        preparer.Path.ShouldBe("/money/runs/R0007");
        preparer.Text.ShouldContain("Taken back: Goes into permanent work");
        preparer.Text.ShouldContain("Harbour Social Investors £0.00 -£8,333.34 £0.00 £0.00 -£8,333.34");
        await approver.Open("/money/runs/R0007");
        approver.Text.ShouldContain("This run counts as£10,000.01: what is new and what is taken back, added up");
        approver.Text.ShouldContain("Used this month£10,000.01");
        await approver.Approve("R0007");
        approver.Text.ShouldContain("R0007 is approved: £0.00 to be paid.");
        approver.Text.ShouldContain("-£8,333.34, they owe");

        await preparer.Open("/money/statement?of=rehab-to-work:council");
        preparer.Text.ShouldContain("Taken back: Goes into permanent work");
        preparer.Text.ShouldContain("Stands over, R0007-1-0001");
        preparer.Text.ShouldContain("Closing£25,000.02");
        using var csv = await preparer.Http.GetAsync(new Uri("/money/statement?csv=true&of=rehab-to-work:council&from-day=1&from-month=4&from-year=2026&to-day=31&to-month=3&to-year=2028", UriKind.Relative), TestContext.Current.CancellationToken);
        var rows = (await csv.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Trim('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(r => r.Split(',')).ToList();
        rows.SkipLast(1).Sum(r => decimal.Parse(r[^2], System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(decimal.Parse(rows[^1][^2], System.Globalization.CultureInfo.InvariantCulture), "opening and every entry come to the closing");
        own.Partnership.Read(r => r.State.Book.TrialBalance(AsOf.Everything).Balances).ShouldBeTrue();
        var report = Verify.Folder(own.Folder);
        report.Faults.ShouldBeEmpty();
        report.Entries.ShouldBeGreaterThan(70);
    }

    [Fact]
    public async Task A_period_is_closed_once_after_a_check_and_never_by_a_slip()
    {
        await using var own = await Town.Open();
        using var finance = await Visitor.SignedIn(own, Finance.Preparer);
        await finance.Open("/money/close?until-day=31&until-month=3&until-year=2028");
        finance.Text.ShouldContain("This day is not over yet");
        await finance.Open("/money/close?until-day=31&until-month=3&until-year=2027");
        finance.Text.ShouldContain("Every entry up to that day balances: £0.00.");
        finance.Text.ShouldContain("This cannot be undone, by anybody.");
        await finance.Send();
        finance.Text.ShouldContain("Say that you know it cannot be undone");
        await finance.Send(("sure", "yes"));
        finance.Text.ShouldContain("The books are closed up to and including 31 March 2027.");
        own.Partnership.Read(r => r.State.Book.ClosedUntil).ShouldBe(new DateOnly(2027, 3, 31));
        await finance.Open("/money/close?until-day=31&until-month=1&until-year=2027");
        finance.Text.ShouldContain("The books are closed up to 31 March 2027 already");
    }

    [Fact]
    public void A_download_holds_nothing_that_a_spreadsheet_runs()
    {
        var csv = Encoding.UTF8.GetString(new CsvTable("who", "amount").Add("=HYPERLINK(\"x\")", new Pounds(-1_234_56)).Add("Smith, Jones", new Pounds(5)).ToBytes());
        csv.ShouldBe("\uFEFFwho,amount\r\n\"'=HYPERLINK(\"\"x\"\")\",-1234.56\r\n\"Smith, Jones\",0.05\r\n");
    }

    /// <summary>Puts a detail of the last fact of a kind about a person right, as their key worker.</summary>
    private static async Task Correct(Town town, string person, string kind, (string Detail, string Text) right)
    {
        var token = town.Token(person);
        var last = Enumerable.Range(1, town.Partnership.Read(r => r.Facts.Columns.Count)).Select(p => town.Partnership.Folder.Fact(p)!).Last(f => f.Draft.Subject == token && f.Draft.Kind.Name == kind);
        var cells = last.Draft.Details.Where(d => d.Detail.Name != right.Detail).Select(d => (d.Detail.Name, (string?)d.Text));
        await town.Say("M03", "key-worker", [("fact", kind), ("person", token), ("from", Day.Iso(last.Draft.From)), ("to", last.Draft.To >= Day.Never ? "" : Day.Iso(last.Draft.To)), ("corrects", $"#{last.Position}"), right, .. cells]);
    }
}
