using Cairn.Record;
using Cairn.Rules;
using FsCheck;
using FsCheck.Fluent;

namespace Cairn.Tests.Sides;

public class IndicatorTests
{
    [Theory]
    [InlineData("2026 Q1", "2026-01-01", "2026-03-31", "2025/26 Q4")]
    [InlineData("2025/26 Q4", "2026-01-01", "2026-03-31", "2025/26 Q4")]
    [InlineData("2026/27 Q1", "2026-04-01", "2026-06-30", "2026/27 Q1")]
    [InlineData("2024 Q4", "2024-10-01", "2024-12-31", "2024/25 Q3")]
    [InlineData("2026/27", "2026-04-01", "2027-03-31", "2026/27")]
    [InlineData("1999/00", "1999-04-01", "2000-03-31", "1999/00")]
    [InlineData("2026", "2026-01-01", "2026-12-31", "2026")]
    public void A_period_is_read_by_either_of_its_names(string text, string first, string last, string says)
    {
        Period.TryParse(text, out var period).ShouldBeTrue();
        (Day.Iso(period.First), Day.Iso(period.Last), period.ToString()).ShouldBe((first, last, says));
        period.Next!.Value.Previous.ShouldBe(period);
        period.Next.Value.First.ShouldBe(period.Last + 1);
        foreach (var day in (int[])[period.First, period.Last]) Period.Of(period.Per, day, Watching).ShouldBe(period);
    }

    [Theory]
    [InlineData("2026 Q5")]
    [InlineData("2026/28")]
    [InlineData("2026/27Q1")]
    [InlineData("26 Q1")]
    [InlineData("2026 Q1 Q2")]
    [InlineData("")]
    public void What_is_no_period_is_not_read(string text) => Period.TryParse(text, out _).ShouldBeFalse();

    private static readonly Scheme Watching = SideScheme.Read("""
        scheme: test
        about: person
        runs: { from: 2025-01-01, to: 2026-12-31 }
        indicators:
          done: { per: quarter, who: { dependency: alcohol }, people: { leaves: { treatment: { reason: completed } } }, out-of: { people: { leaves: { treatment: any } } }, by: [sex.sex] }
          nights: { per: quarter, sum: { days: { housing: hostel } } }
          answered: { per: quarter, each: { housing-threat: any }, followed-by: { threat-response: any }, within: 2 working days, by: [housing-threat.hub] }
          read: { per: quarter, readings: { indicator-reading: any }, of: value }
        """);

    private static Indicators Of(Facts facts, string on = "2026-12-31") => Indicators.Of(Watching, facts, SideScheme.On(on), Day.Never);

    private static Figure Of(Indicators indicators, string name, string period)
    {
        Period.TryParse(period, out var p).ShouldBeTrue();
        return indicators.Figure(indicators.Find(name)!, p);
    }

