using Cairn.Record;
using Microsoft.Data.Sqlite;

namespace Cairn.Store;

/// <summary>
/// A connection to the log with the state read through it, and what a single command does to both. When anything below fails
/// the whole session is thrown away, for its state may hold what was never committed. One thread at a time.
/// </summary>
internal sealed class Session : IDisposable
{
    private readonly string file;
    private readonly Vocabulary vocabulary;
    private readonly KeyStore keys;
    private readonly TimeProvider clock;
    private readonly Appender appender;

    public Session(string file, SqliteConnection connection, Vocabulary vocabulary, KeyStore keys, TimeProvider clock)
    {
        (this.file, Connection, this.vocabulary, this.keys, this.clock) = (file, connection, vocabulary, keys, clock);
        appender = new Appender(connection, keys);
        State = new State(vocabulary, keys);
    }

    public SqliteConnection Connection { get; }

    public State State { get; private set; }

    /// <summary>Whether a transaction is open; SQLite ends one by itself when the disk is full.</summary>
    public bool InTransaction => SQLitePCL.raw.sqlite3_get_autocommit(Connection.Handle) == 0;

    /// <summary>Reads what has been appended since, by this process or another.</summary>
    public void BringUpToDate()
    {
        if (!Understand(() => State.CatchUp(Connection))) Reload();
    }

    /// <summary>Decides one command and appends what follows, in the transaction that is open. What it throws, but for trouble with the store, is the decision's own.</summary>
    public Reply Do(Command asked, Decide decide)
    {
        if (appender.Find(asked.Key) is { } before)
            return before.Content.AsSpan().SequenceEqual(appender.Content(asked)) ? new Reply.DoneBefore(before.Position, before.Answer)
                : new Reply.Refused("key-used-for-something-else", "This was sent before with other answers, and those were kept. To change them, open what was recorded and put it right; what is new needs a new key.");

        var now = Rows.Instant(clock.GetUtcNow().ToUnixTimeMilliseconds());
        var at = now > State.LastAt ? now : State.LastAt;
        var decision = decide(State, new Deciding(at, appender, SaysTheSame));
        if (decision.Refusal is { } refusal) return new Reply.Refused(refusal, decision.Answer);
        if (decision.IsEmpty) return new Reply.Nothing(decision.Answer);

        appender.Savepoint.Run();
        var kept = false;
        try
        {
            var position = appender.Append(asked, decision, State, at);
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
            if (InTransaction)
            {
                if (!kept) appender.RollBack.Run();
                appender.Release.Run();
                if (kept ? decision.Erasures.Count > 0 : appender.StateMoved) Reload();
            }
        }
    }

    /// <summary>
    /// After a lawful erasure: the keys go for ever, and no copy of what was blanked stays in the file or its log. What cannot be
    /// scrubbed now, because the disk is full or another reads, is overwritten in time; the erasure itself stands.
    /// </summary>
    public void Scrub()
    {
        try
        {
            ForgetErased();
            Database.Run(Connection, "VACUUM");
            Database.Run(Connection, "PRAGMA wal_checkpoint(TRUNCATE)");
        }
        catch (Exception later) when (later is SqliteException or StoreException)
        {
            return;
        }
    }

    /// <summary>Drops the keys of all who were erased and have one still: after a crash in between, or with an old copy of the keys put back.</summary>
    public void ForgetErased() => keys.Forget(Rows.Erasures(Connection).Where(e => e.Owner is not null).Select(e => e.Owner!).ToList());

    public void Dispose()
    {
        appender.Dispose();
        Connection.Dispose();
    }

    private void Reload()
    {
        State = new State(vocabulary, keys);
        Understand(() => State.CatchUp(Connection));
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
        if (Rows.Fact(Connection, position) is not { Payload: { } payload } row) return false;
        var stored = Texts.Fact(payload, row.SubjectText, fact.Draft.Recorded, vocabulary);
        if (Rows.Words(row, keys) is { } words) stored = stored.With(words);
        return Texts.SayTheSame(stored, fact.Draft, vocabulary);
    }
}
