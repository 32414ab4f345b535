using System.Diagnostics;
using System.Globalization;
using Cairn.Store;

namespace Cairn.Crash;

/// <summary>How fast the store is on this machine: durable commands a second for 32 clients, an import, opening and verifying.</summary>
internal static class Measure
{
    private const int Clients = 32;

    public static void Run(string folder)
    {
        var rows = Enumerable.Range(0, 100_000).Select(n => (n + 2, Sample.Fact("employment", $"UIS-{n / 20}", "2026-02-01", null, ("contract", "permanent"), ("hours", "20")) with { Id = $"J{n}" })).ToList();
        using (var store = DataFolder.Open(folder, Sample.Vocabulary))
        {
            store.Do(Sample.Command("open"), Sample.OpenCap("cap:a", 10_000_000_000)).GetAwaiter().GetResult();
            foreach (var clients in new[] { 1, Clients, Clients })
            {
                Say($"{clients} clients, payments", Rate(store, clients, key => Sample.Pay("cap:a", key, 1)));
                Say($"{clients} clients, a new person with two facts, words and a payment", Rate(store, clients, key => Sample.PersonAndPenny("cap:a", key)));
            }
            var watch = Stopwatch.StartNew();
            store.Do(Sample.Command("import"), Import.Of("hash", "uis", rows)).GetAwaiter().GetResult();
            Say("import of 100,000 rows with ids, ms", watch.ElapsedMilliseconds);
            Say("facts", store.Read(s => s.Facts.Columns.Count));
            Say("entries", store.Read(s => s.Book.Entries.Count));
        }
        var again = Stopwatch.StartNew();
        using (DataFolder.Open(folder, Sample.Vocabulary)) Say("open, ms", again.ElapsedMilliseconds);
        again.Restart();
        var report = Verify.Folder(folder);
        Say($"verify, {report.Faults.Count} faults, ms", again.ElapsedMilliseconds);
    }

    private static double Rate(DataFolder store, int clients, Func<string, Decide> decide)
    {
        var count = 0;
        var watch = Stopwatch.StartNew();
        // Clients wait without a thread each, as pages do: threads that spin while they wait would take the writer's processor.
        Task.WaitAll(Enumerable.Range(0, clients).Select(_ => Task.Run(async () =>
        {
            while (watch.ElapsedMilliseconds < 3000)
            {
                var key = Guid.NewGuid().ToString("N");
                if (await store.Do(Sample.Command(key), decide(key)) is Reply.Done) Interlocked.Increment(ref count);
            }
        })).ToArray());
        return count / watch.Elapsed.TotalSeconds;
    }

    private static void Say(string what, double figure) => Console.Out.WriteLine($"{what}: {figure.ToString("#,##0", CultureInfo.InvariantCulture)}");
}
