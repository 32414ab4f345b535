using System.Collections.Concurrent;
using Cairn.Record;
using Microsoft.Data.Sqlite;

namespace Cairn.Store;

/// <summary>
/// The one writer of a process. Commands that wait are decided and appended together in one transaction and made durable by
/// one sync; each is answered after that. A write lock on the file keeps other processes out meanwhile, and what they
/// appended before is read first, so that each command is decided from all that is recorded.
/// </summary>
internal sealed class Writer : IDisposable
{
    private const int MostTogether = 512;

    private sealed record Waiting(Command Asked, Decide Decide, TaskCompletionSource<Reply> Answer);

    private readonly BlockingCollection<Waiting> queue = new(4096);
    private readonly ReaderWriterLockSlim stateLock = new();
    private readonly Lock connectionLock = new();
    private readonly string file;
    private readonly Func<SqliteConnection> connect;
    private readonly Vocabulary vocabulary;
    private readonly KeyStore keys;
    private readonly TimeProvider clock;
    private readonly Thread thread;
    private SqliteConnection connection;
    private Appender appender;
    private State state;
    private int indexed = -1;
    private volatile StoreException? stopped;

    public Writer(string file, Func<SqliteConnection> connect, Vocabulary vocabulary, KeyStore keys, TimeProvider clock)
    {
        (this.file, this.connect, this.vocabulary, this.keys, this.clock) = (file, connect, vocabulary, keys, clock);
        connection = connect();
        appender = new Appender(connection, keys);
        state = new State(vocabulary, keys);
        thread = new Thread(Work) { IsBackground = true, Name = "store writer" };
        try
        {
            CatchUp();
            // A crash between an erasure and the end of its keys is made good here, as is an old copy of the keys put back.
            Use(c => { keys.Forget(Erased()); return true; });
        }
        catch
        {
            Close();
            throw;
        }
        thread.Start();
    }

    public Task<Reply> Do(Command asked, Decide decide)
    {
        Check(asked);
        if (Thread.CurrentThread == thread) throw new InvalidOperationException("A decision cannot give a command: it would wait for itself.");
        if (stopped is { } why) return Task.FromException<Reply>(why);
        var waiting = new Waiting(asked, decide, new(TaskCreationOptions.RunContinuationsAsynchronously));
        try
        {
            queue.Add(waiting);
        }
        catch (InvalidOperationException)
        {
            return Task.FromException<Reply>(stopped ?? Closed());
        }
        return waiting.Answer.Task;
    }

    /// <summary>Shows the state to a reader, with the fact index up to date, while nobody changes it.</summary>
    public T Read<T>(Func<State, T> look)
    {
        while (true)
        {
            stateLock.EnterReadLock();
            try
            {
                if (stopped is { } why) throw why;
                if (indexed == state.Facts.Columns.Count) return look(state);
            }
            finally
            {
                stateLock.ExitReadLock();
            }
            stateLock.EnterWriteLock();
            try
            {
                _ = state.Facts.Index;
                indexed = state.Facts.Columns.Count;
            }
            finally
            {
                stateLock.ExitWriteLock();
            }
        }
    }

    /// <summary>Uses the connection between two groups.</summary>
    public T Use<T>(Func<SqliteConnection, T> use)
    {
        lock (connectionLock)
        {
            if (stopped is { } why) throw why;
            try
            {
                return use(connection);
            }
            catch (SqliteException broken)
            {
                throw StoreException.From(broken, file);
            }
        }
    }

    /// <summary>Takes in what other processes have appended.</summary>
    public void CatchUp() => Use(c =>
    {
        stateLock.EnterWriteLock();
        try
        {
            Database.Run(c, "BEGIN");
            BringUpToDate();
        }
        finally
        {
            stateLock.ExitWriteLock();
            if (SQLitePCL.raw.sqlite3_get_autocommit(c.Handle) == 0) Database.Run(c, "ROLLBACK");
        }
        return true;
    });

    private void Work()
    {
        var group = new List<Waiting>();
        foreach (var first in queue.GetConsumingEnumerable())
        {
            group.Clear();
            group.Add(first);
            while (group.Count < MostTogether && queue.TryTake(out var next)) group.Add(next);
            try
            {
                var answers = Commit(group);
                foreach (var answer in answers) answer();
            }
            catch (StoreException why)
            {
                foreach (var waiting in group) waiting.Answer.TrySetException(why);
            }
        }
    }

    /// <summary>Decides and appends a group and makes it durable; what each is to be told comes back, to be said after that.</summary>
    private List<Action> Commit(List<Waiting> group)
    {
        var answers = new List<Action>(group.Count);
        lock (connectionLock)
        {
            if (stopped is { } why) throw why;
            var locked = false;
            try
            {
                Database.Run(connection, "BEGIN IMMEDIATE");
                stateLock.EnterWriteLock();
                locked = true;
                BringUpToDate();
                var erased = state.Erasures;
                foreach (var waiting in group) answers.Add(DoOne(waiting));
                keys.Keep();
                Database.Run(connection, "COMMIT");
                if (state.Erasures > erased) Scrub();
                return answers;
            }
            catch (Exception broken)
            {
                var failed = broken as StoreException ?? (broken is SqliteException sql ? StoreException.From(sql, file) : new StoreException(Trouble.Device, $"{file}: {broken.Message}", broken));
                if (!locked) stateLock.EnterWriteLock();
                locked = true;
                Recover(failed);
                throw failed;
            }
            finally
            {
                if (locked) stateLock.ExitWriteLock();
            }
        }
    }

