using Cairn.Desk;
using Cairn.Ledger;
using Cairn.Rules;
using Cairn.Tests.Sides;
using Day = Cairn.Record.Day;

namespace Cairn.Tests.Desk;

/// <summary>Two records that are found to be of one person, and what that does to what they reach and to what was paid.</summary>
public class OnePersonTests
{
    private const string Head = "scheme: test\nmoney: contract\nruns: { from: 2026-04-01, to: 2029-03-31 }\nclaims: none\npayers: { council: {} }\n";
    private const string Work = "outcomes:\n  into-work: { when: { starts: { employment: any } }, pays: { council: £100 } }\n";
    private const string Chain = """
        outcomes:
          into-work:
            when:
              in-order:
                - leaves: { treatment: { setting: residential-detox } }
                - starts: { employment: any }
            pays: { council: £100 }
        """;

    private const string Joined = "person: Bea, same-person: { same: yes, as: Ann }, on: 2027-07-01, id: j";
    private const string Parted = "retracts: j, recorded: 2027-09-01";

    private static Counter Both(string scheme) => new Counter(SideScheme.Read(scheme)).Tell(
        "person: Ann, referral: any, on: 2027-05-01", "person: Ann, employment: { hours: 30 }, from: 2027-06-01",
        "person: Bea, referral: any, on: 2027-05-03", "person: Bea, employment: { hours: 30 }, from: 2027-06-04");

    private static string[] Reached(Counter counter, string known)
    {
        var facts = SideScheme.Facts([.. counter.Lines]);
        var answer = Evaluation.Of(counter.Scheme, facts, SideScheme.On("2027-12-31"), SideScheme.On(known));
        return [.. answer.Achievements.Select(a => $"{facts.Of(Record.About.Person)[a.Subject]} {Day.Iso(a.Day)} {a.Payable}")];
    }

    [Fact]
    public void Detox_on_one_record_and_a_job_on_the_other_reach_the_outcome_while_the_joining_stands()
    {
        var counter = new Counter(SideScheme.Read(Head + Chain)).Tell("person: Ann, referral: any, on: 2027-04-01", "person: Ann, treatment: { setting: residential-detox, reason: completed }, from: 2027-04-02, to: 2027-05-01",
            "person: Bea, employment: { hours: 30 }, from: 2027-06-01", Joined, Parted);
        Reached(counter, "2027-06-30").ShouldBeEmpty();
        Reached(counter, "2027-07-01").ShouldBe(["Ann 2027-06-01 10000"]);
        Reached(counter, "2027-08-31").ShouldBe(["Ann 2027-06-01 10000"]);
        Reached(counter, "2027-09-01").ShouldBeEmpty();
    }

    [Fact]
    public void Joinings_go_on_from_record_to_record_and_one_taken_back_leaves_the_others()
    {
        string[] people = ["Ann", "Bea", "Cy", "Di"];
        var counter = new Counter(SideScheme.Read(Head + Work)).Tell([.. people.Select((p, i) => $"person: {p}, referral: any, on: 2027-05-{1 + i:00}")]).Tell(
            "person: Ann, same-person: { same: yes, as: Bea }, on: 2027-06-01, id: j1", "person: Bea, same-person: { same: yes, as: Cy }, on: 2027-06-02, id: j2",
            "person: Cy, same-person: { same: yes, as: Ann }, on: 2027-06-03, id: j3", "person: Di, same-person: { same: yes, as: Di }, on: 2027-06-03", "person: Di, same-person: { same: yes, as: Nobody }, on: 2027-06-03",
            "retracts: j2, recorded: 2027-07-01", "retracts: j1, recorded: 2027-08-01");
        var facts = SideScheme.Facts([.. counter.Lines]);
        string Of(string known) => string.Join(' ', people.Select(p => facts.Of(Record.About.Person)[facts.At(SideScheme.On(known)).Subject(Record.About.Person, p)]));
        Of("2027-05-31").ShouldBe("Ann Bea Cy Di");
        Of("2027-06-01").ShouldBe("Ann Ann Cy Di");
        Of("2027-06-03").ShouldBe("Ann Ann Ann Di");
        Of("2027-07-01").ShouldBe("Ann Ann Ann Di");
        Of("2027-08-01").ShouldBe("Ann Bea Ann Di");
        facts.RecordsOf("Cy").ShouldBe(["Ann", "Cy"]);
        facts.CountOf(Record.About.Person).ShouldBe(3);
    }

