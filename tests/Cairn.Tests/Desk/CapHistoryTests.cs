using System.Globalization;
using Cairn.Desk;
using Cairn.Ledger;
using Cairn.Rules;
using Cairn.Tests.Sides;
using FsCheck;
using FsCheck.Fluent;

namespace Cairn.Tests.Desk;

/// <summary>
/// Random histories: people, jobs, claims, and records found to be of one person come and go in any order, with settlements, approvals and closed periods in between. After
/// every settlement the caps are held to sums made afresh from the entries that stand, whatever the book believes of its accounts.
/// </summary>
public class CapHistoryTests
{
    private const int People = 6;

    private sealed record Limits(int Council, int Fund, int Year, int Person, int Outcome, int Lot, int Contract, int InAll, bool Nothing);

    private static Scheme Read(Limits l) => SideScheme.Read($$"""
        scheme: test
        money: contract
        runs: { from: 2026-04-01, to: 2028-03-31, run-off: 12 months }
        lots: { by: lot, cap: £{{l.Lot}} }
        payers:
          council: { cap: £{{l.Council}}, years: { 2026: £{{l.Year}} } }
          fund: { cap: £{{l.Fund}} }
        cap: £{{l.Contract}}
        person-cap: £{{l.Person}}
        at-cap: {{(l.Nothing ? "nothing" : "rest")}}
        outcomes:
          into-work:
            when: { starts: { employment: any } }
            times: 3
            cap: £{{l.Outcome}}
            pays: { council: £70, fund: 33% on top }
          volunteers:
            when: { starts: { volunteering: any } }
            in-all: {{l.InAll}}
            pays: { fund: £31.01, council: £19.99 }
        """);

    private static Limits Some(System.Random random) =>
        new(random.Next(150, 900), random.Next(100, 400), random.Next(80, 500), random.Next(90, 250), random.Next(150, 700), random.Next(150, 700), random.Next(300, 1200), random.Next(1, 5), random.Next(2) == 0);

    [Fact]
    public void No_cap_is_passed_whatever_happens_in_whatever_order()
    {
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            var random = new System.Random(seed);
            var limits = Some(random);
            var counter = new Counter(Read(limits));
            var settled = 0;
            for (var n = 0; n < People; n++) counter.Tell($"person: P{n}, referral: {{ lot: {(n % 2 == 0 ? "east" : "west")} }}, on: 2026-05-{1 + n:00}");
            for (var step = 0; step < 60; step++)
            {
                var who = $"P{random.Next(People)}";
                var day = new DateOnly(2026, 6, 1).AddDays(random.Next(600)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
                switch (random.Next(10))
                {
                    case < 3:
                        counter.Tell($"person: {who}, employment: {{ hours: 20 }}, from: {day}, to: {day}");
                        break;
                    case 3:
                        counter.Tell($"person: {who}, volunteering: {{ hours: 4 }}, from: {day}, to: {day}");
                        break;
                    case < 7:
                        counter.Claim(who, random.Next(4) == 0 ? "volunteers" : "into-work", "2028-06-01", 1 + random.Next(3));
                        break;
                    case 7 when counter.Lines.Count > People && random.Next(3) == 0:
                        counter.Lines.RemoveAt(People + random.Next(counter.Lines.Count - People));
                        break;
                    case 8 when random.Next(3) == 0:
                        // Of one lot, so that the sums by record below are sums by lot.
                        counter.Tell($"person: {who}, same-person: {{ same: {(random.Next(4) > 0 ? "yes" : "no")}, as: P{(int.Parse(who[1..], CultureInfo.InvariantCulture) + 2) % People} }}, on: 2028-01-01");
                        break;
                    case 8 when random.Next(10) == 0 && counter.Book.ClosedUntil is null:
                        counter.Close("2026-12-31");
                        break;
                    default:
                        settled++;
                        var settlement = counter.Settle("2028-06-30");
                        settlement.Refusal.ShouldBeNull();
                        Held(counter, limits);
                        counter.Settle("2028-06-30").Commands.ShouldBeEmpty($"seed {seed}: settled twice at step {step}");
                        foreach (var line in settlement.Lines.Where(l => l.What is Settled.ToReverse && random.Next(2) == 0)) counter.Approve(line.Key, on: "2028-07-01").ShouldBeOfType<Answer.Posted>();
                        break;
                }
            }
            counter.Settle("2028-06-30");
            Held(counter, limits);
            counter.Book.TrialBalance(AsOf.Everything).Balances.ShouldBeTrue();
            Book.FirstFault(counter.Book.Entries).ShouldBeNull();
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(120));
    }

    /// <summary>Sums from the entries alone: key, legs to those who are paid, day.</summary>
    private static void Held(Counter counter, Limits limits)
    {
        var paid = counter.Standing.Select(e =>
        {
            var parts = e.Key.Split(':');
            long Of(string payer) => e.Legs.Where(l => l.Account == $"paid:test:{payer}").Sum(l => l.Pence);
            // What is posted after a period was closed may fall in another year than it was reached in.
            var inYear = e.EffectiveOn < new DateOnly(2027, 4, 1) ? Of("council") : 0;
            return (Person: parts[2], Outcome: parts[3], Council: Of("council"), Fund: Of("fund"), InYear: inYear);
        }).ToList();
        paid.Sum(p => p.Council).ShouldBeLessThanOrEqualTo(limits.Council * 100);
        paid.Sum(p => p.Fund).ShouldBeLessThanOrEqualTo(limits.Fund * 100);
        paid.Sum(p => p.InYear).ShouldBeLessThanOrEqualTo(limits.Year * 100);
        paid.Sum(p => p.Council + p.Fund).ShouldBeLessThanOrEqualTo(limits.Contract * 100);
        paid.Where(p => p.Outcome == "into-work").Sum(p => p.Council + p.Fund).ShouldBeLessThanOrEqualTo(limits.Outcome * 100);
        paid.Count(p => p.Outcome == "volunteers").ShouldBeLessThanOrEqualTo(limits.InAll);
        foreach (var person in paid.GroupBy(p => p.Person)) person.Sum(p => p.Council + p.Fund).ShouldBeLessThanOrEqualTo(limits.Person * 100);
        foreach (var lot in paid.GroupBy(p => p.Person[1] % 2)) lot.Sum(p => p.Council + p.Fund).ShouldBeLessThanOrEqualTo(limits.Lot * 100);
    }
}
