using Microsoft.Playwright;

namespace Cairn.Web.Tests.Journeys;

/// <summary>
/// From engaging to a year in work, by the pages alone: Barry Pebblewick, his key worker, their manager, a work coach, a mentor and the council that
/// employs him. What happened since November 2026 is typed in late with its true days; the year is derived, and begins again while a gap is too long.
/// </summary>
public sealed class JourneyOf004Tests(Browser browser) : IAsyncLifetime
{
    private const string Worker = "M03", Manager = "M19", Coach = "M29", Mentor = "M11", Investor = "M36", Police = "M33";

    private const string Barry = "Barry Pebblewick", Scheme = "A year in work, in three phases - engage, prepare, sustain", Year = "Twelve months' sustained employment";

    private readonly Dictionary<string, IPage> windows = [];

    private Town town = null!;

    private string Record => $"/people/{town.Token("P084")}";

    public async ValueTask InitializeAsync() => town = await Town.Open();

    public async ValueTask DisposeAsync()
    {
        foreach (var window in windows.Values) await window.Context.CloseAsync();
        await town.DisposeAsync();
    }

    [Fact]
    public async Task From_the_first_meeting_to_a_year_in_work_with_a_mentor()
    {
        await Engage();
        await Confer();
        await Prepare();
        await FillTheVacancy();
        await StandBeside();
        await PutTheDayRight();
        await Check();
        await ShowWhy();
        LooksAgain.Of(town.Partnership.Folder).Faults.ShouldBeEmpty();
    }

    /// <summary>Referred and given a place; met by a work coach, who sees nothing of him before he is told to work with him.</summary>
    private async Task Engage()
    {
        var (worker, coach) = (await As(Worker), await As(Coach));
        await coach.IsNotThere(Record);
        await worker.Tell(Barry, "Referral", async form =>
        {
            await form.On("from", 2, 11, 2026);
            await form.Choose("detail-scheme", Scheme);
        });
        await (await As(Manager)).Tell(Barry, "Enrolment", async form =>
        {
            await form.On("from", 9, 11, 2026);
            await form.Choose("detail-scheme", Scheme);
        });
        await worker.Tell(Barry, "Who works with the person", async form =>
        {
            await form.On("from", 9, 11, 2026);
            await form.Choose("detail-role", "Work coach");
            await form.Choose("detail-member-name", "Angus Moorlight, Saltby Jobcentre");
        });
        await worker.Find(Barry);
        await worker.IsInPhase("A year in work", "Engage");
        await worker.Stands(Year, "Not begun");
        await coach.Tell(Barry, "Appointment", async form =>
        {
            await form.On("from", 16, 11, 2026);
            await form.Choose("detail-type", "Employment support");
            await form.Choose("detail-attendance", "Attended");
        });
        await coach.Stands("Met by a work coach", "Reached");
        await coach.IsInPhase("A year in work", "Engage");
    }

    /// <summary>His plan, and a case conference with the treatment provider: called, met, decided, with an action for another partner.</summary>
    private async Task Confer()
    {
        var (worker, coach) = (await As(Worker), await As(Coach));
        await worker.Find(Barry);
        await worker.SetAndPropose();
        await worker.CallAndMeet();
        var conference = new Uri(worker.Url).AbsolutePath;
        foreach (var stranger in (string[])[Investor, Police, Mentor]) await (await As(stranger)).IsNotThere(conference);
        await coach.GotoAsync(conference);
        await coach.Says("Ask the council for posts in the parks");
        await coach.Find(Barry);
        await coach.Stands("A case conference with the treatment provider has met", "Reached");
        await coach.IsInPhase("A year in work", "Engage");
    }

    private async Task Prepare()
    {
        var coach = await As(Coach);
        await coach.Tell(Barry, "Volunteering", async form =>
        {
            await form.On("from", 1, 12, 2026);
            await form.On("to", 31, 1, 2027);
            await form.Answer(("detail-organisation", "Saltby Parks"));
            await form.Choose("evidence", "Volunteer agreement");
        });
        await coach.Stands("Volunteers, learns", "Reached");
        await coach.IsInPhase("A year in work", "Prepare");
        // A month at the docks, with a payslip for it.
        await coach.Tell(Barry, "Job", async form =>
        {
            await form.On("from", 1, 2, 2027);
            await form.On("to", 28, 2, 2027);
            await form.Choose("detail-contract", "Temporary or agency");
            await form.Answer(("detail-hours", "20"), ("detail-employer", "Mill Logistics"));
            await form.Choose("evidence", "Payslip");
        });
        await coach.Stands("Starts work", "Reached");
        await coach.IsInPhase("A year in work", "Prepare");
    }

