using Cairn.Desk.Published;
using Cairn.Record;
using Cairn.Rules;
using Cairn.Tests.Sides;

namespace Cairn.Tests.Desk.Published;

public class FrozenCohortTests
{
    private static readonly Scheme Scheme = SideScheme.Read("""
        scheme: test
        money: contract
        runs: { from: 2026-01-01, to: 2029-12-31 }
        payers: { council: { cap: £1,000 } }
        outcomes:
          work: { title: Started work, when: { starts: { employment: any } }, pays: { 2026-01-01: £10 }, evidence: payslip }
        """);

    private static FrozenCohort? On(string day, params string[] lines) => FrozenCohort.Of(Scheme, SideScheme.Facts(lines), SideScheme.On(day));

    private static readonly string[] Six =
    [
        "person: P1 to P6, referral: any, on: 2026-02-01", "person: P1 to P5, employment: { contract: permanent }, from: 2026-06-01",
        "person: Late, referral: any, on: 2026-03-01, recorded: 2026-07-01", "person: Late, employment: { contract: permanent }, from: 2026-06-01",
        "person: Next, referral: any, on: 2026-04-01", "person: P6, employment: { contract: permanent }, from: 2027-05-01",
    ];

    [Fact]
    public void Who_is_looked_at_is_fixed_as_it_was_known_when_the_quarter_was_told()
    {
        // The first quarter's people, a year on; told 60 days after 31 March 2027.
        On("2027-05-29", Six).ShouldBeNull();
        var cohort = On("2027-05-30", Six)!;
        cohort.By.ShouldBe(SideScheme.On("2026-03-31"));
        cohort.ReachedBy.ShouldBe(SideScheme.On("2027-03-31"));
        cohort.People.ShouldBe(6);
        cohort.Steps.Single().Reached.ShouldBe(5);
    }

    [Fact]
    public void It_stays_as_it_is_until_five_more_can_be_looked_at_together()
    {
        (On("2028-12-31", Six)! with { Steps = Array.Empty<(Outcome, int, bool)>() }).ShouldBe(On("2027-05-30", Six)! with { Steps = Array.Empty<(Outcome, int, bool)>() });
        On("2028-12-31", Six)!.Steps.ShouldBe(On("2027-05-30", Six)!.Steps);
        // With two known late, four more than were told: one table less the other would be of four people.
        On("2028-12-31", [.. Six, "person: Q1 to Q2, referral: any, on: 2026-05-01"])!.People.ShouldBe(6);
        On("2028-12-31", [.. Six, "person: Q1 to Q3, referral: any, on: 2026-05-01"])!.People.ShouldBe(11);
        var more = On("2028-12-31", [.. Six, "person: Q1 to Q4, referral: any, on: 2026-05-01"])!;
        more.People.ShouldBe(12);
        more.By.ShouldBe(SideScheme.On("2026-06-30"));
    }

    [Fact]
    public void A_step_that_a_few_more_reached_than_the_next_is_not_told_beside_it()
    {
        var (all, started, kept, other) = (Enumerable.Range(0, 30).ToHashSet(), Enumerable.Range(0, 15).ToHashSet(), Enumerable.Range(0, 12).ToHashSet(), Enumerable.Range(5, 12).ToHashSet());
        // Three started and did not keep it; the twelve others are not twelve of the fifteen.
        Few.MayTell([all], [started, kept, other]).ShouldBe([true, false, true]);
        Few.MayTell([all], [Enumerable.Range(0, 27).ToHashSet(), Enumerable.Range(0, 4).ToHashSet(), all, new HashSet<int>()]).ShouldBe([false, false, true, true]);
    }

    [Theory]
    [InlineData(0, "0", "Nobody")]
    [InlineData(1, "Fewer than 5", "Fewer than 5 people")]
    [InlineData(4, "Fewer than 5", "Fewer than 5 people")]
    [InlineData(5, "5", "5 people")]
    [InlineData(1200, "1,200", "1,200 people")]
    public void A_number_of_people_is_said_where_it_is_none_or_five_and_more(int number, string count, string people) => (Few.Count(number), Few.People(number)).ShouldBe((count, people));

    [Theory]
    [InlineData(0, 4, "Too few to show")]
    [InlineData(0, 9, "0 of 9")]
    [InlineData(1, 9, "Fewer than 5 of 9")]
    [InlineData(4, 9, "Fewer than 5 of 9")]
    [InlineData(5, 9, "All but a few of 9")]
    [InlineData(5, 10, "5 of 10")]
    [InlineData(9, 9, "9 of 9")]
    public void Small_numbers_are_not_said_nor_small_rests(int count, int all, string says) => Few.OutOf(count, all).ShouldBe(says);
}
