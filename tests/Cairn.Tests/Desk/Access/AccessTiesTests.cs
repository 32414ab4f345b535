using Cairn.Desk;
using Cairn.Record;
using Cairn.Tests.Schemes;

namespace Cairn.Tests.Desk;

/// <summary>Ties that end, emergencies, people themselves and their mentors, withdrawals, and what may be written.</summary>
public class AccessTiesTests
{
    private const string Today = "2026-06-01";

    private readonly AccessTown town = AccessTown.Small();

    private Ruling May(string member, string category, string purpose = "care", string person = "Kit", string on = Today) => town.At(on).May(member, purpose, category, person);

    private static Kind Kind(string name) => SchemeFolder.Vocabulary.Find(name)!;

    [Fact]
    public void A_person_sees_their_own_record_but_for_what_may_betray_somebody_else()
    {
        var self = town.At(Today).See("Kit", "care", "Kit");
        self.Categories.Where(c => !c.Value.IsYes).Select(c => c.Key).ShouldBe(["safeguarding"]);
        town.At(Today).PeopleOf("Kit").ShouldBe(["Kit"]);
        town.At(Today).See("Kit", "care", "Lou").Exists.ShouldBeFalse();
        town.At(Today).MayRecord("Kit", Kind("dispute"), "Kit").IsYes.ShouldBeTrue();
        town.At(Today).MayRecord("Kit", Kind("verification"), "Kit").IsYes.ShouldBeFalse();
    }

    [Fact]
    public void Somebody_called_as_a_member_is_called_is_nobodys_self()
    {
        town.Say("birth", "adm", "", "1990-01-01", recorded: "2026-01-01");
        town.At(Today).May("adm", "care", "treatment", "adm").Denial.ShouldBe(Denial.NoTie);
    }

    [Fact]
    public void A_mentor_sees_what_the_person_granted_for_ninety_days_and_never_offences()
    {
        town.Say("mentoring", "Kit", "mentor=mia", "2026-03-04");
        May("mia", "plan").Denial.ShouldBe(Denial.NoBasis, "named as a mentor, but nothing granted");
        town.Say("consent", "Kit", "purpose=care|with=The Partnership", "2026-03-04");
        May("mia", "plan").Denial.ShouldBe(Denial.NoBasis, "a consent to everyone does not name her");
        town.Say("consent", "Kit", "purpose=care|category=plan|with=mia", "2026-03-04");
        town.Say("consent", "Kit", "purpose=care|category=offence|with=mia", "2026-03-04");
        May("mia", "plan").Basis!.Tie.ShouldBe(Tie.Mentor);
        May("mia", "work").Denial.ShouldBe(Denial.NoBasis);
        May("mia", "offence").IsYes.ShouldBeFalse();
        May("mia", "plan", on: "2026-06-01").IsYes.ShouldBeTrue("the ninetieth day");
        May("mia", "plan", on: "2026-06-02").Denial.ShouldBe(Denial.NoTie);
    }

    [Fact]
    public void A_verifier_sees_whom_another_partner_claims_for_and_not_whom_their_own_does()
    {
        May("vic", "work", "verify").Denial.ShouldBe(Denial.NoTie);
        town.Say("claim", "Kit", "scheme=s|outcome=o", "2026-05-02", by: "cal");
        May("vic", "work", "verify").Denial.ShouldBe(Denial.NoTie, "a colleague at the council recorded it");
        town.Say("claim", "Kit", "scheme=s|outcome=o|made-by=Council", "2026-05-02");
        May("vic", "work", "verify").Denial.ShouldBe(Denial.NoTie, "it says that the council made it");
        town.Say("claim", "Kit", "scheme=s|outcome=o", "2026-05-02", by: "ann");
        May("vic", "work", "verify").Basis!.Tie.ShouldBe(Tie.Claimed);
        May("vic", "work", "care").Denial.ShouldBe(Denial.NotThisPurpose);
        May("fay", "money", "pay").IsYes.ShouldBeTrue();
        May("fay", "identity", "pay").Denial.ShouldBe(Denial.NotThisCategory);
        May("vic", "work", "verify", on: "2027-05-01").IsYes.ShouldBeTrue();
        May("vic", "work", "verify", on: "2027-05-02").Denial.ShouldBe(Denial.NoTie);
    }

    [Fact]
    public void A_verifier_who_made_the_claim_at_an_earlier_partner_does_not_check_it()
    {
        town.Say("membership", "vic", "role=key-worker|works-for=Recovery", "2026-01-01", "2026-05-10");
        town.Say("claim", "Kit", "scheme=s|outcome=o", "2026-05-02", by: "abe");
        May("vic", "work", "verify", on: "2026-05-05").Denial.ShouldBe(Denial.NoTie);
        town.Say("claim", "Lou", "scheme=s|outcome=o", "2026-05-02", by: "vic");
        May("vic", "work", "verify", "Lou").Denial.ShouldBe(Denial.NoTie);
    }

