using Cairn.Ledger;
using Cairn.Record;
using Microsoft.Data.Sqlite;

namespace Cairn.Store;

/// <summary>
/// Walks a whole store and names what is wrong and where: SQLite's own check, the schema, dense positions, the chain, every
/// commitment and seal, canonical spelling, the ledger decided anew, the look log, and the evidence files that facts name. Repairs
/// nothing and guesses nothing.
/// </summary>
public sealed class Verify
{
    private const int MostFaults = 1000;

    private readonly SqliteConnection connection;
    private readonly KeyStore? keys;
    private readonly VerifyBeside? beside;
    private readonly List<Fault> faults = [];
    private readonly List<string> notes = [];
    private readonly Canon canon = new();
    private readonly HashSet<string> people = new(StringComparer.Ordinal);
    private readonly HashSet<string> forgotten = new(StringComparer.Ordinal);
    private readonly HashSet<long> erasedFacts = [];
    private readonly HashSet<string> keyless = new(StringComparer.Ordinal);
    private readonly Book book = new();
    private bool bookBroken;
    private DateTimeOffset commandAt;
    private long blanked;

    private Verify(SqliteConnection connection, KeyStore? keys, string? folder)
    {
        this.connection = connection;
        this.keys = keys;
        if (folder is not null) beside = new VerifyBeside(folder, Add, notes);
    }

    /// <summary>Verifies a data folder, with the seals where the keys are there. Heads published earlier, by position in hexadecimal, are held against it.</summary>
    public static VerifyReport Folder(string folder, string? keysFolder = null, IReadOnlyDictionary<long, string>? published = null) =>
        Run(Path.GetFullPath(Path.Combine(folder, "cairn.db")), keysFolder ?? folder, Path.GetFullPath(folder), published);

    /// <summary>Verifies a backup, which has no keys: all but the seals.</summary>
    public static VerifyReport Copy(string folder, IReadOnlyDictionary<long, string>? published = null) => Run(Path.GetFullPath(Path.Combine(folder, "cairn.db")), null, Path.GetFullPath(folder), published);

    /// <summary>Verifies a data file alone, without keys and without what lies beside it.</summary>
    public static VerifyReport File(string file, IReadOnlyDictionary<long, string>? published = null) => Run(Path.GetFullPath(file), null, null, published);

    private static VerifyReport Run(string file, string? keysFolder, string? folder, IReadOnlyDictionary<long, string>? published)
    {
        if (!System.IO.File.Exists(file)) throw new StoreException(Trouble.ReadOnly, $"There is no {file} to verify.");
        try
        {
            using var connection = Database.OpenToRead(file, "data");
            var troubles = new List<Fault>();
            var notes = new List<string>();
            using var keys = keysFolder is null ? null : Keys(connection, keysFolder, troubles, notes);
            var verify = new Verify(connection, keys, folder);
            verify.faults.AddRange(troubles);
            verify.notes.AddRange(notes);
            return verify.Walk(published ?? new Dictionary<long, string>());
        }
        catch (SqliteException broken)
        {
            return new([new Fault(file, $"SQLite cannot read it: {broken.Message}")], [], 0, 0, 0, 0, "");
        }
        catch (StoreException broken)
        {
            return new([new Fault(file, broken.Message)], [], 0, 0, 0, 0, "");
        }
    }

    private static KeyStore? Keys(SqliteConnection connection, string folder, List<Fault> faults, List<string> notes)
    {
        try
        {
            using var id = new Statement(connection, "SELECT id FROM store");
            if (id.Value() is byte[] known) return KeyStore.Open(folder, known, TimeSpan.FromSeconds(5));
            faults.Add(new("store", "the id that binds the data to its keys is missing"));
        }
        catch (SqliteException broken)
        {
            faults.Add(new("store", broken.Message));
        }
        catch (StoreException broken) when (broken.Trouble is Trouble.ReadOnly)
        {
            notes.Add($"Seals were not looked at: {broken.Message}");
        }
        catch (StoreException broken)
        {
            faults.Add(new("keys", broken.Message));
        }
        return null;
    }

