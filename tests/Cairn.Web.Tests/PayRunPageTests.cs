using System.Net;
using System.Text;
using System.Xml.Linq;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Cairn.Desk.Paying;
using Cairn.Store;

namespace Cairn.Web.Tests;

/// <summary>From a claim that a verifier upheld to a file for the bank and back, by the pages.</summary>
public class PayRunPageTests
{
    [Fact]
    public async Task A_run_goes_from_preparing_to_the_banks_answer_and_what_came_back_is_paid_in_the_next()
    {
        await using var town = await Town.Open();
        await town.VerifyP005();
        using var preparer = await Visitor.SignedIn(town, Finance.Preparer);
        using var approver = await Visitor.SignedIn(town, Finance.Approver);
        await preparer.Prepare(Finance.Rehab);
        preparer.Path.ShouldBe("/money/runs/R0006");
        preparer.Text.ShouldContain("£10,000.01 as at 31 March 2028");
        await approver.Approve("R0006");
        approver.Text.ShouldContain("R0006 is approved: £10,000.01 to be paid.");

        var (csv, name) = await preparer.Download("R0006", "R0006-1");
        name.ShouldBe("R0006-1.csv");
        Encoding.UTF8.GetString(csv).ShouldEndWith("total,R0006-1,1,,,,8333.34,,\r\n");
        Encoding.UTF8.GetString(csv).ShouldContain("SUP-20417,PO-7781,PH-RECOVERY-01,8333.34,R0006-1-0001,Harbour Social Investors");
        (await preparer.Download("R0006", "R0006-1")).Bytes.ShouldBe(csv);
        using var other = await Visitor.SignedIn(town, Finance.Approver);
        var (xml, _) = await other.Download("R0006", "XML");
        (await preparer.Download("R0006", "XML")).Bytes.ShouldBe(xml);
        XDocument.Parse(Encoding.UTF8.GetString(xml)).Descendants().First(e => e.Name.LocalName == "CtrlSum").Value.ShouldBe("10000.01");
        WellFormed(xml);
        town.Partnership.Folder.Commands("pay-run-file").Count(c => c.Key.EndsWith(":R0006", StringComparison.Ordinal)).ShouldBe(1, "who downloaded it first is recorded once");
        preparer.Text.ShouldContain("First downloaded by Alan Cobbleton on 31 March 2028.");

        await preparer.ReadBack("R0006", "reference,status,amount,date,reason\nR0006-1-0001,paid,8333.34,2028-03-31,\nR0006-2-0001,rejected,1666.67,2028-03-31,Account closed\n");
        preparer.Text.ShouldContain("1 paid, 1 rejected.");
        preparer.Text.ShouldContain("Sent back on 31 March 2028: Account closed");
        await preparer.Prepare(Finance.Rehab);
        preparer.Path.ShouldBe("/money/runs/R0007");
        preparer.Text.ShouldContain("£1,666.67 as at 31 March 2028");
        await approver.Approve("R0007");
        town.Sent(Finance.Rehab, "R0007").Select(s => (s.Payer, s.Pence)).ShouldBe([(1, 1_666_67L)]);
    }

    [Fact]
    public async Task A_file_of_results_with_mistakes_is_not_taken_and_all_of_them_are_shown()
    {
        await using var town = await Town.Open();
        using var finance = await Visitor.SignedIn(town, Finance.Preparer);
        var before = town.Partnership.Read(r => r.Facts.Columns.Count);
        await finance.ReadBack("R0001", "reference,status,amount,date,reason\nR0001-1-0001,payed,16666.68,2028-03-31,\nR0001-2-0001,rejected,3333.34,31/03/2028x,\n");
        finance.Page.QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("Nothing was taken from the file: 3 mistakes to mend");
        finance.Text.ShouldContain("'payed' is neither paid nor rejected.");
        finance.Text.ShouldContain("Say why the payment was rejected.");
        await finance.ReadBack("R0001", "reference,status,amount,date,reason\nR0001-1-0001,rejected,16666.68,2028-03-31,Account closed\nR0001-2-0001,rejected,3.00,2028-03-31,Account closed\n");
        finance.Text.ShouldContain("R0001-2-0001 was sent as £3,333.34, and this says £3.00.");
        town.Partnership.Read(r => r.Facts.Columns.Count).ShouldBe(before, "the good line is not taken either");
    }

    [Fact]
    public async Task Who_prepared_a_run_and_whose_limit_it_passes_are_told_why_they_cannot_approve_it()
    {
        await using var town = await Town.Open();
        using var own = await Visitor.SignedIn(town, Finance.Preparer);
        await own.Open("/money/runs/R0005");
        own.Text.ShouldContain("You cannot approve this run. Alan Cobbleton prepared R0005; someone else must approve it.");
        using var over = await Visitor.SignedIn(town, Finance.Commissioner);
        await over.Open("/money/runs/R0005");
        over.Text.ShouldContain("R0005 comes to £5,000.00. Fiona Saltmere may approve £2,500.00 a month");
        await town.VerifyP005();
        await own.Prepare(Finance.Rehab);
        await over.Open("/money/runs/R0006");
        over.Text.ShouldContain("Fiona Saltmere may approve £2,500.00 a month over all schemes and has approved £0.00 this month, so £2,500.00 is left.");
        // Without the button, the form of another run: the page never decides alone.
        await over.SendTo(Approval(over, "R0006"));
        over.Text.ShouldContain("There is a problem R0006 comes to £10,000.01.");
        town.Sent(Finance.Rehab, "R0006").ShouldBeEmpty();
    }

