using System.Buffers.Binary;
using System.IO.Compression;

namespace Cairn.Web.Tests.Guide;

/// <summary>A browser's picture made small for the guide: at most 256 colours, those that are there most; the others become the nearest of them.</summary>
internal static class SmallPng
{
    private const int Colours = 256, HeadLength = 8, TypeAt = 4, DataAt = 8, Around = 12;

    private static readonly byte[] Signature = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>How wide and high a picture is, in dots.</summary>
    public static (int Width, int Height) Size(ReadOnlySpan<byte> png)
    {
        png[..HeadLength].SequenceEqual(Signature).ShouldBeTrue("no PNG");
        return (BinaryPrimitives.ReadInt32BigEndian(png[16..]), BinaryPrimitives.ReadInt32BigEndian(png[20..]));
    }

    /// <summary>The same picture with a palette. Takes what Chromium writes: eight bits a colour, with or without transparency, not interlaced.</summary>
    public static byte[] Of(byte[] png)
    {
        var (width, height) = Size(png);
        var (depth, kind, interlaced) = (png[24], png[25], png[28]);
        (depth == 8 && kind is 2 or 6 && interlaced == 0).ShouldBeTrue("not as Chromium writes a picture");
        var dots = Dots(png, width, height, kind == 6 ? 4 : 3);
        var palette = dots.CountBy(d => d).OrderByDescending(c => c.Value).ThenBy(c => c.Key).Take(Colours).Select(c => c.Key).ToArray();
        var place = palette.Select((colour, at) => (colour, at)).ToDictionary(p => p.colour, p => (byte)p.at);
        using var lines = new MemoryStream();
        using (var deflate = new ZLibStream(lines, CompressionLevel.SmallestSize, leaveOpen: true))
            for (var y = 0; y < height; y++)
            {
                deflate.WriteByte(0);
                for (var x = 0; x < width; x++)
                {
                    var colour = dots[y * width + x];
                    if (!place.TryGetValue(colour, out var at)) place[colour] = at = Nearest(palette, colour);
                    deflate.WriteByte(at);
                }
            }
        using var made = new MemoryStream();
        made.Write(Signature);
        var head = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(head, width);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(4), height);
        (head[8], head[9]) = (8, 3);
        Write(made, "IHDR", head);
        Write(made, "PLTE", [.. palette.SelectMany(c => (byte[])[(byte)(c >> 16), (byte)(c >> 8 & 255), (byte)(c & 255)])]);
        Write(made, "IDAT", lines.ToArray());
        Write(made, "IEND", []);
        return made.ToArray();
    }

    private static byte Nearest(int[] palette, int colour)
    {
        static int Apart(int a, int b, int shift) => ((a >> shift) & 255) - ((b >> shift) & 255) is var d ? d * d : 0;
        var best = Enumerable.Range(0, palette.Length).MinBy(i => Apart(palette[i], colour, 16) + Apart(palette[i], colour, 8) + Apart(palette[i], colour, 0));
        return (byte)best;
    }

    private static int[] Dots(byte[] png, int width, int height, int step)
    {
        using var packed = new MemoryStream();
        for (var at = HeadLength; at < png.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            if (png.AsSpan(at + TypeAt, 4).SequenceEqual("IDAT"u8)) packed.Write(png, at + DataAt, length);
            at += length + Around;
        }
        packed.Position = 0;
        using var plain = new ZLibStream(packed, CompressionMode.Decompress);
        var (line, above, dots) = (new byte[width * step], new byte[width * step], new int[width * height]);
        for (var y = 0; y < height; y++)
        {
            var filter = plain.ReadByte();
            plain.ReadExactly(line);
            for (var i = 0; i < line.Length; i++)
            {
                var (left, up, corner) = (i < step ? 0 : line[i - step], above[i], i < step ? 0 : above[i - step]);
                line[i] = (byte)((line[i] + filter switch { 0 => 0, 1 => left, 2 => up, 3 => (left + up) / 2, _ => Paeth(left, up, corner) }) & 255);
            }
            for (var x = 0; x < width; x++) dots[y * width + x] = line[x * step] << 16 | line[x * step + 1] << 8 | line[x * step + 2];
            (line, above) = (above, line);
        }
        return dots;
    }

    /// <summary>Which neighbour the line of the three comes nearest to, as the format says.</summary>
    private static int Paeth(int left, int up, int corner)
    {
        var (l, u, c) = (Math.Abs(up - corner), Math.Abs(left - corner), Math.Abs(left + up - 2 * corner));
        return l <= u && l <= c ? left : u <= c ? up : corner;
    }

    private static void Write(Stream to, string type, byte[] data)
    {
        var part = new byte[data.Length + Around];
        BinaryPrimitives.WriteInt32BigEndian(part, data.Length);
        System.Text.Encoding.ASCII.GetBytes(type, part.AsSpan(TypeAt));
        data.CopyTo(part, DataAt);
        BinaryPrimitives.WriteUInt32BigEndian(part.AsSpan(DataAt + data.Length), Sum(part.AsSpan(TypeAt, data.Length + 4)));
        to.Write(part);
    }

    /// <summary>The checksum that the format asks for, CRC-32.</summary>
    private static uint Sum(ReadOnlySpan<byte> bytes)
    {
        var sum = uint.MaxValue;
        foreach (var b in bytes)
        {
            sum ^= b;
            for (var bit = 0; bit < 8; bit++) sum = (sum >> 1) ^ ((sum & 1) == 0 ? 0 : 0xEDB88320);
        }
        return ~sum;
    }
}
