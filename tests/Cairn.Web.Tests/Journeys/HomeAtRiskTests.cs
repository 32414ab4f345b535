using Cairn.Rules;
using Cairn.Store;
using Microsoft.Playwright;

namespace Cairn.Web.Tests.Journeys;

/// <summary>
/// Seed 001, the Housing Support Grant: Scott Heronby's landlord gives him notice. Where he lives decides which hub is asked; its caseworker answers, the home is kept, a
/// mentor comes, and the staff of an agency are trained. The notice of December is typed in late, that of yesterday in time.
/// </summary>
public sealed class HomeAtRiskTests(Browser browser) : IAsyncLifetime
{
    private const string Name = "Scott Heronby", Worker = "M03", Lead = "M13", MillHub = "M26", HarbourHub = "M25", Mentor = "M11", Trainer = "M28";
    private const string Hubs = "saltby-hubs", InTime = "answered-in-time", Risk = "A home is at risk", Answer = "What was done about a home at risk";

    private Town town = null!;
    private Windows windows = null!;

    public async ValueTask InitializeAsync()
    {
        town = await Town.Open();
        windows = new Windows(browser, town);
    }

    public async ValueTask DisposeAsync()
    {
        await windows.DisposeAsync();
        await town.DisposeAsync();
    }

    [Fact]
    public async Task An_eviction_threat_starts_the_right_hubs_clock_and_is_answered_and_the_home_is_kept()
    {
        await Place();
        await Late();
        await InGoodTime();
        await Mentored();
        await Trained();
        Verify.Folder(town.Folder).Faults.ShouldBeEmpty();
        LooksAgain.Of(town.Partnership.Folder).Faults.ShouldBeEmpty();
    }

    /// <summary>Which hub answers for which area, and where Scott lives.</summary>
    private async Task Place()
    {
        var lead = await windows.As(Lead);
        foreach (var (hub, area) in new[] { ("Harbour Hub", "Arun, with Bognor Regis (E07000224)"), ("Mill Hub", "Crawley (E07000226)") })
        {
            await lead.GotoAsync("/partners");
            await lead.Follow("Say which area a hub answers for", "Which hub?");
            await lead.Choose("detail-area", area);
            await lead.On("from", 1, 4, 2027);
            if (hub == "Harbour Hub") await lead.Press("Write it down", "Choose the hub, or write its name");
            await lead.Choose("about", hub);
            await lead.Press("Write it down", "It is written down.");
        }
        var worker = await windows.As(Worker);
        await worker.Record("Area lived in", async form =>
        {
            await form.On("from", 20, 1, 2027);
            await form.Choose("detail-area", "Crawley (E07000226)");
        }, Name);
        await worker.Record("Who works with the person", async form =>
        {
            await form.On("from", 6, 12, 2027);
            await form.Choose("detail-role", "Caseworker");
            await form.Choose("detail-member-name", "Liam Kilmarran, Saltby Homes");
        }, Name);
    }

    private async Task Late()
    {
        var (asked, answered, kept) = (Counts().Asked, Counts().Answered, Kept());
        await Threaten(new DateOnly(2027, 12, 6));
        Counts().ShouldBe((asked + 1, answered));
        var hub = await windows.As(MillHub);
        await hub.GotoAsync($"/schemes/{Hubs}/indicators/{InTime}");
        await hub.Says($"{Name}, since 6 December 2027, Mill Hub:");
        await hub.Says("working days late");
        await (await windows.As(HarbourHub)).GotoAsync($"/schemes/{Hubs}/indicators/{InTime}");
        (await (await windows.As(HarbourHub)).Locator("main").InnerTextAsync()).ShouldNotContain(Name, Case.Sensitive, "another hub's caseworker is told nothing of him");

        await Respond(new DateOnly(2027, 12, 8), "Visit");
        Counts().ShouldBe((asked + 1, answered + 1));
        await hub.GotoAsync($"/schemes/{Hubs}/indicators/{InTime}");
        (await hub.Locator("main").InnerTextAsync()).ShouldNotContain($"{Name}, since");
        // Three months from the day of the threat, both days counting.
        await Reached(await windows.As(Worker), "Has a home three months on", "5 March 2028");
        Kept().ShouldBe((kept.Of + 1, kept.Out + 1));
    }

    /// <summary>Notice again, yesterday: nobody was at home, which is no answer; then they met.</summary>
    private async Task InGoodTime()
    {
        var before = Counts();
        await Threaten(new DateOnly(2028, 3, 30));
        var hub = await windows.As(MillHub);
        await hub.GotoAsync("/today");
        var clock = hub.Locator("main li").Filter(new() { HasText = Name }).Filter(new() { HasText = $"{Risk}, 30 March 2028: 1 working day left to answer" });
        (await clock.CountAsync()).ShouldBe(1);
        await Respond(new DateOnly(2028, 3, 31), "Could not be reached");
        Counts().ShouldBe((before.Asked + 1, before.Answered));
        await hub.GotoAsync("/today");
        (await clock.CountAsync()).ShouldBe(1, "the clock runs on");
        await clock.GetByRole(AriaRole.Link, new() { NameString = "Record the answer" }).ClickAsync();
        await hub.Choose("detail-what", "Agreement with the landlord");
        await hub.Press("Record it", "is recorded.");
        Counts().ShouldBe((before.Asked + 1, before.Answered + 1));
        await hub.GotoAsync("/today");
        (await clock.CountAsync()).ShouldBe(0);
    }

