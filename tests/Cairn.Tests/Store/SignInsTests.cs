using System.Text;
using Cairn.Crash;
using Cairn.Record;
using Cairn.Store;

namespace Cairn.Tests.Store;

public class SignInsTests
{
    private static readonly Credentials Sam = new("M1", false) { Name = "Sam Planted", SignInName = "s.planted", PasswordHash = "planted-hash", Authenticator = "PLANTEDSECRET", Passkeys = [new Passkey([1, 2, 3], [4], DateTimeOffset.UnixEpoch, 0, [], false, false)] };

    private static readonly Draft Job = Sample.Fact("employment", "", "2026-02-01", null, ("contract", "permanent"), ("hours", "20"));

    [Fact]
    public void Ways_in_are_found_by_name_and_passkey_and_stand_nowhere_in_clear()
    {
        using var store = new TempStore();
        store.Folder.SignIns.Change("M1", _ => Sam);
        store.Reopen();
        store.Folder.SignIns.FindByName(" S.Planted ")!.Authenticator.ShouldBe("PLANTEDSECRET");
        store.Folder.SignIns.FindByPasskey([1, 2, 3])!.Name.ShouldBe("Sam Planted");
        store.Folder.SignIns.FindByName("s.other").ShouldBeNull();
        var bytes = Encoding.Latin1.GetString(File.ReadAllBytes(Path.Combine(store.Path, "signin.db")));
        bytes.ShouldNotContain("planted", Case.Insensitive);
    }

    [Fact]
    public void A_name_that_another_has_is_refused_and_changes_nothing()
    {
        using var store = new TempStore();
        store.Folder.SignIns.Change("M1", _ => Sam);
        Should.Throw<StoreException>(() => store.Folder.SignIns.Change("M2", _ => Sam with { Id = "M2", Passkeys = [] }));
        store.Folder.SignIns.Find("M2").ShouldBeNull();
        store.Folder.SignIns.FindByName("s.planted")!.Id.ShouldBe("M1");
    }

    [Fact]
    public void A_changed_way_in_ends_the_sessions_begun_before_it()
    {
        using var store = new TempStore();
        store.Folder.SignIns.Change("M1", _ => Sam);
        var session = store.Folder.SignIns.Begin("M1", false);
        store.Folder.SignIns.Session(session)!.Account.ShouldBe("M1");
        store.Folder.SignIns.Change("M1", who => who! with { LastStep = 7 });
        store.Folder.SignIns.Session(session).ShouldNotBeNull();
        store.Folder.SignIns.Change("M1", who => who!.WithoutWaysIn());
        store.Folder.SignIns.Session(session).ShouldBeNull();
        store.Folder.SignIns.FindByPasskey([1, 2, 3]).ShouldBeNull();
        store.Folder.SignIns.FindByName("s.planted").ShouldBeNull();
    }

    [Fact]
    public void A_later_link_ends_the_earlier_one()
    {
        using var store = new TempStore();
        var first = store.Folder.SignIns.Invite("M1", TimeSpan.FromDays(7));
        store.Folder.SignIns.Invited(first).ShouldBe("M1");
        var second = store.Folder.SignIns.Invite("M1", TimeSpan.FromDays(7));
        store.Folder.SignIns.Invited(first).ShouldBeNull();
        store.Folder.SignIns.EndInvitations("M1");
        store.Folder.SignIns.Invited(second).ShouldBeNull();
    }

