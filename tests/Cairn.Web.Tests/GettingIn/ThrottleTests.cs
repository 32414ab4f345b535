using Cairn.Web.GettingIn;

namespace Cairn.Web.Tests.GettingIn;

/// <summary>How long whoever fails has to wait, by a clock that is set.</summary>
public class ThrottleTests
{
    private readonly SetClock clock = new();

    [Fact]
    public void The_wait_doubles_up_to_five_minutes_and_a_success_ends_it()
    {
        var throttle = new Throttle(clock, new Tries(clock));
        var waits = new List<double>();
        for (var i = 0; i < 11; i++)
        {
            throttle.Failed("ann", "here");
            waits.Add(throttle.Wait("ann", "here").TotalSeconds);
        }
        waits.ShouldBe([1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]);
        clock.Pass(TimeSpan.FromSeconds(299));
        throttle.Wait("ann", "here").ShouldBe(TimeSpan.FromSeconds(1));
        throttle.Wait("ann", "there").ShouldBe(TimeSpan.Zero);
        throttle.Wait("bea", "here").ShouldBe(TimeSpan.Zero);
        throttle.Succeeded("ann", "here");
        throttle.Wait("ann", "here").ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void Strangers_at_many_addresses_cannot_shut_out_who_has_been_right_before()
    {
        var throttle = new Throttle(clock, new Tries(clock));
        throttle.Succeeded("ann", "home");
        for (var i = 0; i < 100; i++) throttle.Failed("ann", $"stranger {i}");
        throttle.Wait("ann", "home").ShouldBe(TimeSpan.Zero);
        throttle.Wait("ann", "another stranger").ShouldBe(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void An_address_has_five_tries_in_twenty_seconds()
    {
        var throttle = new Throttle(clock, new Tries(clock));
        for (var i = 0; i < 5; i++) throttle.TooMany("here").ShouldBeFalse();
        throttle.TooMany("here").ShouldBeTrue();
        throttle.TooMany("there").ShouldBeFalse();
        clock.Pass(TimeSpan.FromSeconds(21));
        throttle.TooMany("here").ShouldBeFalse();
    }

    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(20000000000, "353130")]
    public void Codes_are_those_of_the_standard(long seconds, string code) => Authenticator.Code("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", seconds / 30).ShouldBe(code);
}
