using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Cairn.Bench;

/// <summary>The one table, in Markdown. Ratios are of minima: on shared cores what is above is the neighbours'.</summary>
public static class Table
{
    public const string From = "<!-- table: written by bench/run --write -->", To = "<!-- end of table -->";

    public static string Whole(int facts, IEnumerable<string> rows) => string.Create(CultureInfo.InvariantCulture, $"""
        {facts:N0} facts; {Processor()}, {Environment.ProcessorCount} cores, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1 << 30)} GiB; {RuntimeInformation.FrameworkDescription}; {string.Join("; ", About)}.
        All answers below are the same, outcome by outcome: people, days, pence due and pence paid.

        | facts | what | threads | min ms | median ms | x scan of every column | x scan of needed bytes | x hand-written | DuckDB takes x |
        |---|---|--:|--:|--:|--:|--:|--:|--:|
        {string.Concat(rows).TrimEnd()}

        {string.Join("\n", Notes)}
        """);

    /// <summary>What was measured that is not a time.</summary>
    public static List<string> Notes { get; } = [];

    /// <summary>The versions of the peers that took part, and which were not here.</summary>
    public static SortedSet<string> About { get; } = new(StringComparer.Ordinal);

    public static string Rows(DataSet set)
    {
        var text = new StringBuilder();
        foreach (var timing in set.Timings)
        {
            var (hand, duck) = timing.Name.EndsWith("CSV to answer", StringComparison.Ordinal)
                ? (double.NaN, set.Min("DuckDB, CSV to answer", timing.Threads))
                : (set.Min("hand-written loop", timing.Threads), set.Min("DuckDB, whole", timing.Threads));
            double[] numbers = [timing.Min, timing.Median, timing.Min / set.Min(DataSet.All, 1), timing.Min / set.Min(DataSet.Needed, 1),
                timing.Answer == null ? double.NaN : timing.Min / hand, timing.Answer == null ? double.NaN : duck / timing.Min];
            text.Append(CultureInfo.InvariantCulture, $"| {set.Name} | {timing.Name} | {timing.Threads} | {string.Join(" | ", numbers.Select(Short))} |\n");
        }
        return text.ToString();
    }

    public static bool HasPlace(string page) => File.Exists(page) && File.ReadAllText(page) is var text
        && text.IndexOf(From, StringComparison.Ordinal) is >= 0 and var from && text.IndexOf(To, StringComparison.Ordinal) > from;

    /// <summary>Replaces what stands between the page's two marks.</summary>
    public static void Write(string page, string text)
    {
        var old = File.ReadAllText(page);
        var from = old.IndexOf(From, StringComparison.Ordinal) + From.Length;
        File.WriteAllText(page, $"{old[..from]}\n{text}\n{old[old.IndexOf(To, StringComparison.Ordinal)..]}");
    }

    private static string Short(double number) => number switch
    {
        double.NaN => "",
        < 2 => number.ToString("0.00", CultureInfo.InvariantCulture),
        < 20 => number.ToString("0.0", CultureInfo.InvariantCulture),
        _ => number.ToString("N0", CultureInfo.InvariantCulture),
    };

    private static string Processor() => !File.Exists("/proc/cpuinfo") ? RuntimeInformation.ProcessArchitecture.ToString() : File.ReadLines("/proc/cpuinfo")
        .Where(line => line.StartsWith("model name", StringComparison.Ordinal)).Select(line => line.Split(':')[1].Trim()).FirstOrDefault("a processor without a name");
}