    private VerifyReport Walk(IReadOnlyDictionary<long, string> published)
    {
        // One transaction, so that what is appended meanwhile is in none of the tables that are compared.
        Database.Run(connection, "BEGIN");
        Guard("SQLite's own check", () => { foreach (var (where, what) in Database.Faults(connection, "data")) Add(where, what); });
        Guard("erasures", () => { foreach (var e in Rows.Erasures(connection)) Note(e); });
        var position = 0L;
        var last = DateTimeOffset.MinValue;
        var head = new byte[32];
        using var references = new Cursor<ReferenceRow>(this, "reference", Rows.References(connection));
        using var facts = new Cursor<FactRow>(this, "fact", Rows.Facts(connection));
        using var entries = new Cursor<EntryRow>(this, "entry", Rows.Entries(connection));
        using var schemes = new Cursor<SchemeRow>(this, "scheme version", Rows.Schemes(connection));
        using var erasures = new Cursor<ErasureRow>(this, "erasure", Rows.Erasures(connection));
        Guard("commands", () =>
        {
            foreach (var command in Rows.Commands(connection))
            {
                position++;
                var where = $"command {command.Position} ({command.Kind})";
                if (command.Position != position) Add(where, $"command {position} is missing before it");
                position = command.Position;
                commandAt = Rows.Instant(command.RecordedAt);
                if (commandAt < last) Add(where, "it was recorded before the command ahead of it");
                last = commandAt;
                var commitments = references.Of(position, Look).Concat(facts.Of(position, Look)).Concat(entries.Of(position, Look))
                    .Concat(schemes.Of(position, Look)).Concat(erasures.Of(position, Look)).ToList();
                if (!Chain.Next(head, command.Commit(canon), commitments).AsSpan().SequenceEqual(command.Head))
                    Add(where, "the chain is broken here: the command, or the list of what it appended, is not what was recorded");
                head = command.Head;
                if (published.TryGetValue(position, out var known) && !string.Equals(known, Convert.ToHexString(head), StringComparison.OrdinalIgnoreCase))
                    Add(where, "the head of the chain is not the one that was published: the log was rewritten");
            }
        });
        foreach (var left in new[] { references.Left, facts.Left, entries.Left, schemes.Left, erasures.Left })
            if (left is not null) Add(left, "it belongs to no command of the log");
        foreach (var missing in published.Keys.Where(p => p > position)) Add("log", $"it ends at command {position}, but the head of command {missing} was published: the end is missing");
        if (!bookBroken) foreach (var proof in book.TrialBalance(AsOf.Everything).Proofs.Where(p => p.Difference != 0)) Add("ledger", proof.Line);
        beside?.Look(connection, forgotten);
        if (blanked > 0) notes.Add($"{blanked} rows were lawfully erased; their commitments stand.");
        if (keys is null) notes.Add("Without the keys, seals were checked by their commitments only.");
        if (keyless.Count > 0) notes.Add($"The keys of {keyless.Count} people are missing though they were not erased: their words cannot be read.");
        if (faults.Count >= MostFaults) notes.Add($"There are more than {MostFaults} faults; the first are shown.");
        return new(faults, notes, position, facts.Count, entries.Count, schemes.Count, Convert.ToHexStringLower(head)) { Looks = beside?.Looks ?? 0, LooksHead = beside?.LooksHead ?? "", EvidenceFiles = beside?.Files ?? 0 };
    }

    private void Note(ErasureRow row)
    {
        if (row.Fact is { } fact) erasedFacts.Add(fact);
        if (row.Owner is not null) forgotten.Add(Token.Text(row.Owner));
    }

    private void Look(ReferenceRow row)
    {
        var where = $"reference {row.Position} (of person {Short(row.Owner)})";
        people.Add(Token.Text(row.Owner));
        if (!IsWhole(where, row, row.Salt is null && row.Lookup is null && row.Sealed is null, forgotten.Contains(Token.Text(row.Owner)))) return;
        if (row.Sealed is null || row.Lookup is null) Add(where, "it is empty");
        else if (OpenSeal(where, row.Owner, "reference", row.Position, row.Sealed) is { } text)
        {
            using var json = System.Text.Json.JsonDocument.Parse(text);
            var lookup = Rows.Lookup(keys!, json.RootElement.GetProperty("system").GetString()!, json.RootElement.GetProperty("reference").GetString()!);
            if (!lookup.AsSpan().SequenceEqual(row.Lookup)) Add(where, "it is found under another reference than the one it holds");
        }
    }

