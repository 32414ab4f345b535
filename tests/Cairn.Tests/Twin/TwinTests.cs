using Cairn.Record;
using Cairn.Rules;

namespace Cairn.Tests.Twin;

/// <summary>The twin against examples worked by hand from the language reference. Everyone here is referred on 1 January 2025.</summary>
public class TwinTests
{
    private const string Jobs = "employment 2025-01-10 2025-01-31 employer=Aldi hours=10|employment 2025-02-01 2025-02-10 employer=Boots hours=20|employment 2025-02-15 2025-04-15 employer=Aldi hours=16";

    [Theory]
    [InlineData("a pattern holds on the window's first day when its spell began before", "{ housing: hostel }", "housing 2024-06-01 2025-02-01 type=hostel", "2025-01-01")]
    [InlineData("a spell that ended before the window does not hold", "{ housing: hostel }", "housing 2024-06-01 2024-12-31 type=hostel", "never")]
    [InlineData("ever looks at any day", "{ housing: hostel, ever: yes }", "housing 2024-06-01 2024-12-31 type=hostel", "2024-06-01")]
    [InlineData("before looks back from inside an outcome", "{ housing: hostel, before: referral }", "housing 2024-06-01 2024-12-31 type=hostel", "2024-06-01")]
    [InlineData("within with before counts back", "{ housing: hostel, within: 2 months, before: referral }", "housing 2024-06-01 2024-12-31 type=hostel", "2024-11-01")]
    [InlineData("a negated code needs a recorded one", "{ housing: not hostel }", "housing 2025-02-01 2025-03-01|housing 2025-02-05 2025-03-01 type=social", "2025-02-05")]
    [InlineData("a spell must begin in the window", "{ starts: { employment: any } }", "employment 2024-12-31 2025-05-01|employment 2025-03-01 open", "2025-03-01")]
    [InlineData("within includes the same day a month on", "{ starts: { employment: any }, after: 2025-01-31, within: 1 months }", "employment 2025-02-28 open", "2025-02-28")]
    [InlineData("and not the day after", "{ starts: { employment: any }, after: 2025-01-31, within: 1 months }", "employment 2025-03-01 open", "never")]
    [InlineData("two of one day count as two", "{ happens: { session: any }, times: 2 }", "session 2025-02-01|session 2025-02-01", "2025-02-01")]
    [InlineData("apart is from the last counted", "{ happens: { session: any }, times: 3, apart: 10 days }", "session 2025-02-01|session 2025-02-10|session 2025-02-11|session 2025-02-20|session 2025-02-22", "2025-02-22")]
    [InlineData("first is refused by one before the window", "{ happens: { review: any }, first: yes }", "review 2024-12-31|review 2025-02-01", "never")]
    [InlineData("set times take each event once", "{ happens: { review: any }, at-times: [0 months, 1 months], give-or-take: 3 weeks }", "review 2025-01-12|review 2025-02-20", "2025-02-20")]
    [InlineData("and one event is not enough for two", "{ happens: { review: any }, at-times: [0 months, 1 months], give-or-take: 3 weeks }", "review 2025-01-12", "never")]
    [InlineData("leaving counts both days of the spell", "{ leaves: { treatment: any }, lasted: 4 weeks }", "treatment 2025-01-01 2025-01-27|treatment 2025-02-01 2025-02-28", "2025-02-28")]
    [InlineData("three months from 30 November end on 27 February", "{ leaves: { treatment: any }, lasted: 3 months }", "treatment 2024-11-30 2025-02-27", "2025-02-27")]
    [InlineData("thirteen weeks are 91 days, both counting", "{ sustains: { employment: any }, for: 13 weeks }", "employment 2025-06-01 open", "2025-08-30")]
    [InlineData("days before the window do not count", "{ sustains: { employment: any }, for: 31 days }", "employment 2024-06-01 open", "2025-01-31")]
    [InlineData("spells that touch join, whoever the employer", "{ sustains: { employment: any }, for: 32 days }", Jobs, "2025-02-10")]
    [InlineData("a day missing restarts the clock", "{ sustains: { employment: any }, for: 33 days }", Jobs, "2025-03-19")]
    [InlineData("gap days do not count", "{ sustains: { employment: any }, for: 33 days, gaps: 4 days each }", Jobs, "2025-02-15")]
    [InlineData("unless they are said to", "{ sustains: { employment: any }, for: 35 days, gaps: 4 days each, gap-days: count }", Jobs, "2025-02-15")]
    [InlineData("a gap too long restarts the clock", "{ sustains: { employment: any }, for: 33 days, gaps: 3 days each }", Jobs, "2025-03-19")]
    [InlineData("the same employer must be agreed in", "{ sustains: { employment: any }, for: 32 days, same: employer, gaps: 13 days in total }", Jobs, "2025-03-18")]
    [InlineData("gaps in total end an attempt, and the next start is tried", "{ sustains: { session: any }, for: 3 days, gaps: 2 days in total }", "session 2025-02-01|session 2025-02-03|session 2025-02-06|session 2025-02-07|session 2025-02-08", "2025-02-07")]
    [InlineData("an event restarts the clock the day after it", "{ sustains: { employment: any }, for: 20 days, restarts-on: { offence: any } }", Jobs + "|offence 2025-01-20", "2025-02-09")]
    [InlineData("also when it falls in a gap that is allowed", "{ sustains: { employment: any }, for: 33 days, gaps: 7 days each, restarts-on: { offence: any } }", Jobs + "|offence 2025-02-12", "2025-03-19")]
    [InlineData("without: is true on no counted day", "{ sustains: { employment: any }, for: 20 days, without: { benefit: any } }", Jobs + "|benefit 2025-01-01 2025-02-20", "2025-03-12")]
    [InlineData("new leaves out the spell going on", "{ sustains: { employment: any }, for: 10 days, new: yes }", "employment 2024-06-01 2025-03-01|employment 2025-03-05 open", "2025-03-14")]
    [InlineData("bettering asks for more than was held", "{ sustains: { employment: any }, for: 10 days, bettering: hours }", "employment 2024-06-01 open hours=16|employment 2025-02-01 open hours=16|employment 2025-03-05 open hours=20", "2025-03-14")]
    [InlineData("a clock stops for a calendar", "{ sustains: { employment: any }, for: 6 days, after: 2025-04-14, stops-for: weekends-and-bank-holidays }", "employment 2025-04-14 open", "2025-04-23")]
    [InlineData("two jobs of ten hours are twenty", "{ holds: { together: { employment: any }, of: hours, is: 20 or more } }", "employment 2025-02-01 open hours=10|employment 2025-03-01 open hours=10", "2025-03-01")]
    [InlineData("a reading holds until the day before the next", "{ sustains: { carried: { review: { alcohol-days: 0 } }, at-most: 4 weeks }, for: 20 days }", "review 2025-02-01 alcohol-days=0|review 2025-02-20 alcohol-days=3|review 2025-03-01 alcohol-days=0", "2025-03-20")]
    [InlineData("absence is known on its last day", "{ lacks: { offence: any }, for: 3 months, after: 2025-01-31 }", "offence 2025-01-30", "2025-04-29")]
    [InlineData("one offence ends it", "{ lacks: { offence: any }, for: 3 months, after: 2025-01-31 }", "offence 2025-04-29", "never")]
    [InlineData("and silence counts only when covered", "{ lacks: { offence: any }, for: 10 days, covered-by: { source-return: police } }", "source-return 2025-01-01 2025-01-09 source=police", "never")]
    [InlineData("a total is reached on the pay day", "{ total: { session: any }, of: hours, reaches: 10 }", "session 2025-01-05 hours=6|session 2025-01-09 hours=4", "2025-01-09")]
    [InlineData("in any stretch of so many days", "{ total: { session: any }, of: hours, reaches: 10, in-any: 4 days }", "session 2025-01-05 hours=6|session 2025-01-09 hours=4|session 2025-01-12 hours=6", "2025-01-12")]
    [InlineData("in each of the periods in a row", "{ count: { session: any }, reaches: 1, in-each: 1 weeks, times: 2, in-a-row: yes }", "session 2025-01-05|session 2025-01-17|session 2025-01-22", "2025-01-28")]
    [InlineData("or in any of them", "{ count: { session: any }, reaches: 1, in-each: 1 weeks, times: 2 }", "session 2025-01-05|session 2025-01-17|session 2025-01-22", "2025-01-21")]
    [InlineData("earnings spread over the spell's days", "{ total: { employment: any }, of: earnings, spread: yes, reaches: £50.01 }", "employment 2024-12-30 2025-01-08 earnings=100", "2025-01-06")]
    [InlineData("two halves make one", "{ count: { session: any }, worth: { attended: 1, half-day: 0.5 }, reaches: 1 }", "session 2025-01-05 type=missed|session 2025-01-06 type=half-day|session 2025-01-07 type=half-day", "2025-01-07")]
    [InlineData("a share over a stretch is judged on its last day", "{ count: { session: attended }, reaches: 75%, out-of: { count: { session: any } }, over: 2 weeks }", "session 2025-01-02 type=attended|session 2025-01-03 type=missed|session 2025-01-04 type=attended|session 2025-01-05 type=attended", "2025-01-14")]
    [InlineData("a share without one, on the first day it is enough", "{ days: { treatment: any }, reaches: 100%, out-of: { total: { treatment: any }, of: planned-days } }", "treatment 2025-01-10 open planned-days=28", "2025-02-06")]
    [InlineData("a rise is against the last reading by the referral", "{ measure: review.psychological-health, rises-by: 4 }", "review 2024-11-01 psychological-health=1|review 2024-12-01 psychological-health=8|review 2025-02-01 psychological-health=11|review 2025-03-01 psychological-health=12", "2025-03-01")]
    [InlineData("else against the first after it, which is not judged", "{ measure: review.psychological-health, falls-by: 2 }", "review 2025-02-01 psychological-health=11|review 2025-03-01 psychological-health=9", "2025-03-01")]
    [InlineData("an improvement must last", "{ measure: review.alcohol-days, is: 0, lasting: 30 days }", "review 2025-02-01 alcohol-days=0|review 2025-02-20 alcohol-days=1|review 2025-03-01 alcohol-days=0", "2025-03-30")]
    [InlineData("several measures are added from the day each has a reading", "{ measure: [review.alcohol-days, review.psychological-health], is: 10 or more }", "review 2025-02-01 psychological-health=12|review 2025-02-20 alcohol-days=0|review 2025-03-01 alcohol-days=0", "2025-02-20")]
    [InlineData("age in completed years", "{ age: 18 to 24, on: 2025-03-01 }", "birth 2007-03-01", "2025-03-01")]
    [InlineData("not a day before", "{ age: 18 to 24, on: 2025-02-28 }", "birth 2007-03-01", "never")]
    [InlineData("two of three, on the second's day", "{ any: [{ review: any }, { session: any }, { offence: any }], at-least: 2 }", "session 2025-03-01|review 2025-02-01", "2025-03-01")]
    [InlineData("in order, each from the day of the one before", "{ in-order: [{ happens: { review: any } }, { happens: { session: any } }] }", "session 2025-01-05|review 2025-02-01|session 2025-02-01", "2025-02-01")]
    [InlineData("none is known on the window's last day", "{ none: [{ offence: any }], within: 12 months }", "offence 2026-01-02", "2026-01-01")]
    [InlineData("a condition that holds picks the branch", "{ if: { age: 18 to 24, on: referral }, then: { happens: { session: any } }, else: { happens: { review: any } } }", "birth 2005-01-01|review 2025-02-01|session 2025-03-01", "2025-03-01")]
    public void The_day_is_the_one_worked_out_by_hand(string it, string clause, string facts, string day) =>
        Day.Iso(Life($"result: {{ when: {clause} }}", facts).Times("result") is [var first, ..] ? first.Day : Day.Never).ShouldBe(day, it);

