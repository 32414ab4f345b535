using Cairn.Record;

namespace Cairn.Web.Pages.Mine;

/// <summary>A look in words for the person it was at: what for, on what ground, and what was shown.</summary>
internal static class LookWords
{
    /// <summary>What each purpose of a look is called; those of a role's right have no place in the vocabulary, for nobody consents to them.</summary>
    public static Func<string, string> Purposes(Vocabulary vocabulary) => code => code switch
    {
        "match" => "Comparing two records that may be one person's",
        "complaint" => "Answering a complaint",
        "copy" => "Looking through your copy",
        "erase" => "Erasing a record",
        _ => Title(vocabulary, "purposes", code),
    };

    public static string Title(Vocabulary vocabulary, string list, string code) => vocabulary.Lists.First(l => l.Name == list) is var found && found.Find(code) is >= 0 and var at ? found.Codes[at].Title : code;

    /// <summary>Why they could: in an emergency, because the person agreed, or by the work that they do.</summary>
    public static string Ground(string basis) => basis.Contains("Emergency", StringComparison.Ordinal) ? ", in an emergency" : basis.Contains("Consent", StringComparison.Ordinal) ? ", because you agreed" : basis == "Role" ? ", as part of their role" : "";

    public static string Said(string purpose, string basis, IEnumerable<string> categories, Vocabulary vocabulary) =>
        $"{purpose}{Ground(basis)}. {(string.Join(", ", categories.Select(c => Title(vocabulary, "categories", c).ToLowerInvariant())) is { Length: > 0 } what ? $"Saw: {what}." : "Saw no details.")}";
}
