using System.Text.Json;
using Cairn.Record;
using Microsoft.Data.Sqlite;

namespace Cairn.Store;

/// <summary>One fact as the log holds it, with who recorded it; its words are null when they were erased or their key is gone.</summary>
public sealed record StoredFact(long Position, Draft Draft, FactWords? Words, int? ClaimedRecorded, DateTimeOffset RecordedAt, long Command, string CommandKey, string By, string Capacity, string Source);

/// <summary>
/// The folder of a partnership: <c>cairn.db</c> holds the log of commands with their facts, entries and scheme versions; <c>keys.db</c>
/// and <c>root.key</c> hold the keys of names and words, and never go into a data backup. Beside them, opened when first used, are looks,
/// drafts and evidence files. Safe to use from many threads, and from several processes at once.
/// </summary>
public sealed class DataFolder : IDisposable
{
    private readonly KeyStore keys;
    private readonly Writer writer;
    private readonly Vocabulary vocabulary;
    private readonly TimeProvider clock;
    private readonly FileStream? serving;
    private readonly Lazy<LookLog> looks;
    private readonly Lazy<Drafts> drafts;
    private readonly Lazy<SignIns> signIns;
    private readonly Lazy<Outbox> outbox;

    private DataFolder(string file, KeyStore keys, Writer writer, Vocabulary vocabulary, FolderOptions options, FileStream? serving)
    {
        (File, this.keys, this.writer, this.vocabulary, clock, this.serving) = (file, keys, writer, vocabulary, options.Clock, serving);
        looks = new(() => Database.Use(Beside("looks.db"), "looks", options.Patience, options.MostPages, c => new LookLog(Beside("looks.db"), c, keys.StoreId)));
        drafts = new(() => Database.Use(Beside("drafts.db"), "drafts", options.Patience, null, c => new Drafts(new(Beside("drafts.db"), c), clock, keys, KeyOf)));
        outbox = new(() => Database.Use(Beside("outbox.db"), "outbox", options.Patience, null, c => new Outbox(new(Beside("outbox.db"), c), clock)));
        Seal = new ServiceSeal(keys);
        signIns = new(() => Database.Use(Beside("signin.db"), "signin", options.Patience, null, c => new SignIns(new(Beside("signin.db"), c), clock, Seal, keys, person => { CatchUp(); return KeyOf(person); })));
        Evidence = new EvidenceFiles(Beside("evidence"), keys, KeyOf);
    }

    /// <summary>The path of <c>cairn.db</c>.</summary>
    public string File { get; }

    /// <summary>The kinds of fact it was opened with.</summary>
    public Vocabulary Vocabulary => vocabulary;

    /// <summary>Who looked at whom.</summary>
    public LookLog Looks => looks.Value;

    /// <summary>Forms filled in by half.</summary>
    public Drafts Drafts => drafts.Value;

    /// <summary>Who can sign in, and who is signed in.</summary>
    public SignIns SignIns => signIns.Value;

    /// <summary>What became of messages to people.</summary>
    public Outbox Outbox => outbox.Value;

    /// <summary>Seals what the service keeps of its own.</summary>
    public ServiceSeal Seal { get; }

    public EvidenceFiles Evidence { get; }

    /// <summary>Opens a folder and reads all it holds; makes what is missing when it is new. Refused with a <see cref="StoreException"/>.</summary>
    public static DataFolder Open(string folder, Vocabulary vocabulary, FolderOptions? options = null)
    {
        options ??= new FolderOptions();
        var file = Path.GetFullPath(Path.Combine(folder, "cairn.db"));
        try
        {
            Directory.CreateDirectory(folder);
            Directory.CreateDirectory(options.KeysFolder ?? folder);
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            throw new StoreException(Trouble.ReadOnly, $"The folder {folder} cannot be made: {broken.Message}", broken);
        }
        SqliteConnection Connect() => Database.Use(file, "data", options.Patience, options.MostPages, c => c);
        var serving = options.Serve ? Serving.Begin(Path.GetDirectoryName(file)!) : null;
        KeyStore? keys = null;
        try
        {
            keys = OpenKeys(file, options.KeysFolder ?? folder, Connect, options.Patience);
            var opened = new DataFolder(file, keys, new Writer(file, () => new Session(file, Connect(), vocabulary, keys, options.Clock), keys), vocabulary, options, serving);
            if (options.Serve) opened.OpenAll();
            return opened;
        }
        catch
        {
            keys?.Dispose();
            serving?.Dispose();
            throw;
        }
    }

