using Cairn.Desk;
using Cairn.Record;
using Cairn.Tests.Demo;

namespace Cairn.Tests.Desk;

/// <summary>The twelve members of the demonstration town on its last day.</summary>
public class AccessSaltbyTests
{
    private static readonly AccessTown Town = AccessTown.Saltby();
    private static readonly Access Access = new(Town.Facts, AccessTown.Ours, SaltbyTown.Today, SaltbyTown.Today);

    [Fact]
    public void Each_key_worker_has_a_caseload_and_between_them_everybody_is_in_just_one()
    {
        var caseloads = ((string[])["M01", "M02", "M03", "M04", "M05", "M06"]).Select(m => Access.PeopleOf(m).ToList()).ToList();
        caseloads.ShouldAllBe(c => c.Count > 10);
        caseloads.SelectMany(c => c).Order(StringComparer.Ordinal).ShouldBe(Enumerable.Range(1, 150).Select(SaltbyPeople.Reference));
    }

    [Fact]
    public void The_verifier_knows_of_the_person_whose_claim_waits_and_the_finance_officer_of_an_amount()
    {
        Access.PeopleOf("M08").ShouldBe(["P003", "P005"], "the other claims are more than a year old");
        Access.See("M08", "verify", "P005").Categories.Where(c => c.Value.IsYes).Select(c => c.Key).ShouldBe(["identity", "treatment", "housing", "work", "money", "plan"]);
        Access.See("M12", "pay", "P005").Categories.Where(c => c.Value.IsYes).Select(c => c.Key).ShouldBe(["money"]);
        Access.PeopleOf("M07").ShouldBe(Access.PeopleOf("M12"));
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