    [Fact]
    public void A_referral_ties_those_it_came_to_until_it_is_refused()
    {
        town.Say("takes-part", "Recovery", "scheme=s", "2026-01-01");
        town.Say("referral", "Kit", "scheme=s", "2026-05-01");
        May("abe", "identity").Basis!.Tie.ShouldBe(Tie.Referred);
        May("abe", "address").Denial.ShouldBe(Denial.TieTooWeak);
        May("cal", "plan", "verify").Denial.ShouldBe(Denial.NoTie, "the council takes no part in the scheme");
        town.Say("refused", "Kit", "scheme=other", "2026-05-10");
        May("abe", "identity").IsYes.ShouldBeTrue();
        town.Say("refused", "Kit", "scheme=s", "2026-05-20");
        May("abe", "identity").Denial.ShouldBe(Denial.NoTie);
        May("abe", "identity", on: "2026-05-19").IsYes.ShouldBeTrue();
    }

    [Fact]
    public void An_enrolment_ties_while_it_runs_and_its_end_closes_the_referral()
    {
        town.Say("takes-part", "Recovery", "scheme=s", "2026-01-01");
        town.Say("referral", "Kit", "scheme=s", "2026-05-01");
        town.Say("enrolment", "Kit", "scheme=s", "2026-05-03", "2026-05-20");
        May("abe", "identity", on: "2026-05-20").IsYes.ShouldBeTrue();
        May("abe", "identity", on: "2026-05-21").Denial.ShouldBe(Denial.NoTie);
    }

    [Fact]
    public void Whoever_made_a_referral_hears_of_it_if_the_person_agreed()
    {
        town.Say("referral", "Kit", "made-by=Jobcentre|to-partner=Recovery", "2026-05-01");
        town.Say("referral", "Lou", "to-partner=Recovery", "2026-05-01", by: "job");
        foreach (var person in (string[])["Kit", "Lou"])
        {
            May("abe", "plan", person: person).Basis!.Tie.ShouldBe(Tie.Referred);
            May("job", "plan", person: person).Denial.ShouldBe(Denial.NoBasis);
            town.Say("consent", person, "purpose=care|with=Jobcentre", "2026-05-01");
            May("job", "plan", person: person).Basis!.Tie.ShouldBe(Tie.Referrer);
            May("job", "work", person: person).Denial.ShouldBe(Denial.TieTooWeak);
        }
    }

    [Fact]
    public void A_record_opened_in_an_emergency_closes_after_sixty_minutes()
    {
        town.At(Today).MayOpen("hal", "address", "Kit").IsYes.ShouldBeTrue();
        town.At(Today).MayOpen("hal", "offence", "Kit").Denial.ShouldBe(Denial.NotThisCategory);
        town.At(Today).MayOpen("pat", "treatment", "Kit").IsYes.ShouldBeFalse();
        OpenLook Opened(int hour, int minute) => new("hal", "Kit", ["address", "offence", "plan"], AccessTown.Instant(Today, hour, minute));
        town.At(Today, looks: Opened(11, 30)).May("hal", "safeguard", "address", "Kit").Denial.ShouldBe(Denial.NoTie, "no fact says that it was opened");
        foreach (var category in (string[])["address", "offence"]) town.Say("emergency-look", "Kit", $"category={category}|member-name=hal", Today);
        var open = town.At(Today, looks: Opened(11, 30));
        open.May("hal", "safeguard", "address", "Kit").Basis!.Ground.ShouldBe(Ground.Emergency);
        open.May("hal", "pay", "address", "Kit").IsYes.ShouldBeFalse();
        open.May("hal", "safeguard", "offence", "Kit").IsYes.ShouldBeFalse();
        open.May("hal", "safeguard", "plan", "Kit").IsYes.ShouldBeFalse();
        open.May("hew", "safeguard", "address", "Kit").IsYes.ShouldBeFalse();
        open.PeopleOf("hal").ShouldBe(["Kit"]);
        open.With(OpenLooks.None).PeopleOf("hal").ShouldBeEmpty();
        town.At(Today, looks: Opened(11, 1)).May("hal", "safeguard", "address", "Kit").IsYes.ShouldBeTrue("the sixtieth minute");
        town.At(Today, looks: Opened(11, 0)).May("hal", "safeguard", "address", "Kit").Denial.ShouldBe(Denial.NoTie);
        town.At(Today, looks: Opened(12, 1)).May("hal", "safeguard", "address", "Kit").Denial.ShouldBe(Denial.NoTie, "not opened yet");
    }

    [Fact]
    public void Withdrawing_shows_before_who_loses_what_and_ends_only_what_rests_on_consent()
    {
        foreach (var member in (string[])["ann", "hal"]) town.Say("works-with", "Kit", $"role=key-worker|member-name={member}", "2026-02-01");
        var wide = town.Say("consent", "Kit", "purpose=care|with=The Partnership", "2026-02-01");
        town.Say("consent", "Kit", "purpose=care|category=housing|with=Homes", "2026-02-01");
        var lost = town.At(Today).Effect(wide).ShouldHaveSingleItem();
        (lost.Member, lost.Partner, lost.Purpose).ShouldBe(("hal", "Homes", "care"));
        lost.Categories.ShouldBe(["identity", "address", "treatment", "work", "money", "plan"]);
        town.At("2026-01-15").Effect(wide).ShouldBeEmpty();
        town.Say("consent", "Kit", "", Today, retracts: town.Facts.Id(wide));
        town.At(Today).SeenBy("Kit").Where(s => s.Member == "hal").ShouldHaveSingleItem().Categories.ShouldBe(["housing"]);
        May("ann", "treatment").IsYes.ShouldBeTrue();
    }

