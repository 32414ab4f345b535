using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Cairn.Store;

/// <summary>
/// The keys of a store: <c>root.key</c> wraps a key-encryption key, which wraps a key for each person; in <c>keys.db</c>, apart
/// from the data. Forgetting a person drops their key and wraps all others anew, so that an old copy of the data with
/// today's keys shows everyone but the forgotten.
/// </summary>
internal sealed class KeyStore : IDisposable
{
    /// <summary>Owner of the key for words about partners, places and other things that are no person.</summary>
    public static readonly byte[] Partnership = new byte[16];

    private static readonly byte[] Lookups = [.. new byte[15], 1];

    private readonly Lock gate = new();
    private readonly SqliteConnection connection;
    private readonly string file;
    private readonly byte[] root;
    private readonly Dictionary<UInt128, byte[]> open = [];
    private readonly Dictionary<UInt128, byte[]> waiting = [];
    private readonly byte[] lookupKey;

    private KeyStore(SqliteConnection connection, string file, byte[] root, byte[]? storeId)
    {
        this.connection = connection;
        this.file = file;
        this.root = root;
        Database.Run(connection, "BEGIN IMMEDIATE");
        if (Database.Number(connection, "SELECT count(*) FROM store") == 0)
        {
            Execute("INSERT INTO store (only, id) VALUES (1, ?1)", storeId ?? RandomNumberGenerator.GetBytes(16));
            AddWrappingKey(1);
            Wrap(Partnership, RandomNumberGenerator.GetBytes(Seal.KeySize), CurrentWrappingKey());
            Wrap(Lookups, RandomNumberGenerator.GetBytes(Seal.KeySize), CurrentWrappingKey());
        }
        using var id = new Statement(connection, "SELECT id FROM store");
        StoreId = (byte[])id.Value()!;
        Database.Run(connection, "COMMIT");
        if (storeId is not null && !StoreId.AsSpan().SequenceEqual(storeId)) throw new StoreException(Trouble.Keys, $"{file} holds the keys of another store; restore the one that belongs to this data.");
        lookupKey = Find(Lookups) ?? throw Unreadable();
    }

    /// <summary>The store that these keys belong to.</summary>
    public byte[] StoreId { get; }

