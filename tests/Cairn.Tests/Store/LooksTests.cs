using System.Diagnostics;
using Cairn.Store;
using Microsoft.Data.Sqlite;

namespace Cairn.Tests.Store;

public class LooksTests
{
    private static readonly string Ann = Token.New();
    private static readonly string Bob = Token.New();

    [Fact]
    public async Task A_look_is_read_back_by_the_person_by_the_member_and_in_order()
    {
        using var store = new TempStore();
        var first = Papers.LookAt(Ann, Bob, Ann);
        await store.Folder.Looks.Write(first);
        for (var n = 0; n < 4; n++) await store.Folder.Looks.Write(Papers.LookAt(Bob) with { By = "member:kim", At = first.At.AddDays(n * 10) });
        store.Reopen();
        var looks = store.Folder.Looks;
        var read = looks.At(Ann).ShouldHaveSingleItem();
        read.Position.ShouldBe(1);
        (read.Look.By, read.Look.At, read.Look.Purpose, read.Look.Basis, read.Look.Page).ShouldBe((first.By, first.At, first.Purpose, first.Basis, first.Page));
        read.Look.People.ShouldBe([Ann, Bob], "who is named twice is shown once");
        read.Look.Categories.ShouldBe(["housing", "plan"]);
        looks.At(Bob, most: 2).Select(l => l.Position).ShouldBe([5L, 4]);
        looks.At(Bob, most: 2, below: 4).Select(l => l.Position).ShouldBe([3L, 2]);
        looks.By("member:kim", most: 3).Select(l => l.Position).ShouldBe([5L, 4, 3]);
        looks.All(after: 2).Select(l => l.Position).ShouldBe([3L, 4, 5]);
        looks.At(Token.New()).ShouldBeEmpty();
        var counts = looks.CountsAt(Bob);
        counts.ShouldBe([new("2026-06", "member:kim", "care", "own-case", "housing plan", 1), new("2026-05", "member:kim", "care", "own-case", "housing plan", 3), new("2026-05", "member:sam", "care", "own-case", "housing plan", 1)]);
        looks.CountsAt(Bob, first.At.AddDays(15)).Sum(c => c.Times).ShouldBe(2);
    }

    [Fact]
    public async Task A_look_late_on_the_last_evening_of_May_counts_by_the_clock_in_London()
    {
        using var store = new TempStore();
        await store.Folder.Looks.Write(Papers.LookAt(Ann) with { At = new DateTimeOffset(2026, 5, 31, 23, 30, 0, TimeSpan.Zero) });
        store.Folder.Looks.CountsAt(Ann).ShouldHaveSingleItem().Month.ShouldBe("2026-06");
    }

    [Fact]
    public async Task Looks_of_many_threads_and_of_two_processes_stand_once_each_in_one_chain()
    {
        using var store = new TempStore();
        using var other = DataFolder.Open(store.Path, store.Folder.Vocabulary);
        await Task.WhenAll(Enumerable.Range(0, 400).Select(n => Task.Run(() => (n % 2 == 0 ? store.Folder : other).Looks.Write(Papers.LookAt(Ann, Token.New()) with { By = $"m{n}" }), TestContext.Current.CancellationToken)));
        store.Folder.Looks.All().Select(l => l.Look.By).Distinct().Count().ShouldBe(400);
        store.Folder.Looks.All().Select(l => l.Position).ShouldBe(Enumerable.Range(1, 400).Select(n => (long)n));
        var report = store.Verified();
        report.Faults.ShouldBeEmpty();
        (report.Looks, report.LooksHead).ShouldBe(store.Folder.Looks.Head);
    }

