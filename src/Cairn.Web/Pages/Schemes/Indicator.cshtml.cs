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
public sealed class IndicatorModel(Partnership partnership, Opening opening) : CairnPage
{
    private const int MostPeople = 50, MostPeriods = 12;

    public sealed record Someone(string Token, string Name, bool Counts);

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
        var figures = Rules.Indicators.Of(read.Answer(scheme));
        var periods = figures.Periods(found, MostPeriods);
        if (periods is not [.., var last]) return true;
        Period = last;
        var now = figures.Figure(found, last);
        var sees = IsAboutPeople && MayAllBeListed(list, figures, now);
        Figures = [.. periods.Select(p => FigureLine.Of(ShownFigure.Of(figures.Figure(found, p), scheme.About, sees && p == last))).Reverse()];
        return true;
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
