using Cairn.Desk;
using Cairn.Record;
using Cairn.Rules;
using Cairn.Store;
using Cairn.Tests.Schemes;

namespace Cairn.Tests.Store;

/// <summary>From which day a version holds, what a file that is given with a command may do to it, and by which version what was settled is decided again.</summary>
public class SchemeVersionTests
{
    private const string Old = "scheme: test\nmoney: contract\nruns: { from: 2026-04-01, to: 2029-03-31 }\nclaims: none\npayers: { council: { cap: £1,000 } }\noutcomes:\n  into-work: { when: { starts: { employment: any } }, pays: { council: { 2026-04-01: £100 } } }\n";
    private static readonly string New = Old.Replace("£100 }", "£150 }", StringComparison.Ordinal);

    private static readonly int April = Day.Of(2027, 4, 30), May = Day.Of(2027, 5, 1);

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2027, 4, 20, 12, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }

    private static Scheme Read(string text, Vocabulary vocabulary) => SchemeFile.Read("test.yaml", text, vocabulary, new Mistakes())!;

    private static Task<(Reply Reply, IReadOnlyList<(SettlementLine Line, string? Person)> Lines)> SettledBy(DataFolder store, string text, int on, string key) =>
        Settlements.Do(store, new Asking("fran", "finance-officer", Key: key), Read(text, store.Vocabulary), text, on);

    /// <summary>A folder with the vocabulary of the schemes, in which somebody was referred in March and began a job on 5 April.</summary>
    private static DataFolder Open(string path, TimeProvider clock)
    {
        var store = DataFolder.Open(path, SchemeFolder.Vocabulary, new FolderOptions { Clock = clock });
        var who = Token.New();
        NewFact Fact(string kind, int from, int to) => new(new Draft(store.Vocabulary.Find(kind)!, who, from, to, from));
        Do(store, _ => Decision.Append("") with { People = [new PersonReference(who, "test", "P1")], Facts = [Fact("referral", Day.Of(2027, 3, 1), Day.Of(2027, 3, 1)), Fact("employment", Day.Of(2027, 4, 5), Day.Never)] });
        return store;
    }

    private static void Do(DataFolder store, Func<State, Decision> decide) =>
        store.Do(new Command($"test:{Guid.NewGuid():n}", "test", "test", "test", ""), (state, _) => decide(state)).GetAwaiter().GetResult().ShouldBeOfType<Reply.Done>();

    [Fact]
    public void A_version_with_a_later_first_day_holds_from_that_day_and_the_one_before_until_then()
    {
        var clock = new Clock();
        using var store = new TempStore(new FolderOptions { Clock = clock });
        store.Do((_, _) => Decision.Append("") with { Schemes = [new SchemeText("test", Old)] });
        store.Do((_, _) => Decision.Append("") with { Schemes = [new SchemeText("test", New) { From = May }, new SchemeText("test.examples", "x") { From = May }] });
        foreach (var again in new[] { false, true })
        {
            if (again) store.Reopen();
            store.Folder.Read(s => (s.Scheme("test", April)!.Text, s.Scheme("test", May)!.Text, s.Scheme("test")!.Text, s.Scheme("test", May - 100))).ShouldBe((Old, New, New, null));
            store.Folder.Read(s => s.Schemes.Select(v => (v.Scheme, v.Number, v.IsAgreed)).ToList()).ShouldBe([("test", 1, false), ("test", 2, true), ("test.examples", 1, true)]);
            store.Folder.Read(s => (s.Scheme("test", clock.Now)!.Text, s.Scheme("test", clock.Now.AddDays(30))!.Text)).ShouldBe((Old, New));
        }
        // What somebody puts there by hand before that day holds until it, not after.
        store.Do((_, _) => Decision.Append("") with { Schemes = [new SchemeText("test", "third")] });
        store.Folder.Read(s => (s.Scheme("test", April)!.Text, s.Scheme("test", May)!.Text)).ShouldBe(("third", New));
        Verify.Folder(store.Path).Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Before_its_first_day_settling_goes_by_the_old_rules_and_an_old_month_comes_out_the_same_afterwards()
    {
        var clock = new Clock();
        var path = Directory.CreateTempSubdirectory("versions-").FullName;
        using (var store = Open(path, clock))
        {
            Do(store, _ => Decision.Append("") with { Schemes = [new SchemeText("test", Old)] });
            Do(store, _ => Decision.Append("") with { Schemes = [new SchemeText("test", New) { From = May }] });
            clock.Now = clock.Now.AddDays(20);
            var april = await SettledBy(store, Old, April, "april");
            SettlementAnswer.Read(april.Reply.ShouldBeOfType<Reply.Done>().Answer).ShouldSatisfyAllConditions(a => a.Pence.ShouldBe(100_00), a => a.Version.ShouldBe(SchemeFile.Version(Old)));
            store.Read(s => s.Scheme("test", LondonTime.DayOf(clock.Now))!.Text).ShouldBe(New, "settling an old month does not bring the old rules back");
            var now = await SettledBy(store, New, May + 5, "may");
            now.Lines.ShouldHaveSingleItem().Line.ShouldSatisfyAllConditions(l => l.What.ShouldBe(Settled.ToReverse), l => l.Why.ShouldContain("£150.00 and £100.00 was paid"));
            var again = DecidedAgain.Of(store);
            (again.Settlements, again.Payments, string.Join(' ', again.Faults)).ShouldBe((1, 1, ""));
            // One that goes by rules which held neither on its day nor when it was done is found.
            var forged = $$"""{"scheme":"test","version":"{{SchemeFile.Version(Old)}}","on":"2027-05-06","posted":0,"pence":0,"to-approve":0}""";
            (await store.Do(new Command("forged", "settle", "fran", "finance-officer", ""), (_, _) => Decision.Append(forged) with { Schemes = [new SchemeText("other", Old)] })).ShouldBeOfType<Reply.Done>();
            DecidedAgain.Of(store).Faults.ShouldHaveSingleItem().What.ShouldContain("rules that held neither on that day");
        }
        Verify.Folder(path).Faults.ShouldBeEmpty();
        Directory.Delete(path, recursive: true);
    }

    [Fact]
    public async Task Rules_that_two_members_agreed_on_are_not_changed_by_a_file_that_one_gives()
    {
        var clock = new Clock();
        var path = Directory.CreateTempSubdirectory("versions-").FullName;
        using (var store = Open(path, clock))
        {
            Do(store, _ => Decision.Append("") with { Schemes = [new SchemeText("test", Old)] });
            (await SettledBy(store, Old.Replace("£1,000", "£2,000", StringComparison.Ordinal), April - 20, "own")).Reply.ShouldBeOfType<Reply.Done>();
            Do(store, _ => Decision.Append("") with { Schemes = [new SchemeText("test", New) { From = May }] });
            (await SettledBy(store, Old.Replace("£1,000", "£3,000", StringComparison.Ordinal), April - 10, "alone")).Reply.ShouldBeOfType<Reply.Refused>().Name.ShouldBe("ChangedByTwo");
            store.Read(s => s.Schemes.Count).ShouldBe(3);
        }
        Directory.Delete(path, recursive: true);
    }
}
