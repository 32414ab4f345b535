using System.Security.Cryptography;
using Cairn.Record;

namespace Cairn.Store;

/// <summary>
/// Evidence files: the folder <c>evidence</c>, where each is sealed under a person's key and named by the hash of its sealed bytes. A file
/// is there whole or not at all, is never changed, and cannot be read once its person is erased.
/// </summary>
public sealed class EvidenceFiles
{
    /// <summary>The kind of fact that names an evidence file.</summary>
    public const string Kind = "evidence-file";

    private readonly string folder;
    private readonly KeyStore keys;
    private readonly Func<string, byte[]> keyOf;

    internal EvidenceFiles(string folder, KeyStore keys, Func<string, byte[]> keyOf) => (this.folder, this.keys, this.keyOf) = (folder, keys, keyOf);

    /// <summary>
    /// Keeps what is read from a stream as evidence about a person, in pieces, so that a large file takes little memory. Its type is told by
    /// its bytes alone; where a photograph was taken, and other things it says beside the picture, are left out.
    /// </summary>
    public async Task<EvidenceReply> Save(Stream content, string person, EvidenceLimits? limits = null, CancellationToken cancel = default)
    {
        limits ??= new EvidenceLimits();
        var owner = Token.Bytes(person) ?? throw new ArgumentException($"'{person}' is not a token.", nameof(person));
        var key = keyOf(person);
        var part = Path.Combine(folder, $"{Guid.NewGuid():n}.part");
        try
        {
            string file, type, same;
            long size;
            using (var to = Guard(() => { Durable.Make(folder); return new SealingStream(part, key, owner, keys.Fingerprinting("evidence")); }))
            {
                var buffer = new byte[SealingStream.Piece];
                Copying? copying = null;
                var taken = 0L;
                while (await content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancel) is > 0 and var read)
                {
                    if ((taken += read) > limits.MostBytes) return EvidenceReply.No(NotKept.TooLarge, limits);
                    copying ??= Copying.Of(buffer.AsSpan(0, read), to, limits.MostPixels);
                    if (copying is null) return EvidenceReply.No(NotKept.NotAllowed, limits);
                    if (Guard(() => copying.Take(buffer.AsSpan(0, read))) is { } refused) return EvidenceReply.No(refused, limits);
                }
                if (copying is null) return EvidenceReply.No(NotKept.Empty, limits);
                if (!copying.IsWhole) return EvidenceReply.No(NotKept.Damaged, limits);
                (file, same) = Guard(to.Finish);
                (type, size) = (copying.Type, to.Taken);
            }
            Guard(() => { File.Move(part, In(file), overwrite: false); Durable.Folder(folder); return 0; });
            return new EvidenceReply.Saved(file, type, size, same);
        }
        finally
        {
            Guard(() => { if (File.Exists(part)) File.Delete(part); return 0; });
        }
    }

    /// <summary>
    /// The content of a file about a person; null when the person was erased. The whole file is held to its name first: one that is
    /// missing or was changed is refused as damage.
    /// </summary>
    public Stream? Open(string file, string person)
    {
        if (!IsName(file) || Token.Bytes(person) is not { } owner) throw new ArgumentException("An evidence file is named by 64 hexadecimal figures, and its person by token.", nameof(file));
        if (keys.Find(owner) is not { } key) return null;
        if (Fault(folder, file) is { } what) throw new StoreException(Trouble.Damaged, $"The evidence file {file[..8]}… {what}. Verify the store, and restore it from a backup.");
        return Guard(() => new UnsealingStream(In(file), key, owner));
    }

    /// <summary>The positions, counted from 1, of standing or undone facts that name a file of the same content as one that was saved.</summary>
    public static IReadOnlyList<long> Same(State state, string same)
    {
        var facts = state.Facts;
        if (facts.Vocabulary.Find(Kind) is not { } kind || kind.Find("same") is not { } detail || facts.Names.Find(same) is not (>= 0 and var name)) return [];
        return [.. Enumerable.Range(0, facts.Columns.Count).Where(p => facts.Columns.Kinds[p] == kind.Number && facts.Columns.Detail(p, detail.Slot) == name).Select(p => p + 1L)];
    }

    /// <summary>Deletes files that no fact names and that have lain for a day: forms never sent, facts erased. Gives how many.</summary>
    internal int Sweep(State state, DateTimeOffset now)
    {
        if (!Directory.Exists(folder) || state.Facts.Vocabulary.Find(Kind) is not { } kind || kind.Find("file") is not { } detail) return 0;
        var facts = state.Facts;
        var named = Enumerable.Range(0, facts.Columns.Count).Where(p => facts.Columns.Kinds[p] == kind.Number && facts.Columns.Detail(p, detail.Slot) != FactColumns.Missing)
            .Select(p => facts.Names[facts.Columns.Detail(p, detail.Slot)]).ToHashSet(StringComparer.Ordinal);
        var idle = Directory.GetFiles(folder).Where(f => !named.Contains(Path.GetFileName(f)) && File.GetLastWriteTimeUtc(f) < now.UtcDateTime.AddDays(-1)).ToList();
        foreach (var file in idle) Guard(() => { File.Delete(file); return 0; });
        return idle.Count;
    }

    /// <summary>Deletes the files of somebody who was erased; one that is not there is no matter.</summary>
    internal void Forget(IEnumerable<string> files)
    {
        foreach (var file in files.Where(f => IsName(f) && File.Exists(In(f)))) Guard(() => { File.Delete(In(file)); return 0; });
    }

    /// <summary>What is wrong with a file by its name alone, without keys; null when nothing is.</summary>
    internal static string? Fault(string folder, string file)
    {
        try
        {
            using var stream = new FileStream(Path.Combine(folder, file), FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
            return Convert.ToHexStringLower(SHA256.HashData(stream)) == file ? null : "is not what was saved: it was changed";
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return "is missing";
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            return $"cannot be read: {broken.Message}";
        }
    }

    internal static bool IsName(string file) => file.Length == 64 && file.All(char.IsAsciiHexDigitLower);

    private string In(string file) => Path.Combine(folder, file);

    private T Guard<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (IOException broken)
        {
            const int NoSpace = 28;
            throw broken.HResult == NoSpace ? new StoreException(Trouble.DiskFull, $"The disk that holds {folder} is full. Nothing of this was kept; make room and try again.", broken)
                : new StoreException(Trouble.Device, $"{folder} could not be read or written ({broken.Message}). Nothing of this was kept.", broken);
        }
        catch (UnauthorizedAccessException broken)
        {
            throw new StoreException(Trouble.ReadOnly, $"{folder} may not be written. Check who owns the folder and its permissions.", broken);
        }
    }
}
