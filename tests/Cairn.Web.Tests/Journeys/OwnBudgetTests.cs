using System.Globalization;
using Cairn.Store;
using Microsoft.Playwright;

namespace Cairn.Web.Tests.Journeys;

/// <summary>
/// Seed 002, West Sussex's personal budgets: Ioana Pontelar and twelve pounds here and forty there. Nothing is bought before the partners agree on keeping people safe; then she
/// chooses what her peers run, is refused and shown another way, and what is left is right to the penny on her page, her manager's and in the ledger.
/// </summary>
public sealed class OwnBudgetTests(Browser browser) : IAsyncLifetime
{
    private const string Ioana = "P037", Name = "Ioana Pontelar", Scheme = "personal-budgets", Title = "Personal budgets for recovery";
    private const string Safeguarding = "M16", Commissioner = "M07", Manager = "M19", Investor = "M36", Worker = "M01";

    private static readonly string[] Partners = ["Saltby Council", "Saltby Recovery Service", "Saltby Voices"];

    private Town town = null!;
    private Windows windows = null!;
    private IPage phone = null!;

    /// <summary>Spent before the journey, by what came in a file: never the ledger's.</summary>
    private long filed;

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
    public async Task A_budget_opens_with_the_protocols_and_is_spent_on_what_peers_run_to_the_penny()
    {
        phone = await windows.PhoneOf(Ioana);
        await Left();
        filed = Pounds(await phone.Locator("dl.cairn-figures dd").Last.InnerTextAsync());
        await Before_the_protocols();
        await Agree();
        await Divided();
        await Choose();
        await Refused();
        await No();
        Verify.Folder(town.Folder).Faults.ShouldBeEmpty();
        DecidedAgain.Of(town.Partnership.Folder).Faults.ShouldBeEmpty();
        LooksAgain.Of(town.Partnership.Folder).Faults.ShouldBeEmpty();
        town.Partnership.Read(r => r.State.Book.TrialBalance(Ledger.AsOf.Everything).Balances).ShouldBeTrue();
    }

    /// <summary>The protocols of the first two years ended yesterday.</summary>
    private async Task Before_the_protocols()
    {
        var lead = await windows.As(Safeguarding);
        foreach (var partner in Partners)
        {
            await lead.GotoAsync("/partners");
            await lead.Follow("Write down a protocol that was agreed", "Written down so far");
            await lead.Locator("main li").Filter(new() { HasText = partner }).Locator("a").First.ClickAsync();
            await lead.Says(partner);
            await lead.On("to", 30, 3, 2028);
            await lead.Press("Save", "It is changed.");
        }
        var (facts, left) = (Given.Facts(town), await Left());
        await Ask("peer-mentoring", ("units", "2"));
        await phone.Says("Not now");
        await phone.Says("Nothing is bought while no safeguarding protocol is in force.");
        await phone.Follow("Back to my budget", "What you can ask for");
        (await Left()).ShouldBe(left);
        Given.Facts(town).ShouldBe(facts, "nothing is recorded of what was refused");
    }

    private async Task Agree()
    {
        var lead = await windows.As(Safeguarding);
        await lead.GotoAsync("/partners/write/protocol");
        await lead.Choose("detail-what", "Safeguarding");
        await lead.Press("Write it down", "Choose whom it is about");
        foreach (var partner in Partners) await lead.Choose("about", partner);
        await lead.Choose("detail-scheme", Title);
        await lead.Choose("evidence", "Signed agreement");
        await lead.On("from", 31, 3, 2028);
        await lead.Press("Write it down", "It is written down.");
        await lead.GotoAsync("/partners");
        (await lead.Locator("main tr").Filter(new() { HasText = $"Safeguarding protocol for {Title} agreed" }).Filter(new() { HasText = "31 March 2028" }).InnerTextAsync()).ShouldContain(string.Join(", ", Partners));
        (await (await windows.As(Worker)).GotoAsync("/partners/write/protocol"))!.Status.ShouldBe(404, "a key worker agrees to nothing for a partner");
    }

    /// <summary>Equal and by need beside each other: the same sum, no penny lost; names for those who work with them alone.</summary>
    private async Task Divided()
    {
        var manager = await windows.As(Manager);
        await manager.GotoAsync($"/schemes/{Scheme}");
        await manager.Says("Shared equally, or by need");
        var people = await Table(manager, "parts");
        people.Select(p => p[0]).ShouldContain(Name);
        people.Select(p => Pounds(p[1])).Distinct().ShouldHaveSingleItem();
        people.Select(p => Pounds(p[2])).Distinct().Count().ShouldBeGreaterThan(1);
        var commissioner = await windows.As(Commissioner);
        await commissioner.GotoAsync($"/schemes/{Scheme}");
        var groups = await Table(commissioner, "division");
        var all = groups[^1];
        foreach (var column in (int[])[2, 3]) groups.SkipLast(1).Sum(g => Pounds(g[column])).ShouldBe(Pounds(all[column]), "no penny is lost");
        Pounds(all[2]).ShouldBe(Pounds(all[3]), "another way to share is not another sum");
        foreach (var (title, fewer) in new[] { ("Less by need", -1), ("The same", 0), ("More by need", 1) })
        {
            var group = groups.Single(g => g[0] == title);
            Pounds(group[3]).CompareTo(Pounds(group[2])).ShouldBe(fewer, title);
            people.Count(p => Pounds(p[2]).CompareTo(Pounds(p[1])) == fewer).ShouldBeInRange(1, int.Parse(group[1], CultureInfo.InvariantCulture), title);
        }
        foreach (var other in (string[])[Commissioner, Investor])
        {
            var page = await windows.As(other);
            await page.GotoAsync($"/schemes/{Scheme}");
            (await Table(page, "division")).ShouldBe(groups);
            (await page.Locator("main").InnerTextAsync()).ShouldNotContain(Name);
        }
    }

