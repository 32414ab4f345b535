namespace Cairn.Tests.Schemes;

public class SchemeFileTests
{
    public static TheoryData<string> All => 
    [
        .. SchemeFolder.Schemes("schemes"),
        .. SchemeFolder.Schemes("tests", "Cairn.Tests", "Schemes", "definitions"),
        .. SchemeFolder.Schemes("tests", "Cairn.Tests", "Schemes", "conventions"),
    ];

    [Theory]
    [MemberData(nameof(All))]
    public void Every_scheme_reads_without_a_mistake_and_is_named_as_its_file(string path) =>
        SchemeFolder.Scheme(path).Name.ShouldBe(Path.GetFileNameWithoutExtension(path));

    [Theory]
    [MemberData(nameof(All))]
    public void Every_scheme_has_examples_beside_it(string path) =>
        File.Exists(SchemeFolder.In(Path.ChangeExtension(path, ".examples.yaml"))).ShouldBeTrue();
}
