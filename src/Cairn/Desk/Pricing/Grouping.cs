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

    private readonly AtEntry entry;
    private readonly int[] of;

    private Grouping(AtEntry entry, IReadOnlyList<string> groups, int[] of) => (this.entry, Groups, this.of) = (entry, groups, of);

    public Kind Kind => entry.Kind;

    public Detail Detail => entry.Detail;

    /// <summary>In the order of the vocabulary's list, or of the alphabet; those who have none last.</summary>
    public IReadOnlyList<string> Groups { get; }

    public int Late => entry.IsLate.Count(l => l);

    /// <summary>What the groups are, as a heading.</summary>
    public string Title => entry.Title;

    /// <summary>Whether the detail is recorded of anybody.</summary>
    public bool Any => Groups.Any(g => g != NotRecorded);

    /// <summary>The name of someone's group.</summary>
    public string Of(int subject) => Groups[of[subject]];

    /// <summary>Of <c>KIND</c>, its main code, or of <c>KIND.DETAIL</c>; null with what is wrong with it. Only those with a first day are in a group: the others are not asked for.</summary>
    public static Grouping? Of(string text, Evaluation answer, Func<int, int?> firstDay, out string? wrong)
    {
        if (AtEntry.Of(text, answer, firstDay, [DetailType.Code, DetailType.Name], "neither a code nor a name, so it makes no groups. Give one that is: KIND.DETAIL.", out wrong) is not { } entry) return null;
        var (kind, detail) = (entry.Kind, entry.Detail);
        string Named(int value) => value == FactColumns.Missing ? NotRecorded : entry.Named(value);
        var groups = Enumerable.Range(0, entry.Values.Count).Where(s => firstDay(s) is not null).Select(s => entry.Values[s]).Distinct()
            .OrderBy(v => v == FactColumns.Missing).ThenBy(v => detail.List is null ? 0 : v).ThenBy(Named, StringComparer.Ordinal).Select(Named).Distinct(StringComparer.Ordinal).ToList();
        wrong = groups.Count > Most ? $"'{kind.Name}.{detail.Name}' makes {groups.Count} groups, and more than {Most} say nothing beside each other. Give another detail." : null;
        return wrong is null ? new(entry, groups, [.. entry.Values.Select(v => groups.IndexOf(Named(v)))]) : null;
    }
}
