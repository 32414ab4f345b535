using System.Text.Unicode;

namespace Cairn.Record;

/// <summary>
/// Some whole rows of a facts CSV, read into columns of their own. Whom they are about is numbered as this block's thread
/// first met them, and renumbered when the block's turn comes to be appended.
/// </summary>
internal sealed class FactBlock
{
    private readonly FactsHeader header;
    private readonly CsvFields fields;
    private readonly FactRow row;
    private readonly FactColumns columns = new();
    private readonly Renumbering[] subjects;
    private readonly Renumbering names = new();
    private readonly List<(int Row, int Start, int Length, Undoing How)> undone = [];

    /// <summary>Where each row's id stands in the buffer, and the ids as <see cref="FactIds"/> holds rising numbers.</summary>
    private int[] idStarts = new int[1 << 10], idLengths = new int[1 << 10];
    private int[] rising = new int[1 << 10];
    private int firstRising, lastRising;
    private bool rises;

    public FactBlock(FactsHeader header, byte[] buffer)
    {
        this.header = header;
        Buffer = buffer;
        fields = new CsvFields(header.Columns.Count + 1);
        subjects = [.. Enum.GetValues<About>().Select(_ => new Renumbering())];
        row = new FactRow(header, [.. subjects.Select(s => s.Met)], names.Met);
    }

    /// <summary>Room for a block, and 64 bytes more that are read and not heeded.</summary>
    public byte[] Buffer { get; }

    public int Length { get; set; }

    public bool HasHeader { get; set; }

    /// <summary>How many rows it was found to hold.</summary>
    public int Rows => columns.Count;

    /// <summary>Reads all rows; false at the first that is wrong.</summary>
    public bool Read()
    {
        columns.Clear();
        undone.Clear();
        (rises, firstRising, lastRising) = (true, -1, -1);
        var data = new ReadOnlySpan<byte>(Buffer, 0, Length);
        if (!Utf8.IsValid(data) || data.Contains((byte)0)) return false;
        if (data.Count((byte)'\r') != data.Count("\r\n"u8)) return false;
        var at = 0;
        if (HasHeader)
        {
            if (data.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) at = 3;
            at = SkipHeader(data, at);
        }
        var cursor = new CsvCursor(Buffer, Length, at);
        while (at < Length)
        {
            var after = cursor.Cut(at, fields);
            if (after - at > CsvFile.LongestRow || !Take(data)) return false;
            at = after;
        }
        return true;
    }

    private int SkipHeader(ReadOnlySpan<byte> data, int at)
    {
        do at = fields.Cut(data, at, (byte)',', last: true);
        while (fields.Count == 1 && fields.IsEmpty(0) && at < Length);
        return at;
    }

    private bool Take(ReadOnlySpan<byte> data)
    {
        if (fields.Flaw is not CsvFlaw.None) return false;
        if (fields.Count == 1 && fields.IsEmpty(0)) return true;
        if (!row.Read(data, fields, null)) return false;
        if (row.IsBlank) return true;
        var position = FactsCsv.Append(columns, row);
        if (header.Id >= 0 && !TakeId(data, position)) return false;
        if (row.Undoes < 0) return true;
        var start = fields.Starts[row.Undoes];
        undone.Add((position, start, fields.Ends[row.Undoes] - start, row.Undoing));
        return start >= 0;
    }

    /// <summary>Notes where an id stands; false for one with doubled quotes in it, which is left to the careful way.</summary>
    private bool TakeId(ReadOnlySpan<byte> data, int position)
    {
        if (position == idStarts.Length)
        {
            Array.Resize(ref idStarts, position * 2);
            Array.Resize(ref idLengths, position * 2);
            Array.Resize(ref rising, position * 2);
        }
        var start = idStarts[position] = fields.Starts[header.Id];
        if (start < 0) return false;
        var length = idLengths[position] = fields.Ends[header.Id] - start;
        if (!rises) return true;
        if (length == 0) rising[position] = ~Math.Max(0, lastRising);
        else if (FactIds.TryNumber(data.Slice(start, length), out var number) && number > lastRising)
        {
            if (firstRising < 0) firstRising = number;
            rising[position] = lastRising = number;
        }
        else rises = false;
        return true;
    }

    /// <summary>Appends the rows to a record, whose turn it must be; false when an id stands twice.</summary>
    public bool AppendTo(Facts facts, Undoings undoings)
    {
        for (var about = 0; about < subjects.Length; about++) subjects[about].CatchUp(facts.Of((About)about));
        names.CatchUp(facts.Names);
        Renumber();
        var first = facts.Columns.AppendAll(columns);
        foreach (var (position, start, length, how) in undone) undoings.Add(first + position, Buffer.AsSpan(start, length), how);
        return header.Id < 0 || NameAll(facts.Ids, first);
    }

    private void Renumber()
    {
        var kinds = columns.Kinds;
        var abouts = columns.AboutsToRenumber;
        for (var i = 0; i < abouts.Length; i++) abouts[i] = subjects[header.AboutOf[kinds[i]]].Map[abouts[i]];
        foreach (var (kind, slot) in header.NameSlots)
            foreach (ref var name in columns.ExtraToRenumber(kind, slot)) name = names.Map[name];
    }

    private bool NameAll(FactIds ids, int first)
    {
        if (rises && ids.TryAppend(first, rising.AsSpan(0, columns.Count), firstRising, lastRising)) return true;
        for (var i = 0; i < columns.Count; i++)
            if (idLengths[i] > 0 && !ids.Set(first + i, Buffer.AsSpan(idStarts[i], idLengths[i]))) return false;
        return true;
    }

    /// <summary>References as one thread met them, and their numbers in the record once they have one there.</summary>
    private sealed class Renumbering
    {
        private int[] map = new int[16];
        private int mapped;

        public References Met { get; } = new();

        public ReadOnlySpan<int> Map => map.AsSpan(0, mapped);

        public void CatchUp(References all)
        {
            if (Met.Count > map.Length) Array.Resize(ref map, Math.Max(Met.Count, map.Length * 2));
            for (; mapped < Met.Count; mapped++) map[mapped] = all.Number(Met.Utf8(mapped));
        }
    }
}
