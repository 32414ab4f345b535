using System.Globalization;

namespace Cairn.Record;

/// <summary>Reads a profile's YAML. Every mistake is noted where it stands.</summary>
internal sealed class ProfileReader(Vocabulary vocabulary, Mistakes mistakes)
{
    private static readonly string[] Known = ["profile", "title", "source", "note", "assumptions", "reads", "dates", "person", "about", "days", "rows", "facts"];
    private static readonly string[] OfFact = ["fact", "person", "about", "when", "from", "to", "recorded", "id", "details", "evidence", "said-by", "assumption", "note"];
    private static readonly (string Word, char Delimiter)[] Delimiters = [("comma", ','), ("semicolon", ';'), ("tab", '\t'), ("bar", '|')];

    private readonly Dictionary<string, ProfileDay> days = new(StringComparer.Ordinal);
    private readonly List<(string Column, Yaml At)> columns = [];
    private readonly List<(string Where, string Why)> assumptions = [];
    private string form = "iso";

    public ImportProfile? Profile(Yaml root)
    {
        if (!Keys.Check(root, Known, mistakes) && !root.IsMap) return null;
        if (root["profile"] is not { Word.Length: > 0 } name)
        {
            mistakes.Add(root, "A profile begins with 'profile: NAME'.");
            return null;
        }
        foreach (var item in root["assumptions"]?.Items ?? []) assumptions.Add((name.Word, item.Word));
        if (root["reads"] is { } reads) Keys.Check(reads, ["encoding", "delimiter"], mistakes);
        var windows = Keys.OneOf(root["reads"]?["encoding"], ["utf-8", "windows-1252"], "utf-8", mistakes) == "windows-1252";
        var delimiter = Keys.OneOf(root["reads"]?["delimiter"], [.. Delimiters.Select(d => d.Word)], "comma", mistakes);
        form = Keys.OneOf(root["dates"], ProfileDay.Forms, "iso", mistakes);
        foreach (var (key, value) in root["days"]?.Entries ?? []) days[key.Word] = NamedDay(key.Word, value);
        var rows = root["rows"] is { } which ? Condition(which) : null;
        var facts = new List<ProfileFact>();
        if (root["facts"] is not { IsList: true } list) mistakes.Add(root["facts"] ?? root, "A profile says under 'facts:' which facts follow from a row, as a list.");
        else foreach (var item in list.Items) if (Fact(item, root) is { } fact) facts.Add(fact);
        var bytes = (byte)Delimiters.First(d => d.Word == delimiter).Delimiter;
        return new ImportProfile(name.Word, root["title"]?.Word ?? name.Word, root["source"]?.Word, windows, bytes, rows, facts, columns, assumptions);
    }

    private ProfileFact? Fact(Yaml at, Yaml root)
    {
        if (!Keys.Check(at, OfFact, mistakes) && !at.IsMap) return null;
        var kind = at["fact"] is { } said ? vocabulary.Find(said.Word) : null;
        if (kind is null)
        {
            mistakes.Add(at["fact"] ?? at, at["fact"] is { } word ? $"There is no kind of fact called '{word.Word}'.{Mistakes.DidYouMean(word.Word, vocabulary.Kinds.Select(k => k.Name))}" : "Say which kind of fact: 'fact: KIND'.");
            return null;
        }
        Assume(kind.Name, at);
        var whom = kind.About is About.Person ? "person" : "about";
        var subject = at[whom] ?? root[whom];
        if (subject is null) mistakes.Add(at, $"Say whom the fact is about: '{whom}: \"{{COLUMN}}\"'.");
        if (at["from"] is null) mistakes.Add(at, "Say on which day the fact begins: 'from:'.");
        if (at["to"] is { } end && !kind.IsSpell) mistakes.Add(end, $"A fact of kind '{kind.Name}' is an event of one day; leave 'to' out.");
        var details = Details(kind, at["details"]);
        foreach (var detail in kind.Details)
            if (detail.Required && details.All(d => d.Detail != detail)) mistakes.Add(at, $"A fact of kind '{kind.Name}' needs its detail '{detail.Name}'.");
        if (subject is null || at["from"] is not { } from) return null;
        return new ProfileFact(kind, Text(subject), DayOf(from))
        {
            When = at["when"] is { } when ? Condition(when) : null, To = at["to"] is { } to ? DayOf(to) : null, Recorded = at["recorded"] is { } recorded ? DayOf(recorded) : null,
            Id = at["id"] is { } id ? Text(id) : null, Details = details, Evidence = Evidence(at["evidence"]), SaidBy = Role(at["said-by"]),
        };
    }

