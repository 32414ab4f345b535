using Microsoft.Playwright;

namespace Cairn.Web.Tests.Journeys;

/// <summary>What a key worker does around Barry Pebblewick's plan: a goal in his words, and a case conference that met in November 2026 and decided.</summary>
internal static class AroundBarry
{
    /// <summary>From his page: a goal is set, and the plan proposed.</summary>
    public static async Task SetAndPropose(this IPage worker)
    {
        await worker.Follow("Plan", "No goals are set yet.");
        await worker.Follow("Set a goal", "Goals set");
        await worker.On("from", 20, 11, 2026);
        await worker.Choose("detail-goal", "A job");
        await worker.Answer(("detail-words", "Work outdoors, with people who know my name."));
        await worker.Press("Record it", "Work outdoors, with people who know my name.");
        await worker.Follow("Propose this plan", "Why is it changed?");
        await worker.Press("Propose it", "The plan is proposed.");
    }

    /// <summary>From his plan: a conference is called, written down without minutes, which is refused, and with them; a decision, and an action for the work coach.</summary>
    public static async Task CallAndMeet(this IPage worker)
    {
        await worker.Follow("Conferences", "No conference has met yet.");
        await worker.Follow("Call a conference", "What kind?");
        await worker.Choose("type", "Case conference");
        await worker.On("on", 31, 3, 2028);
        await worker.Answer(("at", "10:00"), ("place", "Room 1, Saltby Recovery Service"), ("for", "What work would suit, and when"));
        await worker.Choose("who", "Angus Moorlight, Saltby Jobcentre");
        await worker.Press("Call it", "The conference is called.");
        await worker.Follow("Write down that it met", "Did it meet?");
        await worker.Choose("met", "Yes");
        await worker.On("on", 25, 11, 2026);
        await worker.Press("Save", "Write what was said");
        await worker.Answer(("words", "All came. Barry would like the parks. He volunteers first."));
        await worker.Press("Save", "The conference is written down.");
        await worker.Follow("Add a decision", "What was it about?");
        await worker.Answer(("words", "Volunteering first, then a job outdoors"));
        await worker.Choose("decision", "Agreed");
        await worker.Press("Add the decision", "Volunteering first, then a job outdoors");
        await worker.Follow("Add an action", "Under which goal?");
        await worker.Answer(("what", "Ask the council for posts in the parks"));
        await worker.Choose("owner", "Angus Moorlight, Saltby Jobcentre");
        await worker.On("due", 7, 4, 2028);
        await worker.Press("Add the action", "Ask the council for posts in the parks");
        await worker.Says("25 November 2026");
    }

    /// <summary>Puts his permanent job right, as it stands.</summary>
    public static async Task Right(this IPage page, Func<IPage, Task> change)
    {
        await page.Find("Barry Pebblewick");
        await page.Follow("All", "Job: permanent");
        await page.Locator("main tr:not(.cairn-ghost) a").Filter(new() { HasText = "Job: permanent" }).ClickAsync();
        await page.Says("Recorded by");
        await page.Follow("Put it right", "Change what is wrong.");
        await change(page);
        await page.Press("Record it", "Job is recorded.");
    }
}
