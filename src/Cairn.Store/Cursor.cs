using System.Globalization;

namespace Cairn.Store;

/// <summary>The rows of one table in order, handed out command by command.</summary>
internal sealed class Cursor<T>(Verify verify, string what, IEnumerable<T> all) : IDisposable where T : Row
{
    private readonly IEnumerator<T> rows = all.GetEnumerator();
    private bool begun;
    private bool more;

    public long Count { get; private set; }

    public string? Left => more ? $"{what} {rows.Current.Position}" : null;

    public IEnumerable<byte[]> Of(long command, Action<T> look)
    {
        if (!begun) Next();
        begun = true;
        while (more && rows.Current.Command <= command)
        {
            var row = rows.Current;
            var where = string.Create(CultureInfo.InvariantCulture, $"{what} {row.Position}");
            if (row.Command < command) verify.Add(where, $"it stands behind rows of later commands than its own, command {row.Command}");
            if (row.Position != Count + 1) verify.Add(where, $"{what} {Count + 1} is missing before it");
            Count = row.Position;
            verify.Guard(where, () => look(row));
            yield return row.Commitment;
            Next();
        }
    }

    private void Next()
    {
        more = false;
        verify.Guard($"{what} {Count + 1}", () => more = rows.MoveNext());
    }

    public void Dispose() => rows.Dispose();
}
