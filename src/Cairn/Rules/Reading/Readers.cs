using System.Globalization;
using Cairn.Record;

namespace Cairn.Rules;

/// <summary>What the readers of budgets, grants and plans share: the readers of the language's parts, and a few small forms.</summary>
internal sealed record Readers(Vocabulary Vocabulary, Mistakes Mistakes, PatternReader Patterns, WindowReader Windows, ClauseReader Clauses, QuantityReader Quantities, MoneyReader Money)
{
    /// <summary>A date, which must be there.</summary>
    public int NeededDay(Yaml at, string key, string why)
    {
        if (at[key] is { } day && Day.TryParse(day.Word, out var found)) return found;
        Mistakes.Add(at[key] ?? at, $"Write '{key}:' with a date such as 2026-04-01: {why}");
        return Day.Never;
    }

    public int Whole(Yaml at)
    {
        if (int.TryParse(at.Word, NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var n) && n > 0) return n;
        Mistakes.Add(at, $"'{at.Word}' should be a whole number above 0.");
        return 1;
    }

    public int Percent(Yaml at)
    {
        if (QuantityReader.Percent(at.Word) is { } percent) return percent;
        Mistakes.Add(at, $"'{at.Word}' is not a percentage; write it as 60%.");
        return 0;
    }

    /// <summary>A mapping whose keys are names of the scheme's own; anything else is a mistake.</summary>
    public IReadOnlyList<KeyValuePair<Yaml, Yaml>> Named(Yaml? at, string what)
    {
        if (at is null) return [];
        if (!at.IsMap) Mistakes.Add(at, $"Write {what}, each under a name of its own.");
        return at.Entries;
    }

    /// <summary>A number, amount or name that a kind of fact has and columns hold; null with a mistake otherwise.</summary>
    public Detail? DetailOf(Kind kind, Yaml? at, Yaml around, string key, params DetailType[] types)
    {
        var fits = kind.Details.Where(d => d.Slot >= 0 && types.Contains(d.Type)).ToList();
        if (at is not null && fits.Find(d => d.Name == at.Word) is { } found) return found;
        Mistakes.Add(at ?? around, $"'{key}:' names one of the details of '{kind.Name}': {(fits.Count > 0 ? string.Join(", ", fits.Select(d => d.Name)) : "it has none that will do")}.{(at is null ? "" : Mistakes.DidYouMean(at.Word, fits.Select(d => d.Name)))}");
        return null;
    }

    /// <summary>A title as a sentence, from a name, where the file gives none.</summary>
    public static string Sentence(string name) => name.Length == 0 ? name : char.ToUpperInvariant(name[0]) + name[1..].Replace('-', ' ');
}
