using Cairn.Record;
using Cairn.Rules;

namespace Cairn.Web.Pages.Schemes;

/// <summary>
/// Rules and examples as somebody wrote them in two boxes: read, checked against what cannot change, and every example run. The scheme is null, and the
/// mistakes say why, where anything is wrong.
/// </summary>
public sealed record RulesText(string Text, string Examples, Scheme? Scheme, int Held, IReadOnlyList<Mistake> Mistakes)
{
    public const string OfRules = "rules", OfExamples = "examples";

    /// <summary>Far more than any scheme needs; what is longer is not compared or kept.</summary>
    public const int MostCharacters = 60_000, MostLines = 2_000;

    /// <summary>Reads both; what is as it was but for line ends keeps its very words, so that its version is the same.</summary>
    public static RulesText Read(Scheme now, string textNow, string examplesNow, string text, string examples, Vocabulary vocabulary)
    {
        (text, examples) = (Kept(text, textNow), Kept(examples, examplesNow));
        var mistakes = new Mistakes();
        var (scheme, held) = ((Scheme?)null, 0);
        if (Fits(OfRules, text, mistakes) & Fits(OfExamples, examples, mistakes))
        {
            scheme = SchemeFile.Read(OfRules, text, vocabulary, mistakes);
            if (scheme is not null) StaysTheSame(now, scheme, mistakes);
            var worked = examples.Length == 0 ? [] : ExamplesFile.Read(OfExamples, examples, vocabulary, mistakes);
            if (examplesNow.Length > 0 && worked.Count == 0 && !mistakes.Any) mistakes.Add(new(OfExamples, 1, 1, "The examples are gone. Keep those that still hold: they show what the rules mean."));
            if (scheme is not null && !mistakes.Any) foreach (var example in worked) ExamplesFile.Run(scheme, example, vocabulary, mistakes);
            held = worked.Count;
        }
        return new RulesText(text, examples, mistakes.Any ? null : scheme, held, mistakes.Found);
    }

    /// <summary>The lines of a text around its mistakes, by number.</summary>
    public IEnumerable<(int Number, string Line, bool IsWrong)> Around(string file, int around = 2)
    {
        var lines = (file == OfRules ? Text : Examples).ReplaceLineEndings("\n").Split('\n');
        var wrong = Mistakes.Where(m => m.File == file).Select(m => m.Line).ToHashSet();
        for (var n = 1; n <= Math.Min(lines.Length, MostLines); n++)
            if (Enumerable.Range(n - around, 2 * around + 1).Any(wrong.Contains)) yield return (n, lines[n - 1].Length > 400 ? lines[n - 1][..400] + "…" : lines[n - 1], wrong.Contains(n));
    }

    private static void StaysTheSame(Scheme now, Scheme then, Mistakes mistakes)
    {
        if (then.Name != now.Name) mistakes.Add(then.At["scheme"] ?? then.At, $"This scheme is called '{now.Name}', and what was paid is kept under that name. Put it back; another name is another scheme.");
        if (then.About != now.About) mistakes.Add(then.At["about"] ?? then.At, $"This scheme is about each {now.About.ToString().ToLowerInvariant()}. That cannot change; begin another scheme.");
        if (then.Money != now.Money) mistakes.Add(then.At["money"] ?? then.At, $"This scheme's money is '{now.Money.ToString().ToLowerInvariant()}'. That cannot change; begin another scheme.");
        foreach (var payer in now.Payers.Where(p => then.Payers.All(t => t.Name != p.Name)))
            mistakes.Add(then.At["payers"] ?? then.At, $"'{payer.Name}' pays for this scheme, and what they paid is kept under that name. Leave them in; without a price they pay nothing more.");
    }

    private static bool Fits(string file, string text, Mistakes mistakes)
    {
        var what = file == OfRules ? "The rules are" : "The examples are";
        if (text.Length > MostCharacters) mistakes.Add(new(file, 1, 1, $"{what} {text.Length:#,0} characters long; at most {MostCharacters:#,0} are taken."));
        else if (text.Count(c => c == '\n') > MostLines) mistakes.Add(new(file, 1, 1, $"{what} more than {MostLines:#,0} lines long; take out what is not needed."));
        else return true;
        return false;
    }

    private static string Kept(string written, string now) => Plain(written) == Plain(now) ? now : Plain(written);

    private static string Plain(string text) => text.ReplaceLineEndings("\n").Trim() is { Length: > 0 } words ? words + "\n" : "";
}
