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

    /// <summary>Draws of chance alone, to be checked against the exact sum.</summary>
    private const int DrawsAlone = 1000;

    public static Command Make()
    {
        var schemePath = new Argument<string>("scheme") { Description = "A scheme file." };
        var assume = new Option<string>("--assume") { Description = "What is assumed of its people: a file such as assumptions/england.yaml.", Required = true };
        var drawing = new Drawing();
        var quick = new Option<bool>("--without-matters") { Description = "Do not ask which assumption matters most, nor what chance alone does; that takes longer than the draws." };
        var into = ReportFiles.Into();
        var folder = new Folder();
        var command = new Command("simulate", "Say what a contract would pay, before it is signed.") { schemePath, assume };
        drawing.AddTo(command);
        command.Options.Add(quick);
        command.Options.Add(into);
        command.Options.Add(folder.Vocabulary);
        command.SetAction(parsed =>
        {
            var (path, given) = (parsed.GetValue(schemePath)!, parsed.GetValue(assume)!);
            if (drawing.Plan(parsed) is not { } plan) return Exit.CommandWrong;
            var mistakes = new Mistakes();
            var vocabulary = Files.Vocabulary(path, parsed.GetValue(folder.Vocabulary), mistakes);
            var scheme = vocabulary is null ? null : SchemeFile.Read(Files.Shown(path), File.ReadAllText(path), vocabulary, mistakes);
            var assumed = vocabulary is null ? null : AssumptionsFile.Read(Files.Shown(given), File.ReadAllText(given), vocabulary, mistakes);
            if (scheme is not null && assumed is not null) Reach.Check(scheme, assumed, mistakes);
            if (Files.Report(mistakes) || scheme is null || assumed is null) return Exit.InputWrong;
            foreach (var chain in Reach.Unasked(assumed, scheme)) Console.Error.WriteLine($"{Files.Shown(given)}:{chain.At.Line}:{chain.At.Column}: '{scheme.Name}' asks about nothing in '{chain.Name}', and nothing that it asks about rests on it: it changes no figure.");
            return Drawing.Stoppable(stop => Run(new Simulation(scheme, assumed, vocabulary!), scheme, assumed, plan, parsed.GetValue(quick), parsed.GetValue(into), stop));
        });
        return command;
    }

    private static int Run(Simulation simulation, Scheme scheme, Assumptions assumed, Plan plan, bool quick, string? into, CancellationToken stop)
    {
        if (Drawing.Run(plan, stop, simulation) is not [var draws]) return Exit.InputWrong;
        var (matters, chance) = ((IReadOnlyList<Matters>)[], (ChanceAlone?)null);
        if (!quick)
        {
            var (each, alone) = (new Plan(Math.Min(DrawsEach, draws.Count), plan.Seed, plan.Threads), new Plan(Math.Min(DrawsAlone, draws.Count), plan.Seed, plan.Threads));
            // Each number at both ends of its interval; chance alone with the caps and without.
            using var told = new Drawing.Told(2L * each.Draws * assumed.Rates.Count(r => r.Interval is not null) + 2L * alone.Draws, "draws more, for what matters most");
            matters = Matters.Of(simulation, assumed, scheme, told.Of(each), stop);
            chance = ChanceAlone.Of(simulation, assumed, scheme, told.Of(alone), stop);
        }
        ReportFiles.Tell(ForecastReport.Of(new Forecast(draws), matters, chance, !quick && stop.IsCancellationRequested), into);
        return Exit.Well;
    }
}
