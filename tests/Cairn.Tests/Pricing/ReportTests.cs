using System.IO.Compression;
using System.Text;
using Cairn.Desk.Pricing;
using Cairn.Record;
using Cairn.Rules.Simulating;
using Cairn.Tests.Docs;
using Cairn.Tests.Schemes;
using Cairn.Tests.Simulating;

namespace Cairn.Tests.Pricing;

/// <summary>The tables of a report, as files.</summary>
public class ReportTests
{
    private static readonly Report Cut = new("A report", [new("No table", ["Words"]), new("One", [], new("one", "Caption", ["Who", "Pounds"], [["Council, the", "£1"], ["=2", "-£1"]]))]) { CutShort = "It was stopped after 3 draws." };

    [Fact]
    public void What_was_cut_short_says_so_in_the_last_row_of_each_table()
    {
        var (name, content) = ReportCsv.Files(Cut).ShouldHaveSingleItem();
        name.ShouldBe("one.csv");
        Encoding.UTF8.GetString(content).ShouldBe("\uFEFFWho,Pounds\r\n\"Council, the\",£1\r\n'=2,-£1\r\nIt was stopped after 3 draws.,\r\n");
        Encoding.UTF8.GetString(ReportCsv.Files(Cut with { CutShort = null }).Single().Content).ShouldEndWith("-£1\r\n");
    }

    [Fact]
    public void The_same_tables_make_the_same_zip()
    {
        var bytes = Zipped.Of(ReportCsv.Files(Cut));
        Zipped.Of(ReportCsv.Files(Cut)).ShouldBe(bytes);
        using var zip = new ZipArchive(new MemoryStream(bytes));
        using var file = new MemoryStream();
        using var entry = zip.Entries.ShouldHaveSingleItem().Open();
        entry.CopyTo(file);
        file.ToArray().ShouldBe(ReportCsv.Files(Cut).Single().Content);
    }

    [Fact]
    public void A_forecast_that_was_stopped_says_what_is_missing()
    {
        var simulation = new Simulation(Lives.Jobs(), Lives.Of(5, "finds: { a-month: [0.05], low: 0.5, high: 2, standing: assumed, source: a test }", "out: { leaves: { in: finds } }\nin: { fact: { employment: permanent }, last: yes }"), SchemeFolder.Vocabulary);
        using var stop = new CancellationTokenSource();
        var done = 0;
        var part = simulation.Run(new Plan(400, 3, 1) { Progress = more => { if ((done += more) >= 64) stop.Cancel(); } }, stop.Token);
        var whole = simulation.Run(new Plan(40), TestContext.Current.CancellationToken);
        var matters = Matters.Of(simulation, whole.Assumed, whole.Scheme, new Plan(10), TestContext.Current.CancellationToken);
        ForecastReport.Of(new Forecast(whole), matters).CutShort.ShouldBeNull();
        Tables(ForecastReport.Of(new Forecast(whole), matters)).ShouldContain("matters.csv");
        ForecastReport.Of(new Forecast(whole), [], stopped: true).CutShort.ShouldBe("It was stopped before its end. Left out: which assumption matters most, and what chance alone does.");
        ForecastReport.Of(new Forecast(whole), matters, stopped: true).CutShort.ShouldBe("It was stopped before its end. Left out: what chance alone does.");
        ForecastReport.Of(new Forecast(part), []).CutShort.ShouldBe($"This is a partial answer: it was stopped after {part.Count} draws.");
        ComparisonReport.CutShort(new Comparison(part, whole)).ShouldNotBeNull();
    }

    private static List<string> Tables(Report report) => [.. ReportCsv.Files(report).Select(f => f.Name)];

    [Fact]
    public void The_command_line_writes_the_same_files()
    {
        var folder = Directory.CreateTempSubdirectory("cairn-report-").FullName;
        var (scheme, england) = (SchemeFolder.In("schemes", "rehab-to-work.yaml"), SchemeFolder.In("assumptions", "england.yaml"));
        var (exit, said) = Ran.In(folder, "dotnet", [Path.Combine(AppContext.BaseDirectory, "Cairn.Cli.dll"), "simulate", scheme, "--assume", england, "--draws", "40", "--without-matters", "--out", "report"]);
        exit.ShouldBe(0, said);
        var simulation = new Simulation(Sides.SideScheme.Read(File.ReadAllText(scheme)), Lives.Read(File.ReadAllText(england)), SchemeFolder.Vocabulary);
        var files = ReportCsv.Files(ForecastReport.Of(new Forecast(simulation.Run(new Plan(40, Sets: 4), TestContext.Current.CancellationToken)), [])).ToList();
        files.Select(f => f.Name).Append("report.html").Order(StringComparer.Ordinal).ShouldBe(Directory.GetFiles(Path.Combine(folder, "report")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        foreach (var (name, content) in files) File.ReadAllBytes(Path.Combine(folder, "report", name)).ShouldBe(content, name);
        Directory.Delete(folder, recursive: true);
    }
}
