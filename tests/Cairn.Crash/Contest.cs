using Cairn.Store;

namespace Cairn.Crash;

/// <summary>Sixteen threads at once after £10 each of one cap.</summary>
public static class Contest
{
    public const int Threads = 16;
    public const long Each = 1000;

    /// <summary>What each was told: "paid", or the name of the refusal.</summary>
    public static IReadOnlyList<string> Run(DataFolder store, string name, string cap)
    {
        var answers = new string[Threads];
        using var start = new Barrier(Threads);
        var threads = Enumerable.Range(0, Threads).Select(n => new Thread(() =>
        {
            start.SignalAndWait();
            var key = $"{cap}/{name}-{n}";
            answers[n] = store.Do(Sample.Command(key, "pay"), Sample.Pay(cap, key, Each)).GetAwaiter().GetResult() switch
            {
                Reply.Done => "paid",
                Reply.Refused { Ledger: { } why } => why.GetType().Name,
                var other => other.ToString(),
            };
        })).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());
        return answers;
    }
}
