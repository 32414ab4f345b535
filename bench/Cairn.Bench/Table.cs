using System.Text;

namespace Cairn.Bench;

/// <summary>The one table, in Markdown. Ratios are of minima: on shared cores the rest is the neighbours.</summary>
public static class Table
{
    public static string Of(IEnumerable<DataSet> sets)
    {
        var text = new StringBuilder("| facts | what | threads | min ms | median ms | x scan of every column | x scan of needed bytes | x hand-written | DuckDB takes x |\n|---|---|---|---|---|---|---|---|---|\n");
        foreach (var set in sets)
            foreach (var timing in set.Timings)
                text.Append($"| {set.Name} | {timing.Name} | {timing.Threads} | {Short(timing.Min)} | {Short(timing.Median)} | {Short(timing.Min / Min(set, DataSet.All, 1))} | "
                    + $"{Short(timing.Min / Min(set, DataSet.Needed, 1))} | {Short(timing.Min / Min(set, "hand-written loop", timing.Threads))} | {Short(Min(set, "DuckDB, whole", timing.Threads) / timing.Min)} |\n");
        return text.ToString();
    }

    private static double Min(DataSet set, string name, int threads) =>
        set.Timings.FirstOrDefault(timing => timing.Name == name && timing.Threads == threads)?.Min ?? double.NaN;

    private static string Short(double number) => number switch { double.NaN => "", < 1 => $"{number:0.00}", < 10 => $"{number:0.0}", _ => $"{number:N0}" };
}
