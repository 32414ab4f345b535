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
        List<Draws> found;
        using (var told = new Told(simulations.Count * (long)plan.Draws, "draws")) found = [.. simulations.Select(s => s.Run(told.Of(plan), stop))];
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

    /// <summary>Tells whoever looks how much of some work is done, in a line that goes when the work is over.</summary>
    internal sealed class Told(long all, string what) : IDisposable
    {
        private readonly bool shows = !Console.IsErrorRedirected;
        private long done;
        private int percent = -1;

        /// <summary>A plan that tells of its draws.</summary>
        public Plan Of(Plan plan) => plan with { Progress = shows ? More : null };

        public void Dispose()
        {
            if (shows) Console.Error.Write("\r\u001b[K");
        }

        private void More(int draws)
        {
            var now = (int)Math.Min(100, Interlocked.Add(ref done, draws) * 100 / all);
            if (Interlocked.Exchange(ref percent, now) != now) Console.Error.Write($"\r{now}% of {all:#,0} {what}. Ctrl-C keeps what is done. ");
        }
    }
}
