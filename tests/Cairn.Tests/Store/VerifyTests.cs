using System.Security.Cryptography;
using Cairn.Crash;
using Cairn.Store;
using Microsoft.Data.Sqlite;

namespace Cairn.Tests.Store;

public class VerifyTests
{
    private static readonly bool Slow = Environment.GetEnvironmentVariable("CAIRN_SLOW") is "1";

    [Theory]
    [InlineData("UPDATE fact SET payload = replace(payload, '2026-02-01', '2025-02-01') WHERE position = 4", "fact 4 (employment of person", "does not match its commitment")]
    [InlineData("UPDATE fact SET words = zeroblob(length(words)) WHERE position = 3", "fact 3 (housing of person", "sealed words, do not match")]
    [InlineData("UPDATE fact SET payload = NULL, words = NULL, salt = NULL WHERE position = 2", "fact 2 (of person", "no erasure names it")]
    [InlineData("DELETE FROM fact WHERE position = 3", "fact 4", "fact 3 is missing before it")]
    [InlineData("DELETE FROM entry WHERE position = 2", "entry 3", "entry 2 is missing before it")]
    [InlineData("UPDATE entry SET payload = replace(payload, '-1]', '-2]') WHERE position = 2", "entry 2 (pay:p1)", "does not match its commitment")]
    [InlineData("DELETE FROM command WHERE position = 2", "command 3", "command 2 is missing before it")]
    [InlineData("UPDATE command SET asked_by = 'member:eve' WHERE position = 3", "command 3 (record-fact)", "the chain is broken here")]
    [InlineData("UPDATE command SET recorded_at = 5 WHERE position = 3", "command 3 (record-fact)", "before the command ahead")]
    [InlineData("UPDATE fact SET command = 4 WHERE position = 4", "command 3 (record-fact)", "the chain is broken here")]
    [InlineData("UPDATE reference SET lookup = zeroblob(16) WHERE position = 1", "reference 1 (of person", "does not match")]
    [InlineData("UPDATE reference SET token = zeroblob(16) WHERE position = 1", "fact 1 (housing of person", "nobody has that token")]
    [InlineData("UPDATE scheme_version SET text = 'cheaper'", "scheme version 1 (rehab 1)", "does not match")]
    [InlineData("DROP TRIGGER fact_is_not_changed", "schema", "missing or changed: trigger fact_is_not_changed")]
    public void What_was_changed_is_named_with_its_place(string sql, string where, string what)
    {
        using var store = Filled();
        store.Close();
        var drops = string.Join(' ', Triggers(store).Where(t => !sql.Contains(t.Name, StringComparison.Ordinal)).Select(t => $"DROP TRIGGER {t.Name};"));
        var back = string.Join(' ', Triggers(store).Where(t => !sql.Contains(t.Name, StringComparison.Ordinal)).Select(t => $"{t.Sql};"));
        store.Sql($"PRAGMA foreign_keys = OFF; {drops} {sql}; {back}");
        var report = store.Verified();
        report.IsSound.ShouldBeFalse();
        report.Faults.ShouldContain(f => f.Where.StartsWith(where, StringComparison.Ordinal) && f.What.Contains(what, StringComparison.Ordinal), string.Join('\n', report.Faults));
    }

    [Fact]
    public void A_log_rewritten_with_its_chain_or_cut_short_is_found_by_a_published_head()
    {
        using var store = Filled();
        var (position, head) = store.Folder.Read(s => (s.Position, s.HeadText));
        var copy = Path.Combine(store.Path, "early");
        store.Folder.Backup(copy);
        store.Do(Sample.PersonAndPenny("cap:a", "late"));
        store.Close();
        Verify.Folder(store.Path, published: new Dictionary<long, string> { [position] = head }).Faults.ShouldBeEmpty();
        Verify.Folder(store.Path, published: new Dictionary<long, string> { [position] = new('0', 64) }).Faults.ShouldHaveSingleItem().What.ShouldContain("rewritten");
        Verify.Copy(copy, new Dictionary<long, string> { [position + 1] = head }).Faults.ShouldHaveSingleItem().What.ShouldContain("the end is missing");
    }

