using Cairn.Record;
using Cairn.Rules;

namespace Cairn.Tests.Schemes;

/// <summary>The files of this repository that the scheme tests read: found, not listed, so that a new scheme is tested by being there.</summary>
internal static class SchemeFolder
{
    private static readonly Lazy<Vocabulary> Read = new(() =>
    {
        var mistakes = new Mistakes();
        var read = VocabularyFile.Read("facts.yaml", File.ReadAllText(In("schemes", "facts.yaml")), mistakes);
        string.Join('\n', mistakes.Found).ShouldBe("");
        return read!;
    });

    public static Vocabulary Vocabulary => Read.Value;

    public static string Root { get; } = Up(AppContext.BaseDirectory);

    public static string In(params string[] path) => Path.Combine([Root, .. path]);

    /// <summary>Each scheme of a folder, as the path of its file from the root.</summary>
    public static IEnumerable<string> Schemes(params string[] folder) =>
        Directory.EnumerateFiles(In(folder), "*.yaml")
            .Where(f => Path.GetFileName(f) is not ("facts.yaml" or "access.yaml") && !f.EndsWith(".examples.yaml", StringComparison.Ordinal))
            .Select(f => Path.GetRelativePath(Root, f)).Order(StringComparer.Ordinal);

    public static Scheme Scheme(string path)
    {
        var mistakes = new Mistakes();
        var scheme = SchemeFile.Read(path, File.ReadAllText(In(path)), Vocabulary, mistakes);
        string.Join('\n', mistakes.Found).ShouldBe("");
        return scheme!;
    }

    /// <summary>A file of the public data that the project is built from: under CAIRN_DATA, or in a <c>shared/data</c> beside or above the repository; null when it is not there.</summary>
    public static string? Data(params string[] path)
    {
        var folders = new List<string>();
        if (Environment.GetEnvironmentVariable("CAIRN_DATA") is { Length: > 0 } set) folders.Add(set);
        for (var at = new DirectoryInfo(Root); at is not null; at = at.Parent) folders.Add(Path.Combine(at.FullName, "shared", "data"));
        return folders.Select(f => Path.Combine([f, .. path])).FirstOrDefault(File.Exists);
    }

    private static string Up(string from)
    {
        for (var at = new DirectoryInfo(from); at is not null; at = at.Parent)
            if (File.Exists(Path.Combine(at.FullName, "Cairn.slnx"))) return at.FullName;
        throw new DirectoryNotFoundException("Cairn.slnx is in no folder above the tests.");
    }
}
