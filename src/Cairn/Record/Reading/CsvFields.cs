namespace Cairn.Record;

/// <summary>What is wrong with the way a row is written, before anything is read from it.</summary>
internal enum CsvFlaw { None, QuoteInside, TextAfterQuote, QuoteNeverClosed, LoneReturn }

/// <summary>
/// One row cut into fields by RFC 4180: where each begins and ends in the bytes read. Cutting makes no string; a field with doubled
/// quotes is copied aside without them.
/// </summary>
internal sealed class CsvFields(int capacity)
{
    private readonly int[] starts = new int[capacity];
    private readonly int[] ends = new int[capacity];
    private byte[] aside = [];
    private int asideUsed;
    private int row;

    /// <summary>How many fields the row has; those past the capacity are counted and not kept.</summary>
    public int Count { get; private set; }

    public CsvFlaw Flaw { get; private set; }

    /// <summary>Where the flaw stands in the bytes.</summary>
    public int FlawAt { get; private set; }

    public int[] Starts => starts;

    public int[] Ends => ends;

    /// <summary>Says that a row was cut by whoever filled <see cref="Starts"/> and <see cref="Ends"/>.</summary>
    public void Filled(int at, int count)
    {
        row = at;
        Count = count;
        Flaw = CsvFlaw.None;
    }

    /// <summary>A field of the row that was cut from these bytes.</summary>
    public ReadOnlySpan<byte> Field(ReadOnlySpan<byte> data, int field)
    {
        var start = starts[field];
        return start >= 0 ? data[start..ends[field]] : aside.AsSpan(~start, ends[field]);
    }

    public bool IsEmpty(int field) => starts[field] >= 0 ? starts[field] == ends[field] : ends[field] == 0;

    /// <summary>Where a field begins in the bytes; for one copied aside, where its row begins.</summary>
    public int At(int field) => field < Math.Min(Count, capacity) && starts[field] >= 0 ? starts[field] : row;

    /// <summary>
    /// Cuts the row that begins at a place and gives where the next begins, or -1 when the bytes end before the row does and
    /// <paramref name="last"/> does not say that nothing follows. A flaw is noted and cutting goes on as well as it can.
    /// </summary>
    public int Cut(ReadOnlySpan<byte> data, int at, byte delimiter, bool last, bool quotes = true)
    {
        Count = 0;
        Flaw = CsvFlaw.None;
        asideUsed = 0;
        row = at;
        while (true)
        {
            if (at < data.Length && data[at] == '"' && quotes)
            {
                at = Quoted(data, at, delimiter, last);
                if (at < 0) return -1;
            }
            else
            {
                var start = at;
                while (true)
                {
                    var found = data[at..].IndexOfAny(delimiter, (byte)'\n', (byte)'"');
                    at = found < 0 ? data.Length : at + found;
                    if (found < 0 || data[at] != '"') break;
                    if (quotes) Note(CsvFlaw.QuoteInside, at);
                    at++;
                }
                if (at == data.Length && !last) return -1;
                var end = at > start && at < data.Length && data[at] == '\n' && data[at - 1] == '\r' ? at - 1 : at;
                if (at == data.Length && end > start && data[end - 1] == '\r') end--;
                if (data[start..end].IndexOf((byte)'\r') is >= 0 and var lone) Note(CsvFlaw.LoneReturn, start + lone);
                Keep(start, end);
            }
            if (at >= data.Length) return data.Length;
            if (data[at++] == '\n') return at;
        }
    }

    /// <summary>Cuts a field in quotes and gives where its delimiter or line end stands, or -1 when the bytes end first.</summary>
    private int Quoted(ReadOnlySpan<byte> data, int opened, byte delimiter, bool last)
    {
        var at = opened + 1;
        var copied = -1;
        var from = at;
        while (true)
        {
            var found = data[at..].IndexOf((byte)'"');
            if (found < 0)
            {
                if (!last) return -1;
                Note(CsvFlaw.QuoteNeverClosed, opened);
                Keep(opened + 1, data.Length);
                return data.Length;
            }
            at += found;
            if (at + 1 == data.Length && !last) return -1;
            if (at + 1 >= data.Length || data[at + 1] != '"') break;
            if (copied < 0) copied = asideUsed;
            Aside(data[from..(at + 1)]);
            from = at += 2;
        }
        if (copied < 0) Keep(opened + 1, at);
        else
        {
            Aside(data[from..at]);
            Keep(~copied, asideUsed - copied);
        }
        at++;
        if (at < data.Length && data[at] == '\r' && (at + 1 < data.Length ? data[at + 1] == '\n' : last)) return at + 1;
        if (at < data.Length && data[at] == '\r' && at + 1 == data.Length) return -1;
        if (at == data.Length || data[at] == delimiter || data[at] == '\n') return at == data.Length && !last ? -1 : at;
        Note(CsvFlaw.TextAfterQuote, at);
        var next = data[at..].IndexOfAny(delimiter, (byte)'\n');
        return next >= 0 ? at + next : last ? data.Length : -1;
    }

    private void Keep(int start, int end)
    {
        if (Count < capacity)
        {
            starts[Count] = start;
            ends[Count] = end;
        }
        Count++;
    }

    private void Aside(ReadOnlySpan<byte> piece)
    {
        if (asideUsed + piece.Length > aside.Length) Array.Resize(ref aside, Math.Max(256, (asideUsed + piece.Length) * 2));
        piece.CopyTo(aside.AsSpan(asideUsed));
        asideUsed += piece.Length;
    }

    private void Note(CsvFlaw flaw, int at)
    {
        if (Flaw != CsvFlaw.None) return;
        Flaw = flaw;
        FlawAt = at;
    }
}
