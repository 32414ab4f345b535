using Cairn.Desk.Published;
using Cairn.Pictures;
using Cairn.Record;
using Cairn.Rules;
using static Cairn.Desk.Pricing.Figures;

namespace Cairn.Desk.Pricing;

/// <summary>What two contracts would pay on a real record, in both directions and to the penny.</summary>
public static class RecordComparisonReport
{
    /// <param name="found">What differs.</param>
    /// <param name="by">Groups to count by, such as complexity; null without.</param>
    /// <param name="nameOf">How people are called, where each of them is to be listed, null for whoever may not be; itself null: counts alone.</param>
    public static IReadOnlyList<ReportPart> Parts(RecordComparison found, Grouping? by, Func<int, string?>? nameOf)
    {
        List<ReportPart> parts = [InShort(found), Payers(found), Outcomes(found), Standings(found)];
        if (by is not null) parts.Add(Whose(found, by));
        if (nameOf is not null) parts.Add(People(found, nameOf));
        return parts;
    }

    private static ReportPart InShort(RecordComparison c)
    {
        var (sum, a, b) = (c.InAll, c.PaidForA, c.PaidForB);
        var (onlyA, onlyB) = (c.Outcomes.Where(o => c.B.Scheme.Find(o.Name) is null).ToList(), c.Outcomes.Where(o => c.A.Scheme.Find(o.Name) is null).ToList());
        List<string> says =
        [
            $"On {Day.Long(c.A.On)}{(c.A.Known >= Day.Last ? "" : $", from what was recorded by {Day.Long(c.A.Known)}")}, A would pay {Pence.Format(sum.A)} and B {Pence.Format(sum.B)}: {Pence.Format(sum.More)} more and {Pence.Format(sum.Less)} less.",
            $"Both would pay for {Figures.People(a.Count(b.Contains))}.{(a.Count(s => !b.Contains(s)) is > 0 and var onlyByA ? $" Only A would pay for {Figures.People(onlyByA)}, whose help would no longer pay." : "")}{(b.Count(s => !a.Contains(s)) is > 0 and var onlyByB ? $" Only B would pay for {Figures.People(onlyByB)}." : "")}",
            c.Results.Any(r => r.Differs) ? "" : "Nobody reaches anything else, sooner, later or for other pounds: the two do the same on this record.",
            onlyA.Count + onlyB.Count > 0 ? $"Results are matched by name. {string.Join(" ", onlyA.Select(o => $"Only A has \"{o.Title}\" ({o.Name}).").Concat(onlyB.Select(o => $"Only B has \"{o.Title}\" ({o.Name}).")))}" : "",
            c.A.On < Math.Max(c.A.Scheme.RunOffEnds, c.B.Scheme.RunOffEnds) ? "Results can still be reached after this day, under both: what is not reached yet is not lost." : "",
            "It is what would be payable, not what was paid: nothing posted is touched. People lived these lives under other rules.",
        ];
        return new("On the record, in short", [.. says.Where(s => s.Length > 0)]);
    }

    private static RangeBar Bar(string name, long pence) => new(name, 0, pence, Pence.Format(pence));

    private static IReadOnlyList<string> Row(string name, Reconciled sum) => [name, Pence.Format(sum.A), Pence.Format(sum.More), Pence.Format(sum.Less), Pence.Format(sum.B)];

    private static ReportPart Payers(RecordComparison c) => new("Who would pay what", ["What A pays, and more, less what is less, is what B pays, to the penny."],
        new("record-payers", "Payable on the record", ["Payer", "A", "More under B", "Less under B", "B"], [.. c.Payers.Select((p, i) => Row(p.Title, c.PaidBy(i))), Row("In all", c.InAll)]),
        new RangeBars("What each would pay on the record", "Payable", [Bar("A", c.InAll.A), Bar("More under B", c.InAll.More), Bar("Less under B", c.InAll.Less), Bar("B", c.InAll.B)]).Draw);

    private static ReportPart Outcomes(RecordComparison c)
    {
        IReadOnlyList<string> Of(string title, IEnumerable<ResultBeside> results, Reconciled sum)
        {
            var all = results.ToList();
            return [title, Count(all.Count(r => r.DayA is not null)), Count(all.Count(r => r.Appears)), Count(all.Count(r => r.Vanishes)), Count(all.Count(r => r.DayB is not null)), Count(all.Count(r => r.Moves)), .. Row("", sum).Skip(1)];
        }
        return new("Results that appear, vanish or move", ["Reached under A, and those that appear, less those that vanish, is reached under B. A result that moves is reached under both, on another day."],
            new("record-outcomes", "Steps and results on the record", ["Step or result", "Reached, A", "Appear", "Vanish", "Reached, B", "Move", "Paid, A", "More", "Less", "Paid, B"],
                [.. c.Outcomes.Select(o => Of(o.Title, c.Results.Where(r => r.Outcome == o.Name), c.PaidFor(o.Name))), Of("In all", c.Results, c.InAll)]));
    }

    private static ReportPart Standings(RecordComparison c)
    {
        IReadOnlyList<string> Of(string name, Func<Evaluation, int, bool> holds)
        {
            var all = Enumerable.Range(0, c.A.Roll.Count).Select(s => (A: holds(c.A, s), B: holds(c.B, s))).ToList();
            return [name, Count(all.Count(x => x.A)), Count(all.Count(x => x is (true, false))), Count(all.Count(x => x is (false, true))), Count(all.Count(x => x.B))];
        }
        return new("Who is among those it pays for", [],
            new("record-people-counted", "People", ["Who", "A", "Only A", "Only B", "B"],
            [
                Of("Referred", (e, s) => e.Roll.StandingOf(s) is not Standing.NotReferred),
                Of("Eligible", (e, s) => IsEligible(e.Roll.StandingOf(s))),
                Of("With a place", (e, s) => e.Roll.StandingOf(s) is Standing.HasPlace),
                Of("Paid for", (e, s) => (e == c.A ? c.PaidForA : c.PaidForB).Contains(s)),
            ]));
    }

    private static bool IsEligible(Standing standing) => standing is Standing.Waits or Standing.HasPlace;

    private static ReportPart Whose(RecordComparison c, Grouping by)
    {
        var members = Enumerable.Range(0, c.A.Roll.Count).Where(s => IsEligible(c.A.Roll.StandingOf(s)) || IsEligible(c.B.Roll.StandingOf(s))).GroupBy(by.Of).ToDictionary(g => g.Key, g => g.ToList());
        var groups = by.Groups.Where(members.ContainsKey).ToList();
        var (a, b) = (c.PaidForA, c.PaidForB);
        string Of(int number, int all) => all == 0 ? "-" : $"{number} ({Share(number / (double)all)})";
        List<string> says = ["Of those eligible under either. Where the shares differ much, it pays to choose the easier people."];
        if (groups.Where(g => members[g].Count <= CountTable.Small).ToList() is { Count: > 0 } small) says.Add($"Too few to say anything of, and not to be published: {string.Join(", ", small)}.");
        return new($"Whose help is paid for, by {by.Title.ToLowerInvariant()}", says,
            new("record-whose", "People for whom something is payable", [by.Title, "Eligible", "Paid for under A", "Paid for under B", "No longer pays under B", "Pays only under B"],
                [.. groups.Select(g => members[g]).Select((m, i) => (IReadOnlyList<string>)[groups[i], Count(m.Count), Of(m.Count(a.Contains), m.Count), Of(m.Count(b.Contains), m.Count), Count(m.Count(s => a.Contains(s) && !b.Contains(s))), Count(m.Count(s => b.Contains(s) && !a.Contains(s)))])]));
    }

    private static ReportPart People(RecordComparison c, Func<int, string?> nameOf)
    {
        static string On(int? day) => day is { } d ? Day.Iso(d) : "not reached";
        var results = c.Results.Where(r => r.Differs).ToLookup(r => r.Subject);
        var standings = Enumerable.Range(0, c.A.Roll.Count).Where(s => c.A.Roll.StandingOf(s) != c.B.Roll.StandingOf(s)).ToHashSet();
        var (rows, others) = (new List<IReadOnlyList<string>>(), 0);
        foreach (var s in results.Select(r => r.Key).Union(standings).Order())
        {
            if (nameOf(s) is not { } name)
            {
                others++;
                continue;
            }
            rows.AddRange(results[s].Select(r => (IReadOnlyList<string>)[name, r.Time > 1 ? $"{r.Outcome}, time {r.Time}" : r.Outcome, On(r.DayA), On(r.DayB), Pence.Format(r.A), Pence.Format(r.B), Pence.Format(r.B - r.A)]));
            if (standings.Contains(s)) rows.Add([name, "standing", Words(c.A.Roll.StandingOf(s)), Words(c.B.Roll.StandingOf(s)), "", "", ""]);
        }
        List<string> says = rows.Count > 0 ? ["Everything that differs. This part names people: it is for those who work with them, and for nobody else."] : others == 0 ? ["Nothing differs for anybody."] : [];
        if (others > 0) says.Add($"It differs for {Figures.People(others)}{(rows.Count > 0 ? " more" : "")} whom you may not see here one by one.");
        return new("Person by person", says, rows.Count == 0 ? null : new("record-people", "What differs for whom", ["Person", "What", "Under A", "Under B", "Paid, A", "Paid, B", "Difference"], rows));
    }

    private static string Words(Standing standing) => standing switch { Standing.NotReferred => "not referred", Standing.NotEligible => "not eligible", Standing.Waits => "waits", _ => "has a place" };
}
