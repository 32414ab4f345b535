using Cairn.Desk;

namespace Cairn.Tests.Desk;

/// <summary>Who sees what, one threat after another.</summary>
public class AccessTests
{
    private const string Today = "2026-06-01";

    private readonly AccessTown town = AccessTown.Small();

    private Ruling May(string member, string category, string purpose = "care", string person = "Kit", string on = Today) => town.At(on).May(member, purpose, category, person);

    private void Works(string member, string role = "key-worker", string from = "2026-02-01", string to = "") => town.Say("works-with", "Kit", $"role={role}|member-name={member}", from, to);

    [Fact]
    public void A_curious_worker_finds_nothing_of_a_neighbour_whom_a_colleague_works_with()
    {
        Works("ann");
        May("ann", "treatment").IsYes.ShouldBeTrue();
        town.At(Today).See("abe", "care", "Kit").Exists.ShouldBeFalse();
        May("abe", "identity").Denial.ShouldBe(Denial.NoTie);
    }

    [Fact]
    public void Somebody_who_is_there_and_somebody_who_is_not_are_told_apart_in_no_way()
    {
        Works("ann");
        foreach (var member in (string[])["abe", "pat", "ivy", "adm", "vic", "gone"])
            foreach (var category in (string[])["identity", "address", "treatment", "safeguarding"])
            {
                May(member, category).ShouldBe(May(member, category, person: "Nobody"));
                May(member, category).Why.ShouldBe(May(member, category, person: "Nobody").Why);
            }
    }

    [Fact]
    public void An_ex_partner_at_a_partner_agency_finds_nothing_once_the_person_is_hidden_from_it()
    {
        Works("hal");
        town.Say("consent", "Kit", "purpose=care|with=Homes", "2026-02-01");
        May("hal", "address").IsYes.ShouldBeTrue();
        town.Say("restriction", "Kit", "type=partner|from-partner=Homes", "2026-05-01");
        May("hal", "address").Denial.ShouldBe(Denial.NoTie);
        May("hal", "address", on: "2026-04-30").IsYes.ShouldBeTrue();
        town.At(Today).PeopleOf("hal").ShouldBeEmpty();
        town.At(Today).MayOpen("hal", "address", "Kit").Denial.ShouldBe(Denial.NoTie, "not by breaking the glass either");
    }

    [Fact]
    public void Hidden_from_one_partner_is_hidden_from_a_member_who_also_works_elsewhere()
    {
        Works("ann");
        town.Say("membership", "ann", "role=key-worker|works-for=Homes", "2026-03-01");
        May("ann", "plan").IsYes.ShouldBeTrue();
        town.Say("restriction", "Kit", "type=partner|from-partner=Homes", "2026-05-01");
        May("ann", "plan").Denial.ShouldBe(Denial.NoTie);
    }

    [Fact]
    public void A_person_may_be_hidden_from_one_member_and_an_unclear_restriction_hides_from_all_but_those_who_work_with_them()
    {
        Works("ann");
        Works("abe");
        var hidden = town.Say("restriction", "Kit", "type=partner|from-partner=abe", "2026-05-01");
        May("abe", "identity").Denial.ShouldBe(Denial.NoTie);
        May("ann", "identity").IsYes.ShouldBeTrue();
        May("tom", "identity").IsYes.ShouldBeTrue();
        town.Say("restriction", "Kit", "type=partner", "2026-05-01", retracts: null, corrects: town.Facts.Id(hidden));
        May("tom", "identity").Denial.ShouldBe(Denial.NoTie);
        May("abe", "identity").IsYes.ShouldBeTrue();
    }

    [Fact]
    public void A_hidden_address_is_seen_by_those_who_work_with_the_person_and_no_manager()
    {
        Works("ann");
        May("tom", "address").IsYes.ShouldBeTrue();
        town.Say("restriction", "Kit", "type=address", "2026-05-01");
        May("ann", "address").IsYes.ShouldBeTrue();
        May("tom", "address").Denial.ShouldBe(Denial.Withheld);
        May("tom", "address").Why.ShouldBe(Ruling.No(Denial.NoBasis).Why, "the words do not tell that an address is hidden");
        May("tom", "plan").IsYes.ShouldBeTrue();
    }

    [Fact]
    public void A_hidden_existence_leaves_the_record_to_those_who_work_with_the_person()
    {
        Works("ann");
        town.Say("claim", "Kit", "scheme=s|outcome=o|made-by=Recovery", "2026-05-02");
        May("vic", "work", "verify").IsYes.ShouldBeTrue();
        town.Say("restriction", "Kit", "type=existence", "2026-05-01");
        May("ann", "plan").IsYes.ShouldBeTrue();
        May("tom", "plan").Denial.ShouldBe(Denial.NoTie);
        May("vic", "work", "verify").Denial.ShouldBe(Denial.NoTie);
    }

