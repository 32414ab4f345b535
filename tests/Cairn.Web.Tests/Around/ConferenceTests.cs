using System.Net;
using System.Text;
using Cairn.Desk;
using Cairn.Record;
using Cairn.Web.Frame;

namespace Cairn.Web.Tests.Around;

/// <summary>A case conference: called, put into calendars that say nothing, met, and decided.</summary>
public sealed class ConferenceTests : IAsyncLifetime
{
    private Town town = null!;

    public async ValueTask InitializeAsync() => town = await Town.Open();

    public ValueTask DisposeAsync() => town.DisposeAsync();

    [Fact]
    public async Task Each_who_is_asked_sees_in_the_papers_what_was_shared_with_them_and_no_more()
    {
        using var worker = await Visitor.SignedIn(town, Gathering.Worker);
        var page = await Gathering.Call(town, worker, 5);
        page.ShouldNotContain(town.Token("P001"));
        worker.Text.ShouldContain("Residential detox");
        worker.Text.ShouldContain("Saltby Jobcentre: who someone is, work and learning, plan and goals");
        using var coach = await Visitor.SignedIn(town, Gathering.Coach);
        await coach.Open("/today");
        coach.Text.ShouldContain($"A conference meets on {Gathering.Said(town, 5)} at 14:30.");
        await coach.Open(page);
        coach.Text.ShouldContain("Whether Scott is ready to move on");
        coach.Text.ShouldContain("Job");
        coach.Text.ShouldNotContain("detox", Case.Insensitive);
        coach.Text.ShouldContain("Treatment and health:");
        town.Partnership.Folder.Looks.At(town.Token("P001")).ShouldContain(l => l.Look.By == Gathering.Coach && l.Look.Page == "conference" && !l.Look.Categories.Contains("treatment"));
        foreach (var other in (string[])[Gathering.Stranger, "M36", "M31"])
        {
            using var visitor = await Visitor.SignedIn(town, other);
            foreach (var what in (string[])["", "/invitation", "/held", "/decide"])
            {
                await visitor.Open(page + what);
                visitor.Status.ShouldBe(HttpStatusCode.NotFound, $"{other} {what}");
            }
        }
    }

