using Cairn.Desk;
using Cairn.Ledger;
using Cairn.Record;
using Cairn.Rules;
using Cairn.Tests.Schemes;

namespace Cairn.Tests.Demo;

/// <summary>What the town has to be, whatever its program draws: its shares of people, who is called what, and that its today has something to do.</summary>
public class SaltbyLifeTests
{
    private static readonly Facts Town = SaltbyTests.Town();

    /// <summary>England 2023/24 (housing 2021/22), of the 130 who came in the ordinary way; a sample of so few may be nine in a hundred off.</summary>
    [Theory]
    [InlineData("dependency", "substance", "heroin", 44)]
    [InlineData("dependency", "substance", "alcohol", 30)]
    [InlineData("referral", "by", "self", 57)]
    [InlineData("referral", "by", "criminal-justice", 15)]
    [InlineData("housing-need", "need", "no-home", 5)]
    [InlineData("housing-need", "need", "at-risk", 11)]
    [InlineData("work-status", "status", "seeking-work", 49)]
    [InlineData("work-status", "status", "regular-work", 30)]
    [InlineData("work-status", "status", "long-term-sick", 19)]
    [InlineData("treatment", "setting", "residential", 2)]
    public void Shares_of_people_are_Englands(string kind, string detail, string code, int percent)
    {
        bool Is(int p) => Number(p) > 20 && (kind != "referral" || Text(p, "scheme") == "community-treatment");
        var all = Positions(kind).Where(Is).Select(Who).Distinct().Count();
        var such = Positions(kind).Where(p => Is(p) && Code(p, detail) == code).Select(Who).Distinct().Count();
        (100.0 * such / all).ShouldBeInRange(percent - 9, percent + 9, $"{such} of {all}");
    }

    [Theory]
    [InlineData("completed", 47)]
    [InlineData("dropped-out", 37)]
    [InlineData("retained-in-custody", 5)]
    [InlineData("died", 3)]
    public void Exits_are_Englands(string reason, int percent)
    {
        var all = Positions("treatment-journey").Where(p => Town.Columns.Tos[p] != Day.Never).Select(p => Code(p, "reason")).ToList();
        (100.0 * all.Count(r => r.StartsWith(reason, StringComparison.Ordinal)) / all.Count).ShouldBeInRange(percent - 11, percent + 11);
    }

    [Fact]
    public void Everyone_is_called_something_and_two_come_twice_or_share_a_name()
    {
        var town = SaltbyTests.Made();
        var called = Enumerable.Range(1, 150).Select(SaltbyPeople.Reference).Select(p => (Person: p, Said: town.Standing(p, "called").ShouldHaveSingleItem())).ToList();
        var shared = called.GroupBy(c => $"{c.Said.Word("given")} {c.Said.Word("family")}").Where(g => g.Count() > 1).ShouldHaveSingleItem();
        shared.Select(c => Day.Date(town.Standing(c.Person, "birth")[0].Draft.From).Year).Distinct().Count().ShouldBe(1);
        shared.Select(c => town.Standing(c.Person, "birth")[0].Draft.From).Distinct().Count().ShouldBe(2);
        string Attributes(string person) => $"{town.Standing(person, "birth")[0].Draft.From} {town.Standing(person, "called")[0].Word("family")} {town.Standing(person, "contact-details")[0].Word("phone")}";
        Attributes("P147").ShouldBe(Attributes("P057"));
        town.Standing("P147", "called")[0].Word("given").ShouldNotBe(town.Standing("P057", "called")[0].Word("given"));
        called.Count(c => town.Standing(c.Person, "contact-details").Count == 1).ShouldBeInRange(120, 145);
        called.Count(c => town.Standing(c.Person, "contact-details").Exists(d => d.Word("safe") == "no")).ShouldBeInRange(5, 25);
    }

