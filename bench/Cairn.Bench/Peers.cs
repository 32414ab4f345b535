using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Cairn.Bench;

/// <summary>The databases, each run by its own script beside its SQL. One that is not here gives no rows and says so.</summary>
public static class Peers
{
    public static (string About, Timing[] Timings) DuckDb(string folder, Question question, int runs)
    {
        if (!Directory.Exists(Path.Combine(Bench, "duckdb", "node_modules"))) return ("DuckDB not here", []);
        using var json = JsonDocument.Parse(Ask("node", [Path.Combine(Bench, "duckdb", "run.mjs"), .. Arguments(folder, question, runs)]));
        return ("DuckDB " + json.RootElement.GetProperty("version").GetString(), [.. json.RootElement.GetProperty("timings").EnumerateArray().Select(Read)]);
    }

    public static (string About, Timing[] Timings) PostgreSql(string folder, Question question, int runs)
    {
        var lines = Ask(Path.Combine(Bench, "postgres", "run"), Arguments(folder, question, runs)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (lines is ["not here"]) return ("PostgreSQL not here", []);
        // Each run prints the time of each statement between its answer's lines; the last run's answer is kept, the first run warms up.
        var asked = string.Join('\n', lines.Skip(1)).Split("run\n", StringSplitOptions.RemoveEmptyEntries).Select(run => run.Split('\n', StringSplitOptions.RemoveEmptyEntries)).ToArray();
        var times = asked.Skip(1).Select(run => run.Where(line => line.StartsWith("Time: ", StringComparison.Ordinal)).Sum(line => double.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture)));
        var answer = asked[^1].Where(line => line.Contains('|')).Select(line => ToLine([.. line.Split('|').Skip(1).Select(number => long.Parse(number, CultureInfo.InvariantCulture))]));
        return ("PostgreSQL " + lines[0], [new Timing("PostgreSQL, whole", 1, [.. times], new Answer([.. answer]))]);
    }

    /// <summary>The folder <c>bench</c> of this tree, found upwards from the program.</summary>
    private static string Bench
    {
        get
        {
            var folder = AppContext.BaseDirectory;
            while (!File.Exists(Path.Combine(folder, "bench", "run"))) folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("Run it from within the tree.");
            return Path.Combine(folder, "bench");
        }
    }

    private static string[] Arguments(string folder, Question question, int runs) =>
        [folder, Day.Date(question.Known).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), $"{question.Places}", $"{question.Cap}", $"{runs}"];

    private static Timing Read(JsonElement timing) => new(
        timing.GetProperty("name").GetString()!,
        timing.GetProperty("threads").GetInt32(),
        [.. timing.GetProperty("milliseconds").EnumerateArray().Select(time => time.GetDouble())],
        timing.GetProperty("answer") is { ValueKind: JsonValueKind.Array } answer ? new Answer([.. answer.EnumerateArray().Select(line => ToLine([.. line.EnumerateArray().Select(number => number.GetInt64())]))]) : null);

    private static Line ToLine(long[] numbers) => new(numbers[0], numbers[1], numbers[2], numbers[3]);

    private static string Ask(string program, string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} failed with {process.ExitCode}.");
    }
}
