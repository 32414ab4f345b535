namespace Cairn.Web.GettingIn;

/// <summary>
/// Slows down whoever tries many times. After each failure one address waits longer for one name: 1 second, 2, 4, at most 5 minutes; other
/// addresses hardly wait, so that no stranger can shut anybody out. In memory only: forgotten after an hour, and when the service starts.
/// </summary>
public sealed class Throttle(TimeProvider clock, Tries tries)
{
    private const int TriesInWindow = 5, FailuresOfAll = 20, Most = 10_000;

    private static readonly TimeSpan Window = TimeSpan.FromSeconds(20), Forgotten = TimeSpan.FromHours(1);

    private readonly Lock gate = new();
    private readonly Dictionary<(string Name, string Address), (int Count, DateTimeOffset Last)> failures = [];
    private readonly Dictionary<(string Name, string Address), DateTimeOffset> good = [];

    /// <summary>Counts a try of an address; true when it has had its five in 20 seconds.</summary>
    public bool TooMany(string address) => !tries.Lets("sign-in", address, TriesInWindow, Window);

    /// <summary>How long this address has still to wait before it may try this name again, whether or not anybody has it.</summary>
    public TimeSpan Wait(string name, string address)
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            var wait = Left((name, address), 0, 300, now);
            // One name tried from many addresses: those that have been right before go on as ever.
            return good.ContainsKey((name, address)) || Left((name, ""), FailuresOfAll, 30, now) is var all && all < wait ? wait : all;
        }
    }

    public void Failed(string name, string address)
    {
        lock (gate)
        {
            var now = clock.GetUtcNow();
            if (failures.Count > Most) foreach (var (old, f) in failures.ToList()) if (now - f.Last > Forgotten) failures.Remove(old);
            foreach (var who in ((string, string)[])[(name, address), (name, "")])
                failures[who] = (failures.TryGetValue(who, out var before) && now - before.Last <= Forgotten ? before.Count + 1 : 1, now);
        }
    }

    public void Succeeded(string name, string address)
    {
        lock (gate)
        {
            if (good.Count > Most) good.Clear();
            good[(name, address)] = clock.GetUtcNow();
            failures.Remove((name, address));
        }
    }

    private TimeSpan Left((string, string) who, int free, int most, DateTimeOffset now)
    {
        if (!failures.TryGetValue(who, out var failed) || failed.Count <= free || now - failed.Last > Forgotten) return TimeSpan.Zero;
        var until = failed.Last + TimeSpan.FromSeconds(Math.Min(most, Math.Pow(2, Math.Min(failed.Count - free - 1, 20))));
        return until > now ? until - now : TimeSpan.Zero;
    }
}
