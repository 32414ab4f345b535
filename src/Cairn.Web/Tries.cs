using System.Collections.Concurrent;

namespace Cairn.Web;

/// <summary>So many tries within a time for each who tries; counted in memory, and forgotten when the time is over.</summary>
public sealed class Tries(TimeProvider clock)
{
    private const int Swept = 10_000;
    private readonly ConcurrentDictionary<string, Queue<DateTimeOffset>> counted = new(StringComparer.Ordinal);

    /// <summary>Counts one more try; false when that is more than may be.</summary>
    public bool Lets(string what, string who, int most, TimeSpan within)
    {
        var now = clock.GetUtcNow();
        if (counted.Count > Swept) foreach (var (key, old) in counted) if (Last(old) < now - TimeSpan.FromDays(1)) counted.TryRemove(key, out _);
        var mine = counted.GetOrAdd($"{what} {who}", _ => new());
        lock (mine)
        {
            while (mine.TryPeek(out var first) && first <= now - within) mine.Dequeue();
            if (mine.Count >= most) return false;
            mine.Enqueue(now);
            return true;
        }
    }

    private static DateTimeOffset Last(Queue<DateTimeOffset> queue)
    {
        lock (queue) return queue.Count == 0 ? DateTimeOffset.MinValue : queue.Max();
    }
}
