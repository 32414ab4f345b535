using System.Buffers.Binary;

namespace Cairn.Store;

/// <summary>
/// A JPEG without what it says beside the picture: camera, place and time, thumbnails, remarks, and what follows its end. Which way up
/// it is, its colours and its sharpness are kept.
/// </summary>
internal sealed class JpegCopying(Stream to, long mostPixels) : Copying("jpeg", to)
{
    private enum At { Start, Marker, Code, LengthHigh, LengthLow, Segment, Scan, MarkerInScan, End }

    private readonly byte[] segment = new byte[ushort.MaxValue];
    private int held;
    private At at = At.Start;
    private byte marker;
    private int left;
    private bool hasScan;

    public override bool IsWhole => at is At.End && hasScan;

    public override NotKept? Take(ReadOnlySpan<byte> bytes)
    {
        for (var i = 0; i < bytes.Length && at is not At.End; i++)
        {
            if (at is At.Scan)
            {
                var length = bytes[i..].IndexOf((byte)0xFF);
                To.Write(length < 0 ? bytes[i..] : bytes.Slice(i, length));
                if (length < 0) return null;
                i += length;
                at = At.MarkerInScan;
            }
            else if (at is At.Segment)
            {
                var length = Math.Min(left, bytes.Length - i);
                bytes.Slice(i, length).CopyTo(segment.AsSpan(held));
                held += length;
                i += length - 1;
                left -= length;
                if (left == 0 && EndSegment() is { } refused) return refused;
            }
            else if (Step(bytes[i]) is { } refused) return refused;
        }
        return null;
    }

    private NotKept? Step(byte next)
    {
        switch (at)
        {
            case At.Start:
                at = next == 0xFF ? At.Code : At.Marker;
                if (next != 0xFF) return NotKept.Damaged;
                break;
            case At.Marker:
                if (next != 0xFF) return NotKept.Damaged;
                at = At.Code;
                break;
            case At.Code or At.MarkerInScan when next == 0xFF:
                break;
            case At.MarkerInScan when next is 0 or (>= 0xD0 and <= 0xD7):
                To.Write([0xFF, next]);
                at = At.Scan;
                break;
            case At.Code or At.MarkerInScan when next is 0xD8 or 0xD9:
                To.Write([0xFF, next]);
                at = next == 0xD9 ? At.End : At.Marker;
                break;
            case At.Code or At.MarkerInScan:
                if (next < 0xC0 || next is >= 0xD0 and <= 0xD7) return NotKept.Damaged;
                marker = next;
                at = At.LengthHigh;
                break;
            case At.LengthHigh:
                left = next << 8;
                at = At.LengthLow;
                break;
            default:
                left += next - 2;
                if (left < 0) return NotKept.Damaged;
                at = At.Segment;
                return left == 0 ? EndSegment() : null;
        }
        return null;
    }

    private NotKept? EndSegment()
    {
        ReadOnlySpan<byte> data = segment.AsSpan(0, held);
        if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
        {
            if (data.Length < 6) return NotKept.Damaged;
            if ((long)BinaryPrimitives.ReadUInt16BigEndian(data[1..]) * BinaryPrimitives.ReadUInt16BigEndian(data[3..]) > mostPixels) return NotKept.TooLarge;
        }
        if (marker is 0xE0 && data.StartsWith("JFIF\0"u8) && data.Length >= 14) Out([.. data[..12], 0, 0]);
        else if (marker is 0xE1 && Orientation(data) is > 1 and <= 8 and var turn) Out(TurnedOnly((byte)turn));
        else if (marker is 0xE2 ? data.StartsWith("ICC_PROFILE\0"u8) : marker is 0xEE ? data.StartsWith("Adobe"u8) : marker is not ((>= 0xE0 and <= 0xEF) or 0xFE)) Out(data);
        hasScan |= marker == 0xDA;
        at = marker == 0xDA ? At.Scan : At.Marker;
        held = 0;
        return null;
    }

    private void Out(ReadOnlySpan<byte> data)
    {
        var length = data.Length + 2;
        To.Write([0xFF, marker, (byte)(length >> 8), (byte)(length & 0xFF)]);
        To.Write(data);
    }

    /// <summary>Which way up the camera was held, 1 to 8; 0 when it is not said.</summary>
    private static int Orientation(ReadOnlySpan<byte> data)
    {
        if (!data.StartsWith("Exif\0\0"u8) || data.Length < 14) return 0;
        var tiff = data[6..];
        var little = tiff[0] == 'I';
        var first = Number(tiff[4..], 4, little);
        if (first < 8 || first + 2 > tiff.Length) return 0;
        var entries = Number(tiff[(int)first..], 2, little);
        for (var i = 0; i < entries; i++)
        {
            var entry = (int)first + 2 + (i * 12);
            if (entry + 12 > tiff.Length) return 0;
            if (Number(tiff[entry..], 2, little) == 0x0112) return (int)Number(tiff[(entry + 8)..], 2, little);
        }
        return 0;
    }

    private static long Number(ReadOnlySpan<byte> from, int size, bool little) => size == 2
        ? little ? BinaryPrimitives.ReadUInt16LittleEndian(from) : BinaryPrimitives.ReadUInt16BigEndian(from)
        : little ? BinaryPrimitives.ReadUInt32LittleEndian(from) : BinaryPrimitives.ReadUInt32BigEndian(from);

    /// <summary>Camera data that say only which way up.</summary>
    private static byte[] TurnedOnly(byte turn) => [.. "Exif\0\0MM\0*"u8, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, turn, 0, 0, 0, 0, 0, 0];
}
