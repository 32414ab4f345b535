using Cairn.Desk;
using Cairn.Record;
using Cairn.Tests.Schemes;
using Cairn.Tests.Sides;

namespace Cairn.Tests.Desk;

/// <summary>What is asked of those beside a person through the first year of work: when a check is due, when a meeting is, and who is told.</summary>
public class FirstYearOfWorkTests
{
    private const string Came = "person: Ann, referral: any, on: 2026-05-01", Job = "person: Ann, employment: { contract: permanent, employer: Saltby Council }, from: 2026-10-05";

    /// <summary>By hand: from Monday 5 October 2026, 91 days are 4 January 2027, 182 are 5 April and 364 are 4 October.</summary>
    [Theory]
    [InlineData("2026-10-05", "13 weeks on 4 January 2027")]
    [InlineData("2027-01-04", "13 weeks on 4 January 2027")]
    [InlineData("2027-03-28", "13 weeks on 4 January 2027")]
    [InlineData("2027-03-29", "26 weeks on 5 April 2027")]
    [InlineData("2027-09-27", "52 weeks on 4 October 2027")]
    [InlineData("2028-01-03", "52 weeks on 4 October 2027")]
    [InlineData("2028-01-04", "")]
    public void A_job_sets_its_own_checks_and_the_latest_that_is_due_stands_for_the_earlier(string on, string says) => Next(on, Came, Job).ShouldBe(says);

    [Theory]
    [InlineData("2026-12-27", "13 weeks on 4 January 2027")]
    [InlineData("2026-12-28", "26 weeks on 5 April 2027")]
    [InlineData("2027-01-20", "26 weeks on 5 April 2027")]
    public void A_yes_counts_from_a_week_before_the_day(string said, string says) =>
        Next("2027-01-21", Came, Job, $"person: Ann, job-check: {{ still: yes, employer: Saltby Council }}, on: {said}").ShouldBe(says);

    [Fact]
    public void A_yes_of_another_employer_says_nothing_of_this_job() =>
        Next("2027-01-10", Came, Job, "person: Ann, job-check: { still: yes, employer: Mill Logistics }, on: 2027-01-08").ShouldBe("13 weeks on 4 January 2027");

    [Fact]
    public void A_no_asks_for_the_jobs_last_day_until_it_is_recorded()
    {
        const string No = "person: Ann, job-check: { still: no }, on: 2027-01-08";
        JobChecks.Of(SideScheme.Facts(Came, Job, No), 0, SideScheme.On("2027-01-10")).ShouldHaveSingleItem().IsOver.ShouldBeTrue();
        Names("2027-01-10", Came, Job, No).ShouldBe(["job-ended"]);
        Names("2027-01-10", Came, Job.Replace("from: 2026-10-05", "from: 2026-10-05, to: 2027-01-06, recorded: 2027-01-09", StringComparison.Ordinal), No).ShouldBeEmpty();
    }

    [Fact]
    public void A_job_from_before_they_came_and_one_that_has_ended_are_not_checked()
    {
        Next("2026-08-20", Came, "person: Ann, employment: { employer: Old Firm }, from: 2026-04-30").ShouldBe("");
        Next("2027-01-04", Came, "person: Ann, employment: { employer: Old Firm }, from: 2026-10-05, to: 2027-01-03").ShouldBe("");
    }

    [Fact]
    public void A_check_is_late_on_its_day_soon_a_week_before_and_not_spoken_of_earlier()
    {
        ToDo? Of(string on) => Due(on, Came, Job).SingleOrDefault();
        Of("2026-12-27").ShouldBeNull();
        Of("2026-12-28")!.Urgency.ShouldBe(Urgency.Soon);
        Of("2027-01-04")!.Urgency.ShouldBe(Urgency.Now);
        Of("2027-01-04")!.What.ShouldBe("Check that they are still in work at Saltby Council: 13 weeks on 4 January 2027.");
    }

    [Theory]
    [InlineData("2026-11-01", "", "")]
    [InlineData("2026-11-02", "mentor-due", "2026-11-09")]
    [InlineData("2026-11-22", "mentor-due", "2026-11-09")]
    [InlineData("2026-11-23", "mentor-due mentor-late", "2026-11-09")]
    public void A_mentor_is_told_a_week_before_a_meeting_is_due_and_the_manager_two_weeks_after(string on, string names, string due)
    {
        var found = Due(on, Came, "person: Ann, mentoring: { mentor: mia }, from: 2026-10-05", "person: Ann, mentor-contact: phone, on: 2026-10-12").ToList();
        string.Join(' ', found.Select(t => t.Name)).ShouldBe(names);
        found.ShouldAllBe(t => t.On == SideScheme.On(due));
    }

