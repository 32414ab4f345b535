using System.Globalization;
using Cairn.Pictures;
using Cairn.Record;
using Cairn.Rules.Simulating;
using static Cairn.Desk.Pricing.Figures;

namespace Cairn.Desk.Pricing;

/// <summary>What a simulation says, in words for a committee: the figures, how weak each is, and what it rests on.</summary>
public static class ForecastReport
{
    /// <summary>Below so many people a share of them says little, and the report says so.</summary>
    private const int FewPeople = 30;

    /// <param name="found">What the draws say.</param>
    /// <param name="matters">What each assumption could change; empty where that was not asked.</param>
    /// <param name="chance">Chance alone, drawn and worked out exactly; null where that was not asked, or not finished.</param>
    /// <param name="stopped">Whether the work was stopped before its end: what was not finished is left out, and that is said.</param>
    public static Report Of(Forecast found, IReadOnlyList<Matters> matters, ChanceAlone? chance = null, bool stopped = false)
    {
        var assumed = found.Draws.Assumed;
        List<ReportPart> parts = [InShort(found, matters), Payments(found), Payers(found), Outcomes(found), Money(found), Value(found)];
        if (chance is not null) parts.Insert(3, Twice(found, chance));
        if (matters.Count > 0) parts.Add(WhatMatters(found, matters));
        if (assumed.Traits.Count > 0) parts.Add(Whose(found));
        parts.Add(Assumed(found));
        return new($"{found.Draws.Scheme.Title}: what it may pay", [.. parts.Where(p => p.Says.Count > 0 || p.Table is not null)])
        {
            CutShort = found.Draws.IsPartial ? $"This is a partial answer: it was stopped after {Count(found.Draws.Count)} draws." : stopped ? LeftOut(matters, chance) : null,
        };
    }

    private static string? LeftOut(IReadOnlyList<Matters> matters, ChanceAlone? chance)
    {
        List<string> what = [.. matters.Count == 0 ? (string[])["which assumption matters most"] : [], .. chance is null ? (string[])["what chance alone does"] : []];
        return what.Count > 0 ? $"It was stopped before its end. Left out: {string.Join(", and ", what)}." : null;
    }

    private static ReportPart InShort(Forecast f, IReadOnlyList<Matters> matters)
    {
        var (assumed, draws) = (f.Draws.Assumed, f.Draws);
        var weak = assumed.Rates.Count(r => r.Origin.Standing is Standing.Assumed or Standing.Recalled);
        List<string> says =
        [
            $"If {People(assumed.People)} are referred from {Day.Long(assumed.Referred.From)}, the payments come to {Pence.Whole(f.Paid.P50)} in the middle. In eight draws of ten they lie between {Pence.Whole(f.Paid.P10)} and {Pence.Whole(f.Paid.P90)}.",
            f.CapReached < 0.005 ? "No cap holds anything back in any but the rarest draw." : $"A cap holds something back in {Percent(f.CapReached)} of the draws{(f.CapOn is { } on ? $", in the middle of those first on {Day.Long(on)}" : "")}.",
            f.Sustained is { } kept ? $"{Share(kept.Share)} of those referred reach \"{kept.Outcome.Title}\": {Number(kept.Times.Mean)} of {Count(assumed.People)} on average, and from {Number(kept.Times.P10)} to {Number(kept.Times.P90)} in eight draws of ten." : "",
            f.Deepest.P50 < 0 ? $"Help costs {Pence.Whole(f.Spent.Mean)} on average. Somebody must put in {Pence.Whole(-f.Deepest.P50)} first in the middle draw, and {Pence.Whole(-f.Deepest.P10)} in the worst tenth." : "",
            $"This rests on {assumed.Rates.Count} numbers about people's lives, of which {weak} are from memory or assumed{(matters.Count > 0 ? $". What moves the payments most: {string.Join(", ", matters.Take(3).Select(m => $"{Words(m.Rate.Name)} ({Said(m.Rate.Origin.Standing)})"))}" : "")}.",
            f.FromAssumptions is { } part ? $"About {Percent(part)} of the spread is from not knowing those numbers, and the rest is chance: with {People(assumed.People)}, luck alone moves the result." : "The spread here is chance alone, with the assumptions taken as they stand. The truth is less certain than this.",
            assumed.People < FewPeople ? $"With {People(assumed.People)} no result, good or bad, will show that the scheme works." : "",
            draws.IsPartial ? "" : $"From {Count(draws.Count)} draws of the same people's lives, each put to the rules that would pay.",
        ];
        return new("In short", [.. says.Where(s => s.Length > 0)]);
    }

    private static ReportPart Payments(Forecast f)
    {
        var fan = new MoneyFan("Payments over time", "Paid in all", f.Draws.Assumed.Referred.From, [.. f.PaidBy.Select(m => new FanMonth(m.P10, m.P50, m.P90))], f.Draws.Scheme.MostInAll);
        return new("What is paid, and when", [], Over("paid", "Paid in all", fan), fan.Draw);
    }