    private async Task Mentored()
    {
        var worker = await windows.As(Worker);
        await worker.Find(Name);
        await worker.Follow("Mentor", "Who do they choose?");
        await worker.Locator("main label").Filter(new() { HasText = "Ruth Brinsea" }).ClickAsync();
        await worker.Choose("way", "Spoken, and noted");
        await worker.Press("See who would see what", "Saltby Voices would see");
        await worker.Press("Confirm", "They have a mentor, and their consent is recorded.");
        var mentor = await windows.As(Mentor);
        await mentor.Find(Name);
        await mentor.Follow("Write down that you met", "How did you meet?");
        await mentor.Choose("way", "Home visit");
        await mentor.Answer(("words", "We read the landlord's letter together."));
        await mentor.Press("Write it down", "It is written down that you met.");
        await Reached(worker, "Has a mentor", "31 March 2028");
        await worker.Says("Contact with a mentor");
    }

    /// <summary>Five hours are not six: only with the sixth does the agency's number go up, and no other agency's.</summary>
    private async Task Trained()
    {
        var trainer = await windows.As(Trainer);
        var before = await Agencies(trainer);
        var someone = (await trainer.Locator("main h2:has-text('Of your own staff, not yet') + ul li").First.InnerTextAsync()).Trim();
        foreach (var (course, hours) in new[] { ("Substance use", "6"), ("Housing support", "5"), ("Housing support", "6") })
        {
            (await Agencies(trainer)).ShouldBe(before);
            await trainer.Follow("Write down training of staff", "Who took part?");
            await trainer.Press("Write it down", "Choose whom it is about");
            await trainer.Choose("about", someone);
            await trainer.Choose("detail-course", course);
            await trainer.Answer(("detail-hours", hours));
            await trainer.Press("Write it down", "It is written down.");
            await trainer.Says(someone);
        }
        var after = await Agencies(trainer);
        after.Keys.ShouldBe(before.Keys, ignoreOrder: true);
        foreach (var (agency, (trained, of)) in before) after[agency].ShouldBe(agency == "Saltby Homes" ? (trained + 1, of) : (trained, of), agency);
    }

    private async Task Threaten(DateOnly on) => await (await windows.As(Worker)).Record(Risk, async form =>
    {
        (await form.Locator("main [name='detail-hub']:checked").InputValueAsync()).ShouldBe("Mill Hub", "the hub of the area he lives in is asked");
        await form.On("from", on.Day, on.Month, on.Year);
        await form.Choose("detail-type", "Notice from the landlord");
        await form.Choose("evidence", "Landlord letter");
    }, Name);

    private async Task Respond(DateOnly on, string what) => await (await windows.As(MillHub)).Record(Answer, async form =>
    {
        (await form.Locator("main [name='detail-hub']:checked").InputValueAsync()).ShouldBe("Mill Hub", "it is the answer of the hub that was asked");
        await form.On("from", on.Day, on.Month, on.Year);
        await form.Choose("detail-what", what);
        await form.Choose("evidence", "Contact record");
    }, Name);

    private static async Task Reached(IPage page, string outcome, string on)
    {
        await page.Find(Name);
        var row = await page.Locator("main tr").Filter(new() { Has = page.GetByRole(AriaRole.Link, new() { NameString = outcome, Exact = true }) }).InnerTextAsync();
        row.ShouldContain("Reached");
        row.ShouldContain(on);
    }

    /// <summary>Threats on all days so far, and those that the right hub answered in time.</summary>
    private (int Asked, int Answered) Counts() => Figures(Hubs, InTime, figures => (figures.SelectMany(f => f.Answers).Count(), figures.SelectMany(f => f.Answers).Count(a => a.InTime)));

    private (decimal Of, decimal Out) Kept() => Figures(Hubs, "homes-kept", figures => (figures[^1].Numerator, figures[^1].Denominator!.Value));

    private T Figures<T>(string scheme, string indicator, Func<IReadOnlyList<Figure>, T> of) => town.Partnership.Read(r =>
    {
        var found = r.Schemes.First(s => s.Name == scheme);
        var (figures, watched) = (Indicators.Of(r.Answer(found)), found.Indicators.First(i => i.Name == indicator));
        return of([.. figures.Periods(watched, int.MaxValue).Select(p => figures.Figure(watched, p))]);
    });

    /// <summary>How many of how many are trained, by agency, as the page says it.</summary>
    private static async Task<IReadOnlyDictionary<string, (int Trained, int Of)>> Agencies(IPage page)
    {
        await page.GotoAsync("/schemes/saltby-training/indicators/staff-trained");
        var rows = await page.Locator("main table:has(caption:text('By agency')) tbody tr").EvaluateAllAsync<string[][]>("rows => rows.map(r => [...r.cells].map(c => c.innerText.trim()))");
        return rows.ToDictionary(r => r[0], r => r[1].Split(' ') is var words ? (int.Parse(words[0], System.Globalization.CultureInfo.InvariantCulture), int.Parse(words[2], System.Globalization.CultureInfo.InvariantCulture)) : default, StringComparer.Ordinal);
    }
}
