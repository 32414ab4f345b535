using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Cairn.Desk.Published;
using Cairn.Record;
using Cairn.Rules;
using Cairn.Tests.Reading;
using Cairn.Tests.Schemes;
using Cairn.Tests.Sides;

namespace Cairn.Tests.Desk.Published;

/// <summary>What an evaluator from outside is given: read back as they would read it, from the files alone.</summary>
public class ExtractTests
{
    private const string Text = """
        scheme: test
        money: contract
        runs: { from: 2026-04-01, to: 2030-03-31 }
        payers: { council: { title: Council } }
        claims: none
        outcomes:
          started: { title: Started work, when: { starts: { employment: any } }, pays: { council: { 2026-04-01: £100, 2027-01-01: £150 } } }
          kept: { title: Kept it, when: { sustains: { employment: any }, for: 13 weeks, after: started }, pays: { council: { 2026-04-01: £1000 } } }
          helped: { title: Volunteered, when: { starts: { volunteering: any } } }
        """;

    private static readonly Scheme Rules = SideScheme.Read(Text);

    /// <summary>Of forty: five women and five men never started, three started and did not keep it, the others kept it.</summary>
    private static readonly string[] Forty =
    [
        "person: P1 to P40, referral: any, on: 2026-05-01", "person: P1 to P20, sex: male, on: 2026-05-01", "person: P21 to P40, sex: female, on: 2026-05-01",
        "person: P1 to P15, employment: permanent, from: 2026-06-01", "person: P21 to P35, employment: permanent, from: 2026-10-01",
    ];

    [Fact]
    public void Everyone_is_told_of_once_with_what_they_reached_by_the_end_of_the_next_year()
    {
        Told("2028-05-29", Forty, [])["cohorts"].ShouldBeEmpty();
        var told = Told("2028-05-30", Forty, ["sex"]);
        told["cohorts"].Single().Take(7).ShouldBe(["2026/27", "2026-04-01", "2027-03-31", "2027-05-30", "2028-03-31", "2028-05-30", "40"]);
        told["results"].Select(r => string.Join(' ', r)).ShouldBe(["2026/27 started Started work 30 100.00", "2026/27 kept Kept it 30 1000.00", "2026/27 helped Volunteered 0 "]);
        told["times"].Where(r => r[1] == "started" && r[3] != "0").Select(r => $"{r[2]}: {r[3]}").ShouldBe(["Days 0 to 90: 15", "Days 91 to 181: 15", "Not reached: still in view at the end: 10"]);
        // From 1 May 2026 to 31 March 2028 are 699 days: eight quarters, those in which nothing came among them.
        told["times"].Where(r => r[1] == "started").Select(r => r[2]).ShouldBe([.. Enumerable.Range(0, 8).Select(q => $"Days {q * 91} to {q * 91 + 90}"), "Not reached: still in view at the end"]);
        told["steps"].Where(r => r[4] != "0").Select(r => string.Join(", ", r.Skip(2))).ShouldBe(
        [
            "Everyone, None of them, 10", "Everyone, Kept it, 30", "Female, None of them, 5", "Female, Kept it, 15", "Female, All, 20", "Male, None of them, 5", "Male, Kept it, 15", "Male, All, 20",
        ]);
    }

    [Fact]
    public void A_step_is_hidden_where_a_few_started_and_did_not_keep_it()
    {
        string[] facts = [.. Forty[..^1], "person: P21 to P32, employment: permanent, from: 2026-10-01", "person: P33 to P35, employment: permanent, from: 2026-10-01, to: 2026-10-20"];
        var told = Told("2028-05-30", facts, []);
        told["results"].Select(r => (r[1], r[3])).ShouldBe([("started", "30"), ("kept", "hidden"), ("helped", "0")]);
        told["times"].Single(r => r[1] == "kept").ShouldBe(["2026/27", "kept", "Too few to tell apart", "hidden"]);
        told["steps"].Select(r => (r[3], r[4])).ShouldBe([("None of them", "10"), ("Started work or kept it", "30"), ("Volunteered", "0")]);
    }

