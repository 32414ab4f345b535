using Cairn.Tests.Schemes;

namespace Cairn.Tests.House;

/// <summary>The files of this repository as they stand, without what is built or fetched.</summary>
internal static class Tree
{
    private static readonly string[] Passed = ["bin", "obj", ".git", "node_modules", ".local", "StrykerOutput", "TestResults", ".vs", ".idea"];
    private static readonly string[] Written = [".cs", ".csproj", ".props", ".slnx", ".yaml", ".yml", ".md", ".json", ".sql", ".csv", ".svg", ".js", ".mjs", ".css", ".cshtml", ".txt", ""];

    /// <summary>Every written file as its path from the root, with / between folders, in order.</summary>
    public static IReadOnlyList<string> Files { get; } = [.. Walk(SchemeFolder.Root).Select(f => Path.GetRelativePath(SchemeFolder.Root, f).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    public static byte[] Bytes(string path) => File.ReadAllBytes(SchemeFolder.In(path));

    public static string Text(string path) => File.ReadAllText(SchemeFolder.In(path));

    private static IEnumerable<string> Walk(string folder)
    {
        foreach (var inner in Directory.EnumerateDirectories(folder))
            if (!Passed.Contains(Path.GetFileName(inner))) foreach (var file in Walk(inner)) yield return file;
        foreach (var file in Directory.EnumerateFiles(folder))
            if (Written.Contains(Path.GetExtension(file)) && new FileInfo(file).LinkTarget is null && Path.GetFileName(file) != ".git") yield return file;
    }
}