    /// <summary>What a fan shows, by the end of each March and of the last month.</summary>
    internal static ReportTable Over(string name, string what, MoneyFan fan) => new(name, $"{what}, by the end of", ["Day", "One in ten below", "Middle", "One in ten above"],
        [.. fan.Table().Select(r => (IReadOnlyList<string>)[Day.Long(r.Day), Pence.Whole(r.Sum.Low), Pence.Whole(r.Sum.Middle), Pence.Whole(r.Sum.High)])]);

    private static ReportPart Payers(Forecast f)
    {
        IReadOnlyList<string> Row(string name, Spread s, long? cap, string usedUp) => [name, Pence.Whole(s.P10), Pence.Whole(s.P50), Pence.Whole(s.P90), Pence.Whole(s.Mean), cap is { } c ? Pence.Whole(c) : "none", usedUp];
        static string UsedUp(PayerForecast p) => p.Cap is null ? "" : p.UsedUpOn is { } on ? $"{Percent(p.UsedUp)}, in the middle on {Day.Long(on)}" : "never";
        return new("Who pays what", [],
            new("payments", "Payments in all", ["Payer", "One in ten below", "Middle", "One in ten above", "Average", "Cap", "Cap used up, in how many draws"], [.. f.Payers.Select(p => Row(p.Title, p.Paid, p.Cap, UsedUp(p))), Row("In all", f.Paid, f.Draws.Scheme.MostInAll, "")]));
    }

    private static ReportPart Twice(Forecast f, ChanceAlone c)
    {
        if (c.WhyNot is { } why) return new("Chance alone", [$"What chance alone may do cannot be worked out exactly here, since {why}. The draws above are what there is."]);
        static IReadOnlyList<string> Row(string name, PaidByChance way) => [name, Pence.Whole(way.Paid.P10), Pence.Whole(way.Paid.P50), Pence.Whole(way.Paid.P90), Pence.Whole(way.Paid.Mean), way.Over is { } over ? Percent(over) : "no cap"];
        return new("Chance alone",
            [
                $"What luck alone does, with the numbers about people's lives taken as they stand.{(f.FromAssumptions is null ? "" : " The figures above add that we do not know them.")} Drawn: from {Count(c.Draws)} draws. Worked out exactly: what each person's own results come to in those draws, added up in every way that they can fall together, and put under the cap.",
                $"Take any amount: the two chances of paying that or less are at most {Share(c.Furthest)} apart. With so many draws luck allows {Share(c.Allowed)}, in 19 cases of 20: {(c.Furthest <= c.Allowed ? "the two agree." : "they are further apart than that, so rely on neither until it is known why.")}",
            ],
            new("chance", "Paid in all, by chance alone", ["How", "One in ten below", "Middle", "One in ten above", "Average", "Over the cap"], [Row("Drawn", c.Drawn), Row("Worked out exactly", c.Exact)]));
    }

    private static ReportPart Outcomes(Forecast f) => new("How many reach what",
        ["A share of all who are referred, not of those who begin or who finish: the three differ severalfold."],
        new("outcomes", "Steps and results", ["Step or result", "Of those referred", "Average number", "One in ten below", "One in ten above", "After the referral, on average"],
            [.. f.Outcomes.Select(o => (IReadOnlyList<string>)[o.Outcome.Title, Share(o.Share), Number(o.Times.Mean), Number(o.Times.P10), Number(o.Times.P90), o.Days is { } days ? $"{days / 30.44:0} months" : "nobody"])]),
        new RangeBars("How many reach what", "Of those referred", [.. f.Outcomes.Select(o => new RangeBar(o.Outcome.Title, 0, o.Share, Share(o.Share)))]).Draw);

    private static ReportPart Money(Forecast f)
    {
        if (f.Spent.Mean == 0) return new("", []);
        var fan = new MoneyFan("Payments less the cost of help", "Payments less costs", f.Draws.Assumed.Referred.From, [.. f.Balance.Select(m => new FanMonth(m.P10, m.P50, m.P90))], null);
        List<string> says =
        [
            $"Whoever pays for the help and gets the payments gets back {Each(f.Multiple.P50)} for each pound in the middle draw, and {Each(f.Multiple.P10)} in the worst tenth. They lose money in {Percent(f.Loses)} of the draws.",
            f.NoReturn > 0.5 ? "" : $"The yearly return is {Rate(f.Return.P50)} in the middle, and from {Rate(f.Return.P10)} to {Rate(f.Return.P90)} in eight draws of ten. -100% is all of it lost.{(f.NoReturn >= 0.005 ? $" No single return can be said in {Percent(f.NoReturn)} of the draws." : "")}",
        ];
        return new("Who carries the risk", [.. says.Where(s => s.Length > 0)],
            Over("balance", "Payments less the cost of help", fan),
            fan.Draw);
    }