    [Fact]
    public void Two_people_said_after_one_person_are_two()
    {
        var facts = SideScheme.Facts("person: Ann, referral: any, on: 2027-05-01", "person: Bea, referral: any, on: 2027-05-01", Joined, "person: Ann, same-person: { same: no, as: Bea }, on: 2027-08-01");
        facts.RecordsOf("Bea").ShouldBe(["Bea"]);
        facts.At(SideScheme.On("2027-07-31")).RecordsOf("Bea").ShouldBe(["Ann", "Bea"]);
        facts.At(Day.Never).ShouldBe(facts);
    }

    [Fact]
    public void An_outcome_paid_to_both_records_of_one_person_is_once_too_much_and_the_second_is_proposed_to_be_taken_back()
    {
        var counter = Both(Head + Work);
        counter.Settle();
        counter.Paid("council").ShouldBe(200_00);
        counter.Tell(Joined);
        var lines = counter.Settle().Lines;
        lines.Select(l => (l.What, l.Key)).ShouldBe([(Settled.Stands, "pay:test:Ann:into-work:1:1"), (Settled.ToReverse, "pay:test:Bea:into-work:1:1")]);
        lines[1].Why.ShouldBe("it was paid for another record of the same person too, by pay:test:Ann:into-work:1:1: once is too much");
        counter.Approve(lines[1].Key).ShouldBeOfType<Answer.Posted>();
        counter.Settle().Commands.ShouldBeEmpty();
        counter.Paid("council").ShouldBe(100_00);
        // Apart again, Bea has reached it and is not paid.
        counter.Tell(Parted);
        counter.Settle().Lines.Select(l => (l.What, l.Key)).ShouldBe([(Settled.Stands, "pay:test:Ann:into-work:1:1"), (Settled.Posts, "pay:test:Bea:into-work:1:2")]);
        counter.Paid("council").ShouldBe(200_00);
    }

    [Fact]
    public void What_was_paid_to_the_record_that_does_not_lead_is_found_and_not_paid_again()
    {
        var counter = Both(Head + Work);
        counter.Lines.RemoveAt(1);
        counter.Settle();
        counter.Standing.Single().Key.ShouldBe("pay:test:Bea:into-work:1:1");
        counter.Tell(Joined);
        counter.Settle().ShouldSatisfyAllConditions(s => s.Commands.ShouldBeEmpty(), s => s.Lines.Single().What.ShouldBe(Settled.Stands));
        counter.Tell(Parted);
        counter.Settle().Commands.ShouldBeEmpty();
    }

    [Fact]
    public void A_payment_made_while_they_were_one_stays_with_the_record_whose_facts_it_rests_on()
    {
        var counter = Both(Head + Work);
        counter.Lines.RemoveAt(1);
        counter.Tell(Joined);
        counter.Settle().Lines.Single().ShouldSatisfyAllConditions(l => l.What.ShouldBe(Settled.Posts), l => l.Key.ShouldBe("pay:test:Bea:into-work:1:1"));
        counter.Tell(Parted);
        counter.Settle().ShouldSatisfyAllConditions(s => s.Commands.ShouldBeEmpty(), s => s.Lines.Single().What.ShouldBe(Settled.Stands));
    }

    [Fact]
    public void No_later_time_is_paid_while_one_is_paid_twice()
    {
        var counter = Both(Head + Work.Replace("pays:", "times: 2, pays:", StringComparison.Ordinal));
        counter.Settle();
        counter.Tell(Joined);
        var lines = counter.Settle().Lines;
        lines.Select(l => (l.What, l.Time)).ShouldBe([(Settled.Stands, 1), (Settled.NotPayable, 2), (Settled.ToReverse, 1)]);
        counter.Approve(lines[2].Key);
        counter.Settle().Lines.Select(l => l.What).ShouldBe([Settled.Stands, Settled.Posts]);
        counter.Paid("council").ShouldBe(200_00);
    }

