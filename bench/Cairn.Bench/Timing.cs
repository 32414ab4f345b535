using System.Diagnostics;

namespace Cairn.Bench;

/// <summary>The times of one contender on one data set, in milliseconds, and what it answered, if it answers.</summary>
public sealed record Timing(string Name, int Threads, double[] Milliseconds, Answer? Answer = null)
{
    public double Min => Milliseconds.Min();

    public double Median => Milliseconds.Order().ElementAt(Milliseconds.Length / 2);

    /// <summary>Runs until a second has gone by, for the compiler to settle, then so many times with the clock on.</summary>
    public static Timing Of(string name, int threads, int runs, Func<Answer?> run)
    {
        Answer? answer;
        var warm = Stopwatch.StartNew();
        do answer = run();
        while (warm.ElapsedMilliseconds < 1000);
        GC.Collect();
        var times = new double[runs];
        for (var i = 0; i < runs; i++)
        {
            var watch = Stopwatch.StartNew();
            run();
            times[i] = watch.Elapsed.TotalMilliseconds;
        }
        return new Timing(name, threads, times, answer);
    }
}
