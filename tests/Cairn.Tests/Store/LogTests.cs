using Cairn.Crash;
using Cairn.Record;
using Cairn.Store;
using Microsoft.Data.Sqlite;

namespace Cairn.Tests.Store;

public class LogTests
{
    private static readonly Draft Hostel = Sample.Fact("housing", "", "2026-01-05", "2026-03-01", ("setting", "hostel"));
    private static readonly Draft Job = Sample.Fact("employment", "", "2026-02-01", null, ("contract", "permanent"), ("hours", "37.50"), ("earnings", "£1,234.56"), ("employer", "Smith & Sons"), ("story", "Got it by \"herself\"."))
        with { Evidence = 0b11, SaidBy = 1, Note = "Zoë rang — at 9.", Id = "J1", Source = "uis" };

    [Fact]
    public void What_was_recorded_is_read_back_the_same_after_opening_again()
    {
        using var store = new TempStore();
        store.Record("UIS-17", Hostel, Job);
        store.Reopen();
        var token = store.Folder.Read(s => s.FindPerson("uis", "UIS-17"))!;
        store.Folder.Read(s => s.Facts.Columns.Count).ShouldBe(2);
        store.Folder.Read(s => s.FindPerson("other", "UIS-17")).ShouldBeNull();
        var fact = store.Folder.Fact(2)!;
        fact.Draft.Details.Select(d => $"{d.Detail.Name}={d.Text}").ShouldBe(["contract=permanent", "earnings=1234.56", "employer=Smith & Sons", "hours=37.5", "story=Got it by \"herself\"."]);
        fact.Draft.Subject.ShouldBe(token);
        fact.Draft.To.ShouldBe(Day.Never);
        fact.Draft.Evidence.ShouldBe(0b11UL);
        fact.Draft.SaidBy.ShouldBe(1);
        (fact.Words!.Note, fact.Words.Id, fact.Words.Details["story"]).ShouldBe(("Zoë rang — at 9.", "J1", "Got it by \"herself\"."));
        fact.ClaimedRecorded.ShouldBe(Job.Recorded);
        (fact.By, fact.Capacity, fact.CommandKey).ShouldBe(("member:sam", "key-worker", "k1"));
        store.Folder.ReferencesOf(token).ShouldBe([new PersonReference(token, "uis", "UIS-17")]);
    }

    [Fact]
    public void The_columns_are_the_same_whether_written_now_or_read_from_disk()
    {
        using var store = new TempStore();
        store.Record("a", Hostel, Job);
        store.Record("a", Hostel with { Corrects = "#1" });
        string Dump(State s) => string.Join('|', Enumerable.Range(0, s.Facts.Columns.Count).Select(i =>
            $"{s.Facts.Columns.Abouts[i]},{s.Facts.Columns.Kinds[i]},{s.Facts.Columns.Froms[i]},{s.Facts.Columns.Tos[i]},{s.Facts.Columns.Recordeds[i]},{s.Facts.Columns.Undoes(i)},{s.Facts.Columns.EvidenceOf(i)},{string.Join('/', Enumerable.Range(0, 5).Select(d => s.Facts.Columns.Detail(i, d)))}")) + s.HeadText;
        var written = store.Folder.Read(Dump);
        store.Reopen();
        store.Folder.Read(Dump).ShouldBe(written);
        store.Folder.Read(s => s.Facts.Columns.Undoes(2)).ShouldBe(0);
    }

    [Fact]
    public void A_command_asked_again_acts_once_and_is_answered_as_before()
    {
        using var store = new TempStore();
        store.Do(Sample.OpenCap("cap:a", 10_000), "open", "cap a 100").ShouldBe(new Reply.Done(1, "opened"));
        store.Do(Sample.OpenCap("cap:a", 10_000), "open", "cap a 100").ShouldBe(new Reply.DoneBefore(1, "opened"));
        store.Reopen();
        store.Do((_, _) => throw new InvalidOperationException("not decided again"), "open", "cap a 100").ShouldBe(new Reply.DoneBefore(1, "opened"));
        store.Do(Sample.OpenCap("cap:b", 10_000), "open", "cap b 100").ShouldBeOfType<Reply.Refused>().Name.ShouldBe("key-used-for-something-else");
        store.Folder.Read(s => s.Book.Entries.Count).ShouldBe(1);
    }