    [Fact]
    public async Task When_the_disk_is_full_the_look_faults_and_is_not_there_and_later_ones_are()
    {
        using var store = new TempStore(new FolderOptions { MostPages = 60 });
        StoreException? full = null;
        var n = 0L;
        while (full is null && n < 5000)
        {
            try { await store.Folder.Looks.Write(Papers.LookAt([.. Enumerable.Range(0, 50).Select(_ => Token.New())])); n++; }
            catch (StoreException stopped) { full = stopped; }
        }
        full!.Trouble.ShouldBe(Trouble.DiskFull);
        store.Folder.Looks.Head.Count.ShouldBe(n);
        store.Options = null;
        store.Reopen();
        await store.Folder.Looks.Write(Papers.LookAt(Ann));
        store.Folder.Looks.At(Ann).ShouldHaveSingleItem().Position.ShouldBe(n + 1);
        store.Verified().Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_look_that_is_no_look_or_comes_after_the_end_faults()
    {
        using var store = new TempStore();
        var looks = store.Folder.Looks;
        foreach (var wrong in new[] { Papers.LookAt(), Papers.LookAt("Ann"), Papers.LookAt(Ann) with { Page = "/people/1?q=ann" }, Papers.LookAt(Ann) with { Basis = "two\nlines" }, Papers.LookAt(Ann) with { Categories = ["Housing of Ann"] } })
            await Should.ThrowAsync<ArgumentException>(() => looks.Write(wrong));
        looks.Head.Count.ShouldBe(0);
        store.Close();
        (await Should.ThrowAsync<StoreException>(() => looks.Write(Papers.LookAt(Ann)))).Trouble.ShouldBe(Trouble.Stopped);
    }

    [Theory]
    [InlineData("UPDATE look SET member = 'member:eve' WHERE position = 3", "look 3", "the chain is broken here")]
    [InlineData("UPDATE look SET at = at + 1 WHERE position = 2", "look 2", "the chain is broken here")]
    [InlineData("UPDATE look SET people = zeroblob(16) WHERE position = 4", "look 4", "the chain is broken here")]
    [InlineData("DELETE FROM shown WHERE look = 3; DELETE FROM look WHERE position = 3", "look 4", "look 3 is missing before it")]
    [InlineData("DELETE FROM shown WHERE look = 3", "look log", "the list of who was shown does not match")]
    [InlineData("DROP TRIGGER look_is_not_deleted", "look log", "missing or changed: trigger look_is_not_deleted")]
    [InlineData("UPDATE store SET id = zeroblob(16)", "look log", "of another store")]
    public async Task A_look_that_was_changed_or_taken_away_is_named(string sql, string where, string what)
    {
        using var store = new TempStore();
        for (var n = 0; n < 5; n++) await store.Folder.Looks.Write(Papers.LookAt(Ann, Bob));
        store.Close();
        var triggers = Triggers(store).Where(t => !sql.Contains(t.Name, StringComparison.Ordinal)).ToList();
        store.Verified().Faults.ShouldBeEmpty();
        store.Sql($"PRAGMA foreign_keys = OFF; {string.Join(' ', triggers.Select(t => $"DROP TRIGGER {t.Name};"))} {sql}; {string.Join(' ', triggers.Select(t => $"{t.Sql};"))}", "looks.db");
        var faults = store.Verified().Faults;
        faults.ShouldContain(f => f.Where == where && f.What.Contains(what, StringComparison.Ordinal), string.Join('\n', faults));
    }

    [Theory]
    [InlineData("UPDATE look SET member = 'x'")]
    [InlineData("DELETE FROM look")]
    [InlineData("INSERT OR REPLACE INTO look SELECT * FROM look WHERE position = 1")]
    [InlineData("DELETE FROM shown")]
    [InlineData("UPDATE person SET token = zeroblob(16)")]
    public async Task The_file_itself_refuses_to_change_a_look(string sql)
    {
        using var store = new TempStore();
        for (var n = 0; n < 2; n++) await store.Folder.Looks.Write(Papers.LookAt(Ann));
        Should.Throw<SqliteException>(() => store.Sql(sql, "looks.db")).SqliteErrorCode.ShouldBe(19);
        store.Verified().Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_flipped_byte_in_the_looks_is_named_or_changed_nothing()
    {
        using var store = new TempStore();
        for (var n = 0; n < 40; n++) await store.Folder.Looks.Write(Papers.LookAt(Ann, Token.New(), Bob));
        var before = Said(store);
        store.Close();
        var path = Path.Combine(store.Path, "looks.db");
        var original = File.ReadAllBytes(path);
        var seed = Environment.TickCount;
        var random = new Random(seed);
        var named = 0;
        for (var n = 0; n < 150; n++)
        {
            var bytes = original.ToArray();
            var at = random.Next(bytes.Length);
            bytes[at] ^= (byte)(1 << random.Next(8));
            File.WriteAllBytes(path, bytes);
            if (!store.Verified().IsSound)
            {
                named++;
                continue;
            }
            store.Reopen();
            Said(store).ShouldBe(before, $"byte {at} of seed {seed}");
            store.Close();
        }
        named.ShouldBeGreaterThan(20);
    }

    [Fact]
    public async Task Killed_at_any_moment_every_acknowledged_look_is_there()
    {
        using var store = new TempStore();
        store.Close();
        var acknowledged = new List<string>();
        for (var kill = 0; kill < 6; kill++) acknowledged.AddRange(await Killed.After(kill * 10, "look", store.Path, $"run{kill}"));
        store.Reopen();
        var kept = store.Folder.Looks.All().Select(l => l.Look.By).ToHashSet();
        acknowledged.Count.ShouldBeGreaterThan(6);
        acknowledged.Where(a => !kept.Contains(a)).ShouldBeEmpty();
        store.Verified().Faults.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_day_of_a_large_partnership_is_a_few_megabytes_and_seconds()
    {
        using var store = new TempStore();
        var people = Enumerable.Range(0, 5000).Select(_ => Token.New()).ToList();
        var watch = Stopwatch.StartNew();
        foreach (var some in Enumerable.Range(0, 12_000).Chunk(50))
            await Task.WhenAll(some.Select(n => store.Folder.Looks.Write(Papers.LookAt([.. Enumerable.Range(0, n % 5 < 3 ? 1 : 25).Select(i => people[((n * 31) + (i * 7)) % 5000])]))));
        var written = watch.ElapsedMilliseconds;
        watch.Restart();
        var count = store.Folder.Looks.CountsAt(people[0]).Sum(c => c.Times);
        TestContext.Current.SendDiagnosticMessage($"12,000 looks in {written} ms, read for one of 5,000 people ({count}) in {watch.Elapsed.TotalMilliseconds} ms");
        store.Close();
        new FileInfo(Path.Combine(store.Path, "looks.db")).Length.ShouldBeLessThan(8_000_000);
        store.Verified().Looks.ShouldBe(12_000);
    }

    private static string Said(TempStore store) => string.Join('\n', store.Folder.Looks.All().Select(l => $"{l.Position} {l.Look.By} {l.Look.At:O} {l.Look.Basis} {string.Join(' ', l.Look.People)}")) + store.Folder.Looks.At(Ann, 100).Count;

    private static List<(string Name, string Sql)> Triggers(TempStore store)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(store.Path, "looks.db")};Pooling=False");
        connection.Open();
        using var select = connection.CreateCommand();
        select.CommandText = "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'";
        using var rows = select.ExecuteReader();
        var triggers = new List<(string, string)>();
        while (rows.Read()) triggers.Add((rows.GetString(0), rows.GetString(1)));
        return triggers;
    }
}
