using Cairn.Crash;
using Cairn.Store;

namespace Cairn.Tests.Store;

public class BackupTests
{
    [Fact]
    public async Task A_backup_put_into_a_new_folder_with_the_keys_is_the_same_store()
    {
        using var store = new TempStore();
        store.Do(Sample.OpenCap("cap:a", 1_000));
        store.Do(Sample.PersonAndPenny("cap:a", "p1"));
        var to = Directory.CreateDirectory(Path.Combine(store.Path, "restored")).FullName;
        var report = store.Folder.Backup(Path.Combine(to, "cairn.db"));
        report.Faults.ShouldBeEmpty();
        Directory.GetFiles(to).ShouldHaveSingleItem("a data backup holds no keys");
        store.Do(Sample.PersonAndPenny("cap:a", "p2"));
        store.Folder.BackupKeys(Path.Combine(to, "keys.db"));
        File.Copy(Path.Combine(store.Path, "root.key"), Path.Combine(to, "root.key"));

        using (var restored = DataFolder.Open(to, Sample.Vocabulary))
        {
            restored.Read(s => (s.Position, s.HeadText, s.Book.Balance("cap:a"))).ShouldBe((2L, report.Head, 999L));
            restored.Fact(1)!.Words!.Note.ShouldBe("Said at the door.");
            (await restored.Do(Sample.Command("more"), Sample.Pay("cap:a", "more", 999))).ShouldBeOfType<Reply.Done>();
        }
        Verify.Folder(to).Faults.ShouldBeEmpty();
    }

    [Fact]
    public void A_backup_never_overwrites_and_one_of_damaged_data_is_not_kept()
    {
        using var store = new TempStore();
        store.Do(Sample.OpenCap("cap:a", 1_000));
        var target = Path.Combine(store.Path, "copy.db");
        store.Folder.Backup(target);
        Should.Throw<StoreException>(() => store.Folder.Backup(target)).Message.ShouldContain("never overwrites");
        store.Sql("DROP TRIGGER entry_is_not_changed; UPDATE entry SET payload = replace(payload, '1000', '9000')");
        var second = Path.Combine(store.Path, "second.db");
        Should.Throw<StoreException>(() => store.Folder.Backup(second)).Trouble.ShouldBe(Trouble.Damaged);
        Directory.GetFiles(store.Path, "second*").ShouldBeEmpty();
    }
}
