using Cairn.Record;
using Cairn.Rules;

namespace Cairn.Tests.Schemes;

/// <summary>What the facts of an example are read as.</summary>
public class FactLinesTests
{
    private static List<string> Read(params string[] lines)
    {
        var mistakes = new Mistakes();
        var text = "scheme: test\nexamples:\n  - it: test\n    on: 2026-07-01\n    facts:\n" + string.Concat(lines.Select(l => $"      - {{ {l} }}\n")) + "    then: []\n";
        var example = ExamplesFile.Read("facts", text, SchemeFolder.Vocabulary, mistakes).Single();
        mistakes.Found.ShouldBeEmpty();
        return [.. example.Facts.Select(f => $"{f.Subject} {f.Kind.Name} {Day.Iso(f.From)} to {Day.Iso(f.To)} recorded {Day.Iso(f.Recorded)}{string.Concat(f.Details.Select(d => $" {d.Detail.Name}={d.Text}"))}")];
    }

    [Theory]
    [InlineData("person: Ann, offence: any, on: 2026-05-04", "Ann offence 2026-05-04 to 2026-05-04 recorded 2026-05-04")]
    [InlineData("person: Ann, offence: any, from: 2026-05-04", "Ann offence 2026-05-04 to 2026-05-04 recorded 2026-05-04")]
    [InlineData("person: Ann, employment: any, from: 2026-05-04", "Ann employment 2026-05-04 to never recorded 2026-05-04")]
    [InlineData("person: Ann, employment: any, from: 2026-05-04, to: 2026-06-01", "Ann employment 2026-05-04 to 2026-06-01 recorded 2026-06-01")]
    [InlineData("person: Ann, employment: any, on: 2026-05-04", "Ann employment 2026-05-04 to 2026-05-04 recorded 2026-05-04")]
    [InlineData("person: Ann, employment: any, from: 2026-05-04, recorded: 2026-06-02", "Ann employment 2026-05-04 to never recorded 2026-06-02")]
    [InlineData("person: Ann, housing: hostel, from: 2026-05-04", "Ann housing 2026-05-04 to never recorded 2026-05-04 type=hostel")]
    [InlineData("person: Ann, employment: { hours: 16 }, from: 2026-05-04", "Ann employment 2026-05-04 to never recorded 2026-05-04 hours=16")]
    public void A_fact_of_one_day_begins_and_ends_on_it_and_is_recorded_when_it_is_over(string line, string fact) => Read(line).ShouldBe([fact]);

    [Fact]
    public void P09_to_P11_are_three_people_and_their_facts_come_in_the_order_they_were_recorded()
    {
        Read("person: P09 to P11, offence: any, on: 2026-05-04").Select(f => f.Split(' ')[0]).ShouldBe(["P09", "P10", "P11"]);
        Read("person: P7 to P7, offence: any, on: 2026-05-04").Select(f => f.Split(' ')[0]).ShouldBe(["P7"]);
        Read("person: Ann, offence: any, on: 2026-05-05", "person: [Ben, Cal], offence: any, on: 2026-05-04").Select(f => f.Split(' ')[0]).ShouldBe(["Ben", "Cal", "Ann"]);
    }
}