    [Fact]
    public void Steps_whose_titles_begin_alike_are_not_mixed_up()
    {
        var scheme = SideScheme.Read(Text.Replace("title: Started work", "title: Work", StringComparison.Ordinal).Replace("title: Kept it", "title: Work or training", StringComparison.Ordinal).Replace("title: Volunteered", "title: Work or training or more", StringComparison.Ordinal));
        var files = Extract.Of(SideScheme.Facts(
            "person: P1 to P40, referral: any, on: 2026-05-01", "person: P1 to P10, employment: permanent, from: 2026-06-01", "person: P11 to P20, volunteering: any, from: 2026-06-01", "person: P1 to P40, sex: male, on: 2026-05-01"), _ => (scheme, Text), SideScheme.On("2028-05-30"), ["sex"], null, out _);
        Read(files!)["steps"].Where(r => r[2] == "Male" && r[3] != "All").Select(r => (r[3], r[4])).ShouldBe([("None of them", "20"), ("Work", "0"), ("Work or training", "10"), ("Work or training or more", "10")]);
    }

    [Fact]
    public void What_was_told_of_a_year_stays_whatever_is_recorded_later()
    {
        string[] later =
        [
            .. Forty, "person: Q1 to Q30, referral: any, on: 2027-06-01", "person: Q1 to Q9, employment: permanent, from: 2027-07-01",
            "person: Late, referral: any, on: 2026-06-01, recorded: 2027-07-01", "person: P40, employment: permanent, from: 2026-08-01, recorded: 2028-06-01", "person: P39, employment: permanent, from: 2028-04-01",
        ];
        var (then, now) = (Told("2028-05-30", Forty, ["sex"]), Told("2029-06-30", later, ["sex"]));
        foreach (var file in then.Keys.Where(f => f is "cohorts" or "results" or "times" or "steps")) now[file].Where(r => r[0] == "2026/27").Select(Line).ShouldBe(then[file].Select(Line), file);
        // Who was written down too late for the first year is of the second.
        now["cohorts"].Select(r => (r[0], r[6])).ShouldBe([("2026/27", "40"), ("2027/28", "31")]);
    }

    [Fact]
    public void What_was_reached_goes_by_the_rules_of_the_day_on_which_it_is_told()
    {
        var later = Text.Replace("£1000", "£2000", StringComparison.Ordinal);
        var (rules, day) = (SideScheme.Read(later), SideScheme.On("2028-05-30"));
        var told = Read(Extract.Of(SideScheme.Facts(Forty), on => on < day ? (Rules, Text) : (rules, later), day, [], null, out _)!);
        told["cohorts"].Single()[7].ShouldBe(rules.Version);
        told["results"].Single(r => r[1] == "kept")[4].ShouldBe("2000.00");
    }

    [Fact]
    public void A_year_in_which_nobody_came_is_no_cohort()
    {
        var told = Told("2030-05-30", ["person: P1 to P20, referral: any, on: 2027-05-01"], []);
        told["cohorts"].Select(r => (r[0], r[6])).ShouldBe([("2027/28", "20")]);
    }

    [Fact]
    public void A_result_that_came_twice_counts_once_and_on_the_day_it_first_came()
    {
        var twice = Text.Replace("title: Started work,", "title: Started work, times: 2,", StringComparison.Ordinal);
        var told = Told("2028-05-30", [.. Forty, "person: P1 to P15, employment: permanent, from: 2027-06-01"], [], twice);
        told["results"].First().ShouldBe(["2026/27", "started", "Started work", "30", ""]);
        told["times"].Where(r => r[1] == "started" && r[3] != "0").Select(r => $"{r[2]}: {r[3]}").ShouldBe(["Days 0 to 90: 15", "Days 91 to 181: 15", "Not reached: still in view at the end: 10"]);
    }

    [Fact]
    public void Pounds_are_left_out_where_they_say_more_than_the_count()
    {
        // Five at £100 and twenty-five at £150: the sum would say which.
        var told = Told("2028-05-30", [.. Forty[..3], "person: P1 to P5, employment: permanent, from: 2026-06-01", "person: P6 to P30, employment: permanent, from: 2027-02-01"], []);
        told["results"].Select(r => (r[1], r[3], r[4])).ShouldBe([("started", "30", ""), ("kept", "30", "1000.00"), ("helped", "0", "")]);
    }

