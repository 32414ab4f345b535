using System.Globalization;

namespace Cairn.Record;

/// <summary>Reads <c>facts.yaml</c>. Every mistake in the file is noted; the vocabulary is null when there is one.</summary>
public static class VocabularyFile
{
    private static readonly string[] KindKeys = ["title", "about", "is", "details", "evidence", "recorded-by", "category", "lane", "ndtms", "top", "tells", "note"];
    private static readonly string[] DetailKeys = ["list", "number", "is", "title", "decimals", "min", "max", "required", "ndtms", "top", "note"];
    private static readonly string[] Categories = ["identity", "address", "treatment", "offence", "housing", "work", "money", "plan", "safeguarding", "none"];

    public static Vocabulary? Read(string file, string text, Mistakes mistakes)
    {
        var before = mistakes.Found.Count;
        if (Yaml.Read(file, text, mistakes) is not { } root) return null;
        Keys.Check(root, ["vocabulary", "roles", "evidence", "lists", "calendars", "lanes", "kinds", "note"], mistakes);
        var roles = Words(root["roles"]);
        var evidence = root["evidence"]?.Entries.Select(e => e.Key.Word).ToList() ?? [];
        if (evidence.Count > 64) mistakes.Add(root["evidence"]!, "There are more than 64 kinds of evidence; merge some.");
        var lists = (root["lists"]?.Entries ?? []).Select(e => List(e.Key.Word, e.Value, mistakes)).ToList();
        var lanes = (root["lanes"]?.Entries ?? []).Select((e, number) => new Lane(e.Key.Word, e.Value.Word, number)).ToList();
        var kinds = new List<Kind>();
        foreach (var (key, value) in root["kinds"]?.Entries ?? []) kinds.Add(ReadKind(key, value, kinds.Count, lists, evidence, roles, mistakes) with { Lane = LaneOf(value, lanes, mistakes) });
        var calendars = (root["calendars"]?.Entries ?? []).Select(e => ReadCalendar(e.Key.Word, e.Value, mistakes)).ToList();
        foreach (var twice in kinds.GroupBy(k => k.Name).Where(g => g.Count() > 1)) mistakes.Add(root["kinds"]!, $"The kind '{twice.Key}' is declared twice.");
        return mistakes.Found.Count > before ? null : new Vocabulary(kinds, lists, evidence, roles, calendars, lanes);
    }

    private static Lane? LaneOf(Yaml kind, List<Lane> lanes, Mistakes mistakes)
    {
        if (kind["lane"] is not { } at) return null;
        var found = lanes.Find(l => l.Name == at.Word);
        if (found is null) mistakes.Add(at, lanes.Count == 0 ? "No lanes are declared; write them under 'lanes:', each with its title." : $"There is no lane called '{at.Word}'.{Mistakes.DidYouMean(at.Word, lanes.Select(l => l.Name))}");
        else if (kind["about"] is { Word: not "person" }) mistakes.Add(at, "Only facts about a person are drawn in lanes; leave 'lane' out.");
        return found;
    }

    private static Calendar ReadCalendar(string name, Yaml at, Mistakes mistakes)
    {
        Keys.Check(at, ["days", "source", "note"], mistakes);
        var days = new HashSet<int>();
        foreach (var item in at["days"]?.Items ?? [])
        {
            var ends = item.Word.Split(" to ");
            if (ends.Length > 2 || !Day.TryParse(ends[0], out var first) || !Day.TryParse(ends[^1], out var last) || last < first)
            {
                mistakes.Add(item, $"'{item.Word}' is not a date, or two dates with 'to' between them; write 2026-12-25, or 2026-07-20 to 2026-09-02.");
                continue;
            }
            for (var day = first; day <= last; day++) days.Add(day);
        }
        return new Calendar(name, days.Contains);
    }

    private static CodeList List(string name, Yaml at, Mistakes mistakes)
    {
        Keys.Check(at, ["ordered", "codes", "source", "note"], mistakes);
        var codes = new List<Code>();
        foreach (var (key, value) in at["codes"]?.Entries ?? [])
        {
            if (value.IsMap) Keys.Check(value, ["title", "from", "until", "ndtms", "note"], mistakes);
            var title = value.IsMap ? value["title"]?.Word ?? key.Word : value.Word;
            codes.Add(new Code(key.Word, title.Length == 0 ? key.Word : title, Keys.DayOf(value["from"], 0, mistakes), Keys.DayOf(value["until"], Day.Never, mistakes), value["ndtms"]?.Word));
        }
        if (codes.Count == 0) mistakes.Add(at, $"The list '{name}' has no codes; write them under 'codes:'.");
        return new CodeList(name, at["ordered"] is { } o && Keys.Yes(o, mistakes), codes);
    }

