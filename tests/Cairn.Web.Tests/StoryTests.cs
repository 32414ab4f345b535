using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Cairn.Ledger;
using Cairn.Store;
using Microsoft.Playwright;

namespace Cairn.Web.Tests;

/// <summary>
/// The whole way from a referral to a payment and back, by the pages alone, in a real browser: Jodie Fennimore, whom nobody knew, and the members
/// of six partners. What happened over the last year is typed in late, on the town's today.
/// </summary>
public sealed class StoryTests(Browser browser) : IAsyncLifetime
{
    private const string Coach = "M29", Manager = "M19", Worker = "M03", Rehab = "M21", Provider = "M22", Homes = "M24", Verifier = "M08", Preparer = "M12", Approver = "M15", Investor = "M36";

    private readonly Dictionary<string, IPage> windows = [];

    private Town town = null!;

    public async ValueTask InitializeAsync() => town = await Town.Open();

    public async ValueTask DisposeAsync()
    {
        foreach (var window in windows.Values) await window.Context.CloseAsync();
        await town.DisposeAsync();
    }

    [Fact]
    public async Task From_a_referral_to_a_payment_and_back_with_members_of_six_partners()
    {
        await FreeAPlace();
        await Refer();
        await TakeOn();
        await Help();
        await Claim();
        await Pay();
        await TakeBack();
        town.Partnership.Read(r => r.State.Book.TrialBalance(AsOf.Everything).Balances).ShouldBeTrue();
        var report = Verify.Folder(town.Folder);
        report.Faults.ShouldBeEmpty();
        report.EvidenceFiles.ShouldBe(1);
        // And the rest of `cairn verify --looks`: every payment and every look of the story, decided again.
        var again = DecidedAgain.Of(town.Partnership.Folder);
        again.Faults.ShouldBeEmpty();
        again.Settlements.ShouldBeGreaterThan(5);
        var looks = LooksAgain.Of(town.Partnership.Folder);
        looks.Faults.ShouldBeEmpty();
        looks.Looks.ShouldBeGreaterThan(50);
    }

    /// <summary>All twelve places are taken: the last was given to Wayne Cranshore, who never came. His manager takes that back.</summary>
    private async Task FreeAPlace()
    {
        var manager = await As(Manager);
        await manager.Find("Wayne Cranshore");
        await manager.Follow("Enrolment", "13 March 2028");
        await manager.GetByText("It should not be here at all").ClickAsync();
        await manager.Answer(("why", "He moved away before his place began."));
        await manager.Press("Take it back", "It is taken back.");
    }

    private async Task Refer()
    {
        var coach = await As(Coach);
        await coach.GotoAsync("/people");
        await coach.Follow("Refer someone", "Who is it about?");
        await coach.Choose("who", "Somebody new");
        await coach.Press("Start", "0 of 8 steps completed");
        await coach.Step("Name and date of birth", ("given", "Jodie"), ("family", "Fennimore"), ("birth-day", "14"), ("birth-month", "9"), ("birth-year", "1989"));
        await coach.Step("How to reach them safely", ("phone", "07700 900555"), ("safe", "yes"), ("interpreter", "no"));
        await coach.Step("What help they want", ("substance", "heroin"), ("since-day", "1"), ("since-month", "6"), ("since-year", "2021"), ("reason", "Wants to stop, and to work again"), ("by", "jobcentre"));
        await coach.Step("Needs and how complex they are", ("level", "high"), ("home", "sofa-surfing"), ("home-since-day", "3"), ("home-since-month", "1"), ("home-since-year", "2027"));
        await coach.Step("What they hope for", ("goals", "work"));
        await coach.Follow("Consent", "Does Jodie agree to share what you know?");
        await coach.Choose("agrees", "Yes");
        await coach.Choose("with", "Saltby Partnership");
        await coach.Choose("way", "In writing");
        await coach.Press("Continue", "6 of 8 steps completed");
        await coach.Follow("Scheme", "Longer residential rehabilitation, paid on results: eligible");
        await coach.Answer(("scheme", "rehab-to-work"));
        await coach.Press("Continue", "7 of 8 steps completed");
        await coach.Follow("Partner", "Who should help Jodie?");
        await coach.Choose("partner", "Saltby Recovery Service");
        await coach.Press("Continue", "8 of 8 steps completed");
        await coach.Follow("Check the answers", "Eligible, from what you can see.");
        await coach.Press("Send the referral", "Referral sent");
        // It was made on paper, a year ago.
        await coach.PutRight("Referral", form => form.On("from", 12, 4, 2027), "Referral is recorded.");
    }

    private async Task TakeOn()
    {
        var manager = await As(Manager);
        await manager.GotoAsync("/people/arrivals");
        await manager.Follow(StorySteps.Jodie, "What is your answer?");
        await manager.Says("Eligible; waits for a place");
        await manager.Choose("answer", "We take them on");
        await manager.Answer(("worker", Worker), ("place", "yes"));
        await manager.Press("Send the answer", "They are taken on and have a place.");
        await manager.PutRight("Enrolment", form => form.On("from", 19, 4, 2027), "Enrolment is recorded.");
        var worker = await As(Worker);
        foreach (var (role, name) in new[] { ("Work coach", "Angus Moorlight, Saltby Jobcentre"), ("Key worker", "Ewa Morzewicz, Harbour House"), ("Housing worker", "Samuel Baywater, Saltby Homes") })
            await worker.Record("Who works with the person", async form =>
            {
                await form.On("from", 19, 4, 2027);
                await form.Choose("detail-role", role);
                await form.Choose("detail-member-name", name);
            });
    }

