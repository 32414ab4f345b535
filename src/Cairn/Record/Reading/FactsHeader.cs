namespace Cairn.Record;

/// <summary>What the columns of a facts CSV hold, found from its header once and used for every row.</summary>
internal sealed class FactsHeader
{
    private static readonly string[] Own = ["person", "about", "fact", "from", "to", "recorded", "id", "corrects", "retracts", "source", "evidence", "note", "said-by"];
    private static readonly string[] Needed = ["fact", "from", "to", "recorded"];

    private FactsHeader(Vocabulary vocabulary, IReadOnlyList<string> columns)
    {
        Vocabulary = vocabulary;
        Columns = columns;
        int At(string name) => Math.Max(-1, columns.ToList().IndexOf(name));
        (Person, About, Fact, From, To, Recorded) = (At("person"), At("about"), At("fact"), At("from"), At("to"), At("recorded"));
        (Id, Corrects, Retracts, Source, Evidence, Note, SaidBy) = (At("id"), At("corrects"), At("retracts"), At("source"), At("evidence"), At("note"), At("said-by"));
        DetailColumns = [.. Enumerable.Range(0, columns.Count).Where(i => !Own.Contains(columns[i]))];
        Kinds = [.. vocabulary.Kinds.Select(k => new KindColumns(k, this))];
        AboutOf = [.. vocabulary.Kinds.Select(k => (int)k.About)];
        NameSlots = [.. vocabulary.Kinds.SelectMany(k => k.Details.Where(d => d.Type is DetailType.Name).Select(d => (k.Number, d.Slot)))];
        KindWords = Words(vocabulary.Kinds.Select(k => k.Name));
        EvidenceWords = Words(vocabulary.Evidence);
        RoleWords = Words(vocabulary.Roles);
    }

    public Vocabulary Vocabulary { get; }

    public IReadOnlyList<string> Columns { get; }

    public int Person { get; }

    public int About { get; }

    public int Fact { get; }

    public int From { get; }

    public int To { get; }

    public int Recorded { get; }

    public int Id { get; }

    public int Corrects { get; }

    public int Retracts { get; }

    public int Source { get; }

    public int Evidence { get; }

    public int Note { get; }

    public int SaidBy { get; }

    /// <summary>The columns that hold details of some kind.</summary>
    public int[] DetailColumns { get; }

    /// <summary>By the kind's number.</summary>
    public KindColumns[] Kinds { get; }

    /// <summary>By the kind's number: whom it is about.</summary>
    public int[] AboutOf { get; }

    /// <summary>Where names are held.</summary>
    public (int Kind, int Slot)[] NameSlots { get; }

    public References KindWords { get; }

    public References EvidenceWords { get; }

    public References RoleWords { get; }

    /// <summary>The column that holds a detail: its name, or <c>kind.name</c> where the file has a column of that name itself.</summary>
    public static string ColumnOf(Kind kind, Detail detail) => Own.Contains(detail.Name) ? $"{kind.Name}.{detail.Name}" : detail.Name;

    /// <summary>Words in order, to be found as UTF-8.</summary>
    public static References Words(IEnumerable<string> words)
    {
        var found = new References();
        foreach (var word in words) found.Number(word);
        return found;
    }

    /// <summary>Reads the header; null, with what is wrong noted, when no row could be read under it.</summary>
    public static FactsHeader? Read(CsvFile file, Vocabulary vocabulary, FileMistakes mistakes, string name)
    {
        if (CsvEncoding.Refusal(file.Bytes) is { } refusal)
        {
            mistakes.Add(new Mistake(name, 1, 1, refusal));
            return null;
        }
        if (!file.Next())
        {
            mistakes.Add(new Mistake(name, 1, 1, "The file is empty; its first line names the columns: person,fact,from,to,recorded and the details."));
            return null;
        }
        if (!file.Sound) return null;
        var columns = Enumerable.Range(0, file.Fields.Count).Select(file.Text).ToList();
        if (columns.Count == 1 && CsvEncoding.OtherDelimiter(columns[0]) is { } delimiter)
        {
            file.Wrong(0, $"The columns are separated by {delimiter}; save the file with commas.");
            return null;
        }
        var known = Own.Concat(vocabulary.Kinds.SelectMany(k => k.Details.Select(d => ColumnOf(k, d)))).Distinct(StringComparer.Ordinal).ToList();
        var good = true;
        void Wrong(int column, string what)
        {
            file.Wrong(column, what);
            good = false;
        }
        for (var i = 0; i < columns.Count; i++)
        {
            if (columns[i].Length == 0) Wrong(i, "This column has no name; name it or delete it.");
            else if (!known.Contains(columns[i])) Wrong(i, $"There is no column '{columns[i]}'.{Near(columns[i], known)}");
            else if (columns.IndexOf(columns[i]) < i) Wrong(i, $"The column '{columns[i]}' stands twice; keep one.");
        }
        if (!columns.Contains("person") && !columns.Contains("about")) Wrong(0, "The column 'person' is missing (or 'about', for facts about something else).");
        foreach (var needed in Needed)
        {
            if (columns.Contains(needed)) continue;
            var near = columns.FindIndex(c => Mistakes.DidYouMean(c, [needed]).Length > 0 && !Own.Contains(c));
            if (near >= 0 && known.Contains(columns[near])) Wrong(near, $"The column '{needed}' is missing; is it the one called '{columns[near]}'?");
            else Wrong(0, $"The column '{needed}' is missing; add it, empty where nothing is known.");
        }
        return good ? new FactsHeader(vocabulary, columns) : null;
    }

    private static string Near(string word, List<string> known)
    {
        var near = Mistakes.DidYouMean(word, known);
        return near.Length > 0 ? near : " It is neither one of the file's own columns nor a detail in the vocabulary; delete it, or declare the detail.";
    }
}

/// <summary>What the columns mean for facts of one kind.</summary>
internal sealed class KindColumns
{
    public KindColumns(Kind kind, FactsHeader header)
    {
        Kind = kind;
        Details = new DetailColumn?[header.Columns.Count];
        foreach (var column in header.DetailColumns)
            if (kind.Details.FirstOrDefault(d => FactsHeader.ColumnOf(kind, d) == header.Columns[column]) is { } detail) Details[column] = new DetailColumn(detail);
        foreach (var detail in kind.Details) if (detail.Required) Required |= 1UL << detail.Place;
    }

    public Kind Kind { get; }

    /// <summary>By column: the detail it holds, or null where the kind has none of that name.</summary>
    public DetailColumn?[] Details { get; }

    /// <summary>A bit for each detail that must be given.</summary>
    public ulong Required { get; }
}
