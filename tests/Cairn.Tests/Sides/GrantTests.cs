using Cairn.Record;
using Cairn.Rules;
using Cairn.Tests.Schemes;

namespace Cairn.Tests.Sides;

public class GrantTests
{
    private static readonly Scheme Real = SchemeFolder.Scheme(Path.Combine("schemes", "housing-support-grant.yaml"));

    private static Facts Published()
    {
        var mistakes = new Mistakes();
        var path = SchemeFolder.In("schemes", "housing-support-grant.facts.csv");
        var facts = FactsCsv.Read(path, File.ReadAllBytes(path), SchemeFolder.Vocabulary, mistakes);
        string.Join('\n', mistakes.Found).ShouldBe("");
        return facts!;
    }

    [Fact]
    public void The_published_allocations_are_28_and_leave_a_fifth_of_the_ceiling()
    {
        var grants = Grants.Of(Real, Published(), SideScheme.On("2024-03-31"), Day.Last);
        grants.Shares.Count.ShouldBe(28);
        (grants.Announced, grants.Allocated, grants.Unallocated).ShouldBe((5_300_000_000, 4_180_582_300, 1_119_417_700));
        grants.Shares.ShouldAllBe(s => s.Facts.Count == 1);
    }

    [Fact]
    public void Need_divides_the_same_sum_to_the_penny_within_its_bounds_and_says_why()
    {
        var grants = Grants.Of(Real, Published(), SideScheme.On("2024-03-31"), Day.Last);
        grants.Shares.Sum(s => s.ByNeed!.Value).ShouldBe(grants.Allocated);
        grants.Shares.ShouldAllBe(s => s.ByNeed >= 100_000_000 && s.ByNeed <= 225_000_000);
        grants.Shares.Count(s => s.Bound is Bound.Floor).ShouldBe(4);
        grants.Shares.Count(s => s.Bound is Bound.Ceiling).ShouldBe(3);
        grants.Shares.Sum(s => s.Weight!.Weight).ShouldBe(1_000_000_000);
        var kent = grants.Find(grants.Answer.Facts.Of(About.Place).Find("Kent"))!;
        kent.Reason.ShouldBe("5.483% of the need: deaths 317 of 4,329 (for 60% of the weight); deprivation 19.54 of 717.27 (for 40% of the weight); held at the ceiling of £2,250,000.");
        kent.Weight!.Values.ShouldAllBe(v => v.Fact >= 0);
    }

    /// <summary>The examples list the facts again, so that a commissioner can read them; the two must not drift apart.</summary>
    [Fact]
    public void The_file_of_facts_and_the_examples_say_the_same()
    {
        var mistakes = new Mistakes();
        var path = SchemeFolder.In("schemes", "housing-support-grant.examples.yaml");
        var example = ExamplesFile.Read(path, File.ReadAllText(path), SchemeFolder.Vocabulary, mistakes)[0];
        string[] Lines(Facts facts) => [.. Enumerable.Range(0, facts.Columns.Count).Select(p =>
        {
            var kind = facts.Vocabulary.Kinds[facts.Columns.Kinds[p]];
            var details = kind.Details.Where(d => d.Slot >= 0).Select(d => $"{d.Name}={DetailText.Write(d, facts.Columns.Detail(p, d.Slot), facts.Names)}");
            return $"{facts.Of(kind.About)[facts.Columns.Abouts[p]]} {kind.Name} {Day.Iso(facts.Columns.Froms[p])} {string.Join(' ', details)}";
        }).Order(StringComparer.Ordinal)];
        Lines(example.Record(SchemeFolder.Vocabulary)).ShouldBe(Lines(Published()));
    }

    [Fact]
    public void A_sum_that_the_floors_pass_is_refused_with_the_figures_and_the_rest_still_answers()
    {
        var facts = Published();
        var poor = Real with { Grant = Real.Grant! with { Divides = DividedSum.Own, OwnSum = 2_799_999_999 } };
        var grants = Grants.Of(poor, facts, SideScheme.On("2024-03-31"), Day.Last);
        grants.ByNeedRefused.ShouldBe("28 floors of £1,000,000 come to £28,000,000, more than the £27,999,999.99 there is.");
        grants.Allocated.ShouldBe(4_180_582_300);
        grants.Shares.ShouldAllBe(s => s.ByNeed == null);
        Grants.Of(Real with { Grant = Real.Grant! with { Divides = DividedSum.Own, OwnSum = 2_800_000_000 } }, facts, SideScheme.On("2024-03-31"), Day.Last).Shares.ShouldAllBe(s => s.ByNeed == 100_000_000);
        Grants.Of(Real with { Grant = Real.Grant! with { Divides = DividedSum.Own, OwnSum = 6_300_000_001 } }, facts, SideScheme.On("2024-03-31"), Day.Last)
            .ByNeedRefused.ShouldBe("28 ceilings of £2,250,000 come to £63,000,000, less than the £63,000,000.01 there is.");
    }

