using System.Net;
using Cairn.Desk;
using Cairn.Record;

namespace Cairn.Web.Tests;

/// <summary>A mentor found and met, a vacancy filled, and the job checked: each from its page, in a town of its own.</summary>
public sealed class FirstYearOfWorkTests : IAsyncLifetime
{
    private Town town = null!;

    public async ValueTask InitializeAsync() => town = await Town.Open();

    public ValueTask DisposeAsync() => town.DisposeAsync();

    [Fact]
    public async Task A_mentor_is_found_with_consent_in_one_command_and_sees_the_person_from_then_on()
    {
        using var mentor = await Visitor.SignedIn(town, "M11");
        (await mentor.Open(town.Path("/people/{P001}"))).Status.ShouldBe(HttpStatusCode.NotFound);
        using var worker = await Visitor.SignedIn(town, "M03");
        await worker.Open(town.Path("/people/{P001}"));
        await worker.Follow("Mentor");
        await worker.Send();
        worker.Page.QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("Choose a mentor");
        var before = Given.Facts(town);
        await worker.Send(("mentor", "M11"), ("way", "spoken"));
        worker.Text.ShouldContain("Saltby Voices would see, for care: who someone is, housing, work and learning, plan and goals (Ruth Brinsea)");
        Given.Facts(town).ShouldBe(before, "nothing is recorded before it is confirmed");
        await worker.Send(("step", "confirm"));
        worker.Text.ShouldContain("They have a mentor, and their consent is recorded.");
        Given.Facts(town).ShouldBe(before + 2);
        await mentor.Open(town.Path("/people/{P001}"));
        mentor.Text.ShouldContain("Scott Heronby");
        mentor.Text.ShouldContain("Treatment and health:", customMessage: "what is not shown is said so");
    }

    [Fact]
    public async Task Ended_by_the_person_the_mentor_sees_nothing_more_and_the_consent_is_over()
    {
        using var worker = await Visitor.SignedIn(town, Worker("P006"));
        await worker.Open(town.Path("/people/{P006}/mentor"));
        worker.Text.ShouldContain("Dev Shorewala");
        await worker.Send(("do", "by-person"));
        worker.Text.ShouldContain("would no longer see");
        await worker.Send(("step", "confirm"));
        worker.Text.ShouldContain("It is recorded that the mentoring ended.");
        using var mentor = await Visitor.SignedIn(town, "M10");
        (await mentor.Open(town.Path("/people/{P006}"))).Status.ShouldBe(HttpStatusCode.NotFound);
        Said("consent", "P006").ShouldNotContain(c => c.Name("with") == "M10" && c.Covers(town.Partnership.Today));
        Said("mentoring", "P006").Single(m => m.Name("mentor") == "M10").Code("ended").ShouldBe("by-person");
    }

    [Fact]
    public async Task Who_wants_to_go_on_after_a_mentor_lapsed_is_seen_by_the_mentor_again()
    {
        using var mentor = await Visitor.SignedIn(town, "M10");
        (await mentor.Open(town.Path("/people/{P048}"))).Status.ShouldBe(HttpStatusCode.NotFound, "agreed to on 21 December 2027, more than 90 days ago");
        using var worker = await Visitor.SignedIn(town, Worker("P048"));
        await worker.Open("/today");
        worker.Text.ShouldContain("Ask if they want to go on.");
        await worker.Open(town.Path("/people/{P048}/mentor"));
        await worker.Send(("do", "go-on"));
        worker.Page.QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("Choose how they said so");
        await worker.Send(("do", "go-on"), ("way", "spoken"));
        await worker.Send(("step", "confirm"));
        worker.Text.ShouldContain("It is recorded that they want to go on.");
        (await mentor.Open(town.Path("/people/{P048}"))).Status.ShouldBe(HttpStatusCode.OK);
        Said("mentoring", "P048").Select(m => (m.From, m.To)).ShouldBe([(Day.Of(2027, 12, 21), town.Partnership.Today - 1), (town.Partnership.Today, Day.Never)]);
    }

