using System.Net;

namespace Cairn.Web.Tests;

/// <summary>Recording facts through the one form that all kinds share.</summary>
public class RecordTests(Town town)
{
    [Fact]
    public async Task A_job_recorded_in_the_browser_stands_on_the_persons_page_with_who_said_so()
    {
        using var worker = await Visitor.SignedIn(town, "M03");
        await worker.Open(town.Path("/people/{P001}/record/volunteering"));
        await worker.Send(("from-day", "3"), ("from-month", "March"), ("from-year", "2028"), ("detail-hours", "6.5"), ("detail-organisation", "Harbour Garden"));
        worker.Path.ShouldBe(town.Path("/people/{P001}"));
        worker.Text.ShouldContain("Volunteering is recorded.");
        worker.Text.ShouldContain("organisation: Harbour Garden");
        town.Partnership.Read(r => r.State.RecordedBy(r.Facts.Columns.Count - 1)).ShouldBe("M03");
    }

    [Fact]
    public async Task A_form_sent_twice_records_once()
    {
        using var worker = await Visitor.SignedIn(town, "M03");
        await worker.Open(town.Path("/people/{P001}/record/contact"));
        var form = (AngleSharp.Html.Dom.IHtmlFormElement)worker.Page.QuerySelector("main form")!;
        (string, string)[] answers = [("from-day", "30"), ("from-month", "3"), ("from-year", "2028")];
        await worker.SendTo(form, answers);
        var after = town.Partnership.Read(r => r.Facts.Columns.Count);
        await worker.SendTo(form, answers);
        worker.Status.ShouldBe(HttpStatusCode.OK);
        town.Partnership.Read(r => r.Facts.Columns.Count).ShouldBe(after);
    }

    [Fact]
    public async Task What_is_wrong_is_said_at_the_question_and_the_answers_are_kept()
    {
        using var worker = await Visitor.SignedIn(town, "M03");
        await worker.Open(town.Path("/people/{P001}/record/employment"));
        await worker.Send(("from-day", "31"), ("from-month", "2"), ("from-year", "2028"), ("detail-hours", "400"), ("detail-employer", "Mill Logistics"));
        worker.Status.ShouldBe(HttpStatusCode.OK);
        worker.Page.QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("Enter a real date");
        worker.Page.QuerySelector("#from-error")!.TextContent.ShouldContain("Enter a real date");
        worker.Page.QuerySelector("#detail-employer")!.GetAttribute("value").ShouldBe("Mill Logistics");
        await worker.Send(("from-day", "1"), ("from-month", "3"), ("from-year", "2028"));
        worker.Page.QuerySelector("#detail-hours-error")!.TextContent.ShouldContain("from 0 to 168");
    }

    [Fact]
    public async Task A_correction_starts_from_what_stands_and_the_old_version_stays_to_be_seen()
    {
        using var worker = await Visitor.SignedIn(town, "M03");
        await worker.Open(town.Path("/people/{P001}/record/contact"));
        await worker.Send(("from-day", "5"), ("from-month", "3"), ("from-year", "2028"));
        var position = town.Partnership.Read(r => r.Facts.Columns.Count);
        await worker.Open(town.Path($"/people/{{P001}}/record/contact?corrects={position}"));
        worker.Page.QuerySelector("#from-day")!.GetAttribute("value").ShouldBe("5");
        await worker.Send(("from-day", "6"));
        worker.Text.ShouldContain("Corrected on 31 March 2028");
        worker.Text.ShouldContain("6 March 2028");
    }

    [Fact]
    public async Task Who_works_with_somebody_is_chosen_by_name_and_shown_by_name()
    {
        await using var own = await Town.Open();
        using var worker = await Visitor.SignedIn(own, "M03");
        await worker.Open(own.Path("/people/{P001}/record/works-with"));
        worker.Page.QuerySelectorAll("#detail-member-name option").Select(o => o.TextContent).ShouldContain("Samuel Baywater, Saltby Homes");
        worker.Page.QuerySelectorAll("#detail-member-name option").Select(o => o.TextContent).ShouldNotContain(o => o.StartsWith("Hannah Oarsley", StringComparison.Ordinal), "she has left");
        await worker.Send(("from-day", "1"), ("from-month", "3"), ("from-year", "2028"), ("detail-role", "housing-worker"));
        worker.Page.QuerySelector("#detail-member-name-error")!.TextContent.ShouldContain("Choose who it is");
        await worker.Send(("detail-member-name", "M24"));
        worker.Text.ShouldContain("Housing worker");
        worker.Text.ShouldContain("Samuel Baywater");
        await worker.Open(own.Path($"/people/{{P001}}/facts/{Given.Facts(own)}"));
        worker.Text.ShouldContain("Member nameSamuel Baywater");
        await worker.Open(own.Path($"/people/{{P001}}/record/works-with?corrects={Given.Facts(own)}"));
        worker.Page.QuerySelector("#detail-member-name option[selected]")!.GetAttribute("value").ShouldBe("M24");
    }

    [Fact]
    public async Task Whoever_has_no_tie_is_told_the_same_of_a_person_and_of_nobody()
    {
        using var stranger = await Visitor.SignedIn(town, "M01");
        var nobody = new string('0', 32);
        foreach (var path in (string[])["", "/record", "/record/contact"])
        {
            await stranger.Open(town.Path("/people/{P001}") + path);
            var (status, page) = (stranger.Status, stranger.Page.Body!.InnerHtml);
            await stranger.Open($"/people/{nobody}{path}");
            status.ShouldBe(HttpStatusCode.NotFound);
            stranger.Status.ShouldBe(status);
            Tokens().Replace(stranger.Page.Body!.InnerHtml, "").ShouldBe(Tokens().Replace(page, ""));
        }
    }

    private static System.Text.RegularExpressions.Regex Tokens() => new("value=\"CfDJ8[^\"]*\"", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1));
}
