namespace Cairn.Tests.Schemes;

/// <summary>What a figure or a list gives away, and so who may be told it.</summary>
public class KindsBehindTests
{
    [Fact]
    public void A_result_counted_after_another_rests_on_what_the_other_rests_on()
    {
        var scheme = SchemeFolder.Scheme(Path.Combine("schemes", "rehab-to-work.yaml"));
        Behind("into-permanent-work").ShouldBe(["employment", "housing", "treatment"]);
        Behind("work-26-weeks").ShouldBe(["employment", "housing", "treatment"]);

        string[] Behind(string outcome) => [.. scheme.KindsBehind(scheme.Find(outcome)!.When!).Select(k => k.Name).Order(StringComparer.Ordinal)];
    }
}
