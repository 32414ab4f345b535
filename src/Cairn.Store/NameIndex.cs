using Cairn.Record;

namespace Cairn.Store;

/// <summary>What a person is called; either part may be empty.</summary>
public sealed record PersonName(string Token, string Given, string Family)
{
    /// <summary>As it is read on a page: given name, family name.</summary>
    public string Text => Given.Length == 0 ? Family : Family.Length == 0 ? Given : $"{Given} {Family}";
}

/// <summary>
/// What everybody is called now, and who is called so: kept in memory only, from the facts of the kind <c>called</c>. Of several that stand
/// the latest counts; who was erased is gone. Safe to use from many threads.
/// </summary>
public sealed class NameIndex(DataFolder store, string kind = "called")
{
    private readonly Lock catching = new();

    /// <summary>Never held while the store is asked: who reads the store may ask for a name at the same time.</summary>
    private readonly Lock gate = new();
    private readonly Dictionary<string, List<(int From, long Position, PersonName Name)>> standing = new(StringComparer.Ordinal);
    private readonly Dictionary<long, string> people = [];
    private readonly List<(string Word, string Token)> words = [];
    private int seen;
    private int erasures = -1;

    /// <summary>Takes in what has been recorded since; asked before each use it costs next to nothing when that is nothing.</summary>
    public void CatchUp()
    {
        lock (catching)
        {
            var after = seen;
            var now = store.Read(state => (state.Facts.Columns.Count, state.Erasures));
            if (now == (after, erasures)) return;
            // An erasure takes away what was read before, so all is read anew.
            var anew = now.Erasures != erasures;
            if (anew) after = 0;
            var news = store.Words(kind, after).Where(w => w.Position <= now.Count).ToList();
            var (undone, froms) = store.Read(state => (Undone(state.Facts.Columns, after, now.Count), news.ConvertAll(w => (int)state.Facts.Columns.Froms[(int)w.Position - 1])));
            lock (gate) Take(anew, after, news, undone, froms);
            (seen, erasures) = now;
        }
    }

    private void Take(bool anew, int after, List<WordsOf> news, List<long> undone, List<int> froms)
    {
        if (anew)
        {
            standing.Clear();
            people.Clear();
            words.Clear();
        }
        var changed = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < news.Count; i++)
        {
            var (position, token, said) = news[i];
            if (!standing.TryGetValue(token, out var names)) standing[token] = names = [];
            people[position] = token;
            if (changed.Add(token) && after > 0) Forget(token);
            names.Add((froms[i], position, new PersonName(token, said.Details.GetValueOrDefault("given", ""), said.Details.GetValueOrDefault("family", ""))));
        }
        foreach (var position in undone)
        {
            if (!people.Remove(position, out var token)) continue;
            if (changed.Add(token) && after > 0) Forget(token);
            standing[token].RemoveAll(n => n.Position == position);
        }
        var added = changed.SelectMany(t => Current(t) is { } name ? WordsOf(name).Select(w => (w, t)) : []).ToList();
        if (added.Count > 100) words.AddRange(added);
        else foreach (var word in added) words.Insert(~words.BinarySearch(word, ByWord), word);
        if (added.Count > 100) words.Sort(ByWord);
    }

    /// <summary>What a person is called; null when nothing is recorded, or it was erased.</summary>
    public PersonName? this[string token]
    {
        get
        {
            lock (gate) return Current(token);
        }
    }

    /// <summary>
    /// Everybody in whose name each word typed begins a word, by family and given name; capitals, accents and apostrophes do not matter. Nothing
    /// typed finds nobody. Who may be shown is for the caller to say.
    /// </summary>
    public IReadOnlyList<PersonName> Search(string typed)
    {
        var asked = Spelling.Words(typed);
        if (asked.Count == 0) return [];
        lock (gate)
        {
            // The longest word leaves the fewest to look at.
            var first = asked.MaxBy(w => w.Length)!;
            var found = new List<(string Key, PersonName Name)>();
            var tokens = new HashSet<string>(StringComparer.Ordinal);
            var at = words.BinarySearch((first, ""), ByWord);
            for (at = at < 0 ? ~at : at; at < words.Count && words[at].Word.StartsWith(first, StringComparison.Ordinal); at++)
            {
                if (!tokens.Add(words[at].Token) || Current(words[at].Token) is not { } name) continue;
                if (asked.Count > 1 && !asked.TrueForAll(a => WordsOf(name).Any(w => w.StartsWith(a, StringComparison.Ordinal)))) continue;
                found.Add(($"{Spelling.Plain(name.Family)} {Spelling.Plain(name.Given)} {name.Token}", name));
            }
            found.Sort((a, b) => string.CompareOrdinal(a.Key, b.Key));
            return found.ConvertAll(f => f.Name);
        }
    }

    private static readonly Comparer<(string Word, string Token)> ByWord = Comparer<(string Word, string Token)>.Create(
        (a, b) => string.CompareOrdinal(a.Word, b.Word) is not 0 and var order ? order : string.CompareOrdinal(a.Token, b.Token));

    private static List<long> Undone(FactColumns columns, int after, int count)
    {
        var undone = new List<long>();
        for (var p = after; p < count; p++) if (columns.Undoes(p) is >= 0 and var target) undone.Add(target + 1L);
        return undone;
    }

    private PersonName? Current(string token) => standing.TryGetValue(token, out var names) && names.Count > 0 ? names.Max(ByDay).Name : null;

    private static readonly Comparer<(int From, long Position, PersonName Name)> ByDay = Comparer<(int From, long Position, PersonName Name)>.Create((a, b) => (a.From, a.Position).CompareTo((b.From, b.Position)));

    private void Forget(string token)
    {
        if (Current(token) is not { } name) return;
        foreach (var word in WordsOf(name))
            if (words.BinarySearch((word, token), ByWord) is >= 0 and var at) words.RemoveAt(at);
    }

    private static List<string> WordsOf(PersonName name) => Spelling.Words($"{name.Given} {name.Family}");
}
