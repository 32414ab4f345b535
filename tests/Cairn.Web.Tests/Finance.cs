using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Cairn.Desk.Paying;
using Cairn.Record;
using Cairn.Store;

namespace Cairn.Web.Tests;

/// <summary>What the tests about money do over and over, by the pages: record, prepare, approve, download, read back.</summary>
internal static class Finance
{
    public const string Preparer = "M12", Approver = "M15", Commissioner = "M07", Verifier = "M08", Rehab = "rehab-to-work", Young = "fair-chance-fund";

    /// <summary>Records a fact as a member, at once and outside the pages.</summary>
    public static async Task<long> Say(this Town town, string by, string capacity, params (string Column, string? Text)[] cells)
    {
        var (draft, mistakes) = Recording.Read(town.Partnership.Folder, [.. cells, ("said-by", capacity)], town.Partnership.Today);
        mistakes.ShouldBeEmpty();
        (await Recording.Do(town.Partnership.Folder, new Asking(by, capacity, "cairn"), draft!)).ShouldBeOfType<Reply.Done>();
        return town.Partnership.Read(r => r.Facts.Columns.Count);
    }

    /// <summary>The verifier upholds the claim that the town left for them: P005's, of £10,000.01.</summary>
    public static Task<long> VerifyP005(this Town town) =>
        town.Say(Verifier, "verifier", ("fact", "verification"), ("person", town.Token("P005")), ("from", Day.Iso(town.Partnership.Today)), ("scheme", Rehab), ("outcome", "into-permanent-work"), ("time", "1"), ("result", "verified"));

    public static async Task<Visitor> Prepare(this Visitor visitor, string scheme)
    {
        await visitor.Open("/money/prepare");
        return await visitor.Send(("scheme", scheme));
    }

    public static async Task<Visitor> Approve(this Visitor visitor, string run)
    {
        await visitor.Open($"/money/runs/{run}");
        return await visitor.SendTo(visitor.Page.QuerySelector<IHtmlFormElement>("#approve") ?? throw new InvalidOperationException($"No button to approve: {visitor.Text}"));
    }

    /// <summary>Downloads what the button with these words gives.</summary>
    public static async Task<(byte[] Bytes, string Name)> Download(this Visitor visitor, string run, string button)
    {
        await visitor.Open($"/money/runs/{run}");
        var form = (IHtmlFormElement)visitor.Page.QuerySelectorAll("main form").First(f => f.TextContent.Contains(button, StringComparison.Ordinal));
        var fields = form.Elements.OfType<IHtmlInputElement>().Select(i => new KeyValuePair<string, string>(i.Name!, i.Value));
        using var response = await visitor.Http.PostAsync(new Uri(form.GetAttribute("action")!, UriKind.Relative), new FormUrlEncodedContent(fields));
        response.IsSuccessStatusCode.ShouldBeTrue();
        response.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        return (await response.Content.ReadAsByteArrayAsync(), response.Content.Headers.ContentDisposition.FileName!.Trim('"'));
    }

    /// <summary>Sends the bank's file on its page.</summary>
    public static async Task<Visitor> ReadBack(this Visitor visitor, string run, string csv)
    {
        await visitor.Open($"/money/runs/{run}/results");
        visitor.Gives = ("bank.csv", Encoding.UTF8.GetBytes(csv));
        return await visitor.Send();
    }

    public static IReadOnlyList<SentPayment> Sent(this Town town, string scheme, string run) =>
        town.Partnership.Read(r => PayRuns.Sent(r.Schemes.First(s => s.Name == scheme), r.Facts, r.State.Book, run));
}
