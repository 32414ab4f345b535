using Cairn.Pictures;
using Cairn.Record;
using Cairn.Rules;
using Cairn.Rules.Simulating;
using static Cairn.Desk.Pricing.Figures;

namespace Cairn.Desk.Pricing;

/// <summary>What two contracts would pay for the same simulated people, in words for whoever must choose between them.</summary>
public static class ComparisonReport
{
    public const string Title = "Two contracts, side by side";

    /// <summary>Which contract is called A and which B, where nothing but a version may tell them apart.</summary>
    public static ReportPart Which(string fromA, Scheme a, string fromB, Scheme b) => new("Which is which",
        a.Version == b.Version ? ["Both say the same, so nothing differs."] : [],
        new("which", "The two contracts", ["Contract", "Title", "From", "Version"], [["A", a.Title, fromA, a.Version], ["B", b.Title, fromB, b.Version]]));

    /// <summary>What was cut short, for the report that the parts stand in; null where nothing was.</summary>
    public static string? CutShort(Comparison found) => found.A.Draws.IsPartial ? $"This is a partial answer: it was stopped after {Count(found.A.Draws.Count)} draws of each." : null;

    /// <summary>The parts of a report on draws.</summary>
    public static IReadOnlyList<ReportPart> Parts(Comparison found)
    {
        var (a, b) = (found.A, found.B);
        var most = Math.Max(a.PaidBy.Max(m => m.P90), b.PaidBy.Max(m => m.P90));
        List<ReportPart> parts = [InShort(found), Payments(found), Fan("A", a, most), Fan("B", b, most), Outcomes(found), Risk(found)];
        if (a.Draws.Assumed.Traits.Count > 0) parts.Add(Whose(found));
        return [.. parts.Where(p => p.Says.Count > 0 || p.Table is not null || p.Draw is not null)];
    }

