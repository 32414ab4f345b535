using System.Globalization;
using System.Text.RegularExpressions;
using Cairn.Record;
using Cairn.Rules;
using Cairn.Tests.Sides;

namespace Cairn.Tests.Schemes;

/// <summary>An example proves something only if another sentence in its place would be refused.</summary>
public partial class SentenceTests
{
    public static TheoryData<string> All => SchemeFileTests.All;

    [Theory]
    [MemberData(nameof(All))]
    public void No_sentence_of_an_example_is_so_with_one_word_or_figure_changed(string path)
    {
        var scheme = SchemeFolder.Scheme(path);
        var beside = Path.ChangeExtension(path, ".examples.yaml");
        var mistakes = new Mistakes();
        foreach (var example in ExamplesFile.Read(beside, File.ReadAllText(SchemeFolder.In(beside)), SchemeFolder.Vocabulary, mistakes))
        {
            var answer = Evaluation.Of(scheme, example.Record(SchemeFolder.Vocabulary), example.On, example.Known);
            foreach (var sentence in example.Then.Select(t => t.Word))
            {
                Sentences.Check(answer, sentence).ShouldBeNull(sentence);
                foreach (var other in Changed(sentence)) Sentences.Check(answer, other).ShouldNotBeNull($"{example.It}: {sentence} -> {other}").ShouldStartWith($"'{other}' is not so: ");
            }
        }
        mistakes.Found.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("by need, Bath would be allocated £4 (at the ceiling)", null)]
    [InlineData("by need, Bath would be allocated £4 (at the floor)", "it is at the ceiling.")]
    [InlineData("by need, Bath would be allocated £4", "it is at the ceiling.")]
    [InlineData("by need, Leeds would be allocated £3.50", null)]
    [InlineData("by need, Leeds would be allocated £3.50 (at the floor)", "it is neither at the floor nor at the ceiling.")]
    [InlineData("by need, York would be allocated £2.50 (at the floor)", null)]
    [InlineData("by need, York would be allocated £2.50 (at the ceiling)", "it is at the floor.")]
    [InlineData("by need, Hull would be allocated £2.50", "need says nothing of them.")]
    [InlineData("Hull is allocated £0", null)]
    [InlineData("£10 is unallocated", null)]
    [InlineData("Ann may buy gym for £24", "this scheme is not a budget.")]
    public void A_grant_tells_what_is_so_instead(string sentence, string? instead)
    {
        var scheme = SideScheme.Read("scheme: test\nabout: place\ngrant:\n  announced: £10\n  allocated: { allocation: any }\n  by-need: { as-at: 2026-01-31, of: announced, among: { source-return: any }, floor: £2.50, ceiling: £4, weights: { d: { latest: { need-reading: deaths }, of: value } } }\n");
        var facts = SideScheme.Facts([.. new[] { ("Bath", 9), ("Leeds", 5), ("York", 1) }.SelectMany(p => new[] { $"place: {p.Item1}, source-return: police, from: 2025-01-01", $"place: {p.Item1}, need-reading: {{ need: deaths, value: {p.Item2} }}, on: 2026-01-30" })]);
        Sentences.Check(Evaluation.Of(scheme, facts, SideScheme.On("2026-03-31"), Day.Never), sentence).ShouldBe(instead is null ? null : $"'{sentence}' is not so: {instead}");
    }

    [Theory]
    [InlineData("the cohort does not reach most-housed", null)]
    [InlineData("the cohort reaches most-housed on 2026-08-01", "it is not reached.")]
    [InlineData("the cohort reaches some-housed on 2026-08-01", null)]
    [InlineData("the cohort reaches some-housed on 2026-08-02", "it is reached on 2026-08-01.")]
    [InlineData("the cohort does not reach some-housed", "it is reached on 2026-08-01.")]
    [InlineData("the cohort reaches all-housed on 2026-08-01", "the scheme has no milestone or outcome 'all-housed'.")]
    [InlineData("council pays £50 for the cohort", null)]
    [InlineData("council pays £10 for Ann", null)]
    [InlineData("council pays £60", null)]
    [InlineData("council pays £10 for the cohort", "£50.00 is paid.")]
    [InlineData("council pays £50 for the cohort some-housed", null)]
    [InlineData("council pays £50 for Ann housed", "£10.00 is paid.")]
    [InlineData("council pays £50 for Zoe", "no fact is about Zoe.")]
    [InlineData("nobody-known pays £50", "'nobody-known' is not one of the payers.")]
    public void A_cohort_is_told_and_paid_beside_its_people(string sentence, string? instead)
    {
        var scheme = SideScheme.Read("scheme: test\nruns: { from: 2026-04-01, to: 2027-03-31 }\npayers: { council: { title: Council } }\noutcomes:\n  housed: { when: { starts: { housing: any } }, pays: £10 }\n  some-housed: { cohort: { share: { housing: any }, within: 3 months, is: 50% or more }, pays: £50 }\n  most-housed: { cohort: { share: { housing: any }, within: 3 months, is: 60% or more }, pays: £90 }\n");
        var facts = SideScheme.Facts("person: [Ann, Ben], referral: any, on: 2026-05-01", "person: Ann, housing: any, from: 2026-06-01");
        Sentences.Check(Evaluation.Of(scheme, facts, SideScheme.On("2026-12-31"), Day.Never), sentence).ShouldBe(instead is null ? null : $"'{sentence}' is not so: {instead}");
    }