    /// <summary>On a busy machine the writer may come late: looking begins with its first command, and ends when many more have been written between.</summary>
    [Fact]
    public async Task A_store_that_is_being_written_verifies_as_it_stood_when_begun()
    {
        using var store = Filled();
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        using var begun = new SemaphoreSlim(0);
        var writing = Task.Run(async () =>
        {
            for (var n = 0; !enough.IsCancellationRequested; n++)
            {
                (await store.Folder.Do(Sample.Command($"w{n}"), Sample.PersonAndPenny("cap:a", $"w{n}"))).ShouldBeOfType<Reply.Done>();
                begun.Release();
                // Without a breath the log grows faster than it is walked, and twenty walks never end.
                await Task.Delay(2, CancellationToken.None);
            }
        }, CancellationToken.None);
        var seen = new List<long>();
        while ((seen.Count < 20 || seen.Distinct().Count() < 3) && !writing.IsCompleted)
        {
            if (seen.Count == 0) await Task.WhenAny(begun.WaitAsync(enough.Token), writing);
            var report = store.Verified();
            report.Faults.ShouldBeEmpty();
            seen.Add(report.Commands);
        }
        await enough.CancelAsync();
        await writing;
        seen.ShouldBeInOrder();
        seen[0].ShouldBeGreaterThan(21);
    }

    [Fact]
    public void A_flipped_byte_is_named_or_changed_nothing()
    {
        using var store = Filled();
        store.Close();
        var original = File.ReadAllBytes(store.File);
        var content = Content(store);
        var seed = Environment.TickCount;
        var random = new Random(seed);
        int named = 0, harmless = 0;
        for (var n = 0; n < (Slow ? 2000 : 150); n++)
        {
            var bytes = original.ToArray();
            var at = random.Next(bytes.Length);
            var flip = (byte)(1 << random.Next(8));
            bytes[at] ^= flip;
            File.WriteAllBytes(store.File, bytes);
            if (!store.Verified().IsSound) named++;
            else
            {
                harmless++;
                Content(store).ShouldBe(content, $"byte {at} ^ {flip} of seed {seed}");
            }
        }
        named.ShouldBeGreaterThan(harmless / 4, $"{named} named, {harmless} harmless");
    }

    [Fact]
    public void A_flipped_byte_of_the_row_that_binds_the_data_to_its_keys_is_named()
    {
        using var store = Filled();
        store.Close();
        var original = File.ReadAllBytes(store.File);
        byte[] id;
        using (var connection = new SqliteConnection($"Data Source={store.File};Mode=ReadOnly;Pooling=False"))
        {
            connection.Open();
            using var select = connection.CreateCommand();
            select.CommandText = "SELECT id FROM store";
            id = (byte[])select.ExecuteScalar()!;
        }
        // How long the row is, its number, and three bytes of its kind; the id follows, and without it no key opens.
        var from = original.AsSpan().IndexOf(id) - 5;
        for (var at = from; at < from + 5; at++)
        {
            var bytes = original.ToArray();
            bytes[at] ^= 1;
            File.WriteAllBytes(store.File, bytes);
            store.Verified().IsSound.ShouldBeFalse($"byte {at - from} of the row");
        }
        File.WriteAllBytes(store.File, original);
        store.Verified().Faults.ShouldBeEmpty();
    }

    private static TempStore Filled()
    {
        var store = new TempStore();
        store.Do(Sample.OpenCap("cap:a", 1_000_000));
        for (var n = 1; n < 20; n++) store.Do(Sample.PersonAndPenny("cap:a", $"p{n}"));
        store.Do((_, _) => Decision.Append("v1") with { Schemes = [new SchemeText("rehab", "scheme: rehab")] });
        return store;
    }

    private static List<(string Name, string Sql)> Triggers(TempStore store)
    {
        using var connection = new SqliteConnection($"Data Source={store.File};Pooling=False");
        connection.Open();
        using var select = connection.CreateCommand();
        select.CommandText = "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'";
        using var rows = select.ExecuteReader();
        var triggers = new List<(string, string)>();
        while (rows.Read()) triggers.Add((rows.GetString(0), rows.GetString(1)));
        return triggers;
    }

    /// <summary>A hash of every value in every table.</summary>
    private static string Content(TempStore store)
    {
        using var connection = new SqliteConnection($"Data Source={store.File};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var table in new[] { "store", "command", "reference", "fact", "entry", "scheme_version", "erasure" })
        {
            using var select = connection.CreateCommand();
            select.CommandText = $"SELECT * FROM {table}";
            using var rows = select.ExecuteReader();
            while (rows.Read())
                for (var i = 0; i < rows.FieldCount; i++)
                    hash.AppendData(rows.IsDBNull(i) ? [0] : rows.GetFieldType(i) == typeof(long) ? BitConverter.GetBytes(rows.GetInt64(i)) : rows.GetFieldValue<byte[]>(i));
        }
        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
