using Cairn.Record;
using Cairn.Rules;

namespace Cairn.Tests.Sides;

/// <summary>What each place weighs and is given, worked by hand. The sum is what is said under "of", else £10 announced; need is as at 31 January 2026.</summary>
public class NeedTests
{
    private static Grants Divide(string byNeed, string facts, string head = "  allocated: { allocation: any }")
    {
        var scheme = SideScheme.Read($"scheme: test\nabout: place\ngrant:\n  announced: £10\n{head}\n  by-need: {{ as-at: 2026-01-31, {(byNeed.Contains("of: £", StringComparison.Ordinal) ? "" : "of: announced, ")}among: {{ source-return: any }}, {byNeed} }}\n");
        string[] among = ["Leeds", "Bath", "York"];
        return Grants.Of(scheme, SideScheme.Facts([.. among.Select(p => $"place: {p}, source-return: police, from: 2025-01-01"), .. facts.Split('|')]), SideScheme.On("2026-03-31"), Day.Last);
    }

    private static string Told(Grants grants) => string.Join(", ", grants.Shares.Select(s => $"{grants.Answer.Facts.Of(About.Place)[s.Subject]} {Pence.Short(s.ByNeed!.Value)}"));

    private static string Deaths(string place, int value, string on) => $"place: {place}, need-reading: {{ need: deaths, value: {value} }}, on: {on}";

    [Theory]
    [InlineData("a reading on the day counts, a later one does not", "weights: { d: { latest: { need-reading: deaths }, of: value } }", "Bath 2 2026-01-30|Bath 3 2026-01-31|Bath 9 2026-02-01|York 7 2025-02-01", "Bath £3, Leeds £0, York £7")]
    [InlineData("whoever has no reading weighs what is said", "weights: { d: { latest: { need-reading: deaths }, of: value, otherwise: 2.50 } }", "Bath 5 2026-01-30|York 2 2025-02-01", "Bath £5.26, Leeds £2.63, York £2.11")]
    [InlineData("within a month of the last day counts from its first day", "weights: { d: { count: { need-reading: deaths }, within: 1 months } }", "Bath 1 2025-12-31|Bath 1 2026-01-01|Bath 1 2026-01-31|York 1 2026-01-01|York 1 2026-01-02|York 1 2026-01-31|York 1 2026-02-01", "Bath £4, Leeds £0, York £6")]
    [InlineData("without it all that is recorded by the day counts", "weights: { d: { count: { need-reading: deaths } } }", "Bath 1 2025-12-31|Bath 1 2026-01-01|Bath 1 2026-01-31|York 1 2026-01-01|York 1 2026-02-01", "Bath £7.50, Leeds £0, York £2.50")]
    [InlineData("codes weigh what they are worth, and no reading what is said", "weights: { d: { latest: { need-reading: any }, worth: { deaths: 3, population: 0 }, otherwise: 1 } }", "Bath 90 2026-01-01", "Bath £6, Leeds £2, York £2")]
    [InlineData("the first by name has the odd penny", "of: £0.10, weights: { d: { latest: { need-reading: deaths }, of: value } }", "York 1 2026-01-01|Leeds 1 2026-01-01|Bath 1 2026-01-01", "Bath 4p, Leeds 3p, York 3p")]
    [InlineData("each part of the weight has its share", "weights: { d: { share: 75%, latest: { need-reading: deaths }, of: value }, n: { share: 25%, count: { need-reading: deaths } } }", "Bath 1 2026-01-01|York 1 2025-06-01|York 3 2026-01-01", "Bath £2.71, Leeds £0, York £7.29")]
    [InlineData("a part that nobody has any of counts for nothing", "weights: { d: { share: 75%, latest: { need-reading: deaths }, of: value }, n: { share: 25%, count: { need-reading: population } } }", "Bath 1 2026-01-01|York 3 2026-01-01", "Bath £2.50, Leeds £0, York £7.50")]
    public void Everyone_is_given_what_was_worked_out_by_hand(string it, string byNeed, string readings, string given) =>
        Told(Divide(byNeed, string.Join('|', readings.Split('|').Select(r => r.Split(' ')).Select(r => Deaths(r[0], int.Parse(r[1], System.Globalization.CultureInfo.InvariantCulture), r[2]))))).ShouldBe(given, it);

    [Fact]
    public void Money_as_need_is_told_in_pounds_and_one_part_has_no_share_to_tell()
    {
        var grants = Divide("weights: { spent: { latest: { funding: any }, of: amount } }", "place: Bath, funding: { amount: £29.50 }, from: 2025-04-01|place: York, funding: { amount: £1,000 }, from: 2025-04-01");
        grants.Shares.Select(s => s.Reason).ShouldBe(["2.865% of the need: spent 29.5 of 1,029.5.", "0% of the need: spent 0 of 1,029.5.", "97.135% of the need: spent 1,000 of 1,029.5."]);
    }

    [Fact]
    public void Nobody_who_weighs_anything_is_refused_with_a_reason() =>
        Divide("weights: { d: { latest: { need-reading: deaths }, of: value } }", "place: Bath, allocation: { amount: £1 }, on: 2026-03-31").ByNeedRefused.ShouldBe("No weight is above nothing, so there is nothing to divide it by.");

    [Fact]
    public void Floors_alone_are_given_though_nobody_weighs_anything_and_the_reason_has_no_share()
    {
        var grants = Divide("of: £9, floor: £3, weights: { d: { latest: { need-reading: deaths }, of: value } }", "place: Bath, allocation: { amount: £1 }, on: 2026-03-31");
        Told(grants).ShouldBe("Bath £3, Leeds £3, York £3");
        grants.ByNeedRefused.ShouldBeNull();
        grants.Shares.Select(s => s.Reason).Distinct().ShouldHaveSingleItem().ShouldBe("0% of the need: d 0 of 0; raised to the floor of £3.");
    }

    [Fact]
    public void What_is_allocated_counts_on_its_day_and_not_before_it()
    {
        var grants = Divide("of: £1, weights: { d: { count: { source-return: any } } }", "place: Bath, allocation: { amount: £1 }, on: 2026-03-31|place: York, allocation: { amount: £2 }, on: 2026-04-01", "  allocated: { allocation: any }\n  amount: amount");
        (grants.Allocated, grants.Unallocated, grants.Divided).ShouldBe((1_00, 9_00, 1_00));
    }
}
