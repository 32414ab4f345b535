namespace Cairn.Store;

/// <summary>Copies a file of one type piece by piece, keeping what belongs to it and leaving out what it says beside; tells whether it was whole.</summary>
internal abstract class Copying(string type, Stream to)
{
    public string Type => type;

    /// <summary>Whether what was taken is a file from its beginning to its end.</summary>
    public abstract bool IsWhole { get; }

    protected Stream To => to;

    /// <summary>Takes the next bytes; gives why the file is refused as soon as that is clear.</summary>
    public abstract NotKept? Take(ReadOnlySpan<byte> bytes);

    /// <summary>How to copy what begins with these bytes; null when it is nothing that is taken.</summary>
    public static Copying? Of(ReadOnlySpan<byte> first, Stream to, long mostPixels) =>
        first.StartsWith("%PDF-"u8) ? new PdfCopying(to)
        : first.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? new JpegCopying(to, mostPixels)
        : first.StartsWith(PngCopying.Signature) ? new PngCopying(to, mostPixels)
        : null;
}

/// <summary>A PDF as it is; whole when its end mark stands in the last thousand bytes, as readers ask.</summary>
internal sealed class PdfCopying(Stream to) : Copying("pdf", to)
{
    private byte[] tail = [];

    public override bool IsWhole => tail.AsSpan().IndexOf("%%EOF"u8) >= 0;

    public override NotKept? Take(ReadOnlySpan<byte> bytes)
    {
        To.Write(bytes);
        tail = bytes.Length >= 1024 ? bytes[^1024..].ToArray() : [.. tail.AsSpan(Math.Max(0, tail.Length + bytes.Length - 1024)), .. bytes];
        return null;
    }
}

/// <summary>A PNG without the chunks that hold text, time or camera data, and without what follows its end.</summary>
internal sealed class PngCopying(Stream to, long mostPixels) : Copying("png", to)
{
    private static readonly string[] Kept = ["tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "sBIT", "pHYs", "bKGD"];

    private readonly List<byte> head = [];
    private long left;
    private bool keeps;
    private bool begun;
    private bool ended;

    public static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    public override bool IsWhole => ended && left == 0;

    public override NotKept? Take(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0 && !IsWhole)
        {
            if (left > 0)
            {
                var now = (int)Math.Min(left, bytes.Length);
                if (keeps) To.Write(bytes[..now]);
                left -= now;
                bytes = bytes[now..];
                continue;
            }
            head.Add(bytes[0]);
            bytes = bytes[1..];
            // The signature comes with the whole first chunk, which says how large the picture is.
            if (head.Count == (begun ? 8 : 33) && Chunk() is { } refused) return refused;
        }
        return null;
    }

    private NotKept? Chunk()
    {
        ReadOnlySpan<byte> read = head.ToArray();
        if (!begun)
        {
            if (Number(read[8..]) != 13 || !read[12..].StartsWith("IHDR"u8)) return NotKept.Damaged;
            if ((UInt128)Number(read[16..]) * Number(read[20..]) > (UInt128)mostPixels) return NotKept.TooLarge;
            To.Write(read);
            begun = true;
        }
        else
        {
            if (Number(read) > int.MaxValue) return NotKept.Damaged;
            var type = System.Text.Encoding.Latin1.GetString(read[4..]);
            keeps = char.IsAsciiLetterUpper(type[0]) || Kept.Contains(type);
            ended = type == "IEND";
            left = Number(read) + 4L;
            if (keeps) To.Write(read);
        }
        head.Clear();
        return null;
    }

    private static uint Number(ReadOnlySpan<byte> from) => System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(from);
}