    [Fact]
    public async Task A_mentor_writes_down_a_meeting_from_today_and_is_not_asked_again()
    {
        await Given.Fact(town, "M03", "key-worker", ("fact", "mentoring"), ("person", town.Token("P005")), ("from", "2028-02-20"), ("mentor", "M11"));
        await Given.Fact(town, "M03", "key-worker", ("fact", "consent"), ("person", town.Token("P005")), ("from", "2028-02-20"), ("purpose", "care"), ("with", "M11"), ("way", "spoken"));
        using var mentor = await Visitor.SignedIn(town, "M11");
        await mentor.Open("/today");
        mentor.Text.ShouldContain("A mentor since 20 February 2028. Meet by 19 March 2028, and write it down.");
        var link = mentor.Page.QuerySelectorAll("main a").First(a => a.TextContent.StartsWith("Write down that you met", StringComparison.Ordinal)).GetAttribute("href")!;
        await mentor.Open(link);
        await mentor.Send();
        mentor.Page.QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("Choose how you met");
        await mentor.Send(("way", "phone"));
        mentor.Text.ShouldContain("It is written down that you met.");
        mentor.Page.QuerySelectorAll("main a").ShouldNotContain(a => a.GetAttribute("href") == link);
    }

    [Fact]
    public async Task A_vacancy_becomes_an_offer_and_a_job_that_is_counted_for_the_employers_pledge()
    {
        using var coach = await Visitor.SignedIn(town, "M29");
        await coach.Open("/partners/vacancies");
        coach.Text.ShouldContain("Saltby Council Public sector");
        var filled = Pledge("Saltby Council").Filled;
        await coach.Follow("Add a vacancy");
        await coach.Send();
        coach.Page.QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("Choose the employer, or write its name");
        await coach.Send(("employer", "Saltby Council"), ("detail-job", "Gardener"), ("detail-profession", "grounds"), ("detail-contract", "permanent"), ("detail-hours", "30"), ("detail-sector", "public"), ("detail-posts", "1"));
        coach.Text.ShouldContain("The vacancy is recorded.");
        await coach.Follow("Gardener");
        coach.Text.ShouldContain("payslip, employer letter");
        await coach.Send(("step", "employment"), ("person", town.Token("P006")));
        coach.Path.ShouldContain("/record/employment?vacancy=");
        foreach (var (name, value) in ((string, string)[])[("detail-employer", "Saltby Council"), ("detail-hours", "30")]) coach.Page.QuerySelector($"input[name={name}]")!.GetAttribute("value").ShouldBe(value);
        await coach.Send(("from-day", "27"), ("from-month", "3"), ("from-year", "2028"), ("evidence", "employer-letter"));
        coach.Text.ShouldContain("Job is recorded.");
        coach.Text.ShouldContain("Next: check that they are still in work at Saltby Council: 13 weeks on 26 June 2028.");
        var job = Said("employment", "P006").Last();
        (job.Name("vacancy"), job.Code("contract"), job.Code("profession"), job.Code("sector")).ShouldBe(("V1", "permanent", "grounds", "public"));
        Pledge("Saltby Council").ShouldSatisfyAllConditions(p => p.Filled.ShouldBe(filled + 1), p => p.Offered.ShouldBe(1));
        await coach.Open("/partners/vacancies");
        coach.Text.ShouldContain("1, 1 filled");
        coach.Text.ShouldContain("No vacancy is open.");
    }

    [Fact]
    public async Task Two_vacancies_never_have_one_reference_and_one_is_closed_by_its_last_day()
    {
        using var coach = await Visitor.SignedIn(town, "M29");
        await Given.Fact(town, "M29", "work-coach", ("fact", "vacancy"), ("about", "Mill Logistics"), ("from", "2028-03-01"), ("reference", "ML-7"), ("job", "Driver"), ("posts", "2"));
        await coach.Open("/partners/vacancies/new");
        await coach.Send(("other", "Dock Café"), ("detail-job", "Cook"), ("detail-reference", "ml-7"));
        coach.Page.QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("Another vacancy has this reference");
        await coach.Send(("detail-reference", "DC-1"));
        coach.Text.ShouldContain("Cook Dock Café");
        await coach.Follow("Driver");
        await coach.Follow("Change or close it");
        await coach.Send(("to-day", "30"), ("to-month", "3"), ("to-year", "2028"));
        coach.Text.ShouldContain("The vacancy is changed.");
        town.Partnership.Read(r => Vacancies.Of(r.Facts).Single(v => v.Reference == "ML-7").IsOpen(r.Today)).ShouldBeFalse();
    }