    [Fact]
    public void What_was_decided_on_a_day_is_decided_again_whatever_became_known_since()
    {
        town.Say("works-with", "Kit", "role=key-worker|member-name=hal", "2026-02-01");
        var consent = town.Say("consent", "Kit", "purpose=care|with=Homes", "2026-02-01");
        town.At("2026-05-03").May("hal", "care", "plan", "Kit").IsYes.ShouldBeTrue();
        town.Say("consent", "Kit", "", Today, retracts: town.Facts.Id(consent));
        town.At("2026-05-03").May("hal", "care", "plan", "Kit").IsYes.ShouldBeTrue("who could see it then");
        town.At("2026-05-03", Today).May("hal", "care", "plan", "Kit").IsYes.ShouldBeFalse("who should have, by what is known now");
    }

    [Fact]
    public void What_may_be_written_follows_capacity_and_tie_not_ground()
    {
        var before = town.At(Today);
        before.MayRecord("hal", Kind("housing"), "Kit").Denial.ShouldBe(Denial.NoTie);
        before.MayRecord("hal", Kind("referral"), null).IsYes.ShouldBeTrue();
        before.MayRecord("ivy", Kind("referral"), null).IsYes.ShouldBeFalse();
        town.Say("works-with", "Kit", "role=key-worker|member-name=hal", "2026-02-01");
        var access = town.At(Today);
        access.MayRecord("hal", Kind("housing"), "Kit").IsYes.ShouldBeTrue();
        access.CapacitiesFor("hal", Kind("claim")).ShouldBe(["housing-provider"]);
        access.MayRecord("hal", Kind("verification"), "Kit").Denial.ShouldBe(Denial.NoCapacity);
        access.MayRecord("hal", Kind("safeguarding-concern"), "Kit").IsYes.ShouldBeTrue();
        access.MayRecord("hal", Kind("offence"), "Kit").Denial.ShouldBe(Denial.NotThisCategory);
        access.MayRecord("hal", Kind("cohort-member"), "Kit").IsYes.ShouldBeFalse();
        access.MayRecord("hal", Kind("membership"), "new").Denial.ShouldBe(Denial.NoCapacity);
        access.MayRecord("adm", Kind("membership"), "new").IsYes.ShouldBeTrue();
        access.MayRecord("adm", Kind("organisation"), "New Partner").IsYes.ShouldBeFalse();
    }

    [Fact]
    public void Rights_belong_to_a_role_at_the_right_kind_of_organisation()
    {
        var access = town.At(Today);
        access.May("fay", Right.PreparePayRun).IsYes.ShouldBeTrue();
        access.May("ann", Right.PreparePayRun).Denial.ShouldBe(Denial.NoRight);
        access.May("gone", Right.SeeSchemes).Denial.ShouldBe(Denial.NotAMember);
        town.Say("membership", "fin", "role=finance-officer|works-for=Homes", "2026-01-01");
        town.At(Today).May("fin", Right.PreparePayRun).Denial.ShouldBe(Denial.NoRight);
        access.Of("vic").Rights.ShouldContain(Right.Verify);
        access.Of("vic").Rights.ShouldNotContain(Right.Claim);
    }

    /// <summary>A referral shows a little; the tie that shows all comes only by answering it, or from those who have it.</summary>
    [Fact]
    public void Nobody_becomes_a_persons_worker_by_their_own_word()
    {
        var town = AccessTown.Small();
        town.Say("referral", "Kit", "made-by=Homes|to-partner=Recovery", "2026-02-01");
        town.At(Today).MayRecord("ann", Kind("contact"), "Kit").IsYes.ShouldBeTrue();
        town.At(Today).MayRecord("ann", Kind("works-with"), "Kit").Denial.ShouldBe(Denial.TieTooWeak);
        town.At(Today).MayTakeOn("ann", "Kit").IsYes.ShouldBeTrue();
        town.At(Today).MayTakeOn("hal", "Kit").IsYes.ShouldBeFalse("Homes made it, and cannot answer it");
        town.At(Today).MayTakeOn("ann", "Lou").Denial.ShouldBe(Denial.NoTie);
        town.At(Today).MayTakeOn("ann", "Nobody").Denial.ShouldBe(Denial.NoTie);
        town.Say("works-with", "Kit", "role=key-worker|member-name=abe", "2026-02-02");
        town.At(Today).MayRecord("abe", Kind("works-with"), "Kit").IsYes.ShouldBeTrue("who works with them hands over");
        town.At(Today).MayRecord("tom", Kind("works-with"), "Kit").IsYes.ShouldBeTrue("who answers for the team does too");
        town.At(Today).MayRecord("ann", Kind("works-with"), "Kit").IsYes.ShouldBeFalse();
    }
}