    [Fact]
    public void A_persons_cap_is_of_both_records_together()
    {
        var counter = Both(Head + "person-cap: £150\n" + Work.Replace("pays:", "times: 2, pays:", StringComparison.Ordinal));
        counter.Settle();
        counter.Tell(Joined, "person: Cy, referral: any, on: 2027-05-04", "person: Cy, employment: { hours: 30 }, from: 2027-06-05");
        // More was paid to them than one may have: others are paid all the same.
        var joined = counter.Settle();
        joined.Refusal.ShouldBeNull();
        joined.Lines.Count(l => l.What is Settled.Posts).ShouldBe(1);
        counter.Paid("council").ShouldBe(300_00);
        counter.Approve(joined.Lines.Single(l => l.What is Settled.ToReverse).Key);
        counter.Settle();
        counter.Standing.Where(e => !e.Key.Contains("Cy", StringComparison.Ordinal)).Sum(e => e.Legs.Single(l => l.Account == "paid:test:council").Pence).ShouldBe(150_00);
        counter.Tell(Parted);
        foreach (var line in counter.Settle().Lines.Where(l => l.What is Settled.ToReverse)) counter.Approve(line.Key);
        counter.Settle();
        counter.Settle().ShouldSatisfyAllConditions(s => s.Commands.ShouldBeEmpty(), s => s.Lines.ShouldAllBe(l => l.What == Settled.Stands));
        counter.Paid("council").ShouldBe(300_00);
    }

    [Fact]
    public void Two_enrolments_of_one_person_take_one_place()
    {
        var counter = Both(Head + "places: 2\n" + Work).Tell("person: Ann, enrolment: any, on: 2027-05-10", "person: Bea, enrolment: any, on: 2027-05-11",
            "person: Cy, referral: any, on: 2027-05-05", "person: Cy, enrolment: any, on: 2027-05-12", "person: Cy, employment: { hours: 30 }, from: 2027-06-08");
        Reached(counter, "2027-12-31").ShouldBe(["Ann 2027-06-01 10000", "Bea 2027-06-04 10000"]);
        counter.Tell(Joined);
        Reached(counter, "2027-12-31").ShouldBe(["Ann 2027-06-01 10000", "Cy 2027-06-08 10000"]);
        counter.Tell(Parted);
        Reached(counter, "2027-12-31").ShouldBe(["Ann 2027-06-01 10000", "Bea 2027-06-04 10000"]);
        Reached(counter, "2027-08-01").ShouldBe(["Ann 2027-06-01 10000", "Cy 2027-06-08 10000"]);
    }

    [Fact]
    public void Taken_back_before_anybody_settles_every_line_is_as_it_was_to_the_penny()
    {
        string Lines(Counter counter) => string.Join('\n', counter.Settle().Lines.Select(l => $"{l.What} {l.Key} {l.Subject} {l.Time} {l.Total} {l.Why}"));
        foreach (var more in new[] { "", "person-cap: £150\n", "places: 1\n", "cap: £120\n" })
        {
            var (once, again) = (Both(Head + more + Work), Both(Head + more + Work));
            once.Settle();
            again.Settle();
            var before = Lines(once);
            again.Tell(Joined);
            again.Settle();
            // With one place the second record had none and was paid nothing, so nothing is too much.
            if (!more.StartsWith("places", StringComparison.Ordinal)) Lines(again).ShouldNotBe(before, more);
            again.Tell(Parted);
            Lines(again).ShouldBe(before, more);
            again.Paid("council").ShouldBe(once.Paid("council"));
        }
    }

    [Fact]
    public void A_file_that_says_so_counts_them_once_and_so_does_what_was_imported_from_it()
    {
        using var cli = new Cli();
        var scheme = cli.Write("test.yaml", Head + Chain);
        var facts = cli.Write("facts.csv", """
            person,fact,from,to,recorded,id,retracts,setting,reason,hours,same,as
            A1,referral,2027-04-01,,,,,,,,,
            A1,treatment,2027-04-02,2027-05-01,,,,residential-detox,completed,,,
            B1,employment,2027-06-01,,2027-06-01,,,,,30,,
            B1,same-person,2027-07-01,,2027-07-01,j1,,,,,yes,A1
            """);
        var joined = cli.Well("evaluate", scheme, "--facts", facts, "--on", "2027-12-31", "--json");
        joined.ShouldContain("\"people\":1,");
        joined.ShouldContain("\"payable\":10000");
        cli.Well("evaluate", scheme, "--facts", facts, "--on", "2027-12-31", "--known", "2027-06-30", "--json").ShouldContain("\"people\":2,");
        cli.Well("import", "--facts", facts, "--data", cli.Data);
        var stored = cli.Well("evaluate", scheme, "--data", cli.Data, "--on", "2027-12-31", "--json");
        stored.ShouldContain("\"people\":1,");
        // Imported on one day, either may lead.
        stored.ShouldContain("\"payable\":10000");
    }
}
