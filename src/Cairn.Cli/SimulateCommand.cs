using System.CommandLine;
using Cairn.Record;
using Cairn.Rules;
using Cairn.Rules.Simulating;

namespace Cairn.Cli;

/// <summary><c>cairn simulate SCHEME --assume FILE</c>: what a contract would pay, to whom it would matter, and how weak each figure is.</summary>
internal static class SimulateCommand
{
    public static Command Make()
    {
        var schemePath = new Argument<string>("scheme") { Description = "A scheme file." };
        var assume = new Option<string>("--assume") { Description = "What is assumed of its people: a file such as assumptions/england.yaml.", Required = true };
        var draws = new Option<int>("--draws") { Description = "How often the people are drawn.", DefaultValueFactory = _ => 2000 };
        var seed = new Option<ulong>("--seed") { Description = "The same seed gives the same answer.", DefaultValueFactory = _ => 1 };
        var threads = new Option<int>("--threads") { DefaultValueFactory = _ => Environment.ProcessorCount };
        var folder = new Folder();
        var command = new Command("simulate", "Say what a contract would pay, before it is signed.") { schemePath, assume, draws, seed, threads, folder.Vocabulary };
        command.SetAction(parsed =>
        {
            var path = parsed.GetValue(schemePath)!;
            var mistakes = new Mistakes();
            var vocabulary = Files.Vocabulary(path, parsed.GetValue(folder.Vocabulary), mistakes);
            var scheme = vocabulary is null ? null : SchemeFile.Read(Files.Shown(path), File.ReadAllText(path), vocabulary, mistakes);
            var assumed = vocabulary is null ? null : AssumptionsFile.Read(Files.Shown(parsed.GetValue(assume)!), File.ReadAllText(parsed.GetValue(assume)!), vocabulary, mistakes);
            if (Files.Report(mistakes) || scheme is null || assumed is null) return Exit.InputWrong;
            var clock = System.Diagnostics.Stopwatch.StartNew();
            var simulation = new Simulation(scheme, assumed, vocabulary!);
            var found = simulation.Run(new(parsed.GetValue(draws), parsed.GetValue(seed), parsed.GetValue(threads)));
            Console.WriteLine($"{found.Count} draws, {clock.ElapsedMilliseconds} ms");
            foreach (var o in scheme.Outcomes) Console.WriteLine($"{o.Name} {found.Reached(o.Number).ToArray().Average():0.000} {found.DaysTo(o.Number):0}");
            var paid = found.Paid(); Array.Sort(paid);
            Console.WriteLine($"paid P10 {paid[paid.Length / 10]} P50 {paid[paid.Length / 2]} P90 {paid[paid.Length * 9 / 10]} mean {paid.Average()}");
            return Exit.Well;
        });
        return command;
    }
}
