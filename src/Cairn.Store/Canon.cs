using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Cairn.Store;

/// <summary>
/// One form for one meaning. Fields are written with their type and length before them, so that no two different rows give the
/// same bytes to hash; nothing and empty differ.
/// </summary>
internal sealed class Canon
{
    private readonly ArrayBufferWriter<byte> bytes = new(1024);

    public ReadOnlySpan<byte> Written => bytes.WrittenSpan;

    /// <summary>Begins the bytes of one row of a table.</summary>
    public Canon Start(string table, ReadOnlySpan<byte> salt)
    {
        bytes.ResetWrittenCount();
        return Add(table).Add(salt);
    }

    public Canon Add(long number)
    {
        var to = bytes.GetSpan(9);
        to[0] = 1;
        BinaryPrimitives.WriteInt64BigEndian(to[1..], number);
        bytes.Advance(9);
        return this;
    }

    public Canon Add(ReadOnlySpan<byte> value)
    {
        var to = bytes.GetSpan(5 + value.Length);
        to[0] = 2;
        BinaryPrimitives.WriteInt32BigEndian(to[1..], value.Length);
        value.CopyTo(to[5..]);
        bytes.Advance(5 + value.Length);
        return this;
    }

    public Canon Add(byte[]? value) => value is null ? Nothing() : Add(value.AsSpan());

    public Canon Add(string? text)
    {
        if (text is null) return Nothing();
        var length = Encoding.UTF8.GetByteCount(text);
        var to = bytes.GetSpan(5 + length);
        to[0] = 2;
        BinaryPrimitives.WriteInt32BigEndian(to[1..], length);
        Encoding.UTF8.GetBytes(text, to[5..]);
        bytes.Advance(5 + length);
        return this;
    }

    public byte[] Hash() => SHA256.HashData(bytes.WrittenSpan);

    private Canon Nothing()
    {
        bytes.GetSpan(1)[0] = 0;
        bytes.Advance(1);
        return this;
    }
}

/// <summary>JSON with one spelling: no spaces, only the escapes that must be, keys in the order given.</summary>
internal static class CanonicalJson
{
    public static StringBuilder Key(this StringBuilder json, string key)
    {
        if (json[^1] is not ('{' or '[')) json.Append(',');
        return json.Text(key).Append(':');
    }

    public static StringBuilder Item(this StringBuilder json) => json[^1] is '[' ? json : json.Append(',');

    public static StringBuilder Text(this StringBuilder json, string text)
    {
        json.Append('"');
        foreach (var c in text)
        {
            if (c is '"' or '\\') json.Append('\\').Append(c);
            else if (c < ' ') json.Append("\\u").Append(((int)c).ToString("x4", System.Globalization.CultureInfo.InvariantCulture));
            else json.Append(c);
        }
        return json.Append('"');
    }

    /// <summary>Whether a text is JSON in the one spelling, with no key twice.</summary>
    public static bool Is(string text)
    {
        try
        {
            using var read = JsonDocument.Parse(text);
            var again = new StringBuilder(text.Length);
            return Write(again, read.RootElement) && again.ToString() == text;
        }
        catch (JsonException)
        {
            return false;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static bool Write(StringBuilder json, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                json.Append('{');
                var keys = new HashSet<string>(StringComparer.Ordinal);
                foreach (var entry in value.EnumerateObject())
                {
                    if (!keys.Add(entry.Name)) return false;
                    json.Key(entry.Name);
                    if (!Write(json, entry.Value)) return false;
                }
                json.Append('}');
                return true;
            case JsonValueKind.Array:
                json.Append('[');
                foreach (var item in value.EnumerateArray())
                {
                    json.Item();
                    if (!Write(json, item)) return false;
                }
                json.Append(']');
                return true;
            case JsonValueKind.String:
                json.Text(value.GetString()!);
                return true;
            case JsonValueKind.Number when value.TryGetInt64(out var number):
                json.Append(number);
                return true;
            case JsonValueKind.Null:
                json.Append("null");
                return true;
            default:
                return false;
        }
    }
}
