using System.Diagnostics;
using Cairn.Crash;

namespace Cairn.Tests.Store;

/// <summary>A process that is killed, and what it had acknowledged until then.</summary>
internal static class Killed
{
    /// <summary>Kills it so many milliseconds after its first word; a line cut off by the kill is no acknowledgement.</summary>
    public static async Task<List<string>> After(int milliseconds, params string[] arguments)
    {
        using var child = Start(arguments);
        var lines = new List<string?> { await child.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) };
        await Task.Delay(milliseconds, TestContext.Current.CancellationToken);
        child.Kill();
        while (await child.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line) lines.Add(line);
        await child.WaitForExitAsync(TestContext.Current.CancellationToken);
        return lines.Where(l => l is not null && l.EndsWith(';')).Select(l => l!.TrimEnd(';')).ToList();
    }

    public static Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardInput = true, UseShellExecute = false };
        start.ArgumentList.Add(typeof(Sample).Assembly.Location);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }
}