    [Fact]
    public void Only_the_mentor_is_told_that_a_meeting_is_due_and_only_managers_that_it_is_late()
    {
        var town = AccessTown.Small();
        var access = town.At("2026-11-23");
        var told = Due("2026-11-23", Came, "person: Ann, mentoring: { mentor: mia }, from: 2026-10-05").ToDictionary(t => t.Name, t => ((string[])["mia", "ann", "tom"]).Where(m => t.IsFor(access.Of(m))).ToList());
        told["mentor-due"].ShouldBe(["mia"]);
        told["mentor-late"].ShouldBe(["tom"]);
    }

    [Fact]
    public void After_a_year_in_work_nobody_is_reminded_to_meet_but_after_a_job_lost_they_are()
    {
        const string Mentor = "person: Ann, mentoring: { mentor: mia }, from: 2026-10-05";
        Names("2027-10-04", Came, Job, Mentor).ShouldContain("mentor-due");
        Names("2027-10-05", Came, Job, Mentor).ShouldNotContain("mentor-due");
        Names("2027-10-05", Came, Job.Replace("from: 2026-10-05", "from: 2026-10-05, to: 2027-09-01", StringComparison.Ordinal), Mentor).ShouldContain("mentor-due");
    }

    [Fact]
    public void A_mentor_who_sees_nothing_more_is_not_told_to_meet_and_somebody_asks_the_person()
    {
        var facts = SideScheme.Facts(Came, "person: Ann, mentoring: { mentor: mia }, from: 2026-10-05");
        var access = AccessTown.Small().At("2026-10-05");
        IEnumerable<string> On(string day) => new Reminders(facts, SideScheme.On(day)) { MentorUntil = access.MentorUntil }.Of([0]).Where(t => t.Name != "stalled").Select(t => t.Name);
        On("2026-12-19").ShouldBe(["mentor-due", "mentor-late"], ignoreOrder: true);
        On("2026-12-20").ShouldBe(["mentor-due", "mentor-late", "mentor-ask"], ignoreOrder: true);
        On("2027-01-03").ShouldBe(["mentor-ask"], "90 days from 5 October end on 2 January");
    }

    [Fact]
    public void The_schemes_say_how_often_and_the_shortest_period_counts()
    {
        Mentors.Every([]).ShouldBe(28);
        Mentors.Every([SchemeFolder.Scheme("schemes/sustained-work.yaml")]).ShouldBe(28, "it says nothing of contacts");
        Mentors.Every([SchemeFolder.Scheme("schemes/saltby-mentors.yaml")]).ShouldBe(28);
        Mentors.Every([SideScheme.Read(File.ReadAllText(SchemeFolder.In("schemes", "saltby-mentors.yaml")).Replace("in-each: 4 weeks", "in-each: 2 weeks", StringComparison.Ordinal))]).ShouldBe(14);
    }

    [Fact]
    public void A_vacancy_is_filled_by_jobs_that_name_it_and_a_pledge_by_any_job_there_since()
    {
        var facts = SideScheme.Facts(
            "partner: Saltby Council, pledge: { posts: 3, sector: public }, on: 2026-07-10", "partner: Mill Logistics, pledge: { posts: 1, sector: private }, on: 2026-07-01",
            "partner: Saltby Council, vacancy: { reference: V1, job: Gardener, posts: 2, hours: 22.5 }, from: 2026-09-01, to: 2026-12-31",
            "person: Ann, job-offer: { offer: accepted, vacancy: V1 }, on: 2026-09-20", "person: Ann, employment: { employer: Saltby Council, vacancy: V1 }, from: 2026-10-05",
            "person: Ben, job-offer: { offer: declined, vacancy: V1 }, on: 2026-09-21", "person: Cat, employment: { employer: Saltby Council }, from: 2026-11-02",
            "person: Dan, employment: { employer: Saltby Council }, from: 2026-07-09");
        var vacancy = Vacancies.Of(facts).ShouldHaveSingleItem();
        (vacancy.Posts, vacancy.Offered, vacancy.Filled, vacancy.Title("hours")).ShouldBe((2, 2, 1, "22.5 hours a week"));
        vacancy.IsOpen(SideScheme.On("2026-12-31")).ShouldBeTrue();
        vacancy.IsOpen(SideScheme.On("2027-01-01")).ShouldBeFalse();
        Vacancies.Pledges(facts, SideScheme.On("2026-12-31")).Select(p => (p.Employer, p.Pledged, p.Offered, p.Filled)).ShouldBe([("Saltby Council", 3, 2, 2), ("Mill Logistics", 1, 0, 0)]);
    }

    private static string Next(string on, params string[] lines) =>
        JobChecks.Of(SideScheme.Facts(lines), 0, SideScheme.On(on)).SingleOrDefault() is { } check ? $"{check.Weeks} weeks on {Day.Long(check.On)}" : "";

    /// <summary>What is due, but for the referral, of which nothing else is told here.</summary>
    private static IEnumerable<ToDo> Due(string on, params string[] lines) => new Reminders(SideScheme.Facts(lines), SideScheme.On(on)).Of([0]).Where(t => t.Name != "stalled");

    private static IEnumerable<string> Names(string on, params string[] lines) => Due(on, lines).Select(t => t.Name);
}