    [Theory]
    [InlineData("  announced: 53m\n  allocated: { allocation: any }", "4:14: '53m' is not an amount of money")]
    [InlineData("  announced: £10\n  allocated: { allocatoin: any }", "5:16: 'allocatoin' is not a kind of fact in the vocabulary. Did you mean 'allocation'?")]
    [InlineData("  announced: £10\n  allocated: { personal-allocation: any }", "5:14: A fact of kind 'personal-allocation' is about a person; say 'about: person' at the top of the scheme.")]
    [InlineData("  anounced: £10\n  allocated: { allocation: any }", "4:3: 'anounced' is not known here. Did you mean 'announced'?")]
    [InlineData("  announced: £10\n  allocated: { allocation: any }\n  by-need: { weights: { d: { latest: { need-reading: deaths }, of: value } } }", "6:12: Write 'as-at:' with a date")]
    [InlineData("  announced: £10\n  allocated: { allocation: any }\n  by-need: { as-at: 2026-01-01, weights: { d: { latest: { need-reading: deaths }, of: valeu } } }", "6:87: 'of:' names one of the details of 'need-reading': value. Did you mean 'value'?")]
    [InlineData("  announced: £10\n  allocated: { allocation: any }\n  by-need: { as-at: 2026-01-01, weights: { d: { share: 60%, latest: { need-reading: deaths }, of: value }, e: { share: 30%, latest: { need-reading: population }, of: value } } }", "6:42: The shares of the weight come to 90%, not to 100%")]
    [InlineData("  announced: £10\n  allocated: { allocation: any }\n  by-need: { as-at: 2026-01-01, weights: { d: { latest: { complexity: any }, worth: { low: 1 } } } }", "6:59: A fact of kind 'complexity' is about a person; this money goes to a place")]
    [InlineData("  announced: £10\n  allocated: { allocation: any }\n  by-need: { as-at: 2026-01-01, floor: £3, ceiling: £2, weights: { d: { latest: { need-reading: deaths }, of: value } } }", "6:40: The floor of £3 is above the ceiling of £2.")]
    [InlineData("  announced: £10", "4:3: A grant says 'announced: £…'")]
    [InlineData("  announced: £10\n  allocated: { allocation: any }\n  amount: amuont", "6:11: 'amount:' names one of the details of 'allocation': amount. Did you mean 'amount'?")]
    [InlineData("  announced: £10\n  allocated: { allocation: any }\n  by-need: { as-at: 2026-01-01 }", "6:12: Need is weighed by facts: write 'weights:'")]
    [InlineData("  announced: £10\n  allocated: { allocation: any }\n  by-need: { as-at: 2026-01-01, of: agreed, weights: { d: { latest: { need-reading: deaths }, of: value } } }", "6:37: 'agreed' is not one of announced, allocated.")]
    [InlineData("  announced: £10\n  allocated: { allocation: any }\n  by-need: { as-at: 2026-01-01, weights: { d: deaths } }", "6:47: A part of the weight is written { latest: PATTERN, of: DETAIL }")]
    [InlineData("  announced: £10\n  allocated: { allocation: any }\n  by-need: { as-at: 2026-01-01, weights: { d: { latest: { need-reading: deaths }, of: value }, e: { share: 100%, latest: { need-reading: population }, of: value } } }", "6:47: Say what share of the weight 'd' is")]
    [InlineData("  announced: £10\n  allocated: { allocation: any }\n  by-need: { as-at: 2026-01-01, weights: { d: { count: { offence: any } } } }", "6:58: A fact of kind 'offence' is about a person; this money goes to a place")]
    [InlineData("  announced: £10\n  allocated: { allocation: any }\n  by-need: { as-at: 2026-01-01, weights: { d: { latest: { need-reading: deaths }, of: value, within: 1 months } } }", "6:94: 'within' is not known here.")]
    [InlineData("  announced: £10\n  allocated: { allocation: any }\n  by-need: { as-at: 2026-01-01, weights: { d: { latest: { need-reading: any }, worth: { deaths: -1 } } } }", "6:97: '-1' is not a weight; write a whole number, 0 or more.")]
    [InlineData("  announced: £10\n  allocated: { allocation: any }\n  by-need: { as-at: 2026-01-01, weights: { d: { latest: { need-reading: any }, worth: { deths: 1 } } } }", "6:89: 'deths' is not in the list needs. Did you mean 'deaths'?")]
    [InlineData("  announced: £10\n  allocated: { allocation: any }\n  by-need: { as-at: 2026-01-01, weights: { d: { latest: { allocation: any }, worth: { deaths: 1 } } } }", "6:85: 'worth:' weighs the codes of a kind's first detail; 'allocation' has none.")]
    public void A_mistake_is_named_where_it_stands(string grant, string says) =>
        SideScheme.Mistake($"scheme: test\nabout: place\ngrant:\n{grant}\n").ShouldStartWith("test.yaml:" + says);
}