    [Fact]
    public void Who_has_left_works_with_nobody_any_more()
    {
        Town.Columns.Tos[Positions("membership").Single(p => Town.Of(About.Member)[Town.Columns.Abouts[p]] == "M04")].ShouldBe((ushort)Day.Of(2027, 12, 31));
        Positions("works-with").Where(p => Text(p, "member-name") == "M04" && Town.Columns.Tos[p] > Day.Of(2027, 12, 31)).ShouldBeEmpty();
        // And nobody works with a member who is not there.
        Positions("works-with").Select(p => Text(p, "member-name")).Where(m => Town.Of(About.Member).Find(m) < 0).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("review", 5)]
    [InlineData("consent-ends", 3)]
    [InlineData("placement-ends", 2)]
    [InlineData("missed", 2)]
    [InlineData("stalled", 2)]
    [InlineData("quiet", 4)]
    public void Today_has_something_to_remind_of(string reminder, int least) =>
        new Reminders(Town, SaltbyTown.Today).Of(Enumerable.Range(0, Town.Of(About.Person).Count)).Count(t => t.Name == reminder).ShouldBeInRange(least, 25);

    [Fact]
    public void Money_waits_in_every_way_it_can_and_a_late_correction_takes_one_payment_back()
    {
        var (book, scheme) = (new Book(), SchemeFolder.Scheme("schemes/fair-chance-fund.yaml"));
        Settlement SettledOn(int on) => Settle.Decide(Evaluation.Of(scheme, Town, on, on), book, new DateTimeOffset(Day.Date(on).ToDateTime(new TimeOnly(9, 0)), TimeSpan.Zero), "M12");
        foreach (var command in SettledOn(Day.Of(2028, 2, 29)).Commands) if (book.Decide(command) is Answer.Posted(var entry)) book.Apply(entry);
        var today = SettledOn(SaltbyTown.Today).Lines;
        today.Where(l => l.What is Settled.ToReverse).Select(l => $"{Town.Of(About.Person)[l.Subject]} {scheme.Outcomes[l.Outcome].Name}").ShouldBe(["P115 home-12-months"]);
        today.Count(l => l.What is Settled.NotClaimed).ShouldBeGreaterThan(5);
        today.Count(l => l.What is Settled.NotVerified && l.Why.Contains("no verifier", StringComparison.Ordinal)).ShouldBe(3);
        today.Count(l => l.What is Settled.NotVerified && l.Why.Contains("more-wanted", StringComparison.Ordinal)).ShouldBe(1);
        today.Count(l => l.What is Settled.NotVerified && l.Why.Contains("refused", StringComparison.Ordinal)).ShouldBe(1);
        today.Count(l => l.What is Settled.NotPayable).ShouldBeGreaterThan(3);
    }

    /// <summary>The positions that stand of a kind.</summary>
    private static IEnumerable<int> Positions(string kind)
    {
        var number = Town.Vocabulary.Find(kind)!.Number;
        var undone = Enumerable.Range(0, Town.Columns.Count).Select(p => Town.Columns.Undoes(p)).Where(p => p >= 0).ToHashSet();
        return Enumerable.Range(0, Town.Columns.Count).Where(p => Town.Columns.Kinds[p] == number && !undone.Contains(p));
    }

    private static string Who(int position) => Town.Of(About.Person)[Town.Columns.Abouts[position]];

    private static int Number(int position) => int.Parse(Who(position)[1..], System.Globalization.CultureInfo.InvariantCulture);

    private static string Text(int position, string detail) => Raw(position, detail) is var value && value == FactColumns.Missing ? "" : Town.Names[value];

    private static string Code(int position, string detail) => Raw(position, detail) is var value && value == FactColumns.Missing ? "" : Of(position, detail).List!.Codes[value].Name;

    private static int Raw(int position, string detail) => Town.Columns.Detail(position, Of(position, detail).Slot);

    private static Detail Of(int position, string detail) => Town.Vocabulary.Kinds[Town.Columns.Kinds[position]].Find(detail)!;
}
