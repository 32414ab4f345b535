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

    /// <summary>Yes or no, also as true and false; anything else is noted and counts as no.</summary>
    public static bool Yes(Yaml at, Mistakes mistakes) => OneOf(at, ["yes", "no", "true", "false"], "no", mistakes) is "yes" or "true";

    /// <summary>An ISO date; what is not there, or is no date, which is noted with what it seems to be, is what is given for it.</summary>
    public static int DayOf(Yaml? at, int otherwise, Mistakes mistakes)
    {
        if (at is null) return otherwise;
        if (Day.TryParse(at.Word, out var day)) return day;
        mistakes.Add(at, Days.Problem(at.Word));
        return otherwise;
    }

    /// <summary>One of a few words; what is not there, or is none of them, which is noted, is what is given for it.</summary>
    public static string OneOf(Yaml? at, IReadOnlyList<string> words, string otherwise, Mistakes mistakes)
    {
        if (at is null) return otherwise;
        if (at.IsWord && words.Contains(at.Word)) return at.Word;
        mistakes.Add(at, $"'{at.Word}' is not one of {string.Join(", ", words)}.{Mistakes.DidYouMean(at.Word, words)}");
        return otherwise;
    }
}
