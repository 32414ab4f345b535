using System.CommandLine;
using Cairn.Desk.Pricing;
using Cairn.Record;
using Cairn.Rules;
using Cairn.Rules.Simulating;

namespace Cairn.Cli;

/// <summary><c>cairn compare A B</c>: two contracts on the same simulated people, on the same record, or on both.</summary>
internal static class CompareCommand
{
    /// <summary>What people are counted by unless another kind is named, where the record says it of anybody.</summary>
    private const string Usually = "complexity";

    public static Command Make()
    {
        var (a, b) = (new Argument<string>("a") { Description = "A scheme file." }, new Argument<string>("b") { Description = "The scheme file to compare it with." });
        var assume = new Option<string?>("--assume") { Description = "Compare on simulated people: a file such as assumptions/england.yaml." };
        var by = new Option<string?>("--by") { Description = "On a record: count people by a kind of fact, KIND or KIND.DETAIL; by complexity unless given." };
        var people = new Option<bool>("--people") { Description = "On a record: list everything that differs, person by person." };
        var (drawing, question, into) = (new Drawing(), new Question(), ReportFiles.Into());
        var command = new Command("compare", "Set two contracts side by side, on simulated people or on a record.") { a, b, assume };
        drawing.AddTo(command);
        question.AddRecordTo(command);
        foreach (var option in (Option[])[by, people, into]) command.Options.Add(option);
        command.SetAction(parsed =>
        {
            string[] paths = [parsed.GetValue(a)!, parsed.GetValue(b)!];
            var (given, record) = (parsed.GetValue(assume), question.HasRecord(parsed));
            if (given is null && !record)
            {
                Console.Error.WriteLine("Say what to compare them on: --assume FILE for simulated people, --facts FILE or --data FOLDER for a record, or both.");
                return Exit.CommandWrong;
            }
            if (!record && (parsed.GetValue(by) is not null || parsed.GetValue(people)))
            {
                Console.Error.WriteLine("--by and --people are for a record: give --facts FILE or --data FOLDER. Simulated people differ by their traits.");
                return Exit.CommandWrong;
            }
            if (drawing.Plan(parsed) is not { } plan) return Exit.CommandWrong;
            var parts = new List<ReportPart>();
            string? cutShort = null;
            var exit = given is null ? Exit.Well : Drawing.Stoppable(stop => Simulated(question, parsed, paths, given, plan, parts, stop, out cutShort));
            if (exit == Exit.Well && record)
                exit = question.AskAll(parsed, paths, asked => OnRecord(asked, paths, parsed.GetValue(by), parsed.GetValue(people), parts));
            if (exit == Exit.Well) ReportFiles.Tell(new(ComparisonReport.Title, parts) { CutShort = cutShort }, parsed.GetValue(into));
            return exit;
        });
        return command;
    }

    private static int Simulated(Question question, ParseResult parsed, string[] paths, string given, Plan plan, List<ReportPart> parts, CancellationToken stop, out string? cutShort)
    {
        cutShort = null;
        var mistakes = new Mistakes();
        var vocabulary = question.Vocabulary(parsed, paths[0], mistakes);
        var schemes = vocabulary is null ? [] : paths.Select(p => SchemeFile.Read(Files.Shown(p), File.ReadAllText(p), vocabulary, mistakes)).OfType<Scheme>().ToList();
        var assumed = vocabulary is null ? null : AssumptionsFile.Read(Files.Shown(given), File.ReadAllText(given), vocabulary, mistakes);
        if (assumed is not null && schemes is [var one, var two])
        {
            Reach.Check(one, assumed, mistakes, beside: two);
            Reach.Check(two, assumed, mistakes, beside: one);
        }
        if (Files.Report(mistakes) || assumed is null) return Exit.InputWrong;
        if (Drawing.Run(plan, stop, [.. schemes.Select(s => new Simulation(s, assumed, vocabulary!))]) is not [var a, var b]) return Exit.InputWrong;
        parts.Add(ComparisonReport.Which(Files.Shown(paths[0]), a.Scheme, Files.Shown(paths[1]), b.Scheme));
        var found = new Comparison(a, b);
        cutShort = ComparisonReport.CutShort(found);
        parts.AddRange(ComparisonReport.Parts(found));
        return Exit.Well;
    }

    private static int OnRecord(IReadOnlyList<Asked> asked, string[] paths, string? by, bool people, List<ReportPart> parts)
    {
        var (a, b) = (asked[0].Answer, asked[1].Answer);
        foreach (var (scheme, path) in new[] { (a.Scheme, paths[0]), (b.Scheme, paths[1]) })
        {
            if (scheme.About == a.Scheme.About && scheme.Outcomes.Count > 0) continue;
            Console.Error.WriteLine(scheme.Outcomes.Count == 0 ? $"{Files.Shown(path)}: '{scheme.Name}' has no outcomes, so there is nothing to compare." : $"'{a.Scheme.Name}' and '{b.Scheme.Name}' are not about the same: one is about each {a.Scheme.About.ToString().ToLowerInvariant()}, the other about each {b.Scheme.About.ToString().ToLowerInvariant()}.");
            return Exit.InputWrong;
        }
        // Unless asked for, groups are left out where the record has none.
        string? wrong = null;
        var usual = a.Facts.Vocabulary.Find(Usually) is { } kind && kind.About == a.Scheme.About ? Usually : null;
        var groups = (by ?? usual) is { } named ? Grouping.Of(named, a, s => Backtest.FirstDay(a, s) ?? Backtest.FirstDay(b, s), out wrong) : null;
        if (wrong is not null)
        {
            Console.Error.WriteLine(wrong);
            return Exit.InputWrong;
        }
        if (by is null && groups is { Any: false }) groups = null;
        if (parts.Count == 0) parts.Add(ComparisonReport.Which(Files.Shown(paths[0]), a.Scheme, Files.Shown(paths[1]), b.Scheme));
        parts.AddRange(RecordComparisonReport.Parts(new RecordComparison(a, b), groups, people ? asked[0].Name : null));
        return Exit.Well;
    }
}
