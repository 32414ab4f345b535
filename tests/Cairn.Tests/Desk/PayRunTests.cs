using Cairn.Desk.Paying;
using Cairn.Store;

namespace Cairn.Tests.Desk;

/// <summary>Preparing and approving: what a run pays and to whom, and who may not approve it.</summary>
public class PayRunTests
{
    [Fact]
    public void A_run_pays_what_was_claimed_and_verified_to_the_partner_of_who_claimed_it()
    {
        using var office = new PayOffice().WithBanks();
        office.Reached("Ann", "amy");
        office.Reached("Bob", "ben");
        office.Reached("Cat", "amy");
        office.Reached("Dan", "amy", verified: false);
        var run = office.Pay();
        run.ShouldBe("R0001");
        office.File(run).Batches.Select(b => (b.Number, b.Payer, b.Total)).ShouldBe([("R0001-1", "council", 300_00L), ("R0001-2", "fund", 60_00L)]);
        office.File(run).Batches[0].Lines.Select(l => (l.Sent.Reference, l.Sent.Payee, l.Sent.Pence)).ShouldBe([("R0001-1-0001", "Homes", 200_00L), ("R0001-1-0002", "Steps", 100_00L)]);
        (office.Balance("paid:trial:council"), office.Balance("paid:trial:fund"), office.Balance("cap:trial:council")).ShouldBe((300_00, 60_00, 700_00));
        PayOffice.Refused(office.As("fin").Prepare(office.Scheme, office.SchemeText, office.Today)).ShouldStartWith("NothingToPay");
    }

    [Fact]
    public async Task Approving_twice_pays_once()
    {
        using var office = new PayOffice().WithBanks();
        office.Reached("Ann", "amy");
        var run = office.Pay();
        var entries = office.Entries;
        foreach (var member in (string[])["gus", "hal"]) (await office.As(member).Approve(office.Scheme, run)).ShouldBeOfType<Reply.DoneBefore>();
        office.Entries.ShouldBe(entries);
    }

    [Fact]
    public void A_payee_that_is_recorded_gets_the_money_instead()
    {
        using var office = new PayOffice().WithBanks("Homes", "Steps", "Investor");
        office.Say("fin", "payee", "Investor", "2026-04-01", null, ("scheme", "trial"), ("in-place-of", "Homes"));
        office.Say("ben", "payee", "Steps", "2026-04-01", null, ("scheme", "trial"));
        office.Reached("Ann", "amy");
        office.Reached("Bob", "ben");
        office.Plan().Payouts.Where(p => p.Payer == 0).Select(p => p.Payee).ShouldBe(["Investor", "Steps"], "ben's word for his own partner counts for nothing, and Bob is Steps' anyway");
    }

    [Fact]
    public void Who_prepared_claimed_verified_or_belongs_to_the_payee_does_not_approve()
    {
        using var office = new PayOffice().WithBanks();
        foreach (var member in (string[])["amy", "vic", "fin", "eve"]) office.Say("root", "approval-limit", member, "2026-04-01", null, ("amount", "10000"));
        office.Say("root", "membership", "eve", "2026-04-01", null, ("works-for", "Homes"));
        office.Reached("Ann", "amy");
        var run = office.Prepare();
        var before = office.Entries;
        PayOffice.Refused(office.As("fin").Approve(office.Scheme, run)).ShouldStartWith("NotYourOwn: fin prepared R0001");
        PayOffice.Refused(office.As("amy").Approve(office.Scheme, run)).ShouldStartWith("NotYourOwn: amy recorded the claim for pay:trial:");
        PayOffice.Refused(office.As("vic").Approve(office.Scheme, run)).ShouldStartWith("NotYourOwn: vic recorded the verification for pay:trial:");
        PayOffice.Refused(office.As("eve").Approve(office.Scheme, run)).ShouldStartWith("NotYourOwn: eve belongs to Homes, which this run pays");
        PayOffice.Refused(office.As("zoe").Approve(office.Scheme, run)).ShouldStartWith("NoLimit");
        office.Entries.ShouldBe(before);
        PayOffice.Kept(office.As("gus").Approve(office.Scheme, run));
    }