    private async Task Help()
    {
        var rehab = await As(Rehab);
        await rehab.Treat("Residential detoxification", (26, 4), (9, 5));
        await rehab.Treat("Residential rehabilitation", (10, 5), (8, 8));
        await (await As(Homes)).Record("Where someone lives", async form =>
        {
            await form.On("from", 9, 8, 2027);
            await form.Choose("detail-type", "Supported housing");
            await form.Choose("evidence", "Signed tenancy");
        });
        await (await As(Coach)).Record("Job", async form =>
        {
            await form.On("from", 8, 11, 2027);
            await form.Choose("detail-contract", "Permanent");
            await form.Answer(("detail-hours", "30"), ("detail-employer", "Saltby Bakery"));
            await form.Choose("evidence", "Signed contract");
        });
        var provider = await As(Provider);
        await provider.Find(StorySteps.Jodie);
        await provider.Says("Goes into permanent work");
    }

    private async Task Claim()
    {
        var (provider, verifier) = (await As(Provider), await As(Verifier));
        await provider.ClaimIt();
        await verifier.GotoAsync("/claims/to-check");
        await verifier.Follow(StorySteps.Jodie, "What is claimed");
        await verifier.Says("£10,000.00");
        await verifier.Choose("result", "More needed");
        await verifier.Choose("wanted", "Payslip");
        await verifier.Answer(("words", "The first payslip, please."));
        await verifier.Press("Record your answer", "The claim is sent back for more.");
        await provider.GotoAsync("/claims");
        await provider.Says("The first payslip, please.");
        await provider.Follow($"Add evidence for {StorySteps.Jodie}", "For: Job");
        await provider.Choose("kind", "Payslip");
        await provider.Locator("main input[type=file]").SetInputFilesAsync(new FilePayload { Name = "payslip.pdf", MimeType = "application/pdf", Buffer = Given.Pdf("payslip") });
        await provider.Press("Add the evidence", "The evidence is added.");
        await provider.ClaimIt();
        await verifier.GotoAsync("/claims/to-check");
        await verifier.Says("Claimed again");
        await verifier.Follow(StorySteps.Jodie, "PDF, 1 KB");
        await verifier.Choose("result", "Verified");
        await verifier.Press("Record your answer", "The claim is verified.");
    }

    private async Task Pay()
    {
        var preparer = await As(Preparer);
        await Prepare("R0006");
        await preparer.Says("£10,000.00 as at 31 March 2028");
        await Approve(Approver, "R0006", "R0006 is approved: £10,000.00 to be paid.");
        await preparer.GotoAsync("/money/runs/R0006");
        var total = 0m;
        foreach (var batch in (string[])["R0006-1", "R0006-2"])
        {
            var rows = Encoding.UTF8.GetString(await preparer.TakeFile($"Download {batch}")).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select(r => r.Split(',')).ToList();
            rows[^1][..2].ShouldBe(["total", batch]);
            var (lines, control) = (rows.Skip(1).SkipLast(1).ToList(), rows[^1]);
            lines.Count.ShouldBe(int.Parse(control[2], CultureInfo.InvariantCulture));
            total += control.Where(c => c.Contains('.', StringComparison.Ordinal)).Select(c => decimal.Parse(c, CultureInfo.InvariantCulture)).Single();
        }
        total.ShouldBe(10_000m, "the control totals come to the run");
        var xml = await preparer.TakeFile("Download for the bank");
        XDocument.Parse(Encoding.UTF8.GetString(xml)).Descendants().First(e => e.Name.LocalName == "CtrlSum").Value.ShouldBe("10000.00");
        PayRunPageTests.WellFormed(xml);
    }

    /// <summary>The job had begun three weeks earlier, before twelve weeks in supported housing were over.</summary>
    private async Task TakeBack()
    {
        await (await As(Coach)).PutRight("Job", form => form.On("from", 18, 10, 2027), "Job is recorded.");
        var preparer = await As(Preparer);
        await Prepare("R0007");
        await preparer.Says("Taken back: Goes into permanent work");
        // Who prepared it cannot approve it; who approved the payment can.
        await preparer.Says("Alan Cobbleton prepared R0007; someone else must approve it.");
        await Approve(Approver, "R0007", "R0007 is approved: £0.00 to be paid.");
        var investor = await As(Investor);
        foreach (var (payer, sum) in new[] { ("council", 8_333.33m), ("central-fund", 1_666.67m) })
        {
            await investor.GotoAsync($"/money/statement?of=rehab-to-work:{payer}");
            await investor.Says("Taken back: Goes into permanent work");
            var rows = await investor.Locator("main tbody tr").EvaluateAllAsync<string[][]>("rows => rows.map(r => [...r.cells].map(c => c.innerText.replace(/[£,]/g, '').trim()))");
            decimal Number(string[] row, int at) => decimal.Parse(row[at], NumberStyles.Number | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
            (Number(rows[0], 4) + rows[1..^1].Sum(r => Number(r, 3))).ShouldBe(Number(rows[^1], 4), "the opening and every entry come to the closing");
            rows[1..^1].Count(r => Number(r, 3) == sum).ShouldBeGreaterThanOrEqualTo(1);
            rows[1..^1].Count(r => Number(r, 3) == -sum).ShouldBeGreaterThanOrEqualTo(1);
        }
    }

    private async Task<IPage> As(string member) => windows.TryGetValue(member, out var window) ? window : windows[member] = await browser.Open(town, member);

    private async Task Prepare(string run)
    {
        var page = await As(Preparer);
        await page.GotoAsync("/money/prepare");
        await page.Answer(("scheme", "rehab-to-work"));
        await page.Press("Prepare the run", $"{run} is prepared.");
    }

    private async Task Approve(string by, string run, string says)
    {
        var page = await As(by);
        await page.GotoAsync($"/money/runs/{run}");
        await page.Press("Approve £", says);
    }
}
