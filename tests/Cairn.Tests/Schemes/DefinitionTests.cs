using Cairn.Record;
using Cairn.Rules;

namespace Cairn.Tests.Schemes;

/// <summary>Definitions of outcomes from real contracts, said in the scheme language.</summary>
public class DefinitionTests
{
    private static readonly string[] Folder = ["tests", "Cairn.Tests", "Schemes", "definitions"];

    public static TheoryData<string> Files => [.. SchemeFolder.Schemes(Folder)];

    [Fact]
    public void Every_definition_found_in_real_contracts_is_said_once()
    {
        var table = SchemeFolder.Data("outcome-definitions", "outcome-definitions.csv");
        if (table is null) Assert.Skip("The table of definitions is not here: set CAIRN_DATA to the folder that holds outcome-definitions.");
        var wanted = File.ReadLines(table).Skip(1).Select(FirstField).ToList();
        var said = SchemeFolder.Schemes(Folder).SelectMany(f => SchemeFolder.Scheme(f).Outcomes).Where(o => !o.IsMilestone).Select(o => o.Title).ToList();
        wanted.Count.ShouldBe(49);
        said.ShouldBe(wanted, ignoreOrder: true);
    }

    /// <summary>What is paid for everyone together, or by the unit, shows in pounds that are due and pounds that are not.</summary>
    [Theory]
    [MemberData(nameof(Files))]
    public void Every_definition_has_a_history_that_reaches_it_and_one_that_does_not(string path)
    {
        var sentences = Sentences(Path.ChangeExtension(path, ".examples.yaml"));
        foreach (var outcome in SchemeFolder.Scheme(path).Outcomes.Where(o => !o.IsMilestone))
        {
            if (outcome.When is not null)
            {
                sentences.ShouldContain(s => s.Contains($" reaches {outcome.Name} on ", StringComparison.Ordinal), outcome.Name);
                sentences.ShouldContain(s => s.EndsWith($" not reach {outcome.Name}", StringComparison.Ordinal), outcome.Name);
            }
            else
            {
                sentences.ShouldContain("£0.00 is due", outcome.Name);
                sentences.ShouldContain(s => (s.EndsWith(" is due", StringComparison.Ordinal) || s.EndsWith(" is payable", StringComparison.Ordinal) || s.Contains(" pays ", StringComparison.Ordinal)) && !s.Contains("£0.00", StringComparison.Ordinal), outcome.Name);
            }
        }
    }

    private static List<string> Sentences(string path)
    {
        var mistakes = new Mistakes();
        var root = Yaml.Read(path, File.ReadAllText(SchemeFolder.In(path)), mistakes);
        string.Join('\n', mistakes.Found).ShouldBe("");
        return [.. root!["examples"]!.Items.SelectMany(e => e["then"]!.Items).Select(s => s.Word)];
    }

    private static string FirstField(string line) => line.StartsWith('"') ? line[1..line.IndexOf("\",", StringComparison.Ordinal)] : line[..line.IndexOf(',', StringComparison.Ordinal)];
}