    [Fact]
    public async Task The_invitation_says_a_time_a_reference_and_a_link_and_nothing_of_the_person()
    {
        using var worker = await Visitor.SignedIn(town, Gathering.Worker);
        var page = await Gathering.Call(town, worker, 5);
        using var coach = await Visitor.SignedIn(town, Gathering.Coach);
        using var answer = await coach.Http.GetAsync(new Uri(page + "/invitation", UriKind.Relative), TestContext.Current.CancellationToken);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/calendar");
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        foreach (var secret in (string[])["Scott", "Heronby", "Harbour", "Room 2", "move on", "Case", "M03", "M29", town.Token("P001")]) text.ShouldNotContain(secret);
        var number = page.Split('/')[^1];
        var lines = text.Replace("\r\n ", "", StringComparison.Ordinal).Split("\r\n");
        lines.ShouldContain($"UID:conference-{number}@127.0.0.1");
        lines.ShouldContain($"SUMMARY:Conference C{number}");
        lines.ShouldContain($"URL:{town.Url.ToString().TrimEnd('/')}{page}");
        lines.Count(l => l.StartsWith("DTSTAMP:", StringComparison.Ordinal) && l.EndsWith('Z')).ShouldBe(1);
        var start = CalendarEvent.Instant(town.Partnership.Today + 5, new TimeOnly(14, 30)).UtcDateTime;
        lines.ShouldContain($"DTSTART:{start:yyyyMMdd'T'HHmmss'Z'}");
        lines.ShouldContain($"DTEND:{start.AddMinutes(90):yyyyMMdd'T'HHmmss'Z'}");
        // Whoever may open the page and was not asked has nothing to put into a calendar.
        using var manager = await Visitor.SignedIn(town, Gathering.Manager);
        await manager.Open(page);
        manager.Status.ShouldBe(HttpStatusCode.OK);
        await manager.Open(page + "/invitation");
        manager.Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task What_was_decided_and_agreed_stands_on_the_conference_and_on_the_plan()
    {
        await Gathering.Goal(town, "home", "A flat of my own.");
        var token = town.Token("P001");
        int Met() => town.Partnership.Read(r => Said.Of(r.Facts, "conference", token).Count());
        using var worker = await Visitor.SignedIn(town, Gathering.Worker);
        var page = await Gathering.Call(town, worker, 0);
        Met().ShouldBe(0, "called is not met");
        await worker.Open(page + "/decide");
        worker.Status.ShouldBe(HttpStatusCode.NotFound, "nothing is decided before it met");
        await worker.Open(page + "/held");
        await worker.Send(("met", "yes"));
        worker.Text.ShouldContain("Write what was said");
        await worker.Send(("met", "yes"), ("words", "All came. Scott is ready."));
        Met().ShouldBe(1);
        await worker.Follow("Add a decision");
        await worker.Send(("words", "Move to supported housing in May"), ("decision", "agreed-with-changes"));
        worker.Text.ShouldContain("Agreed with changes: Move to supported housing in May");
        await worker.Follow("Add an action");
        await worker.Send([("goal", "home"), ("what", "Book a visit to the house"), ("owner", Gathering.Coach), .. Gathering.Boxes(town, "due", 7)]);
        worker.Path.ShouldBe(page);
        worker.Text.ShouldContain("Book a visit to the house");
        await worker.Follow("See the plan");
        worker.Text.ShouldContain("Book a visit to the house");
        worker.Text.ShouldContain("The last conference met today. None is called.");
        using var person = await Visitor.SignedIn(town, town.Token("P001"));
        await person.Open(page);
        person.Text.ShouldContain("All came. Scott is ready.");
        await worker.Open(page + "/held");
        worker.Status.ShouldBe(HttpStatusCode.NotFound, "it met once");
    }

    [Fact]
    public async Task One_that_is_called_off_is_nowhere_any_more()
    {
        using var worker = await Visitor.SignedIn(town, Gathering.Worker);
        var page = await Gathering.Call(town, worker, 5);
        await worker.Open(page + "/held");
        await worker.Send(("met", "no"), ("words", "Scott is ill."));
        worker.Text.ShouldContain("The conference is called off.");
        worker.Text.ShouldContain("No conference has met yet. None is called.");
        await worker.Open(page);
        worker.Status.ShouldBe(HttpStatusCode.NotFound);
        using var coach = await Visitor.SignedIn(town, Gathering.Coach);
        await coach.Open("/today");
        coach.Text.ShouldNotContain("A conference meets");
    }

    [Fact]
    public async Task A_form_sent_twice_calls_one_conference_and_asks_each_once()
    {
        using var worker = await Visitor.SignedIn(town, Gathering.Worker);
        await worker.Open(Gathering.At(town, "conferences/call"));
        var form = worker.Page.QuerySelector("main form") as AngleSharp.Html.Dom.IHtmlFormElement;
        (string, string)[] answers = [.. Gathering.Boxes(town, "on", 3), ("at", "9:05"), ("place", "Town hall"), ("who", Gathering.Worker), ("who", Gathering.Coach)];
        await worker.SendTo(form!, answers);
        var first = worker.Path;
        await worker.SendTo(form!, answers);
        worker.Path.ShouldBe(first);
        var token = town.Token("P001");
        var all = town.Partnership.Read(r => Conferences.Of(r.Facts, token));
        all.Count.ShouldBe(1);
        all[0].At.ShouldBe("09:05");
        town.Partnership.Read(r => Said.Of(r.Facts, "conference-invitation", token).Count()).ShouldBe(2);
    }

    [Theory]
    [InlineData("2028-01-10", "14:30", "2028-01-10T14:30:00Z")]
    [InlineData("2028-07-10", "14:30", "2028-07-10T13:30:00Z")]
    [InlineData("2028-03-26", "01:30", "2028-03-26T01:30:00Z")]
    [InlineData("2028-10-29", "01:30", "2028-10-29T00:30:00Z")]
    public void A_time_of_the_clock_in_London_is_one_instant(string day, string at, string instant)
    {
        Day.TryParse(day, out var number).ShouldBeTrue();
        CalendarEvent.Instant(number, TimeOnly.Parse(at, System.Globalization.CultureInfo.InvariantCulture)).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture).ShouldBe(instant);
    }

    [Fact]
    public void Long_lines_are_folded_after_75_octets_and_never_inside_a_character()
    {
        var summary = string.Concat(Enumerable.Repeat("Größe, 日本; ", 20));
        var bytes = CalendarEvent.Write("a@b", DateTimeOffset.UnixEpoch, 46_000, new TimeOnly(9, 0), 60, summary, "https://cairn.example/conferences/1");
        var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
        text.ShouldEndWith("END:VCALENDAR\r\n");
        text.Replace("\r\n", "", StringComparison.Ordinal).ShouldNotContain('\n');
        foreach (var line in text.Split("\r\n")) Encoding.UTF8.GetByteCount(line).ShouldBeLessThanOrEqualTo(75);
        text.Replace("\r\n ", "", StringComparison.Ordinal).ShouldContain($"SUMMARY:{summary.Replace(",", "\\,", StringComparison.Ordinal).Replace(";", "\\;", StringComparison.Ordinal)}\r\n");
    }
}