    private static ReportPart InShort(Comparison c)
    {
        var (assumed, draws) = (c.A.Draws.Assumed, c.A.Draws);
        var lone = c.Outcomes.Where(o => o.A is null || o.B is null).ToList();
        List<string> says =
        [
            $"For the same {People(assumed.People)}, A pays {Pence.Whole(c.A.Paid.Mean)} on average and B {Pence.Whole(c.B.Paid.Mean)}. In the middle draw B pays {Beside(c.More.P50)}{(Beside(c.More.P10) == Beside(c.More.P90) ? ", as in eight draws of ten" : $"; in eight draws of ten, from {Beside(c.More.P10)} to {Beside(c.More.P90)}")}.",
            c.BCostsMore + c.BCostsLess == 0 ? "Both cost the same in every draw." : $"B costs more in {Percent(c.BCostsMore)} of the draws and less in {Percent(c.BCostsLess)}{(c.BCostsMore + c.BCostsLess < 0.9995 ? $"; in {Percent(1 - c.BCostsMore - c.BCostsLess)} both cost the same" : "")}.",
            lone.Count > 0 ? $"Results are matched by name. {string.Join(" ", lone.Select(o => $"Only {(o.B is null ? "A" : "B")} has \"{o.Outcome.Title}\" ({o.Outcome.Name})."))}" : "",
            "Nobody here lives otherwise because of what is paid: the lives are the same under both, and only the rules differ. A provider that is paid for another result will work towards it, and that is not in these figures.",
            draws.IsPartial ? "" : $"From {Count(draws.Count)} draws, each put to both contracts. What these lives rest on, and how weak it is, stands in the report of what one contract may pay.",
        ];
        return new("In short", [.. says.Where(s => s.Length > 0)]);
    }

    private static string Beside(double pence) => Math.Abs(pence) < 50 ? "the same" : pence > 0 ? $"{Pence.Whole(pence)} more" : $"{Pence.Whole(-pence)} less";

    private static ReportPart Payments(Comparison c)
    {
        static IReadOnlyList<string> Row(string name, Spread? a, Spread? b, Spread more) =>
            [name, a is { } one ? Pence.Whole(one.Mean) : "no payer", b is { } two ? Pence.Whole(two.Mean) : "no payer", Pence.Whole(more.P10), Pence.Whole(more.P50), Pence.Whole(more.P90), Pence.Whole(more.Mean)];
        return new("What each payer pays", ["The difference is B less A in one and the same draw, so that a figure below nothing is saved under B."],
            new("payers", "Average under each, and the difference", ["Payer", "A", "B", "Difference: one in ten below", "Middle", "One in ten above", "Average"],
                [.. c.Payers.Select(p => Row(p.Title, p.A?.Paid, p.B?.Paid, p.More)), Row("In all", c.A.Paid, c.B.Paid, c.More)]));
    }

    private static ReportPart Fan(string name, Forecast f, double most)
    {
        var title = $"Payments over time under {name}";
        var caps = f.Draws.Scheme.MostInAll;
        // A cap far above all draws would press both fans flat.
        var fan = new MoneyFan(title, "Paid in all", f.Draws.Assumed.Referred.From, [.. f.PaidBy.Select(m => new FanMonth(m.P10, m.P50, m.P90))], caps <= most * 1.5 ? caps : null) { Room = (0, most) };
        return new(title, [f.CapReached < 0.005 ? "No cap holds anything back in any but the rarest draw." : $"A cap holds something back in {Percent(f.CapReached)} of the draws."], ForecastReport.Over($"paid-{name.ToLowerInvariant()}", title, fan), fan.Draw);
    }

    private static ReportPart Outcomes(Comparison c) => new("How many reach what",
        ["How often each is reached on average, and what B comes to more than A in one and the same draw."],
        new("outcomes", "Steps and results", ["Step or result", "A", "B", "Difference: one in ten below", "Middle", "One in ten above"],
            [.. c.Outcomes.Select(o => (IReadOnlyList<string>)[o.Outcome.Title, o.A is { } a ? Number(a.Times.Mean) : "not in A", o.B is { } b ? Number(b.Times.Mean) : "not in B", .. o.A is null || o.B is null ? (string[])["-", "-", "-"] : [Number(o.More.P10), Number(o.More.P50), Number(o.More.P90)]])]));

    private static ReportPart Risk(Comparison c)
    {
        if (c.A.Spent.Mean == 0) return new("", []);
        IReadOnlyList<string> Row(string name, Func<Forecast, string> of) => [name, of(c.A), of(c.B)];
        List<IReadOnlyList<string>> rows =
        [
            Row("Help costs, on average", f => Pence.Whole(f.Spent.Mean)),
            Row("Must be put in first, middle draw", f => Pence.Whole(-f.Deepest.P50)),
            Row("Must be put in first, worst tenth", f => Pence.Whole(-f.Deepest.P10)),
            Row("Comes back for each £1, middle draw", f => Each(f.Multiple.P50)),
            Row("Loses money", f => $"in {Percent(f.Loses)} of draws"),
        ];
        if (c.A.Sustained is not null || c.B.Sustained is not null)
            rows.Add(Row($"Paid for each who reaches \"{(c.A.Sustained ?? c.B.Sustained)!.Outcome.Title}\"", f => f.Sustained is null ? "not in it" : f.PaidForEach is { } paid ? Pence.Whole(paid) : "nobody"));
        return new("Who carries the risk", ["For whoever pays for the help and gets the payments."], new("risk", "The provider's risk", ["What", "A", "B"], rows));
    }

    private static ReportPart Whose(Comparison c)
    {
        var traits = c.A.Draws.Assumed.Traits;
        string Paid(Forecast f, int trait, int value) => f.Draws.With(trait, value) is { People: > 0 } with ? Share(with.PaidFor / (double)with.People) : "-";
        double Part(Forecast f, int trait, int value) => f.Draws.With(trait, value) is { People: > 0 } with ? with.PaidFor / (double)with.People : 0;
        var bars = traits.SelectMany((t, i) => t.Values.SelectMany((v, j) => (RangeBar[])
            [new($"A, {Words(t.Name).ToLowerInvariant()}: {v.Name}", 0, Part(c.A, i, j), Paid(c.A, i, j)), new($"B, {Words(t.Name).ToLowerInvariant()}: {v.Name}", 0, Part(c.B, i, j), Paid(c.B, i, j))])).ToList();
        return new("Whose help is paid for", ["Where a contract's shares differ much, it pays to choose the easier people. Watch who is turned away."],
            new("whose", "People for whom something is paid", ["Who", "Of those referred", "Paid for under A", "Paid for under B"],
                [.. traits.SelectMany((t, i) => t.Values.Select((v, j) => (IReadOnlyList<string>)[$"{Words(t.Name)}: {v.Name}", Share(v.Share), Paid(c.A, i, j), Paid(c.B, i, j)]))]),
            new RangeBars("Whose help is paid for", "Of them, paid for", bars).Draw);
    }
}