    [Fact]
    public void From_the_files_alone_nobody_works_out_a_count_from_1_to_4()
    {
        var (shown, hidden) = (0, 0);
        for (var seed = 0; seed < 400; seed++)
        {
            var random = new Random(seed);
            var (people, started, stayed) = (random.Next(6, 60), 0, 0);
            List<string> facts = [$"person: P1 to P{people}, referral: any, on: 2026-05-01"];
            started = random.Next(0, people + 1);
            stayed = random.Next(0, 3) == 0 ? started : random.Next(0, started + 1);
            for (var p = 1; p <= people; p++)
            {
                if (random.Next(0, 10) > 0) facts.Add($"person: P{p}, sex: {(random.Next(0, 3) == 0 ? "female" : "male")}, on: 2026-04-01");
                if (p <= started) facts.Add($"person: P{p}, employment: permanent, from: {Day.Iso(Day.Of(2026, 6, 1) + random.Next(0, 300))}{(p <= stayed ? "" : $", to: {Day.Iso(Day.Of(2026, 6, 1) + 300 + random.Next(0, 20))}")}");
                if (random.Next(0, 4) == 0) facts.Add($"person: P{p}, volunteering: any, from: 2026-07-01");
                if (random.Next(0, 20) == 0) facts.Add($"person: P{p}, death: any, on: 2027-12-01");
            }
            var told = Told("2028-05-30", [.. facts], ["sex"]);
            int? Count(string cell) => cell == "hidden" ? null : int.Parse(cell, CultureInfo.InvariantCulture);
            void Safe(int? count, string what)
            {
                (count is > 0 and <= 4).ShouldBeFalse($"seed {seed}: {what} is {count}");
                if (count is null) hidden++;
                else shown++;
            }
            var results = told["results"].ToDictionary(r => r[1], r => Count(r[3]));
            foreach (var (name, count) in results) Safe(count, name);
            if (results["started"] is { } s && results["kept"] is { } k) Safe(s - k, "started and not kept");
            foreach (var (name, count) in results) if (count is { } c) Safe(people - c, $"not {name}");
            foreach (var of in told["times"].GroupBy(t => t[1]))
            {
                foreach (var row in of) Safe(Count(row[3]), row[2]);
                if (results[of.Key] is not null) of.Sum(r => Count(r[3])!.Value).ShouldBe(people, $"seed {seed}");
            }
            var everyone = told["steps"].Where(r => r[2] == "Everyone").ToList();
            foreach (var row in everyone) Safe(Count(row[4]), row[3]);
            // Who kept work or volunteered stands behind whoever only started.
            var from = everyone.FindIndex(r => r[3].StartsWith("Started work", StringComparison.Ordinal));
            if (from >= 0 && results["started"] is { } began) Safe(everyone.Skip(from).Sum(r => Count(r[4])!.Value) - began, "went on without starting");
            if (everyone.Count == 4 && everyone[3][3] == "Volunteered" && results["helped"] is { } helped) Safe(Count(everyone[3][4])!.Value - helped, "volunteered, apart");
            foreach (var row in told["steps"].Except(everyone)) Safe(Count(row[4]), Line(row));
        }
        shown.ShouldBeGreaterThan(2000);
        hidden.ShouldBeGreaterThan(500);
    }