    /// <summary>The council, first to pledge posts, puts one up; Barry is put forward and begins. The day is typed a fortnight wrong, and shown to nobody.</summary>
    private async Task FillTheVacancy()
    {
        var coach = await As(Coach);
        await coach.GotoAsync("/partners");
        await coach.Follow("Vacancies and pledged posts", "Saltby Council");
        await coach.Follow("Add a vacancy", "Which employer?");
        await coach.Choose("employer", "Saltby Council");
        await coach.On("from", 15, 2, 2027);
        await coach.Answer(("detail-job", "Park keeper"), ("detail-hours", "30"), ("detail-posts", "1"));
        await coach.Choose("detail-contract", "Permanent");
        await coach.Choose("detail-sector", "Public sector");
        await coach.Press("Add the vacancy", "The vacancy is recorded.");
        await coach.Follow("Park keeper", "Somebody was offered it, or began");
        await coach.Choose("step", "A job was offered");
        await coach.Choose("person", Barry);
        await coach.Press("Continue", "Job offer");
        await coach.On("from", 8, 3, 2027);
        await coach.Choose("detail-offer", "Accepted");
        await coach.Choose("evidence", "Offer letter");
        await coach.Press("Record it", "Job offer is recorded.");
        await coach.GotoAsync("/partners/vacancies");
        await coach.Follow("Park keeper", "1: 1 offered, 0 filled");
        await coach.Choose("step", "A job began");
        await coach.Choose("person", Barry);
        await coach.Press("Continue", "Park keeper, Saltby Council (V1)");
        await coach.On("from", 5, 4, 2027);
        await coach.Press("Record it", "Job is recorded.");
        // 35 days lie between the two jobs, and 28 are allowed: the year begins again, and ends on 4 April 2028.
        await coach.Stands(Year, "Counting");
        await coach.Follow(Year, "The earliest it could be reached is 4 April 2028.");
        await coach.GotoAsync("/partners/vacancies");
        await coach.Says("Filled, closed or not open yet");
        await coach.Says("1, 1 filled");
    }

    /// <summary>A mentor since the fourth week of the first job; asked today whether he goes on, since the consent to her has to be by name and fresh. She writes down when they met.</summary>
    private async Task StandBeside()
    {
        var (worker, mentor) = (await As(Worker), await As(Mentor));
        await mentor.IsNotThere(Record);
        await worker.Tell(Barry, "Mentoring", async form =>
        {
            await form.On("from", 22, 2, 2027);
            await form.Choose("detail-mentor", "Ruth Brinsea, Saltby Voices");
        });
        await mentor.IsNotThere(Record);
        await worker.Follow("Mentor", "What happens now?");
        await worker.Choose("do", "They want to go on with this mentor");
        await worker.Choose("way", "Spoken, and noted");
        await worker.Press("See what this changes", "Saltby Voices would see");
        await worker.Press("Confirm", "It is recorded that they want to go on.");
        foreach (var (day, month, year) in ((int, int, int)[])[(1, 3, 2027), (6, 12, 2027), (28, 3, 2028)])
        {
            await mentor.Find(Barry);
            await mentor.Follow("Write down that you met", "How did you meet?");
            await mentor.Choose("way", "In person");
            await mentor.On("from", day, month, year);
            await mentor.Press("Write it down", "It is written down that you met.");
        }
        await mentor.Find(Barry);
        await mentor.Says("Contact with a mentor: in person");
        await mentor.Stands("A mentor within four weeks of starting work", "Reached");
        await mentor.IsInPhase("A year in work", "Sustain");
    }

    /// <summary>The council's letter says that he began on 22 March: 21 days lie between, and the two jobs join. One kind of proof is not enough for the year.</summary>
    private async Task PutTheDayRight()
    {
        var coach = await As(Coach);
        await coach.Right(form => form.On("from", 22, 3, 2027));
        await coach.Stands(Year, "Evidence missing");
        await coach.Stands("Half a year in work", "Reached");
        await coach.Right(async form =>
        {
            await form.Choose("evidence", "Payslip");
            await form.Choose("evidence", "Employer letter");
        });
        await coach.Stands(Year, "Reached");
        await coach.IsInPhase("A year in work", "Sustain");
    }

    /// <summary>Checks at 13, 26 and 52 weeks. The last is asked for on Today; one before its time does not answer it.</summary>
    private async Task Check()
    {
        var coach = await As(Coach);
        const string last = "52 weeks on 20 March 2028";
        foreach (var (day, month) in ((int, int)[])[(21, 6), (20, 9)])
        {
            await coach.GotoAsync("/today");
            await coach.Says(last);
            await coach.Tell(Barry, "Check that someone is still in work", async form =>
            {
                await form.On("from", day, month, 2027);
                await form.Choose("detail-still", "Yes");
                await form.Choose("detail-confirmed-by", "The employer");
                await form.Answer(("detail-employer", "Saltby Council"));
            });
        }
        await coach.GotoAsync("/today");
        await coach.Locator($"main a[href^='{Record}/facts/'][href$='/check']").First.ClickAsync();
        await coach.Says("Are they still in work?");
        await coach.Choose("still", "Yes");
        await coach.Choose("confirmed-by", "A payslip, letter or record");
        await coach.On("from", 20, 9, 2027);
        await coach.Press("Record it", "an earlier one does not answer this check");
        await coach.On("from", 27, 3, 2028);
        await coach.Choose("evidence", "Payslip");
        await coach.Press("Record it", "It is recorded that they are still in work.");
        await coach.SaysNot(last);
    }

    /// <summary>The year is 12 months from 1 February 2027, and the 21 days between. Who may not see him sees none of it.</summary>
    private async Task ShowWhy()
    {
        var worker = await As(Worker);
        await worker.Find(Barry);
        await worker.Stands("A mentor throughout the first year of work", "Reached");
        await worker.Follow(Year, "Reached on 21 February 2028.");
        await worker.Says("Mill Logistics");
        await worker.Says("Saltby Council");
        var why = new Uri(worker.Url).AbsolutePath;
        foreach (var stranger in (string[])[Investor, Police]) await (await As(stranger)).IsNotThere(why);
    }

    private async Task<IPage> As(string member) => windows.TryGetValue(member, out var window) ? window : windows[member] = await browser.Open(town, member);
}
