using System.Text;
using Microsoft.Data.Sqlite;

namespace Cairn.Store;

/// <summary>A row of the log that a command appended, and the salted commitment by which the chain vouches for it.</summary>
internal abstract record Row(long Position, long Command, byte[]? Salt, byte[] Commitment)
{
    /// <summary>When its command was recorded.</summary>
    public DateTimeOffset RecordedAt { get; init; }

    /// <summary>What the commitment must be for what the row says.</summary>
    public abstract byte[] Commit(Canon canon);
}

internal sealed record ReferenceRow(long Position, long Command, byte[] Owner, byte[]? Lookup, byte[]? Sealed, byte[]? Salt, byte[] Commitment) : Row(Position, Command, Salt, Commitment)
{
    public override byte[] Commit(Canon canon) => canon.Start("reference", Salt).Add(Position).Add(Owner).Add(Lookup).Add(Sealed).Hash();
}

internal sealed record FactRow(long Position, long Command, long About, byte[] Subject, long? Undoes, long Undoing, byte[]? Same, string? Payload, byte[]? Words, byte[]? Salt, byte[] Commitment) : Row(Position, Command, Salt, Commitment)
{
    /// <summary>A person's token in hexadecimal, anything else by name.</summary>
    public string SubjectText => About == 0 ? Token.Text(Subject) : Rows.Utf8.GetString(Subject);

    /// <summary>Whose key seals its words.</summary>
    public byte[] Owner => About == 0 ? Subject : KeyStore.Partnership;

    public override byte[] Commit(Canon canon) =>
        canon.Start("fact", Salt).Add(Position).Add(About).Add(Subject).Add(Undoes ?? 0).Add(Undoing).Add(Same).Add(Payload).Add(Words).Hash();
}

internal sealed record EntryRow(long Position, long Command, string Key, string Payload, byte[]? Salt, byte[] Commitment) : Row(Position, Command, Salt, Commitment)
{
    public override byte[] Commit(Canon canon) => canon.Start("entry", Salt).Add(Position).Add(Key).Add(Payload).Hash();
}

internal sealed record SchemeRow(long Position, long Command, string Scheme, long Number, string Text, byte[]? Salt, byte[] Commitment) : Row(Position, Command, Salt, Commitment)
{
    public override byte[] Commit(Canon canon) => canon.Start("scheme_version", Salt).Add(Position).Add(Scheme).Add(Number).Add(Text).Hash();
}

internal sealed record ErasureRow(long Position, long Command, long? Fact, byte[]? Owner, string ErasedOn, string Clause, byte[]? Salt, byte[] Commitment) : Row(Position, Command, Salt, Commitment)
{
    public override byte[] Commit(Canon canon) => canon.Start("erasure", Salt).Add(Position).Add(Fact ?? 0).Add(Owner).Add(ErasedOn).Add(Clause).Hash();
}

internal sealed record CommandRow(long Position, string Key, string Kind, byte[] Content, string By, string Capacity, string Source, long RecordedAt, string Answer, byte[] Head)
{
    public byte[] Commit(Canon canon) =>
        canon.Start("command", []).Add(Position).Add(Key).Add(Kind).Add(Content).Add(By).Add(Capacity).Add(Source).Add(RecordedAt).Add(Answer).Hash();
}

