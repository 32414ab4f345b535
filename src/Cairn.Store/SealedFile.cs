using System.Security.Cryptography;

namespace Cairn.Store;

/// <summary>
/// Writes a sealed file in pieces of 64 KB, each bound to the person, the file, its place, and to whether it is the last: pieces that
/// are swapped, dropped or cut off do not open.
/// </summary>
internal sealed class SealingStream : Stream
{
    public const int Piece = 1 << 16;
    public const int NameSize = 16;

    private readonly FileStream file;
    private readonly byte[] key;
    private readonly byte[] owner;
    private readonly byte[] name = RandomNumberGenerator.GetBytes(NameSize);
    private readonly IncrementalHash sealedHash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly IncrementalHash fingerprint;
    private readonly byte[] piece = new byte[Piece];
    private int filled;
    private long pieces;

    public SealingStream(string path, byte[] key, byte[] owner, IncrementalHash fingerprint)
    {
        (this.key, this.owner, this.fingerprint) = (key, owner, fingerprint);
        file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 0);
        RootKey.OwnerOnly(path);
        Out(name);
    }

    /// <summary>How many bytes were given to be sealed.</summary>
    public long Taken { get; private set; }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        fingerprint.AppendData(buffer);
        Taken += buffer.Length;
        while (buffer.Length > 0)
        {
            if (filled == Piece) Close(last: false);
            var now = Math.Min(buffer.Length, Piece - filled);
            buffer[..now].CopyTo(piece.AsSpan(filled));
            filled += now;
            buffer = buffer[now..];
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <summary>Seals the last piece and makes all durable; gives the hash of the sealed bytes and the fingerprint of what was sealed.</summary>
    public (string File, string Same) Finish()
    {
        Close(last: true);
        file.Flush(flushToDisk: true);
        return (Convert.ToHexStringLower(sealedHash.GetHashAndReset()), Convert.ToHexStringLower(fingerprint.GetHashAndReset().AsSpan(0, 16)));
    }

    public static byte[] Place(byte[] owner, byte[] name, long piece, bool last) => Seal.Place(owner, $"evidence {Convert.ToHexStringLower(name)} {(last ? "last" : "more")}", piece);

    private void Close(bool last)
    {
        Out(Seal.CloseBytes(key, Place(owner, name, pieces++, last), piece.AsSpan(0, filled)));
        filled = 0;
    }

    private void Out(byte[] bytes)
    {
        sealedHash.AppendData(bytes);
        try
        {
            file.Write(bytes);
        }
        catch (ArgumentOutOfRangeException tooLong)
        {
            // So .NET says that the system takes no file as long as this.
            throw new IOException(tooLong.Message, tooLong);
        }
    }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override void Flush() { }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            file.Dispose();
            sealedHash.Dispose();
            fingerprint.Dispose();
        }
        base.Dispose(disposing);
    }
}

/// <summary>Reads what a <see cref="SealingStream"/> wrote, once and in order; a piece that does not match its seal throws.</summary>
internal sealed class UnsealingStream : Stream
{
    private readonly FileStream file;
    private readonly byte[] key;
    private readonly byte[] owner;
    private readonly byte[] name = new byte[SealingStream.NameSize];
    private readonly byte[] closed = new byte[SealingStream.Piece + Seal.Overhead];
    private byte[] piece = [];
    private int at;
    private long pieces;

    public UnsealingStream(string path, byte[] key, byte[] owner)
    {
        (this.key, this.owner) = (key, owner);
        file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 0);
        _ = file.ReadAtLeast(name, name.Length, throwOnEndOfStream: false);
    }

    public override int Read(Span<byte> buffer)
    {
        if (at == piece.Length && file.Position < file.Length)
        {
            var read = file.ReadAtLeast(closed, closed.Length, throwOnEndOfStream: false);
            piece = Seal.OpenBytes(key, SealingStream.Place(owner, name, pieces++, file.Position == file.Length), closed.AsSpan(0, read))
                ?? throw new StoreException(Trouble.Damaged, $"{file.Name} does not match its seal: it is another person's, or was changed.");
            at = 0;
        }
        var now = Math.Min(buffer.Length, piece.Length - at);
        piece.AsSpan(at, now).CopyTo(buffer);
        at += now;
        return now;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override void Flush() { }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) file.Dispose();
        base.Dispose(disposing);
    }
}
