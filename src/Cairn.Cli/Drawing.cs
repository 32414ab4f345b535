using System.CommandLine;
using Cairn.Rules.Simulating;

namespace Cairn.Cli;

/// <summary>The options of every command that draws lives, progress while it does, and Ctrl-C, which stops it and keeps what is done; a second one ends it at once.</summary>
internal sealed class Drawing
{
    /// <summary>Sets of assumptions drawn from their intervals.</summary>
    private const int Sets = 100;

    private readonly Option<int> draws = new("--draws") { Description = "How often the people are drawn.", DefaultValueFactory = _ => 5000 };
    private readonly Option<ulong> seed = new("--seed") { Description = "The same seed gives the same answer.", DefaultValueFactory = _ => 1 };
    private readonly Option<int> threads = new("--threads") { Description = "The answer is the same whatever their number.", DefaultValueFactory = _ => Environment.ProcessorCount };
    private readonly Option<bool> chance = new("--chance-alone") { Description = "Take the assumptions as they stand, without their intervals." };

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[draws, seed, threads, chance]) command.Options.Add(option);
    }

    /// <summary>The plan, or null, having said what is wrong with it.</summary>
    public Plan? Plan(ParseResult parsed)
    {
        var (count, workers) = (parsed.GetValue(draws), parsed.GetValue(threads));
        if (count is >= 10 and <= 10_000_000 && workers is >= 1 and <= 64) return new(count, parsed.GetValue(seed), workers, parsed.GetValue(chance) ? 0 : Math.Min(Sets, count / 10));
        Console.Error.WriteLine("--draws is from 10 to 10,000,000, and --threads from 1 to 64.");
        return null;
    }

    /// <summary>Runs simulations one after another by one plan; null, having said so, where it was stopped before anything was done.</summary>
    public static IReadOnlyList<Draws>? Run(Plan plan, CancellationToken stop, params IReadOnlyList<Simulation> simulations)
    {
        var (shows, told, found, all) = (!Console.IsErrorRedirected, 0, new List<Draws>(), simulations.Count * (long)plan.Draws);
        foreach (var simulation in simulations)
        {
            var before = found.Count * (long)plan.Draws;
            found.Add(simulation.Run(plan with { Progress = shows ? done => { if ((before + done) * 100 / all is var now && Interlocked.Exchange(ref told, (int)now) != now) Console.Error.Write($"\r{now}% of {all:#,0} draws. Ctrl-C stops, and keeps what is done. "); } : null }, stop));
        }
        if (shows) Console.Error.Write("\r\u001b[K");
        if (found.All(d => d.Count > 0)) return found;
        Console.Error.WriteLine("It was stopped before anything was done.");
        return null;
    }

    /// <summary>Does something that Ctrl-C may stop.</summary>
    public static int Stoppable(Func<CancellationToken, int> work)
    {
        using var stop = new CancellationTokenSource();
        ConsoleCancelEventHandler stops = (_, pressed) => { pressed.Cancel = !stop.IsCancellationRequested; stop.Cancel(); };
        Console.CancelKeyPress += stops;
        try
        {
            return work(stop.Token);
        }
        finally
        {
            Console.CancelKeyPress -= stops;
        }
    }
}
