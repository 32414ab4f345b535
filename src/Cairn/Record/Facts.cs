namespace Cairn.Record;

/// <summary>
/// A record in memory: the vocabulary it is written in, its facts, and the references and names they use. What one reads
/// from a file or a store, and what the rules are asked about.
/// </summary>
public sealed class Facts
{
    private readonly References[] references;
    private FactIndex? index;

    public Facts(Vocabulary vocabulary) : this(vocabulary, Enum.GetValues<About>().Select(_ => new References()).ToArray(), new References(), new FactColumns(), new FactIds())
    {
    }

    private Facts(Vocabulary vocabulary, References[] references, References names, FactColumns columns, FactIds ids) =>
        (Vocabulary, this.references, Names, Columns, Ids) = (vocabulary, references, names, columns, ids);

    public Vocabulary Vocabulary { get; }

    public FactColumns Columns { get; }

    /// <summary>The record as it stood when it held so many facts: what was decided then can be decided again.</summary>
    public Facts Prefix(int count) => new(Vocabulary, references, Names, Columns.Prefix(count), Ids);

    /// <summary>The references of the people, members, partners, groups or places that facts are about.</summary>
    public References Of(About about) => references[(int)about];

    /// <summary>Names used in details: employers, schemes, items.</summary>
    public References Names { get; }

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
        if (draft.Retracts is { } taken)
        {
            var back = Needed(taken);
            var retraction = Columns.Append(Columns.Abouts[back], Columns.Kinds[back], draft.Recorded, draft.Recorded, draft.Recorded);
            Columns.SetUndoes(retraction, back, Undoing.Retracts);
            if (draft.Id is { } name) SetId(retraction, name);
            return retraction;
        }
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
        if (draft.Corrects is { } wrong) Columns.SetUndoes(position, Needed(wrong), Undoing.Corrects);
        return position;
    }

    private int Needed(string id) => Find(id) is >= 0 and var position ? position : throw new ArgumentException($"There is no fact '{id}' to undo.", nameof(id));

    /// <summary>The names of facts, by their position.</summary>
    internal FactIds Ids { get; }

    /// <summary>The position of the fact with this id, or -1.</summary>
    public int Find(string id) => Ids.Find(id);

    /// <summary>Names a fact; without a name it is called by its place, counted from 1.</summary>
    public void SetId(int position, string? id)
    {
        if (id is not null) Ids.Set(position, id);
    }

    public string Id(int position) => Ids.Text(position) ?? (position + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
