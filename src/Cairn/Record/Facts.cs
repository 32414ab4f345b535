namespace Cairn.Record;

/// <summary>
/// A record in memory: the vocabulary it is written in, its facts, and the references and names they use. What one reads
/// from a file or a store, and what the rules are asked about.
/// </summary>
public sealed class Facts(Vocabulary vocabulary)
{
    private readonly References[] references = Enum.GetValues<About>().Select(_ => new References()).ToArray();
    private readonly List<string?> ids = [];
    private readonly Dictionary<string, int> positions = new(StringComparer.Ordinal);
    private FactIndex? index;

    public Vocabulary Vocabulary { get; } = vocabulary;

    public FactColumns Columns { get; } = new();

    /// <summary>The references of the people, members, partners, groups or places that facts are about.</summary>
    public References Of(About about) => references[(int)about];

    /// <summary>Names used in details: employers, schemes, items.</summary>
    public References Names { get; } = new();

    /// <summary>The index, brought up to date with the columns.</summary>
    public FactIndex Index
    {
        get
        {
            Span<int> counts = stackalloc int[references.Length];
            for (var i = 0; i < counts.Length; i++) counts[i] = references[i].Count;
            if (index is null) index = FactIndex.Build(Columns, Vocabulary, counts);
            else index.CatchUp(Columns, counts);
            return index;
        }
    }

    /// <summary>
    /// Adds a fact and gives its position. What it undoes is looked up by id among the facts already here; details have been
    /// checked by the reader, and one that does not read throws.
    /// </summary>
    public int Add(Draft draft)
    {
        var position = Columns.Append(Of(draft.Kind.About).Number(draft.Subject), draft.Kind.Number, draft.From, draft.To, draft.Recorded);
        foreach (var (detail, text) in draft.Details)
        {
            if (detail.Slot < 0) continue;
            if (!DetailText.TryRead(detail, text, draft.From, Names, out var value, out var problem)) throw new ArgumentException(problem, nameof(draft));
            Columns.SetDetail(position, detail.Slot, value);
        }
        if (draft.Evidence != 0) Columns.SetEvidence(position, draft.Evidence);
        if (draft.SaidBy >= 0) Columns.SetSaidBy(position, (ushort)draft.SaidBy);
        if (draft.Id is { } id) SetId(position, id);
        if ((draft.Corrects ?? draft.Retracts) is { } undone && positions.TryGetValue(undone, out var target))
            Columns.SetUndoes(position, target, draft.Retracts is null ? Undoing.Corrects : Undoing.Retracts);
        return position;
    }

    /// <summary>The position of the fact with this id, or -1.</summary>
    public int Find(string id) => positions.GetValueOrDefault(id, -1);

    /// <summary>Names a fact; without a name it is called by its place, counted from 1.</summary>
    public void SetId(int position, string? id)
    {
        while (ids.Count <= position) ids.Add(null);
        ids[position] = id;
        if (id is not null) positions[id] = position;
    }

    public string Id(int position) => position < ids.Count && ids[position] is { } id ? id : (position + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>References in order of first use, each with a number from 0.</summary>
public sealed class References
{
    private readonly List<string> names = [];
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);

    public int Count => names.Count;

    public string this[int number] => names[number];

    /// <summary>The number of a reference, which is added when it is new.</summary>
    public int Number(ReadOnlySpan<char> name)
    {
        var lookup = numbers.GetAlternateLookup<ReadOnlySpan<char>>();
        if (lookup.TryGetValue(name, out var number)) return number;
        var text = name.ToString();
        numbers[text] = names.Count;
        names.Add(text);
        return names.Count - 1;
    }

    /// <summary>The numbers in the ordinal order of their references; null when they are in that order already.</summary>
    public static int[]? Order(References references)
    {
        var sorted = true;
        for (var i = 1; i < references.Count && sorted; i++) sorted = string.CompareOrdinal(references[i - 1], references[i]) <= 0;
        return sorted ? null : [.. Enumerable.Range(0, references.Count).OrderBy(n => references[n], StringComparer.Ordinal)];
    }

    /// <summary>The number of a reference, or -1 when nobody has used it.</summary>
    public int Find(ReadOnlySpan<char> name) => numbers.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var number) ? number : -1;
}
