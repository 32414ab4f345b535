using System.Diagnostics;
using Cairn.Tests.Schemes;

namespace Cairn.Tests.Desk;

/// <summary>The built command in a process of its own, and a folder for one test with the vocabulary beside the data.</summary>
internal sealed class Cli : IDisposable
{
    private static readonly string Dll = Path.Combine(AppContext.BaseDirectory, "Cairn.Cli.dll");

    public Cli()
    {
        Folder = Directory.CreateTempSubdirectory("desk-").FullName;
        File.Copy(SchemeFolder.In("schemes", "facts.yaml"), In("facts.yaml"));
    }

    public string Folder { get; }

    public string Data => In("data");

    public string In(string name) => Path.Combine(Folder, name);

    /// <summary>Writes a file of the folder and gives its path.</summary>
    public string Write(string name, string text)
    {
        File.WriteAllText(In(name), text);
        return In(name);
    }

    public static Process Start(string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, WorkingDirectory = folder };
        // A process that is killed leaves the sockets of its debugger behind in the temporary folder.
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        foreach (var argument in (string[])[Dll, .. arguments]) start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    /// <summary>Runs to the end; the working folder is this one.</summary>
    public Ran Run(params string[] arguments) => Run(Folder, arguments);

    public static Ran Run(string folder, string[] arguments)
    {
        using var process = Start(folder, arguments);
        var errors = process.StandardError.ReadToEndAsync();
        var said = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new Ran(process.ExitCode, said, errors.GetAwaiter().GetResult());
    }

    /// <summary>Runs, and holds it to status 0.</summary>
    public string Well(params string[] arguments)
    {
        var ran = Run(arguments);
        ran.Status.ShouldBe(0, $"{string.Join(' ', arguments)}: {ran.Errors}");
        return ran.Said;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}

/// <summary>How a command ended: its status, what it said, and what it said on standard error.</summary>
internal sealed record Ran(int Status, string Said, string Errors);