    [Fact]
    public void A_correction_replaces_and_taking_it_back_revives_nothing()
    {
        var kind = TestVocabulary.Words.Find("offence")!;
        Draft[] drafts =
        [
            new(kind, "Ann", 100, 100, 110) { Id = "a" },
            new(kind, "Ann", 105, 105, 120) { Id = "b", Corrects = "a" },
            new(kind, "Ann", 105, 105, 130) { Retracts = "b" },
        ];
        int[] Seen(int known) => TwinFact.Visible(drafts, known).Select(f => f.From).ToArray();
        (Seen(109).Length, Seen(110).Single(), Seen(119).Single(), Seen(120).Single(), Seen(130).Length).ShouldBe((0, 100, 100, 105, 0));
    }

    [Fact]
    public void Odd_pence_go_to_the_first_places_and_the_last_gets_what_the_cap_leaves()
    {
        var (scheme, facts) = Read("result: { when: { starts: { employment: any } }, pays: { council: £100 over 3 places, centre: 20% on top } }",
            "employment 2025-02-01 open", "Ann,Bea,Cat,Dot", "places: 3\npayers: { council: { title: Council }, centre: { cap: £15 } }\n");
        var answer = new TwinEvaluation(scheme, facts, Day.Of(2025, 3, 1), Day.Never);
        answer.People.Select(p => p.Place).ShouldBe([1, 2, 3, 0]);
        answer.Payments.Select(p => (p.Due["council"], p.Due["centre"], p.Payable["centre"])).ShouldBe([(33_34, 6_67, 6_67), (33_33, 6_67, 6_67), (33_33, 6_67, 1_66)]);
    }