    private static KeyStore OpenKeys(string file, string folder, Func<SqliteConnection> connect, TimeSpan patience)
    {
        using var connection = connect();
        try
        {
            // Under the write lock, so that of two processes that begin a store at once one makes the keys and the other finds them.
            Database.Run(connection, "BEGIN IMMEDIATE");
            using var id = new Statement(connection, "SELECT id FROM store");
            var known = (byte[]?)id.Value();
            var keys = KeyStore.Open(folder, known, patience);
            if (known is null)
            {
                using var insert = new Statement(connection, "INSERT INTO store (only, id) VALUES (1, ?1)");
                insert.Run(keys.StoreId);
            }
            Database.Run(connection, "COMMIT");
            return keys;
        }
        catch (SqliteException broken)
        {
            throw StoreException.From(broken, file);
        }
    }

    /// <summary>
    /// Decides a command from all that is recorded and appends what follows. The answer comes when it is durable. An exception thrown
    /// by the decision comes back here and keeps nothing; a <see cref="StoreException"/> means ask again with the same key. Who is erased
    /// by it has no way in any more, and every session of theirs is over, whichever process did it; drafts that speak of them go too.
    /// </summary>
    public async Task<Reply> Do(Command command, Decide decide)
    {
        (List<string> erased, IReadOnlyList<string> files) = ([], []);
        var reply = await writer.Do(command, (state, now) =>
        {
            var decision = decide(state, now);
            (erased, files) = ([.. decision.Erasures.Select(e => e.Person).OfType<string>()], decision.Files);
            return decision;
        });
        if (reply is Reply.Done)
        {
            if (System.IO.File.Exists(Beside("signin.db"))) erased.ForEach(SignIns.Forget);
            if (System.IO.File.Exists(Beside("drafts.db"))) erased.ForEach(Drafts.Forget);
            if (System.IO.File.Exists(Beside("outbox.db"))) erased.ForEach(Outbox.Forget);
            Evidence.Forget(files);
        }
        return reply;
    }

    /// <summary>Looks at the state while nobody changes it. Keep nothing of it; do not wait inside.</summary>
    public T Read<T>(Func<State, T> look) => writer.Read(look);

    /// <summary>Takes in what other processes have appended since.</summary>
    public void CatchUp() => writer.CatchUp();

    /// <summary>The fact at a position of the log, with its words; null when there is none or it was erased.</summary>
    public StoredFact? Fact(long position) => writer.Use(connection =>
    {
        if (Rows.Fact(connection, position) is not { Payload: { } payload } row) return null;
        var command = Rows.Command(connection, row.Command)!;
        using var json = JsonDocument.Parse(payload);
        int? claimed = json.RootElement.TryGetProperty("claimed-recorded", out var day) && Day.TryParse(day.GetString(), out var number) ? number : null;
        var words = Rows.Words(row, keys);
        var draft = Texts.Fact(payload, row.SubjectText, LondonTime.DayOf(row.RecordedAt), vocabulary);
        if (words is not null) draft = draft.With(words);
        var undone = row.Undoes is { } target ? $"#{target}" : null;
        draft = draft with { Corrects = row.Undoing == 1 ? undone : null, Retracts = row.Undoing == 2 ? undone : null };
        return new StoredFact(position, draft, words, claimed, row.RecordedAt, row.Command, command.Key, command.By, command.Capacity, command.Source);
    });

    /// <summary>The fact to which a source gave this id; null when there is none or it was erased.</summary>
    public StoredFact? Fact(string source, string id)
    {
        var same = keys.Fingerprint("fact", source, id)[..16];
        var position = writer.Use(connection =>
        {
            using var select = new Statement(connection, "SELECT position FROM fact WHERE same = ?1");
            return (long?)select.Value(same);
        });
        return position is { } found ? Fact(found) : null;
    }

    /// <summary>By position, the member who recorded each fact that did not come in a file.</summary>
    public IReadOnlyDictionary<long, string> RecordedSingly() => writer.Use(connection =>
    {
        using var select = new Statement(connection, "SELECT f.position, c.asked_by FROM fact f JOIN command c ON c.position = f.command WHERE c.kind <> 'import'");
        return select.Rows().ToDictionary(r => (long)r[0]!, r => (string)r[1]!);
    });

    /// <summary>Who asked for the command at a position of the log; null where there is none.</summary>
    public string? AskedBy(long command) => writer.Use(connection =>
    {
        using var select = new Statement(connection, "SELECT asked_by FROM command WHERE position = ?1");
        return select.Rows(command).Select(r => (string?)r[0]).FirstOrDefault();
    });

    /// <summary>The commands of a kind, in order, with what the log held before each.</summary>
    public IReadOnlyList<LoggedCommand> Commands(string kind) => writer.Use(connection => CommandLog.Of(connection, kind));

