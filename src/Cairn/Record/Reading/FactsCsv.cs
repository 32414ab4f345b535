namespace Cairn.Record;

/// <summary>A fact read from a row of a file: the row's number, from 1 and without the header, and the line it begins on.</summary>
public readonly record struct RowDraft(int Row, int Line, Draft Draft);

/// <summary>
/// Facts as CSV: UTF-8, RFC 4180, a header, ISO dates, both days of a spell counted. Every mistake of a file is reported at once,
/// the first 200 in words; a file with any is not taken at all.
/// </summary>
public static class FactsCsv
{
    /// <summary>Reads a file held in memory into a record; null when anything in it is wrong, and then the mistakes say what.</summary>
    public static Facts? Read(string file, ReadOnlyMemory<byte> csv, Vocabulary vocabulary, Mistakes mistakes) => Read(file, new MemoryFile(csv), vocabulary, mistakes);

    /// <summary>
    /// Reads a file into a record; null when anything in it is wrong. A stream that cannot go back is first read into memory.
    /// The result does not depend on the number of threads; 0 takes as many as there are cores.
    /// </summary>
    public static Facts? Read(string file, Stream csv, Vocabulary vocabulary, Mistakes mistakes, int threads = 0)
    {
        using var seekable = Seekable(csv, out var source);
        var start = source.Position;
        var header = Header(file, source, vocabulary, mistakes);
        if (header is null) return null;
        source.Position = start;
        if (FactBlocks.Read(source, header, threads) is { } facts) return facts;
        source.Position = start;
        return Carefully(file, source, header, mistakes, stored: null);
    }

    /// <summary>
    /// Reads a file into drafts, for a store that gives each its own stamp. All rows are checked before the first is given, which
    /// is null when any is wrong. A row may undo a fact of the file or one that <paramref name="stored"/> finds.
    /// </summary>
    public static IEnumerable<RowDraft>? Drafts(string file, ReadOnlyMemory<byte> csv, Vocabulary vocabulary, Mistakes mistakes, StoredFact? stored = null)
    {
        using var source = new MemoryFile(csv);
        var header = Header(file, source, vocabulary, mistakes);
        if (header is null) return null;
        source.Position = 0;
        if (FactBlocks.Read(source, header) is not null) return Rows(file, csv, header);
        source.Position = 0;
        return Carefully(file, source, header, mistakes, stored) is null ? null : Rows(file, csv, header);
    }

    /// <summary>The column that holds a detail: its name, or <c>kind.name</c> where the file has a column of that name itself.</summary>
    public static string ColumnOf(Kind kind, Detail detail) => FactsHeader.ColumnOf(kind, detail);

    private static IEnumerable<RowDraft> Rows(string file, ReadOnlyMemory<byte> csv, FactsHeader header)
    {
        using var source = new MemoryFile(csv);
        var rows = new CsvFile(file, source, (byte)',', header.Columns.Count + 1, new FileMistakes(file, new Mistakes(), 0));
        var subjects = Enum.GetValues<About>().Select(_ => new References()).ToArray();
        var row = new FactRow(header, subjects, new References());
        rows.Next();
        while (rows.Next())
        {
            row.Read(rows.Bytes, rows.Fields, null);
            if (!row.IsBlank) yield return new RowDraft(rows.Row - 1, rows.Line, row.Draft(rows.Bytes, rows.Fields));
        }
    }

    private static FactsHeader? Header(string file, Stream source, Vocabulary vocabulary, Mistakes mistakes)
    {
        var noted = new FileMistakes(file, mistakes);
        return FactsHeader.Read(new CsvFile(file, source, (byte)',', 400, noted), vocabulary, noted, file);
    }

    /// <summary>Row by row in one thread, noting all that is wrong; for files that the quick way refused.</summary>
    private static Facts? Carefully(string file, Stream source, FactsHeader header, Mistakes mistakes, StoredFact? stored)
    {
        var noted = new FileMistakes(file, mistakes);
        var rows = new CsvFile(file, source, (byte)',', header.Columns.Count + 1, noted);
        var facts = new Facts(header.Vocabulary);
        var row = new FactRow(header, [.. Enum.GetValues<About>().Select(facts.Of)], facts.Names);
        var undoings = new Undoings(facts);
        var lines = new List<int>();
        rows.Next();
        while (rows.Next())
        {
            if (!rows.Sound) continue;
            if (!row.Read(rows.Bytes, rows.Fields, rows))
            {
                if (Nameable(header, rows)) undoings.Spoilt.Number(rows.Fields.Field(rows.Bytes, header.Id));
                continue;
            }
            if (row.IsBlank) continue;
            var position = Append(facts.Columns, row);
            lines.Add(rows.Line);
            if (header.Id >= 0 && !rows.Fields.IsEmpty(header.Id)) Name(facts, position, rows, header.Id, lines);
            if (row.Undoes < 0) continue;
            var (line, column) = rows.PlaceOf(row.Undoes);
            undoings.Add(position, rows.Fields.Field(rows.Bytes, row.Undoes), row.Undoing, line, column);
        }
        undoings.Resolve(stored, (line, column, what) => noted.Add(new Mistake(file, line, column, what)));
        noted.Close(rows.Line);
        return noted.Any ? null : facts;
    }

    private static bool Nameable(FactsHeader header, CsvFile rows) => header.Id >= 0 && rows.Fields.Count == header.Columns.Count && !rows.Fields.IsEmpty(header.Id);

    private static void Name(Facts facts, int position, CsvFile rows, int column, List<int> lines)
    {
        var id = rows.Fields.Field(rows.Bytes, column);
        if (facts.Ids.Find(id) is >= 0 and var first) rows.Wrong(column, $"The id '{rows.Text(column)}' stands already on line {lines[first]}; each fact has its own.");
        else facts.Ids.Set(position, id);
    }

    /// <summary>Appends the row last read to columns whose subjects and names are numbered as the row's are.</summary>
    internal static int Append(FactColumns columns, FactRow row)
    {
        var position = columns.Append(row.Subject, row.Kind.Number, row.From, row.To, row.Recorded);
        for (var i = 0; i < row.DetailCount; i++)
            if (row.Details[i].Detail.Slot >= 0) columns.SetDetail(position, row.Details[i].Detail.Slot, row.Details[i].Value);
        if (row.Evidence != 0) columns.SetEvidence(position, row.Evidence);
        if (row.SaidBy >= 0) columns.SetSaidBy(position, (ushort)row.SaidBy);
        return position;
    }

    private static MemoryStream? Seekable(Stream csv, out Stream source)
    {
        source = csv;
        if (csv.CanSeek) return null;
        var copy = new MemoryStream();
        csv.CopyTo(copy);
        copy.Position = 0;
        source = copy;
        return copy;
    }
}
