using Cairn.Tests.Schemes;

namespace Cairn.Tests.Docs;

/// <summary>Documents that a test writes, so that what they show is what happens.</summary>
internal static class Written
{
    /// <summary>The document must be as made here; with CAIRN_WRITE_DOCS=1 it is written so instead.</summary>
    public static void ShouldBe(string text, params string[] path)
    {
        var file = SchemeFolder.In(path);
        if (Environment.GetEnvironmentVariable("CAIRN_WRITE_DOCS") == "1") File.WriteAllText(file, text);
        File.Exists(file).ShouldBeTrue($"{path[^1]} is not written yet; run the tests with CAIRN_WRITE_DOCS=1.");
        var (stands, made) = (File.ReadAllText(file).Split('\n'), text.Split('\n'));
        for (var i = 0; i < Math.Max(stands.Length, made.Length); i++)
        {
            var (s, m) = (i < stands.Length ? stands[i] : "(nothing)", i < made.Length ? made[i] : "(nothing)");
            s.ShouldBe(m, $"{path[^1]}, line {i + 1}, is not what happens now; look at the difference, and write it anew with CAIRN_WRITE_DOCS=1.");
        }
    }
}
