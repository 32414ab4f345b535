namespace Cairn.Store;

/// <summary>Which half-filled form: whose, its name, and what it is about - a person's token, another's name, or nothing.</summary>
public sealed record DraftKey(string Member, string Form, string Subject = "");

/// <summary>A half-filled form as it was last saved.</summary>
public sealed record SavedDraft(string Content, DateTimeOffset SavedAt);

/// <summary>
/// Forms filled in by half, so that a lost sign-in loses nothing: <c>drafts.db</c>. The content is sealed, about a person under their
/// key; one that cannot be opened any more, because the person was erased, counts as not there. Never in a backup.
/// </summary>
public sealed class Drafts : IDisposable
{
    /// <summary>How long a draft is kept.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    private const int Longest = 200_000;

    private readonly SideFile file;
    private readonly TimeProvider clock;
    private readonly KeyStore keys;
    private readonly Func<string, byte[]> keyOf;

    internal Drafts(SideFile file, TimeProvider clock, KeyStore keys, Func<string, byte[]> keyOf) => (this.file, this.clock, this.keys, this.keyOf) = (file, clock, keys, keyOf);

    /// <summary>Saves a form as it is now, in place of what was saved before. Content of more than 200,000 characters is a bug of the form.</summary>
    public void Save(DraftKey key, string content)
    {
        if (content.Length > Longest) throw new ArgumentException($"A draft has at most {Longest} characters.", nameof(content));
        var owner = Owner(key);
        var words = Seal.Close(owner == KeyStore.Partnership ? keys.Find(owner)! : keyOf(key.Subject), owner, Field(key), 0, content);
        file.Run("INSERT OR REPLACE INTO draft (member, form, subject, sealed, saved_at) VALUES (?1, ?2, ?3, ?4, ?5)", key.Member, key.Form, key.Subject, words, clock.GetUtcNow().ToUnixTimeMilliseconds());
    }

    /// <summary>The form as it was last saved, or null.</summary>
    public SavedDraft? Find(DraftKey key)
    {
        var row = file.Row("SELECT sealed, saved_at FROM draft WHERE member = ?1 AND form = ?2 AND subject = ?3", key.Member, key.Form, key.Subject);
        if (row is not [byte[] words, long at] || Rows.Instant(at) < Oldest) return null;
        var owner = Owner(key);
        return keys.Find(owner) is { } with && Seal.Open(with, owner, Field(key), 0, words) is { } content ? new SavedDraft(content, Rows.Instant(at)) : null;
    }

    /// <summary>The forms that a member has not finished, the last saved first.</summary>
    public IReadOnlyList<(DraftKey Key, DateTimeOffset SavedAt)> Of(string member) =>
        file.Rows("SELECT form, subject, saved_at FROM draft WHERE member = ?1 AND saved_at >= ?2 ORDER BY saved_at DESC", member, Oldest.ToUnixTimeMilliseconds())
            .Select(r => (new DraftKey(member, (string)r[0]!, (string)r[1]!), Rows.Instant((long)r[2]!))).ToList();

    /// <summary>Deletes a form that was sent, or given up; one that is not there is no matter.</summary>
    public void Delete(DraftKey key) => file.Run("DELETE FROM draft WHERE member = ?1 AND form = ?2 AND subject = ?3", key.Member, key.Form, key.Subject);

    /// <summary>Deletes every form about somebody who was erased, and every form about nobody in particular that names their token: one that was sent too late and kept.</summary>
    internal void Forget(string person)
    {
        var rows = file.Rows("SELECT member, form, subject, sealed FROM draft");
        foreach (var key in from row in rows
                            let key = new DraftKey((string)row[0]!, (string)row[1]!, (string)row[2]!)
                            where key.Subject == person || (Owner(key) == KeyStore.Partnership && Seal.Open(keys.Find(KeyStore.Partnership)!, KeyStore.Partnership, Field(key), 0, (byte[])row[3]!)?.Contains(person, StringComparison.Ordinal) is true)
                            select key) Delete(key);
    }

    /// <summary>Deletes all that was saved more than 30 days ago, and gives how many that were.</summary>
    public int Sweep() => file.Turn(() =>
    {
        file.Run("DELETE FROM draft WHERE saved_at < ?1", Oldest.ToUnixTimeMilliseconds());
        return (int)(long)file.Value("SELECT changes()")!;
    });

    private DateTimeOffset Oldest => clock.GetUtcNow() - Kept;

    private static byte[] Owner(DraftKey key) => Token.Bytes(key.Subject) ?? KeyStore.Partnership;

    /// <summary>Binds the seal to its row, so that one form's words do not open as another's.</summary>
    private static string Field(DraftKey key) => $"draft {Convert.ToHexStringLower(new Canon().Start("draft", []).Add(key.Member).Add(key.Form).Add(key.Subject).Hash())}";

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();
}
