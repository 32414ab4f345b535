using System.Text;
using System.Text.Unicode;

namespace Cairn.Record;

/// <summary>
/// A CSV file read row by row with care: where each row and field stands, what is wrong with the way it is written, and going on
/// after it. The memory it takes does not grow with the file, nor with a line that never ends.
/// </summary>
internal sealed class CsvFile
{
    /// <summary>A row, its line breaks included, may be this many bytes long.</summary>
    public const int LongestRow = 1_000_000;

    private readonly string name;
    private readonly Stream stream;
    private readonly byte delimiter;
    private readonly FileMistakes mistakes;
    private byte[] buffer = new byte[1 << 16];
    private int rowAt, next, used;
    private bool ended;
    private int lines = 1;

    public CsvFile(string name, Stream stream, byte delimiter, int capacity, FileMistakes mistakes)
    {
        this.name = name;
        this.stream = stream;
        this.delimiter = delimiter;
        this.mistakes = mistakes;
        Fields = new CsvFields(capacity);
        Fill();
        if (Bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) next = 3;
    }

    public CsvFields Fields { get; }

    /// <summary>The bytes that <see cref="Fields"/> points into; good until the next row is read.</summary>
    public ReadOnlySpan<byte> Bytes => buffer.AsSpan(0, used);

    /// <summary>The physical line, from 1, on which the row begins.</summary>
    public int Line { get; private set; }

    /// <summary>How many rows have been read, blank lines not counted.</summary>
    public int Row { get; private set; }

    /// <summary>Whether the row's bytes can be believed; what is wrong has been noted.</summary>
    public bool Sound { get; private set; }

    /// <summary>Reads the next row that is not a blank line.</summary>
    public bool Next()
    {
        while (NextOfAny())
        {
            if (Fields.Count == 1 && Fields.IsEmpty(0) && Sound) continue;
            Row++;
            return true;
        }
        return false;
    }

    /// <summary>Whether a mistake noted now will be shown, and so is worth saying well.</summary>
    public bool Wanted => mistakes.Wanted;

    /// <summary>The text of a field.</summary>
    public string Text(int field) => Encoding.UTF8.GetString(Fields.Field(Bytes, field));

    /// <summary>Notes a mistake at a field of this row.</summary>
    public void Wrong(int field, string what) => WrongAt(Fields.At(field), what);

    private void WrongAt(int at, string what)
    {
        if (mistakes.Wanted) mistakes.Add(Place(at) with { What = what });
        else mistakes.Count();
    }

    /// <summary>Where a field of this row stands, for a mistake that shows only later.</summary>
    public (int Line, int Column) PlaceOf(int field)
    {
        var place = Place(Fields.At(field));
        return (place.Line, place.Column);
    }

    private Mistake Place(int at)
    {
        var before = buffer.AsSpan(rowAt, Math.Max(0, at - rowAt));
        var lineAt = before.LastIndexOf((byte)'\n') + 1;
        var start = rowAt + lineAt;
        var rest = buffer.AsSpan(start, used - start);
        var end = rest.IndexOf((byte)'\n') is >= 0 and var found ? found : rest.Length;
        var shown = Encoding.UTF8.GetString(rest[..Math.Min(end, 300)]).TrimEnd('\r');
        return new Mistake(name, Line + before.Count((byte)'\n'), Characters(before[lineAt..]) + 1, "", shown);
    }

    private bool NextOfAny()
    {
        while (true)
        {
            if (next == used && ended) return false;
            var after = Fields.Cut(Bytes, next, delimiter, ended);
            if (after < 0 || after - next > LongestRow)
            {
                if (after < 0 && used - next <= LongestRow)
                {
                    Fill();
                    continue;
                }
                after = TooLong();
            }
            else if (Fields.Flaw is CsvFlaw.QuoteNeverClosed) after = NeverClosed();
            else
            {
                Begin();
                Sound = Fields.Flaw is CsvFlaw.None;
                if (Fields.Flaw is CsvFlaw.QuoteInside) WrongAt(Fields.FlawAt, "A quote stands inside a field that is not in quotes; put the whole field in quotes and double the quote inside it.");
                if (Fields.Flaw is CsvFlaw.TextAfterQuote) WrongAt(Fields.FlawAt, "Something follows the closing quote; a quote inside a field in quotes is doubled: \"\".");
                if (Fields.Flaw is CsvFlaw.LoneReturn) WrongAt(Fields.FlawAt, "A carriage return stands alone here; end lines with a line feed, with or without a carriage return before it.");
            }
            CheckBytes(after);
            lines += buffer.AsSpan(next, after - next).Count((byte)'\n');
            next = after;
            return true;
        }
    }

