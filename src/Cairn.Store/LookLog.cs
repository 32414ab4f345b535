using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;

namespace Cairn.Store;

/// <summary>
/// Who looked at whom: <c>looks.db</c>, appended to and never changed. Looks that come together are written together and made durable
/// by one sync. Safe to use from many threads.
/// </summary>
public sealed class LookLog : IDisposable
{
    private const int MostTogether = 512;
    private const int Page = 1000;

    private readonly BlockingCollection<(Look Look, byte[] People, TaskCompletionSource Done)> queue = new(4096);
    private readonly Lock gate = new();
    private readonly Canon canon = new();
    private readonly string file;
    private readonly SqliteConnection connection;
    private readonly Statement insert;
    private readonly Statement last;
    private readonly Statement findPerson;
    private readonly Statement insertPerson;
    private readonly Statement insertShown;
    private readonly Thread thread;
    private StoreException? stopped;

    internal LookLog(string file, SqliteConnection connection, byte[] storeId)
    {
        (this.file, this.connection) = (file, connection);
        Belongs(storeId);
        insert = new(connection, $"INSERT INTO look ({LookRow.Fields}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)");
        last = new(connection, "SELECT position, head FROM look ORDER BY position DESC LIMIT 1");
        findPerson = new(connection, "SELECT number FROM person WHERE token = ?1");
        insertPerson = new(connection, "INSERT INTO person (number, token) SELECT coalesce(max(number), 0) + 1, ?1 FROM person");
        insertShown = new(connection, "INSERT INTO shown (person, look) VALUES (?1, ?2)");
        thread = new Thread(Work) { IsBackground = true, Name = "look writer" };
        thread.Start();
    }

