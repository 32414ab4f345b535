using System.Security.Cryptography;
using System.Text;
using Cairn.Desk.Published;
using Cairn.Pictures;
using Cairn.Record;
using Cairn.Rules;
using Cairn.Survival;
using static Cairn.Desk.Pricing.Figures;

namespace Cairn.Desk.Pricing;

/// <summary>What a scheme would have paid on a record, with its curves, and how weak each figure is.</summary>
public static class BacktestReport
{
    private const int Quarter = 91;

    /// <param name="found">What would have been paid, and how soon results came.</param>
    /// <param name="asked">What was asked of what: names and values that let anybody ask it again.</param>
    public static Report Of(Backtest found, IReadOnlyList<(string What, string Value)> asked)
    {
        List<ReportPart> parts = [InShort(found), Results(found)];
        if (found.By is not null) parts.AddRange([ByGroup(found), ResultsByGroup(found)]);
        if (found.People.Count > 0) parts.Add(Attrition(found));
        parts.AddRange(found.Curves.Where(IsWorthDrawing).Index().SelectMany(c => c.Item.Alike is { } model ? [Curve(found, c.Item, c.Index + 1), Alike(c.Item.Outcome, model, c.Index + 1)] : (ReportPart[])[Curve(found, c.Item, c.Index + 1)]));
        parts.Add(new("What was asked", ["The same files, days and version give the same figures, to the penny."], new("asked", "Frozen record", ["What", "Value"], [.. asked.Select(a => (IReadOnlyList<string>)[a.What, a.Value])])));
        return new($"{found.Answer.Scheme.Title}: what it would have paid", parts);
    }

