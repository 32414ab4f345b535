using Cairn.Crash;
using Cairn.Store;

namespace Cairn.Tests.Store;

public class BackupTests
{
    [Fact]
    public async Task A_backup_taken_while_others_write_and_restored_with_the_keys_is_the_same_store()
    {
        using var store = new TempStore();
        store.Do(Sample.OpenCap("cap:a", 1_000));
        store.Do(Sample.PersonAndPenny("cap:a", "p1"));
        var token = store.Folder.Read(s => s.FindPerson("crash", "p1"))!;
        var saved = await Papers.Keep(store, token, Papers.Pdf("payslip of May"));
        await store.Folder.Looks.Write(Papers.LookAt(token));
        store.Folder.Drafts.Save(new DraftKey("member:sam", "contact", token), "half a form");
        var copy = Path.Combine(store.Path, "copy");
        var writing = Task.Run(async () =>
        {
            for (var n = 0; n < 30; n++)
            {
                await store.Folder.Looks.Write(Papers.LookAt(token));
                await Papers.Keep(store, token, Papers.Pdf($"later {n}"));
            }
        }, TestContext.Current.CancellationToken);
        var report = store.Folder.Backup(copy);
        await writing;
        report.Faults.ShouldBeEmpty();
        report.EvidenceFiles.ShouldBeGreaterThan(0);
        Directory.GetFiles(copy).Select(f => Path.GetFileName(f)).Order().ToArray().ShouldBe((string[])["cairn.db", "looks.db"], "a data backup holds no keys and no drafts");

        var to = Path.Combine(store.Path, "restored");
        var back = Backup.Restore(copy, store.Path, to);
        (back.Head, back.Looks, back.LooksHead, back.EvidenceFiles).ShouldBe((report.Head, report.Looks, report.LooksHead, report.EvidenceFiles));
        back.Faults.ShouldBeEmpty();
        using (var restored = DataFolder.Open(to, Sample.Vocabulary))
        {
            restored.Read(s => (s.HeadText, s.Book.Balance("cap:a"))).ShouldBe((report.Head, 999L));
            restored.Fact(1)!.Words!.Note.ShouldBe("Said at the door.");
            Papers.Text(restored.Evidence.Open(saved.File, token)!).ShouldContain("payslip of May");
            restored.Looks.At(token, most: 1000).Count.ShouldBe((int)report.Looks);
            restored.Drafts.Of("member:sam").ShouldBeEmpty();
            (await restored.Do(Sample.Command("more"), Sample.Pay("cap:a", "more", 999))).ShouldBeOfType<Reply.Done>();
        }
        Should.Throw<StoreException>(() => Backup.Restore(copy, store.Path, to)).Message.ShouldContain("nothing is ever overwritten");
        Should.Throw<StoreException>(() => Backup.Restore(copy, copy, Path.Combine(store.Path, "other"))).Message.ShouldContain("There is no");
        Directory.Exists(Path.Combine(store.Path, "other")).ShouldBeFalse();
    }

    [Fact]
    public async Task An_old_backup_restored_with_the_keys_of_today_shows_everyone_but_the_erased()
    {
        using var store = new TempStore();
        var gone = store.Record("gone", Sample.Fact("housing", "", "2026-01-05", null) with { Note = "Secret." });
        var kept = store.Record("kept", Sample.Fact("housing", "", "2026-01-05", null) with { Note = "Stays." });
        var (lost, stays) = (await Papers.Keep(store, gone, Papers.Pdf("gone")), await Papers.Keep(store, kept, Papers.Pdf("kept")));
        store.Folder.Backup(Path.Combine(store.Path, "old"));
        store.Do((_, _) => Decision.Append("erased") with { Erasures = [new Erasure(null, gone, "Art. 17(1)(b)")] }).ShouldBeOfType<Reply.Done>();
        store.Folder.Evidence.Open(lost.File, gone).ShouldBeNull();

        var to = Path.Combine(store.Path, "restored");
        Backup.Restore(Path.Combine(store.Path, "old"), store.Path, to).Notes.ShouldContain(n => n.StartsWith("The keys of 1 people are missing", StringComparison.Ordinal));
        using var restored = DataFolder.Open(to, Sample.Vocabulary);
        restored.Fact(1)!.Words.ShouldBeNull();
        restored.ReferencesOf(gone).ShouldBeEmpty();
        restored.Evidence.Open(lost.File, gone).ShouldBeNull();
        restored.Fact(2)!.Words!.Note.ShouldBe("Stays.");
        Papers.Text(restored.Evidence.Open(stays.File, kept)!).ShouldContain("kept");
    }

    [Fact]
    public async Task A_backup_that_was_changed_is_not_restored()
    {
        using var store = new TempStore();
        var token = store.Record("a", Sample.Fact("housing", "", "2026-01-05", null));
        var saved = await Papers.Keep(store, token, Papers.Pdf("payslip"));
        var copy = Path.Combine(store.Path, "copy");
        store.Folder.Backup(copy);
        File.WriteAllText(Path.Combine(copy, "evidence", saved.File), "another");
        var to = Path.Combine(store.Path, "restored");
        Should.Throw<StoreException>(() => Backup.Restore(copy, store.Path, to)).Message.ShouldContain("it was changed");
        Directory.GetDirectories(store.Path, "restored*").ShouldBeEmpty();
    }

    [Fact]
    public void A_backup_never_overwrites_and_one_of_damaged_data_is_not_kept()
    {
        using var store = new TempStore();
        store.Do(Sample.OpenCap("cap:a", 1_000));
        var target = Path.Combine(store.Path, "copy");
        store.Folder.Backup(target);
        Should.Throw<StoreException>(() => store.Folder.Backup(target)).Message.ShouldContain("nothing is ever overwritten");
        store.Sql("DROP TRIGGER entry_is_not_changed; UPDATE entry SET payload = replace(payload, '1000', '9000')");
        var second = Path.Combine(store.Path, "second");
        Should.Throw<StoreException>(() => store.Folder.Backup(second)).Trouble.ShouldBe(Trouble.Damaged);
        Directory.GetFileSystemEntries(store.Path, "second*").ShouldBeEmpty();
    }
}