    private static Kind ReadKind(Yaml key, Yaml at, int number, List<CodeList> lists, List<string> evidence, List<string> roles, Mistakes mistakes)
    {
        Keys.Check(at, KindKeys, mistakes);
        var details = new List<Detail>();
        foreach (var (name, value) in at["details"]?.Entries ?? []) details.Add(ReadDetail(name, value, details.Count, lists, mistakes));
        var isSpell = Keys.OneOf(at["is"], ["event", "spell"], "event", mistakes) == "spell";
        var about = Enum.Parse<About>(Keys.OneOf(at["about"], ["person", "member", "partner", "group", "place"], "person", mistakes), ignoreCase: true);
        var accepts = Known(at["evidence"], evidence, "kind of evidence", mistakes);
        var by = Known(at["recorded-by"], roles, "role", mistakes);
        var category = Keys.OneOf(at["category"], Categories, "none", mistakes);
        if (at["tells"] is { } tells && (about is not About.Person || !Keys.Check(tells, ["on", "words"], mistakes) || tells["words"] is null)) mistakes.Add(tells, "'tells:' is for kinds about a person, with 'words:', and 'on:' recorded or day-before.");
        return new Kind(key.Word, number, at["title"]?.Word ?? key.Word, about, isSpell, Slots(details), accepts, by, category, at["ndtms"]?.Word, at["top"]?.Word)
        {
            Notice = at["tells"] is { IsMap: true } told ? new Notice(told["words"]?.Word ?? "", Keys.OneOf(told["on"], ["recorded", "day-before"], "recorded", mistakes) == "day-before") : null,
        };
    }

    private static Detail ReadDetail(Yaml name, Yaml at, int place, List<CodeList> lists, Mistakes mistakes)
    {
        if (at.IsWord) return Plain(name.Word, at, at.Word, at, place, mistakes);
        Keys.Check(at, DetailKeys, mistakes);
        if (at["list"] is { } list)
        {
            var found = lists.FirstOrDefault(l => l.Name == list.Word);
            if (found is null) mistakes.Add(list, $"There is no list called '{list.Word}'.{Mistakes.DidYouMean(list.Word, lists.Select(l => l.Name))}");
            return Make(name.Word, at, DetailType.Code, found, "", 0, 0, (found?.Codes.Count ?? 1) - 1, place, mistakes);
        }
        if (at["number"] is { } unit)
        {
            var decimals = Whole(at["decimals"], 0, mistakes);
            if (decimals is < 0 or > 4) mistakes.Add(at["decimals"]!, "A number has 0 to 4 decimals.");
            return Make(name.Word, at, DetailType.Number, null, unit.Word, decimals, Whole(at["min"], 0, mistakes), Whole(at["max"], 100_000, mistakes), place, mistakes);
        }
        return Plain(name.Word, at, at["is"]?.Word ?? "", at, place, mistakes);
    }

    private static Detail Plain(string name, Yaml at, string type, Yaml options, int place, Mistakes mistakes)
    {
        var known = type switch { "money" => DetailType.Money, "date" => DetailType.Date, "name" => DetailType.Name, "words" => DetailType.Words, _ => (DetailType?)null };
        if (known is null) mistakes.Add(at, $"The detail '{name}' must say 'list: NAME', 'number: UNIT', or be money, date, name or words.{Mistakes.DidYouMean(type, ["money", "date", "name", "words"])}");
        return Make(name, options, known ?? DetailType.Words, null, known is DetailType.Money ? "£" : "", 0, known is DetailType.Money ? int.MinValue : 0, int.MaxValue, place, mistakes);
    }

    private static Detail Make(string name, Yaml at, DetailType type, CodeList? list, string unit, int decimals, int min, int max, int place, Mistakes mistakes) =>
        new(name, at["title"]?.Word ?? name, type, list, unit, decimals, min, max, at["required"] is { } r && Keys.Yes(r, mistakes), at["ndtms"]?.Word, at["top"]?.Word, place);

    /// <summary>Gives the two places in the row to the first details that fit sixteen bits, in declared order, and a column to the rest.</summary>
    private static List<Detail> Slots(List<Detail> details)
    {
        int row = 0, column = 2;
        var placed = new List<Detail>();
        foreach (var d in details)
        {
            var steps = (long)d.Max * (long)Math.Pow(10, d.Decimals);
            var fits = d.Type is DetailType.Code or DetailType.Date || (d.Type is DetailType.Number && d.Min >= 0 && steps < FactColumns.Absent);
            placed.Add(d with { Slot = d.Type is DetailType.Words ? -1 : fits && row < 2 ? row++ : column++ });
        }
        return placed;
    }

    private static List<string> Known(Yaml? at, List<string> known, string what, Mistakes mistakes)
    {
        var words = Words(at);
        if (at is null) return words;
        foreach (var item in at.Items)
            if (item.Word.Length > 0 && !known.Contains(item.Word)) mistakes.Add(item, $"There is no {what} called '{item.Word}'.{Mistakes.DidYouMean(item.Word, known)}");
        return words;
    }

    private static List<string> Words(Yaml? at) => at is null ? [] : at.Items.Where(i => i.Word.Length > 0).Select(i => i.Word).ToList();

    private static int Whole(Yaml? at, int otherwise, Mistakes mistakes)
    {
        if (at is null) return otherwise;
        if (int.TryParse(at.Word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var n)) return n;
        mistakes.Add(at, $"'{at.Word}' is not a whole number.");
        return otherwise;
    }
}
