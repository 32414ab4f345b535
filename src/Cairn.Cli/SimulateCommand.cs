using System.CommandLine;
using Cairn.Desk.Pricing;
using Cairn.Record;
using Cairn.Rules;
using Cairn.Rules.Simulating;

namespace Cairn.Cli;

/// <summary><c>cairn simulate SCHEME --assume FILE</c>: what a contract would pay before it is signed, and how weak each figure is.</summary>
internal static class SimulateCommand
{
    /// <summary>Draws for each end of each assumption's interval: enough to put them in order.</summary>
    private const int DrawsEach = 400;

    /// <summary>Sets of assumptions drawn from their intervals.</summary>
    private const int Sets = 100;

    public static Command Make()
    {
        var schemePath = new Argument<string>("scheme") { Description = "A scheme file." };
        var assume = new Option<string>("--assume") { Description = "What is assumed of its people: a file such as assumptions/england.yaml.", Required = true };
        var draws = new Option<int>("--draws") { Description = "How often the people are drawn.", DefaultValueFactory = _ => 5000 };
        var seed = new Option<ulong>("--seed") { Description = "The same seed gives the same answer.", DefaultValueFactory = _ => 1 };
        var threads = new Option<int>("--threads") { Description = "The answer is the same whatever their number.", DefaultValueFactory = _ => Environment.ProcessorCount };
        var chance = new Option<bool>("--chance-alone") { Description = "Take the assumptions as they stand, without their intervals." };
        var into = new Option<string?>("--out") { Description = "A folder for the report as a page that prints, and its tables as CSV." };
        var folder = new Folder();
        var command = new Command("simulate", "Say what a contract would pay, before it is signed.") { schemePath, assume, draws, seed, threads, chance, into, folder.Vocabulary };
        command.SetAction(parsed =>
        {
            var (path, given, count) = (parsed.GetValue(schemePath)!, parsed.GetValue(assume)!, parsed.GetValue(draws));
            if (count is < 10 or > 10_000_000 || parsed.GetValue(threads) is < 1 or > 64)
            {
                Console.Error.WriteLine("--draws is from 10 to 10,000,000, and --threads from 1 to 64.");
                return Exit.CommandWrong;
            }
            var mistakes = new Mistakes();
            var vocabulary = Files.Vocabulary(path, parsed.GetValue(folder.Vocabulary), mistakes);
            var scheme = vocabulary is null ? null : SchemeFile.Read(Files.Shown(path), File.ReadAllText(path), vocabulary, mistakes);
            var assumed = vocabulary is null ? null : AssumptionsFile.Read(Files.Shown(given), File.ReadAllText(given), vocabulary, mistakes);
            if (scheme is not null && assumed is not null) Reach.Check(scheme, assumed, mistakes);
            if (Files.Report(mistakes) || scheme is null || assumed is null) return Exit.InputWrong;
            return Run(new Simulation(scheme, assumed, vocabulary!), scheme, assumed, new Plan(count, parsed.GetValue(seed), parsed.GetValue(threads), parsed.GetValue(chance) ? 0 : Math.Min(Sets, count / 10)), parsed.GetValue(into));
        });
        return command;
    }

    private static int Run(Simulation simulation, Scheme scheme, Assumptions assumed, Plan plan, string? into)
    {
        using var stop = new CancellationTokenSource();
        // A second Ctrl-C ends it at once.
        ConsoleCancelEventHandler stops = (_, pressed) => { pressed.Cancel = !stop.IsCancellationRequested; stop.Cancel(); };
        Console.CancelKeyPress += stops;
        try
        {
            var shows = !Console.IsErrorRedirected;
            var told = 0;
            var draws = simulation.Run(plan with { Progress = shows ? done => { if (done * 100L / plan.Draws is var now && Interlocked.Exchange(ref told, (int)now) != now) Console.Error.Write($"\r{now}% of {plan.Draws:#,0} draws. Ctrl-C stops, and keeps what is done. "); } : null }, stop.Token);
            if (shows) Console.Error.Write("\r\u001b[K");
            if (draws.Count == 0)
            {
                Console.Error.WriteLine("It was stopped before anything was done.");
                return Exit.InputWrong;
            }
            if (shows && !stop.IsCancellationRequested) Console.Error.Write("Which assumption matters most ... ");
            var matters = Matters.Of(simulation, assumed, scheme, new Plan(Math.Min(DrawsEach, draws.Count), plan.Seed, plan.Threads), stop.Token);
            if (shows) Console.Error.Write("\r\u001b[K");
            var report = ForecastReport.Of(new Forecast(draws), stop.IsCancellationRequested ? [] : matters);
            ReportFiles.Text(report, Console.Out);
            if (into is not null)
            {
                ReportFiles.Write(report, into);
                Console.WriteLine($"\nThe report is {Path.Combine(into, "report.html")}, and its tables are beside it.");
            }
            return Exit.Well;
        }
        finally
        {
            Console.CancelKeyPress -= stops;
        }
    }
}
