using System.Globalization;
using Cairn.Desk;
using Cairn.Ledger;
using Cairn.Record;
using Cairn.Rules;
using Cairn.Tests.Schemes;
using Cairn.Tests.Sides;
using FsCheck;
using FsCheck.Fluent;

namespace Cairn.Tests.Desk;

public class CapTests
{
    private const string Head = "scheme: test\nmoney: contract\nruns: { from: 2026-04-01, to: 2029-03-31 }\nclaims: none\n";
    private const string Job = "outcomes:\n  into-work: { when: { starts: { employment: any } }, pays: { council: { 2026-04-01: £100 } } }\n";

    private static string Capped(string council, string more = "") => $"{Head}payers: {{ council: {council} }}\n{more}{Job}";

    private static Counter At(string text, params string[] people) => new Counter(SideScheme.Read(text)).Tell([.. people.SelectMany((p, i) => Worker(p, 1 + i))]);

    private static string[] Worker(string who, int day, int month = 6) =>
        [$"person: {who}, referral: any, on: 2027-05-{day:00}", $"person: {who}, employment: {{ hours: 30 }}, from: 2027-{month:00}-{day:00}"];

    [Fact]
    public void Twelve_successes_pay_exactly_the_hundred_thousand_whatever_the_order_and_the_thirteenth_never()
    {
        var scheme = SchemeFolder.Scheme(Path.Combine("schemes", "rehab-to-work.yaml"));
        var names = Enumerable.Range(0, 13).Select(i => $"P{i:00}").ToArray();
        Prop.ForAll(Gen.Shuffle(Enumerable.Range(0, 13).ToArray()).Zip(Gen.Shuffle(Enumerable.Range(0, 13).ToArray())).ToArbitrary(), orders =>
        {
            var counter = new Counter(scheme);
            foreach (var (name, i) in names.Select((n, i) => (n, i)))
                counter.Tell($"person: {name}, dependency: heroin, from: 2024-01-05", $"person: {name}, housing: hostel, from: 2025-02-01, to: 2026-05-10", $"person: {name}, referral: any, on: 2026-05-{1 + i:00}",
                    $"person: {name}, treatment: {{ setting: residential-detox, reason: completed }}, from: 2026-06-01, to: 2026-06-20", $"person: {name}, treatment: {{ setting: residential, reason: completed }}, from: 2026-06-21, to: 2026-09-20",
                    $"person: {name}, housing: supported, from: 2026-09-21");
            for (var i = 0; i < 13; i++)
            {
                // The day of the job follows one order, the claim and the settlement another.
                var (who, day) = (names[orders.Item1[i]], 1 + orders.Item2[i]);
                counter.Tell($"person: {who}, employment: {{ contract: permanent, hours: 30 }}, from: 2027-03-{day:00}, evidence: payslip");
                counter.Claim(who, "into-permanent-work", "2027-04-10");
                counter.Settle("2027-04-30").Lines.ShouldNotContain(l => l.What == Settled.ToReverse);
            }
            (counter.Paid("council"), counter.Paid("central-fund")).ShouldBe((100_000_00, 20_000_00));
            counter.Standing.Count().ShouldBe(12);
            counter.Standing.ShouldNotContain(e => e.Key.Contains("P12", StringComparison.Ordinal));
            counter.Standing.Select(e => e.Legs.Single(l => l.Account == "paid:rehab-to-work:council").Pence).Order().ShouldBe([.. Enumerable.Repeat(833_333L, 8), .. Enumerable.Repeat(833_334L, 4)]);
            counter.Book.Left("cap:rehab-to-work:council").ShouldBe(0);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(12));
    }

    [Fact]
    public void An_outcome_recorded_late_never_takes_the_pounds_of_one_that_was_paid()
    {
        var counter = At(Capped("{ cap: £150 }") , "Ben");
        counter.Settle();
        counter.Tell("person: Ann, referral: any, on: 2027-04-01", "person: Ann, employment: { hours: 30 }, from: 2027-05-01", "person: Cy, referral: any, on: 2027-04-01", "person: Cy, employment: { hours: 30 }, from: 2027-05-02");
        var lines = counter.Settle().Lines;
        lines.Select(l => (l.What, l.Total)).ShouldBe([(Settled.Posts, 50_00), (Settled.NoRoom, 0), (Settled.Stands, 100_00)], ignoreOrder: true);
        counter.Settle().Lines.ShouldNotContain(l => l.What == Settled.ToReverse || l.What == Settled.Posts);
        counter.Paid("council").ShouldBe(150_00);
    }

    [Fact]
    public void Nor_does_it_take_a_number_or_a_place()
    {
        foreach (var ceiling in new[] { "in-all: 1", "people: 1" })
        {
            var counter = At(Capped("{}").Replace("into-work: {", $"into-work: {{ {ceiling},", StringComparison.Ordinal), "Ben");
            counter.Settle();
            counter.Tell("person: Ann, referral: any, on: 2027-04-01", "person: Ann, employment: { hours: 30 }, from: 2027-05-01");
            counter.Settle().Lines.Select(l => l.What).ShouldBe([Settled.NoRoom, Settled.Stands], ceiling);
            counter.Paid("council").ShouldBe(100_00);
        }
        var placed = At(Capped("{}", "places: 1\n"), "Ben");
        placed.Settle();
        placed.Tell("person: Ann, referral: any, on: 2027-04-01", "person: Ann, employment: { hours: 30 }, from: 2027-05-01");
        placed.Settle().Lines.Select(l => (l.What, l.Why)).ShouldBe([(Settled.NoRoom, "the 1 places are held by those who were paid before"), (Settled.Stands, "paid before, and who was paid keeps their place")]);
        placed.Paid("council").ShouldBe(100_00);
    }

    [Theory]
    [InlineData("rest", 150_00)]
    [InlineData("nothing", 100_00)]
    public void What_passes_a_cap_is_paid_the_rest_or_nothing(string atCap, long paid)
    {
        var counter = At(Capped("{ cap: £150 }", $"at-cap: {atCap}\n"), "Ann", "Ben");
        counter.Settle();
        counter.Paid("council").ShouldBe(paid);
        counter.Settle().Commands.ShouldBeEmpty();
    }

    [Fact]
    public void A_cap_that_the_file_raises_or_lowers_is_posted_under_the_name_of_its_version()
    {
        var counter = At(Capped("{ cap: £150 }"), "Ann", "Ben", "Cy");
        counter.Settle();
        counter.Paid("council").ShouldBe(150_00);
        counter.Scheme = SideScheme.Read(Capped("{ cap: £230 }"));
        var raised = counter.Settle();
        raised.Commands[0].ShouldBeOfType<Command.Post>().Key.ShouldBe($"cap:test:council:{counter.Scheme.Version}");
        // Ben was paid half and now could be paid whole: that is for somebody to approve. Cy is paid what else there is.
        raised.Lines.Select(l => (l.What, l.Total)).ShouldBe([(Settled.Stands, 100_00), (Settled.ToReverse, 50_00), (Settled.Posts, 30_00)]);
        counter.Book.Left("cap:test:council").ShouldBe(50_00);
        counter.Scheme = SideScheme.Read(Capped("{ cap: £180 }"));
        counter.Settle().Commands.Count.ShouldBe(1);
        counter.Book.Left("cap:test:council").ShouldBe(0);
        counter.Scheme = SideScheme.Read(Capped("{ cap: £230 }"));
        counter.Settle().Commands[0].Key.ShouldBe($"cap:test:council:{counter.Scheme.Version}:2");
        counter.Book.Left("cap:test:council").ShouldBe(50_00);
    }

    [Theory]
    [InlineData("{ cap: £99 }", "", "The cap of council is £99.00 in this version of the scheme, and £100.00 has been paid under it.")]
    [InlineData("{ years: { 2027: £99 } }", "", "The cap of council for the year from April 2027 is £99.00")]
    [InlineData("{}", "cap: £99\n", "The cap of the contract is £99.00")]
    [InlineData("{}", "person-cap: £99\n", "The cap of a person is £99.00")]
    [InlineData("{ cap: £200 }", "person-cap: £99\n", "The cap of a person is £99.00")]
    public void A_cap_set_below_what_was_paid_is_refused_by_name_and_nothing_is_done(string council, string more, string why)
    {
        foreach (var before in new[] { "{ cap: £150, years: { 2027: £200 } }", "{}" })
        {
            var counter = At(Capped(before, before == "{}" ? "" : "cap: £500\nperson-cap: £300\n"), "Ann");
            counter.Settle();
            counter.Tell(Worker("Ben", 2));
            counter.Scheme = SideScheme.Read(Capped(council, more));
            var refused = counter.Settle();
            refused.Refusal.ShouldNotBeNull().Name.ShouldBe("CapBelowPaid");
            refused.Refusal!.Why.ShouldStartWith(why);
            refused.Commands.ShouldBeEmpty();
            counter.Paid("council").ShouldBe(100_00);
        }
    }

    [Fact]
    public void A_cap_set_when_some_was_paid_already_leaves_only_the_rest()
    {
        var counter = At(Capped("{}"), "Ann");
        counter.Settle();
        counter.Tell(Worker("Ben", 2)).Tell(Worker("Cy", 3));
        counter.Scheme = SideScheme.Read(Capped("{ cap: £150, years: { 2027: £170 } }", "cap: £160\n"));
        counter.Settle();
        counter.Paid("council").ShouldBe(150_00);
        counter.Settle().Commands.ShouldBeEmpty();
    }

    /// <summary>The whole cohort has nobody to claim for it: a partner does, and a verifier answers the partner.</summary>
    [Fact]
    public void A_result_of_the_whole_cohort_is_claimed_by_a_partner()
    {
        var counter = At($$"""
            {{Head.Replace("claims: none\n", "", StringComparison.Ordinal)}}payers: { council: {} }
            outcomes:
              half-in-work:
                cohort: { share: { starts: { employment: any } }, after: referral, within: 6 months, is: 50% or more }
                pays: { council: { 2026-04-01: £1,000 } }
            """, "Ann", "Ben");
        counter.Line("half-in-work").What.ShouldBe(Settled.NotClaimed);
        counter.Tell("partner: Saltby House, partner-claim: { outcome: half-in-work }, on: 2027-12-01, said-by: treatment-provider");
        counter.Line("half-in-work").What.ShouldBe(Settled.NotVerified);
        counter.Tell("partner: Saltby House, partner-verification: { outcome: half-in-work, result: verified }, on: 2027-12-02, said-by: verifier");
        var paid = counter.Line("half-in-work");
        (paid.What, paid.Key, paid.Total).ShouldBe((Settled.Posts, "pay:test:_everyone:half-in-work:1:1", 1_000_00));
        counter.Line("half-in-work").What.ShouldBe(Settled.Stands);
    }

    [Fact]
    public void Shares_of_one_price_add_up_to_it_whatever_cap_cuts_them()
    {
        var counter = At($$"""
            {{Head}}payers: { council: {}, fund: {} }
            shares: { council: 66.67%, fund: 33.33% }
            cap: £250
            outcomes:
              into-work: { when: { starts: { employment: any } }, pays: { 2026-04-01: £100.01 } }
            """, "Ann", "Ben", "Cy");
        counter.Settle();
        (counter.Paid("council") + counter.Paid("fund")).ShouldBe(250_00);
        counter.Book.Find("pay:test:Ann:into-work:1:1")!.Legs.Where(l => l.Account.StartsWith("paid:", StringComparison.Ordinal)).Select(l => l.Pence).ShouldBe([66_68L, 33_33L]);
    }
}
