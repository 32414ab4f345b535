using System.Text;
using Cairn.Store;

namespace Cairn.Tests.Store;

public class SignInsTests
{
    private static readonly Credentials Sam = new("M1", false) { Name = "Sam Planted", SignInName = "s.planted", PasswordHash = "planted-hash", Authenticator = "PLANTEDSECRET", Passkeys = [new Passkey([1, 2, 3], [4], DateTimeOffset.UnixEpoch, 0, [], false, false)] };

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
}
