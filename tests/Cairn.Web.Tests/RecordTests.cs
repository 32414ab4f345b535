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
    public async Task The_key_worker_is_named_first_whoever_began_before_them()
    {
        await using var own = await Town.Open();
        await Given.Fact(own, "M03", "key-worker", ("fact", "works-with"), ("person", own.Token("P001")), ("from", "2020-01-01"), ("role", "mentor"), ("member-name", "M10"));
        using var worker = await Visitor.SignedIn(own, "M03");
        await worker.Open(own.Path("/people/{P001}"));
        worker.Page.QuerySelector(".cairn-person .govuk-caption-l")!.TextContent.ShouldStartWith("Key worker: ");
        worker.Text.ShouldNotContain("member name:");
        worker.Text.ShouldNotContain("name of the worker:");
    }

    [Fact]
    public async Task A_place_is_given_by_hand_only_while_one_is_free()
    {
        await using var own = await Town.Open();
        using var manager = await Visitor.SignedIn(own, "M22");
        var (waits, holds) = own.Partnership.Read(r =>
        {
            var roll = r.Answer(r.Schemes.First(s => s.Name == "rehab-to-work")).Roll;
            var people = r.Facts.Of(Record.About.Person);
            var known = r.Access.PeopleOf("M22").ToList();
            return (known.First(t => roll.StandingOf(people.Find(t)) is Rules.Standing.Waits), known.First(t => roll.StandingOf(people.Find(t)) is Rules.Standing.HasPlace));
        });
        await manager.Open($"/people/{waits}/record/enrolment");
        await manager.Send(("from-day", "1"), ("from-month", "3"), ("from-year", "2028"));
        manager.Page.QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("Choose one");
        var before = Given.Facts(own);
        await manager.Send(("from-day", "1"), ("from-month", "3"), ("from-year", "2028"), ("detail-scheme", "rehab-to-work"));
        manager.Page.QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("It is for 12 people in all");
        Given.Facts(own).ShouldBe(before);

        // Ended, a place stays taken; taken back, it is free.
        await End(own, holds, corrects: true);
        await manager.Send();
        manager.Page.QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("It is for 12 people in all");
        await End(own, holds, corrects: false);
        await manager.Send();
        manager.Text.ShouldContain("Enrolment is recorded.");
    }

    private static async Task End(Town own, string token, bool corrects)
    {
        var (at, from) = own.Partnership.Read(r => Desk.Said.Of(r.Facts, "enrolment", token).Where(e => e.Name("scheme") == "rehab-to-work").Select(e => (e.Position + 1, e.From)).Last());
        if (corrects) await Given.Fact(own, "M19", "team-manager", ("fact", "enrolment"), ("person", token), ("from", Record.Day.Iso(from)), ("to", "2028-03-01"), ("scheme", "rehab-to-work"), ("corrects", $"#{at}"));
        else await Given.Fact(own, "M19", "team-manager", ("fact", "enrolment"), ("person", token), ("retracts", $"#{at}"));
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
        worker.Text.ShouldContain("Name of the workerSamuel Baywater");
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