    private void Look(FactRow row)
    {
        var of = row.About == 0 ? $"person {Short(row.Subject)}" : $"{((About)row.About).ToString().ToLowerInvariant()} {row.SubjectText}";
        var where = $"fact {row.Position} ({KindOf(row.Payload)}of {of})";
        if (row.About == 0 && !people.Contains(row.SubjectText)) Add(where, "nobody has that token");
        if (!IsWhole(where, row, row.Payload is null && row.Words is null && row.Salt is null, erasedFacts.Contains(row.Position))) return;
        beside?.Note(row);
        if (row.Payload is null || !CanonicalJson.Is(row.Payload)) Add(where, "it is not written as this program writes a fact");
        if (row.Words is not null) OpenSeal(where, row.Owner, "fact", row.Position, row.Words);
    }

    private void Look(EntryRow row)
    {
        var where = $"entry {row.Position} ({row.Key})";
        if (!IsWhole(where, row, false, false)) return;
        var entry = Texts.Entry(row.Key, row.Payload, commandAt);
        if (Texts.Payload(entry) != row.Payload) Add(where, "it is not written as this program writes an entry");
        if (bookBroken) return;
        var answer = book.Decide(Ledger.Command.From(entry));
        bookBroken = answer is not Answer.Posted(var again) || again != entry;
        if (bookBroken) Add(where, $"the ledger would not have recorded it: {answer.Why} What follows in the ledger was not looked at.");
        else book.Apply(entry);
    }

    private void Look(SchemeRow row) => IsWhole($"scheme version {row.Position} ({row.Scheme} {row.Number})", row, false, false);

    private void Look(ErasureRow row) => IsWhole($"erasure {row.Position}", row, false, false);

    /// <summary>Whether the row is there to be looked at, and says what was committed to.</summary>
    private bool IsWhole(string where, Row row, bool isBlank, bool mayBeBlank)
    {
        if (isBlank)
        {
            blanked++;
            if (!mayBeBlank) Add(where, "it was blanked, but no erasure names it");
            return false;
        }
        if (mayBeBlank) Add(where, "an erasure names it, but it has not been blanked");
        if (row.Commit(canon).AsSpan().SequenceEqual(row.Commitment)) return true;
        Add(where, row is FactRow { Words: not null } ? "what it says, or its sealed words, do not match its commitment: it was changed" : "what it says does not match its commitment: it was changed");
        return false;
    }

    private string? OpenSeal(string where, byte[] owner, string field, long position, byte[] words)
    {
        if (keys is null) return null;
        try
        {
            if (keys.Find(owner) is not { } key)
            {
                if (!forgotten.Contains(Token.Text(owner))) keyless.Add(Token.Text(owner));
                return null;
            }
            if (Seal.Open(key, owner, field, position, words) is { } text) return text;
            Add(where, "its words do not match their seal");
        }
        catch (StoreException broken)
        {
            Add(where, broken.Message);
        }
        return null;
    }

    internal void Add(string where, string what)
    {
        if (faults.Count < MostFaults) faults.Add(new(where, what));
    }

    internal void Guard(string where, Action look)
    {
        try
        {
            look();
        }
        catch (Exception broken) when (broken is not OutOfMemoryException)
        {
            Add(where, $"it cannot be read: {broken.Message}");
        }
    }

    private static string KindOf(string? payload)
    {
        const string start = "{\"kind\":\"";
        return payload?.StartsWith(start, StringComparison.Ordinal) is true && payload.IndexOf('"', start.Length) is > 0 and var end ? $"{payload[start.Length..end]} " : "";
    }

    private static string Short(byte[] token) => Token.Text(token)[..Math.Min(8, token.Length * 2)] + "…";
}
