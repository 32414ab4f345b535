using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Cairn.Ledger;
using Cairn.Record;

namespace Cairn.Store;

/// <summary>What of a fact is for people only, sealed under a person's key: the source's id of it, a note, and details in free words.</summary>
public sealed record FactWords(string? Id, string? Note, IReadOnlyDictionary<string, string> Details)
{
    internal static readonly FactWords None = new(null, null, new Dictionary<string, string>());
}

/// <summary>The words of one fact, and what it is about: a person by token, anything else by name.</summary>
public sealed record WordsOf(long Position, string Subject, FactWords Words);

/// <summary>Facts and entries as the log spells them, and back.</summary>
internal static class Texts
{
    /// <summary>
    /// The coded part of a fact, with details in their canonical spelling and names, never numbers, of what the vocabulary lists, so that
    /// a reordered vocabulary reads it the same. A detail that does not read gives a problem.
    /// </summary>
    public static string? Payload(Draft draft, string? source, int row, int recordedDay, Vocabulary vocabulary, out string problem)
    {
        problem = "";
        var json = new StringBuilder("{").Key("kind").Text(draft.Kind.Name).Key("from").Text(Day.Iso(draft.From));
        if (draft.To != Day.Never) json.Key("to").Text(Day.Iso(draft.To));
        var details = draft.Details.Where(d => d.Detail.Type is not DetailType.Words && d.Text.Length > 0).OrderBy(d => d.Detail.Name, StringComparer.Ordinal).ToList();
        if (details.Count > 0)
        {
            json.Key("details").Append('{');
            var names = new References();
            foreach (var (detail, text) in details)
            {
                if (!DetailText.TryRead(detail, text, draft.From, names, out var value, out problem)) return null;
                json.Key(detail.Name).Text(DetailText.Write(detail, value, names));
            }
            json.Append('}');
        }
        if (draft.Evidence != 0)
        {
            json.Key("evidence").Append('[');
            foreach (var kind in vocabulary.Evidence.Where((_, i) => (draft.Evidence >> i & 1) != 0).Order(StringComparer.Ordinal)) json.Item().Text(kind);
            json.Append(']');
        }
        if (draft.SaidBy >= 0) json.Key("said-by").Text(vocabulary.Roles[draft.SaidBy]);
        if (draft.Recorded != recordedDay) json.Key("claimed-recorded").Text(Day.Iso(draft.Recorded));
        if (source is not null) json.Key("source").Text(source);
        if (row > 0) json.Key("row").Append(row);
        return json.Append('}').ToString();
    }

    /// <summary>Reads a payload with the vocabulary; throws, with a sentence, on what the vocabulary does not know.</summary>
    public static Draft Fact(string payload, string subject, int recordedDay, Vocabulary vocabulary)
    {
        using var json = JsonDocument.Parse(payload);
        var at = json.RootElement;
        var name = at.GetProperty("kind").GetString()!;
        var kind = vocabulary.Find(name) ?? throw new InvalidDataException($"The vocabulary has no kind of fact '{name}'.");
        var details = new List<(Detail, string)>();
        if (at.TryGetProperty("details", out var given))
            foreach (var d in given.EnumerateObject())
                details.Add((kind.Find(d.Name) ?? throw new InvalidDataException($"The vocabulary has no detail '{d.Name}' of {name}."), d.Value.GetString()!));
        ulong evidence = 0;
        if (at.TryGetProperty("evidence", out var seen))
            foreach (var e in seen.EnumerateArray()) evidence |= 1UL << Place(vocabulary.Evidence, e.GetString()!, "kind of evidence");
        return new Draft(kind, subject, DayOf(at.GetProperty("from")), at.TryGetProperty("to", out var to) ? DayOf(to) : Day.Never, recordedDay)
        {
            Details = details,
            Evidence = evidence,
            SaidBy = at.TryGetProperty("said-by", out var by) ? Place(vocabulary.Roles, by.GetString()!, "role") : -1,
            Source = at.TryGetProperty("source", out var source) ? source.GetString() : null,
        };
    }

    /// <summary>The sealed part of a fact before it is sealed; null when there is nothing to seal.</summary>
    public static string? Words(Draft draft)
    {
        var words = draft.Details.Where(d => d.Detail.Type is DetailType.Words && d.Text.Length > 0).OrderBy(d => d.Detail.Name, StringComparer.Ordinal).ToList();
        if (draft.Id is null && string.IsNullOrEmpty(draft.Note) && words.Count == 0) return null;
        var json = new StringBuilder("{");
        if (draft.Id is not null) json.Key("id").Text(draft.Id);
        if (!string.IsNullOrEmpty(draft.Note)) json.Key("note").Text(draft.Note);
        if (words.Count > 0)
        {
            json.Key("details").Append('{');
            foreach (var (detail, text) in words) json.Key(detail.Name).Text(text);
            json.Append('}');
        }
        return json.Append('}').ToString();
    }

