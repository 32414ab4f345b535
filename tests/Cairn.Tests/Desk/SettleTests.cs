using Cairn.Desk;
using Cairn.Ledger;
using Cairn.Rules;
using Cairn.Tests.Sides;

namespace Cairn.Tests.Desk;

public class SettleTests
{
    private static readonly Scheme Work = SideScheme.Read("""
        scheme: test
        money: contract
        runs: { from: 2026-04-01, to: 2029-03-31 }
        payers:
          council: {}
          fund: {}
        outcomes:
          into-work:
            when: { starts: { employment: any } }
            pays:
              council: £100
              fund: 20% on top
            claim: { after: 5 working days, within: 2 months }
          kept-it:
            when: { sustains: { employment: any }, for: 13 weeks }
            after-payment-of: into-work
            pays: { council: £50 }
        """);

    /// <summary>Work from Tuesday 1 June 2027: five working days after it is Tuesday the 8th.</summary>
    private static Counter Ann() => new Counter(Work).Tell("person: Ann, referral: any, on: 2027-05-01", "person: Ann, employment: { hours: 30 }, from: 2027-06-01");

    private static string Verified(string result = "verified", string on = "2027-06-11", string role = "verifier") => $"person: Ann, verification: {{ result: {result}, outcome: into-work }}, on: {on}, said-by: {role}";

    private const string Claimed = "person: Ann, claim: { outcome: into-work }, on: 2027-06-10, said-by: employment-adviser";

    [Fact]
    public void Settled_twice_an_outcome_is_paid_once()
    {
        var counter = Ann().Tell(Claimed, Verified());
        counter.Line("into-work", "2027-06-30").ShouldSatisfyAllConditions(l => l.What.ShouldBe(Settled.Posts), l => l.Pence.ShouldBe([100_00L, 20_00L]));
        var again = counter.Settle("2027-06-30");
        again.Commands.ShouldBeEmpty();
        again.Lines.Single().What.ShouldBe(Settled.Stands);
        (counter.Paid("council"), counter.Paid("fund")).ShouldBe((100_00, 20_00));
        counter.Book.Find("pay:test:Ann:into-work:1:1")!.EffectiveOn.ShouldBe(new DateOnly(2027, 6, 1));
    }

    [Theory]
    [InlineData(Settled.NotClaimed, "no claim is recorded")]
    [InlineData(Settled.NotClaimed, "no claim is recorded", "person: Ann, claim: { outcome: into-work }, on: 2027-06-10, said-by: verifier", "V")]
    [InlineData(Settled.NotClaimed, "no claim is recorded", "person: Ann, claim: { outcome: into-work }, on: 2027-06-10", "V")]
    [InlineData(Settled.NotClaimed, "no claim is recorded", "person: Ann, claim: { outcome: into-work, time: 2 }, on: 2027-06-10, said-by: employment-adviser", "V")]
    [InlineData(Settled.NotClaimed, "it was claimed on 7 June 2027, and may be from 8 June 2027", "person: Ann, claim: { outcome: into-work }, on: 2027-06-07, said-by: employment-adviser", "V")]
    [InlineData(Settled.Posts, "claimed and verified", "person: Ann, claim: { outcome: into-work }, on: 2027-06-08, said-by: employment-adviser", "V")]
    [InlineData(Settled.NotVerified, "no verifier has looked at the claim", "C")]
    [InlineData(Settled.NotVerified, "the verification was not recorded in the capacity of a verifier, or came before the claim", "C", "person: Ann, verification: { result: verified, outcome: into-work }, on: 2027-06-09, said-by: verifier")]
    [InlineData(Settled.NotVerified, "the verification was not recorded in the capacity of a verifier, or came before the claim", "C", "person: Ann, verification: { result: verified, outcome: into-work }, on: 2027-06-11, said-by: employment-adviser")]
    [InlineData(Settled.NotVerified, "the verifier's result is 'more-wanted'", "C", "person: Ann, verification: { result: more-wanted, outcome: into-work }, on: 2027-06-11, said-by: verifier")]
    [InlineData(Settled.NotVerified, "the verifier's result is 'refused'", "C", "V", "person: Ann, verification: { result: refused, outcome: into-work }, on: 2027-06-12, said-by: verifier")]
    [InlineData(Settled.Posts, "claimed and verified", "C", "person: Ann, verification: { result: more-wanted, outcome: into-work }, on: 2027-06-11, said-by: verifier", "person: Ann, verification: { result: verified, outcome: into-work }, on: 2027-06-20, said-by: verifier")]
    [InlineData(Settled.Posts, "claimed and verified", "person: Ann, claim: { outcome: into-work }, on: 2027-06-02, said-by: employment-adviser", "C", "V")]
    public void A_claim_and_a_verification_are_needed_in_their_order_and_capacity(Settled what, string why, params string[] lines)
    {
        var line = Ann().Tell([.. lines.Select(l => l switch { "C" => Claimed, "V" => Verified(), _ => l })]).Line("into-work", "2027-06-30");
        (line.What, line.Why).ShouldBe((what, why));
    }

    [Fact]
    public void A_claim_after_its_time_is_not_paid_and_says_until_when_it_could_be_made()
    {
        var line = Ann().Tell("person: Ann, claim: { outcome: into-work }, on: 2027-08-09, said-by: employment-adviser", Verified(on: "2027-08-10")).Line("into-work", "2027-08-15");
        (line.What, line.Why).ShouldBe((Settled.NotClaimed, "it was claimed on 9 August 2027, after 8 August 2027"));
    }

