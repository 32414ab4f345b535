using Cairn.Crash;
using Cairn.Store;

namespace Cairn.Tests.Store;

public class TroubleTests
{
    [Fact]
    public void A_file_of_a_newer_program_or_of_another_one_is_refused_and_left_alone()
    {
        using var store = new TempStore();
        store.Close();
        store.Sql("PRAGMA user_version = 2");
        var newer = Should.Throw<StoreException>(store.Reopen);
        newer.Trouble.ShouldBe(Trouble.Newer);
        newer.Message.ShouldContain("form 2; this one knows 1");
        store.Verified().Faults.ShouldHaveSingleItem().What.ShouldContain("newer version");
        store.Sql("PRAGMA user_version = 1; PRAGMA application_id = 7");
        Should.Throw<StoreException>(store.Reopen).Trouble.ShouldBe(Trouble.NotOurs);
        store.Number("PRAGMA application_id").ShouldBe(7);
        File.WriteAllText(store.File, "Dear diary, this is no database, and long enough to be sure of it. " + new string('.', 4096));
        Should.Throw<StoreException>(store.Reopen).Trouble.ShouldBe(Trouble.Damaged);
    }

    [Fact]
    public void A_full_disk_keeps_nothing_of_the_command_and_the_store_goes_on_when_there_is_room()
    {
        using var store = new TempStore(new FolderOptions { MostPages = 60 });
        store.Do(Sample.OpenCap("cap:a", 1_000_000));
        var big = 0;
        StoreException? full = null;
        for (; full is null && big < 500; big++)
        {
            try { store.Do(Sample.PersonAndPenny("cap:a", $"p{big}"), $"p{big}").ShouldBeOfType<Reply.Done>(); }
            catch (StoreException stopped) { full = stopped; }
        }
        full!.Trouble.ShouldBe(Trouble.DiskFull);
        full.Message.ShouldContain("Nothing of this was kept");
        var done = big - 1;
        store.Folder.Read(s => (s.Book.Balance("cap:a"), s.Facts.Columns.Count)).ShouldBe((1_000_000 - done, done * 2));
        store.Do((_, _) => Decision.Append("nothing to write")).ShouldBe(new Reply.Nothing("nothing to write"));
        store.Options = null;
        store.Reopen();
        store.Do(Sample.PersonAndPenny("cap:a", "again"), $"p{done}").ShouldBeOfType<Reply.Done>();
        store.Verified().Faults.ShouldBeEmpty();
        store.Number("SELECT count(*) FROM command").ShouldBe(done + 2);
    }

    [Fact]
    public void A_folder_that_may_not_be_written_is_refused_with_the_reason()
    {
        using var store = new TempStore();
        store.Close();
        // A folder in place of the file stands for any file that cannot be opened, also where the tests run as root.
        File.Delete(store.File);
        Directory.CreateDirectory(store.File);
        var refused = Should.Throw<StoreException>(store.Reopen);
        refused.Trouble.ShouldBe(Trouble.ReadOnly);
        refused.Message.ShouldContain("cairn.db");
        Directory.Delete(store.File);
        Should.Throw<StoreException>(() => DataFolder.Open("/dev/null/data", Sample.Vocabulary)).Trouble.ShouldBe(Trouble.ReadOnly);
    }

    [Fact]
    public void A_file_held_by_another_program_is_busy_and_nothing_is_kept()
    {
        using var store = new TempStore(new FolderOptions { Patience = TimeSpan.FromMilliseconds(50) });
        using (var holder = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={store.File};Pooling=False"))
        {
            holder.Open();
            using var begin = holder.CreateCommand();
            begin.CommandText = "BEGIN IMMEDIATE";
            begin.ExecuteNonQuery();
            Should.Throw<StoreException>(() => store.Do(Sample.OpenCap("cap:a", 1), "open")).Trouble.ShouldBe(Trouble.Busy);
        }
        store.Do(Sample.OpenCap("cap:a", 1), "open").ShouldBeOfType<Reply.Done>();
    }

    [Fact]
    public void A_closed_store_says_so()
    {
        using var store = new TempStore();
        store.Close();
        Should.Throw<StoreException>(() => store.Do(Sample.OpenCap("cap:a", 1))).Trouble.ShouldBe(Trouble.Stopped);
        Should.Throw<StoreException>(() => store.Folder.Read(s => s.Position)).Trouble.ShouldBe(Trouble.Stopped);
    }

    [Fact]
    public void A_vocabulary_that_lost_a_kind_is_named_with_the_fact_that_needs_it()
    {
        using var store = new TempStore();
        store.Record("a", Sample.Fact("employment", "", "2026-02-01", null));
        store.Close();
        var mistakes = new Cairn.Record.Mistakes();
        var less = Cairn.Record.VocabularyFile.Read("facts.yaml", Sample.Text.Replace("employment:", "employed:", StringComparison.Ordinal), mistakes)!;
        var refused = Should.Throw<StoreException>(() => DataFolder.Open(store.Path, less));
        refused.Trouble.ShouldBe(Trouble.Vocabulary);
        refused.Message.ShouldContain("Fact 1");
        refused.Message.ShouldContain("'employment'");
    }
}
