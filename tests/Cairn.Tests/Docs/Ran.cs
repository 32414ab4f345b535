using System.Diagnostics;

namespace Cairn.Tests.Docs;

/// <summary>What a program said and how it ended.</summary>
internal sealed record Ran(int Exit, string Said)
{
    /// <summary>Runs a program in a folder to its end; what it said in trouble stands after the rest.</summary>
    public static Ran In(string folder, string program, params IEnumerable<string> words)
    {
        var start = new ProcessStartInfo(program) { WorkingDirectory = folder, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var word in words) start.ArgumentList.Add(word);
        using var process = Process.Start(start)!;
        var trouble = process.StandardError.ReadToEndAsync();
        var said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new Ran(process.ExitCode, said + trouble.Result);
    }
}
