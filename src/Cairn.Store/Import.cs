using System.Globalization;
using System.Text;
using System.Text.Json;
using Cairn.Record;

namespace Cairn.Store;

/// <summary>What an import did: facts added, rows that were there before, people met for the first time, and rows whose id was there but said something else, by row.</summary>
public sealed record ImportReport(int Added, int AlreadyThere, int NewPeople, IReadOnlyList<int> Different)
{
    internal string Text() => new StringBuilder("{").Key("added").Append(Added).Key("already-there").Append(AlreadyThere).Key("new-people").Append(NewPeople)
        .Key("different").Append('[').AppendJoin(',', Different.Select(d => d.ToString(CultureInfo.InvariantCulture))).Append("]}").ToString();

    /// <summary>Reads the answer of an import.</summary>
    public static ImportReport Read(string answer)
    {
        using var json = JsonDocument.Parse(answer);
        var at = json.RootElement;
        return new(at.GetProperty("added").GetInt32(), at.GetProperty("already-there").GetInt32(), at.GetProperty("new-people").GetInt32(), [.. at.GetProperty("different").EnumerateArray().Select(d => d.GetInt32())]);
    }
}

/// <summary>
/// Takes the rows of a file into the store, all or none. People are known by what the system that wrote the file calls them. A row
/// is the same as one before if its source and id are, or without an id if the file, by its hash, and the row number are: such a row adds
/// nothing, and when it says something else it is reported, never taken over.
/// </summary>
public static class Import
{
    /// <summary>The decision to import: use it with <see cref="DataFolder.Do"/>. The drafts name people as the file does, and are corrected by ids of the same source.</summary>
    public static Decide Of(string fileHash, string system, IReadOnlyList<(int Row, Draft Draft)> rows) => (state, now) =>
    {
        var tokens = new Dictionary<string, string>(StringComparer.Ordinal);
        var people = new List<PersonReference>();
        var facts = new List<NewFact>(rows.Count);
        var inThisFile = new Dictionary<(string, string), NewFact>();
        var different = new List<int>();
        var named = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (row, given) in rows)
        {
            var draft = given with { Source = given.Source ?? system, Subject = given.Kind.About is About.Person ? TokenOf(given.Subject) : given.Subject };
            if (draft.Kind.Name == "same-person") draft = draft with { Details = [.. draft.Details.Select(d => d.Detail.Name == "as" ? (d.Detail, Named(d.Text)) : d)] };
            var fact = new NewFact(draft, fileHash, row);
            if (draft.Id is { } id && !inThisFile.TryAdd((draft.Source, id), fact))
            {
                if (!Texts.SayTheSame(inThisFile[(draft.Source, id)].Draft, draft, state.Facts.Vocabulary)) different.Add(row);
                continue;
            }
            if ((draft.Id is null ? now.FindRow(fileHash, row) : now.FindFact(draft.Source, draft.Id)) is not { } before) facts.Add(fact);
            else if (!now.SaysTheSame(before, fact)) different.Add(row);
        }
        var used = facts.Select(f => f.Draft.Subject).Concat(named).ToHashSet(StringComparer.Ordinal);
        people.RemoveAll(p => !used.Contains(p.Token));
        var report = new ImportReport(facts.Count, rows.Count - facts.Count, people.Count, different);
        return Decision.Append(report.Text()) with { People = people, Facts = facts };

        // A row that says two records are of one person names the other as the file calls it, or by its token.
        string Named(string other)
        {
            var token = state.IsPerson(other) ? other : TokenOf(other);
            named.Add(token);
            return token;
        }

        string TokenOf(string reference)
        {
            if (tokens.TryGetValue(reference, out var token)) return token;
            token = state.FindPerson(system, reference);
            if (token is null) people.Add(new PersonReference(token = Token.New(), system, reference));
            return tokens[reference] = token;
        }
    };
}
