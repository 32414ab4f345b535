namespace Cairn.Record;

/// <summary>
/// A record in memory: the vocabulary it is written in, its facts, and the references and names they use. What one reads
/// from a file or a store, and what the rules are asked about.
/// </summary>
public sealed class Facts
{
    private readonly References[] references;
    private readonly Lock viewing = new();

    /// <summary>Set in a view: the whole record, and who leads whom in it.</summary>
    private readonly (Facts Whole, int[]? Leads)? view;
    private FactIndex? index;
    private Joins? joins;
    private Facts? lastView;

    public Facts(Vocabulary vocabulary) : this(vocabulary, Enum.GetValues<About>().Select(_ => new References()).ToArray(), new References(), new FactColumns(), new FactIds())
    {
    }

    private Facts(Vocabulary vocabulary, References[] references, References names, FactColumns columns, FactIds ids) =>
        (Vocabulary, this.references, Names, Columns, Ids) = (vocabulary, references, names, columns, ids);

    private Facts(Facts whole, int[]? leads) : this(whole.Vocabulary, whole.references, whole.Names, whole.Columns, whole.Ids) => view = (whole, leads);

    public Vocabulary Vocabulary { get; }

    public FactColumns Columns { get; }

    /// <summary>The record as it stood when it held so many facts: what was decided then can be decided again.</summary>
    public Facts Prefix(int count) => new(Vocabulary, references, Names, Columns.Prefix(count), Ids);

    /// <summary>The references of the people, members, partners, groups or places that facts are about.</summary>
    public References Of(About about) => references[(int)about];

    /// <summary>Names used in details: employers, schemes, items.</summary>
    public References Names { get; }

    /// <summary>The index, brought up to date with the columns. Records that are of one person, by all that is recorded, have their rows together.</summary>
    public FactIndex Index
    {
        get
        {
            if (index is not null && index.Position >= Columns.Count) return index;
            Span<int> counts = stackalloc int[references.Length];
            for (var i = 0; i < counts.Length; i++) counts[i] = references[i].Count;
            if (view is null) joins = Joins.Of(this);
            var leads = view is { } fixedly ? fixedly.Leads : joins?.At(Day.Last);
            if (index is null) index = FactIndex.Build(Columns, Vocabulary, counts, leads);
            else index.CatchUp(Columns, counts, leads);
            return index;
        }
    }

    /// <summary>
    /// The same facts with those records read as one of which that was known by a day: before a joining was recorded they are two, and again from the day
    /// it is taken back. Itself where no joining says otherwise; the last other one is kept, with its index.
    /// </summary>
    public Facts At(int known)
    {
        if (view is { } of) return of.Whole.At(known);
        _ = Index;
        if (joins is null) return this;
        known = Math.Min(known, Day.Last);
        lock (viewing)
        {
            var leads = joins.At(known);
            if (Same(leads, joins.At(Day.Last))) return this;
            if (lastView is null || !Same(lastView.view!.Value.Leads, leads)) lastView = new Facts(this, leads);
            _ = lastView.Index;
            return lastView;
        }
    }

    private static bool Same(int[]? one, int[]? other) => one is null || other is null ? one == other : one.AsSpan().SequenceEqual(other);

    /// <summary>The number under which someone's rows stand, by any of their records; -1 where there is no such record.</summary>
    public int Subject(About about, string reference) => LeadOf(about, Of(about).Find(reference));

    /// <summary>The number of the record under which this one's rows stand: itself, but for a person's that is read as one with an earlier.</summary>
    public int LeadOf(About about, int subject) => about is About.Person ? Index.LeadOf(subject) : subject;

    /// <summary>The references of all records of a person, the leading first; what is not a person's record is alone.</summary>
    public IReadOnlyList<string> RecordsOf(string person) =>
        Of(About.Person).Find(person) is >= 0 and var number ? [.. Index.RecordsOf(number).Select(n => Of(About.Person)[n])] : [person];

    /// <summary>How many there are to ask about, records of one person counted once.</summary>
    public int CountOf(About about) => Index.Subjects[(int)about] - (about is About.Person ? Index.Led : 0);

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

    /// <summary>Forgets every fact and keeps who and what they were about, for another record of the same people. Whoever holds an answer or an index of before must not use it after.</summary>
    internal void Empty()
    {
        Columns.Clear();
        (index, joins, lastView) = (null, null, null);
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