    private Action DoOne(Waiting waiting)
    {
        try
        {
            var reply = Reply(waiting);
            return () => waiting.Answer.SetResult(reply);
        }
        catch (Exception bug) when (bug is not (SqliteException or StoreException))
        {
            return () => waiting.Answer.SetException(bug);
        }
    }

    private Reply Reply(Waiting waiting)
    {
        var asked = waiting.Asked;
        if (appender.Find(asked.Key) is { } before)
            return before.Content.AsSpan().SequenceEqual(appender.Content(asked)) ? new Reply.DoneBefore(before.Position, before.Answer)
                : new Reply.Refused("key-used-for-something-else", $"The key {asked.Key} stands for another command; what is new needs a new key.");

        var now = Rows.Instant(clock.GetUtcNow().ToUnixTimeMilliseconds());
        var at = now > state.LastAt ? now : state.LastAt;
        var decision = waiting.Decide(state, new Deciding(at, appender, SaysTheSame));
        if (decision.Refusal is { } refusal) return new Reply.Refused(refusal, decision.Answer);
        if (decision.IsEmpty) return new Reply.Nothing(decision.Answer);

        appender.Savepoint.Run();
        var kept = false;
        try
        {
            var position = appender.Append(asked, decision, state, at);
            kept = true;
            return new Reply.Done(position, decision.Answer);
        }
        catch (RefusedWhileAppending refused)
        {
            return refused.Reply;
        }
        catch (SqliteException broken) when (broken.SqliteErrorCode == 19)
        {
            throw new InvalidOperationException($"The command {asked.Key} broke a rule of the log: {broken.Message}", broken);
        }
        finally
        {
            // After a full disk SQLite has rolled the whole transaction back by itself, and the savepoint with it.
            if (SQLitePCL.raw.sqlite3_get_autocommit(connection.Handle) == 0)
            {
                if (!kept) appender.RollBack.Run();
                appender.Release.Run();
                if (kept ? decision.Erasures.Count > 0 : appender.StateMoved) Reload();
            }
        }
    }

    private void BringUpToDate()
    {
        if (!Understand(() => state.CatchUp(connection))) Reload();
    }

    private void Reload()
    {
        indexed = -1;
        state = new State(vocabulary, keys);
        Understand(() => state.CatchUp(connection));
    }

    private T Understand<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception broken) when (broken is ArgumentException or InvalidDataException or InvalidCastException or FormatException or OverflowException or InvalidOperationException or System.Text.Json.JsonException)
        {
            throw new StoreException(Trouble.Damaged, $"{file} holds what this program cannot have written ({broken.Message}). Verify it, and restore a backup.", broken);
        }
    }

    private bool SaysTheSame(long position, NewFact fact)
    {
        if (Rows.Fact(connection, position) is not { Payload: { } payload } row) return false;
        var stored = Texts.Fact(payload, row.SubjectText, fact.Draft.Recorded, vocabulary);
        if (Rows.Words(row, keys) is { } words) stored = stored.With(words);
        return Texts.SayTheSame(stored, fact.Draft, vocabulary);
    }

    /// <summary>
    /// After a lawful erasure: the keys go for ever, and no copy of what was blanked stays in the file or its log. What cannot be
    /// scrubbed now, because the disk is full or another reads, is overwritten in time; the erasure itself stands.
    /// </summary>
    private void Scrub()
    {
        try
        {
            keys.Forget(Erased());
            Database.Run(connection, "VACUUM");
            Database.Run(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
        }
        catch (Exception later) when (later is SqliteException or StoreException)
        {
            indexed = -1;
        }
    }

    private List<byte[]> Erased() => Rows.Erasures(connection).Where(e => e.Owner is not null).Select(e => e.Owner!).ToList();

    /// <summary>
    /// What is in memory may hold what was never committed: it is thrown away and read again from disk through a new connection.
    /// A failed device is not tried again, for what it said it had written may be gone.
    /// </summary>
    private void Recover(StoreException why)
    {
        try
        {
            Close();
            keys.Drop();
            indexed = -1;
            state = new State(vocabulary, keys);
            if (why.Trouble is Trouble.Device) throw why;
            connection = connect();
            appender = new Appender(connection, keys);
            BringUpToDate();
        }
        catch (Exception again)
        {
            stopped = new StoreException(Trouble.Stopped, $"The store stopped: {again.Message}", again);
        }
    }

    private static void Check(Command asked)
    {
        foreach (var (name, text, longest) in new[] { ("key", asked.Key, 200), ("kind", asked.Kind, 100), ("by", asked.By, 200), ("capacity", asked.Capacity, 100) })
            if (string.IsNullOrWhiteSpace(text) || text.Length > longest || text.Any(char.IsControl)) throw new ArgumentException($"A command's {name} is 1 to {longest} characters on one line.", nameof(asked));
    }

    private StoreException Closed() => new(Trouble.Stopped, $"{file} has been closed.");

    private void Close()
    {
        appender.Dispose();
        connection.Dispose();
    }

    /// <summary>Finishes what waits, then closes the file.</summary>
    public void Dispose()
    {
        if (queue.IsAddingCompleted) return;
        queue.CompleteAdding();
        thread.Join();
        lock (connectionLock)
        {
            stateLock.EnterWriteLock();
            Close();
            stopped ??= Closed();
            stateLock.ExitWriteLock();
        }
    }
}