    private static ReportPart Value(Forecast f)
    {
        var assumed = f.Draws.Assumed;
        if (f.Sustained is not { } kept) return new("", []);
        List<IReadOnlyList<string>> rows = [["Paid under this contract", f.PaidForEach is { } paid ? Pence.Whole(paid) : "nobody reaches it", ""], ["The help itself", f.SpentForEach is { } spent ? Pence.Whole(spent) : "nobody reaches it", ""]];
        if (assumed.Instead is { Share: > 0 } instead) rows.Add([instead.Title, Pence.Whole(instead.Pence / instead.Share), Said(instead.Origin.Standing)]);
        foreach (var worth in assumed.Worths.Where(w => w.Outcome == kept.Outcome.Name)) rows.Add([$"What one is worth to {worth.Whom}", Pence.Whole(worth.Pence), Said(worth.Origin.Standing)]);
        return new($"For each who reaches \"{kept.Outcome.Title}\"",
            ["All the money of all draws, over all who reach it. A saving is not cash, nor one payer's: most of what treatment saves is crime and health care, which no council banks."],
            new("value", "What one costs", ["What", "For each", "How far to trust it"], rows));
    }

    private static ReportPart WhatMatters(Forecast f, IReadOnlyList<Matters> matters) => new("Which assumption matters most",
        ["Each number alone at the low and at the high end of its interval, the others as given, on the same people with the same luck."],
        new("matters", "What each could change", ["Number", "How far to trust it", "Paid at its low end", "Paid at its high end", "Where it is from"],
            [.. matters.Select(m => (IReadOnlyList<string>)[Words(m.Rate.Name), Said(m.Rate.Origin.Standing), Pence.Whole(m.PaidLow), Pence.Whole(m.PaidHigh), m.Rate.Origin.Source])]),
        new RangeBars("Which assumption matters most", "Average paid, with one number at each end of its interval", [.. matters.Take(10).Select(m => new RangeBar(Words(m.Rate.Name), m.PaidLow, m.PaidHigh, $"{Pence.Whole(m.PaidLow)} to {Pence.Whole(m.PaidHigh)}"))], f.Paid.Mean, $"Broken line: the average, {Pence.Whole(f.Paid.Mean)}").Draw);

    private static ReportPart Whose(Forecast f)
    {
        var traits = f.Draws.Assumed.Traits;
        var rows = traits.SelectMany((t, i) => t.Values.Select((v, j) => f.Draws.With(i, j) is var (people, paidFor) ? (IReadOnlyList<string>)[$"{Words(t.Name)}: {v.Name}", Share(v.Share), people > 0 ? Share(paidFor / (double)people) : "-"] : [])).ToList();
        return new("Whose help is paid for", ["Where the shares differ much, it pays to choose the easier people. Watch who is turned away."], new("whose", "People for whom something is paid", ["Who", "Of those referred", "Paid for, of them"], rows));
    }

    private static ReportPart Assumed(Forecast f)
    {
        var assumed = f.Draws.Assumed;
        static string Value(Rate r) => r.IsShare ? Share(r.Values[0]) : $"{string.Join(", ", r.Values.Select(v => v.ToString("0.####", CultureInfo.InvariantCulture)))} a month";
        static string Interval(Rate r) => r.Interval is not { } ends ? "none given" : r.IsShare ? $"{Share(ends.Low)} to {Share(ends.High)}" : $"{ends.Low:0.##} to {ends.High:0.##} times";
        return new("What all this rests on",
            [$"\"{assumed.Title}\". Verified: read in the source. Computed: worked out from saved data. Recalled: from memory. Assumed: nothing better was found. An interval speaks of chance alone: another place, decade or kind of person adds far more.",
             .. Reach.Unasked(assumed, f.Draws.Scheme) is { Count: > 0 } unasked ? (string[])[$"This contract asks about nothing in these, and nothing that it asks about rests on them, so they change no figure: {string.Join(", ", unasked.Select(c => c.Name))}."] : [],
             .. f.Draws.Scheme.Assumptions.Count > 0 ? (string[])[$"The scheme's own file rests on {f.Draws.Scheme.Assumptions.Count} more assumptions, marked there."] : []],
            new("assumptions", assumed.Title, ["Number", "Value", "95% interval", "How far to trust it", "Where it is from"],
                [.. assumed.Rates.Select(r => (IReadOnlyList<string>)[Words(r.Name), Value(r), Interval(r), Said(r.Origin.Standing), r.Origin.Source]), .. assumed.Costs.Select(c => (IReadOnlyList<string>)[c.Title, Pence.Whole(c.Pence), "none given", Said(c.Origin.Standing), c.Origin.Source])]));
    }

    private static string Said(Standing standing) => standing.ToString().ToLowerInvariant();

    private static string Rate(double yearly) => (yearly * 100).ToString("0", CultureInfo.InvariantCulture) + "%";
}
