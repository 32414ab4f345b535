using System.Globalization;
using System.Security.Cryptography;
using Cairn.Ledger;
using Cairn.Record;
using Microsoft.Data.Sqlite;

namespace Cairn.Store;

/// <summary>What is found against a decision while it is appended; nothing of it is kept.</summary>
internal sealed class RefusedWhileAppending(string name, string why, Ledger.Refused? ledger = null) : Exception(why)
{
    public Reply.Refused Reply { get; } = new(name, why, ledger);
}

/// <summary>
/// Writes the rows of one decided command, in the transaction that is open, and brings the state along. When it throws, the
/// caller rolls back, and reads the state anew if it had moved.
/// </summary>
internal sealed class Appender(SqliteConnection connection, KeyStore keys) : IDisposable
{
    private readonly Canon canon = new();
    private readonly List<byte[]> commitments = [];
    private readonly List<(Statement Statement, object?[] Values)> staged = [];
    private readonly Dictionary<UInt128, long> sames = [];
    private readonly Statement insertCommand = new(connection, "INSERT INTO command (position, key, kind, content, asked_by, capacity, source, recorded_at, answer, head) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)");
    private readonly Statement insertReference = new(connection, "INSERT INTO reference (position, command, token, lookup, sealed, salt, commitment) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)");
    private readonly Statement insertFact = new(connection, "INSERT INTO fact (position, command, about, subject, undoes, undoing, same, payload, words, salt, commitment) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)");
    private readonly Statement insertEntry = new(connection, "INSERT INTO entry (position, command, key, payload, salt, commitment) VALUES (?1, ?2, ?3, ?4, ?5, ?6)");
    private readonly Statement insertScheme = new(connection, "INSERT INTO scheme_version (position, command, scheme, number, text, salt, commitment) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)");
    private readonly Statement insertErasure = new(connection, "INSERT INTO erasure (position, command, fact, token, erased_on, clause, salt, commitment) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)");
    private readonly Statement blankFact = new(connection, "UPDATE fact SET payload = NULL, words = NULL, salt = NULL WHERE position = ?1");
    private readonly Statement blankReferences = new(connection, "UPDATE reference SET lookup = NULL, sealed = NULL, salt = NULL WHERE token = ?1 AND salt IS NOT NULL");
    private readonly Statement findFact = new(connection, "SELECT position FROM fact WHERE same = ?1");
    private readonly Statement findCommand = new(connection, "SELECT position, content, answer FROM command WHERE key = ?1");
    private readonly Statement isErased = new(connection, "SELECT count(*) FROM erasure WHERE fact = ?1");
    private readonly Statement nextScheme = new(connection, "SELECT coalesce(max(number), 0) + 1 FROM scheme_version WHERE scheme = ?1");

    private readonly Statement recorder = new(connection, "SELECT c.asked_by FROM fact f JOIN command c ON c.position = f.command WHERE f.position = ?1 AND c.kind <> 'import'");

    private readonly Statement answers = new(connection, "SELECT answer FROM command WHERE kind = ?1 ORDER BY position");

    public Statement Savepoint { get; } = new(connection, "SAVEPOINT one");

    public Statement RollBack { get; } = new(connection, "ROLLBACK TO one");

    public Statement Release { get; } = new(connection, "RELEASE one");

    /// <summary>Whether the state has taken in something of the command that was being appended.</summary>
    public bool StateMoved { get; private set; }

    /// <summary>The command of this key, if it was done before.</summary>
    public (long Position, byte[] Content, string Answer)? Find(string key)
    {
        return findCommand.Row(key) is [long position, byte[] content, string answer] ? (position, content, answer) : null;
    }

    public byte[] Content(Command asked) => keys.Fingerprint("content", asked.Kind, asked.Content);

    /// <summary>The position of the fact that a source gave this id, or null.</summary>
    public long? FindFact(string source, string id) => FindSame(SameId(source, id));

    /// <summary>The position of the fact recorded from this row of this file, or null.</summary>
    public long? FindRow(string file, int row) => FindSame(SameRow(file, row));

    /// <summary>The member who recorded the fact at a position; null when it came in a file.</summary>
    public string? RecordedBy(long position) => (string?)recorder.Value(position);

    /// <summary>What the commands of a kind were answered, in order.</summary>
    public IReadOnlyList<string> Answers(string kind) => answers.Rows(kind).ConvertAll(r => (string)r[0]!);

