using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Cairn.Store;

/// <summary>
/// Words under a key: AES-256-GCM, bound to the person, the row and the field, so that a sealed word moved elsewhere does not
/// open. Padded to blocks of 64 bytes, so that its length tells little.
/// </summary>
internal static class Seal
{
    public const int KeySize = 32;

    /// <summary>How much longer sealed bytes are than what was sealed.</summary>
    public const int Overhead = Nonce + Tag;

    private const int Nonce = 12;
    private const int Tag = 16;
    private const int Block = 64;

    /// <summary>Seals text for one place: nonce, sealed bytes, tag.</summary>
    public static byte[] Close(byte[] key, byte[] owner, string field, long position, string words)
    {
        var length = Encoding.UTF8.GetByteCount(words);
        var plain = new byte[(4 + length + Block - 1) / Block * Block];
        BinaryPrimitives.WriteInt32BigEndian(plain, length);
        Encoding.UTF8.GetBytes(words, plain.AsSpan(4));
        return CloseBytes(key, Place(owner, field, position), plain);
    }

    /// <summary>The words, or null when the seal is broken: another key, another place, or a byte changed.</summary>
    public static string? Open(byte[] key, byte[] owner, string field, long position, ReadOnlySpan<byte> sealedWords)
    {
        var plain = OpenBytes(key, Place(owner, field, position), sealedWords);
        if (plain is null || plain.Length < 4) return null;
        var length = BinaryPrimitives.ReadInt32BigEndian(plain);
        return length < 0 || length > plain.Length - 4 ? null : Encoding.UTF8.GetString(plain.AsSpan(4, length));
    }

    public static byte[] CloseBytes(byte[] key, byte[] place, ReadOnlySpan<byte> plain)
    {
        var all = new byte[Nonce + plain.Length + Tag];
        RandomNumberGenerator.Fill(all.AsSpan(0, Nonce));
        using var gcm = new AesGcm(key, Tag);
        gcm.Encrypt(all.AsSpan(0, Nonce), plain, all.AsSpan(Nonce, plain.Length), all.AsSpan(Nonce + plain.Length), place);
        return all;
    }

    public static byte[]? OpenBytes(byte[] key, byte[] place, ReadOnlySpan<byte> all)
    {
        if (all.Length < Nonce + Tag) return null;
        var plain = new byte[all.Length - Nonce - Tag];
        using var gcm = new AesGcm(key, Tag);
        try
        {
            gcm.Decrypt(all[..Nonce], all[Nonce..^Tag], all[^Tag..], plain, place);
            return plain;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    public static byte[] Place(byte[] owner, string field, long position)
    {
        var place = new byte[owner.Length + 8 + field.Length];
        owner.CopyTo(place, 0);
        BinaryPrimitives.WriteInt64BigEndian(place.AsSpan(owner.Length), position);
        Encoding.ASCII.GetBytes(field, place.AsSpan(owner.Length + 8));
        return place;
    }
}

/// <summary>A person's token as text: 32 hexadecimal figures, drawn at random and meaning nothing.</summary>
public static class Token
{
    /// <summary>A token that nobody has.</summary>
    public static string New() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    internal static string Text(byte[] bytes) => Convert.ToHexStringLower(bytes);

    internal static byte[]? Bytes(string text)
    {
        var bytes = new byte[16];
        return text.Length == 32 && Convert.FromHexString(text, bytes, out _, out var written) is System.Buffers.OperationStatus.Done && written == 16 ? bytes : null;
    }
}
