namespace Cairn.Tests.Reading;

/// <summary>Open data that is tested with and not shipped: in the folder <c>CAIRN_DATA</c> names, or in <c>shared/data</c> beside this repository.</summary>
internal static class OpenData
{
    /// <summary>The path of a data file; skips the test, and says why, where it is not there.</summary>
    public static string Path(params string[] parts)
    {
        var folder = Environment.GetEnvironmentVariable("CAIRN_DATA") is { Length: > 0 } given ? given : System.IO.Path.Combine(Schemes.SchemeFolder.In(".."), "shared", "data");
        var path = System.IO.Path.Combine([folder, .. parts]);
        Assert.SkipUnless(File.Exists(path), $"{string.Join('/', parts)} is not here; put it in the folder that CAIRN_DATA names.");
        return path;
    }
}
