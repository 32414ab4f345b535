using Cairn.Record;
using Cairn.Rules;

namespace Cairn.Tests.Twin;

/// <summary>Units, cohorts and places by hand: what the twin found, and what a reader refuses.</summary>
public class CollectiveTests
{
    private const string Head = "scheme: test\nruns: { from: 2024-01-01, to: 2026-12-31 }\npayers: { council: { title: Council } }\noutcomes:\n";

    private static Scheme Read(string outcome, string payers = "{ council: { title: Council } }")
    {
        var mistakes = new Mistakes();
        var scheme = SchemeFile.Read("test.yaml", Head.Replace("{ council: { title: Council } }", payers, StringComparison.Ordinal) + outcome, TestVocabulary.Words, mistakes);
        mistakes.Found.ShouldBeEmpty();
        return scheme!;
    }

    private static string Refused(string outcome)
    {
        var mistakes = new Mistakes();
        SchemeFile.Read("test.yaml", Head + outcome, TestVocabulary.Words, mistakes).ShouldBeNull();
        return mistakes.Found[0].What;
    }

    private static Draft Fact(string kind, string who, int from, int? to = null, params (string Name, string Text)[] details)
    {
        var known = TestVocabulary.Words.Find(kind)!;
        return new Draft(known, who, from, to ?? from, from) { Details = [.. details.Select(d => (known.Find(d.Name)!, d.Text))] };
    }

    private static Evaluation Ask(Scheme scheme, int on, params IEnumerable<Draft> drafts)
    {
        var facts = new Facts(TestVocabulary.Words);
        foreach (var draft in drafts) facts.Add(draft);
        return Evaluation.Of(scheme, facts, on, Day.Never);
    }

    private static readonly int Start = Day.Of(2025, 1, 1);

    [Fact]
    public void A_fall_of_exactly_a_tenth_from_ten_thirds_is_a_tenth()
    {
        var scheme = Read("  fewer: { cohort: { mean: { count: { offence: any } }, within: 12 months, before: referral, fewer-by: 10% }, pays: { per-unit: £10 } }\n");
        IEnumerable<Draft> Offences(string who, int from, int count) => Enumerable.Range(0, count).Select(n => Fact("offence", who, from + n));
        var drafts = ((string[])["Ann", "Bea", "Cat"]).SelectMany(who => (IEnumerable<Draft>)[Fact("referral", who, Start), .. Offences(who, Start - 100, who == "Ann" ? 4 : 3), .. Offences(who, Start + 50, 3)]);
        var reached = Ask(scheme, Day.Of(2026, 6, 1), drafts).Achievements.ShouldHaveSingleItem();
        (reached.Subject, Day.Iso(reached.Day), reached.Due).ShouldBe((-1, "2026-01-01", 10_00));
    }

    [Fact]
    public void Someone_enrolled_who_is_not_eligible_holds_the_place_and_earns_no_units()
    {
        var scheme = Read("  days: { units: { days: { hospital: any }, within: 3 months, fewer-than: 30 }, pays: { per-unit: £1 } }\neligible: { dependency: any }\n");
        var answer = Ask(scheme, Day.Of(2026, 1, 1), Fact("referral", "Ann", Start), Fact("enrolment", "Ann", Start), Fact("referral", "Bea", Start), Fact("dependency", "Bea", Start, Day.Never));
        answer.Roll.PlaceOf(0).ShouldBe(1);
        answer.Roll.PlaceOf(1).ShouldBe(0);
        answer.Achievements.ShouldBeEmpty();
    }

    [Fact]
    public void A_year_of_caps_begins_on_1_April()
    {
        var scheme = Read("  job: { when: { starts: { employment: any } }, pays: £10, times: 3 }\n", "{ council: { years: { 2024: £5, 2025: £7 } } }");
        var jobs = ((int[])[Day.Of(2025, 3, 31), Day.Of(2025, 4, 1), Day.Of(2025, 4, 30)]).Select(day => Fact("employment", "Ann", day, day));
        Ask(scheme, Day.Of(2026, 1, 1), [Fact("referral", "Ann", Start), .. jobs]).Achievements.Select(a => a.Payable).ShouldBe([5_00, 7_00, 0]);
    }

    [Fact]
    public void A_comparison_group_must_have_had_its_time_too()
    {
        var scheme = Read("  fewer: { cohort: { mean: { count: { offence: any } }, within: 3 months, against: { comparison: any }, fewer-by: 10% }, pays: £10 }\n");
        Draft[] drafts = [Fact("referral", "Ann", Start), Fact("referral", "Bea", Start + 300), Fact("comparison", "Bea", Start + 300), Fact("offence", "Bea", Start + 310)];
        Ask(scheme, Start + 320, drafts).Achievements.ShouldBeEmpty();
        Day.Iso(Ask(scheme, Start + 500, drafts).Achievements.ShouldHaveSingleItem().Day).ShouldBe(Day.Iso(Day.PlusMonths(Start + 300, 3)));
    }

    [Fact]
    public void Spells_of_many_lengths_are_shared_out_exactly_however_large_the_fractions()
    {
        var scheme = Read("  earned: { when: { total: { employment: any }, of: earnings, spread: yes, reaches: £1,000 }, pays: £10 }\n");
        int[] lengths = [101, 103, 107, 109, 113, 127, 131, 137, 139, 149, 151, 157, 163, 167, 173, 179, 181, 191, 193, 197];
        var drafts = lengths.Select(n => Fact("employment", "Ann", Start, Start + n - 1, ("earnings", "50")));
        var reached = Ask(scheme, Day.Of(2026, 6, 1), [Fact("referral", "Ann", Start), .. drafts]).Achievements.ShouldHaveSingleItem();
        reached.Day.ShouldBe(Start + 196);
    }

    [Fact]
    public void A_day_and_how_long_it_lasts_are_not_said_in_working_days()
    {
        Refused("  kept: { when: { sustains: { employment: any }, for: 20 working days } }\n").ShouldStartWith("Working days say how far");
        Refused("  kept: { when: { sustains: { employment: any }, for: 0 days } }\n").ShouldStartWith("Nothing lasts");
        Refused("  each: { when: { count: { session: any }, reaches: 1, in-each: 0 weeks } }\n").ShouldStartWith("Nothing lasts");
    }

    [Fact]
    public void Within_working_days_leaves_out_weekends_and_bank_holidays()
    {
        var scheme = Read("  quick: { when: { happens: { session: any }, after: referral, within: 5 working days }, pays: £10 }\n");
        // From Wednesday 16 April 2025: Thursday, then Easter, then Tuesday 22 to Friday 25.
        bool Quick(int day) => Ask(scheme, Day.Of(2026, 1, 1), Fact("referral", "Ann", Day.Of(2025, 4, 16)), Fact("session", "Ann", day)).Achievements.Count == 1;
        Quick(Day.Of(2025, 4, 25)).ShouldBeTrue();
        Quick(Day.Of(2025, 4, 26)).ShouldBeFalse();
    }

    [Theory]
    [InlineData("evidence: payslip")]
    [InlineData("claw-back: { offence: any }")]
    [InlineData("people: 3")]
    public void A_cohort_takes_nothing_that_is_about_one_person(string own) =>
        Refused($"  all: {{ cohort: {{ share: {{ employment: any }}, within: 3 months, is: 50% or more }}, pays: £10, {own} }}\n").ShouldContain("one person's result");
}
