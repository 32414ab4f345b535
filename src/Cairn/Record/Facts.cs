namespace Cairn.Record;

/// <summary>
/// A record in memory: the vocabulary it is written in, its facts, and the references and names they use. What one reads
/// from a file or a store, and what the rules are asked about.
/// </summary>
public sealed class Facts(Vocabulary vocabulary)
{
    private readonly References[] references = Enum.GetValues<About>().Select(_ => new References()).ToArray();
    private readonly List<string?> ids = [];
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

    /// <summary>Names a fact; without a name it is called by its place, counted from 1.</summary>
    public void SetId(int position, string? id)
    {
        while (ids.Count <= position) ids.Add(null);
        ids[position] = id;
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

    /// <summary>The number of a reference, or -1 when nobody has used it.</summary>
    public int Find(ReadOnlySpan<char> name) => numbers.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name, out var number) ? number : -1;
}
