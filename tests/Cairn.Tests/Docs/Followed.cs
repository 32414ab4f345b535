using System.Text.RegularExpressions;
using Cairn.Tests.Schemes;

namespace Cairn.Tests.Docs;

/// <summary>A copy of the schemes, the demo and the assumptions, in which a document is followed from top to bottom; gone afterwards.</summary>
internal sealed partial class Followed : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("cairn-followed-").FullName;

    public Followed()
    {
        foreach (var part in (string[])["schemes", "demo", "assumptions"])
            foreach (var file in Directory.EnumerateFiles(SchemeFolder.In(part), "*", SearchOption.AllDirectories))
            {
                var to = Path.Combine(folder, Path.GetRelativePath(SchemeFolder.Root, file));
                Directory.CreateDirectory(Path.GetDirectoryName(to)!);
                File.Copy(file, to);
            }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    /// <summary>
    /// A block with a file's name after its kind is written to that file; a command in <c>sh</c> must work, one in <c>console</c> must say what is shown. How many commands were run.
    /// </summary>
    public int Follow(Block block, bool mayFail = false)
    {
        if (block.Kind.Split(' ') is [_, var file]) File.WriteAllText(Path.Combine(folder, file), block.Text);
        if (block.Kind is not ("sh" or "console")) return 0;
        var commands = Commands(block).ToList();
        foreach (var (command, shown) in commands)
        {
            var (exit, said) = Run(command);
            if (block.Kind == "sh" || !mayFail) exit.ShouldBe(0, $"{block}: {command}\n{said}");
            if (block.Kind == "console" && !As(shown).IsMatch(Same(said))) Same(said).ShouldBe(Same(shown), $"{block}: {command}");
        }
        return commands.Count;
    }

    public Ran Run(string command)
    {
        command.ShouldStartWith("./cairn ");
        return Ran.In(folder, "dotnet", [Path.Combine(AppContext.BaseDirectory, "Cairn.Cli.dll"), .. command.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..]]);
    }

    private static IEnumerable<(string Command, string Shown)> Commands(Block block)
    {
        if (block.Kind == "sh") return block.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(l => l.StartsWith("./cairn ", StringComparison.Ordinal)).Select(l => (l, ""));
        return ("\n" + block.Text).Split("\n$ ").Skip(1).Select(part => part.Split('\n', 2) is var lines ? (lines[0], lines.Length > 1 ? lines[1] : "") : default);
    }

    /// <summary>Without what differs from one run, or one wording of a scheme, to the next.</summary>
    private static string Same(string text) => Fingerprint().Replace(text, "(fingerprint)").Trim();

    /// <summary>A line of "..." stands for any number of lines.</summary>
    private static Regex As(string shown) =>
        new("^" + string.Join('\n', Same(shown).Split('\n').Select(l => l == "..." ? @"[\s\S]*?" : Regex.Escape(l))) + "$", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(5));

    [GeneratedRegex(@"\b(?=[0-9a-f]*\d)[0-9a-f]{12,64}\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Fingerprint();
}
