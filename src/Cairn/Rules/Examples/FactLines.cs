using System.Globalization;
using Cairn.Record;

namespace Cairn.Rules;

/// <summary>
/// Reads the facts of an example: <c>{ person: Ann, housing: hostel, from: 2026-02-01 }</c>, in the words of a pattern. A list
/// of people, or "P01 to P13", stands for a fact of each.
/// </summary>
internal sealed class FactLines(Vocabulary vocabulary, Mistakes mistakes)
{
    private static readonly string[] Subjects = ["person", "member", "partner", "group", "place"];
    private static readonly string[] Plain = [.. Subjects, "from", "to", "on", "id", "corrects", "retracts", "recorded", "evidence", "said-by", "note"];

    public List<Draft> Read(Yaml list)
    {
        var drafts = new List<Draft>();
        foreach (var item in list.Items) drafts.AddRange(One(item));
        return [.. drafts.OrderBy(d => d.Recorded)];
    }

    private List<Draft> One(Yaml at)
    {
        if (!at.IsMap)
        {
            mistakes.Add(at, "A fact is written { person: Ann, KIND: DETAILS, from: 2026-04-01 }.");
            return [];
        }
        if (at["retracts"] is { } retracted) return Retraction(at, retracted);
        (Kind Kind, Yaml Value)? named = null;
        foreach (var (key, entry) in at.Entries)
        {
            if (vocabulary.Find(key.Word) is { } known && !(Subjects.Contains(key.Word) && named is not null)) named = (known, entry);
            else if (!Plain.Contains(key.Word)) mistakes.Add(key, $"'{key.Word}' is neither a kind of fact nor a field of one.{Mistakes.DidYouMean(key.Word, [.. vocabulary.Kinds.Select(k => k.Name), .. Plain])}");
        }
        if (named is not var (kind, value))
        {
            if (!mistakes.Any) mistakes.Add(at, "This names no kind of fact.");
            return [];
        }
        var about = kind.About.ToString().ToLowerInvariant();
        if (at[about] is not { } subjects)
        {
            mistakes.Add(at, $"A fact of kind '{kind.Name}' is about a {about}; write '{about}: NAME'.");
            return [];
        }
        var began = at["from"] ?? at["on"];
        var from = Keys.DayOf(began, -1, mistakes);
        if (from < 0)
        {
            if (began is null) mistakes.Add(at, kind.IsSpell ? "Say when it began: 'from: 2026-04-01'." : "Say on which day: 'on: 2026-04-01'.");
            return [];
        }
        var to = kind.IsSpell ? at["on"] is not null ? from : Keys.DayOf(at["to"], Day.Never, mistakes) : from;
        if (to < from) mistakes.Add(at["to"]!, $"It ends before it begins, on {Day.Iso(from)}.");
        var recorded = at["recorded"] is { } r ? Keys.DayOf(r, from, mistakes) : to == Day.Never ? from : to;
        var details = Details(kind, value, from);
        return [.. Names(subjects).Select(name => new Draft(kind, name, from, to, recorded)
        {
            Id = at["id"]?.Word, Corrects = at["corrects"]?.Word, Details = details, Evidence = EvidenceOf(at["evidence"]), SaidBy = Role(at["said-by"]),
        })];
    }

    /// <summary>A retraction says nothing of its own: it is kept as an empty fact of the kind it takes back, of its day.</summary>
    private List<Draft> Retraction(Yaml at, Yaml retracted)
    {
        Keys.Check(at, [.. Subjects, "on", "id", "retracts", "recorded", "note"], mistakes);
        var taken = at["recorded"] ?? at["on"];
        var day = Keys.DayOf(taken, -1, mistakes);
        if (taken is null) mistakes.Add(at, "Say when it was taken back: 'recorded: 2026-04-01'.");
        return day < 0 ? [] : [new Draft(vocabulary.Kinds[0], at["person"]?.Word ?? "", day, day, day) { Retracts = retracted.Word, Id = at["id"]?.Word }];
    }

    /// <summary>Each name; "P01 to P13" is thirteen of them, as wide as the first is written.</summary>
    private IEnumerable<string> Names(Yaml at)
    {
        foreach (var item in at.Items)
        {
            var to = item.Word.IndexOf(" to ", StringComparison.Ordinal);
            if (to < 0)
            {
                yield return item.Word;
                continue;
            }
            var (stem, first) = Numbered(item.Word[..to]);
            var (otherStem, last) = Numbered(item.Word[(to + 4)..]);
            if (stem != otherStem || !int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var n) || !int.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out var end) || end < n || end - n >= 10_000)
            {
                mistakes.Add(item, $"'{item.Word}' should be two names that end in numbers, the smaller first: P01 to P13.");
                continue;
            }
            for (; n <= end; n++) yield return stem + n.ToString(CultureInfo.InvariantCulture).PadLeft(first.Length, '0');
        }
    }

    private static (string Stem, string Digits) Numbered(string name)
    {
        var digits = name.Length;
        while (digits > 0 && char.IsAsciiDigit(name[digits - 1])) digits--;
        return (name[..digits], name[digits..]);
    }

    private List<(Detail, string)> Details(Kind kind, Yaml value, int from)
    {
        var details = new List<(Detail, string)>();
        if (value.IsWord && value.Word == "any") return details;
        if (!value.IsMap)
        {
            if (kind.Main is { } main) Add(details, main, value, from);
            else mistakes.Add(value, $"A fact of kind '{kind.Name}' has no details; write 'any'.");
            return details;
        }
        foreach (var (key, item) in value.Entries)
        {
            if (kind.Find(key.Word) is { } detail) Add(details, detail, item, from);
            else mistakes.Add(key, $"A fact of kind '{kind.Name}' has no detail '{key.Word}'.{Mistakes.DidYouMean(key.Word, kind.Details.Select(d => d.Name))}");
        }
        return details;
    }

    private void Add(List<(Detail, string)> details, Detail detail, Yaml value, int from)
    {
        if (detail.Slot >= 0 && !DetailText.TryRead(detail, value.Word, from, new References(), out _, out var problem)) mistakes.Add(value, problem);
        else details.Add((detail, value.Word));
    }

    private ulong EvidenceOf(Yaml? at)
    {
        ulong seen = 0;
        foreach (var item in at?.Items ?? [])
        {
            var place = vocabulary.Evidence.ToList().IndexOf(item.Word);
            if (place < 0) mistakes.Add(item, $"'{item.Word}' is not a kind of evidence in the vocabulary.{Mistakes.DidYouMean(item.Word, vocabulary.Evidence)}");
            else seen |= 1UL << place;
        }
        return seen;
    }

    private int Role(Yaml? at)
    {
        if (at is null) return -1;
        var place = vocabulary.Roles.ToList().IndexOf(at.Word);
        if (place < 0) mistakes.Add(at, $"There is no role called '{at.Word}'.{Mistakes.DidYouMean(at.Word, vocabulary.Roles)}");
        return place;
    }
}
