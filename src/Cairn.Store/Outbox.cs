namespace Cairn.Store;

/// <summary>What became of one message: by which way, how often it was tried, when last, and the receipt or why it failed.</summary>
public sealed record Posted(string Id, string Person, string Way, PostState State, int Tries, DateTimeOffset At, string Note);

/// <summary>Where a message is.</summary>
public enum PostState
{
    Sending,
    Sent,
    Failed,
    /// <summary>A letter that somebody has to print.</summary>
    ToPrint,
}

/// <summary>
/// What became of messages: <c>outbox.db</c>. A message is put down before it is sent, so that it is sent by one process; one that was begun and never
/// came to an end is sent again after ten minutes, since a reminder twice is better than none. After eight failures it rests.
/// </summary>
public sealed class Outbox : IDisposable
{
    public const int MostTries = 8;

    private static readonly TimeSpan Stuck = TimeSpan.FromMinutes(10);

    private readonly SideFile file;
    private readonly TimeProvider clock;

    internal Outbox(SideFile file, TimeProvider clock) => (this.file, this.clock) = (file, clock);

    /// <summary>Puts a message down as being sent; false where it was sent, is being sent, waits to be printed, or failed a short while ago: after a failure twice as long as before it, from one minute.</summary>
    public bool Begin(string id, string person, string way) => file.Turn(() =>
    {
        var now = clock.GetUtcNow();
        if (Find(id) is { } before)
        {
            var wait = before.State switch { PostState.Sending => Stuck, PostState.Failed when before.Tries < MostTries => TimeSpan.FromMinutes(1 << (before.Tries - 1)), _ => TimeSpan.MaxValue };
            if (now - before.At < wait) return false;
        }
        file.Run("INSERT INTO message (id, person, way, state, tries, at, note) VALUES (?1, ?2, ?3, 'sending', 1, ?4, '') ON CONFLICT (id) DO UPDATE SET way = ?3, state = 'sending', tries = tries + 1, at = ?4, note = ''", id, person, way, now.ToUnixTimeMilliseconds());
        return true;
    });

    /// <summary>Says what came of it.</summary>
    public void End(string id, PostState state, string note) =>
        file.Run("UPDATE message SET state = ?2, at = ?3, note = ?4 WHERE id = ?1", id, Text(state), clock.GetUtcNow().ToUnixTimeMilliseconds(), note);

    public Posted? Find(string id) => file.Row("SELECT id, person, way, state, tries, at, note FROM message WHERE id = ?1", id) is { } row ? Of(row) : null;

    /// <summary>The newest first.</summary>
    public IReadOnlyList<Posted> Newest(int most, int skip = 0) => [.. file.Rows("SELECT id, person, way, state, tries, at, note FROM message ORDER BY at DESC, id LIMIT ?1 OFFSET ?2", most, skip).Select(Of)];

    public int Count => (int)(long)file.Value("SELECT count(*) FROM message")!;

    /// <summary>Those to one person, the newest first.</summary>
    public IReadOnlyList<Posted> To(string person) => [.. file.Rows("SELECT id, person, way, state, tries, at, note FROM message WHERE person = ?1 ORDER BY at DESC, id", person).Select(Of)];

    /// <summary>Leaves nothing of messages to somebody who was erased: the note of a failure may hold where it was sent.</summary>
    internal void Forget(string person) => file.Run("DELETE FROM message WHERE person = ?1", person);

    private static Posted Of(object?[] row) =>
        new((string)row[0]!, (string)row[1]!, (string)row[2]!, (string)row[3]! switch { "sending" => PostState.Sending, "sent" => PostState.Sent, "to-print" => PostState.ToPrint, _ => PostState.Failed }, (int)(long)row[4]!, Rows.Instant((long)row[5]!), (string)row[6]!);

    private static string Text(PostState state) => state switch { PostState.Sending => "sending", PostState.Sent => "sent", PostState.ToPrint => "to-print", _ => "failed" };

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();
}