    private static readonly (string Said, string Instead)[] Words =
    [
        (" is eligible", " is not eligible"), (" is not eligible", " is eligible"), (" has a place", " waits"), (" waits", " has a place"),
        (" does not reach ([\\w.-]+)$", " reaches $1 on 2001-01-01"), (" cannot reach ([\\w.-]+)$", " could reach $1 on 2001-01-01 at the earliest"), (" could reach ([\\w.-]+) on .*$", " cannot reach $1"),
        ("^(?!the cohort)(.*) reaches ([\\w.-]+) on \\S+$", "$1 does not reach $2"), ("^the cohort reaches ([\\w.-]+) on .*$", "the cohort does not reach $1"), ("^the cohort does not reach ([\\w.-]+)$", "the cohort reaches $1 on 2001-01-01"),
        (" may buy ([^,]*)$", " may not buy $1 because it is the wrong colour"), (" may not buy (.*?) because .*$", " may buy $1"), (" because .*$", " because it is the wrong colour"),
        (" \\(at the floor\\)", " (at the ceiling)"), (" \\(at the ceiling\\)", ""), (" meets ", " misses "), (" misses ", " meets "), (" is better", " is worse"), (" is worse", " is better"), (" is the same", " is better"),
        (" rests on .*?( in \\d{4}.*)?$", " rests on nobody at all$1"), (" may buy ([\\w, -]+)$", " may buy $1, the-moon"),
        ("^nothing is paid for twice$", "This is paid for twice, by one and another"), ("^.* is paid for twice, .*$", "nothing is paid for twice"), (" is paid for twice, by .*$", " is paid for twice, by one and another"),
    ];

    private static IEnumerable<string> Changed(string sentence)
    {
        var buys = sentence.Contains(" buy ", StringComparison.Ordinal);
        foreach (var (said, instead) in Words)
            if (Regex.Replace(sentence, said, instead, RegexOptions.None, TimeSpan.FromSeconds(1)) is var other && other != sentence && (!instead.Contains("the-moon", StringComparison.Ordinal) || sentence.StartsWith("instead", StringComparison.Ordinal)) && (!said.StartsWith(" may buy ([^", StringComparison.Ordinal) || !sentence.StartsWith("instead", StringComparison.Ordinal)))
                yield return other;
        foreach (Match date in Date().Matches(sentence))
            if (Day.TryParse(date.Value, out var day)) yield return sentence[..date.Index] + Day.Iso(day + 1) + sentence[(date.Index + date.Length)..];
        // Another amount may be bought or refused too.
        if (!buys) foreach (Match sum in Sum().Matches(sentence))
            if (Pence.TryParse(sum.Value, out var pence)) yield return sentence[..sum.Index] + Pence.Format(pence + 1) + sentence[(sum.Index + sum.Length)..];
        foreach (Match count in Count().Matches(sentence))
            yield return sentence[..count.Index] + (int.Parse(count.Value, CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture) + sentence[(count.Index + count.Length)..];
    }

    [GeneratedRegex(@"\d{4}-\d\d-\d\d", RegexOptions.None, 1000)]
    private static partial Regex Date();

    [GeneratedRegex(@"-?£[\d,]+(\.\d\d)?", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Sum();

    [GeneratedRegex(@"^\d+(?= )|(?<=^[\w-]+ is )\d+(?= |$)|(?<=^[\w-]+ is \d+ of )\d+", RegexOptions.None, 1000)]
    private static partial Regex Count();
}
