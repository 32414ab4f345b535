using Cairn.Pictures;
using Cairn.Record;
using Cairn.Rules;
using Cairn.Tests.Demo;
using Cairn.Tests.Schemes;

namespace Cairn.Tests.Pictures;

public class LifeStripTests
{
    [Fact]
    public void Every_version_of_every_fact_of_a_person_is_on_the_strip_once()
    {
        var facts = Strips.Town;
        foreach (var who in Strips.People)
        {
            var subject = facts.Of(About.Person).Find(who);
            var all = Enumerable.Range(0, facts.Columns.Count).Where(p => facts.Vocabulary.Kinds[facts.Columns.Kinds[p]].About == About.Person && facts.Columns.Abouts[p] == subject && !facts.Columns.IsRetraction(p));
            var strip = Strips.Of(who);
            strip.Facts.Select(f => f.Position).Order().ShouldBe(all);
            StripTable.Facts(strip).Count.ShouldBe(all.Count());
        }
    }

    [Fact]
    public void What_had_not_been_recorded_by_the_day_is_not_on_it()
    {
        var day = Day.Of(2027, 6, 30);
        foreach (var who in Strips.People) Strips.Of(who, day).Facts.ShouldAllBe(f => f.Recorded <= day && (f.Until > day) == (f.Fate == Fate.Stands));
    }

    [Fact]
    public void A_correction_shows_both_versions_and_one_that_only_ends_a_spell_shows_one()
    {
        var strip = Strips.Of("P005");
        var jobs = strip.Lanes.Single(l => l.Lane.Name == "work").Facts;
        jobs.Select(j => (Day.Iso(j.From), j.Fate)).ShouldBe([("2027-05-09", Fate.Corrected), ("2027-05-16", Fate.Stands)]);
        var detox = strip.Lanes.Single(l => l.Lane.Name == "treatment").Facts.Where(f => f.Name == "Residential detoxification").ToList();
        detox.Select(d => d.Fate).ShouldBe([Fate.Completed, Fate.Stands]);
        var said = StripDrawing.Draw(strip, "P005", StripLayout.Wide);
        said.ShouldContain("Job: permanent from 9 May 2027, corrected on 10 July 2027");
        StripText.Write(strip, "P005").ShouldContain("Corrects what was recorded on 10 May 2027.");
        StripText.Write(Strips.Of("P005", Day.Of(2027, 6, 30)), "P005").ShouldNotContain("orrect");
    }

    [Fact]
    public void What_was_taken_back_is_shown_as_taken_back_from_the_day_it_was()
    {
        var facts = Strips.Facts("person,fact,from,to,recorded,id,corrects,retracts\nA,referral,2026-05-01,,2026-05-01,1,,\nA,volunteering,2026-06-01,2026-07-01,2026-07-01,2,,\nA,volunteering,,,2026-08-01,3,,2\n");
        var strip = LifeStrip.Of(facts, 0, [], _ => true, Day.Of(2026, 9, 1), Day.Never);
        var work = strip.Lanes.Single(l => l.Lane.Name == "work").Facts.ShouldHaveSingleItem();
        (work.Fate, Day.Iso(work.Until)).ShouldBe((Fate.TakenBack, "2026-08-01"));
        StripDrawing.Draw(strip, "A", StripLayout.Wide).ShouldContain("taken back on 1 August 2026");
        LifeStrip.Of(facts, 0, [], _ => true, Day.Of(2026, 7, 31), Day.Of(2026, 7, 31)).Facts.ShouldAllBe(f => f.Fate == Fate.Stands);
    }

    [Theory, InlineData("treatment"), InlineData("offence"), InlineData("housing"), InlineData("work"), InlineData("money"), InlineData("plan"), InlineData("identity"), InlineData("address"), InlineData("safeguarding")]
    public void What_may_not_be_shown_is_nowhere_and_neither_is_a_clock_that_rests_on_it(string hidden)
    {
        var (shown, gone) = (0, 0);
        foreach (var who in Strips.People)
        {
            var (all, some) = (Strips.Of(who), Strips.Of(who, mayShow: c => c != hidden));
            some.Facts.Select(f => f.Position).ShouldBe(all.Facts.Where(f => f.Kind.Category != hidden).Select(f => f.Position));
            var said = StripText.Write(some, who) + StripDrawing.Draw(some, who, StripLayout.Wide) + StripDrawing.Draw(some, who, StripLayout.Narrow)
                + string.Join('\n', StripTable.Facts(some).Concat(StripTable.Clocks(some)));
            var secret = all.Facts.Where(f => f.Kind.Category == hidden).Select(f => f.Label).Except(some.Facts.Select(f => f.Label));
            foreach (var label in secret.Where(l => l.Contains(':', StringComparison.Ordinal))) said.ShouldNotContain(label);
            // Whoever knows of the referral is told the verdict, but not what it rests on.
            foreach (var scheme in some.Schemes.Where(s => s.Missing is not null)) Wanted(who, scheme.Scheme).ShouldNotContain(k => k.Category == hidden, who);
            foreach (var scheme in some.Schemes)
                foreach (var clock in scheme.Clocks) KindsAsked(who, scheme.Scheme, clock.Outcome).ShouldNotContain(k => k.Category == hidden, $"{who} {clock.Outcome.Name}");
            shown += some.Schemes.Sum(s => s.Clocks.Count);
            gone += all.Schemes.Sum(s => s.Clocks.Count) - some.Schemes.Sum(s => s.Clocks.Count);
        }
        if (hidden is "treatment" or "housing" or "work" or "plan") gone.ShouldBeGreaterThan(0);
        if (hidden is "address") shown.ShouldBeGreaterThan(50);
    }

