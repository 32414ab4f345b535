using Cairn.Record;
using Cairn.Rules;

namespace Cairn.Pictures;

/// <summary>
/// One person's life as a scheme sees it, on a day and as known on another: the clocks of each outcome over lanes of facts.
/// Data only; what may not be shown is not in it. <see cref="StripDrawing"/>, <see cref="StripTable"/> and <see cref="StripText"/> say it.
/// </summary>
public sealed record LifeStrip(int On, int Known, int First, int Last, IReadOnlyList<StripScheme> Schemes, IReadOnlyList<StripLane> Lanes)
{
    /// <summary>Facts of kinds without a lane: in the table, and not drawn.</summary>
    public IReadOnlyList<StripFact> Others { get; init; } = [];

    /// <summary>Every version of every fact that may be shown, each once, by first day.</summary>
    public IReadOnlyList<StripFact> Facts { get; init; } = [];

    /// <summary>Whether a version in a lane is drawn: it lies in the time of the picture, and is not the beginning of one that stands there whole.</summary>
    public bool Draws(StripFact fact) => fact.Fate != Fate.Completed && fact.From <= Last && EndOf(fact) >= First;

    /// <summary>The last day a version is drawn on: one that is still going on to the day asked about, one that was wrong no further than it was believed.</summary>
    internal int EndOf(StripFact fact) => !fact.IsOpen ? fact.To : fact.From > On ? Day.Last : fact.IsGhost ? Math.Max(fact.From, Math.Min(fact.Until, On)) : On;

    /// <summary>
    /// The strip of a person, from answers about the same facts, day and knowledge. A scheme is there when the person was referred
    /// to it and every category that its referral and eligibility rest on may be shown; a clock when every category behind it may,
    /// or when <paramref name="clockAnyway"/> says so. Without a window: from three months before the first referral to the day or
    /// the next earliest outcomes (the first, and others within a year), whichever is later.
    /// </summary>
    public static LifeStrip Of(Facts facts, int subject, IReadOnlyList<Evaluation> schemes, Func<string, bool> mayShow, int on, int known, (int First, int Last)? window = null, Func<Scheme, Outcome, bool>? clockAnyway = null)
    {
        known = Math.Min(known, Day.Last);
        var shown = StripFacts.Of(facts, subject, mayShow, known);
        var clocks = schemes.Select(s => StripScheme.Of(s, subject, mayShow, clockAnyway)).OfType<StripScheme>().ToList();
        var lanes = shown.Where(f => f.Kind.Lane is not null).GroupBy(f => f.Kind.Lane!).OrderBy(g => g.Key.Number).Select(g => new StripLane(g.Key, [.. g])).ToList();
        var (first, last) = window ?? Window(clocks, lanes, on);
        return new LifeStrip(on, known, first, Math.Max(first + 1, last), clocks, lanes) { Facts = shown, Others = [.. shown.Where(f => f.Kind.Lane is null)] };
    }

    private static (int First, int Last) Window(List<StripScheme> schemes, List<StripLane> lanes, int on)
    {
        var begins = schemes.Select(s => s.ReferredOn).DefaultIfEmpty(lanes.SelectMany(l => l.Facts).Select(f => f.From).Where(f => f > on - 730).DefaultIfEmpty(on).Min()).Min();
        var first = Math.Max(0, Day.PlusMonths(Math.Min(begins, on), -3));
        var ahead = schemes.SelectMany(s => s.Clocks).Where(c => c.Earliest > on && c.Earliest != Day.Never).Select(c => c.Earliest).Order().ToList();
        // The next outcome is always in sight, and those after it within a year.
        var last = ahead.Where((day, i) => i == 0 || day - on <= 366).DefaultIfEmpty(on).Max();
        // A little room after the last day, so that its flag and the arrows of what goes on can be seen.
        return (first, Math.Min(Day.Last, last + Math.Max(7, (last - first) / 25)));
    }
}