    /// <summary>All that an answer follows from, and one hash over it.</summary>
    public static IReadOnlyList<(string What, string Value)> Asked(Evaluation answer, IEnumerable<(string What, string Value)> more)
    {
        List<(string What, string Value)> said =
        [
            ("Scheme", answer.Scheme.Name), ("Version of the scheme", answer.Scheme.Version), ("Day asked about", Day.Iso(answer.On)), ("Known by", answer.Known >= Day.Last ? "all that is recorded" : Day.Iso(answer.Known)), .. more,
        ];
        return [.. said, ("SHA-256 of the lines above", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(said.Select(s => $"{s.What}: {s.Value}\n"))))))];
    }

    /// <summary>A result that is there from the first day, such as an arm, has no curve.</summary>
    private static bool IsWorthDrawing(OutcomeCurves c) => c.Curves.Any(k => k.Steps.Any(s => s.Events > 0 && s.Time > 0));

    private static ReportPart InShort(Backtest b)
    {
        var (answer, groups) = (b.Answer, b.Groups);
        var none = b.Curves.Where(c => c.Curves.All(k => k.Events == 0)).Select(c => c.Outcome.Title).ToList();
        List<string> says =
        [
            answer.Facts.CountOf(answer.Scheme.About) == 0 ? "Nobody is in the record, so nothing would have been paid." :
                $"Of {Figures.People(answer.Facts.CountOf(answer.Scheme.About))} in the record, {Count(groups.Sum(g => g.Referred))} were referred by {Day.Long(answer.On)}, {Count(groups.Sum(g => g.Eligible))} were eligible and {Count(groups.Sum(g => g.Placed))} had a place. {Pence.Format(b.Achievements.Sum(a => a.Payable))} would have been paid, for {Figures.People(groups.Sum(g => g.PaidFor))}.",
            b.Sight is null || b.Outcomes.Count == answer.Scheme.Outcomes.Count ? "" : $"All figures are of {Count(b.Outcomes.Count)} of the {Count(answer.Scheme.Outcomes.Count)} steps and results. The others rest on facts that you may not see of everyone.",
            b.Sight is { Deaths: false } ? "You may not see who died. Whoever did counts as followed on, and as not reaching what they had not." : "",
            "These lives were lived without this scheme. Had somebody been paid by results, the results would have been sought, and others might have come: no figure here says what anyone should pay.",
            answer.On < answer.Scheme.RunOffEnds ? $"Results can still be reached until {Day.Long(answer.Scheme.RunOffEnds)}, so these are not the last figures." : "",
            b.NeverInView > 0 ? $"{Figures.People(b.NeverInView)} with a place were never in view, and are in no curve." : "",
            b.By is { Late: > 0 } by ? $"Of {Figures.People(by.Late)} the group was recorded only after their time had begun. Whoever lasted long enough to be put in a group looks better for it: compare with care." : "",
            groups.Where(g => b.By is not null && g.Referred is > 0 and <= CountTable.Small).ToList() is { Count: > 0 } small ? $"Too few to say anything of, and not to be published: {string.Join(", ", small.Select(g => $"{g.Group} ({g.Referred})"))}." : "",
            none.Count > 0 && b.People.Count > 0 ? $"Nobody in view reached: {string.Join("; ", none)}." : "",
        ];
        return new("In short", [.. says.Where(s => s.Length > 0)]);
    }

    private static ReportPart Results(Backtest b)
    {
        var all = b.Achievements;
        IReadOnlyList<string> Row(string title, IReadOnlyCollection<Achievement> of, bool priced) =>
            [title, Count(of.Count), Count(of.Where(a => a.Subject >= 0).Select(a => a.Subject).Distinct().Count()), priced ? Pence.Format(of.Sum(a => a.Due)) : "-", priced ? Pence.Format(of.Sum(a => a.Payable)) : "-"];
        return new("What would have been paid",
            [.. all.Where(a => a.Payable < a.Due).GroupBy(a => a.Limited ?? "it was taken back").Select(g => $"{Pence.Format(g.Sum(a => a.Due - a.Payable))} is due and would not have been paid, in {Count(g.Count())} {(g.Count() == 1 ? "case" : "cases")}, because {g.Key}.")],
            new("results", "Steps and results", ["Step or result", "Times reached", "People", "Due", "Payable"],
                [.. b.Outcomes.Select(o => Row(o.Title, [.. all.Where(a => a.Outcome == o.Number)], o.Pays.Count > 0)), Row("In all", [.. all], true)]));
    }

    private static ReportPart ByGroup(Backtest b)
    {
        var together = b.Achievements.Where(a => a.Subject < 0).Sum(a => a.Payable);
        static string Each(long paid, int people) => people == 0 ? "-" : Pence.Whole(paid / (double)people);
        List<IReadOnlyList<string>> rows = [.. b.Groups.Select(g => (IReadOnlyList<string>)[g.Group, Count(g.Referred), Count(g.Eligible), Count(g.Placed), Count(g.PaidFor), Pence.Format(g.Paid), Each(g.Paid, g.Placed)])];
        if (together != 0) rows.Add(["Everyone together", "-", "-", "-", "-", Pence.Format(together), "-"]);
        rows.Add(["In all", Count(b.Groups.Sum(g => g.Referred)), Count(b.Groups.Sum(g => g.Eligible)), Count(b.Groups.Sum(g => g.Placed)), Count(b.Groups.Sum(g => g.PaidFor)), Pence.Format(b.Groups.Sum(g => g.Paid) + together), Each(b.Groups.Sum(g => g.Paid), b.Groups.Sum(g => g.Placed))]);
        return new($"By {b.By!.Title.ToLowerInvariant()}", [],
            new("groups", $"By {b.By.Title.ToLowerInvariant()}", [b.By.Title, "Referred", "Eligible", "With a place", "Paid for", "Payable", "For each with a place"], rows),
            new RangeBars("Paid for each with a place", "Payable", [.. b.Groups.Where(g => g.Placed > 0).Select(g => new RangeBar(g.Group, 0, g.Paid / (double)g.Placed, Each(g.Paid, g.Placed)))]).Draw);
    }

    private static ReportPart ResultsByGroup(Backtest b)
    {
        var placed = b.Groups.ToDictionary(g => g.Group, g => g.Placed, StringComparer.Ordinal);
        var reached = b.Achievements.Where(a => a.Subject >= 0).ToLookup(a => (a.Outcome, Group: b.By!.Of(a.Subject)));
        string Cell(Outcome o, string group) => reached[(o.Number, group)].Select(a => a.Subject).Distinct().Count() is var people && placed[group] > 0 ? $"{Count(people)} ({Share(people / (double)placed[group])})" : "-";
        return new("Results by group", ["People who reached each, and their share of all in the group with a place. A share counts whoever left view as not reaching it; the curves below do not."],
            new("results-by-group", "People who reached each", ["Step or result", .. b.Groups.Select(g => g.Group)], [.. b.Outcomes.Where(o => o.When is not null).Select(o => (IReadOnlyList<string>)[o.Title, .. b.Groups.Select(g => Cell(o, g.Group))])]));
    }

    private static ReportPart Attrition(Backtest b)
    {
        (Until Why, string Said)[] whys = [(Until.TimeRanOut, "Time had run out"), (Until.LeftView, "Left view"), .. b.Sight is { Deaths: false } ? Array.Empty<(Until, string)>() : [(Until.Died, "Died")]];
        var longest = b.People.Max(p => p.To - p.From);
        var groups = b.People.Select(p => p.Group).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        IReadOnlyList<string> Row(int day)
        {
            var gone = b.People.Where(p => p.To - p.From < day).ToList();
            return [$"Day {day}", .. groups.Select(g => Count(b.People.Count(p => p.Group == g && p.To - p.From >= day))), .. whys.Select(w => w.Why).Select(why => Count(gone.Count(p => p.Why == why)))];
        }
        var days = Enumerable.Range(0, longest / Quarter + 1).Select(q => q * Quarter).ToList();
        List<string> says = ["At each quarter, whether or not they had reached anything: a curve says less the fewer are left. Time begins with the enrolment, or where there is none with the referral, and runs out on the day asked about or at the end of the scheme."];
        if (b.People.Any(p => p.Why is not Until.TimeRanOut)) says.Add("The curves take those who died or left view to be like those who stayed. Where people leave because things go badly, or because of the result itself, the curves of other results are too good.");
        return new("How many were still followed", says,
            new("followed", "Still followed", ["Since enrolment or referral", .. groups.Select(g => g.Length == 0 ? "Still followed" : g), .. whys.Select(w => w.Said)], [.. days.Where(d => days.Count <= 24 || d % (4 * Quarter) == 0).Select(Row)]));
    }

    private static ReportPart Curve(Backtest b, OutcomeCurves c, int number)
    {
        var curves = new SurvivalCurves(c.Outcome.Title, "Not reached yet", "Days since enrolment or referral", c.Curves, c.Comparison);
        static string Interval(CurveRow r) => r.Share is not { } share ? "nobody left in view" : r is { Low: { } low, High: { } high } ? $"{Share(share)} ({Share(low)} to {Share(high)})" : Share(share);
        var times = Enumerable.Range(1, 8).Select(q => (double)q * Quarter).TakeWhile(t => t <= c.Curves.Max(k => k.LastTime)).ToList();
        return new(c.Outcome.Title,
            [.. c.Curves.Where(k => k.Weak is not null).Select(k => k.Group.Length == 0 ? k.Weak! : $"{k.Group}: {k.Weak}"), .. c.Comparison is { } compared ? (string[])[compared] : [],
             .. c.AfterView > 0 ? (string[])[$"{Figures.People(c.AfterView)} reached it only after they were in view no longer; the curve leaves that out, and the pounds do not."] : []],
            times.Count == 0 ? null : new($"curve-{number}", "Not reached yet, with the 95% interval", ["Since enrolment or referral", .. b.By is null ? (string[])[] : [b.By.Title], "Still in view", "Not reached yet"],
                [.. curves.Table(times).Select(r => (IReadOnlyList<string>)[$"Day {r.Time}", .. b.By is null ? (string[])[] : [r.Group], Count(r.AtRisk), Interval(r)])]),
            curves.Draw);
    }

    private static ReportPart Alike(Outcome outcome, AlikeModel model, int number)
    {
        var title = $"{outcome.Title}: with other things held alike";
        if (model.Fit is not { } fit) return new(title, [model.Why!]);
        List<string> says =
        [
            fit.Weak ?? "",
            $"{Count(fit.Events)} of {Figures.People(fit.People)} reached it.{(fit.Dropped > 0 ? $" {Figures.People(fit.Dropped)} are left out, because something about them was not recorded by the day their time began." : "")}",
            $"Each is set against what is commonest, or one less: {string.Join(", ", model.Against)}. More than 1 is sooner, less than 1 later. An interval that holds 1 shows no difference.",
            ProportionalHazards.Of(fit, out var why)?.Said is { } said && said != fit.Weak ? said : why?.Why ?? "",
            $"A Cox model; results on the same day are taken as {fit.Ties} has it. What was not recorded is not held alike.",
        ];
        static string Times(double t) => t.ToString(t is >= 1000 or < 0.001 ? "0.00e0" : "0.00", System.Globalization.CultureInfo.InvariantCulture);
        return new(title, [.. says.Where(s => s.Length > 0)],
            new($"model-{number}", "How many times as soon", ["What", "Times as soon", "95% interval"], [.. fit.Terms.Select(t => (IReadOnlyList<string>)[t.Name, Times(t.HazardRatio), $"{Times(t.Within().Low)} to {Times(t.Within().High)}"])]));
    }
}
