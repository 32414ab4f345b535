using Cairn.Record;
using Cairn.Rules;

namespace Cairn.Desk.Pricing;

/// <summary>
/// Everyone in one group by a detail of a kind of fact: the last that began by the day on which their time begins to count, so that nobody is put in a
/// group by what became of them; where there was none by then, the first after. <see cref="Late"/> counts those, whom a comparison flatters.
/// </summary>
public sealed class Grouping
{
    /// <summary>More groups than this say nothing beside each other.</summary>
    public const int Most = 8;

    /// <summary>What people are called of whom the detail is not recorded.</summary>
    public const string NotRecorded = "Not recorded";

    private readonly int[] of;

    private Grouping(Kind kind, Detail detail, IReadOnlyList<string> groups, int[] of, int late) => (Kind, Detail, Groups, this.of, Late) = (kind, detail, groups, of, late);

    public Kind Kind { get; }

    public Detail Detail { get; }

    /// <summary>In the order of the vocabulary's list, or of the alphabet; those who have none last.</summary>
    public IReadOnlyList<string> Groups { get; }

    public int Late { get; }

    /// <summary>What the groups are, as a heading.</summary>
    public string Title => Detail == Kind.Main ? Kind.Title : $"{Figures.Words(Detail.Title)} ({Kind.Title.ToLowerInvariant()})";

    /// <summary>Whether the detail is recorded of anybody.</summary>
    public bool Any => Groups.Any(g => g != NotRecorded);

    /// <summary>The name of someone's group.</summary>
    public string Of(int subject) => Groups[of[subject]];

    /// <summary>Of <c>KIND</c>, its main code, or of <c>KIND.DETAIL</c>; null with what is wrong with it. Only those with a first day are in a group: the others are not asked for.</summary>
    public static Grouping? Of(string text, Evaluation answer, Func<int, int?> firstDay, out string? wrong)
    {
        var (name, part) = text.Split('.', 2) is [var k, var d] ? (k, d) : (text, null);
        var vocabulary = answer.Facts.Vocabulary;
        wrong = null;
        if (vocabulary.Find(name) is not { } kind) wrong = $"There is no kind of fact '{name}'.{Mistakes.DidYouMean(name, vocabulary.Kinds.Select(x => x.Name))}";
        else if (kind.About != answer.Scheme.About) wrong = $"'{name}' is not about those whom '{answer.Scheme.Name}' is about.";
        else if ((part is null ? kind.Main : kind.Find(part)) is not { } detail) wrong = part is null ? $"'{name}' has no details to make groups by." : $"'{name}' has no detail '{part}'.{Mistakes.DidYouMean(part, kind.Details.Select(x => x.Name))}";
        else if (detail.Type is not (DetailType.Code or DetailType.Name)) wrong = $"'{name}.{detail.Name}' is neither a code nor a name, so it makes no groups. Give one that is: KIND.DETAIL.";
        else return Of(kind, detail, answer, firstDay, out wrong);
        return null;
    }

    private static Grouping? Of(Kind kind, Detail detail, Evaluation answer, Func<int, int?> firstDay, out string? wrong)
    {
        var (table, known, late) = (answer.Facts.Index.Table(kind), Math.Min(answer.Known, Day.Last), 0);
        var values = new int[answer.Roll.Count];
        var asked = new bool[values.Length];
        for (var s = 0; s < values.Length; s++)
        {
            values[s] = FactColumns.Missing;
            if (firstDay(s) is not { } first) continue;
            asked[s] = true;
            // Rows are in the order of their first days.
            for (var r = table?.Start[s] ?? 0; table is not null && r < table.Start[s + 1]; r++)
            {
                if (!table.Rows[r].KnownAt(known) || table.Rows[r].From > answer.On || table.Detail(r, detail.Slot) is not (not FactColumns.Missing and var value)) continue;
                if (table.Rows[r].From > first && values[s] != FactColumns.Missing) break;
                if (table.Rows[r].From > first) late++;
                values[s] = value;
            }
        }
        string Named(int value) => value == FactColumns.Missing ? NotRecorded : detail.List is { } list ? list.Codes[value].Title : answer.Facts.Names[value];
        var groups = Enumerable.Range(0, values.Length).Where(s => asked[s]).Select(s => values[s]).Distinct()
            .OrderBy(v => v == FactColumns.Missing).ThenBy(v => detail.List is null ? 0 : v).ThenBy(Named, StringComparer.Ordinal).Select(Named).Distinct(StringComparer.Ordinal).ToList();
        wrong = groups.Count > Most ? $"'{kind.Name}.{detail.Name}' makes {groups.Count} groups, and more than {Most} say nothing beside each other. Give another detail." : null;
        return wrong is null ? new(kind, detail, groups, [.. values.Select(v => groups.IndexOf(Named(v)))], late) : null;
    }
}
