using Cairn.Record;
using Cairn.Rules;

namespace Cairn.Cli;

/// <summary>Finds and reads the files that commands are given. Mistakes go to standard error, a line each.</summary>
internal static class Files
{
    /// <summary>The vocabulary for a scheme file: the nearest <c>facts.yaml</c> beside it or above it, or in <c>schemes/</c> there; else the one published with the program.</summary>
    public static Vocabulary? Vocabulary(string near, string? given, Mistakes mistakes)
    {
        var path = given ?? Above(near);
        if (path is null)
        {
            Console.Error.WriteLine($"There is no facts.yaml beside {near} or above it. Name the vocabulary with --vocabulary.");
            return null;
        }
        return VocabularyFile.Read(Shown(path), File.ReadAllText(path), mistakes);
    }

    private static string? Above(string near)
    {
        var folder = Directory.Exists(near) ? Path.GetFullPath(near) : Path.GetDirectoryName(Path.GetFullPath(near));
        for (; folder is not null; folder = Path.GetDirectoryName(folder))
            foreach (var place in (string[])["facts.yaml", Path.Combine("schemes", "facts.yaml")])
                if (File.Exists(Path.Combine(folder, place))) return Path.Combine(folder, place);
        return Path.Combine(AppContext.BaseDirectory, "schemes", "facts.yaml") is var published && File.Exists(published) ? published : null;
    }

    /// <summary>The nearest folder of this name here or above; else the one published with the program.</summary>
    public static string? Nearest(string folder)
    {
        for (var at = Directory.GetCurrentDirectory(); at is not null; at = Path.GetDirectoryName(at))
            if (Path.Combine(at, folder) is var found && Directory.Exists(found)) return found;
        return Path.Combine(AppContext.BaseDirectory, folder) is var published && Directory.Exists(published) ? published : null;
    }

    /// <summary>The scheme files under paths: each file given, and in each folder all that are schemes.</summary>
    public static IReadOnlyList<string>? Schemes(IEnumerable<string> paths)
    {
        var found = new List<string>();
        foreach (var path in paths)
        {
            if (File.Exists(path)) found.Add(path);
            else if (Directory.Exists(path)) found.AddRange(Directory.EnumerateFiles(path, "*.yaml", SearchOption.AllDirectories).Where(IsScheme).Order(StringComparer.Ordinal));
            else
            {
                Console.Error.WriteLine($"There is no file or folder {path}.");
                return null;
            }
        }
        return found;
    }

    private static bool IsScheme(string path) =>
        !path.EndsWith(".examples.yaml", StringComparison.Ordinal) && File.ReadLines(path).Any(line => line.StartsWith("scheme:", StringComparison.Ordinal));

    public static string Shown(string path) => Path.GetRelativePath(Directory.GetCurrentDirectory(), path) is var relative && relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;

    /// <summary>Prints every mistake, the line it stands on beneath it; gives whether there were any.</summary>
    public static bool Report(Mistakes mistakes)
    {
        foreach (var mistake in mistakes.Found)
        {
            Console.Error.WriteLine(mistake);
            if (mistake.Shown is { Length: > 0 and < 200 } line) Console.Error.WriteLine($"    {line.Trim()}");
        }
        return mistakes.Any;
    }
}
