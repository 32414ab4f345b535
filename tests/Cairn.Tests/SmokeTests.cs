namespace Cairn.Tests;

public class SmokeTests
{
    [Fact]
    public void It_runs() => Environment.Version.Major.ShouldBe(10);
}
