using Cairn.Desk.Published;
using Cairn.Record;
using Cairn.Rules;
using Cairn.Web.Frame;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.Schemes;

/// <summary>
/// One indicator: how it is counted, its figures over time, the groups it divides into, and the people behind it to whom the viewer has a
/// tie. The groups are of the last period that is told, and never change again.
/// </summary>
public sealed class IndicatorModel(Partnership partnership, Opening opening, Accounts accounts) : CairnPage
{
    private const int MostPeople = 50, MostPeriods = 12;

    public sealed record Someone(string Token, string Name, bool Counts);

    /// <summary>An answer that is waited for, about somebody whom the viewer has a tie to.</summary>
    public sealed record Clock(string Token, string Name, OpenAnswer Open);

    /// <summary>The clocks that run, of people the viewer may know of: late first.</summary>
    public IReadOnlyList<Clock> Clocks { get; private set; } = [];

    /// <summary>Clocks that run, by hub: how many, and how many are late. Null where the indicator sets no time.</summary>
    public IReadOnlyList<(string Group, string Open, string Late)>? ClocksBy { get; private set; }

    /// <summary>Where members are counted: how many of each agency, now.</summary>
    public IReadOnlyList<(string Agency, string Text)> Agencies { get; private set; } = [];

    /// <summary>Whether the viewer writes down the training that is counted here.</summary>
    public bool MayTrain { get; private set; }

    /// <summary>Members of the viewer's own agency who do not count yet, for whoever answers for them there.</summary>
    public IReadOnlyList<string> NotYet { get; private set; } = [];

    public Scheme Scheme { get; private set; } = null!;

    public Indicator Indicator { get; private set; } = null!;

    public IReadOnlyList<FigureLine> Figures { get; private set; } = [];

    public IReadOnlyList<Breakdown> Groups { get; private set; } = [];

    public IReadOnlyList<Someone> People { get; private set; } = [];

    /// <summary>The period whose people are listed: the last that has a figure.</summary>
    public Period Period { get; private set; }

    public bool IsAboutPeople => Scheme.About is About.Person && Indicator.Of is not CountedReadings;

    public async Task<IActionResult> OnGetAsync(string name, string indicator)
    {
        if (!await opening.Some(Viewer, "care", "indicator", list => Look(list, name, indicator))) return NotFound();
        Groups = partnership.Read(read => Breakdown.LastTold(Indicator, Scheme, read.Today) is { } told ? partnership.Breakdowns(read, Scheme, told).Where(b => b.Indicators.Any(i => i.Name == indicator)).ToList() : []);
        return Page();
    }

    private bool Look(OpenList list, string name, string indicator)
    {
        var read = list.Read;
        if (read.Schemes.FirstOrDefault(s => s.Name == name) is not { } scheme || scheme.Indicators.FirstOrDefault(i => i.Name == indicator) is not { } found) return false;
        (Scheme, Indicator) = (scheme, found);
        var figures = read.Indicators(scheme);
        var periods = figures.Periods(found, MostPeriods);
        if (periods is not [.., var last]) return true;
        Period = last;
        if (found.Of is CountedAnswers { Within: not null }) Run(list, figures);
        var now = figures.Figure(found, last);
        if (scheme.About is About.Member) Train(read, figures, now);
        var sees = IsAboutPeople && MayAllBeListed(list, figures, now);
        Figures = [.. periods.Select(p => FigureLine.Of(ShownFigure.Of(figures.Figure(found, p), scheme.About, sees && p == last))).Reverse()];
        return true;
    }

    /// <summary>An agency's own, by name, are for its team manager and administrator; how many there are is nobody's secret.</summary>
    private void Train(Reading read, Indicators figures, Figure now)
    {
        MayTrain = Indicator.KindsOf(Scheme).Any(k => k.Name == "training") && Partners.WriteModel.For(read, Viewer.Id).Contains("training");
        var agency = Indicator.By.ToList().FindIndex(b => b is { Kind.Name: "membership", Detail.Name: "works-for" });
        if (agency >= 0) Agencies = [.. figures.By(Indicator, now.Period, agency).Select(g => (g.Group.Length > 0 ? g.Group : "Not recorded", FigureText.Of(g.Figure)))];
        var mine = read.Access.Of(Viewer.Id).Seats.Where(s => s.Role is "team-manager" or "administrator").Select(s => s.Partner).ToHashSet(StringComparer.Ordinal);
        var members = figures.SubjectsOf(Indicator);
        NotYet = [.. now.OutOf.Except(now.Subjects).Select(s => members[s]).Where(m => read.Access.Of(m).Seats.Any(s => mine.Contains(s.Partner))).Select(accounts.NameOf).Order(StringComparer.CurrentCulture)];
    }

    private void Run(OpenList list, Indicators figures)
    {
        var open = OpenAnswer.Of(figures, Indicator);
        Clocks = [.. Mine(list, figures, Indicator, Scheme, open).Take(MostPeople)];
        var sees = Clocks.Count == open.Count || Scheme.About is not About.Person;
        string Shown(int count) => sees ? $"{count}" : Few.Count(count);
        ClocksBy = [.. open.GroupBy(o => o.Group, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => (g.Key.Length > 0 ? g.Key : "Not said", Shown(g.Count()), Shown(g.Count(o => o.IsLate))))];
    }

    /// <summary>Those of the clocks whose people the viewer has a tie to, and may see all that the indicator rests on.</summary>
    internal static IEnumerable<Clock> Mine(OpenList list, Indicators figures, Indicator indicator, Scheme scheme, IReadOnlyList<OpenAnswer> open)
    {
        if (scheme.About is not About.Person) yield break;
        var tokens = figures.SubjectsOf(indicator);
        var categories = indicator.KindsOf(scheme).Where(k => k.About is About.Person).Select(k => k.Category).ToHashSet(StringComparer.Ordinal);
        foreach (var clock in open)
            if (list.Ask(tokens[clock.Subject]) is { Exists: true } sight && categories.All(sight.Sees)) yield return new(tokens[clock.Subject], list.Name(tokens[clock.Subject]), clock);
    }

    /// <summary>Lists those of the figure whom the viewer has a tie to; true when that is all of them.</summary>
    private bool MayAllBeListed(OpenList list, Indicators figures, Figure now)
    {
        var tokens = figures.SubjectsOf(now.Indicator);
        var counted = now.Subjects.ToHashSet();
        var all = now.Subjects.Concat(now.OutOf).Concat(now.Answers.Select(a => a.Subject)).Distinct().ToList();
        var categories = now.Indicator.KindsOf(Scheme).Where(k => k.About is About.Person).Select(k => k.Category).ToHashSet(StringComparer.Ordinal);
        var mine = all.Where(s => list.Ask(tokens[s]) is { Exists: true } sight && categories.All(sight.Sees)).ToList();
        People = [.. mine.Take(MostPeople).Select(s => new Someone(tokens[s], list.Name(tokens[s]), counted.Contains(s))).OrderByDescending(s => s.Counts).ThenBy(s => s.Name, StringComparer.CurrentCulture)];
        return mine.Count == all.Count && all.Count <= MostPeople;
    }
}
