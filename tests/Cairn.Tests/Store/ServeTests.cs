using Cairn.Crash;
using Cairn.Store;

namespace Cairn.Tests.Store;

public class ServeTests
{
    private static readonly FolderOptions Serve = new() { Serve = true };

    [Fact]
    public async Task A_second_server_on_a_folder_is_refused_with_who_serves_and_commands_beside_it_work()
    {
        using var store = new TempStore();
        using var child = Killed.Start("serve", store.Path);
        (await child.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken)).ShouldBe("serving");
        var refused = Should.Throw<StoreException>(() => DataFolder.Open(store.Path, Sample.Vocabulary, Serve));
        refused.Trouble.ShouldBe(Trouble.Busy);
        refused.Message.ShouldContain($"process {child.Id}, since ");
        store.Do(Sample.OpenCap("cap:a", 1_000)).ShouldBeOfType<Reply.Done>();
        store.Verified().Faults.ShouldBeEmpty();

        child.Kill();
        await child.WaitForExitAsync(TestContext.Current.CancellationToken);
        using var next = DataFolder.Open(store.Path, Sample.Vocabulary, Serve);
        next.Read(s => s.Position).ShouldBe(1);
    }

    [Fact]
    public void The_folder_is_free_again_when_a_server_closes_or_never_came_up()
    {
        using var store = new TempStore();
        store.Close();
        DataFolder.Open(store.Path, Sample.Vocabulary, Serve).Dispose();
        File.Move(Path.Combine(store.Path, "root.key"), Path.Combine(store.Path, "away"));
        for (var n = 0; n < 2; n++) Should.Throw<StoreException>(() => DataFolder.Open(store.Path, Sample.Vocabulary, Serve)).Trouble.ShouldBe(Trouble.Keys);
        File.Move(Path.Combine(store.Path, "away"), Path.Combine(store.Path, "root.key"));
        File.WriteAllText(Path.Combine(store.Path, "looks.db"), "Dear diary, this is no log of looks, and long enough to be sure of it. " + new string('.', 4096));
        for (var n = 0; n < 2; n++) Should.Throw<StoreException>(() => DataFolder.Open(store.Path, Sample.Vocabulary, Serve)).Trouble.ShouldBe(Trouble.Damaged, "without a look log nothing is served");
        File.Delete(Path.Combine(store.Path, "looks.db"));
        using var one = DataFolder.Open(store.Path, Sample.Vocabulary, Serve);
        Should.Throw<StoreException>(() => DataFolder.Open(store.Path, Sample.Vocabulary, Serve)).Message.ShouldContain($"process {Environment.ProcessId}");
    }
}