    /// <summary>Appends a command with all its rows and gives its position.</summary>
    public long Append(Command asked, Decision decision, State state, DateTimeOffset at)
    {
        StateMoved = false;
        try
        {
            var position = state.Position + 1;
            for (var i = 0; i < decision.People.Count; i++) Add(decision.People[i], position, state.References + i + 1, state);
            var facts = AddFacts(decision, position, state, at);
            foreach (var asks in decision.Entries) Add(asks, position, state, at);
            for (var i = 0; i < decision.Schemes.Count; i++) Add(decision.Schemes[i].Stored, decision.Schemes[i].Text, position, state.Schemes.Count + i + 1, decision.Schemes.Take(i).Count(e => e.Stored == decision.Schemes[i].Stored));
            for (var i = 0; i < decision.Erasures.Count; i++) Add(decision.Erasures[i], position, state.Erasures + i + 1, at, state);

            // The command's row holds the head of the chain over all its rows, and must stand before them: so they were staged.
            var row = new CommandRow(position, asked.Key, asked.Kind, Content(asked), asked.By, asked.Capacity, asked.Source, at.ToUnixTimeMilliseconds(), decision.Answer, []);
            var head = Chain.Next(state.Head, row.Commit(canon), commitments);
            insertCommand.Run(position, row.Key, row.Kind, row.Content, row.By, row.Capacity, row.Source, row.RecordedAt, row.Answer, head);
            foreach (var (statement, values) in staged) statement.Run(values);

            StateMoved = true;
            foreach (var person in decision.People) state.Add(person, Rows.Lookup(keys, person.System, person.Reference));
            foreach (var (draft, undoes, how) in facts) state.Add(draft, undoes, how, asked.Kind == "import" ? null : asked.By);
            foreach (var text in decision.Schemes) state.Add(text.Stored, text.Text, position, at);
            state.Moved(position, at, head);
            return position;
        }
        finally
        {
            commitments.Clear();
            staged.Clear();
            sames.Clear();
        }
    }

    private void Add(PersonReference person, long command, long position, State state)
    {
        var owner = Token.Bytes(person.Token) ?? throw new ArgumentException($"'{person.Token}' is not a token.", nameof(person));
        if (state.IsErased(person.Token)) throw new RefusedWhileAppending("person-erased", $"The person {person.Token} was erased; begin anew with another token.");
        var lookup = Rows.Lookup(keys, person.System, person.Reference);
        if (state.FindPerson(person.System, person.Reference) is not null || !sames.TryAdd(Number(lookup), position))
            throw new RefusedWhileAppending("reference-taken", "That reference already stands for a person.");
        var text = new System.Text.StringBuilder("{").Key("system").Text(person.System).Key("reference").Text(person.Reference).Append('}').ToString();
        var row = new ReferenceRow(position, command, owner, lookup, Seal.Close(keys.Find(owner) ?? keys.New(owner), owner, "reference", position, text), Salt(), []);
        Stage(insertReference, position, command, owner, row.Lookup, row.Sealed, row.Salt, Committed(row));
    }

    private List<(Draft Draft, int? Undoes, Undoing How)> AddFacts(Decision decision, long command, State state, DateTimeOffset at)
    {
        var recorded = LondonTime.DayOf(at);
        var vocabulary = state.Facts.Vocabulary;
        var introduced = decision.People.Select(p => p.Token).ToHashSet(StringComparer.Ordinal);
        var added = new List<(Draft, int?, Undoing)>(decision.Facts.Count);
        var position = (long)state.Facts.Columns.Count;
        foreach (var (draft, file, line) in decision.Facts)
        {
            position++;
            if (!ReferenceEquals(vocabulary.Find(draft.Kind.Name), draft.Kind)) throw new ArgumentException($"The kind {draft.Kind.Name} is not of this store's vocabulary.", nameof(decision));
            byte[] subject, owner;
            if (draft.Kind.About is About.Person)
            {
                subject = owner = Token.Bytes(draft.Subject) ?? throw new ArgumentException("A fact about a person names them by token.", nameof(decision));
                if (!state.IsPerson(draft.Subject) && !introduced.Contains(draft.Subject)) throw new RefusedWhileAppending("unknown-person", $"There is no person {draft.Subject}.");
            }
            else (subject, owner) = (Rows.Utf8.GetBytes(draft.Subject), KeyStore.Partnership);
            var undoes = Undone(draft, position);
            var payload = Texts.Payload(draft, draft.Source, line, recorded, vocabulary, out var problem) ?? throw new RefusedWhileAppending("detail-unreadable", problem);
            var words = Texts.Words(draft) is { } text ? Seal.Close(keys.Find(owner) ?? keys.New(owner), owner, "fact", position, text) : null;
            var same = draft is { Source: { } source, Id: { } id } ? SameId(source, id) : file is not null ? SameRow(file, line) : null;
            var how = undoes is null ? Undoing.None : draft.Retracts is null ? Undoing.Corrects : Undoing.Retracts;
            var row = new FactRow(position, command, (long)draft.Kind.About, subject, undoes, (long)how, same, payload, words, Salt(), []);
            if (same is not null && (FindSame(same) is not null || !sames.TryAdd(Number(same), position)))
                throw new RefusedWhileAppending("already-recorded", $"What would be fact {position} was recorded before, from the same source under the same id.");
            Stage(insertFact, position, command, row.About, draft.Kind.About is About.Person ? subject : draft.Subject, undoes, row.Undoing, same, payload, words, row.Salt, Committed(row));
            added.Add((draft with { Recorded = recorded }, (int?)undoes, how));
        }
        return added;
    }

