using System.Net;
using AngleSharp.Html.Dom;

namespace Cairn.Web.Tests;

/// <summary>What people and their browsers do that nobody planned: each has an outcome with a name, and nothing is lost.</summary>
public class UnhappyTests(Town town)
{
    private const string Script = "<script>document.title='x'</script><img src=x onerror=alert(1)>\"'&";

    [Fact]
    public async Task A_form_sent_again_with_another_answer_after_going_back_says_so_and_records_nothing_more()
    {
        using var worker = await Visitor.SignedIn(town, "M03");
        await worker.Open(town.Path("/people/{P005}/record/contact"));
        var form = (IHtmlFormElement)worker.Page.QuerySelector("main form")!;
        await worker.SendTo(form, ("from-day", "2"), ("from-month", "3"), ("from-year", "2028"));
        var after = Count();
        await worker.SendTo(form, ("from-day", "3"), ("from-month", "3"), ("from-year", "2028"));
        worker.Page.QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("This was sent before with other answers, and those were kept.");
        Count().ShouldBe(after);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("../../../../../../../../etc/passwd")]
    [InlineData("ABCDEF0123456789ABCDEF0123456789")]
    public async Task A_key_that_was_tampered_with_is_refused_in_words_and_the_answers_are_kept(string key)
    {
        using var worker = await Visitor.SignedIn(town, "M03");
        await worker.Open(town.Path("/people/{P005}/record/contact"));
        var before = Count();
        await worker.Send(("once", key), ("from-day", "4"), ("from-month", "3"), ("from-year", "2028"));
        worker.Status.ShouldBe(HttpStatusCode.OK);
        worker.Page.QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("changed on its way");
        worker.Page.QuerySelector("#from-day")!.GetAttribute("value").ShouldBe("4");
        Count().ShouldBe(before);
        // Sent once more as it then stands it is recorded.
        await worker.Send();
        Count().ShouldBe(before + 1);
    }

    [Fact]
    public async Task Another_members_key_does_not_stand_in_the_way_of_ones_own()
    {
        using var one = await Visitor.SignedIn(town, "M03");
        using var other = await Visitor.SignedIn(town, "M05");
        await one.Open(town.Path("/people/{P005}/record/contact"));
        var key = one.Page.QuerySelector("[name=once]")!.GetAttribute("value")!;
        await one.Send(("from-day", "7"), ("from-month", "3"), ("from-year", "2028"));
        var after = Count();
        await other.Open(town.Path("/people/{P006}/record/contact"));
        await other.Send(("once", key), ("from-day", "7"), ("from-month", "3"), ("from-year", "2028"));
        other.Path.ShouldBe(town.Path("/people/{P006}"));
        Count().ShouldBe(after + 1);
    }

    [Fact]
    public async Task A_script_in_any_box_of_any_form_comes_out_as_the_words_that_were_typed()
    {
        await using var own = await Town.Open();
        using var worker = await Visitor.SignedIn(own, "M03");
        await worker.Open(own.Path("/people/{P001}/record"));
        var links = worker.Page.QuerySelectorAll("main a").Select(a => a.GetAttribute("href")!).Where(h => h.Contains("/record/", StringComparison.Ordinal)).ToList();
        links.Count.ShouldBeGreaterThan(20);
        var recorded = 0;
        foreach (var link in links)
        {
            await worker.Open(link);
            var form = (IHtmlFormElement)worker.Page.QuerySelector("main form")!;
            var boxes = form.Elements.OfType<IHtmlElement>().Where(e => e is IHtmlTextAreaElement || e is IHtmlInputElement { Type: "text" } i && i.GetAttribute("inputmode") is null).Select(e => e.GetAttribute("name")!).ToList();
            List<(string, string)> answers = [.. boxes.Select(b => (b, Script)), ("from-day", "30"), ("from-month", "3"), ("from-year", "2028")];
            if (form.QuerySelector("[name=said-by]") is { } who) answers.Add(("said-by", who.GetAttribute("value")!));
            await worker.SendTo(form, [.. answers]);
            worker.Status.ShouldBe(HttpStatusCode.OK, link);
            Harmless(worker, link);
            if (worker.Path != own.Path("/people/{P001}")) continue;
            recorded++;
            await worker.Open($"{own.Path("/people/{P001}")}/facts/{own.Partnership.Read(r => r.Facts.Columns.Count)}");
            Harmless(worker, link);
            // What may be told and not read, such as an offence, has no page for whoever told it.
            if (boxes.Count > 0 && worker.Status == HttpStatusCode.OK) worker.Text.ShouldContain("<img src=x onerror=alert(1)>", Case.Sensitive, link);
        }
        recorded.ShouldBeGreaterThan(10);
        foreach (var path in (string[])["/people", "/today", own.Path("/people/{P001}"), own.Path("/people/{P001}/facts")])
        {
            await worker.Open(path);
            Harmless(worker, path);
        }
        await worker.Open("/people?find=" + Uri.EscapeDataString(Script));
        Harmless(worker, "search");
    }

    private static void Harmless(Visitor visitor, string where)
    {
        visitor.Page.Scripts.Select(s => s.Source ?? s.TextContent).ShouldAllBe(s => s.StartsWith("/assets/", StringComparison.Ordinal), where);
        visitor.Page.QuerySelectorAll("[onerror],[onclick],[onload],img[src=x]").ShouldBeEmpty(where);
    }

    private int Count() => town.Partnership.Read(r => r.Facts.Columns.Count);
}