    [Fact]
    public void A_corrected_fact_is_proposed_as_a_reversal_and_after_approval_the_right_amount_stands_as_the_second_attempt()
    {
        var counter = Ann().Tell(Claimed, Verified());
        counter.Settle("2027-06-30");
        counter.Scheme = SideScheme.Read("""
            scheme: test
            money: contract
            runs: { from: 2026-04-01, to: 2029-03-31 }
            payers: { council: {}, fund: {} }
            outcomes:
              into-work:
                when: { starts: { employment: any } }
                pays: { council: £90, fund: £25 }
            """);
        var proposed = counter.Settle("2027-06-30");
        proposed.Commands.ShouldBeEmpty();
        proposed.Lines.Single().ShouldSatisfyAllConditions(l => l.What.ShouldBe(Settled.ToReverse), l => l.Why.ShouldBe("the record now says £115.00 and £120.00 was paid"), l => l.Pence.ShouldBe([100_00L, 20_00L]));
        (counter.Paid("council"), counter.Paid("fund")).ShouldBe((100_00, 20_00));
        counter.Approve(proposed.Lines[0].Key).ShouldBeOfType<Answer.Posted>();
        counter.Line("into-work", "2027-06-30").Key.ShouldBe("pay:test:Ann:into-work:1:2");
        (counter.Paid("council"), counter.Paid("fund")).ShouldBe((90_00, 25_00));
        counter.Settle("2027-06-30").Lines.Single().What.ShouldBe(Settled.Stands);
    }

    [Theory]
    [InlineData("person: Ann, referral: any, on: 2027-05-01", "the record no longer says that it was reached, and £120.00 was paid")]
    [InlineData(Claimed, "its claim or verification was taken back: no claim is recorded")]
    [InlineData("V", "its claim or verification was taken back: no verifier has looked at the claim")]
    public void What_the_record_no_longer_bears_out_is_proposed_and_not_changed(string taken, string why)
    {
        var counter = Ann().Tell(Claimed, Verified());
        counter.Settle("2027-06-30");
        counter.Lines.Remove(taken == "V" ? Verified() : taken).ShouldBeTrue();
        var settlement = counter.Settle("2027-06-30");
        settlement.Commands.ShouldBeEmpty();
        var line = settlement.Lines.Single();
        (line.What, line.Why).ShouldBe((Settled.ToReverse, why));
        counter.Paid("council").ShouldBe(100_00);
        counter.Approve(line.Key).ShouldBeOfType<Answer.Posted>();
        counter.Paid("council").ShouldBe(0);
        counter.Settle("2027-06-30").Commands.ShouldBeEmpty();
    }

    [Fact]
    public void What_depends_on_another_payment_waits_until_that_is_posted()
    {
        var counter = Ann().Claim("Ann", "kept-it", "2027-09-01");
        counter.Line("kept-it").ShouldSatisfyAllConditions(l => l.What.ShouldBe(Settled.NotPayable), l => l.Why.ShouldBe("'into-work' has not been paid"));
        counter.Tell(Claimed, Verified());
        counter.Settle().Lines.Select(l => l.What).ShouldBe([Settled.Posts, Settled.Posts]);
        counter.Paid("council").ShouldBe(150_00);
    }

    [Fact]
    public void After_a_period_is_closed_an_earlier_outcome_is_posted_on_the_first_open_day_and_taken_back_there()
    {
        var counter = Ann().Tell(Claimed, Verified());
        counter.Close("2027-05-31");
        counter.Settle("2027-06-30");
        counter.Close("2027-06-01");
        counter.Settle("2027-06-30").Commands.ShouldBeEmpty();
        counter.Lines.Remove(Claimed);
        counter.Approve(counter.Settle("2027-06-30").Lines.Single().Key, on: "2027-05-20").Entry!.EffectiveOn.ShouldBe(new DateOnly(2027, 6, 2));
        counter.Tell(Claimed);
        counter.Settle("2027-06-30");
        counter.Book.Find("pay:test:Ann:into-work:1:2")!.EffectiveOn.ShouldBe(new DateOnly(2027, 6, 2));
    }

    [Fact]
    public void Who_typed_in_the_claim_or_the_verification_does_not_pay_it_and_nobody_verifies_their_own_claim()
    {
        Counter By(string claimant, string verifier) => Ann().Typed(claimant, Claimed).Typed(verifier, Verified());
        By("amy", "vic").Line("into-work", "2027-06-30", "amy").ShouldSatisfyAllConditions(l => l.What.ShouldBe(Settled.NotYours), l => l.Why.ShouldBe("amy recorded the claim, so somebody else settles it"));
        By("amy", "vic").Line("into-work", "2027-06-30", "vic").What.ShouldBe(Settled.NotYours);
        By("amy", "amy").Line("into-work", "2027-06-30").ShouldSatisfyAllConditions(l => l.What.ShouldBe(Settled.NotVerified), l => l.Why.ShouldBe("amy recorded both the claim and its verification"));
        By("amy", "vic").Line("into-work", "2027-06-30").What.ShouldBe(Settled.Posts);
        Ann().Tell(Claimed).Typed("vic", Verified()).Line("into-work", "2027-06-30").What.ShouldBe(Settled.Posts);
    }
}
