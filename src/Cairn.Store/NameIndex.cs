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
    private readonly Dictionary<string, Person> people = new(StringComparer.Ordinal);
    private readonly Dictionary<long, Person> byPosition = [];
    private readonly List<(string Word, Person Who)> words = [];
    private int seen;
    private int erasures = -1;

    /// <summary>Everything that stands of what one person is called, and how the latest of it is searched and sorted.</summary>
    private sealed class Person(string token)
    {
        public string Token => token;

        public List<(int From, long Position, PersonName Name)> Standing { get; } = [];

        public PersonName? Name { get; private set; }

        public List<string> Words { get; private set; } = [];

        public string Key { get; private set; } = "";

        public void Choose()
        {
            Name = Standing.Count == 0 ? null : Standing.MaxBy(s => (s.From, s.Position)).Name;
            Words = Name is null ? [] : Spelling.Words($"{Name.Given} {Name.Family}");
            Key = Name is null ? token : $"{Spelling.Plain(Name.Family)} {Spelling.Plain(Name.Given)} {token}";
        }
    }

    /// <summary>Takes in what has been recorded since; asked before each use it costs next to nothing when that is nothing.</summary>
    public void CatchUp()
    {
        lock (catching)
        {
            var now = store.Read(state => (state.Facts.Columns.Count, state.Erasures));
            if (now == (seen, erasures)) return;
            // An erasure takes away what was read before, so all is read anew.
            var anew = now.Erasures != erasures;
            var after = anew ? 0 : seen;
            var news = store.Words(kind, after).Where(w => w.Position <= now.Count).ToList();
            var (undone, froms) = store.Read(state => (Undone(state.Facts.Columns, after, now.Count), news.ConvertAll(w => (int)state.Facts.Columns.Froms[(int)w.Position - 1])));
            lock (gate) Take(anew, news, undone, froms);
            (seen, erasures) = now;
        }
    }

    private void Take(bool anew, List<WordsOf> news, List<long> undone, List<int> froms)
    {
        if (anew)
        {
            people.Clear();
            byPosition.Clear();
            words.Clear();
        }
        var changed = new HashSet<Person>();
        foreach (var ((position, token, said), from) in news.Zip(froms))
        {
            if (!people.TryGetValue(token, out var person)) people[token] = person = new Person(token);
            byPosition[position] = person;
            person.Standing.Add((from, position, new PersonName(token, said.Details.GetValueOrDefault("given", ""), said.Details.GetValueOrDefault("family", ""))));
            changed.Add(person);
        }
        foreach (var position in undone)
        {
            if (!byPosition.Remove(position, out var person)) continue;
            person.Standing.RemoveAll(n => n.Position == position);
            changed.Add(person);
        }
        Replace(changed);
    }

    /// <summary>What a person is called; null when nothing is recorded, or it was erased.</summary>
    public PersonName? this[string token]
    {
        get
        {
            lock (gate) return people.GetValueOrDefault(token)?.Name;
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
            var found = new HashSet<Person>();
            var at = words.BinarySearch((first, None), ByWord);
            for (at = at < 0 ? ~at : at; at < words.Count && words[at].Word.StartsWith(first, StringComparison.Ordinal); at++)
                if (asked.TrueForAll(a => words[at].Who.Words.Exists(w => w.StartsWith(a, StringComparison.Ordinal)))) found.Add(words[at].Who);
            return [.. found.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => p.Name!)];
        }
    }

    private static readonly Person None = new("");

    private static readonly Comparer<(string Word, Person Who)> ByWord = Comparer<(string Word, Person Who)>.Create(
        (a, b) => string.CompareOrdinal(a.Word, b.Word) is not 0 and var order ? order : string.CompareOrdinal(a.Who.Token, b.Who.Token));

    private static List<long> Undone(FactColumns columns, int after, int count)
    {
        var undone = new List<long>();
        for (var p = after; p < count; p++) if (columns.Undoes(p) is >= 0 and var target) undone.Add(target + 1L);
        return undone;
    }

    /// <summary>Puts the words that people are now found by in place of those before.</summary>
    private void Replace(HashSet<Person> changed)
    {
        const int Few = 50;
        if (changed.Count > Few) words.RemoveAll(w => changed.Contains(w.Who));
        foreach (var person in changed)
        {
            if (changed.Count <= Few) foreach (var word in person.Words) words.RemoveAt(words.BinarySearch((word, person), ByWord));
            person.Choose();
            if (changed.Count <= Few) foreach (var word in person.Words) words.Insert(~words.BinarySearch((word, person), ByWord), (word, person));
            else words.AddRange(person.Words.Select(w => (w, person)));
        }
        if (changed.Count > Few) words.Sort(ByWord);
    }
}
