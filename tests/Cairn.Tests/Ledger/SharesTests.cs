using Cairn;
using Cairn.Ledger;
using FsCheck;
using FsCheck.Fluent;

namespace Cairn.Tests.Ledger;

public class SharesTests
{
    [Fact]
    public void A_hundred_thousand_pounds_over_twelve_places_is_whole()
    {
        var places = Enumerable.Range(1, 12).Select(n => Shares.Nth(10_000_000, 12, n)).ToList();
        places.Sum().ShouldBe(10_000_000);
        places.Take(4).ShouldAllBe(p => p == 833_334);
        places.Skip(4).ShouldAllBe(p => p == 833_333);
    }

    [Fact]
    public void A_place_outside_the_places_is_a_mistake()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => Shares.Nth(100, 12, 0));
        Should.Throw<ArgumentOutOfRangeException>(() => Shares.Nth(100, 12, 13));
        Should.Throw<ArgumentOutOfRangeException>(() => Shares.Nth(100, 0, 1));
        Shares.Nth(100, 1, 1).ShouldBe(100);
        Shares.Nth(-7, 2, 1).ShouldBe(-4);
        Shares.Nth(-7, 2, 2).ShouldBe(-3);
    }

    [Theory]
    [InlineData(100, new long[] { 1, 1, 1 }, new long[] { 34, 33, 33 })]
    [InlineData(101, new long[] { 1, 1, 1 }, new long[] { 34, 34, 33 })]
    [InlineData(-101, new long[] { 1, 1, 1 }, new long[] { -34, -34, -33 })]
    [InlineData(10, new long[] { 1, 2, 6 }, new long[] { 1, 2, 7 })]
    [InlineData(100, new long[] { 0, 5, 0 }, new long[] { 0, 100, 0 })]
    [InlineData(1, new long[] { 0, 1, 1 }, new long[] { 0, 1, 0 })]
    [InlineData(0, new long[] { 3, 4 }, new long[] { 0, 0 })]
    [InlineData(99, new long[] { 80, 20 }, new long[] { 79, 20 })]
    public void Pennies_left_over_go_to_the_largest_fractions_and_the_earlier_share(long total, long[] weights, long[] parts) =>
        Shares.Split(total, weights).ShouldBe(parts);

    [Fact]
    public void Of_many_equal_shares_the_earlier_get_the_pennies_left() =>
        Shares.Split(70, [.. Enumerable.Repeat(1L, 40)]).ShouldBe([.. Enumerable.Repeat(2L, 30), .. Enumerable.Repeat(1L, 10)]);

    [Fact]
    public void Weights_without_sense_are_a_mistake()
    {
        Should.Throw<ArgumentException>(() => Shares.Split(100, [0, 0])).Message.ShouldContain("At least one weight");
        Should.Throw<ArgumentException>(() => Shares.Split(100, []));
        Should.Throw<ArgumentOutOfRangeException>(() => Shares.Split(100, [3, -1])).Message.ShouldContain("nothing or more");
    }

    [Fact]
    public void The_largest_sums_and_weights_split_exactly()
    {
        var parts = Shares.Split(long.MaxValue, [long.MaxValue, long.MaxValue, 1]);
        parts.Select(p => (Int128)p).Aggregate((a, b) => a + b).ShouldBe(long.MaxValue);
        Shares.Split(long.MinValue, [1]).ShouldBe([long.MinValue]);
    }

    [Fact]
    public void No_penny_is_lost_and_no_share_is_a_penny_from_its_due()
    {
        var cases = from total in Gen.Choose(-1_000_000, 1_000_000)
                    from weights in Gen.Choose(0, 50).NonEmptyListOf()
                    where weights.Sum() > 0
                    select (total, weights: weights.Select(w => (long)w).ToArray());
        Prop.ForAll(cases.ToArbitrary(), c =>
        {
            var parts = Shares.Split(c.total, c.weights);
            parts.Sum().ShouldBe(c.total);
            for (var i = 0; i < parts.Length; i++)
                Math.Abs(parts[i] * c.weights.Sum() - c.total * c.weights[i]).ShouldBeLessThan(c.weights.Sum());
            Shares.Split(-c.total, c.weights).ShouldBe(parts.Select(p => -p));
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData(833_334, 2_000, 166_667)]
    [InlineData(100, 50, 1)]
    [InlineData(100, 49, 0)]
    [InlineData(-100, 50, -1)]
    [InlineData(-100, 49, 0)]
    [InlineData(100, 150, 2)]
    [InlineData(1_000, 10_000, 1_000)]
    [InlineData(1_000, -2_500, -250)]
    public void A_percentage_rounds_half_a_penny_up_in_size(long pence, long basisPoints, long part) =>
        Shares.Percent(pence, basisPoints).ShouldBe(part);

    [Fact]
    public void A_fraction_is_worked_exactly_and_rounded_once()
    {
        Shares.Fraction(100, 1, 3).ShouldBe(33);
        Shares.Fraction(100, 2, 3).ShouldBe(67);
        Shares.Fraction(3, 1, 2).ShouldBe(2);
        Shares.Fraction(7, 5, 1).ShouldBe(35);
        Shares.Fraction(long.MaxValue, long.MaxValue, long.MaxValue).ShouldBe(long.MaxValue);
        Should.Throw<ArgumentOutOfRangeException>(() => Shares.Fraction(1, 1, 0));
        Should.Throw<OverflowException>(() => Shares.Fraction(long.MaxValue, 2, 1));
    }
}
