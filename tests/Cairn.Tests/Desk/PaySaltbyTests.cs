using Cairn.Desk;
using Cairn.Desk.Paying;
using Cairn.Record;
using Cairn.Rules;
using Cairn.Store;
using Cairn.Tests.Schemes;

namespace Cairn.Tests.Desk;

/// <summary>The invented town pays its first run: the investor is paid for two people, and the reports say what else there is.</summary>
public class PaySaltbyTests
{
    private const string Investor = "Harbour Social Investors";

    [Fact]
    public void The_town_pays_its_investor_and_reports_caps_claims_and_what_it_owes_at_the_years_end()
    {
        var text = File.ReadAllText(SchemeFolder.In("schemes", "rehab-to-work.yaml"));
        using var office = new PayOffice(text);
        var drafts = FactsCsv.Drafts("facts.csv", File.ReadAllBytes(SchemeFolder.In("demo", "saltby", "facts.csv")), SchemeFolder.Vocabulary, new Mistakes())!;
        PayOffice.Kept(office.Store.Do(new Command("saltby", "import", "imp", "t", ""), Import.Of("saltby", "saltby", [.. drafts.Select(d => (d.Row, d.Draft))])));
        office.Say("fin", "payee", Investor, "2026-04-01", null, ("scheme", office.Scheme.Name));
        office.Bank(Investor, "12345678");
        office.Say("root", "approval-limit", "hal2", "2026-04-01", null, ("amount", "25000"), ("scheme", office.Scheme.Name));
        office.On("2028-03-31");

        var run = office.Pay(approver: "M07", refused: "AboveLimit", instead: "hal2");
        office.File(run).Batches.Select(b => (b.Payer, b.Lines.Single().Sent.Payee, b.Total)).ShouldBe([("council", Investor, 16_666_68L), ("central-fund", Investor, 3_333_34L)]);

        var recorded = office.Store.RecordedSingly();
        string? By(int position) => recorded.GetValueOrDefault(position + 1L);
        var plan = office.Plan();
        office.Store.Read(state =>
        {
            var answer = Evaluation.Of(office.Scheme, state.Facts, office.Today, Day.Never);
            var caps = PayReports.Caps(answer, state.Book, plan);
            caps.Select(c => (c.Payer, c.Cap, c.Paid, c.Held)).ShouldBe([("council", 100_000_00L, 16_666_68L, 0L), ("central-fund", 20_000_00L, 3_333_34L, 0L)]);
            caps.ShouldAllBe(c => c.Achievable > 0 && c.Left == c.Cap - c.Paid - c.Held - c.Achievable);
            var aged = PayReports.Aged(answer, state.Book, By, DateTimeOffset.UnixEpoch);
            aged.Select(a => a.What).ShouldBe(["Claimed, not verified", "Verified, not paid"]);
            aged[0].Bands.Select(b => b.Count).ShouldBe([1, 0, 0, 0], "P005 was claimed nine days ago; P003 lacks its evidence, so nothing of it is payable");
            aged[1].Bands.Sum(b => b.Count).ShouldBe(0);
            var owed = PayReports.Accrued(answer, state.Book, By, new DateTimeOffset(2028, 3, 30, 23, 0, 0, TimeSpan.Zero));
            owed.Lines.Select(l => (l.What, l.Count)).ShouldBe([(Settled.Posts, 2), (Settled.NotVerified, 1)], "the day before the run nothing had been paid");
            PayReports.Accrued(answer, state.Book, By, new DateTimeOffset(2028, 3, 31, 23, 0, 0, TimeSpan.Zero)).Lines.Select(l => (l.What, l.Count)).ShouldBe([(Settled.NotVerified, 1)]);
            return true;
        });
    }
}
