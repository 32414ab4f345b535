using Cairn.Rules;
using FsCheck;
using FsCheck.Fluent;

namespace Cairn.Tests.Sides;

public class DivisionTests
{
    private static long[] Divide(long sum, long[] weights, long? floor = null, long? ceiling = null) =>
        [.. Division.Of(sum, weights, floor, ceiling, out var why)?.Parts ?? throw new InvalidOperationException(why)];

    [Fact]
    public void Without_bounds_it_is_the_largest_remainder() => Divide(100, [1, 1, 1]).ShouldBe([34, 33, 33]);

    [Fact]
    public void What_a_floor_adds_is_borne_by_the_others_in_proportion() =>
        Divide(900_000, [2, 4, 6], 200_000).ShouldBe([200_000, 280_000, 420_000]);

    [Fact]
    public void What_a_ceiling_takes_is_shared_by_the_others_in_proportion() =>
        Divide(900_000, [2, 4, 6], null, 400_000).ShouldBe([166_667, 333_333, 400_000]);

    /// <summary>100 by 1 : 3 : 16 is 5, 15, 80. The ceiling of 50 frees 30, which lifts the second to 37.50 and the first to 12.50: over the floor of 12 that 5 was below.</summary>
    [Fact]
    public void A_floor_that_a_ceiling_makes_needless_does_not_bind()
    {
        var division = Division.Of(10_000, [1, 3, 16], 1_200, 5_000, out _)!;
        division.Parts.ShouldBe([1_250, 3_750, 5_000]);
        division.Bounds.ShouldBe([Bound.None, Bound.None, Bound.Ceiling]);
    }

    [Fact]
    public void A_weight_of_nothing_gets_the_floor_and_no_more() => Divide(1_000, [0, 1], 100).ShouldBe([100, 900]);

    [Theory]
    [InlineData(100, new long[] { 1, 1 }, 51L, null, "2 floors of 51p come to £1.02, more than the £1 there is.")]
    [InlineData(100, new long[] { 1, 1 }, null, 49L, "2 ceilings of 49p come to 98p, less than the £1 there is.")]
    [InlineData(100, new long[] { 1, 1 }, 60L, 50L, "The floor of 60p is above the ceiling of 50p.")]
    [InlineData(100, new long[] { 0, 0 }, null, null, "No weight is above nothing, so there is nothing to divide it by.")]
    [InlineData(100, new long[] { 0, 1 }, null, 60L, "40p cannot be placed: everyone with a weight above nothing is at the ceiling of 60p.")]
    [InlineData(100, new long[0], null, null, "There is nobody to divide it among.")]
    public void What_cannot_be_divided_says_why(long sum, long[] weights, long? floor, long? ceiling, string says)
    {
        Division.Of(sum, weights, floor, ceiling, out var why).ShouldBeNull();
        why.ShouldBe(says);
    }

    [Fact]
    public void The_last_penny_within_the_bounds_is_divided()
    {
        Divide(100, [1, 9], 50).ShouldBe([50, 50]);
        Divide(100, [1, 9], null, 50).ShouldBe([50, 50]);
        Divide(100, [0, 0], 50).ShouldBe([50, 50]);
        Divide(0, [1, 2]).ShouldBe([0, 0]);
        Divide(100, [1, 9], 50, 50).ShouldBe([50, 50]);
        Divide(100, [0, 0, 1], 10, 80).ShouldBe([10, 10, 80]);
    }

    [Fact]
    public void A_sum_or_a_weight_below_nothing_is_a_bug()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => Divide(-1, [1]));
        Should.Throw<ArgumentOutOfRangeException>(() => Divide(1, [2, -1]));
    }

    /// <summary>Against a search for the level at which everyone's weight, kept within the bounds, makes the sum.</summary>
    [Fact]
    public void No_penny_is_lost_no_bound_is_passed_and_it_is_the_level_that_makes_the_sum()
    {
        var cases = from weights in Gen.Choose(1, 1000).NonEmptyListOf()
                    from floor in Gen.Choose(0, 2_000)
                    from width in Gen.Choose(0, 5_000)
                    from share in Gen.Choose(0, 1000)
                    let n = weights.Count
                    let least = (long)floor * n
                    let most = (long)(floor + width) * n
                    select (weights: weights.Select(w => (long)w).ToArray(), floor: (long)floor, ceiling: (long)floor + width, sum: least + (most - least) * share / 1000);
        Prop.ForAll(cases.ToArbitrary(), c =>
        {
            var division = Division.Of(c.sum, c.weights, c.floor, c.ceiling, out var why);
            why.ShouldBe("");
            division!.Parts.Sum().ShouldBe(c.sum);
            division.Parts.ShouldAllBe(p => p >= c.floor && p <= c.ceiling);
            decimal low = 0, high = c.ceiling + 1;
            for (var i = 0; i < 90; i++)
            {
                var level = (low + high) / 2;
                if (c.weights.Sum(w => Math.Clamp(level * w, c.floor, c.ceiling)) < c.sum) low = level;
                else high = level;
            }
            for (var i = 0; i < c.weights.Length; i++)
                Math.Abs(division.Parts[i] - Math.Clamp(high * c.weights[i], c.floor, c.ceiling)).ShouldBeLessThanOrEqualTo(1.001m);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void More_weight_never_gets_less()
    {
        var cases = from weights in Gen.Choose(0, 100).NonEmptyListOf()
                    from sum in Gen.Choose(0, 100_000)
                    from floor in Gen.Choose(0, 50)
                    where weights.Sum() > 0 && floor * weights.Count <= sum
                    select (weights: weights.Select(w => (long)w).Order().ToArray(), sum, floor);
        // Of two equal weights the earlier has the odd penny, so the order is by a penny at most.
        Prop.ForAll(cases.ToArbitrary(), c => Divide(c.sum, c.weights, c.floor) is var parts && Enumerable.Range(1, parts.Length - 1).All(i => parts[i] >= parts[i - 1] - (c.weights[i] == c.weights[i - 1] ? 1 : 0))).QuickCheckThrowOnFailure();
    }
}
