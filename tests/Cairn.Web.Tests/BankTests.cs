using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Cairn.Desk.Paying;
using Cairn.Record;
using Cairn.Store;
using Cairn.Web.Demo;
using Microsoft.Extensions.DependencyInjection;

namespace Cairn.Web.Tests;

/// <summary>Bank details: proposed by one, confirmed by another who has asked, good after five working days, and never shown.</summary>
public class BankTests
{
    [Fact]
    public async Task New_details_are_confirmed_by_another_member_who_types_what_the_partner_said()
    {
        await using var town = await Town.Open();
        using var first = await Visitor.SignedIn(town, Finance.Preparer);
        await first.Open("/money/bank/propose");
        await first.Send(("partner", "Elm Court"), ("sort-code", "20-00-0"), ("number", "12345678"), ("name", "Elm Court"));
        first.Page.QuerySelector("#sort-code-error")!.TextContent.ShouldContain("six figures");
        await first.Send(("sort-code", "20-00-09"));
        first.Text.ShouldContain("The new bank details of Elm Court wait for a second person.");
        first.Text.ShouldContain("Elm Court: account ending 5678");
        first.Text.ShouldNotContain("12345678");
        var confirm = $"/money/bank/confirm/{Proposal(town, "Elm Court")}";
        first.Text.ShouldContain("Alan Cobbleton proposed these bank details; another member must confirm them.");
        await first.Open(confirm);
        await first.Send(("sort-code", "200009"), ("number", "12345678"));
        first.Text.ShouldContain("There is a problem Alan Cobbleton proposed these bank details");

        using var second = await Visitor.SignedIn(town, Finance.Approver);
        await second.Open(confirm);
        second.Page.Body!.InnerHtml.ShouldNotContain("12345678");
        await second.Send(("sort-code", "20-00-09"), ("number", "12345687"));
        second.Text.ShouldContain("These are not the figures that were proposed.");
        var form = second.Page.QuerySelector<IHtmlFormElement>("main form")!;
        await second.SendTo(form, ("sort-code", "20 00 09"), ("number", "12345678"));
        second.Text.ShouldContain("The bank details of Elm Court are confirmed. They are good from 7 April 2028.");
        await second.SendTo(form, ("sort-code", "20 00 09"), ("number", "12345678"));
        second.Text.ShouldContain("are confirmed. They are good from 7 April 2028.");
        town.Partnership.Folder.Commands("bank-details-confirmed").Count(c => LondonTime.DayOf(c.At) == DemoTown.Today).ShouldBe(1);
    }

    [Fact]
    public async Task A_payee_whose_details_were_confirmed_yesterday_is_not_paid_yet_and_the_run_says_why()
    {
        await using var town = await Town.Open();
        await town.VerifyP005();
        await town.Say(Finance.Commissioner, "commissioner", ("fact", "payee"), ("about", "Elm Court"), ("from", "2028-03-31"), ("scheme", Finance.Rehab));
        await Change(town, "Elm Court");
        ((DemoClock)town.Services.GetRequiredService<TimeProvider>()).Set(DemoTown.Today + 1);
        using var finance = await Visitor.SignedIn(town, Finance.Preparer);
        await finance.Prepare(Finance.Rehab);
        finance.Text.ShouldContain("Nothing is to be paid or taken back for rehab-to-work as at 1 April 2028; 1 payments are held back.");
        ((DemoClock)town.Services.GetRequiredService<TimeProvider>()).Set(Day.Of(2028, 4, 7));
        using var later = await Visitor.SignedIn(town, Finance.Preparer);
        await later.Prepare(Finance.Rehab);
        later.Path.ShouldBe("/money/runs/R0006");
        later.Text.ShouldContain("Elm Court");
    }

    [Fact]
    public async Task While_new_details_wait_the_old_ones_stand()
    {
        await using var town = await Town.Open();
        await Change(town, "Harbour Social Investors");
        using var finance = await Visitor.SignedIn(town, Finance.Preparer);
        await finance.Open("/money/bank");
        finance.Text.ShouldContain("ending 4444, good since 30 April 2026; then ending 5678, good from 7 April 2028");
        town.Partnership.Read(r => BankDetails.On(r.Facts, "Harbour Social Investors", r.Today, r.State.RecordedBy)!.GoodFrom).ShouldBe(Day.Of(2026, 4, 30));
    }

    private static async Task Change(Town town, string partner)
    {
        using var first = await Visitor.SignedIn(town, Finance.Preparer);
        await first.Open("/money/bank/propose");
        await first.Send(("partner", partner), ("sort-code", "200009"), ("number", "12345678"), ("name", partner));
        using var second = await Visitor.SignedIn(town, Finance.Approver);
        await second.Open($"/money/bank/confirm/{Proposal(town, partner)}");
        await second.Send(("sort-code", "200009"), ("number", "12345678"));
        second.Status.ShouldBe(HttpStatusCode.OK);
        second.Path.ShouldBe("/money/bank");
    }

    internal static int Proposal(Town town, string partner) => town.Partnership.Read(r => BankDetails.Of(r.Facts, partner, r.State.RecordedBy)[^1].Position + 1);
}