    [Fact]
    public async Task Two_who_approve_at_once_and_one_who_does_it_twice_post_it_once_and_are_told()
    {
        await using var town = await Town.Open();
        await town.VerifyP005();
        await town.Say("M18", "administrator", ("fact", "approval-limit"), ("about", Finance.Commissioner), ("from", "2028-03-01"), ("amount", "40000"), ("scheme", Finance.Rehab));
        using var preparer = await Visitor.SignedIn(town, Finance.Preparer);
        await preparer.Prepare(Finance.Rehab);
        using var first = await Visitor.SignedIn(town, Finance.Approver);
        using var second = await Visitor.SignedIn(town, Finance.Commissioner);
        await first.Open("/money/runs/R0006");
        await second.Open("/money/runs/R0006");
        var forms = new[] { first, second }.Select(v => (Visitor: v, Form: v.Page.QuerySelector<IHtmlFormElement>("#approve")!)).ToList();
        await Task.WhenAll(forms.Select(f => f.Visitor.SendTo(f.Form)));
        var won = forms.Where(f => f.Visitor.Text.Contains("R0006 is approved: £10,000.01 to be paid.", StringComparison.Ordinal)).ToList();
        won.Count.ShouldBe(1);
        forms.Single(f => f.Visitor != won[0].Visitor).Visitor.Text.ShouldContain("has approved R0006 already. It is paid once.");
        await won[0].Visitor.SendTo(won[0].Form);
        won[0].Visitor.Text.ShouldContain("R0006 is approved: £10,000.01 to be paid.");
        town.Partnership.Folder.Commands(PayRunActs.Approving).Count(c => c.Key.EndsWith(":R0006", StringComparison.Ordinal)).ShouldBe(1);
        town.Sent(Finance.Rehab, "R0006").Sum(s => s.Pence).ShouldBe(10_000_01);
    }

    [Fact]
    public async Task A_run_prepared_twice_by_one_form_is_one_run_and_another_waits_its_turn()
    {
        await using var town = await Town.Open();
        await town.VerifyP005();
        using var finance = await Visitor.SignedIn(town, Finance.Preparer);
        await finance.Open("/money/prepare");
        var form = finance.Page.QuerySelector<IHtmlFormElement>("main form")!;
        await finance.SendTo(form, ("scheme", Finance.Rehab));
        await finance.SendTo(form, ("scheme", Finance.Rehab));
        finance.Path.ShouldBe("/money/runs/R0006");
        await finance.Prepare(Finance.Rehab);
        finance.Page.QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("R0006 of rehab-to-work, £10,000.01, waits to be approved");
        await finance.Open("/money/runs/R0006/withdraw");
        await finance.Send(("reason", "The wrong day"));
        finance.Text.ShouldContain("Nothing of it was paid. The reason: The wrong day");
    }

    [Fact]
    public async Task A_payment_put_on_hold_after_preparing_stops_the_approval_which_says_what_changed()
    {
        await using var town = await Town.Open();
        await town.VerifyP005();
        using var finance = await Visitor.SignedIn(town, Finance.Preparer);
        await finance.Prepare(Finance.Rehab);
        await finance.Open(finance.Page.QuerySelectorAll("main a").First(a => a.TextContent.StartsWith("Hold", StringComparison.Ordinal)).GetAttribute("href")!);
        finance.Text.ShouldContain("£10,000.01 for: Goes into permanent work");
        await finance.Send(("reason", "The employer denies it"));
        finance.Text.ShouldContain("on hold since 31 March 2028, 0 days: The employer denies it");
        using var approver = await Visitor.SignedIn(town, Finance.Approver);
        await approver.Open("/money/runs/R0006");
        approver.Text.ShouldContain("The record has changed since R0006 was prepared: a payment for 'into-permanent-work' of £8,333.34 went out");
        approver.Page.QuerySelector("#approve").ShouldBeNull();
        await finance.Open("/money/runs/R0006");
        await finance.Open(finance.Page.QuerySelectorAll("main a").First(a => a.TextContent.StartsWith("Let it go", StringComparison.Ordinal)).GetAttribute("href")!);
        await finance.Send(("reason", "They confirm it"));
        await approver.Approve("R0006");
        approver.Text.ShouldContain("R0006 is approved");
    }

    /// <summary>A form that approves, as it stands on the page of somebody who sees none: with the page's token.</summary>
    private static IHtmlFormElement Approval(Visitor visitor, string run)
    {
        var form = (IHtmlFormElement)visitor.Page.CreateElement("form");
        form.SetAttribute("action", $"/money/runs/{run}?handler=approve");
        form.InnerHtml = $"<input name='once' value='{Guid.NewGuid():n}'><input name='form-token' value='{visitor.Page.QuerySelector<IHtmlInputElement>("input[name=form-token]")!.Value}'>";
        visitor.Page.Body!.AppendChild(form);
        return form;
    }

    internal static void WellFormed(byte[] xml)
    {
        if (((string[])["/usr/bin/xmllint", "/usr/local/bin/xmllint"]).FirstOrDefault(File.Exists) is not { } program) return;
        var file = Path.GetTempFileName();
        File.WriteAllBytes(file, xml);
        using var lint = System.Diagnostics.Process.Start(program, ["--noout", file]);
        lint.WaitForExit();
        File.Delete(file);
        lint.ExitCode.ShouldBe(0);
    }
}
