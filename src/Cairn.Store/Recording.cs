using System.Globalization;
using System.Text;
using Cairn.Record;

namespace Cairn.Store;

/// <summary>Who asks for something, in what capacity, where it comes from, and the key under which asking again does nothing twice; drawn when not given.</summary>
public sealed record Asking(string By, string Capacity, string Source = "", string? Key = null)
{
    internal string KeyFor(string verb) => Key ?? $"{verb}:{Guid.NewGuid():n}";
}

/// <summary>
/// One fact from a form or a command line, through the same door as a file of them: what is wrong in a row of a file is wrong here, and is
/// said of the cell that it stands in.
/// </summary>
public static class Recording
{
    /// <summary>The command's kind in the log.</summary>
    public const string Kind = "record";

    /// <summary>The source of what was recorded in Cairn itself, rather than in a file or another system.</summary>
    public const string Source = "cairn";

    /// <summary>A fact of one day that an act of Cairn's own leaves, by names that the vocabulary must have; one without text is left out. A role that it has not is not stated.</summary>
    internal static NewFact Fact(State state, string kind, string about, int on, string role, params IEnumerable<(string Name, string Text)> details)
    {
        var found = state.Facts.Vocabulary.Find(kind) ?? throw new StoreException(Trouble.Vocabulary, $"The vocabulary has no kind '{kind}', which this needs.");
        return new NewFact(new Draft(found, about, on, on, on)
        {
            Source = Source, SaidBy = state.Facts.Vocabulary.Roles.ToList().IndexOf(role),
            Details = [.. details.Where(d => d.Text.Length > 0).Select(d => (found.Find(d.Name) ?? throw new StoreException(Trouble.Vocabulary, $"A {kind} has no detail '{d.Name}' in this vocabulary."), d.Text))],
        });
    }

    /// <summary>
    /// Reads a fact from cells named as the columns of a file: <c>fact</c>, <c>person</c> (by token) or <c>about</c>, <c>from</c>, <c>to</c>, <c>evidence</c>,
    /// <c>said-by</c>, <c>source</c>, <c>id</c>, <c>corrects</c>, <c>retracts</c>, <c>note</c>, and its details by name. The draft is null when anything is wrong; a mistake
    /// of no cell has an empty column.
    /// </summary>
    public static (Draft? Draft, IReadOnlyList<(string Column, string What)> Mistakes) Read(DataFolder store, IReadOnlyList<(string Column, string? Text)> cells, int today)
    {
        var named = cells.FirstOrDefault(c => c.Column == "fact").Text ?? "";
        if (store.Vocabulary.Find(named) is not { } kind)
            return (null, [("fact", $"There is no kind of fact '{named}'.{Mistakes.DidYouMean(named, store.Vocabulary.Kinds.Select(k => k.Name))}")]);
        var row = new List<(string Column, string Text)>();
        foreach (var (column, text) in cells)
        {
            if (row.Exists(c => c.Column == column)) return (null, [(column, $"'{column}' is given twice.")]);
            row.Add((column, text ?? ""));
        }
        foreach (var needed in new[] { "from", "to", "recorded" })
            if (!row.Exists(c => c.Column == needed)) row.Add((needed, needed == "recorded" ? Day.Iso(today) : ""));

        var columns = row.ConvertAll(c => kind.Find(c.Column) is { } detail ? FactsCsv.ColumnOf(kind, detail) : c.Column);
        var (csv, places) = Csv(columns, row);
        var mistakes = new Mistakes();
        var source = row.Find(c => c.Column == "source").Text ?? "";
        var drafts = FactsCsv.Drafts(Kind, Encoding.UTF8.GetBytes(csv), store.Vocabulary, mistakes, Known(store, source, token => token))?.ToList();
        if (drafts is [var only]) return (only.Draft, []);
        if (!mistakes.Any) return (null, [("", "Nothing was filled in.")]);
        return (null, [.. mistakes.Found.Select(m => (Cell(m), m.What))]);

        string Cell(Mistake mistake)
        {
            var at = places.FindLastIndex(p => (p.Line, p.Column).CompareTo((mistake.Line, mistake.Column)) <= 0);
            return at < 0 ? "" : row[at % row.Count].Column;
        }
    }

    /// <summary>
    /// Records a fact that was read, and with it, when they are new, the person whom it is about. The answer is its place, <c>#17</c>. Whoever draws a
    /// new person's token draws it with the key, so that asking again asks the same.
    /// </summary>
    public static Task<Reply> Do(DataFolder store, Asking who, Draft draft, PersonReference? isNew = null)
    {
        var content = Content(store, draft);
        return store.Do(new Command(who.KeyFor(Kind), Kind, who.By, who.Capacity, content, who.Source), (state, now) =>
        {
            if (draft is { Id: { } id, Source: { } source } && now.FindFact(source, id) is { } before)
                return now.SaysTheSame(before, new NewFact(draft)) ? Decision.Append($"#{before}") : Decision.Refuse("IdUsedForSomethingElse", $"{source} has given the id {id} to another fact, #{before}; correct it with a fact that names {id} in 'corrects' and has an id of its own.");
            return Decision.Append($"#{state.Facts.Columns.Count + 1}") with { People = isNew is null ? [] : [isNew], Facts = [new NewFact(draft)] };
        });
    }