    public static FactWords Words(string words)
    {
        using var json = JsonDocument.Parse(words);
        var at = json.RootElement;
        var details = new Dictionary<string, string>(StringComparer.Ordinal);
        if (at.TryGetProperty("details", out var given))
            foreach (var d in given.EnumerateObject()) details[d.Name] = d.Value.GetString()!;
        return new FactWords(at.TryGetProperty("id", out var id) ? id.GetString() : null, at.TryGetProperty("note", out var note) ? note.GetString() : null, details);
    }

    /// <summary>Whether two facts say the same of the same, in codes and in words; when they were recorded, and in which row, does not matter.</summary>
    public static bool SayTheSame(Draft a, Draft b, Vocabulary vocabulary) =>
        a.Subject == b.Subject && Words(a) == Words(b)
        && Payload(a, a.Source, 0, a.Recorded, vocabulary, out _) == Payload(b, b.Source, 0, b.Recorded, vocabulary, out _);

    /// <summary>Gives a fact read from its payload the words that were sealed beside it.</summary>
    public static Draft With(this Draft draft, FactWords words) => draft with
    {
        Id = words.Id,
        Note = words.Note,
        Details = [.. draft.Details, .. words.Details.Select(w => (draft.Kind.Find(w.Key) ?? throw new InvalidDataException($"The vocabulary has no detail '{w.Key}' of {draft.Kind.Name}."), w.Value))],
    };

    /// <summary>An entry without its key and instant, which stand beside it.</summary>
    public static string Payload(Entry entry)
    {
        var json = new StringBuilder("{").Key("kind").Text(entry.Kind.ToString()).Key("on").Text(entry.EffectiveOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        if (entry.Of is not null) json.Key("of").Text(entry.Of);
        if (!entry.Opens.IsEmpty)
        {
            json.Key("opens").Append('[');
            foreach (var account in entry.Opens)
                _ = json.Item().Append('[').Item().Text(account.Key).Item().Append(account.Limit?.ToString(CultureInfo.InvariantCulture) ?? "null").Append(']');
            json.Append(']');
        }
        if (!entry.Legs.IsEmpty)
        {
            json.Key("legs").Append('[');
            foreach (var leg in entry.Legs) _ = json.Item().Append('[').Item().Text(leg.Account).Item().Append(leg.Pence).Append(']');
            json.Append(']');
        }
        json.Key("by").Text(entry.By);
        if (entry.Narrative.Length > 0) json.Key("narrative").Text(entry.Narrative);
        return json.Append('}').ToString();
    }

    public static Entry Entry(string key, string payload, DateTimeOffset recordedAt)
    {
        using var json = JsonDocument.Parse(payload);
        var at = json.RootElement;
        return new Entry
        {
            Key = key,
            Kind = Enum.Parse<EntryKind>(at.GetProperty("kind").GetString()!),
            EffectiveOn = DateOnly.ParseExact(at.GetProperty("on").GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture),
            Of = at.TryGetProperty("of", out var of) ? of.GetString() : null,
            Opens = at.TryGetProperty("opens", out var opens) ? [.. opens.EnumerateArray().Select(o => new Account(o[0].GetString()!, o[1].ValueKind is JsonValueKind.Null ? null : o[1].GetInt64()))] : [],
            Legs = at.TryGetProperty("legs", out var legs) ? [.. legs.EnumerateArray().Select(l => new Leg(l[0].GetString()!, l[1].GetInt64()))] : [],
            RecordedAt = recordedAt,
            By = at.GetProperty("by").GetString()!,
            Narrative = at.TryGetProperty("narrative", out var narrative) ? narrative.GetString()! : "",
        };
    }

    private static int DayOf(JsonElement at) => Day.TryParse(at.GetString(), out var day) ? day : throw new InvalidDataException($"'{at}' is not a date.");

    private static int Place(IReadOnlyList<string> known, string word, string what)
    {
        for (var i = 0; i < known.Count; i++) if (known[i] == word) return i;
        throw new InvalidDataException($"The vocabulary has no {what} '{word}'.");
    }
}