    [Fact]
    public void A_restored_backup_knows_who_may_come_in()
    {
        using var store = new TempStore();
        store.Folder.SignIns.Change("M1", _ => Sam);
        var (backup, target) = (store.Path + "-backup", store.Path + "-restored");
        try
        {
            store.Folder.Backup(backup);
            Backup.Restore(backup, store.Path, target);
            using var restored = DataFolder.Open(target, store.Folder.Vocabulary);
            restored.SignIns.FindByName("s.planted")!.PasswordHash.ShouldBe("planted-hash");
        }
        finally
        {
            foreach (var folder in (string[])[backup, target]) if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Erasing_a_person_ends_their_way_in_whichever_process_does_it(bool elsewhere)
    {
        using var store = new TempStore();
        var (gone, kept) = (store.Record("gone", Job), store.Record("kept", Job));
        foreach (var (token, code) in new[] { (gone, "CARD-GONE"), (kept, "CARD-KEPT") }) store.Folder.SignIns.Change(token, _ => Card(token, code));
        var (session, link, other) = (store.Folder.SignIns.Begin(gone, true), store.Folder.SignIns.Invite(gone, TimeSpan.FromDays(1)), store.Folder.SignIns.Begin(kept, true));
        store.Folder.SignIns.Session(session)!.Account.ShouldBe(gone);

        using var beside = elsewhere ? DataFolder.Open(store.Path, store.Folder.Vocabulary) : null;
        Erase(beside ?? store.Folder, gone);

        var ins = store.Folder.SignIns;
        (ins.Session(session), ins.Find(gone), ins.FindByName("CARD-GONE"), ins.FindByPasskey(Encoding.ASCII.GetBytes("CARD-GONE")), ins.Invited(link)).ShouldBe((null, null, null, null, null));
        ins.Session(other)!.Account.ShouldBe(kept);
        ins.FindByName("CARD-KEPT")!.Id.ShouldBe(kept);
        Should.Throw<StoreException>(() => ins.Change(gone, _ => Card(gone, "CARD-AGAIN"))).Message.ShouldContain("erased");
    }

    [Fact]
    public void A_way_in_left_by_whoever_erased_and_was_stopped_is_ended_before_anything_is_served()
    {
        using var store = new TempStore();
        var gone = store.Record("gone", Job);
        store.Folder.SignIns.Change(gone, _ => Card(gone, "CARD-GONE"));
        var session = store.Folder.SignIns.Begin(gone, true);
        var before = File.ReadAllBytes(Path.Combine(store.Path, "signin.db"));
        Erase(store.Folder, gone);
        store.Close();
        File.WriteAllBytes(Path.Combine(store.Path, "signin.db"), before);
        store.Options = new FolderOptions { Serve = true };
        store.Reopen();
        store.Folder.SignIns.Session(session).ShouldBeNull();
        store.Number("SELECT (SELECT count(*) FROM account) + (SELECT count(*) FROM passkey) + (SELECT count(*) FROM session)", "signin.db").ShouldBe(0);
    }

    [Fact]
    public void A_backup_from_before_an_erasure_lets_nobody_in_who_was_erased()
    {
        using var store = new TempStore();
        var (gone, kept) = (store.Record("gone", Job), store.Record("kept", Job));
        foreach (var (token, code) in new[] { (gone, "CARD-GONE"), (kept, "CARD-KEPT") }) store.Folder.SignIns.Change(token, _ => Card(token, code));
        var (backup, target) = (store.Path + "-backup", store.Path + "-restored");
        try
        {
            store.Folder.Backup(backup);
            Erase(store.Folder, gone);
            Backup.Restore(backup, store.Path, target);
            using var restored = DataFolder.Open(target, store.Folder.Vocabulary);
            restored.SignIns.FindByName("CARD-KEPT")!.PasswordHash.ShouldBe("pin");
            restored.SignIns.FindByName("CARD-GONE").ShouldBeNull();
            restored.SignIns.FindByPasskey(Encoding.ASCII.GetBytes("CARD-GONE")).ShouldBeNull();
        }
        finally
        {
            foreach (var folder in (string[])[backup, target]) if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        }
    }

    private static Credentials Card(string token, string code) =>
        new(token, true) { SignInName = code, PasswordHash = "pin", Passkeys = [new Passkey(Encoding.ASCII.GetBytes(code), [4], DateTimeOffset.UnixEpoch, 0, [], false, false)] };

    private static void Erase(DataFolder folder, string person) =>
        folder.Do(Sample.Command($"erase-{person}"), (_, _) => Decision.Append("erased") with { Erasures = [new Erasure(null, person, "Art. 17(1)(b)")] }).GetAwaiter().GetResult().ShouldBeOfType<Reply.Done>();
}