    private List<(Detail Detail, ProfileText Text)> Details(Kind kind, Yaml? at)
    {
        var details = new List<(Detail, ProfileText)>();
        foreach (var (key, value) in at?.Entries ?? [])
        {
            if (kind.Find(key.Word) is not { } detail)
            {
                mistakes.Add(key, $"A fact of kind '{kind.Name}' has no detail '{key.Word}'.{Mistakes.DidYouMean(key.Word, kind.Details.Select(d => d.Name))}");
                continue;
            }
            Assume($"{kind.Name}.{detail.Name}", value);
            details.Add((detail, Text(value, detail)));
        }
        return details;
    }

    /// <summary>A text from the profile; where it is a detail, its constant codes are checked at once.</summary>
    private ProfileText Text(Yaml at, Detail? detail = null)
    {
        if (at.IsWord) return Template(at, detail);
        if (!Keys.Check(at, ["column", "codes", "otherwise", "cases", "day", "is", "assumption", "note"], mistakes)) return new ProfileText.Template([]);
        if (at["is"] is { } word) return Text(word, detail);
        if (at["day"] is { } day) return new ProfileText.OfDay(DayOf(day));
        if (at["cases"] is { } cases)
        {
            var read = new List<(ProfileCondition, ProfileText)>();
            foreach (var one in cases.Items)
            {
                if (!Keys.Check(one, ["when", "is", "assumption", "note"], mistakes)) continue;
                if (detail is not null) Assume(detail.Name, one);
                if (one["when"] is { } when && one["is"] is { } its) read.Add((Condition(when), Text(its, detail)));
                else mistakes.Add(one, "A case says 'when:' and 'is:'.");
            }
            return read.Count > 0 ? new ProfileText.Cases(read) : new ProfileText.Template([]);
        }
        if (at["column"] is not { Word.Length: > 0 } column)
        {
            mistakes.Add(at, "Say where this comes from: 'column:', 'cases:', 'day:' or 'is:'.");
            return new ProfileText.Template([]);
        }
        columns.Add((column.Word, column));
        if (at["codes"] is not { } list) return new ProfileText.Template([(column.Word, true)]);
        var codes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in list.Entries) codes[key.Word] = Constant(value, detail);
        return new ProfileText.Coded(column.Word, codes, at["otherwise"] is { } otherwise ? Constant(otherwise, detail) : null);
    }

    private ProfileText.Template Template(Yaml at, Detail? detail)
    {
        var parts = new List<(string, bool)>();
        var text = at.Word;
        while (text.Length > 0)
        {
            var open = text.IndexOf('{', StringComparison.Ordinal);
            if (open != 0) parts.Add((open < 0 ? text : text[..open], false));
            if (open < 0) break;
            var close = text.IndexOf('}', StringComparison.Ordinal);
            if (close < open)
            {
                mistakes.Add(at, "A brace is opened and not closed; a column is written {COLUMN}.");
                break;
            }
            var column = text[(open + 1)..close];
            columns.Add((column, at));
            parts.Add((column, true));
            text = text[(close + 1)..];
        }
        if (parts.Count == 1 && !parts[0].Item2) Constant(at, detail);
        return new ProfileText.Template(parts);
    }

    private string Constant(Yaml at, Detail? detail)
    {
        if (detail is { Type: DetailType.Code } && at.Word.Length > 0 && detail.List!.Find(at.Word) < 0)
            mistakes.Add(at, $"'{at.Word}' is not in the list {detail.List.Name}.{Mistakes.DidYouMean(at.Word, detail.List.Codes.Select(c => c.Name))}");
        return at.Word;
    }

    private ProfileCondition Condition(Yaml at)
    {
        var parts = new List<(string, Func<string, bool>)>();
        if (!at.IsMap || at.Entries.Count == 0) mistakes.Add(at, "A condition names columns: '{ COLUMN: text }', '[a, b]', 'not a', 'given', 'empty' or '90 or more'.");
        foreach (var (key, value) in at.Entries)
        {
            columns.Add((key.Word, key));
            parts.Add((key.Word, ProfileCondition.Fits([.. value.Items.Select(i => i.Word)])));
        }
        return new ProfileCondition(parts.Count > 0 ? parts : [("", _ => false)]);
    }

    private ProfileDay NamedDay(string name, Yaml at)
    {
        if (at.IsWord) return DayOf(at);
        Keys.Check(at, ["is", "column", "form", "assumption", "note"], mistakes);
        Assume(name, at);
        if (at["is"] is { } day) return DayOf(day);
        if (at["column"] is not { Word.Length: > 0 } column)
        {
            mistakes.Add(at, "Say 'is: DATE' or 'column: NAME'.");
            return new ProfileDay();
        }
        columns.Add((column.Word, column));
        return new ProfileDay { DateColumn = column.Word, Form = Keys.OneOf(at["form"], ProfileDay.Forms, form, mistakes) };
    }

    /// <summary>A date, a named day or a column, and lengths after plus and minus signs: <c>admission + LEN.T - 1 days</c>.</summary>
    private ProfileDay DayOf(Yaml at)
    {
        var words = at.Word.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var pieces = new List<(int Sign, string Text)> { (1, "") };
        foreach (var word in words)
        {
            if (word is "+" or "-") pieces.Add((word == "+" ? 1 : -1, ""));
            else pieces[^1] = (pieces[^1].Sign, pieces[^1].Text.Length == 0 ? word : pieces[^1].Text + " " + word);
        }
        if (pieces.Any(p => p.Text.Length == 0))
        {
            mistakes.Add(at, "Write a day as a date, a named day or a column, with lengths added: 'admission + STAY - 1 days'.");
            return new ProfileDay();
        }
        var anchor = pieces[0].Text.Trim('{', '}');
        var isColumn = !days.ContainsKey(anchor) && !Day.TryParse(anchor, out _);
        if (isColumn) columns.Add((anchor, at));
        var day = days.TryGetValue(anchor, out var other) ? new ProfileDay { Other = other }
            : Day.TryParse(anchor, out var date) ? new ProfileDay { Fixed = date } : new ProfileDay { DateColumn = anchor, Form = form };
        foreach (var (sign, text) in pieces.Skip(1)) AddLength(day, sign, text, at);
        return day;
    }

    private void AddLength(ProfileDay day, int sign, string text, Yaml at)
    {
        var space = text.LastIndexOf(' ');
        var unit = (space < 0 ? "" : text[(space + 1)..]) switch { "day" or "days" => LengthUnit.Days, "week" or "weeks" => LengthUnit.Weeks, "month" or "months" => LengthUnit.Months, "year" or "years" => LengthUnit.Years, _ => (LengthUnit?)null };
        var amount = (unit is null ? text : text[..space]).Trim('{', '}');
        var isNumber = int.TryParse(amount, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= 100_000;
        if (!isNumber) columns.Add((amount, at));
        day.Add(sign, isNumber ? null : amount, isNumber ? count : 0, unit ?? LengthUnit.Days);
    }

    private ulong Evidence(Yaml? at)
    {
        ulong kinds = 0;
        foreach (var item in at?.Items ?? [])
        {
            var number = vocabulary.Evidence.ToList().IndexOf(item.Word);
            if (number < 0) mistakes.Add(item, $"There is no kind of evidence called '{item.Word}'.{Mistakes.DidYouMean(item.Word, vocabulary.Evidence)}");
            else kinds |= 1UL << number;
        }
        return kinds;
    }

    private int Role(Yaml? at)
    {
        var number = at is null ? -1 : vocabulary.Roles.ToList().IndexOf(at.Word);
        if (at is not null && number < 0) mistakes.Add(at, $"There is no role called '{at.Word}'.{Mistakes.DidYouMean(at.Word, vocabulary.Roles)}");
        return number;
    }

    private void Assume(string where, Yaml at)
    {
        if (at["assumption"] is { } why) assumptions.Add((where, why.Word));
    }
}
