using Cairn.Record;
using Cairn.Rules;

namespace Cairn.Desk.Published;

/// <summary>
/// Indicators that count the same people, or the same facts, divided into groups in one table: each falls under what was true of it.
/// Told apart, tables of the same people would give away together what each hides alone.
/// </summary>
public sealed record Breakdown(string Title, IReadOnlyList<Indicator> Indicators, Period Period, Guarded Table)
{
    /// <summary>Days after a period's end on which its figures are told: what is recorded by then counts, and they never change again.</summary>
    public const int ToldAfter = 60;

    /// <summary>What people are called of whom the detail is not recorded.</summary>
    private const string NotRecorded = "Not recorded";

    /// <summary>The last period of an indicator whose figures are told by a day; null while there is none.</summary>
    public static Period? LastTold(Indicator indicator, Scheme scheme, int today)
    {
        Period? period = Period.Of(indicator.Per, today, scheme);
        while (period is { } at && at.Last + ToldAfter > today) period = at.Previous;
        return period is { } told && told.Last >= scheme.Opens ? told : null;
    }

    /// <summary>Every table of a scheme in a period, as it was known on the day the period's figures are told.</summary>
    public static IReadOnlyList<Breakdown> Of(Scheme scheme, Facts facts, Period period)
    {
        var day = period.Last + ToldAfter;
        var figures = Rules.Indicators.Of(scheme, facts, day, day);
        var divided = from indicator in scheme.Indicators
                      where indicator.HasDenominator && indicator.Of is CountedPeople or CountedAnswers && Period.Of(indicator.Per, period.Last, scheme) == period
                      from number in Enumerable.Range(0, indicator.By.Count)
                      let whole = figures.Figure(indicator, period)
                      group (indicator, number) by (Detail: indicator.By[number], Counted: string.Join(' ', UnitsOf(whole).Order()));
        return [.. divided.Select(d => Divided(figures, d.Key.Detail, [.. d], period))];
    }

    private static Breakdown Divided(Indicators figures, (Kind Kind, Detail Detail) detail, IReadOnlyList<(Indicator Indicator, int By)> parts, Period period)
    {
        var (first, by) = parts[0];
        var groups = figures.By(first, period, by).Select(g => (g.Group, Units: UnitsOf(g.Figure).ToList())).OrderBy(g => PlaceOf(detail.Detail, g.Group)).ToList();
        var came = parts.Select(p => InNumerator(figures.Figure(p.Indicator, period))).ToList();
        var found = new Dictionary<string, int>(StringComparer.Ordinal);
        var cells = new List<(int Row, int Column)>();
        string Column(int unit)
        {
            var of = parts.Where((_, i) => came[i].Contains(unit)).Select(p => p.Indicator.Title).ToList();
            return of.Count == 0 ? parts.Count == 1 ? "Not" : "None of these" : string.Join(" and ", of);
        }
        // In the order of the file, then the rest.
        foreach (var column in parts.Select(p => p.Indicator.Title)) if (groups.Any(g => g.Units.Any(u => Column(u) == column))) found.TryAdd(column, found.Count);
        for (var row = 0; row < groups.Count; row++)
            foreach (var column in groups[row].Units.Select(Column))
            {
                found.TryAdd(column, found.Count);
                cells.Add((row, found[column]));
            }
        var counts = new int[groups.Count, found.Count];
        foreach (var (row, column) in cells) counts[row, column]++;
        var table = new CountTable([.. groups.Select(g => TitleOf(detail.Detail, g.Group))], [.. found.Keys], counts);
        return new Breakdown(detail.Kind.Title, [.. parts.Select(p => p.Indicator)], period, figures.Answer.Scheme.About is About.Person ? Guarded.Of(table) : Guarded.Open(table));
    }

    /// <summary>What a figure is of: facts where each asks for an answer, otherwise people.</summary>
    private static IEnumerable<int> UnitsOf(Figure figure) => figure.Indicator.Of is CountedAnswers ? figure.Answers.Select(a => a.Fact) : figure.OutOf;

    private static HashSet<int> InNumerator(Figure figure) => [.. figure.Indicator.Of is CountedAnswers ? figure.Answers.Where(a => a.InTime).Select(a => a.Fact) : figure.Subjects];

    private static int PlaceOf(Detail detail, string group) => group.Length == 0 ? int.MaxValue : detail.List?.Find(group) ?? 0;

    private static string TitleOf(Detail detail, string group) => group.Length == 0 ? NotRecorded : detail.List is { } list && list.Find(group) is >= 0 and var code ? list.Codes[code].Title : group;
}