    [Fact]
    public void A_record_on_hold_is_used_for_care_and_not_for_paying()
    {
        Works("ann");
        town.Say("claim", "Kit", "scheme=s|outcome=o|made-by=Recovery", "2026-05-02");
        town.Say("restriction", "Kit", "type=hold", "2026-05-01");
        May("ann", "plan").IsYes.ShouldBeTrue();
        May("vic", "work", "verify").Denial.ShouldBe(Denial.Withheld);
        May("fay", "money", "pay").Denial.ShouldBe(Denial.Withheld);
    }

    [Theory]
    [InlineData("pat")]
    [InlineData("pru")]
    public void Police_and_probation_read_treatment_only_where_the_person_named_them(string officer)
    {
        Works(officer, "officer");
        var partner = officer == "pat" ? "Police" : "Probation";
        May(officer, "offence").IsYes.ShouldBeTrue();
        May(officer, "treatment").Denial.ShouldBe(Denial.NoBasis);
        town.Say("consent", "Kit", "purpose=care|with=The Partnership", "2026-02-01");
        May(officer, "treatment").Denial.ShouldBe(Denial.NoBasis, "a consent to the whole partnership does not name them");
        town.Say("consent", "Kit", $"purpose=care|category=treatment|with={partner}", "2026-05-01");
        May(officer, "treatment").Basis!.Ground.ShouldBe(Ground.ConsentToPartner);
    }

    [Fact]
    public void No_row_opens_treatment_to_the_police_even_when_somebody_writes_it()
    {
        var wider = AccessTown.Table(File.ReadAllText(Schemes.SchemeFolder.In("schemes", "access.yaml")).Replace("at: [treatment-provider, nhs-trust, council]", "at: [treatment-provider, nhs-trust, council, police]", StringComparison.Ordinal));
        town.Say("membership", "pip", "role=key-worker|works-for=Police", "2026-01-01");
        Works("pip");
        town.At(Today, table: wider).May("pip", "care", "housing", "Kit").IsYes.ShouldBeTrue();
        town.At(Today, table: wider).May("pip", "care", "treatment", "Kit").Denial.ShouldBe(Denial.NoBasis);
    }

    [Fact]
    public void An_agency_gets_no_more_than_its_purpose_and_what_consent_names()
    {
        Works("hal");
        May("hal", "identity").Denial.ShouldBe(Denial.NoBasis);
        town.Say("consent", "Kit", "purpose=care|category=housing|with=Homes", "2026-02-01");
        May("hal", "housing").IsYes.ShouldBeTrue();
        May("hal", "plan").Denial.ShouldBe(Denial.NoBasis);
        May("hal", "housing", "pay").Denial.ShouldBe(Denial.NotThisPurpose);
        May("hal", "offence").Denial.ShouldBe(Denial.NotThisCategory);
    }

    [Fact]
    public void A_consent_that_names_no_category_covers_no_offences()
    {
        Works("ann");
        town.Say("consent", "Kit", "purpose=care|with=The Partnership", "2026-02-01");
        May("ann", "offence").Denial.ShouldBe(Denial.NoBasis);
        var named = town.Say("consent", "Kit", "purpose=care|category=offence|with=The Partnership", "2026-02-01");
        May("ann", "offence").Basis.ShouldBe(new Basis(Ground.Consent, Tie.WorksWith, "key-worker", "Recovery", named));
    }

    [Fact]
    public void A_partner_that_leaves_the_partnership_loses_what_was_agreed_with_the_partnership()
    {
        Works("hal");
        town.Say("consent", "Kit", "purpose=care|with=The Partnership", "2026-02-01");
        var belonged = town.Facts.Find("f3");
        May("hal", "housing").IsYes.ShouldBeTrue();
        town.Say("partnership-membership", "Homes", "partnership=The Partnership", "2026-01-01", "2026-05-31", "2026-05-31", corrects: town.Facts.Id(belonged));
        May("hal", "housing").Denial.ShouldBe(Denial.NoBasis);
        May("hal", "housing", on: "2026-05-31").IsYes.ShouldBeTrue();
    }

    [Fact]
    public void A_basis_recorded_about_the_person_needs_its_purpose_category_and_ground()
    {
        Works("pat", "officer");
        town.Say("sharing-basis", "Kit", "purpose=safeguard|category=safeguarding|with=Police", "2026-03-01");
        town.Say("sharing-basis", "Kit", "ground=consent|purpose=safeguard|category=safeguarding|with=Police", "2026-03-01");
        town.Say("sharing-basis", "Kit", "ground=vital-interests|purpose=safeguard|with=Police", "2026-03-01");
        May("pat", "safeguarding", "safeguard").Denial.ShouldBe(Denial.NoBasis, "one has no ground, one calls consent a basis other than consent, one names no category");
        town.Say("sharing-basis", "Kit", "ground=vital-interests|purpose=safeguard|category=safeguarding|with=Police", "2026-03-01");
        May("pat", "safeguarding", "safeguard").Basis!.Ground.ShouldBe(Ground.SharingBasis);
        May("pat", "address", "safeguard").Denial.ShouldBe(Denial.NoBasis);
    }