    [Fact]
    public void A_clock_whose_facts_are_hidden_is_there_when_the_caller_allows_it_and_the_standing_is_not_told()
    {
        var on = SaltbyTown.Today;
        var strip = LifeStrip.Of(Strips.Town, Strips.Town.Of(About.Person).Find("P005"), Strips.Schemes(on), c => c == "work", on, on, clockAnyway: (_, o) => o.Name == "work-26-weeks");
        var scheme = strip.Schemes.ShouldHaveSingleItem();
        scheme.Standing.ShouldBeNull();
        scheme.Clocks.ShouldHaveSingleItem().Clock!.Counted.ShouldBe(182);
        StripText.Write(strip, "P005").ShouldNotContain("Place");
    }

    [Fact]
    public void The_clock_says_what_the_explanation_says()
    {
        foreach (var answer in Strips.Schemes(Day.Of(2027, 11, 1)).Where(a => a.Scheme.About == About.Person))
            for (var subject = 0; subject < answer.Roll.Count; subject++)
            {
                if (LifeStrip.Of(answer.Facts, subject, [answer], _ => true, answer.On, answer.Known).Schemes is not [var scheme]) continue;
                foreach (var clock in scheme.Clocks)
                {
                    var why = Explanation.Of(answer, subject, clock.Outcome)!;
                    (clock.State == ClockState.Reached).ShouldBe(why.When.Met);
                    (clock.State == ClockState.Over).ShouldBe(!why.When.Met && why.When.Earliest == Day.Never);
                    if (clock.Clock is not { Runs: true } runs) continue;
                    var text = ExplanationText.Write(why, "X");
                    text.ShouldContain($"The clock started on {Day.Long(runs.Since)}: {runs.Counted} of {runs.Needed} days counted");
                    if (clock.State is ClockState.Counting) runs.Spans.Sum(s => s.To - s.From + 1).ShouldBe(runs.Counted);
                }
            }
    }

    [Fact]
    public void Gaps_stand_between_the_spans_that_count()
    {
        var facts = Strips.Facts(Gapped);
        var on = Day.Of(2027, 6, 30);
        var answer = Evaluation.Of(SchemeFolder.Scheme("schemes/rehab-to-work.yaml"), facts, on, Day.Never);
        var clock = LifeStrip.Of(facts, 0, [answer], _ => true, on, Day.Never).Schemes.Single().Clocks.Single(c => c.Outcome.Name == "work-26-weeks");
        clock.Status.ShouldBe("Started 1 March 2027. 110 of 182 days counted, 12 of 28 gap days used. Earliest 10 September 2027.");
        clock.Clock!.Spans.Select(s => $"{Day.Iso(s.From)} {Day.Iso(s.To)}").ShouldBe(["2027-03-01 2027-04-30", "2027-05-13 2027-06-30"]);
    }

    private const string Gapped = """
        person,fact,from,to,recorded,substance,type,setting,reason,contract,hours,scheme,step
        A,dependency,2020-01-01,,2026-04-01,alcohol,,,,,,,
        A,housing,2026-01-01,2026-04-30,2026-05-01,,hostel,,,,,,
        A,referral,2026-05-01,,2026-05-01,,,,,,,rehab-to-work,
        A,treatment,2026-05-11,2026-05-31,2026-05-31,,,residential-detox,completed,,,,
        A,treatment,2026-06-01,2026-08-31,2026-08-31,,,residential,completed,,,,
        A,housing,2026-09-01,2027-01-31,2027-01-31,,supported,,,,,,
        A,employment,2027-03-01,2027-04-30,2027-05-02,,,,,permanent,20,,
        A,employment,2027-05-13,,2027-05-14,,,,,permanent,18,,

        """;

    /// <summary>The kinds that the explanation of an outcome speaks of, and those of the facts it rests on.</summary>
    private static IEnumerable<Kind> KindsAsked(string who, Scheme scheme, Outcome outcome)
    {
        var answer = Strips.Schemes(SaltbyTown.Today).Single(a => a.Scheme.Name == scheme.Name);
        var why = Explanation.Of(answer, Strips.Town.Of(About.Person).Find(who), outcome)!;
        IEnumerable<Reason> All(Reason reason) => reason.Parts.SelectMany(All).Append(reason);
        return All(why.When).SelectMany(Of);
    }

    private static IEnumerable<Kind> Wanted(string who, Scheme scheme)
    {
        var answer = Strips.Schemes(SaltbyTown.Today).Single(a => a.Scheme.Name == scheme.Name);
        IEnumerable<Reason> All(Reason reason) => reason.Parts.SelectMany(All).Append(reason);
        return All(scheme.Outcomes.Select(o => Explanation.Of(answer, Strips.Town.Of(About.Person).Find(who), o)?.Eligible).First(e => e is not null)!).SelectMany(Of);
    }

    private static IEnumerable<Kind> Of(Reason reason)
    {
        foreach (var position in reason.Facts) yield return Strips.Town.Vocabulary.Kinds[Strips.Town.Columns.Kinds[position]];
        if (reason.Parts.Count == 0 && Strips.Town.Vocabulary.Find(reason.Asks.Split(' ', ',')[0]) is { } kind) yield return kind;
    }
}
