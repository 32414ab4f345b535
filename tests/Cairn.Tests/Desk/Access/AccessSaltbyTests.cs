using Cairn.Desk;
using Cairn.Record;
using Cairn.Tests.Demo;

namespace Cairn.Tests.Desk;

/// <summary>The members of the demonstration town on its last day.</summary>
public class AccessSaltbyTests
{
    private static readonly AccessTown Town = AccessTown.Saltby();
    private static readonly Access Access = new(Town.Facts, AccessTown.Ours, SaltbyTown.Today, SaltbyTown.Today);

    [Fact]
    public void Everyone_in_treatment_is_in_the_caseload_of_just_one_key_worker_and_who_left_has_none()
    {
        var caseloads = ((string[])["M01", "M02", "M03", "M05", "M06"]).Select(m => Access.PeopleOf(m).ToList()).ToList();
        caseloads.ShouldAllBe(c => c.Count > 10);
        Access.PeopleOf("M04").ShouldBeEmpty("M04 left in December 2027");
        var town = SaltbyTests.Made();
        foreach (var person in Enumerable.Range(1, 150).Select(SaltbyPeople.Reference).Where(p => town.Standing(p, "treatment").Exists(t => t.Draft.To == Day.Never)))
            caseloads.Count(c => c.Contains(person)).ShouldBe(1, person);
    }

    [Fact]
    public void Each_partner_knows_of_its_own_people_and_sees_what_they_agreed_to()
    {
        // Supported housing knows P006, who agreed that it sees treatment; P093 took the same consent back from Saltby Homes.
        Access.See("M24", "care", "P006").Exists.ShouldBeTrue();
        Access.See("M26", "care", "P093").Exists.ShouldBeTrue();
        Access.See("M26", "care", "P093").Categories["treatment"].IsYes.ShouldBeFalse();
        Access.See("M29", "care", "P006").Categories["work"].IsYes.ShouldBeTrue();
        Access.See("M10", "care", "P006").Categories["plan"].IsYes.ShouldBeTrue();
        // Harbour House and the commissioner know who was referred to rehabilitation; probation knows one person, the police nobody.
        Access.PeopleOf("M21").ShouldContain("P013");
        Access.PeopleOf("M07").ShouldContain("P013");
        Access.PeopleOf("M31").ShouldBe(["P010"]);
        Access.See("M31", "care", "P010").Categories["treatment"].IsYes.ShouldBeFalse();
        Access.PeopleOf("M33").ShouldBeEmpty();
        // P099 exists for nobody but those who work with her.
        ((string[])["M07", "M08", "M24", "M29", "M31"]).ShouldAllBe(m => !Access.See(m, "care", "P099").Exists);
    }

    [Fact]
    public void The_verifier_knows_of_the_person_whose_claim_waits_and_the_finance_officer_of_an_amount()
    {
        Access.PeopleOf("M08").ShouldBe(["P003", "P005", "P056", "P061", "P064", "P066", "P083", "P092", "P093", "P115"], ignoreOrder: true, "the other claims are more than a year old");
        Access.See("M08", "verify", "P005").Categories.Where(c => c.Value.IsYes).Select(c => c.Key).ShouldBe(["identity", "treatment", "housing", "work", "money", "plan"]);
        Access.See("M12", "pay", "P005").Categories.Where(c => c.Value.IsYes).Select(c => c.Key).ShouldBe(["money"]);
        Access.PeopleOf("M12").ShouldBeSubsetOf(Access.PeopleOf("M07"));
    }

    [Fact]
    public void The_list_of_people_is_everyone_of_whom_something_is_known_to_exist()
    {
        for (var m = 1; m <= 12; m++)
        {
            var member = $"M{m:00}";
            Enumerable.Range(1, 150).Select(SaltbyPeople.Reference).Where(p => Access.See(member, "care", p).Exists).ShouldBe(Access.PeopleOf(member), ignoreOrder: true);
        }
    }

    [Fact]
    public void Before_anything_was_known_nobody_saw_anybody()
    {
        var before = new Access(Town.Facts, AccessTown.Ours, SaltbyTown.Today, SaltbyTown.Begins - 2);
        for (var m = 1; m <= 12; m++) before.PeopleOf($"M{m:00}").ShouldBeEmpty();
        Town.Facts.Of(About.Member).Count.ShouldBeGreaterThanOrEqualTo(12);
    }
}