    [Fact]
    public void A_refused_command_leaves_nothing_even_when_a_later_entry_was_the_one_refused()
    {
        using var store = new TempStore();
        store.Do(Sample.OpenCap("cap:a", 100));
        var reply = store.Do((state, now) => Decision.Append("both") with
        {
            Entries = [.. Sample.Pay("cap:a", "pay-1", 60)(state, now).Entries, .. Sample.Pay("cap:a", "pay-2", 60)(state, now).Entries],
        });
        reply.ShouldBeOfType<Reply.Refused>().Ledger.ShouldBeOfType<Cairn.Ledger.Refused.WouldPassLimit>().ShortBy.ShouldBe(20);
        store.Folder.Read(s => s.Book.Balance("cap:a")).ShouldBe(100);
        store.Do(Sample.Pay("cap:a", "pay-3", 100)).ShouldBeOfType<Reply.Done>();
        store.Verified().Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_bug_in_one_command_does_not_take_the_others_of_its_group_with_it()
    {
        using var store = new TempStore();
        store.Do(Sample.OpenCap("cap:a", 100));
        using var hold = new ManualResetEventSlim();
        var first = store.Folder.Do(Sample.Command("first"), (_, _) => { hold.Wait(); return Decision.Append("nothing"); });
        var waiting = Enumerable.Range(0, 9).Select(n => store.Folder.Do(Sample.Command($"g{n}"), (state, now) =>
            n % 3 == 1 ? throw new InvalidOperationException("a bug")
            : n % 3 == 2 ? Sample.Pay("cap:a", $"g{n}", 1)(state, now) with { Facts = [new NewFact(Hostel with { Subject = Token.New() })] }
            : Sample.Pay("cap:a", $"g{n}", 1)(state, now))).ToList();
        hold.Set();
        (await first).ShouldBe(new Reply.Nothing("nothing"));
        for (var n = 0; n < 9; n++)
        {
            if (n % 3 == 1) (await Should.ThrowAsync<InvalidOperationException>(() => waiting[n])).Message.ShouldBe("a bug");
            else if (n % 3 == 2) (await waiting[n]).ShouldBeOfType<Reply.Refused>().Name.ShouldBe("unknown-person");
            else (await waiting[n]).ShouldBeOfType<Reply.Done>();
        }
        store.Folder.Read(s => s.Book.Balance("cap:a")).ShouldBe(97);
        store.Verified().Faults.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("UPDATE fact SET payload = '{}'")]
    [InlineData("UPDATE fact SET payload = NULL, words = NULL, salt = NULL")]
    [InlineData("DELETE FROM fact")]
    [InlineData("INSERT OR REPLACE INTO fact SELECT * FROM fact")]
    [InlineData("INSERT OR REPLACE INTO fact SELECT position + 1, command, about, subject, undoes, undoing, same, payload, words, salt, commitment FROM fact")]
    [InlineData("UPDATE entry SET payload = '{}'")]
    [InlineData("DELETE FROM entry")]
    [InlineData("UPDATE scheme_version SET text = ''")]
    [InlineData("DELETE FROM scheme_version")]
    [InlineData("UPDATE command SET head = zeroblob(32)")]
    [InlineData("DELETE FROM command")]
    [InlineData("UPDATE reference SET token = zeroblob(16)")]
    [InlineData("DELETE FROM reference")]
    [InlineData("DELETE FROM erasure")]
    [InlineData("UPDATE erasure SET clause = ''")]
    [InlineData("UPDATE store SET id = zeroblob(16)")]
    public void The_file_itself_refuses_to_change_or_delete(string sql)
    {
        using var store = new TempStore();
        store.Do(Sample.OpenCap("cap:a", 100));
        store.Do((_, _) => Decision.Append("v1") with { Schemes = [new SchemeText("rehab", "scheme: rehab")] });
        store.Record("a", Job);
        var gone = store.Record("b", Job with { Id = "J2" });
        store.Do((_, _) => Decision.Append("gone") with { Erasures = [new Erasure(null, gone, "Art. 17(1)")] }).ShouldBeOfType<Reply.Done>();
        Should.Throw<SqliteException>(() => store.Sql(sql)).SqliteErrorCode.ShouldBe(19);
        store.Verified().Faults.ShouldBeEmpty();
    }

    [Fact]
    public void A_recorded_day_is_the_day_in_London()
    {
        static string DayOf(string instant) => Day.Iso(LondonTime.DayOf(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture)));
        DayOf("2026-03-28T23:30:00Z").ShouldBe("2026-03-28");
        DayOf("2026-03-29T22:59:59Z").ShouldBe("2026-03-29");
        DayOf("2026-03-29T23:00:00Z").ShouldBe("2026-03-30");
        DayOf("2026-10-24T23:00:00Z").ShouldBe("2026-10-25");
        DayOf("2026-10-25T23:30:00Z").ShouldBe("2026-10-25");
        for (var day = Day.Of(2025, 1, 1); day < Day.Of(2030, 1, 1); day++)
        {
            LondonTime.DayOf(LondonTime.EndOf(day)).ShouldBe(day);
            LondonTime.DayOf(LondonTime.EndOf(day).AddMilliseconds(1)).ShouldBe(day + 1);
        }
    }

    [Fact]
    public void A_clock_that_goes_back_does_not_reorder_what_was_recorded()
    {
        var clock = new Clock { Now = new DateTimeOffset(2026, 4, 2, 12, 0, 0, TimeSpan.Zero) };
        using var store = new TempStore(new FolderOptions { Clock = clock });
        store.Record("a", Hostel);
        clock.Now = clock.Now.AddDays(-3);
        store.Record("a", Hostel);
        store.Do(Sample.OpenCap("cap:a", 1)).ShouldBeOfType<Reply.Done>();
        store.Folder.Fact(2)!.RecordedAt.ShouldBe(store.Folder.Fact(1)!.RecordedAt);
        store.Verified().Faults.ShouldBeEmpty();
    }

    [Fact]
    public void Scheme_versions_are_numbered_and_found_as_of_an_instant()
    {
        var clock = new Clock { Now = new DateTimeOffset(2026, 4, 2, 12, 0, 0, TimeSpan.Zero) };
        using var store = new TempStore(new FolderOptions { Clock = clock });
        foreach (var text in new[] { "first", "second" })
        {
            store.Do((_, _) => Decision.Append("") with { Schemes = [new SchemeText("rehab", text)] });
            clock.Now = clock.Now.AddDays(1);
        }
        store.Reopen();
        store.Folder.Read(s => s.Scheme("rehab"))!.ShouldSatisfyAllConditions(v => v.Text.ShouldBe("second"), v => v.Number.ShouldBe(2));
        store.Folder.Read(s => s.Scheme("rehab", clock.Now.AddDays(-2)))!.Text.ShouldBe("first");
        store.Folder.Read(s => s.Scheme("rehab", clock.Now.AddDays(-9))).ShouldBeNull();
    }

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
