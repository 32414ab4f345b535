using Cairn.Desk;
using Cairn.Desk.Change;
using Cairn.Record;
using Cairn.Rules;
using Cairn.Tests.Schemes;
using Cairn.Tests.Sides;
using Cairn.Tests.Twin;

namespace Cairn.Tests.Desk;

/// <summary>What two sets of rules say differently of one record, held against the two answers themselves, on random schemes and histories.</summary>
public class SchemeChangeTests
{
    private const int Cases = 300;
    private const string Head = "scheme: test\nmoney: contract\nruns: { from: 2026-04-01, to: 2029-03-31 }\nclaims: none\n";

    private static string Rules(string more = "payers: { council: { cap: £1,000 } }\n", string work = "into-work: { title: Work, when: { starts: { employment: any } }, pays: { council: { 2026-04-01: £100 } } }") =>
        $"{Head}{more}outcomes:\n  {work}\n";

    private static Evaluation Ask(Scheme scheme, Facts facts, RandomCase drawn) => Evaluation.Of(scheme, facts, drawn.On, drawn.Known);

    private static void OfPairs(Func<Evaluation, Evaluation, string?> broken)
    {
        for (var seed = 900_000; seed < 900_000 + Cases; seed++)
        {
            var (drawn, other) = (RandomCase.Of(seed), RandomCase.Of(seed + 50_000));
            if (drawn.Scheme.About != other.Scheme.About) continue;
            var facts = new Facts(TestVocabulary.Words);
            foreach (var draft in drawn.Facts) facts.Add(draft);
            if (broken(Ask(drawn.Scheme, facts, drawn), Ask(other.Scheme, facts, drawn)) is { } how) Assert.Fail($"{how}\n{drawn}\nand\n{other.Text}");
        }
    }

    private static IReadOnlyList<(int, string, int)> Reached(Evaluation answer) => [.. answer.Achievements.Select(a => (a.Subject, answer.Scheme.Outcomes[a.Outcome].Name, a.Time)).Distinct()];

    [Fact]
    public void The_same_rules_change_nothing()
    {
        OfPairs((one, _) => SchemeChange.Between(one, one) is { IsNothing: true, More: 0, Less: 0 } ? null : "The same differs from itself");
    }

    [Fact]
    public void The_other_way_round_every_direction_is_the_other()
    {
        OfPairs((one, two) =>
        {
            var (there, back) = (SchemeChange.Between(one, two), SchemeChange.Between(two, one));
            var turned = back.Standings.Select(s => new StandingChange(s.Subject, s.After, s.Before));
            if (!there.Standings.SequenceEqual(turned)) return "standings";
            if (there.Standings.Count(s => s.BecomesEligible) != back.Standings.Count(s => s.IsNoLongerEligible)) return "eligible";
            string Line(ResultChange r, int? before, int? after, long more, long less) => $"{r.Subject} {r.Outcome} {r.Time} {before} {after} {more} {less}";
            var forward = there.Results.Select(r => Line(r, r.Before, r.After, r.More, r.Less)).Order(StringComparer.Ordinal);
            if (!forward.SequenceEqual(back.Results.Select(r => Line(r, r.After, r.Before, r.Less, r.More)).Order(StringComparer.Ordinal), StringComparer.Ordinal)) return "results";
            return there.Payers.Select(p => (p.Payer, p.Before, p.More, p.Less, p.After)).Order().SequenceEqual(back.Payers.Select(p => (p.Payer, p.After, p.Less, p.More, p.Before)).Order()) ? null : "payers";
        });
    }

    [Fact]
    public void Before_and_more_and_less_is_after_to_the_penny_and_both_are_what_the_rules_say()
    {
        var differed = 0;
        OfPairs((one, two) =>
        {
            var change = SchemeChange.Between(one, two);
            differed += change.IsNothing ? 0 : 1;
            if (change.Payers.Any(p => p.Before + p.More - p.Less != p.After)) return "A payer's sums do not reconcile";
            if (one.Scheme.Payers.Count > 0 && change.Payers.Sum(p => p.Before) != one.Totals.Sum(t => t.Payable)) return "Before is not what was payable";
            if (two.Scheme.Payers.Count > 0 && change.Payers.Sum(p => p.After) != two.Totals.Sum(t => t.Payable)) return "After is not what is payable";
            if (change.Results.Where(r => r.Appears).Select(r => (r.Subject, r.Outcome, r.Time)).ToHashSet().SetEquals(Reached(two).Except(Reached(one))) is false) return "What appears";
            return change.Results.Where(r => r.Vanishes).Select(r => (r.Subject, r.Outcome, r.Time)).ToHashSet().SetEquals(Reached(one).Except(Reached(two))) ? null : "What vanishes";
        });
        differed.ShouldBeGreaterThan(Cases / 4);
    }