    [Fact]
    public void What_the_preparer_claimed_is_held_back()
    {
        using var office = new PayOffice().WithBanks();
        office.Reached("Ann", "amy");
        office.Reached("Bob", "fin");
        office.Plan().Held.ShouldHaveSingleItem().Why.ShouldBe("fin recorded the claim, so somebody else prepares it");
    }

    [Fact]
    public void One_run_of_a_scheme_waits_at_a_time_and_a_withdrawn_one_makes_room()
    {
        using var office = new PayOffice().WithBanks();
        office.Reached("Ann", "amy");
        var run = office.Prepare();
        PayOffice.Refused(office.As("hal").Prepare(office.Scheme, office.SchemeText, office.Today)).ShouldStartWith("RunOpen: R0001 of trial, £120.00, waits");
        PayOffice.Refused(office.As("amy").Withdraw(office.Scheme, run, "no")).ShouldStartWith("NotYours");
        PayOffice.Kept(office.As("hal").Withdraw(office.Scheme, run, "The wrong day."));
        PayOffice.Refused(office.As("gus").Approve(office.Scheme, run)).ShouldStartWith("RunEnded: R0001 is withdrawn");
        office.Prepare().ShouldBe("R0002");
    }

    [Fact]
    public void What_is_approved_is_what_was_prepared_or_nothing_is()
    {
        using var office = new PayOffice().WithBanks();
        var ann = office.Reached("Ann", "amy");
        office.Reached("Bob", "ben");
        var run = office.Prepare();
        office.TakeBackWork("Ann");
        PayOffice.Refused(office.As("gus").Approve(office.Scheme, run)).ShouldBe($"ChangedSince: The record has changed since R0001 was prepared: {ann} of £100.00 went out; {ann} of £20.00 went out. Withdraw it and prepare it anew.");
        office.Balance("paid:trial:council").ShouldBe(0);
        PayOffice.Kept(office.As("fin").Withdraw(office.Scheme, run, "Ann"));
        office.Pay();
        office.Balance("paid:trial:council").ShouldBe(100_00);
    }

    [Fact]
    public void A_limit_is_used_up_over_the_month_and_ends_on_its_day()
    {
        using var office = new PayOffice().WithBanks();
        office.Say("root", "approval-limit", "ivy", "2026-05-01", "2026-06-15", ("amount", "250"), ("scheme", "trial"));
        office.Reached("Ann", "amy");
        office.Reached("Bob", "ben");
        office.Pay(approver: "ivy");
        office.Reached("Cat", "amy");
        var run = office.Prepare();
        PayOffice.Refused(office.As("ivy").Approve(office.Scheme, run)).ShouldBe("AboveLimit: R0002 comes to £120.00. ivy may approve £250.00 a month and has approved £240.00 this month, so £10.00 is left.");
        office.On("2026-06-16");
        PayOffice.Refused(office.As("ivy").Approve(office.Scheme, run)).ShouldStartWith("NoLimit");
        office.On("2026-06-15", 10);
        PayOffice.Refused(office.As("ivy").Approve(office.Scheme, run)).ShouldStartWith("it was not");
    }

    [Fact]
    public void What_is_taken_back_counts_against_the_limit_as_what_is_paid_does_and_neither_makes_room_for_the_other()
    {
        using var office = new PayOffice().WithBanks();
        office.Say("root", "approval-limit", "ivy", "2026-05-01", null, ("amount", "479.99"), ("scheme", "trial"));
        office.Say("root", "approval-limit", "joe", "2026-05-01", null, ("amount", "480"), ("scheme", "trial"));
        foreach (var name in (string[])["Ann", "Bob", "Cat"]) office.Reached(name, "amy");
        office.Pay();
        foreach (var name in (string[])["Ann", "Bob", "Cat"]) office.TakeBackWork(name);
        office.Reached("Dan", "ben");
        var run = office.Prepare();
        // £360 is taken back from Homes, £120 is paid to Steps: in all, £480 moves.
        (office.Plan().Amount, office.Plan().Gross).ShouldBe((120_00, 480_00));
        PayOffice.Refused(office.As("ivy").Approve(office.Scheme, run)).ShouldStartWith("AboveLimit: R0002 comes to £480.00.");
        PayOffice.Kept(office.As("joe").Approve(office.Scheme, run));
        office.TakeBackWork("Dan");
        PayOffice.Refused(office.As("joe").Approve(office.Scheme, office.Prepare())).ShouldStartWith("AboveLimit: R0003 comes to £120.00. joe may approve £480.00 a month and has approved £480.00 this month");
    }