    /// <summary>Random lives against a count that knows nothing of clauses, in every quarter, whole and by group.</summary>
    [Fact]
    public void Figures_are_what_a_naive_count_gives()
    {
        var spell = from person in Gen.Choose(0, 7) from kind in Gen.Choose(0, 2) from start in Gen.Choose(0, 600) from length in Gen.Choose(0, 300) from detail in Gen.Choose(0, 1) select (person, kind, start, length, detail);
        Prop.ForAll(spell.ListOf().ToArbitrary(), lives =>
        {
            var opens = SideScheme.On("2025-01-01");
            var lines = new List<string>();
            for (var p = 0; p < 6; p++) lines.Add($"person: P{p}, sex: {(p % 2 == 0 ? "female" : "male")}, on: 2000-01-01");
            foreach (var (person, kind, start, length, detail) in lives)
            {
                var days = $"from: {Day.Iso(opens + start)}, to: {Day.Iso(opens + start + length)}";
                lines.Add(kind switch
                {
                    0 => $"person: P{person}, dependency: {(detail == 0 ? "alcohol" : "opiates")}, {days}",
                    1 => $"person: P{person}, treatment: {{ reason: {(detail == 0 ? "completed" : "left-early")} }}, {days}",
                    _ => $"person: P{person}, housing: {(detail == 0 ? "hostel" : "prison")}, {days}",
                });
            }
            var indicators = Of(SideScheme.Facts([.. lines]));
            for (Period? at = Period.Of(Per.Quarter, opens, Watching); at is { } q && q.First < opens + 730; at = q.Next)
            {
                bool Ends((int person, int kind, int start, int length, int detail) l) => l.kind == 1 && opens + l.start + l.length is var end && end >= q.First && end <= q.Last;
                bool Drinks(int p) => lives.Any(l => l.person == p && l.kind == 0 && l.detail == 0 && opens + l.start <= q.Last);
                var out_of = Enumerable.Range(0, 8).Where(p => Drinks(p) && lives.Any(l => l.person == p && Ends(l))).ToList();
                var done = out_of.Where(p => lives.Any(l => l.person == p && Ends(l) && l.detail == 0)).ToList();
                var figure = indicators.Figure(indicators.Find("done")!, q);
                ((int)figure.Numerator, (int)figure.Denominator!.Value).ShouldBe((done.Count, out_of.Count));
                figure.Subjects.Select(s => indicators.Answer.Facts.Of(About.Person)[s]).ShouldBe(done.Select(p => $"P{p}"));
                figure.Facts.Count.ShouldBeGreaterThanOrEqualTo(done.Count);
                var groups = indicators.By(indicators.Find("done")!, q, 0);
                groups.Sum(g => g.Figure.Denominator!.Value).ShouldBe(out_of.Count);
                groups.FirstOrDefault(g => g.Group == "male").Figure?.Numerator.ShouldBe(done.Count(p => p < 6 && p % 2 == 1));
                var nights = Enumerable.Range(0, 8).Sum(p => Enumerable.Range(q.First, q.Last - q.First + 1).Count(d => lives.Any(l => l.person == p && l.kind == 2 && l.detail == 0 && opens + l.start <= d && d <= opens + l.start + l.length)));
                indicators.Figure(indicators.Find("nights")!, q).Numerator.ShouldBe(nights);
            }
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void An_answer_stops_one_clock_and_is_measured_in_working_days()
    {
        var facts = SideScheme.Facts(
            "person: Ann, housing-threat: { type: arrears, hub: north }, from: 2026-05-01",     // a Friday before a bank holiday
            "person: Ann, housing-threat: { type: notice, hub: south }, from: 2026-05-05",
            "person: Ann, threat-response: visit, on: 2026-05-06",
            "person: Ann, threat-response: legal-help, on: 2026-05-08");
        var figure = Of(Of(facts), "answered", "2026 Q2");
        figure.Answers.Select(a => (Day.Iso(a.AnswerDay), a.WorkingDays, a.InTime)).ShouldBe([("2026-05-06", 2, true), ("2026-05-08", 3, false)]);
        (figure.Numerator, figure.Denominator).ShouldBe((1, 2));
        Of(Of(facts, "2026-05-05"), "answered", "2026 Q2").Answers.Select(a => a.WorkingDays).ShouldBe([-1, -1]);
    }

    [Fact]
    public void An_answer_to_a_threat_of_the_last_quarter_does_not_count_again_in_this()
    {
        var facts = SideScheme.Facts("person: Ann, housing-threat: arrears, from: 2026-03-31", "person: Ann, housing-threat: notice, from: 2026-04-01", "person: Ann, threat-response: visit, on: 2026-04-01");
        var indicators = Of(facts);
        (Of(indicators, "answered", "2026 Q1").Numerator, Of(indicators, "answered", "2026 Q2").Numerator).ShouldBe((1, 0));
    }

    [Fact]
    public void Places_are_added_up_by_their_last_readings_and_a_period_to_come_is_empty()
    {
        var facts = SideScheme.Facts("place: A, indicator-reading: { indicator: x, value: 3.25 }, on: 2026-04-01", "place: A, indicator-reading: { indicator: x, value: 4.5 }, on: 2026-06-30", "place: B, indicator-reading: { indicator: x, value: 10 }, on: 2026-04-02");
        Of(Of(facts), "read", "2026 Q2").Numerator.ShouldBe(14.5m);
        Of(Of(facts, "2026-06-29"), "read", "2026 Q2").Numerator.ShouldBe(13.25m);
        Of(Of(facts, "2026-03-31"), "read", "2026 Q2").Numerator.ShouldBe(0);
        Of(Of(facts, "2026-06-29"), "read", "2026 Q2").IsFinal.ShouldBeFalse();
        Of(Of(facts, "2026-06-30"), "read", "2026 Q2").IsFinal.ShouldBeTrue();
    }

    [Theory]
    [InlineData("2024 Q4", "20 or more")]
    [InlineData("2025 Q1", "20 or more")]     // ends on the day by which it is to be met
    [InlineData("2025 Q2", "10 to 12")]
    [InlineData("2026 Q1", "10 to 12")]       // the last stands on
    public void The_target_is_the_first_by_a_day_on_or_after_the_periods_end(string period, string says)
    {
        var scheme = SideScheme.Read("scheme: test\nindicators:\n  a: { per: quarter, sum: { count: { offence: any } }, target: [ { is: 10 to 12, by: 2025-12-31 }, { is: 20 or more, by: 2025-03-31 } ] }\n");
        Of(Indicators.Of(scheme, SideScheme.Facts("person: Ann, sex: female, on: 2000-01-01"), SideScheme.On("2026-12-31"), Day.Never), "a", period).Target!.Says.ShouldBe(says);
    }

    [Theory]
    [InlineData("9.999", false, 0)]
    [InlineData("10", true, 0)]
    [InlineData("12", true, 0)]
    [InlineData("12.001", false, 0)]
    public void Both_ends_of_a_target_count(string value, bool met, int direction)
    {
        var target = new Target(0, 10_000, 12_000, false, "10 to 12");
        target.MetBy(decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(met);
        target.Direction.ShouldBe(direction);
        new Target(0, 4_500, long.MaxValue, true, "45% or more").MetBy(9m / 20).ShouldBeTrue();
        new Target(0, 4_500, long.MaxValue, true, "45% or more").MetBy(0.4499m).ShouldBeFalse();
    }

    [Theory]
    [InlineData("a: { per: month, people: { housing: any } }", "'month' is not one of quarter, year, financial-year, whole.")]
    [InlineData("a: { people: { housing: any } }", "'a' needs 'per:'")]
    [InlineData("a: { per: year, people: { hosing: any } }", "Did you mean 'housing'?")]
    [InlineData("a: { per: year, people: { housing: any }, sum: { count: { offence: any } } }", "needs one of 'people:'")]
    [InlineData("a: { per: year, people: { housing: any }, by: [sex.sx] }", "'sex.sx' is nothing to break down by; write KIND.DETAIL, such as sex.sex, where the detail is a code or a name. Did you mean 'sex.sex'?")]
    [InlineData("a: { per: year, people: { housing: any }, target: { is: 40% or more, by: 2026-01-01 } }", "'a' is a plain number, which has no per cent")]
    [InlineData("a: { per: year, people: { housing: any }, target: { is: plenty, by: 2026-01-01 } }", "'plenty' is not where a figure can be")]
    [InlineData("a: { per: year, people: { housing: any }, within: 2 days }", "'within:' belongs to 'each:'.")]
    [InlineData("a: { per: year, each: { housing-threat: any }, followed-by: { threat-response: any }, same: hubb }", "'same:' names one of the details of 'housing-threat': type, hub. Did you mean 'hub'?")]
    [InlineData("a: { per: year, each: { protocol: any }, followed-by: { threat-response: any } }", "'protocol' is not about a person")]
    [InlineData("a: { per: year, readings: { indicator-reading: any }, of: valeu }", "Did you mean 'value'?")]
    public void A_mistake_in_an_indicator_is_named(string indicator, string says) => SideScheme.Mistake($"scheme: test\nindicators:\n  {indicator}\n").ShouldContain(says);

    [Theory]
    [InlineData("  objectives: { o: { title: O, under: nation } }", "There is no national priority 'nation'. Did you mean 'national'?")]
    [InlineData("  objectives: { o: { title: O } }", "'o' needs 'under:' with the national priority that it serves.")]
    [InlineData("  objectives: { o: { under: national } }\n  priorities: { p: { under: oo } }", "There is no objective 'oo'. Did you mean 'o'?")]
    [InlineData("  objectives: { o: { under: national } }\n  priorities: { p: { under: o } }", "Nothing watches the priority 'p': give it an indicator, 'for: p'.")]
    [InlineData("  objectives: { o: { under: national } }\nindicators:\n  a: { per: year, for: oh, people: { housing: any } }", "'oh' is neither a priority nor an objective of the plan. Did you mean 'o'?")]
    [InlineData("  objectives: { o: { under: national } }\nindicators:\n  a: { per: year, people: { housing: any } }", "'a' needs 'for:'")]
    [InlineData("  owner: me\nfunding: { activities: { of: { funding: any }, by: workstreem, fund: source-of-funds } }", "Did you mean 'workstream'?")]
    public void A_mistake_in_a_plan_is_named(string plan, string says) => SideScheme.Mistake($"scheme: test\nplan:\n  national: {{ national: N }}\n{plan}\n").ShouldContain(says);
}
