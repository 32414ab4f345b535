using Cairn.Record;
using Cairn.Rules;

namespace Cairn.Tests.Schemes;

public class ExampleTests
{
    public static TheoryData<string> All => SchemeFileTests.All;

    [Theory]
    [MemberData(nameof(All))]
    public void Every_example_comes_out_as_written(string path)
    {
        var scheme = SchemeFolder.Scheme(path);
        var (examples, mistakes) = Read(path);
        examples.ShouldNotBeEmpty();
        foreach (var example in examples) ExamplesFile.Run(scheme, example, SchemeFolder.Vocabulary, mistakes);
        string.Join('\n', mistakes.Found).ShouldBe("");
    }

    /// <summary>The answers do not depend on the order in which facts happen to stand in a file.</summary>
    [Theory]
    [MemberData(nameof(All))]
    public void Every_example_comes_out_the_same_when_its_facts_stand_in_another_order(string path)
    {
        var scheme = SchemeFolder.Scheme(path);
        var (examples, mistakes) = Read(path);
        foreach (var example in examples.Where(e => e.Facts.All(f => f.Corrects is null && f.Retracts is null)))
            ExamplesFile.Run(scheme, example with { Facts = [.. example.Facts.Reverse()] }, SchemeFolder.Vocabulary, mistakes);
        string.Join('\n', mistakes.Found).ShouldBe("");
    }

    private static (IReadOnlyList<Example> Examples, Mistakes Mistakes) Read(string path)
    {
        var beside = Path.ChangeExtension(path, ".examples.yaml");
        var mistakes = new Mistakes();
        var examples = ExamplesFile.Read(beside, File.ReadAllText(SchemeFolder.In(beside)), SchemeFolder.Vocabulary, mistakes);
        string.Join('\n', mistakes.Found).ShouldBe("");
        return (examples, mistakes);
    }
}