    /// <summary>
    /// Opens the keys of a store, or makes them when the store is new and has no id yet; the missing keys of data that is there are
    /// never made anew.
    /// </summary>
    public static KeyStore Open(string folder, byte[]? storeId, TimeSpan patience)
    {
        var file = Path.Combine(folder, "keys.db");
        var rootFile = Path.Combine(folder, "root.key");
        if (storeId is not null && (!File.Exists(file) || !File.Exists(rootFile)))
            throw new StoreException(Trouble.Keys, $"The keys of this data are missing: {file} and {rootFile} must both be there. Restore them from the copy of the keys.");
        var root = RootKey.Read(rootFile);
        var connection = Database.Open(file, "keys", patience);
        try
        {
            RootKey.OwnerOnly(file);
            return new KeyStore(connection, file, root, storeId);
        }
        catch (SqliteException broken)
        {
            connection.Dispose();
            throw StoreException.From(broken, file);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>The key of an owner; null when it was never made or has been forgotten.</summary>
    public byte[]? Find(byte[] owner)
    {
        lock (gate)
        {
            if (open.TryGetValue(Number(owner), out var key) || waiting.TryGetValue(Number(owner), out key)) return key;
            using var select = new Statement(connection, "SELECT k.wrapped, w.number, w.wrapped FROM person_key k JOIN wrapping_key w ON w.number = k.wrapped_by WHERE k.owner = ?1");
            if (select.Row(owner) is not [byte[] wrapped, long number, byte[] wrappingKey]) return null;
            var wrapping = Seal.OpenBytes(root, Seal.Place([], "wrapping", number), wrappingKey) ?? throw Unreadable();
            key = Seal.OpenBytes(wrapping, Seal.Place(owner, "person", number), wrapped) ?? throw Unreadable();
            return open[Number(owner)] = key;
        }
    }

    /// <summary>Makes a key for a new person. It is not kept until <see cref="Keep"/>, which must come before the data that needs it is committed.</summary>
    public byte[] New(byte[] owner)
    {
        lock (gate) return waiting[Number(owner)] = RandomNumberGenerator.GetBytes(Seal.KeySize);
    }

    /// <summary>
    /// The key of a person, made and kept now if they have none. Under the write lock of the data, as all keys of people are made, so that
    /// nobody gets two; refused for who is not in the data or was erased.
    /// </summary>
    public byte[] FindOrMake(byte[] owner, SqliteConnection data)
    {
        Database.Run(data, "BEGIN IMMEDIATE");
        try
        {
            using var known = new Statement(data, "SELECT (SELECT count(*) FROM reference WHERE token = ?1) > 0 AND (SELECT count(*) FROM erasure WHERE token = ?1) = 0");
            if ((long)known.Value(owner)! == 0) throw new StoreException(Trouble.Keys, "Nothing can be sealed for a person who is not in the data, or was erased.");
            if (Find(owner) is { } made) return made;
            var key = New(owner);
            Keep();
            return key;
        }
        finally
        {
            Drop();
            Database.Run(data, "ROLLBACK");
        }
    }

    /// <summary>Writes the new keys to disk, durably. A key whose data is then not committed is harmless.</summary>
    public void Keep()
    {
        lock (gate)
        {
            if (waiting.Count == 0) return;
            Write(() =>
            {
                var by = CurrentWrappingKey();
                foreach (var (owner, key) in waiting) Wrap(Owner(owner), key, by);
            });
            foreach (var (owner, key) in waiting) open[owner] = key;
            waiting.Clear();
        }
    }

    /// <summary>Gives up the keys made since <see cref="Keep"/>.</summary>
    public void Drop()
    {
        lock (gate) waiting.Clear();
    }

    /// <summary>Drops keys for ever: the others are wrapped under a new key and the old one is destroyed. Owners without a key are passed over.</summary>
    public void Forget(IEnumerable<byte[]> owners)
    {
        lock (gate)
        {
            var dropped = owners.Select(o => { open.Remove(Number(o)); return o; }).Where(o => Find(o) is not null).ToList();
            if (dropped.Count == 0) return;
            Write(() =>
            {
                foreach (var owner in dropped) Execute("DELETE FROM person_key WHERE owner = ?1", owner);
                using var select = new Statement(connection, "SELECT owner FROM person_key");
                var kept = select.Rows().Select(r => (byte[])r[0]!).ToList();
                var old = CurrentWrappingKey().Number;
                AddWrappingKey(old + 1);
                var by = CurrentWrappingKey();
                foreach (var owner in kept)
                {
                    var key = Find(owner)!;
                    Execute("DELETE FROM person_key WHERE owner = ?1", owner);
                    Wrap(owner, key, by);
                }
                Execute("DELETE FROM wrapping_key WHERE number <= ?1", old);
            });
            foreach (var owner in dropped) open.Remove(Number(owner));
            Database.Run(connection, "VACUUM");
        }
    }

    /// <summary>Puts aside the cached key of an owner whom another process has forgotten.</summary>
    public void Evict(byte[] owner)
    {
        lock (gate) open.Remove(Number(owner));
    }

    /// <summary>A keyed fingerprint: the same for the same parts, and telling nothing to whoever lacks the keys.</summary>
    public byte[] Fingerprint(params ReadOnlySpan<string> parts)
    {
        var canon = new Canon();
        foreach (var part in parts) canon.Add(part);
        return HMACSHA256.HashData(lookupKey, canon.Written);
    }

    /// <summary>The same for bytes that come piece by piece; what it is for keeps it apart from other fingerprints.</summary>
    public IncrementalHash Fingerprinting(string what)
    {
        var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, lookupKey);
        hash.AppendData(new Canon().Add(what).Written);
        return hash;
    }

    /// <summary>Writes a copy of the wrapped keys; without root.key, which is kept apart, nobody can use it.</summary>
    public void CopyTo(string target)
    {
        lock (gate) Execute("VACUUM INTO ?1", target);
    }

    /// <inheritdoc/>
    public void Dispose() => connection.Dispose();

    private void Write(Action work)
    {
        try
        {
            Database.Run(connection, "BEGIN IMMEDIATE");
            work();
            Database.Run(connection, "COMMIT");
        }
        catch (SqliteException broken)
        {
            if (SQLitePCL.raw.sqlite3_get_autocommit(connection.Handle) == 0) Database.Run(connection, "ROLLBACK");
            throw StoreException.From(broken, file);
        }
    }

    private (long Number, byte[] Key) CurrentWrappingKey()
    {
        using var select = new Statement(connection, "SELECT number, wrapped FROM wrapping_key ORDER BY number DESC LIMIT 1");
        if (select.Row() is not [long number, byte[] wrapped]) throw Unreadable();
        return (number, Seal.OpenBytes(root, Seal.Place([], "wrapping", number), wrapped) ?? throw Unreadable());
    }

    private void AddWrappingKey(long number) => Execute("INSERT INTO wrapping_key (number, wrapped) VALUES (?1, ?2)", number,
        Seal.CloseBytes(root, Seal.Place([], "wrapping", number), RandomNumberGenerator.GetBytes(Seal.KeySize)));

    private void Wrap(byte[] owner, byte[] key, (long Number, byte[] Key) by) => Execute("INSERT INTO person_key (owner, wrapped_by, wrapped) VALUES (?1, ?2, ?3)",
        owner, by.Number, Seal.CloseBytes(by.Key, Seal.Place(owner, "person", by.Number), key));

    private StoreException Unreadable() => new(Trouble.Keys, $"{file} cannot be opened with this root.key: it belongs to another, or was changed. Restore both from the same copy.");

    private static UInt128 Number(byte[] owner) => System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(owner);

    private static byte[] Owner(UInt128 number)
    {
        var owner = new byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt128BigEndian(owner, number);
        return owner;
    }

    private void Execute(string sql, params ReadOnlySpan<object?> values)
    {
        using var statement = new Statement(connection, sql);
        statement.Run(values);
    }
}
