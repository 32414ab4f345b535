using System.Globalization;
using System.Text;
using Cairn.Record;
using Cairn.Rules;
using Cairn.Tests.Schemes;

namespace Cairn.Tests.Demo;

public class SaltbyTests
{
    /// <summary>The seed that the town is published with.</summary>
    private const ulong Seed = 20280331;

    /// <summary>Set CAIRN_WRITE_DEMO=1 to write the town anew after changing how it is made.</summary>
    [Fact]
    public void The_town_is_the_one_that_its_seed_makes()
    {
        var town = Made();
        using var made = new StringWriter();
        town.Write(made);
        Same("facts.csv", made.ToString());
        Same("members.yaml", SaltbyMembers.Yaml(town));
    }

    /// <summary>The table of the README: what each scheme that lives in the town says on its today.</summary>
    [Fact]
    public void The_README_says_what_each_scheme_says_today()
    {
        var facts = Town();
        var rows = new StringBuilder("| scheme | referred | with a place | results reached | due | payable | indicators with a figure |\n|---|--:|--:|--:|--:|--:|--:|\n");
        foreach (var name in (string[])["rehab-to-work", "fair-chance-fund", "personal-budgets", "saltby-hubs", "saltby-mentors", "saltby-training", "saltby-plan"])
        {
            var answer = Evaluation.Of(SchemeFolder.Scheme($"schemes/{name}.yaml"), facts, SaltbyTown.Today, SaltbyTown.Today);
            var indicators = Indicators.Of(answer);
            var subjects = answer.Scheme.Outcomes.Count == 0 ? [] : Enumerable.Range(0, answer.Roll.Count).ToList();
            var figures = answer.Scheme.Indicators.Count(i => indicators.Periods(i, 1) is [.., var period] && indicators.Figure(i, period).Value is not null);
            var (referred, placed) = (subjects.Count(s => answer.Roll.ReferredOn(s) <= answer.On), subjects.Count(s => answer.Roll.PlaceOf(s) > 0));
            (answer.Achievements.Count + figures).ShouldBeGreaterThan(0, name);
            rows.Append(CultureInfo.InvariantCulture, $"| [{name}](../../schemes/{name}.yaml) | {referred} | {placed} | {answer.Achievements.Count} | {Pence.Format(answer.Achievements.Sum(a => a.Due))} | {Pence.Format(answer.Achievements.Sum(a => a.Payable))} | {figures} of {answer.Scheme.Indicators.Count} |\n");
        }
        var readme = SchemeFolder.In("demo", "saltby", "README.md");
        var text = File.ReadAllText(readme);
        var (from, to) = (text.IndexOf("| scheme |", StringComparison.Ordinal), text.LastIndexOf("|\n", StringComparison.Ordinal) + 2);
        from.ShouldBeGreaterThan(0);
        if (Environment.GetEnvironmentVariable("CAIRN_WRITE_DEMO") == "1") File.WriteAllText(readme, text[..from] + rows + text[to..]);
        else text[from..to].ShouldBe(rows.ToString());
    }

    [Fact]
    public void The_contract_is_in_mid_life()
    {
        var facts = Town();
        var answer = Evaluation.Of(SchemeFolder.Scheme("schemes/rehab-to-work.yaml"), facts, SaltbyTown.Today, SaltbyTown.Today);
        List<string> Who(Standing standing) => [.. Enumerable.Range(0, answer.Roll.Count).Where(s => answer.Roll.StandingOf(s) == standing).Select(s => facts.Of(About.Person)[s]).Order(StringComparer.Ordinal)];
        Who(Standing.HasPlace).ShouldBe([.. Enumerable.Range(1, 12).Select(SaltbyPeople.Reference)]);
        Who(Standing.Waits).ShouldBe(["P013"]);
        Who(Standing.NotEligible).ShouldBe(["P014", "P015", "P016", "P017", "P018", "P019", "P020"]);
        List<string> Reached(string outcome) => [.. answer.Achievements.Where(a => a.Outcome == answer.Scheme.Find(outcome)!.Number).Select(a => facts.Of(About.Person)[a.Subject]).Order(StringComparer.Ordinal)];
        Reached("rehab-completed").ShouldBe(["P001", "P002", "P003", "P004", "P005", "P006", "P012"]);
        Reached("into-permanent-work").ShouldBe(["P001", "P002", "P003", "P005"]);
        // Of the four in permanent work, one has shown nothing for it yet.
        answer.Achievements.Where(a => a.Payable > 0).Select(a => facts.Of(About.Person)[a.Subject]).Order(StringComparer.Ordinal).ShouldBe(["P001", "P002", "P005"]);
    }

    [Fact]
    public void A_correction_moves_the_day_from_when_it_was_known()
    {
        var facts = Town();
        var scheme = SchemeFolder.Scheme("schemes/rehab-to-work.yaml");
        int Day(int known) => Evaluation.Of(scheme, facts, SaltbyTown.Today, known).Achievements.Single(a => facts.Of(About.Person)[a.Subject] == "P005" && a.Outcome == scheme.Find("into-permanent-work")!.Number).Day;
        var correction = Enumerable.Range(0, facts.Columns.Count).Single(p => facts.Columns.Undoes(p) >= 0 && facts.Columns.Kinds[p] == facts.Vocabulary.Find("employment")!.Number && facts.Of(About.Person)[facts.Columns.Abouts[p]] == "P005");
        var known = facts.Columns.Recordeds[correction];
        (Day(known) - Day(known - 1)).ShouldBe(7);
    }

    internal static SaltbyTown Made()
    {
        var town = new SaltbyTown(SchemeFolder.Vocabulary, Seed);
        SaltbyRehab.Live(town);
        SaltbyPeople.Live(town);
        SaltbyPartners.Live(town);
        SaltbyYoung.Live(town);
        SaltbyBudgets.Live(town);
        SaltbyNames.Live(town);
        SaltbyMembers.Live(town);
        SaltbyHomes.Live(town);
        SaltbyPlan.Live(town);
        SaltbyToday.Live(town);
        SaltbySharing.Live(town);
        return town;
    }

    private static void Same(string name, string made)
    {
        var file = SchemeFolder.In("demo", "saltby", name);
        if (Environment.GetEnvironmentVariable("CAIRN_WRITE_DEMO") == "1") File.WriteAllText(file, made);
        (File.ReadAllText(file) == made).ShouldBeTrue($"demo/saltby/{name} differs from what the seed makes; run this test with CAIRN_WRITE_DEMO=1 and look at the difference.");
    }

    internal static Facts Town()
    {
        var mistakes = new Mistakes();
        using var file = File.OpenRead(SchemeFolder.In("demo", "saltby", "facts.csv"));
        var facts = FactsCsv.Read("facts.csv", file, SchemeFolder.Vocabulary, mistakes);
        string.Join('\n', mistakes.Found.Take(5)).ShouldBe("");
        return facts!;
    }
}