    /// <summary>Logs a look. The task ends when it is durable; when it faults nothing was logged, and the page must not be shown.</summary>
    public Task Write(Look look)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            queue.Add((look, Look.Pack(look), done));
        }
        catch (ArgumentException wrong)
        {
            done.SetException(wrong);
        }
        catch (InvalidOperationException)
        {
            done.SetException(Closed());
        }
        return done.Task;
    }

    /// <summary>Looks at one person, newest first, so many from below a position.</summary>
    public IReadOnlyList<LoggedLook> At(string person, int most = 50, long below = long.MaxValue) =>
        Select($"SELECT {LookRow.Fields} FROM look WHERE position IN (SELECT look FROM shown WHERE person = (SELECT number FROM person WHERE token = ?1) AND look < ?2 ORDER BY look DESC LIMIT ?3) ORDER BY position DESC", Token.Bytes(person), below, most);

    /// <summary>Looks by one member, newest first, so many from below a position.</summary>
    public IReadOnlyList<LoggedLook> By(string member, int most = 50, long below = long.MaxValue) =>
        Select($"SELECT {LookRow.Fields} FROM look WHERE member = ?1 AND position < ?2 ORDER BY position DESC LIMIT ?3", member, below, most);

    /// <summary>Every look after a position, in order; what is logged meanwhile comes too.</summary>
    public IEnumerable<LoggedLook> All(long after = 0)
    {
        while (Select($"SELECT {LookRow.Fields} FROM look WHERE position > ?1 ORDER BY position LIMIT {Page}", after) is { Count: > 0 } page)
        {
            foreach (var look in page) yield return look;
            after = page[^1].Position;
        }
    }

    /// <summary>How often each member looked at a person in each month, newest month first; by default since the beginning.</summary>
    public IReadOnlyList<LookCount> CountsAt(string person, DateTimeOffset from = default) => CountsAt([person], from);

    /// <summary>The same at one person who has several records: a look at more than one of them counts once.</summary>
    public IReadOnlyList<LookCount> CountsAt(IReadOnlyList<string> records, DateTimeOffset from = default) => Use(() =>
    {
        using var select = new Statement(connection, "SELECT l.at, l.member, l.purpose, l.basis, l.categories, l.position FROM shown s JOIN look l ON l.position = s.look WHERE s.person = (SELECT number FROM person WHERE token = ?1) AND l.at >= ?2");
        return records.SelectMany(person => select.Rows(Token.Bytes(person), from.ToUnixTimeMilliseconds()).ToList()).DistinctBy(r => (long)r[5]!)
            .GroupBy(r => (Month: Cairn.Record.Day.Iso(LondonTime.DayOf(Rows.Instant((long)r[0]!)))[..7], By: (string)r[1]!, Purpose: (string)r[2]!, Basis: (string)r[3]!, Categories: (string)r[4]!))
            .Select(g => new LookCount(g.Key.Month, g.Key.By, g.Key.Purpose, g.Key.Basis, g.Key.Categories, g.Count()))
            .OrderByDescending(c => c.Month, StringComparer.Ordinal).ThenByDescending(c => c.Times).ThenBy(c => c.By, StringComparer.Ordinal).ToList();
    });

    /// <summary>How many looks there are, and the head of their chain in hexadecimal; publish both, and a log cut short is found.</summary>
    public (long Count, string Head) Head => Use(() =>
    {
        var (position, head) = Last();
        return (position, Convert.ToHexStringLower(head));
    });

    internal void CopyTo(string target) => Use(() => { Backup.Copy(connection, target); return true; });

    private void Belongs(byte[] storeId)
    {
        Database.Run(connection, "BEGIN IMMEDIATE");
        using var id = new Statement(connection, "SELECT id FROM store");
        using var write = new Statement(connection, "INSERT INTO store (only, id) VALUES (1, ?1)");
        var known = (byte[]?)id.Value();
        if (known is null) write.Run(storeId);
        Database.Run(connection, "COMMIT");
        if (known is not null && !known.AsSpan().SequenceEqual(storeId)) throw new StoreException(Trouble.NotOurs, $"{file} is the look log of another store; restore the one that belongs to this data.");
    }

    private void Work()
    {
        var group = new List<(Look Look, byte[] People, TaskCompletionSource Done)>();
        foreach (var first in queue.GetConsumingEnumerable())
        {
            group.Clear();
            group.Add(first);
            while (group.Count < MostTogether && queue.TryTake(out var next)) group.Add(next);
            try
            {
                Use(() => { Append(group); return true; });
                foreach (var look in group) look.Done.SetResult();
            }
            catch (Exception why)
            {
                foreach (var look in group) look.Done.TrySetException(why);
            }
        }
    }

    private void Append(List<(Look Look, byte[] People, TaskCompletionSource Done)> group)
    {
        Database.Run(connection, "BEGIN IMMEDIATE");
        var (position, head) = Last();
        foreach (var (look, people, _) in group)
        {
            var row = new LookRow(++position, look.At.ToUnixTimeMilliseconds(), look.By, look.Purpose, look.Basis, look.CategoriesText, look.Page, people, []);
            head = row.NextHead(head, canon);
            insert.Run(row.Position, row.At, row.Member, row.Purpose, row.Basis, row.Categories, row.Page, row.People, head);
            foreach (var token in people.Chunk(16))
            {
                if (findPerson.Value(token) is not long number)
                {
                    insertPerson.Run(token);
                    number = (long)findPerson.Value(token)!;
                }
                insertShown.Run(number, position);
            }
        }
        Database.Run(connection, "COMMIT");
    }

    private (long Position, byte[] Head) Last() => last.Row() is [long position, byte[] head] ? (position, head) : (0, new byte[32]);

    private List<LoggedLook> Select(string sql, params object?[] values) => Use(() =>
    {
        using var select = new Statement(connection, sql);
        return select.Rows(values).Select(r => LookRow.Of(r).Look).ToList();
    });

    /// <summary>Uses the connection alone. A failed device is not tried again, for what it said it had written may be gone.</summary>
    private T Use<T>(Func<T> use)
    {
        lock (gate)
        {
            if (stopped is { } already) throw already;
            try
            {
                return use();
            }
            catch (SqliteException broken)
            {
                var why = StoreException.From(broken, file);
                if (why.Trouble is Trouble.Device or Trouble.Damaged) stopped = why;
                throw why;
            }
            finally
            {
                if (stopped is null && SQLitePCL.raw.sqlite3_get_autocommit(connection.Handle) == 0) Database.Run(connection, "ROLLBACK");
            }
        }
    }

    private StoreException Closed() => new(Trouble.Stopped, $"{file} has been closed.");

    /// <summary>Writes what waits, then closes the file.</summary>
    public void Dispose()
    {
        if (queue.IsAddingCompleted) return;
        queue.CompleteAdding();
        thread.Join();
        lock (gate)
        {
            stopped ??= Closed();
            foreach (var statement in new[] { insert, last, findPerson, insertPerson, insertShown }) statement.Dispose();
            connection.Dispose();
        }
    }
}
