using System.Diagnostics;
using System.Globalization;
using Cairn.Record;
using Cairn.Rules;
using Cairn.Tests.Schemes;

namespace Cairn.Tests.Reading;

/// <summary>
/// A real study through the whole of it: profile, facts, scheme, engine. The figures are R's (survfit on TIME and CENSOR): nobody
/// is lost from view before day 501, so "no return through day d" is plainly TIME above d, and survfit's survivors are whole people.
/// </summary>
public class UisTests
{
    private static readonly int Admission = Day.Of(2024, 1, 1);

    [Fact]
    public void Every_row_becomes_a_referral_a_stay_a_follow_up_and_for_those_who_returned_a_return()
    {
        var facts = Uis();
        int Count(string kind) => facts.Columns.Kinds.ToArray().Count(k => k == facts.Vocabulary.Find(kind)!.Number);
        (Count("referral"), Count("treatment"), Count("follow-up"), Count("return-to-use")).ShouldBe((575, 575, 575, 464));
        var stay = facts.Find("1-stay");
        (facts.Columns.Froms[stay], facts.Columns.Tos[stay] - facts.Columns.Froms[stay] + 1).ShouldBe(((ushort)Admission, 123));
    }

    [Theory]
    [InlineData("short", 90, 289, 98, 75)]
    [InlineData("long", 180, 286, 58, 44)]
    public void Stays_come_out_as_published(string arm, int days, int people, int stayed, int asPlanned)
    {
        var facts = Uis();
        var treatment = facts.Vocabulary.Find("treatment")!;
        var stays = In(facts, arm, "treatment").Select(p => (Length: facts.Columns.Tos[p] - facts.Columns.Froms[p] + 1, Planned: facts.Columns.Detail(p, treatment.Find("planned-days")!.Slot))).ToList();
        stays.Count.ShouldBe(people);
        stays.Count(s => s.Length >= days).ShouldBe(stayed);
        stays.Count(s => s.Length >= s.Planned).ShouldBe(asPlanned);
    }

    [Theory]
    [InlineData("short", 199, 120, 62)]
    [InlineData("long", 215, 157, 85)]
    public void Days_without_a_return_come_out_as_survfit_has_them(string arm, int through90, int through180, int through365)
    {
        var facts = Uis();
        var returned = In(facts, arm, "return-to-use").ToDictionary(p => facts.Columns.Abouts[p], p => facts.Columns.Froms[p] - Admission);
        var seen = In(facts, arm, "follow-up").ToDictionary(p => facts.Columns.Abouts[p], p => facts.Columns.Tos[p] - Admission);
        int Without(int days) => seen.Count(p => p.Value >= days && (!returned.TryGetValue(p.Key, out var on) || on > days));
        (Without(90), Without(180), Without(365)).ShouldBe((through90, through180, through365));
        // Whoever has no return was in view for more than 365 days, so that nobody is taken for well only because they were lost.
        seen.Where(p => !returned.ContainsKey(p.Key)).Min(p => p.Value).ShouldBeGreaterThan(500);
    }

    [Fact]
    public void The_scheme_counts_and_pays_the_same_through_the_engine()
    {
        var mistakes = new Mistakes();
        var scheme = SchemeFile.Read("demo/uis/scheme.yaml", File.ReadAllText(SchemeFolder.In("demo", "uis", "scheme.yaml")), SchemeFolder.Vocabulary, mistakes);
        string.Join('\n', mistakes.Found).ShouldBe("");
        var answer = Evaluation.Of(scheme!, Uis(), Day.Of(2025, 6, 30), Day.Never);
        var counts = scheme!.Outcomes.Where(o => !o.IsMilestone).ToDictionary(o => o.Name, o => answer.Achievements.Count(a => a.Outcome == o.Number));
        counts.ShouldBe(new Dictionary<string, int>
        {
            ["short-planned-stay"] = 75, ["short-90-days-stay"] = 98, ["short-90-days"] = 199, ["short-180-days"] = 120, ["short-365-days"] = 62,
            ["long-planned-stay"] = 44, ["long-180-days-stay"] = 58, ["long-90-days"] = 215, ["long-180-days"] = 157, ["long-365-days"] = 85,
        }, ignoreOrder: true);
        long Paid(string arm) => answer.Achievements.Where(a => scheme.Outcomes[a.Outcome].Name.StartsWith(arm, StringComparison.Ordinal)).Sum(a => a.Payable);
        Paid("short").ShouldBe(75 * 1_500_00L + 199 * 500_00L + 120 * 750_00L + 62 * 1_500_00L);
        Paid("long").ShouldBe(44 * 1_500_00L + 215 * 500_00L + 157 * 750_00L + 85 * 1_500_00L);
    }

    [Fact]
    public void R_agrees()
    {
        var data = OpenData.Path("uis", "uis.csv");
        var said = Run("Rscript", "-e", $$"""
            suppressMessages(library(survival)); u <- read.csv("{{data}}")
            s <- summary(survfit(Surv(TIME, CENSOR) ~ TREAT, u), times = c(90, 180, 365))
            n <- rep(table(u$TREAT), each = 3); cat(round(s$surv * n), "\n")
            """);
        Assert.SkipWhen(said is null, "Rscript with the package survival (Debian: r-cran-survival) is not installed.");
        said.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(n => int.Parse(n, CultureInfo.InvariantCulture)).ShouldBe([199, 120, 62, 215, 157, 85]);
    }

    private static Facts Uis()
    {
        var mistakes = new Mistakes();
        var profile = ImportProfile.Read("profile.yaml", File.ReadAllText(SchemeFolder.In("demo", "uis", "profile.yaml")), SchemeFolder.Vocabulary, mistakes);
        string.Join('\n', mistakes.Found).ShouldBe("");
        using var file = File.OpenRead(OpenData.Path("uis", "uis.csv"));
        var facts = profile!.Record("uis.csv", file, SchemeFolder.Vocabulary, mistakes);
        string.Join('\n', mistakes.Found).ShouldBe("");
        return facts!;
    }

    /// <summary>The positions of facts of a kind about people of an arm.</summary>
    private static IEnumerable<int> In(Facts facts, string arm, string kind)
    {
        var referral = facts.Vocabulary.Find("referral")!;
        var columns = facts.Columns;
        var people = Enumerable.Range(0, columns.Count).Where(p => facts.Columns.Kinds[p] == referral.Number && facts.Names[facts.Columns.Detail(p, referral.Find("lot")!.Slot)] == arm)
            .Select(p => facts.Columns.Abouts[p]).ToHashSet();
        return Enumerable.Range(0, columns.Count).Where(p => facts.Columns.Kinds[p] == facts.Vocabulary.Find(kind)!.Number && people.Contains(facts.Columns.Abouts[p]));
    }

    private static string? Run(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true })!;
            var said = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? said : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
