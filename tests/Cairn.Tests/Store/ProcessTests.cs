using System.Diagnostics;
using System.Globalization;
using Cairn.Crash;
using Cairn.Store;
using Microsoft.Data.Sqlite;

namespace Cairn.Tests.Store;

public class ProcessTests
{
    private static readonly bool Slow = Environment.GetEnvironmentVariable("CAIRN_SLOW") is "1";

    [Fact]
    public async Task Killed_at_any_moment_every_acknowledged_command_is_there_once_and_none_is_half()
    {
        using var store = new TempStore();
        store.Do(Sample.OpenCap("cap:pennies", 100_000_000));
        store.Close();
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var acknowledged = new List<string>();
        for (var kill = 0; kill < (Slow ? 100 : 12); kill++)
        {
            using var child = Start("append", store.Path, $"run{kill}");
            var first = await child.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
            if (first is not null) acknowledged.Add(first);
            await Task.Delay(random.Next(60), TestContext.Current.CancellationToken);
            child.Kill();
            while (await child.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } key) acknowledged.Add(key);
            await child.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
        // A line cut off by the kill is no acknowledgement.
        acknowledged.RemoveAll(a => !a.EndsWith(';'));
        var kept = Keys(store);
        acknowledged.Count.ShouldBeGreaterThan(12);
        acknowledged.Where(a => !kept.Contains(a.TrimEnd(';'))).ShouldBeEmpty($"seed {seed}");
        store.Reopen();
        var commands = store.Number("SELECT count(*) FROM command") - 1;
        store.Folder.Read(s => (s.Facts.Columns.Count, s.Book.Entries.Count, s.Book.Balance("cap:pennies"))).ShouldBe(((int)commands * 2, (int)commands + 1, 100_000_000 - commands));
        store.Number("SELECT count(*) FROM (SELECT command FROM fact GROUP BY command HAVING count(*) <> 2)").ShouldBe(0);
        store.Folder.Fact(store.Folder.Read(s => s.Facts.Columns.Count) - 1)!.Words!.Note.ShouldBe("Said at the door.");
        var report = store.Verified();
        report.Faults.ShouldBeEmpty();
        report.Notes.ShouldBeEmpty();
        TestContext.Current.SendDiagnosticMessage($"{acknowledged.Count} acknowledged, {commands} kept");
    }

    [Fact]
    public async Task A_disk_that_takes_no_more_in_the_middle_of_a_write_stops_the_store_and_keeps_what_was_acknowledged()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Limits the size of files with the shell's ulimit.");
        using var store = new TempStore();
        store.Do(Sample.OpenCap("cap:pennies", 100_000_000));
        store.Close();
        var start = new ProcessStartInfo("bash") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        foreach (var argument in new[] { "-c", "trap '' XFSZ; ulimit -f 700; exec dotnet \"$0\" append \"$1\" run", typeof(Sample).Assembly.Location, store.Path }) start.ArgumentList.Add(argument);
        using var child = Process.Start(start)!;
        var errors = child.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var acknowledged = (await child.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken)).Split('\n').Where(l => l.EndsWith(';')).Select(l => l.TrimEnd(';')).ToList();
        await child.WaitForExitAsync(TestContext.Current.CancellationToken);
        child.ExitCode.ShouldNotBe(0);
        (await errors).ShouldContain("StoreException");
        acknowledged.Count.ShouldBeGreaterThan(10);
        var kept = Keys(store);
        acknowledged.Where(a => !kept.Contains(a)).ShouldBeEmpty();
        store.Reopen();
        store.Number("SELECT count(*) FROM (SELECT command FROM fact GROUP BY command HAVING count(*) <> 2)").ShouldBe(0);
        store.Verified().Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task Two_processes_after_the_last_hundred_pounds_get_exactly_that_and_each_loser_is_told_why()
    {
        var rounds = Slow ? 1000 : 30;
        using var store = new TempStore();
        foreach (var part in Enumerable.Range(0, rounds).Chunk(100))
            await Task.WhenAll(part.Select(r => store.Folder.Do(Sample.Command($"open{r}"), Sample.OpenCap($"cap:{r}", 100_00))));
        using var one = Start("contend", store.Path, "one", rounds.ToString(CultureInfo.InvariantCulture));
        using var two = Start("contend", store.Path, "two", rounds.ToString(CultureInfo.InvariantCulture));
        for (var round = 0; round < rounds; round++)
        {
            foreach (var child in new[] { one, two }) await child.StandardInput.WriteLineAsync("go");
            var answers = new List<string>();
            foreach (var child in new[] { one, two })
                while (await child.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line && line != "end") answers.Add(line);
            answers.Count(a => a == "paid").ShouldBe(10, $"round {round}: {string.Join(' ', answers)}");
            answers.Count(a => a == nameof(Cairn.Ledger.Refused.WouldPassLimit)).ShouldBe(2 * Contest.Threads - 10);
        }
        await Task.WhenAll(one.WaitForExitAsync(TestContext.Current.CancellationToken), two.WaitForExitAsync(TestContext.Current.CancellationToken));
        store.Folder.CatchUp();
        for (var round = 0; round < rounds; round++) store.Folder.Read(s => (s.Book.Balance($"cap:{round}"), s.Book.Balance($"cap:{round}:paid"))).ShouldBe((0L, 100_00L));
        store.Verified().Faults.ShouldBeEmpty();
    }

    [Fact]
    public void Two_processes_that_begin_a_store_at_once_make_one_set_of_keys()
    {
        for (var n = 0; n < 10; n++)
        {
            var path = Directory.CreateTempSubdirectory("store-").FullName;
            var tokens = new string?[4];
            Parallel.For(0, 4, i =>
            {
                using var folder = DataFolder.Open(path, Sample.Vocabulary);
                folder.Do(Sample.Command($"k{i}"), (s, _) => s.FindPerson("uis", "ann") is { } known ? Decision.Append("") with { Facts = [new NewFact(Sample.Fact("housing", known, "2026-01-01", null) with { Note = "n" })] }
                    : Decision.Append("") with { People = [new PersonReference(Token.New(), "uis", "ann")] }).GetAwaiter().GetResult().ShouldBeOfType<Reply.Done>();
                tokens[i] = folder.Read(s => s.FindPerson("uis", "ann"));
            });
            tokens.Distinct().ShouldHaveSingleItem().ShouldNotBeNull();
            Verify.Folder(path).Faults.ShouldBeEmpty();
            Directory.Delete(path, recursive: true);
        }
    }

    private static Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardInput = true, UseShellExecute = false };
        // A process that is killed leaves the sockets of its debugger behind in the temporary folder.
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        start.ArgumentList.Add(typeof(Sample).Assembly.Location);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        return Process.Start(start)!;
    }

    private static HashSet<string> Keys(TempStore store)
    {
        using var connection = new SqliteConnection($"Data Source={store.File};Pooling=False");
        connection.Open();
        using var select = connection.CreateCommand();
        select.CommandText = "SELECT key FROM command";
        using var rows = select.ExecuteReader();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        while (rows.Read()) keys.Add(rows.GetString(0)).ShouldBeTrue();
        return keys;
    }
}