    [Fact]
    public void A_result_with_another_name_vanishes_and_appears_and_another_payer_takes_over()
    {
        var facts = SideScheme.Facts("person: Ann, referral: any, on: 2027-05-01", "person: Ann, employment: { hours: 30 }, from: 2027-06-01");
        Evaluation Of(string text) => Evaluation.Of(SideScheme.Read(text), facts, SideScheme.On("2027-12-31"), Day.Never);
        var change = SchemeChange.Between(Of(Rules()), Of(Rules("payers: { fund: { cap: £1,000 } }\n", "a-job: { title: A job, when: { starts: { employment: any } }, pays: { fund: { 2026-04-01: £150 } } }")));
        change.Results.Select(r => (r.Outcome, r.Appears, r.Vanishes, r.More, r.Less)).ShouldBe([("into-work", false, true, 0, 100_00), ("a-job", true, false, 150_00, 0)]);
        change.Payers.Select(p => (p.Payer, p.Before, p.More, p.Less, p.After)).ShouldBe([("council", 100_00, 0, 100_00, 0), ("fund", 0, 150_00, 0, 150_00)]);
        change.Standings.ShouldBeEmpty();
    }

    [Fact]
    public void What_was_paid_is_said_to_be_taken_back_exactly_where_the_next_settlement_proposes_it()
    {
        var rules = Rules(work: "into-work: { title: Work, when: { starts: { employment: any } }, pays: { council: { 2026-04-01: £100, 2027-06-10: £80 } } }");
        var counter = new Counter(SideScheme.Read(rules)).Tell("person: Ann, referral: any, on: 2027-05-01", "person: Ann, employment: { hours: 30 }, from: 2027-06-01", "person: Ben, referral: any, on: 2027-05-02", "person: Ben, employment: { hours: 10 }, from: 2027-06-20");
        counter.Settle().Lines.Count(l => l.What is Settled.Posts).ShouldBe(2);
        var (before, was) = (counter.Answer(), counter.Settle());

        // Sixteen hours from now on: Ben's payment is not borne out, Ann's is.
        counter.Scheme = SideScheme.Read(rules.Replace("employment: any", "employment: { hours: 16 or more }", StringComparison.Ordinal));
        var change = SchemeChange.Between(before, counter.Answer());
        var paid = PaidChange.Between(change, before.Scheme, was, counter.Scheme, counter.Settle());
        paid.ShouldHaveSingleItem().ShouldSatisfyAllConditions(p => p.What.ShouldBe(PaidUnder.WouldBeTakenBack), p => p.Pence.ShouldBe(80_00), p => p.Title.ShouldBe("Work"), p => p.Why.ShouldContain("£80.00 was paid"));
        counter.Settle().Lines.Where(l => l.What is Settled.ToReverse).Select(l => l.Key).ShouldBe([paid[0].Key]);
        counter.Paid("council").ShouldBe(180_00, "nothing is taken back by the change itself");
        var back = PaidChange.Between(SchemeChange.Between(counter.Answer(), before), counter.Scheme, counter.Settle(), before.Scheme, was);
        back.ShouldHaveSingleItem().What.ShouldBe(PaidUnder.NoLongerTakenBack);
    }

    [Fact]
    public void What_keeps_its_place_under_a_lower_cap_is_said_to_stand_and_a_price_dated_later_touches_nobody()
    {
        var rules = Rules("payers: { council: { cap: £1,000 } }\nperson-cap: £500\n");
        var counter = new Counter(SideScheme.Read(rules)).Tell("person: Ann, referral: any, on: 2027-05-01", "person: Ann, employment: { hours: 30 }, from: 2027-06-01");
        counter.Settle();
        var (before, was) = (counter.Answer(), counter.Settle());
        counter.Scheme = SideScheme.Read(rules.Replace("2026-04-01: £100", "2026-04-01: £100, 2028-01-01: £70", StringComparison.Ordinal));
        var change = SchemeChange.Between(before, counter.Answer());
        (change.IsNothing, PaidChange.Between(change, before.Scheme, was, counter.Scheme, counter.Settle()).Count).ShouldBe((true, 0));

        // With an earlier job recorded late and room for one payment only, the rules would pay the other; the one that was paid stands.
        var one = new Counter(SideScheme.Read(Rules("payers: { council: { cap: £200 } }\n"))).Tell("person: Ben, referral: any, on: 2027-05-01", "person: Ben, employment: { hours: 30 }, from: 2027-07-01");
        one.Settle();
        one.Tell("person: Cy, referral: any, on: 2027-05-01", "person: Cy, employment: { hours: 30 }, from: 2027-06-01");
        var (wide, wideSettled) = (one.Answer(), Settle.Decide(one.Answer(), one.Book, DateTimeOffset.UnixEpoch, ""));
        one.Scheme = SideScheme.Read(Rules("payers: { council: { cap: £100 } }\n"));
        var narrow = SchemeChange.Between(wide, one.Answer());
        narrow.Less.ShouldBe(100_00);
        var stands = PaidChange.Between(narrow, wide.Scheme, wideSettled, one.Scheme, Settle.Decide(one.Answer(), one.Book, DateTimeOffset.UnixEpoch, "")).ShouldHaveSingleItem();
        (stands.What, stands.Pence).ShouldBe((PaidUnder.Stands, 100_00));
        stands.Why.ShouldContain("keeps its place");
    }

    [Fact]
    public void Schemes_about_different_subjects_are_not_compared()
    {
        var facts = SideScheme.Facts("person: Ann, referral: any, on: 2027-05-01");
        var people = Evaluation.Of(SideScheme.Read(Rules()), facts, SideScheme.On("2027-12-31"), Day.Never);
        var members = Evaluation.Of(SchemeFolder.Scheme("schemes/saltby-training.yaml"), facts, SideScheme.On("2027-12-31"), Day.Never);
        Should.Throw<ArgumentException>(() => SchemeChange.Between(people, members));
    }
}