    /// <summary>The instants at which facts were recorded, in order, and how many the log held after each.</summary>
    public IReadOnlyList<(DateTimeOffset At, int Facts)> Moments() => writer.Use(CommandLog.Moments);

    /// <summary>What sources call a person; empty when the person was erased.</summary>
    public IReadOnlyList<PersonReference> ReferencesOf(string token) => writer.Use(connection =>
    {
        var found = new List<PersonReference>();
        using var select = new Statement(connection, "SELECT position, sealed FROM reference WHERE token = ?1 AND sealed IS NOT NULL ORDER BY position");
        if (Token.Bytes(token) is not { } owner || keys.Find(owner) is not { } key) return found;
        foreach (var row in select.Rows(owner))
        {
            var text = Store.Seal.Open(key, owner, "reference", (long)row[0]!, (byte[])row[1]!)
                ?? throw new StoreException(Trouble.Damaged, $"A reference of person {token} does not match its seal; verify the store.");
            using var json = JsonDocument.Parse(text);
            found.Add(new PersonReference(token, json.RootElement.GetProperty("system").GetString()!, json.RootElement.GetProperty("reference").GetString()!));
        }
        return found;
    });

    /// <summary>
    /// The words of every fact of a kind after a position, in order, in one pass; those that were erased are left out. Follow what is new by
    /// asking again from the last position given.
    /// </summary>
    public IReadOnlyList<WordsOf> Words(string kind, long after = 0)
    {
        var number = vocabulary.Find(kind)?.Number ?? throw new StoreException(Trouble.Vocabulary, $"The vocabulary has no kind of fact '{kind}'.");
        var positions = Read(state =>
        {
            var kinds = state.Facts.Columns.Kinds;
            var found = new List<long>();
            for (var p = (int)after; p < state.Facts.Columns.Count; p++) if (kinds[p] == number) found.Add(p + 1L);
            return found;
        });
        return writer.Use(connection => Rows.Words(connection, keys, positions));
    }

    /// <summary>Deletes evidence files that no fact has named for a day; gives how many.</summary>
    public int SweepEvidence()
    {
        CatchUp();
        return Read(state => Evidence.Sweep(state, clock.GetUtcNow()));
    }

    /// <summary>
    /// Copies facts, looks, ways in and evidence, and no keys or drafts, into a new folder while others write, then verifies the copy. The folder is
    /// whole or not there; refused when it is there already.
    /// </summary>
    public VerifyReport Backup(string target) => Store.Backup.Data(target, into =>
    {
        // Facts first: what they name is there before them, so whatever is copied after them has it.
        writer.Use(c => { Store.Backup.Copy(c, Path.Combine(into, "cairn.db")); return true; });
        if (System.IO.File.Exists(Beside("signin.db"))) SignIns.CopyTo(Path.Combine(into, "signin.db"));
        if (System.IO.File.Exists(Beside("looks.db"))) Looks.CopyTo(Path.Combine(into, "looks.db"));
        Store.Backup.CopyEvidence(Beside("evidence"), Path.Combine(into, "evidence"));
    });

    /// <summary>Copies the wrapped keys to a new file, to be kept apart from data backups and no longer than 30 days; <c>root.key</c> is copied by hand.</summary>
    public void BackupKeys(string target) => Store.Backup.Whole(target, keys.CopyTo);

    /// <summary>The key of a person of this store, made now if they have none yet; refused for who is unknown or was erased.</summary>
    private byte[] KeyOf(string token)
    {
        var owner = Token.Bytes(token) ?? throw new ArgumentException($"'{token}' is not a token.", nameof(token));
        return keys.Find(owner) ?? writer.Use(connection => keys.FindOrMake(owner, connection));
    }

    /// <summary>Opens what else opens when first used, so that trouble with it is met before anything is served.</summary>
    private void OpenAll()
    {
        try
        {
            _ = (Looks, Drafts);
            // Whoever erased them may have been stopped before it came to this.
            foreach (var person in SignIns.People.Where(p => Read(state => state.IsErased(p)))) SignIns.Forget(person);
            foreach (var person in Read(state => state.ErasedPeople.ToList())) Drafts.Forget(person);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    private string Beside(string name) => Path.Combine(Path.GetDirectoryName(File)!, name);

    /// <inheritdoc/>
    public void Dispose()
    {
        if (looks.IsValueCreated) looks.Value.Dispose();
        if (drafts.IsValueCreated) drafts.Value.Dispose();
        if (signIns.IsValueCreated) signIns.Value.Dispose();
        if (outbox.IsValueCreated) outbox.Value.Dispose();
        writer.Dispose();
        keys.Dispose();
        serving?.Dispose();
    }
}
