using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace Cairn.Store;

/// <summary>
/// Who can sign in, who was invited, and who is signed in: <c>signin.db</c>. Credentials are sealed, a person's under the person's own key, and
/// secrets are found by keyed fingerprint, so a copy of the file opens nothing, and one restored lets nobody in who was erased since.
/// </summary>
public sealed class SignIns : IDisposable
{
    /// <summary>How long a session lasts when nothing is asked, and at most.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromMinutes(20), Longest = TimeSpan.FromHours(12);

    private const string Columns = "SELECT id, is_person, stamp, sealed, last_in_at, closed_at FROM account";

    private readonly SideFile file;
    private readonly TimeProvider clock;
    private readonly ServiceSeal seal;
    private readonly KeyStore keys;
    private readonly Func<string, byte[]> keyOf;

    internal SignIns(SideFile file, TimeProvider clock, ServiceSeal seal, KeyStore keys, Func<string, byte[]> keyOf) =>
        (this.file, this.clock, this.seal, this.keys, this.keyOf) = (file, clock, seal, keys, keyOf);

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>Whether nobody can sign in yet, and nobody was made to.</summary>
    public bool IsEmpty => file.Value("SELECT count(*) FROM account") is 0L;

    /// <summary>The ways in of a member or person; null for who has none and never had.</summary>
    public Credentials? Find(string id) => Read(file.Row($"{Columns} WHERE id = ?1", id));

    /// <summary>By the name or card code that is typed; null when nobody has it.</summary>
    public Credentials? FindByName(string typed) => Read(file.Row($"{Columns} WHERE lookup = ?1", Lookup(typed)));

    public Credentials? FindByPasskey(byte[] id) => Read(file.Row($"{Columns} WHERE id = (SELECT account FROM passkey WHERE lookup = ?1)", PasskeyLookup(id)));

    /// <summary>All members, those who left too.</summary>
    public IReadOnlyList<Credentials> Members => file.Rows($"{Columns} WHERE is_person = 0 ORDER BY id").Select(r => Read(r)!).ToList();

    /// <summary>Changes the ways in of one, from what they are now, or makes them; given back as they are then. A change to null changes nothing.</summary>
    public Credentials? Change(string id, Func<Credentials?, Credentials?> change) => file.Turn(() =>
    {
        if (change(Read(file.Row($"{Columns} WHERE id = ?1", id))) is not { } changed) return null;
        var words = changed.IsPerson ? Seal.Close(keyOf(id), Token.Bytes(id)!, "account", 0, JsonSerializer.Serialize(changed)) : seal.Close($"account {id}", JsonSerializer.Serialize(changed));
        file.Run("BEGIN IMMEDIATE");
        file.Run("INSERT INTO account (id, is_person, lookup, stamp, sealed, closed_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (id) DO UPDATE SET lookup = ?3, stamp = ?4, sealed = ?5, closed_at = ?6",
            id, changed.IsPerson ? 1 : 0, changed.SignInName is { } name ? Lookup(name) : null, changed.Stamp, words, changed.ClosedAt?.ToUnixTimeMilliseconds());
        file.Run("DELETE FROM passkey WHERE account = ?1", id);
        foreach (var passkey in changed.Passkeys) file.Run("INSERT INTO passkey (lookup, account) VALUES (?1, ?2)", PasskeyLookup(passkey.Id), id);
        file.Run("DELETE FROM session WHERE account = ?1 AND stamp <> ?2", id, changed.Stamp);
        file.Run("COMMIT");
        return changed;
    });

    /// <summary>A link's secret for one account, or with an empty one for setting up; those made before for the same are no good any more.</summary>
    public string Invite(string account, TimeSpan lasts) => file.Turn(() =>
    {
        var secret = NewSecret();
        file.Run("DELETE FROM invitation WHERE account = ?1 OR until < ?2", account, Now);
        file.Run("INSERT INTO invitation (lookup, account, until) VALUES (?1, ?2, ?3)", seal.Fingerprint("invitation", secret), account, Now + (long)lasts.TotalMilliseconds);
        return secret;
    });

    /// <summary>Whose link it is; null when it was used, is too old, or never was.</summary>
    public string? Invited(string secret) => (string?)file.Value("SELECT account FROM invitation WHERE lookup = ?1 AND until >= ?2", seal.Fingerprint("invitation", secret), Now);

    /// <summary>Ends the links of an account: they were used, or are taken back.</summary>
    public void EndInvitations(string account) => file.Run("DELETE FROM invitation WHERE account = ?1", account);