    /// <summary>The position that a correction or retraction means; it must lie before.</summary>
    private long? Undone(Draft draft, long position)
    {
        if ((draft.Corrects ?? draft.Retracts) is not { } named) return null;
        var target = named.StartsWith('#') && long.TryParse(named.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
            : draft.Source is { } source ? FindFact(source, named) : null;
        return target > 0 && target < position ? target : throw new RefusedWhileAppending("nothing-to-undo", $"There is no earlier fact '{named}' to correct or retract.");
    }

    private void Add(Ledger.Command asks, long command, State state, DateTimeOffset at)
    {
        if (asks.Stamp.RecordedAt != at) throw new ArgumentException("An entry is recorded at the instant of its command.", nameof(asks));
        switch (state.Book.Decide(asks))
        {
            case Answer.Posted(var entry):
                var row = new EntryRow(state.Book.Entries.Count + 1, command, entry.Key, Texts.Payload(entry), Salt(), []);
                Stage(insertEntry, row.Position, command, row.Key, row.Payload, row.Salt, Committed(row));
                StateMoved = true;
                state.Book.Apply(entry);
                break;
            case Answer.AlreadyPosted:
                break;
            case Ledger.Refused refused:
                throw new RefusedWhileAppending(refused.GetType().Name, refused.Why, refused);
        }
    }

    private void Add(string scheme, string text, long command, long position, int before)
    {
        var row = new SchemeRow(position, command, scheme, (long)nextScheme.Value(scheme)! + before, text, Salt(), []);
        Stage(insertScheme, position, command, row.Scheme, row.Number, row.Text, row.Salt, Committed(row));
    }

    private void Add(Erasure erasure, long command, long position, DateTimeOffset at, State state)
    {
        if (erasure.Fact is { } fact)
        {
            if (fact < 1 || fact > state.Facts.Columns.Count) throw new RefusedWhileAppending("nothing-to-erase", $"There is no fact {fact}.");
            if ((long)isErased.Value(fact)! > 0) throw new RefusedWhileAppending("already-erased", $"Fact {fact} has been erased before.");
        }
        if (erasure.Person is { } person && !state.IsPerson(person)) throw new RefusedWhileAppending("nothing-to-erase", $"There is no person {person}.");
        var owner = erasure.Person is null ? null : Token.Bytes(erasure.Person);
        var row = new ErasureRow(position, command, erasure.Fact, owner, Day.Iso(LondonTime.DayOf(at)), erasure.Clause, Salt(), []);
        Stage(insertErasure, position, command, row.Fact, owner, row.ErasedOn, row.Clause, row.Salt, Committed(row));
        if (owner is null) Stage(blankFact, erasure.Fact);
        else Stage(blankReferences, owner);
    }

    private void Stage(Statement statement, params object?[] values) => staged.Add((statement, values));

    private long? FindSame(byte[] same) => sames.TryGetValue(Number(same), out var position) ? position : (long?)findFact.Value(same);

    private static UInt128 Number(byte[] fingerprint) => System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(fingerprint);

    private byte[] Committed(Row row)
    {
        var commitment = row.Commit(canon);
        commitments.Add(commitment);
        return commitment;
    }

    private byte[] SameId(string source, string id) => keys.Fingerprint("fact", source, id)[..16];

    private byte[] SameRow(string file, int row) => keys.Fingerprint("row", file, row.ToString(CultureInfo.InvariantCulture))[..16];

    private static byte[] Salt() => RandomNumberGenerator.GetBytes(16);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var statement in new[] { Savepoint, RollBack, Release, insertCommand, insertReference, insertFact, insertEntry, insertScheme, insertErasure, blankFact, blankReferences, findFact, findCommand, isErased, nextScheme, recorder, answers }) statement.Dispose();
    }
}

/// <summary>The chain over the log: each head is the hash of the one before, of the command, and of its rows' commitments in order.</summary>
internal static class Chain
{
    public static byte[] Next(byte[] head, byte[] command, IEnumerable<byte[]> commitments)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(head);
        hash.AppendData(command);
        foreach (var commitment in commitments) hash.AppendData(commitment);
        return hash.GetHashAndReset();
    }
}