/// <summary>Reads the tables of the log in order of position. Text is decoded strictly, so that two spellings in bytes never read the same.</summary>
internal static class Rows
{
    public static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);

    public static IEnumerable<CommandRow> Commands(SqliteConnection from, long after = 0) => Read(from,
        "SELECT position, key, kind, content, asked_by, capacity, source, recorded_at, answer, head FROM command WHERE position > $after ORDER BY position", after,
        r => new CommandRow(r.GetInt64(0), Text(r, 1), Text(r, 2), Blob(r, 3)!, Text(r, 4), Text(r, 5), Text(r, 6), r.GetInt64(7), Text(r, 8), Blob(r, 9)!));

    public static IEnumerable<ReferenceRow> References(SqliteConnection from, long after = 0) => Read(from,
        Select("t.token, t.lookup, t.sealed", "reference"), after,
        r => new ReferenceRow(r.GetInt64(0), r.GetInt64(1), Blob(r, 5)!, Blob(r, 6), Blob(r, 7), Blob(r, 2), Blob(r, 3)!) { RecordedAt = At(r) });

    public static IEnumerable<FactRow> Facts(SqliteConnection from, long after = 0) => Read(from, Select(FactFields, "fact"), after, Fact);

    /// <summary>Facts without what only people and the chain need: a quicker way to load a state.</summary>
    public static IEnumerable<FactRow> CodedFacts(SqliteConnection from, long after) => Read(from,
        "SELECT t.position, t.command, NULL, NULL, c.recorded_at, t.about, t.subject, t.undoes, t.undoing, NULL, t.payload, NULL FROM fact t LEFT JOIN command c ON c.position = t.command WHERE t.position > $after ORDER BY t.position", after, Fact);

    /// <summary>Who recorded each fact; null for one that came in a file.</summary>
    public static IEnumerable<string?> Recorders(SqliteConnection from, long after) => Read(from,
        "SELECT CASE c.kind WHEN 'import' THEN NULL ELSE c.asked_by END FROM fact t LEFT JOIN command c ON c.position = t.command WHERE t.position > $after ORDER BY t.position", after, r => r.IsDBNull(0) ? null : Text(r, 0));

    public static IEnumerable<EntryRow> Entries(SqliteConnection from, long after = 0) => Read(from,
        Select("t.key, t.payload", "entry"), after,
        r => new EntryRow(r.GetInt64(0), r.GetInt64(1), Text(r, 5), Text(r, 6), Blob(r, 2), Blob(r, 3)!) { RecordedAt = At(r) });

    public static IEnumerable<SchemeRow> Schemes(SqliteConnection from, long after = 0) => Read(from,
        Select("t.scheme, t.number, t.text", "scheme_version"), after,
        r => new SchemeRow(r.GetInt64(0), r.GetInt64(1), Text(r, 5), r.GetInt64(6), Text(r, 7), Blob(r, 2), Blob(r, 3)!) { RecordedAt = At(r) });

    public static IEnumerable<ErasureRow> Erasures(SqliteConnection from, long after = 0) => Read(from,
        Select("t.fact, t.token, t.erased_on, t.clause", "erasure"), after,
        r => new ErasureRow(r.GetInt64(0), r.GetInt64(1), r.IsDBNull(5) ? null : r.GetInt64(5), Blob(r, 6), Text(r, 7), Text(r, 8), Blob(r, 2), Blob(r, 3)!) { RecordedAt = At(r) });

    /// <summary>The fact at a position, or null.</summary>
    public static FactRow? Fact(SqliteConnection from, long position) => Facts(from, position - 1).FirstOrDefault(f => f.Position == position);

    /// <summary>The words of a fact; null when their key was forgotten. A broken seal is damage.</summary>
    public static FactWords? Words(FactRow row, KeyStore keys) =>
        row.Words is null ? FactWords.None
        : keys.Find(row.Owner) is not { } key ? null
        : Seal.Open(key, row.Owner, "fact", row.Position, row.Words) is { } text ? Texts.Words(text)
        : throw new StoreException(Trouble.Damaged, $"The words of fact {row.Position} do not match their seal; verify the store.");

    /// <summary>The words of the facts at these positions; those without words, erased, or without a key are left out.</summary>
    public static IReadOnlyList<WordsOf> Words(SqliteConnection from, KeyStore keys, List<long> positions)
    {
        using var select = new Statement(from, "SELECT about, subject, words FROM fact WHERE position = ?1 AND words IS NOT NULL");
        var found = new List<WordsOf>(positions.Count);
        foreach (var position in positions)
        {
            if (select.Row(position) is not [long about, var subject, byte[] words]) continue;
            var owner = about == 0 ? (byte[])subject! : KeyStore.Partnership;
            if (keys.Find(owner) is not { } key) continue;
            var text = Seal.Open(key, owner, "fact", position, words) ?? throw new StoreException(Trouble.Damaged, $"The words of fact {position} do not match their seal; verify the store.");
            found.Add(new WordsOf(position, about == 0 ? Token.Text(owner) : (string)subject!, Texts.Words(text)));
        }
        return found;
    }

    /// <summary>The command at a position, or null.</summary>
    public static CommandRow? Command(SqliteConnection from, long position) => Commands(from, position - 1).FirstOrDefault(c => c.Position == position);

    /// <summary>The fingerprint under which a person's reference is found.</summary>
    public static byte[] Lookup(KeyStore keys, string system, string reference) => keys.Fingerprint("person", system, reference)[..16];

    public static DateTimeOffset Instant(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    private const string FactFields = "t.about, t.subject, t.undoes, t.undoing, t.same, t.payload, t.words";

    private static FactRow Fact(SqliteDataReader r) =>
        new(r.GetInt64(0), r.GetInt64(1), r.GetInt64(5), Blob(r, 6)!, r.IsDBNull(7) ? null : r.GetInt64(7), r.GetInt64(8), Blob(r, 9),
            r.IsDBNull(10) ? null : Text(r, 10), Blob(r, 11), Blob(r, 2), Blob(r, 3)!) { RecordedAt = At(r) };

    private static string Select(string fields, string table) =>
        $"SELECT t.position, t.command, t.salt, t.commitment, c.recorded_at, {fields} FROM {table} t LEFT JOIN command c ON c.position = t.command WHERE t.position > $after ORDER BY t.position";

    private static IEnumerable<T> Read<T>(SqliteConnection from, string sql, long after, Func<SqliteDataReader, T> row)
    {
        using var select = from.CreateCommand();
        select.CommandText = sql;
        select.Parameters.AddWithValue("$after", after);
        using var rows = select.ExecuteReader();
        while (rows.Read()) yield return row(rows);
    }

    private static DateTimeOffset At(SqliteDataReader r) => r.IsDBNull(4) ? default : Instant(r.GetInt64(4));

    private static string Text(SqliteDataReader r, int field) => Utf8.GetString(r.GetFieldValue<byte[]>(field));

    private static byte[]? Blob(SqliteDataReader r, int field) => r.IsDBNull(field) ? null : r.GetFieldValue<byte[]>(field);
}
