using Cairn.Record;
using Cairn.Rules;

namespace Cairn.Tests.Sides;

/// <summary>Clocks that run until somebody answers.</summary>
public class OpenAnswerTests
{
    private static readonly Scheme Hubs = SideScheme.Read("""
        scheme: test
        money: grant
        runs: { from: 2026-04-01, to: 2027-03-31 }
        indicators:
          in-time:
            per: quarter
            each: { housing-threat: any }
            followed-by: { threat-response: any }
            within: 2 working days
            same: hub
        """);

    private static IReadOnlyList<OpenAnswer> Open(string on, params string[] lines)
    {
        var figures = Indicators.Of(Hubs, SideScheme.Facts(lines), SideScheme.On(on), Day.Never);
        return OpenAnswer.Of(figures, Hubs.Indicators[0]);
    }

    // 1 May 2026 is a Friday, and Monday 4 May the early May bank holiday.
    private const string Friday = "person: Ann, housing-threat: { hub: Mill }, on: 2026-05-01";

    [Theory]
    [InlineData("2026-05-01", 2, "2 working days left")]
    [InlineData("2026-05-04", 2, "2 working days left")]
    [InlineData("2026-05-05", 1, "1 working day left")]
    [InlineData("2026-05-06", 0, "today is the last day")]
    [InlineData("2026-05-07", -1, "1 working day late")]
    [InlineData("2026-05-11", -3, "3 working days late")]
    public void Weekends_and_bank_holidays_do_not_count(string on, int left, string says)
    {
        var open = Open(on, Friday).Single();
        open.Left.ShouldBe(left);
        open.Says.ShouldBe(says);
        open.DueOn.ShouldBe(SideScheme.On("2026-05-06"));
        open.Group.ShouldBe("Mill");
    }

    [Fact]
    public void Only_the_right_hub_stops_the_clock_and_the_latest_is_first_whatever_quarter_it_began_in()
    {
        var open = Open("2026-07-02", Friday, "person: Ann, threat-response: { hub: Pier }, on: 2026-05-05", "person: Ben, housing-threat: { hub: Pier }, on: 2026-07-01", "person: Cat, housing-threat: { hub: Pier }, on: 2026-06-01", "person: Cat, threat-response: { hub: Pier }, on: 2026-06-30");
        open.Select(o => (o.Group, o.IsLate)).ShouldBe([("Mill", true), ("Pier", false)]);
    }
}
