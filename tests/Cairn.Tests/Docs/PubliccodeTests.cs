using Cairn.Record;
using Cairn.Tests.Schemes;

namespace Cairn.Tests.Docs;

public class PubliccodeTests
{
    [Fact]
    public void It_has_what_the_standard_requires_and_the_version_and_licence_are_ours()
    {
        var mistakes = new Mistakes();
        var root = Yaml.Read("publiccode.yml", File.ReadAllText(SchemeFolder.In("publiccode.yml")), mistakes).ShouldNotBeNull();
        foreach (var key in (string[])["publiccodeYmlVersion", "name", "url", "platforms", "categories", "developmentStatus", "softwareType", "description", "legal", "maintenance", "localisation"]) root[key].ShouldNotBeNull(key);
        var told = root["description"]!["en"]!;
        told["shortDescription"]!.Word.Length.ShouldBeInRange(1, 150);
        told["longDescription"]!.Word.Length.ShouldBeInRange(150, 10_000);
        told["features"]!.Items.Count.ShouldBeGreaterThan(0);
        root["maintenance"]!["contacts"]!.Items.ShouldNotBeEmpty();
        File.ReadAllText(SchemeFolder.In("Directory.Build.props")).ShouldContain($"<Version>{root["softwareVersion"]!.Word}</Version>");
        File.ReadAllText(SchemeFolder.In("LICENSE")).ShouldContain($"{root["legal"]!["license"]!.Word} License");
    }
}
