using System.Globalization;
using System.Runtime;

namespace Cairn.Bench;

/// <summary>What the process holds in memory, as Linux counts it.</summary>
public static class Memory
{
    /// <summary>Lets go of what is not needed, begins to watch for the most, and gives what is held now; null elsewhere than on Linux.</summary>
    public static long? Watch()
    {
        if (!OperatingSystem.IsLinux()) return null;
        GCSettings.LargeObjectHeapCompactionMode = GCLargeObjectHeapCompactionMode.CompactOnce;
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        // "5" makes the most be what is held now.
        File.WriteAllText("/proc/self/clear_refs", "5");
        return Read("VmRSS:");
    }

    /// <summary>The most that was held since.</summary>
    public static long Most() => Read("VmHWM:");

    private static long Read(string line) =>
        long.Parse(File.ReadLines("/proc/self/status").First(l => l.StartsWith(line, StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) * 1024;
}
