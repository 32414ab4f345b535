using Cairn;
using Cairn.Ledger;

namespace Cairn.Tests.Ledger;

public class PenceTests
{
    [Theory]
    [InlineData(0, "£0.00")]
    [InlineData(5, "£0.05")]
    [InlineData(-300, "-£3.00")]
    [InlineData(99_999, "£999.99")]
    [InlineData(100_000, "£1,000.00")]
    [InlineData(833_334, "£8,333.34")]
    [InlineData(-123_456_789, "-£1,234,567.89")]
    [InlineData(long.MinValue, "-£92,233,720,368,547,758.08")]
    public void Pence_are_written_with_two_figures_and_commas(long pence, string text) => Pence.Format(pence).ShouldBe(text);

    [Theory]
    [InlineData(0, "£0")]
    [InlineData(25, "25p")]
    [InlineData(-7, "-7p")]
    [InlineData(99, "99p")]
    [InlineData(100, "£1")]
    [InlineData(101, "£1.01")]
    [InlineData(10_000_000, "£100,000")]
    [InlineData(-250, "-£2.50")]
    public void Short_amounts_leave_out_what_nobody_says(long pence, string text) => Pence.Short(pence).ShouldBe(text);

    [Theory]
    [InlineData("£8,333.34", 833_334)]
    [InlineData("£100,000", 10_000_000)]
    [InlineData("£1000", 100_000)]
    [InlineData("£1,234,567.09", 123_456_709)]
    [InlineData(" 25p ", 25)]
    [InlineData("1,250p", 1_250)]
    [InlineData("-£3.00", -300)]
    [InlineData("\u2212£3", -300)]
    [InlineData("-25p", -25)]
    [InlineData("£0", 0)]
    [InlineData("£1,000,000,000,000", Pence.Most)]
    [InlineData("100000000000000p", Pence.Most)]
    public void Amounts_are_read_as_they_are_written_here(string text, long pence)
    {
        Pence.TryParse(text, out var read, out var why).ShouldBeTrue();
        read.ShouldBe(pence);
        why.ShouldBe("");
        Pence.Parse(text).ShouldBe(pence);
    }

    [Theory]
    [InlineData(null, "no amount")]
    [InlineData("  ", "no amount")]
    [InlineData("100", "no pound sign")]
    [InlineData("-", "no pound sign")]
    [InlineData("£", "no figures")]
    [InlineData("-£", "no figures")]
    [InlineData("p", "no figures")]
    [InlineData("£.50", "no figures")]
    [InlineData("£1.234", "two figures")]
    [InlineData("£1.5", "two figures")]
    [InlineData("£1.", "two figures")]
    [InlineData("£1.a0", "two figures")]
    [InlineData("£1.0a", "two figures")]
    [InlineData("£1.2p", "two figures")]
    [InlineData("1.5p", "not a number")]
    [InlineData("£1,00", "not a number")]
    [InlineData("£1000,000", "not a number")]
    [InlineData("£,100", "not a number")]
    [InlineData("£1,000,", "not a number")]
    [InlineData("£1,,000", "not a number")]
    [InlineData("£-3", "not a number")]
    [InlineData("--£3", "no pound sign")]
    [InlineData("£1 000", "not a number")]
    [InlineData("£٣", "not a number")]
    [InlineData(",100p", "not a number")]
    [InlineData("100000000000001p", "more than £1,000,000,000,000")]
    [InlineData("£1,000,000,000,000.01", "more than £1,000,000,000,000")]
    [InlineData("£99999999999999999999999999", "more than")]
    public void What_is_no_amount_is_refused_with_the_reason(string? text, string reason)
    {
        Pence.TryParse(text, out var pence, out var why).ShouldBeFalse();
        pence.ShouldBe(0);
        why.ShouldContain(reason);
        Pence.Parse(text).ShouldBeNull();
    }

    [Fact]
    public void Whatever_is_written_reads_back_the_same()
    {
        var random = new Random(20260401);
        for (var i = 0; i < 5_000; i++)
        {
            var pence = random.NextInt64(-Pence.Most, Pence.Most) >> random.Next(46);
            Pence.Parse(Pence.Format(pence)).ShouldBe(pence);
            Pence.Parse(Pence.Short(pence)).ShouldBe(pence);
        }
    }
}
