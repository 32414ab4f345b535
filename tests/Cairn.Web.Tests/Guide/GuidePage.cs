namespace Cairn.Web.Tests.Guide;

/// <summary>A page of docs/guide.</summary>
internal sealed record GuidePage(string Name, string Text)
{
    public static IReadOnlyList<GuidePage> All { get; } = [.. Directory.EnumerateFiles(Town.In("docs/guide"), "*.md").Order(StringComparer.Ordinal).Select(f => new GuidePage(Path.GetFileName(f), File.ReadAllText(f)))];
}