    [Fact]
    public void Two_who_pay_are_enough_to_take_a_payment_back_as_long_as_one_prepares_and_the_other_approves()
    {
        using var office = new PayOffice().WithBanks();
        office.Say("root", "approval-limit", "fin", "2026-04-01", null, ("amount", "10000"));
        office.Reached("Ann", "amy");
        office.Pay("fin", "gus");
        office.TakeBackWork("Ann");
        var run = office.Prepare("gus");
        PayOffice.Refused(office.As("gus").Approve(office.Scheme, run)).ShouldBe($"NotYourOwn: gus prepared {run}; someone else must approve it.");
        PayOffice.Kept(office.As("fin").Withdraw(office.Scheme, run, "The other way round"));
        PayOffice.Kept(office.As("gus").Approve(office.Scheme, office.Prepare("fin")));
        office.Balance("carried:trial:council").ShouldBe(-100_00);
    }

    [Fact]
    public void A_limit_that_a_member_gave_themselves_counts_for_nothing()
    {
        using var office = new PayOffice().WithBanks();
        office.Say("joe", "approval-limit", "joe", "2026-04-01", null, ("amount", "10000"));
        office.Reached("Ann", "amy");
        PayOffice.Refused(office.As("joe").Approve(office.Scheme, office.Prepare())).ShouldStartWith("NoLimit");
    }

    [Fact]
    public void A_payment_on_hold_is_not_paid_and_keeps_its_pounds_until_it_is_released()
    {
        using var office = new PayOffice(PayOffice.Text.Replace("£1,000", "£100", StringComparison.Ordinal)).WithBanks();
        var ann = office.Reached("Ann", "amy", "2026-05-04");
        office.Reached("Bob", "ben");
        PayOffice.Refused(office.As("fin").Hold(office.Scheme, "pay:trial:x:into-work:1:1", "?", false)).ShouldStartWith("PaymentNotFound");
        PayOffice.Kept(office.As("fin").Hold(office.Scheme, ann, "The employer denies it.", false));
        PayOffice.Refused(office.As("gus").Hold(office.Scheme, ann, "Again.", false)).ShouldStartWith("HeldBefore");
        office.Later(3);
        var plan = office.Plan();
        plan.Held.ShouldHaveSingleItem().ShouldSatisfyAllConditions(h => h.Why.ShouldBe("on hold since 11 May 2026, 3 days"), h => h.Total.ShouldBe(120_00));
        plan.Lines.Where(l => l.Payer == 0).ShouldBeEmpty("the cap's last £100 is kept for Ann");
        PayOffice.Kept(office.As("gus").Hold(office.Scheme, ann, "They sent a letter.", true));
        office.Plan().Lines.Where(l => l.Payer == 0).Select(l => l.Key).ShouldBe([ann]);
    }

    [Fact]
    public void The_next_run_is_shown_beside_the_last()
    {
        using var office = new PayOffice().WithBanks();
        office.Reached("Ann", "amy");
        office.Reached("Bob", "ben");
        office.Pay();
        office.Reached("Cat", "amy");
        office.Reached("Dan", "amy");
        var plan = office.Plan();
        var last = office.Store.Read(s => PayRuns.SentBefore(office.Scheme, s.Facts, s.Book, plan.Run));
        PayVariance.Between(last, plan).Where(v => v.Payer == 0).Select(v => (v.Payee, v.Last, v.Now, v.Change)).ShouldBe([("Homes", 100_00L, 200_00L, 100_00L), ("Steps", 100_00L, 0L, -100_00L)]);
    }
}