    /// <summary>Begins a session, and gives what its cookie holds.</summary>
    public string Begin(string account, bool isPerson) => file.Turn(() =>
    {
        var secret = NewSecret();
        var now = Now;
        file.Run("DELETE FROM session WHERE began_at < ?1 OR seen_at < ?2", now - (long)Longest.TotalMilliseconds, now - (long)Idle.TotalMilliseconds);
        file.Run("INSERT INTO session (lookup, account, is_person, stamp, began_at, seen_at, sure_at) VALUES (?1, ?2, ?3, coalesce((SELECT stamp FROM account WHERE id = ?2), ''), ?4, ?4, ?4)", seal.Fingerprint("session", secret), account, isPerson ? 1 : 0, now);
        file.Run("UPDATE account SET last_in_at = ?2 WHERE id = ?1", account, now);
        return secret;
    });

    /// <summary>Whose session it is; null when it is over: by time, by signing out, or because a way in has changed. Asking keeps it going.</summary>
    public SignedIn? Session(string secret) => file.Turn(() =>
    {
        var lookup = seal.Fingerprint("session", secret);
        var now = Now;
        if (file.Row("SELECT s.account, s.is_person, s.began_at, s.seen_at, s.sure_at FROM session s LEFT JOIN account a ON a.id = s.account WHERE s.lookup = ?1 AND s.stamp = coalesce(a.stamp, '')", lookup) is not [string account, long person, long began, long seen, long sure]) return null;
        if (now - began > Longest.TotalMilliseconds || now - seen > Idle.TotalMilliseconds) return null;
        // Not on every request: a write waits for the disk.
        if (now - seen > 30_000) file.Run("UPDATE session SET seen_at = ?2 WHERE lookup = ?1", lookup, now);
        return new SignedIn(account, person != 0, Store.Rows.Instant(began), Store.Rows.Instant(sure));
    });

    /// <summary>Notes that the second factor was shown again.</summary>
    public void Sure(string secret) => file.Run("UPDATE session SET sure_at = ?2, seen_at = ?2 WHERE lookup = ?1", seal.Fingerprint("session", secret), Now);

    /// <summary>Signs out of one session.</summary>
    public void End(string secret) => file.Run("DELETE FROM session WHERE lookup = ?1", seal.Fingerprint("session", secret));

    /// <summary>The people in recovery who can sign in, or are signed in.</summary>
    internal IReadOnlyList<string> People => file.Rows("SELECT id FROM account WHERE is_person = 1 UNION SELECT account FROM session WHERE is_person = 1").Select(r => (string)r[0]!).ToList();

    /// <summary>Leaves nothing of who was erased: no card, no passkey, no link, and every session of theirs is over.</summary>
    internal void Forget(string id) => file.Turn(() =>
    {
        file.Run("BEGIN IMMEDIATE");
        foreach (var from in (string[])["session WHERE account", "invitation WHERE account", "passkey WHERE account", "account WHERE id"]) file.Run($"DELETE FROM {from} = ?1", id);
        file.Run("COMMIT");
        return true;
    });

    /// <summary>Writes a copy to a new file. Without the keys of the store nobody can use it.</summary>
    internal void CopyTo(string target) => file.Run("VACUUM INTO ?1", target);

    private byte[] Lookup(string name) => seal.Fingerprint("sign-in-name", name.Trim().ToUpperInvariant());

    private byte[] PasskeyLookup(byte[] id) => seal.Fingerprint("passkey", Convert.ToHexString(id));

    private static string NewSecret() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    private Credentials? Read(object?[]? row)
    {
        if (row is not [string id, long person, string stamp, byte[] words, var last, var closed]) return null;
        // A person's that does not open is of somebody erased since this file was backed up: they have no way in.
        var text = person != 0 ? Own(id, words) : seal.Open($"account {id}", words) ?? throw new StoreException(Trouble.Damaged, string.Create(CultureInfo.InvariantCulture, $"The ways in of {id} in {file.File} do not match their seal. Restore a backup of it, or move it away and set up anew."));
        if (text is null) return null;
        return JsonSerializer.Deserialize<Credentials>(text)! with { IsPerson = person != 0, Stamp = stamp, LastIn = last is long at ? Store.Rows.Instant(at) : null, ClosedAt = closed is long when ? Store.Rows.Instant(when) : null };
    }

    private string? Own(string id, byte[] words) => Token.Bytes(id) is { } owner && keys.Find(owner) is { } key ? Seal.Open(key, owner, "account", 0, words) : null;

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();
}