    /// <summary>
    /// Records several facts of forms in one command. Each may be left out at the last moment, for a reason that <paramref name="whyNot"/> names from what is
    /// recorded by then; the answer has a word for each in order, its place or that name: <c>#17 changed #18</c>. With <paramref name="allOrNone"/> the first
    /// reason refuses them all. Asking again is asking for the same <paramref name="content"/>, all of them together unless given.
    /// </summary>
    public static Task<Reply> DoAll(DataFolder store, Asking who, IReadOnlyList<Draft> drafts, Func<State, int, string?>? whyNot = null, bool allOrNone = false, string? content = null)
    {
        if (drafts.Any(d => d.Id is not null)) throw new ArgumentException("Facts of a form have no id of their source.", nameof(drafts));
        content ??= string.Join('\n', drafts.Select(d => Content(store, d)));
        return store.Do(new Command(who.KeyFor(Kind), Kind, who.By, who.Capacity, content, who.Source), (state, _) =>
        {
            var words = new List<string>();
            var facts = new List<NewFact>();
            for (var i = 0; i < drafts.Count; i++)
            {
                var reason = whyNot?.Invoke(state, i);
                if (reason is not null && allOrNone) return Decision.Refuse(reason, "What you looked at has changed since. Nothing of this was recorded; look again.");
                if (reason is null) facts.Add(new NewFact(drafts[i]));
                words.Add(reason ?? string.Create(CultureInfo.InvariantCulture, $"#{state.Facts.Columns.Count + facts.Count}"));
            }
            return Decision.Append(string.Join(' ', words)) with { Facts = facts };
        });
    }

    private static string Content(DataFolder store, Draft draft) =>
        $"{draft.Kind.Name} {draft.Subject} {draft.Corrects} {draft.Retracts} {Texts.Payload(draft, draft.Source, 0, draft.Recorded, store.Vocabulary, out _)} {Texts.Words(draft)}";

    /// <summary>
    /// Records several facts in one command, all or none, and with them the person whom they are about where they are new. The answer is the place of
    /// the first. What must still hold at that moment, a place that is free, is asked of the state: a sentence refuses.
    /// </summary>
    public static Task<Reply> Do(DataFolder store, Asking who, IReadOnlyList<Draft> drafts, PersonReference? isNew = null, Func<State, string?>? refuses = null)
    {
        var content = string.Join('\n', drafts.Select(d => Content(store, d)));
        return store.Do(new Command(who.KeyFor(Kind), Kind, who.By, who.Capacity, content, who.Source), (state, _) =>
            refuses?.Invoke(state) is { } why ? Decision.Refuse("TooLate", why) : Decision.Append($"#{state.Facts.Columns.Count + 1}") with { People = isNew is null ? [] : [isNew], Facts = [.. drafts.Select(d => new NewFact(d))] });
    }

    /// <summary>Finds a fact in the data by the id that its source gave it, or as <c>#17</c>, by its position in the log; people are compared as <paramref name="called"/> gives them.</summary>
    public static Record.StoredFact Known(DataFolder store, string source, Func<string, string> called) => id =>
    {
        var found = id.StartsWith('#') && long.TryParse(id.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var position) ? store.Fact(position) : store.Fact(source, id);
        if (found is null) return null;
        return (found.Draft.Kind.About, found.Draft.Kind.About is About.Person ? called(found.Draft.Subject) : found.Draft.Subject, found.ClaimedRecorded ?? 0);
    };

    /// <summary>A header and one row, and where in them each cell begins: those of the header, then those of the row.</summary>
    private static (string Csv, List<(int Line, int Column)> Places) Csv(List<string> columns, List<(string Column, string Text)> row)
    {
        var csv = new StringBuilder();
        var places = new List<(int, int)>();
        var (line, at) = (1, 1);
        foreach (var texts in new[] { columns, row.ConvertAll(c => c.Text) })
        {
            for (var i = 0; i < texts.Count; i++)
            {
                places.Add((line, at));
                Add($"\"{texts[i].Replace("\"", "\"\"", StringComparison.Ordinal)}\"{(i == texts.Count - 1 ? "\n" : ",")}");
            }
        }
        return (csv.ToString(), places);

        void Add(string text)
        {
            csv.Append(text);
            var last = text.LastIndexOf('\n');
            line += text.Count(c => c == '\n');
            at = last < 0 ? at + text.Length : text.Length - last;
        }
    }
}