    private void Begin()
    {
        Line = lines;
        rowAt = next;
    }

    /// <summary>Cuts the row again as if quotes were letters, so that what follows is still read; if it spans lines, its first line is the row.</summary>
    private int NeverClosed()
    {
        var opened = Fields.FlawAt;
        Begin();
        WrongAt(opened, "A quote is opened here and never closed; close it, or double it if it belongs to the text.");
        Sound = false;
        return Fields.Cut(Bytes, next, delimiter, ended, quotes: false);
    }

    private int TooLong()
    {
        Begin();
        var newline = buffer.AsSpan(next, used - next).IndexOf((byte)'\n');
        if (newline >= 0 && newline <= LongestRow)
        {
            var quote = buffer.AsSpan(next, used - next).IndexOf((byte)'"');
            WrongAt(next + Math.Max(0, quote), "A quote is opened here and not closed within 1,000,000 bytes; close it, or double it if it belongs to the text.");
        }
        else WrongAt(next, "This line is longer than 1,000,000 bytes; was a line break lost?");
        Sound = false;
        Fields.Filled(next, 0);
        while (newline < 0 && !ended)
        {
            next = used = 0;
            rowAt = 0;
            Fill();
            newline = buffer.AsSpan(0, used).IndexOf((byte)'\n');
        }
        rowAt = next;
        return newline < 0 ? used : next + newline + 1;
    }

    private void CheckBytes(int after)
    {
        var row = buffer.AsSpan(next, after - next);
        if (row.IndexOf((byte)0) is >= 0 and var nul)
        {
            Sound = false;
            WrongAt(next + nul, "A NUL byte stands here; the file is damaged or no text. Export it again as 'CSV UTF-8'.");
        }
        if (Utf8.IsValid(row)) return;
        Sound = false;
        var bad = FirstInvalid(row);
        WrongAt(next + bad, $"The byte 0x{row[bad]:X2} here is not UTF-8; the file looks like Windows-1252. Save it as 'CSV UTF-8'.");
    }

    private static int FirstInvalid(ReadOnlySpan<byte> bytes)
    {
        for (var at = 0; ;)
        {
            if (Rune.DecodeFromUtf8(bytes[at..], out _, out var length) is not System.Buffers.OperationStatus.Done) return at;
            at += length;
        }
    }

    private static int Characters(ReadOnlySpan<byte> utf8)
    {
        var count = 0;
        foreach (var b in utf8) if ((b & 0xC0) != 0x80) count++;
        return count;
    }

    private void Fill()
    {
        if (next > 0)
        {
            buffer.AsSpan(next, used - next).CopyTo(buffer);
            used -= next;
            rowAt -= next;
            next = 0;
        }
        if (used == buffer.Length) Array.Resize(ref buffer, buffer.Length * 2);
        var read = stream.Read(buffer, used, buffer.Length - used);
        used += read;
        ended = read == 0;
    }
}

/// <summary>Notes the first mistakes of one file and counts the rest, so that a file wrong in every row is said to be so in a page.</summary>
internal sealed class FileMistakes(string file, Mistakes into, int most = 200)
{
    private long counted;

    public bool Any => counted > 0;

    /// <summary>Whether the next mistake will be shown.</summary>
    public bool Wanted => counted < most;

    public void Add(Mistake mistake)
    {
        if (counted++ < most) into.Add(mistake);
    }

    public void Count() => counted++;

    /// <summary>Says how many more there were; called once, when the file has been read.</summary>
    public void Close(int lastLine)
    {
        if (counted > most) into.Add(new Mistake(file, Math.Max(1, lastLine), 1, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"... and {counted - most:N0} more mistakes. Put these right first.")));
    }
}
