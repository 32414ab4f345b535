using System.Buffers.Binary;
using System.Text;
using Cairn.Crash;
using Cairn.Record;
using Cairn.Store;

namespace Cairn.Tests.Store;

/// <summary>Files as people give them, small and made up, and looks.</summary>
internal static class Papers
{
    public static byte[] Pdf(string says, int padding = 0) => [.. Encoding.UTF8.GetBytes($"%PDF-1.7\n{says}\n"), .. new byte[padding], .. "\n%%EOF\n"u8];

    /// <summary>A JPEG with a place in it, a remark, and more after its end.</summary>
    public static byte[] Jpeg(string place, byte turn = 6, ushort side = 16) =>
    [
        0xFF, 0xD8,
        .. Segment(0xE0, [.. "JFIF\0"u8, 1, 2, 0, 0, 1, 0, 1, 1, 1, 9, 9, 9]),
        .. Segment(0xE1, [.. "Exif\0\0II*\0"u8, 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, turn, 0, 0, 0, 0, 0, 0, 0, .. Encoding.UTF8.GetBytes(place)]),
        .. Segment(0xED, Encoding.UTF8.GetBytes(place)),
        .. Segment(0xFE, Encoding.UTF8.GetBytes(place)),
        .. Segment(0xE2, [.. "ICC_PROFILE\0colours"u8]),
        .. Segment(0xDB, new byte[65]),
        .. Segment(0xC0, [8, .. Big(side)[2..], .. Big(side)[2..], 1, 1, 0x11, 0]),
        .. Segment(0xDA, [1, 1, 0, 0, 63, 0]),
        1, 2, 0xFF, 0x00, 3, 0xFF, 0xD0, 4,
        .. Segment(0xC4, [0]),
        .. Segment(0xDA, [1, 1, 0, 0, 63, 0]),
        5, 6, 0xFF, 0xD9,
        .. Encoding.UTF8.GetBytes(place),
    ];

    public static byte[] Png(string text, uint side = 16) =>
    [
        0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A,
        .. Chunk("IHDR", [.. Big(side), .. Big(side), 8, 0, 0, 0, 0]),
        .. Chunk("tEXt", Encoding.UTF8.GetBytes(text)),
        .. Chunk("eXIf", Encoding.UTF8.GetBytes(text)),
        .. Chunk("IDAT", [7, 7, 7]),
        .. Chunk("IEND", []),
        .. Encoding.UTF8.GetBytes(text),
    ];

    /// <summary>Saves a file and records the fact that names it.</summary>
    public static async Task<EvidenceReply.Saved> Keep(TempStore store, string token, byte[] content)
    {
        var saved = (await Save(store, token, content)).ShouldBeOfType<EvidenceReply.Saved>();
        var cells = new List<(string, string?)> { ("fact", EvidenceFiles.Kind), ("person", token), ("from", "2026-02-01"), ("said-by", "key-worker"), ("source", "form") };
        var (draft, mistakes) = Recording.Read(store.Folder, [.. cells, .. saved.Cells("#1")], Day.Of(new DateOnly(2026, 2, 1)));
        mistakes.ShouldBeEmpty();
        (await Recording.Do(store.Folder, new Asking("member:sam", "key-worker", "form"), draft!)).ShouldBeOfType<Reply.Done>();
        return saved;
    }

    public static async Task<EvidenceReply> Save(TempStore store, string token, byte[] content, EvidenceLimits? limits = null)
    {
        using var stream = new Trickle(content);
        return await store.Folder.Evidence.Save(stream, token, limits);
    }

    public static byte[] Bytes(Stream from)
    {
        using var to = new MemoryStream();
        using (from) from.CopyTo(to);
        return to.ToArray();
    }

    public static string Text(Stream from) => Encoding.UTF8.GetString(Bytes(from));

    public static Look LookAt(params string[] people) => new("member:sam", new DateTimeOffset(2026, 5, 3, 9, 30, 0, TimeSpan.Zero), "care", "own-case", ["plan", "housing"], "person", people);

    private static byte[] Segment(byte marker, byte[] data) => [0xFF, marker, .. Big((uint)data.Length + 2)[2..], .. data];

    private static byte[] Chunk(string type, byte[] data) => [.. Big((uint)data.Length), .. Encoding.ASCII.GetBytes(type), .. data, 1, 2, 3, 4];

    private static byte[] Big(uint number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, number);
        return bytes;
    }

    /// <summary>Gives what it holds a few bytes at a time, and only to those who wait, as a slow line does.</summary>
    private sealed class Trickle(byte[] all) : MemoryStream(all)
    {
        public override int Read(byte[] buffer, int offset, int count) => throw new InvalidOperationException("This is read without blocking a thread.");

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var part = new byte[Math.Min(buffer.Length, 7_777)];
            var read = base.Read(part, 0, part.Length);
            part.AsSpan(0, read).CopyTo(buffer.Span);
            return ValueTask.FromResult(read);
        }
    }
}
