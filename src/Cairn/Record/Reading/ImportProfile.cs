namespace Cairn.Record;

/// <summary>
/// How to read the CSV of some other system: what its columns are called, how its dates and codes are written, and which facts
/// follow from a row. One YAML file a system; see <c>docs/import-profiles.md</c>.
/// </summary>
public sealed class ImportProfile
{
    internal ImportProfile(string name, string title, string? source, bool windows1252, byte delimiter, ProfileCondition? rows, IReadOnlyList<ProfileFact> facts,
        IReadOnlyList<(string Column, Yaml At)> columns, IReadOnlyList<(string Where, string Why)> assumptions)
    {
        (Name, Title, Source, Windows1252, Delimiter, Rows, Facts, Columns, Assumptions) = (name, title, source, windows1252, delimiter, rows, facts, columns, assumptions);
    }

    public string Name { get; }

    public string Title { get; }

    /// <summary>What is put down as the source of every fact.</summary>
    public string? Source { get; }

    /// <summary>What the profile adds that the file does not say, with the reason.</summary>
    public IReadOnlyList<(string Where, string Why)> Assumptions { get; }

    private bool Windows1252 { get; }

    private byte Delimiter { get; }

    private ProfileCondition? Rows { get; }

    private IReadOnlyList<ProfileFact> Facts { get; }

    private IReadOnlyList<(string Column, Yaml At)> Columns { get; }

    /// <summary>Reads a profile; null, with every mistake noted, when anything in it is wrong.</summary>
    public static ImportProfile? Read(string file, string text, Vocabulary vocabulary, Mistakes mistakes)
    {
        var before = mistakes.Found.Count;
        if (Yaml.Read(file, text, mistakes) is not { } root) return null;
        var profile = new ProfileReader(vocabulary, mistakes).Profile(root);
        return mistakes.Found.Count > before ? null : profile;
    }

    /// <summary>The facts that follow from a file, a row's in the order of the profile; null, with every mistake noted, when anything in it is wrong.</summary>
    public IReadOnlyList<RowDraft>? Drafts(string file, Stream csv, Vocabulary vocabulary, Mistakes mistakes)
    {
        using var transcoded = Windows1252 ? CsvEncoding.FromWindows1252(csv) : null;
        var noted = new FileMistakes(file, mistakes);
        var rows = new CsvFile(file, transcoded ?? csv, Delimiter, 2000, noted);
        if (Header(file, rows, noted, mistakes) is not { } columns) return null;
        var row = new ProfileRow(rows, columns);
        var drafts = new List<RowDraft>();
        var ids = new HashSet<string>(StringComparer.Ordinal);
        while (rows.Next())
        {
            if (!rows.Sound) continue;
            if (rows.Fields.Count != columns.Count)
            {
                rows.Wrong(Math.Min(rows.Fields.Count, columns.Count) - 1, $"This row has {rows.Fields.Count} columns, the header {columns.Count}; is a delimiter missing, or not in quotes?");
                continue;
            }
            row.Begin();
            if (Rows is not null && !Rows.Holds(row)) continue;
            foreach (var fact in Facts)
            {
                if (fact.Draft(row, vocabulary, Source) is not { } draft) continue;
                if (draft.Id is { } id && !ids.Add(id)) rows.Wrong(0, $"A second fact with the id '{id}' follows from this row; build the id from columns that no two rows share.");
                drafts.Add(new RowDraft(rows.Row - 1, rows.Line, draft));
            }
        }
        noted.Close(rows.Line);
        return noted.Any ? null : drafts;
    }

    /// <summary>The facts of a file as a record, to be asked at once without a store.</summary>
    public Facts? Record(string file, Stream csv, Vocabulary vocabulary, Mistakes mistakes)
    {
        if (Drafts(file, csv, vocabulary, mistakes) is not { } drafts) return null;
        var facts = new Facts(vocabulary);
        foreach (var row in drafts) facts.Add(row.Draft);
        return facts;
    }

    private Dictionary<string, int>? Header(string file, CsvFile rows, FileMistakes noted, Mistakes mistakes)
    {
        if (CsvEncoding.Refusal(rows.Bytes) is { } refusal)
        {
            noted.Add(new Mistake(file, 1, 1, refusal));
            return null;
        }
        if (!rows.Next())
        {
            noted.Add(new Mistake(file, 1, 1, "The file is empty; its first line must name the columns."));
            return null;
        }
        if (!rows.Sound) return null;
        var columns = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < rows.Fields.Count; i++)
            if (!columns.TryAdd(rows.Text(i), i)) rows.Wrong(i, $"The column '{rows.Text(i)}' stands twice; rename one.");
        if (columns.Count == 1 && Delimiter == ',' && CsvEncoding.OtherDelimiter(columns.Keys.First()) is { } delimiter)
            rows.Wrong(0, $"The columns are separated by {delimiter}; say so in the profile: 'reads: {{ delimiter: ... }}'.");
        var missing = false;
        if (!noted.Any)
        {
            foreach (var (column, at) in Columns)
            {
                if (columns.ContainsKey(column)) continue;
                missing = true;
                mistakes.Add(at, $"{Path.GetFileName(file)} has no column '{column}'.{Mistakes.DidYouMean(column, columns.Keys)}");
            }
        }
        return noted.Any || missing ? null : columns;
    }
}

/// <summary>A row of the file as a profile sees it: texts by column, and a place to say what is wrong with them.</summary>
internal sealed class ProfileRow(CsvFile file, IReadOnlyDictionary<string, int> columns)
{
    private readonly string?[] texts = new string?[columns.Count];

    private readonly HashSet<(string?, string)> said = [];

    public void Begin()
    {
        Array.Clear(texts);
        said.Clear();
    }

    /// <summary>A column's text without spaces around it; a column that is not there is empty.</summary>
    public string this[string column] => columns.TryGetValue(column, out var at) ? texts[at] ??= file.Text(at).Trim() : "";

    /// <summary>Notes a mistake at a column, or at the row when no one column is to blame; once, though several facts may rest on it.</summary>
    public void Wrong(string? column, string what)
    {
        if (said.Add((column, what))) file.Wrong(column is not null && columns.TryGetValue(column, out var at) ? at : 0, what);
    }
}
