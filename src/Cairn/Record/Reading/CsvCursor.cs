using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Cairn.Record;

/// <summary>
/// Cuts the rows of a block one after another, looking at 64 bytes at a time for the few that matter: commas, line feeds
/// and quotes. A row with a quote is cut by <see cref="CsvFields.Cut"/>, so that there is one way to read quotes.
/// </summary>
internal struct CsvCursor
{
    private readonly byte[] buffer;
    private readonly int length;
    private int origin;
    private ulong marks;

    /// <summary>Begins at a place in a buffer that holds so many bytes and has 64 to spare, one of which is overwritten.</summary>
    public CsvCursor(byte[] buffer, int length, int at)
    {
        this.buffer = buffer;
        this.length = length;
        buffer[length] = (byte)'\n';
        MoveTo(at);
    }

    /// <summary>Cuts the row that begins at a place, which must be where the last one ended, and gives where the next begins.</summary>
    public int Cut(int at, CsvFields fields)
    {
        var starts = fields.Starts;
        var ends = fields.Ends;
        var count = 0;
        var start = at;
        var bytes = buffer;
        var left = marks;
        while (true)
        {
            while (left == 0)
            {
                origin += 64;
                left = Marks(bytes.AsSpan(origin, 64));
            }
            var found = origin + BitOperations.TrailingZeroCount(left);
            var mark = bytes[found];
            if (mark == '"')
            {
                var after = fields.Cut(bytes.AsSpan(0, length), at, (byte)',', last: true);
                if (after < length) MoveTo(after);
                return after;
            }
            left &= left - 1;
            var end = mark == '\n' && found > start && bytes[found - 1] == '\r' ? found - 1 : found;
            if (count < starts.Length)
            {
                starts[count] = start;
                ends[count] = end;
            }
            count++;
            start = found + 1;
            if (mark != '\n') continue;
            marks = left;
            fields.Filled(at, count);
            return Math.Min(start, length);
        }
    }

    private void MoveTo(int at)
    {
        origin = at & ~63;
        marks = Marks(buffer.AsSpan(origin, 64)) & (ulong.MaxValue << (at & 63));
    }

    private static ulong Marks(ReadOnlySpan<byte> sixtyFour)
    {
        var halves = MemoryMarshal.Cast<byte, Vector256<byte>>(sixtyFour);
        return Half(halves[0]) | ((ulong)Half(halves[1]) << 32);

        static uint Half(Vector256<byte> bytes) =>
            (Vector256.Equals(bytes, Vector256.Create((byte)',')) | Vector256.Equals(bytes, Vector256.Create((byte)'\n')) | Vector256.Equals(bytes, Vector256.Create((byte)'"'))).ExtractMostSignificantBits();
    }
}
