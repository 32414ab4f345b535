using System.Collections.Concurrent;
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
    private readonly Lock sessionLock = new();
    private readonly string file;
    private readonly Func<Session> begin;
    private readonly KeyStore keys;
    private readonly Thread thread;
    private Session session;
    private (State? State, int Facts) indexed;
    private volatile StoreException? stopped;

    public Writer(string file, Func<Session> begin, KeyStore keys)
    {
        (this.file, this.begin, this.keys) = (file, begin, keys);
        session = begin();
        thread = new Thread(Work) { IsBackground = true, Name = "store writer" };
        try
        {
            CatchUp();
            Use(_ => { session.ForgetErased(); return true; });
        }
        catch
        {
            session.Dispose();
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
                if (indexed == (session.State, session.State.Facts.Columns.Count)) return look(session.State);
            }
            finally
            {
                stateLock.ExitReadLock();
            }
            stateLock.EnterWriteLock();
            try
            {
                // Reading the index builds it, which only one may do.
                _ = session.State.Facts.Index;
                indexed = (session.State, session.State.Facts.Columns.Count);
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
        lock (sessionLock)
        {
            if (stopped is { } why) throw why;
            try
            {
                return use(session.Connection);
            }
            catch (SqliteException broken)
            {
                throw StoreException.From(broken, file);
            }
        }
    }

    /// <summary>Takes in what other processes have appended.</summary>
    public void CatchUp() => Use(connection =>
    {
        stateLock.EnterWriteLock();
        try
        {
            Database.Run(connection, "BEGIN");
            session.BringUpToDate();
            return true;
        }
        finally
        {
            stateLock.ExitWriteLock();
            if (session.InTransaction) Database.Run(connection, "ROLLBACK");
        }
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
        lock (sessionLock)
        {
            if (stopped is { } why) throw why;
            var locked = false;
            try
            {
                // Waiting for another process happens before readers are kept out.
                Database.Run(session.Connection, "BEGIN IMMEDIATE");
                stateLock.EnterWriteLock();
                locked = true;
                session.BringUpToDate();
                var erased = session.State.Erasures;
                foreach (var waiting in group) answers.Add(Answer(waiting));
                keys.Keep();
                Database.Run(session.Connection, "COMMIT");
                if (session.State.Erasures > erased) session.Scrub();
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

    private Action Answer(Waiting waiting)
    {
        try
        {
            var reply = session.Do(waiting.Asked, waiting.Decide);
            return () => waiting.Answer.SetResult(reply);
        }
        catch (Exception bug) when (bug is not (SqliteException or StoreException))
        {
            return () => waiting.Answer.SetException(bug);
        }
    }

    /// <summary>
    /// What is in memory may hold what was never committed: it is thrown away and read again from disk through a new connection.
    /// A failed device is not tried again, for what it said it had written may be gone.
    /// </summary>
    private void Recover(StoreException why)
    {
        try
        {
            session.Dispose();
            keys.Drop();
            indexed = default;
            if (why.Trouble is Trouble.Device) throw why;
            session = begin();
            session.BringUpToDate();
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

    /// <summary>Finishes what waits, then closes the file.</summary>
    public void Dispose()
    {
        if (queue.IsAddingCompleted) return;
        queue.CompleteAdding();
        thread.Join();
        lock (sessionLock)
        {
            stateLock.EnterWriteLock();
            session.Dispose();
            stopped ??= Closed();
            stateLock.ExitWriteLock();
        }
    }
}