    private async Task Choose()
    {
        var (left, spent) = (await Left(), await PeerLed());
        await phone.Says("Run by people in recovery");
        await Ask("peer-mentoring", ("units", "2"));
        await phone.Says($"You will have {Pence.Format(left - 3_000)} left.");
        await phone.Press("Confirm", "£30.00 is put by for you");
        (await Left()).ShouldBe(left - 3_000);

        var manager = await windows.As(Manager);
        await manager.GotoAsync("/today");
        await manager.Says(Name);
        await manager.GotoAsync($"/people/{town.Token(Ioana)}/budget");
        await manager.Follow("Buy or cancel", "What came of it?");
        await manager.Answer(("step-next", "bought"), ("pounds", "29.35"));
        await manager.Press("Confirm", "It is bought.");
        (await Left()).ShouldBe(left - 2_935);
        await TheSameEverywhere();
        (await PeerLed()).ShouldBe((spent.Peers + 2_935, spent.All + 2_935));
    }

    private async Task Refused()
    {
        var left = await Left();
        await Ask("acupuncture", ("units", "2"));
        await phone.Says("At most 1 session of Acupuncture a week");
        await phone.Says("What else there is");
        await phone.Follow("Art with a group run by people in recovery", "At most £12.00");
        await phone.Answer(("pounds", "12.50"));
        await phone.Press("Continue", "Not now");
        await Ask("peer-art", ("pounds", "11.99"));
        await phone.Press("Confirm", "£11.99 is put by for you");
        (await Left()).ShouldBe(left - 1_199);
        await TheSameEverywhere();
    }

    /// <summary>What needs a commissioner's word: she is asked, says no, and says what there is instead.</summary>
    private async Task No()
    {
        var left = await Left();
        await Ask("college-course", ("pounds", "260"));
        await phone.Says("a commissioner has to say yes");
        await phone.Press("Confirm", "You asked for it");
        var commissioner = await windows.As(Commissioner);
        await commissioner.GotoAsync("/today");
        await commissioner.Says("Asked for: A course at college, £260.00");
        await commissioner.Follow("Decide", "A course at college");
        await commissioner.Follow("Decide", "Do you say yes?");
        await commissioner.Answer(("step-next", "refuse"));
        await commissioner.Press("Confirm", "Say why, in words for the person");
        await commissioner.Answer(("step-next", "refuse"), ("why", "The college has a free place for you from May."));
        await commissioner.Press("Confirm", "You said no.");
        (await Left()).ShouldBe(left);
        await phone.Says("Not bought: The college has a free place for you from May.");
        await TheSameEverywhere();
    }

    /// <summary>Begins to ask for something on the menu.</summary>
    private async Task Ask(string item, params (string, string)[] answers)
    {
        await phone.GotoAsync("/mine/budget");
        await phone.Locator($"main a[href$='/{item}']").First.ClickAsync();
        await phone.Answer(answers);
        await phone.Locator("main button").First.ClickAsync();
    }

    private async Task<long> Left()
    {
        await phone.GotoAsync("/mine/budget");
        (await phone.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")).ShouldBe(0);
        return Pounds(await phone.Locator("dl.cairn-figures dd").First.InnerTextAsync());
    }

    /// <summary>Her page, her manager's page and the ledger say the same, but for what another system had bought before and sent in a file.</summary>
    private async Task TheSameEverywhere()
    {
        var left = await Left();
        var manager = await windows.As(Manager);
        await manager.GotoAsync($"/people/{town.Token(Ioana)}/budget");
        Pounds(await manager.Locator("dl.cairn-figures dd").First.InnerTextAsync()).ShouldBe(left);
        var purse = $"budget:{Scheme}:person:{town.Token(Ioana)}";
        town.Partnership.Folder.Read(s => s.Book.Left(purse)).ShouldBe(left + filed);
    }

    /// <summary>Pence spent on services that peers run, and on all.</summary>
    private async Task<(long Peers, long All)> PeerLed()
    {
        var page = await windows.As(Commissioner);
        await page.GotoAsync($"/schemes/{Scheme}/indicators/spent-on-peer-led");
        var words = (await page.Locator("main .govuk-body-l strong").First.InnerTextAsync()).Split(' ');
        return (Pounds(words[0]), Pounds(words[2]));
    }

    private static async Task<IReadOnlyList<string[]>> Table(IPage page, string id) =>
        await page.Locator($"#{id} tbody tr").EvaluateAllAsync<string[][]>("rows => rows.map(r => [...r.cells].map(c => c.innerText.trim()))");

    private static long Pounds(string text) => Pence.Parse(text.Trim())!.Value;
}