    [Fact]
    public void Alternatives_pay_the_difference_and_shares_split_it_to_the_penny()
    {
        var (scheme, facts) = Read("low: { group: job, when: { employment: any }, pays: £10 }\n  high: { group: job, when: { starts: { employment: permanent } }, pays: £20.01 }",
            "employment 2025-02-01 open|employment 2025-03-01 open contract=permanent", "Ann",
            "payers: { council: { title: Council }, centre: { title: Centre } }\nshares: { council: 33.33%, centre: 66.67% }\ngroups: { job: difference }\n");
        var answer = new TwinEvaluation(scheme, facts, Day.Of(2025, 3, 1), Day.Never);
        answer.Payments.Select(p => (p.Due["council"], p.Due["centre"])).ShouldBe([(3_33, 6_67), (3_34, 6_67)]);
    }

    private static TwinLife Life(string outcome, string facts)
    {
        var (scheme, drafts) = Read(outcome, facts, "Ann", "");
        return new TwinLife(scheme, "Ann", TwinFact.Visible(drafts, Day.Never));
    }

    /// <summary>The same facts for each person, written "kind from to detail=value", with a bar between two.</summary>
    private static (Scheme Scheme, List<Draft> Facts) Read(string outcome, string facts, string people, string head)
    {
        var mistakes = new Mistakes();
        var scheme = SchemeFile.Read("example.yaml", $"scheme: test\n{head}runs: {{ to: 2027-12-31 }}\noutcomes:\n  {outcome}\n", TestVocabulary.Words, mistakes);
        mistakes.Found.ShouldBeEmpty();
        return (scheme!, people.Split(',').SelectMany(who => ("referral 2025-01-01|" + facts).Split('|').Select(f => Fact(f, who))).ToList());
    }

    private static Draft Fact(string text, string who)
    {
        var words = text.Split(' ');
        var kind = TestVocabulary.Words.Find(words[0])!;
        Day.TryParse(words[1], out var from).ShouldBeTrue();
        var to = from;
        if (kind.IsSpell && words[2] == "open") to = Day.Never;
        else if (kind.IsSpell) Day.TryParse(words[2], out to).ShouldBeTrue();
        var details = words.Skip(kind.IsSpell ? 3 : 2).Select(w => w.Split('=')).Select(w => (kind.Find(w[0])!, w[1])).ToList();
        return new Draft(kind, kind.About is About.Person ? who : "town", from, to, from) { Details = details };
    }
}
