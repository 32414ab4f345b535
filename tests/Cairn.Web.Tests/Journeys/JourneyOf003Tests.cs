using Microsoft.Playwright;

namespace Cairn.Web.Tests.Journeys;

/// <summary>
/// The partnership's plan, by the pages alone: a priority's indicator opened to its definition, and to its people for those who work with
/// them; two funds on one person found by those who may see money and people, and ended.
/// </summary>
public sealed class JourneyOf003Tests(Browser browser) : IAsyncLifetime
{
    private const string Lead = "M13", Commissioner = "M07", Worker = "M03", Manager = "M19", Verifier = "M08", Analyst = "M14", Investor = "M36", Police = "M33", Evaluator = "M38", Mentor = "M10";

    private const string Plan = "/schemes/saltby-plan", Young = $"{Plan}/indicators/young-referred", TwoFunds = $"{Plan}/two-funds", Chloe = "Chloe Sandlark";

    private readonly Dictionary<string, IPage> windows = [];

    private Town town = null!;

    public async ValueTask InitializeAsync() => town = await Town.Open();

    public async ValueTask DisposeAsync()
    {
        foreach (var window in windows.Values) await window.Context.CloseAsync();
        await town.DisposeAsync();
    }

    [Fact]
    public async Task A_priority_opens_to_its_definition_and_its_people_and_two_funds_on_one_person_are_found()
    {
        await OpenTheDefinition();
        await MakeItMove();
        await OpenThePeople();
        await PayTwice();
        await FindIt();
        await PutItRight();
        LooksAgain.Of(town.Partnership.Folder).Faults.ShouldBeEmpty();
    }

    /// <summary>The lead goes from the partnership to its plan, and from a priority to what is counted for it.</summary>
    private async Task OpenTheDefinition()
    {
        var lead = await As(Lead);
        await lead.GotoAsync("/partners");
        await lead.Says("Approved on 21 April 2026. Looked after by the senior responsible owner.");
        await lead.Follow("Saltby's plan 2026 to 2029", "Aims, and how they stand");
        await lead.Says("Young people");
        await lead.Follow("Referrals by young people's services", "How it is counted");
        await lead.Says("0 in 2027/28");
        await lead.Says("Each referral (by Young people's service)");
        await lead.Says("Young people's lead");
        await lead.Says("Financial year, from 1 April");
    }

    /// <summary>A young people's service sent somebody on; their key worker types it in later.</summary>
    private async Task MakeItMove() => await (await As(Worker)).Tell(Chloe, "Referral", async form =>
    {
        await form.On("from", 20, 3, 2028);
        await form.Choose("detail-by", "Young people's service");
    });

    private async Task OpenThePeople()
    {
        var worker = await As(Worker);
        await worker.GotoAsync(Plan);
        await worker.Follow("Referrals by young people's services", "1 in 2027/28");
        await worker.Says("People you work with in this figure");
        await worker.Follow(Chloe, "What is recorded");
        foreach (var member in (string[])[Lead, Commissioner, Analyst, Investor, Police, Evaluator])
        {
            var page = await As(member);
            await page.GotoAsync(Young);
            await page.Says("Too few to show in 2027/28");
            await page.Says("How it is counted");
            await page.SaysNot("People you work with");
            (await page.Locator("main a[href^='/people/']").CountAsync()).ShouldBe(0, member);
            if (member != Commissioner) await page.IsNotThere($"/people/{town.Token("P093")}");
        }
    }

    /// <summary>She has a place with one fund since March 2027. Her service's manager, who does not think of that, gives her one with another.</summary>
    private async Task PayTwice()
    {
        var commissioner = await As(Commissioner);
        await commissioner.GotoAsync(TwoFunds);
        await commissioner.Says("Nobody.");
        await (await As(Manager)).Tell(Chloe, "Enrolment", async form =>
        {
            await form.On("from", 27, 3, 2028);
            await form.Choose("detail-scheme", "A year in work, in three phases - engage, prepare, sustain");
        });
    }

    private async Task FindIt()
    {
        foreach (var member in (string[])[Commissioner, Manager, Worker, Verifier])
        {
            var page = await As(member);
            await page.GotoAsync(Plan);
            await page.Follow("People paid for by two funds", Chloe);
            var row = page.Locator("main tbody tr");
            (await row.CountAsync()).ShouldBe(1);
            await page.Says("Homes, learning and work for young people without a home");
            await page.Says("A year in work");
            await page.Says("since 27 March 2028");
            await page.Follow(Chloe, "What is recorded");
        }
        // Those who see money and no people, figures only, or people and no money.
        foreach (var member in (string[])[Investor, Lead, Analyst, Police, Evaluator, Mentor])
        {
            var page = await As(member);
            await page.GotoAsync(Plan);
            await page.SaysNot("two funds");
            await page.SaysNot(Chloe);
            await page.IsNotThere(TwoFunds);
        }
    }

    private async Task PutItRight()
    {
        var manager = await As(Manager);
        await manager.Find(Chloe);
        await manager.Follow("Enrolment", "27 March 2028");
        await manager.GetByText("It should not be here at all").ClickAsync();
        await manager.Answer(("why", "She has a place with the other fund."));
        await manager.Press("Take it back", "It is taken back.");
        var commissioner = await As(Commissioner);
        await commissioner.GotoAsync(TwoFunds);
        await commissioner.Says("Nobody.");
        await commissioner.SaysNot(Chloe);
    }

    private async Task<IPage> As(string member) => windows.TryGetValue(member, out var window) ? window : windows[member] = await browser.Open(town, member);
}
