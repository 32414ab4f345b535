using Cairn.Desk.Pricing;
using Cairn.Record;
using Cairn.Rules;
using Cairn.Tests.Schemes;
using Cairn.Tests.Sides;

namespace Cairn.Tests.Pricing;

/// <summary>26 against 52 weeks on the demo town: work that lasts is what is paid for, and 52 weeks pay half as much again.</summary>
public class RecordComparisonTests
{
    private const string Paid = "      council:\n        2026-04-01: £100,000 over 12 places\n      central-fund:\n        2026-04-01: 20% on top\n";
    private const string Watched = "    pays: { council: { 2026-04-01: £0 } }\n";

    private static readonly Lazy<Facts> Town = new(() =>
    {
        var mistakes = new Mistakes();
        var facts = FactsCsv.Read("facts.csv", File.ReadAllBytes(SchemeFolder.In("demo", "saltby", "facts.csv")), SchemeFolder.Vocabulary, mistakes);
        string.Join('\n', mistakes.Found).ShouldBe("");
        return facts!;
    });

    private static readonly Scheme A = SideScheme.Read(Text(26));

    private static readonly Scheme B = SideScheme.Read(Text(52).Replace("£100,000 over", "£150,000 over", StringComparison.Ordinal).Replace("cap: £100,000", "cap: £150,000", StringComparison.Ordinal).Replace("cap: £20,000", "cap: £30,000", StringComparison.Ordinal));

    [Fact]
    public void Both_directions_show_and_sums_reconcile_to_the_penny()
    {
        var found = Compare(A, B);
        // Three kept work for 26 weeks with the evidence asked for, £8,333.33 or .34 each and a fifth on top; two of them kept it for 52.
        found.InAll.A.ShouldBe(30_000_03);
        var (more, less) = (found.InAll.More, found.InAll.Less);
        (more > 0, less).ShouldBe((true, 10_000_01L));
        found.InAll.B.ShouldBe(found.B.Achievements.Sum(a => a.Payable));
        found.InAll.A.ShouldBe(found.A.Achievements.Sum(a => a.Payable));
        foreach (var sum in found.Payers.Select((_, i) => found.PaidBy(i)).Concat(found.Outcomes.Select(o => found.PaidFor(o.Name))).Append(found.InAll)) (sum.A + sum.More - sum.Less).ShouldBe(sum.B);
        found.Payers.Select((_, i) => found.PaidBy(i).B).Sum().ShouldBe(found.InAll.B);
        found.Outcomes.Sum(o => found.PaidFor(o.Name).More).ShouldBe(more);
        found.Results.Sum(r => r.B - r.A).ShouldBe(more - less);
        var all = RecordComparisonReport.Parts(found, null, null).Single(p => p.Table?.Name == "record-outcomes").Table!.Rows.Single(r => r[0] == "In all").Skip(1).Take(4);
        all.ShouldBe([$"{found.A.Achievements.Count}", $"{found.Results.Count(r => r.Appears)}", $"{found.Results.Count(r => r.Vanishes)}", $"{found.B.Achievements.Count}"]);
    }

    [Fact]
    public void The_other_way_round_more_is_less()
    {
        var (there, back) = (Compare(A, B), Compare(B, A));
        back.InAll.ShouldBe(new(there.InAll.B, there.InAll.Less, there.InAll.More, there.InAll.A));
        back.Results.Count(r => r.Appears).ShouldBe(there.Results.Count(r => r.Vanishes));
        there.Results.Count(r => r.Vanishes).ShouldBe(1);
        there.Results.Where(r => r.Moves).Select(r => Name(there, r.Subject)).ShouldBe(["P001", "P002", "P003"]);
    }

    [Fact]
    public void Nothing_differs_from_itself()
    {
        var found = Compare(A, A);
        found.Results.ShouldNotContain(r => r.Differs);
        Said(RecordComparisonReport.Parts(found, null, s => Name(found, s))).ShouldContain("the two do the same on this record");
        Said(RecordComparisonReport.Parts(found, null, s => Name(found, s))).ShouldContain("Nothing differs for anybody.");
    }

    [Fact]
    public void Whose_help_would_no_longer_pay_is_counted_by_group_and_small_groups_are_said()
    {
        var found = Compare(A, B);
        var by = Grouping.Of("sex", found.A, s => Backtest.FirstDay(found.A, s), out var wrong);
        wrong.ShouldBeNull();
        var whose = RecordComparisonReport.Parts(found, by, null).Single(p => p.Table?.Name == "record-whose").Table!;
        int Column(int column) => whose.Rows.Sum(r => int.Parse(r[column].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture));
        (Column(1), Column(2), Column(3), Column(4), Column(5)).ShouldBe((13, 3, 2, 1, 0));
        RecordComparisonReport.Parts(found, by, null).Single(p => p.Table?.Name == "record-people-counted").Table!.Rows.Single(r => r[0] == "Paid for").Skip(1).ShouldBe(["3", "1", "0", "2"]);
    }

    [Fact]
    public void Who_becomes_eligible_and_who_no_longer_is_stands_by_name_only_where_asked_for()
    {
        var narrower = SideScheme.Read(Text(26).Replace("        - offence: [caution, conviction]\n          assumption: the paper says \"offending behaviour\"; a caution or conviction is what can be shown\n", "", StringComparison.Ordinal));
        var found = Compare(A, narrower);
        var counted = RecordComparisonReport.Parts(found, null, null);
        var row = counted.Single(p => p.Table?.Name == "record-people-counted").Table!.Rows.Single(r => r[0] == "Eligible").Skip(1).Select(int.Parse).ToList();
        row[1].ShouldBeGreaterThan(0);
        (row[0] - row[1] + row[2]).ShouldBe(row[3]);
        Said(counted).ShouldNotContain("P00");
        Said(RecordComparisonReport.Parts(found, null, s => Name(found, s))).ShouldContain("not eligible");
    }

    private static RecordComparison Compare(Scheme a, Scheme b) => new(Evaluation.Of(a, Town.Value, Day.Of(2028, 3, 31), Day.Never), Evaluation.Of(b, Town.Value, Day.Of(2028, 3, 31), Day.Never));

    /// <summary>The Portsmouth contract, paying for work that lasts so many weeks and not for its start.</summary>
    private static string Text(int weeks)
    {
        var text = File.ReadAllText(SchemeFolder.In("schemes", "rehab-to-work.yaml"));
        text.ShouldContain(Paid);
        text = text.Replace("    pays:\n" + Paid, Watched, StringComparison.Ordinal);
        var last = text.LastIndexOf(Watched, StringComparison.Ordinal);
        return (text[..last] + "    pays:\n" + Paid + "    evidence: [payslip, employer-letter, signed-contract]\n" + text[(last + Watched.Length)..]).Replace("for: 26 weeks", $"for: {weeks} weeks", StringComparison.Ordinal);
    }

    private static string Name(RecordComparison found, int subject) => found.A.Facts.Of(About.Person)[subject];

    private static string Said(IEnumerable<ReportPart> parts) => string.Join('\n', parts.SelectMany(p => p.Says.Concat(p.Table?.Rows.SelectMany(r => r) ?? [])));
}
