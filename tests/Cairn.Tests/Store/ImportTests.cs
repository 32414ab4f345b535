using Cairn.Crash;
using Cairn.Record;
using Cairn.Store;

namespace Cairn.Tests.Store;

public class ImportTests
{
    private static readonly Draft Purchase = Sample.Fact("employment", "Ann", "2026-02-01", null, ("contract", "permanent"));

    private static string Report(Reply reply)
    {
        var report = ImportReport.Read(reply switch
        {
            Reply.Done(_, var answer) => answer,
            Reply.Nothing(var answer) => answer,
            _ => throw new InvalidOperationException(reply.ToString()),
        });
        return $"added {report.Added}, there {report.AlreadyThere}, people {report.NewPeople}, different {(report.Different.Count == 0 ? "none" : string.Join(' ', report.Different))}";
    }

    [Fact]
    public void A_file_sent_twice_adds_nothing_and_two_identical_rows_are_two_facts()
    {
        using var store = new TempStore();
        List<(int, Draft)> rows = [(2, Purchase), (3, Purchase), (4, Purchase with { Subject = "Bob" })];
        Report(store.Do(Import.Of("hash-1", "csv", rows))).ShouldBe("added 3, there 0, people 2, different none");
        store.Do(Import.Of("hash-1", "csv", rows)).ShouldBeOfType<Reply.Nothing>();
        Report(store.Do(Import.Of("hash-1", "csv", rows))).ShouldBe("added 0, there 3, people 0, different none");
        Report(store.Do(Import.Of("hash-2", "csv", rows))).ShouldBe("added 3, there 0, people 0, different none");
        store.Folder.Read(s => (s.Facts.Columns.Count, s.Facts.Of(About.Person).Count)).ShouldBe((6, 2));
        store.Verified().Faults.ShouldBeEmpty();
    }

    [Fact]
    public void A_row_with_an_id_is_known_in_any_file_of_its_source_and_a_changed_one_is_reported()
    {
        using var store = new TempStore();
        var first = Purchase with { Id = "J1", Note = "Rang." };
        store.Do(Import.Of("hash-1", "uis", [(2, first), (3, Purchase with { Id = "J2" })]));
        var changed = Purchase with { Id = "J2", From = Purchase.From + 1 };
        Report(store.Do(Import.Of("hash-2", "uis", [(2, Purchase with { Id = "J3" }), (3, first), (4, changed), (5, first with { Note = "Called." })])))
            .ShouldBe("added 1, there 3, people 0, different 4 5");
        Report(store.Do(Import.Of("hash-2", "other", [(2, first)]))).ShouldStartWith("added 1,");
        store.Folder.Read(s => s.Facts.Of(About.Person).Count).ShouldBe(2, "the same reference in two systems is two people until somebody says otherwise");
    }

    [Fact]
    public void A_correction_finds_what_it_corrects_in_this_file_or_an_earlier_one_or_refuses_the_file()
    {
        using var store = new TempStore();
        store.Do(Import.Of("h1", "uis", [(2, Purchase with { Id = "J1" }), (3, Purchase with { Id = "J2", Corrects = "J1" })])).ShouldBeOfType<Reply.Done>();
        store.Do(Import.Of("h2", "uis", [(2, Purchase with { Id = "J3", Retracts = "J2" })])).ShouldBeOfType<Reply.Done>();
        store.Folder.Read(s => (s.Facts.Columns.Undoes(1), s.Facts.Columns.Undoes(2), s.Facts.Columns.IsRetraction(2))).ShouldBe((0, 1, true));
        store.Do(Import.Of("h3", "uis", [(2, Purchase with { Id = "J4" }), (3, Purchase with { Id = "J5", Corrects = "J99" })]))
            .ShouldBeOfType<Reply.Refused>().Why.ShouldContain("'J99'");
        store.Folder.Read(s => s.Facts.Columns.Count).ShouldBe(3);
    }

    [Fact]
    public void The_files_own_claim_of_when_it_was_recorded_is_kept_beside_ours()
    {
        using var store = new TempStore();
        store.Do(Import.Of("h1", "uis", [(2, Purchase with { Recorded = Day.Of(2026, 2, 3) })]));
        var fact = store.Folder.Fact(1)!;
        fact.ClaimedRecorded.ShouldBe(Day.Of(2026, 2, 3));
        fact.Draft.Recorded.ShouldBe(LondonTime.DayOf(fact.RecordedAt));
        store.Folder.Read(s => (int)s.Facts.Columns.Recordeds[0]).ShouldBe(LondonTime.DayOf(fact.RecordedAt));
    }

    [Fact]
    public void An_erased_fact_does_not_come_back_with_the_next_file()
    {
        using var store = new TempStore();
        store.Do(Import.Of("h1", "uis", [(2, Purchase with { Id = "J1" })]));
        store.Do((_, _) => Decision.Append("") with { Erasures = [new Erasure(1, null, "Art. 17(1)(d)")] });
        Report(store.Do(Import.Of("h2", "uis", [(2, Purchase with { Id = "J1" })]))).ShouldStartWith("added 0,");
    }

    [Fact]
    public void Thirty_thousand_rows_go_in_as_one()
    {
        using var store = new TempStore();
        var rows = Enumerable.Range(0, 30_000).Select(n => (n + 2, Purchase with { Subject = $"UIS-{n / 20}", Id = $"J{n}" })).ToList();
        Report(store.Do(Import.Of("h1", "uis", rows))).ShouldBe("added 30000, there 0, people 1500, different none");
        store.Number("SELECT count(*) FROM command").ShouldBe(1);
        store.Reopen();
        store.Folder.Read(s => s.Facts.Columns.Count).ShouldBe(30_000);
    }
}
