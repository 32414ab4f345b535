using Cairn.Record;

namespace Cairn.Desk;

/// <summary>The words of the access table: codes of the vocabulary as sets, ties, grounds, capacities and times. What is not known is noted.</summary>
internal sealed class AccessWords(AccessTable table, Mistakes mistakes)
{
    /// <summary>Notes each key that a mapping lacks.</summary>
    public void Needs(Yaml at, params string[] keys)
    {
        foreach (var key in keys) if (at[key] is null) mistakes.Add(at, $"'{key}' is missing here; add it.");
    }

    /// <summary>One code or a list of them as bits; an empty list is an empty set, and so is what is not there.</summary>
    public ulong Set(Yaml? at, CodeList list, string what)
    {
        var set = 0UL;
        foreach (var item in at?.Items ?? [])
        {
            var place = list.Find(item.Word);
            if (place < 0) mistakes.Add(item, $"There is no {what} called '{item.Word}'.{Mistakes.DidYouMean(item.Word, list.Codes.Select(c => c.Name))}");
            else if ((set & 1UL << place) != 0) mistakes.Add(item, $"'{item.Word}' stands here twice; keep one.");
            else set |= 1UL << place;
        }
        return set;
    }

    /// <summary>As <see cref="Set"/>; what is not there is all of them.</summary>
    public ulong SetOrAll(Yaml? at, CodeList list, string what) => at is null ? (1UL << list.Codes.Count) - 1 : Set(at, list, what);

    /// <summary>A list of roles, or a mapping of <c>roles</c> and <c>at</c>.</summary>
    public Holders Holders(Yaml at)
    {
        if (at.IsMap && at["minutes"] is null) Keys.Check(at, ["roles", "at"], mistakes);
        return at.IsMap
            ? new Holders(Set(at["roles"], table.Roles, "role"), SetOrAll(at["at"], table.Types, "kind of organisation"))
            : new Holders(Set(at, table.Roles, "role"), SetOrAll(null, table.Types, ""));
    }

    public List<T> OneOrMore<T>(Yaml at, IReadOnlyList<T> known) where T : struct, Enum
    {
        var names = known.Select(AccessTable.Word).ToList();
        var found = new List<T>();
        foreach (var item in at.Items)
        {
            if (names.IndexOf(item.Word) is >= 0 and var place) found.Add(known[place]);
            else mistakes.Add(item, $"'{item.Word}' is not one of {string.Join(", ", names)}.{Mistakes.DidYouMean(item.Word, names)}");
        }
        return found;
    }

    public List<string> Capacities(Yaml at)
    {
        foreach (var item in at.Items)
            if (!table.Vocabulary.Roles.Contains(item.Word)) mistakes.Add(item, $"There is no role called '{item.Word}' in which facts are said.{Mistakes.DidYouMean(item.Word, table.Vocabulary.Roles)}");
        return [.. at.Items.Select(i => i.Word)];
    }

    public Length Time(Yaml? at, string key)
    {
        if (at is null) return default;
        if (at[key] is not { } word) mistakes.Add(at, $"'{key}' is missing here; write how long, such as 90 days.");
        else if (Length.TryParse(word.Word, out var length) && length is { Count: > 0, Unit: not LengthUnit.WorkingDays }) return length;
        else mistakes.Add(word, $"'{word.Word}' is not a length of time; write one such as 90 days or 12 months.");
        return default;
    }

    public static string Name(CodeList list, ulong bit) => list.Codes[System.Numerics.BitOperations.TrailingZeroCount(bit)].Name;

    /// <summary>Each bit of a set by itself.</summary>
    public static IEnumerable<ulong> Bits(ulong set)
    {
        for (; set != 0; set &= set - 1) yield return set & (~set + 1);
    }
}
