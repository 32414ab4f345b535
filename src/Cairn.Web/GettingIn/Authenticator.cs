using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Cairn.Store;
using QRCoder;

namespace Cairn.Web.GettingIn;

/// <summary>The codes of an authenticator app (RFC 6238): six figures from a shared secret and the half-minute it is.</summary>
public static class Authenticator
{
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>The secret that is offered to somebody until they take it: the same while their ways in do not change, so nothing is kept of it before.</summary>
    public static string Offer(ServiceSeal seal, Credentials who) => Text(seal.Fingerprint("authenticator", $"{who.Id} {who.Stamp}").AsSpan(0, 20));

    /// <summary>The half-minute that a code is of: this one, the one before or the next, for clocks differ; null when it is of none of them.</summary>
    public static long? Step(string secret, string code, DateTimeOffset now)
    {
        long? found = null;
        var typed = Encoding.ASCII.GetBytes(code);
        var step = now.ToUnixTimeSeconds() / 30;
        for (var at = step - 1; at <= step + 1; at++)
            if (CryptographicOperations.FixedTimeEquals(typed, Encoding.ASCII.GetBytes(Code(secret, at)))) found = at;
        return found;
    }

    /// <summary>The code of one half-minute since 1970.</summary>
    public static string Code(string secret, long step)
    {
        Span<byte> count = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(count, step);
        // The apps people have know SHA-1 only; as a keyed hash it holds.
#pragma warning disable CA5350
        var hash = HMACSHA1.HashData(Bytes(secret), count);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(hash[^1] & 15)) & 0x7FFF_FFFF;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>The secret as a picture for a phone's camera: SVG of black squares, without inline style.</summary>
    public static string Picture(string secret, string name)
    {
        using var generator = new QRCodeGenerator();
        using var code = generator.CreateQrCode($"otpauth://totp/Cairn:{Uri.EscapeDataString(name)}?secret={secret}&issuer=Cairn", QRCodeGenerator.ECCLevel.M);
        var squares = new StringBuilder();
        var rows = code.ModuleMatrix;
        for (var y = 0; y < rows.Count; y++)
            for (var x = 0; x < rows[y].Length; x++) if (rows[y][x]) squares.Append(CultureInfo.InvariantCulture, $"M{x} {y}h1v1h-1z");
        return string.Create(CultureInfo.InvariantCulture, $"<svg class=\"cairn-qr\" viewBox=\"0 0 {rows.Count} {rows.Count}\" width=\"220\" height=\"220\" role=\"img\" aria-label=\"The secret as a picture for your phone\" shape-rendering=\"crispEdges\"><rect width=\"{rows.Count}\" height=\"{rows.Count}\" fill=\"#fff\"/><path d=\"{squares}\"/></svg>");
    }

    private static string Text(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        var (held, bits) = (0, 0);
        foreach (var b in bytes)
        {
            (held, bits) = ((held << 8 | b) & 0xFFFF, bits + 8);
            for (; bits >= 5; bits -= 5) text.Append(Base32[held >> (bits - 5) & 31]);
        }
        return text.ToString();
    }

    private static byte[] Bytes(string text)
    {
        var bytes = new List<byte>();
        var (held, bits) = (0, 0);
        foreach (var sign in text)
        {
            (held, bits) = ((held << 5 | Base32.IndexOf(sign, StringComparison.Ordinal)) & 0xFFFF, bits + 5);
            if (bits < 8) continue;
            bits -= 8;
            bytes.Add((byte)(held >> bits & 0xFF));
        }
        return [.. bytes];
    }
}