    [Fact]
    public void HELP_is_told_as_its_own_file_counts_it()
    {
        var (told, files) = Help();
        var lines = File.ReadAllLines(OpenData.Path("help", "HELPrct.csv"));
        var heads = lines[0].Split(',').ToList();
        string Of(string line, string column) => line.Split(',')[heads.IndexOf(column)];
        var quarters = lines.Skip(1).Where(l => Of(l, "linkstatus") == "1").GroupBy(l => int.Parse(Of(l, "dayslink"), CultureInfo.InvariantCulture) / 91).ToDictionary(g => g.Key, g => g.Count());
        told["times"].Where(r => r[1] == "linked").Take(2).Select(r => r[3]).ShouldBe([$"{quarters[0]}", $"{quarters[1]}"]);
        told["steps"].Where(r => r[2] == "clinic" && r[3] == "None of them").Single()[4].ShouldBe($"{lines.Skip(1).Count(l => Of(l, "treat") == "yes" && Of(l, "linkstatus") != "1")}");
        told["times"].Last(r => r[1] == "linked").ShouldBe(["2023/24", "linked", "Never in view", "22"]);
        // Every column that there is stands in the dictionary, and every file has its hash.
        var said = told["dictionary"].SelectMany(r => r[1].Split(", ").Select(c => $"{r[0]}:{c}")).ToHashSet();
        foreach (var file in files.Where(f => f.Name.EndsWith(".csv", StringComparison.Ordinal) && f.Name is not "dictionary.csv"))
            foreach (var column in file.Text.Split("\r\n")[0].Split(',').Where(c => c is not ("cohort" or "outcome") || file.Name is "cohorts.csv")) said.ShouldContain($"{file.Name}:{column}");
        var sums = files.Single(f => f.Name == "SHA256SUMS").Text;
        foreach (var file in files.Where(f => f.Name != "SHA256SUMS")) sums.ShouldContain($"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(file.Text)))}  {file.Name}\n");
        files.Single(f => f.Name.StartsWith("rules-", StringComparison.Ordinal)).Text.ShouldBe(File.ReadAllText(SchemeFolder.In("demo", "help", "scheme.yaml")));
    }

    [Fact]
    public void Fewer_than_five_people_are_not_told_of_at_all()
    {
        var told = Told("2028-05-30", ["person: P1 to P4, referral: any, on: 2026-05-01", "person: P1 to P4, employment: permanent, from: 2026-06-01"], []);
        told["cohorts"].Single()[6..].ShouldBe(["hidden", Rules.Version, "hidden"]);
        (told["results"].Count, told["times"].Count, told["steps"].Count).ShouldBe((0, 0, 0));
    }

    private static string Line(string[] row) => string.Join(',', row);

    private static Dictionary<string, List<string[]>> Told(string day, string[] facts, string[] by, string text = Text)
    {
        var rules = text == Text ? Rules : SideScheme.Read(text);
        var files = Extract.Of(SideScheme.Facts(facts), _ => (rules, text), SideScheme.On(day), by, null, out var wrong);
        wrong.ShouldBeNull();
        return Read(files!);
    }

    private static Dictionary<string, List<string[]>> Read(IReadOnlyList<ExtractFile> files) => files.Where(f => f.Name.EndsWith(".csv", StringComparison.Ordinal)).ToDictionary(f => f.Name[..^4], f => Csv(f.Text));

    /// <summary>The rows under the heads; quotes are for commas alone.</summary>
    private static List<string[]> Csv(string text)
    {
        var rows = new List<string[]>();
        foreach (var line in text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1))
        {
            var (cells, inQuotes) = (new List<StringBuilder> { new() }, false);
            foreach (var c in line)
            {
                if (c == '"') inQuotes = !inQuotes;
                else if (c == ',' && !inQuotes) cells.Add(new());
                else cells[^1].Append(c);
            }
            rows.Add([.. cells.Select(c => c.ToString())]);
        }
        return rows;
    }

    private static (Dictionary<string, List<string[]>> Told, IReadOnlyList<ExtractFile> Files) Help()
    {
        var mistakes = new Mistakes();
        using var file = File.OpenRead(OpenData.Path("help", "HELPrct.csv"));
        var facts = ImportProfile.Read("profile.yaml", File.ReadAllText(SchemeFolder.In("demo", "help", "profile.yaml")), SchemeFolder.Vocabulary, mistakes)!.Record("help", file, SchemeFolder.Vocabulary, mistakes)!;
        var path = SchemeFolder.In("demo", "help", "scheme.yaml");
        var files = Extract.Of(facts, _ => (SchemeFolder.Scheme("demo/help/scheme.yaml"), File.ReadAllText(path)), Day.Of(2026, 1, 1), ["referral.lot", "sex"], SchemeFolder.Vocabulary.Find("follow-up"), out _)!;
        return (Read(files), files);
    }
}