    [Fact]
    public void A_leaver_sees_nothing_and_their_people_stay_with_the_team()
    {
        Works("ann");
        town.Say("membership", "ann", "role=key-worker|works-for=Recovery", "2026-01-01", "2026-05-31", "2026-05-20", corrects: "f16");
        May("ann", "plan", on: "2026-05-31").IsYes.ShouldBeTrue("the last day counts");
        May("ann", "plan").Denial.ShouldBe(Denial.NotAMember);
        town.At(Today).Of("ann").ShouldSatisfyAllConditions(s => s.Seats.ShouldBeEmpty(), s => s.Rights.ShouldBeEmpty());
        town.At(Today).PeopleOf("ann").ShouldBeEmpty();
        town.At(Today).PeopleOf("tom").ShouldBe(["Kit"]);
    }

    [Fact]
    public void A_role_at_one_partner_does_not_borrow_the_tie_of_another()
    {
        town.Say("membership", "pat", "role=key-worker|works-for=Recovery", "2026-03-01");
        Works("pat", "officer");
        May("pat", "treatment").IsYes.ShouldBeFalse();
        Works("pat", "key-worker", "2026-05-01");
        May("pat", "treatment").Basis!.Partner.ShouldBe("Recovery");
    }

    [Fact]
    public void A_partner_whose_kind_is_not_recorded_opens_nothing()
    {
        town.Say("membership", "new", "role=key-worker|works-for=Unknown", "2026-01-01");
        Works("new");
        May("new", "identity").Denial.ShouldBe(Denial.PartnerUnknown);
    }

    [Fact]
    public void Nobody_who_needs_only_figures_sees_anyone_even_when_a_fact_ties_them()
    {
        foreach (var member in (string[])["ivy", "adm"])
        {
            Works(member);
            town.At(Today).See(member, "evaluate", "Kit").Exists.ShouldBeFalse();
            town.At(Today).PeopleOf(member).ShouldBeEmpty();
            town.At(Today).MayOpen(member, "identity", "Kit").IsYes.ShouldBeFalse();
        }
    }

    [Fact]
    public void Two_records_of_one_person_are_one_to_whoever_asks_once_that_is_known_and_two_before_and_after()
    {
        var town = AccessTown.Small();
        town.Say("works-with", "Kit", "role=key-worker|member-name=ann", "2026-01-05");
        town.Say("consent", "Lou", "purpose=care|category=plan|with=Homes", "2026-01-06");
        town.Say("works-with", "Lou", "role=key-worker|member-name=hal", "2026-01-06");
        var join = town.Say("same-person", "Lou", "same=yes|as=Kit", "2026-02-01");
        town.Say("same-person", "Lou", "", "2026-03-01", retracts: $"f{join}");
        (bool Exists, string[] People) Asked(string member, string person, string on) => (town.At(on).See(member, "care", person).Exists, [.. town.At(on).PeopleOf(member)]);
        Asked("ann", "Lou", "2026-01-31").ShouldSatisfyAllConditions(a => a.Exists.ShouldBeFalse(), a => a.People.ShouldBe(["Kit"]));
        Asked("ann", "Lou", "2026-02-01").ShouldSatisfyAllConditions(a => a.Exists.ShouldBeTrue(), a => a.People.ShouldBe(["Kit"]));
        Asked("hal", "Kit", "2026-02-01").ShouldSatisfyAllConditions(a => a.Exists.ShouldBeTrue(), a => a.People.ShouldBe(["Kit"]));
        Asked("hal", "Kit", "2026-03-01").ShouldSatisfyAllConditions(a => a.Exists.ShouldBeFalse(), a => a.People.ShouldBe(["Lou"]));
        town.At("2026-02-01").See("Lou", "care", "Kit").Exists.ShouldBeTrue("one's own other record");
        town.At("2026-01-31").See("Lou", "care", "Kit").Exists.ShouldBeFalse();
        town.At("2026-04-01", known: "2026-02-10").See("ann", "care", "Lou").Exists.ShouldBeTrue("as was known then");
    }

    [Fact]
    public void The_strictest_restriction_of_either_record_holds_for_both()
    {
        var town = AccessTown.Small();
        town.Say("works-with", "Kit", "role=key-worker|member-name=hal", "2026-01-05");
        town.Say("restriction", "Lou", "type=partner|from-partner=Homes", "2026-01-06");
        town.At("2026-01-31").See("hal", "care", "Kit").Exists.ShouldBeTrue();
        town.Say("same-person", "Kit", "same=yes|as=Lou", "2026-02-01");
        town.At("2026-02-01").See("hal", "care", "Kit").Exists.ShouldBeFalse();
        town.At("2026-02-01").PeopleOf("hal").ShouldBeEmpty();
    }
}
