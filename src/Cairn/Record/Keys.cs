namespace Cairn.Record;

/// <summary>Checks shared by every YAML reader: the keys a mapping may have, yes and no, one of a few words.</summary>
public static class Keys
{
    /// <summary>Notes every key that is not known, with the nearest one that is, and anything that is not a mapping.</summary>
    public static bool Check(Yaml at, IReadOnlyList<string> known, Mistakes mistakes)
    {
        if (!at.IsMap)
        {
            if (at.IsWord && at.Word.Length == 0) mistakes.Add(at, $"Something is missing here; write one of: {string.Join(", ", known)}.");
            else mistakes.Add(at, $"This should be a mapping with the keys {string.Join(", ", known)}.");
            return false;
        }
        var good = true;
        foreach (var (key, _) in at.Entries)
        {
            if (known.Contains(key.Word)) continue;
            good = false;
            var near = Mistakes.DidYouMean(key.Word, known);
            mistakes.Add(key, $"'{key.Word}' is not known here.{(near.Length > 0 ? near : $" Known: {string.Join(", ", known)}.")}");
        }
        return good;
    }

    public static bool Yes(Yaml at, Mistakes mistakes) => OneOf(at, ["yes", "no", "true", "false"], "no", mistakes) is "yes" or "true";

    public static string OneOf(Yaml? at, IReadOnlyList<string> words, string otherwise, Mistakes mistakes)
    {
        if (at is null) return otherwise;
        if (at.IsWord && words.Contains(at.Word)) return at.Word;
        mistakes.Add(at, $"'{at.Word}' is not one of {string.Join(", ", words)}.{Mistakes.DidYouMean(at.Word, words)}");
        return otherwise;
    }
}