    [Fact]
    public async Task Only_those_who_may_record_vacancies_are_offered_to_and_who_works_for_an_employer_is_told_of_no_job()
    {
        await Given.Fact(town, "M13", "partnership-lead", ("fact", "organisation"), ("about", "Mill Logistics"), ("from", "2028-01-01"), ("type", "employer"));
        await Given.Fact(town, "M13", "administrator", ("fact", "membership"), ("about", "M90"), ("from", "2028-01-01"), ("role", "administrator"), ("works-for", "Mill Logistics"));
        town.Partnership.Read(r => Pages.Partners.VacanciesModel.Tells(r, "M90")).ShouldBeFalse();
        town.Partnership.Read(r => Pages.Partners.VacanciesModel.Tells(r, "M29")).ShouldBeTrue();
        using var worker = await Visitor.SignedIn(town, "M03");
        await worker.Open("/partners/vacancies");
        worker.Text.ShouldNotContain("Add a vacancy");
        (await worker.Open("/partners/vacancies/new")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await worker.Open("/partners/vacancies/1")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_check_is_answered_from_today_and_no_leads_to_the_jobs_last_day()
    {
        using var coach = await Visitor.SignedIn(town, "M29");
        await coach.Open("/today");
        coach.Text.ShouldContain("Check that they are still in work at Harbour Hotel: 26 weeks on 14 November 2027.");
        var link = coach.Page.QuerySelectorAll("main a").First(a => a.GetAttribute("href")!.StartsWith($"/people/{town.Token("P005")}/facts/", StringComparison.Ordinal)).GetAttribute("href")!;
        await coach.Open(link);
        await coach.Send();
        coach.Page.QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("Choose yes or no");
        await coach.Send(("still", "yes"), ("confirmed-by", "employer"), ("from-day", "1"), ("from-month", "11"), ("from-year", "2027"));
        coach.Page.QuerySelector(".govuk-error-summary")!.TextContent.ShouldContain("Enter a day from 7 November 2027 on");
        await coach.Send(("still", "no"), ("confirmed-by", "person"), ("from-day", "30"), ("from-month", "3"), ("from-year", "2028"));
        coach.Text.ShouldContain("It is recorded that the job is over. Put in its last day");
        coach.Text.ShouldContain("Put right: Job");
        await coach.Open("/today");
        coach.Text.ShouldContain("it was said that their job at Harbour Hotel is over");
        await coach.Open(coach.Page.QuerySelectorAll("main a").First(a => a.TextContent.StartsWith("Put in the last day", StringComparison.Ordinal)).GetAttribute("href")!);
        await coach.Send(("to-day", "20"), ("to-month", "3"), ("to-year", "2028"), ("detail-reason", "redundant"));
        await coach.Open("/today");
        coach.Text.ShouldNotContain("it was said that their job");
        (await coach.Open(link)).Status.ShouldBe(HttpStatusCode.NotFound, "there is nothing to check any more");
    }

    private string Worker(string person) => Said("works-with", person).First(w => w.Covers(town.Partnership.Today) && w.Code("role") == "key-worker").Name("member-name")!;

    private List<Said> Said(string kind, string person)
    {
        var token = town.Token(person);
        return town.Partnership.Read(r => Desk.Said.Of(r.Facts, kind, token).ToList());
    }

    private PledgeKept Pledge(string employer) => town.Partnership.Read(r => Vacancies.Pledges(r.Facts, r.Today).Single(p => p.Employer == employer));
}
