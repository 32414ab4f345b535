using System.IO.Compression;

namespace Cairn;

/// <summary>Files to be taken away together, as a zip. The same files are the same bytes.</summary>
public static class Zipped
{
    /// <summary>One day for all, the first that a zip can say.</summary>
    private static readonly DateTimeOffset Day = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static byte[] Of(IEnumerable<(string Name, byte[] Content)> files)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, content) in files)
            {
                var entry = zip.CreateEntry(name);
                entry.LastWriteTime = Day;
                using var file = entry.Open();
                file.Write(content);
            }
        return bytes.ToArray();
    }
}
