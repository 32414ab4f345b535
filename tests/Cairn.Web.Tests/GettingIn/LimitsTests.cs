using System.Net;

namespace Cairn.Web.Tests.GettingIn;

/// <summary>How often one viewer may do what lays much open.</summary>
public class LimitsTests(Town town)
{
    [Fact]
    public async Task One_member_searches_thirty_times_a_minute_and_may_still_open_the_list()
    {
        using var worker = await Visitor.SignedIn(town, "M02");
        for (var i = 0; i < 30; i++) (await worker.Open($"/people?find=a{i}")).Status.ShouldBe(HttpStatusCode.OK);
        (await worker.Open("/people?find=one-more")).Status.ShouldBe(HttpStatusCode.TooManyRequests);
        worker.Text.ShouldContain("Too many tries");
        (await worker.Open("/people")).Status.ShouldBe(HttpStatusCode.OK);
        using var other = await Visitor.SignedIn(town, "M03");
        (await other.Open("/people?find=a")).Status.ShouldBe(HttpStatusCode.OK);
    }
}
