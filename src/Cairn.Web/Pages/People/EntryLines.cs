using Cairn.Record;
using Cairn.Store;

namespace Cairn.Web.Pages.People;

/// <summary>All that one fact says, as lines of a label and a value: its days and details, evidence and note, who recorded it, when, and where it comes from.</summary>
internal static class EntryLines
{
    public static IEnumerable<(string Label, string Value)> Of(Partnership partnership, Accounts accounts, Store.StoredFact fact)
    {
        var draft = fact.Draft;
        var plain = new Plainly(partnership.Read(r => r.Schemes), accounts.NameOf);
        var scheme = draft.Details.FirstOrDefault(d => d.Detail.Name == "scheme").Text;
        yield return (draft.Kind.IsSpell ? "First day" : "Day", Day.Long(draft.From));
        if (draft.Kind.IsSpell) yield return ("Last day", draft.To == Day.Never ? "Still going on" : Day.Long(draft.To));
        foreach (var (detail, text) in draft.Details) yield return (FactForm.Titled(detail.Title), Value(accounts, plain, detail, text, scheme));
        if (draft.Evidence != 0) yield return ("Evidence seen", string.Join(", ", partnership.Vocabulary.Evidence.Where((_, e) => (draft.Evidence >> e & 1) != 0).Select(FactForm.Titled)));
        if (draft.Note is { Length: > 0 } note) yield return ("Note", note);
        yield return ("Recorded by", $"{accounts.NameOf(fact.By)}{(draft.SaidBy >= 0 ? $", as {FactForm.Titled(partnership.Vocabulary.Roles[draft.SaidBy]).ToLowerInvariant()}" : "")}");
        yield return ("Recorded on", Day.Long(LondonTime.DayOf(fact.RecordedAt)));
        yield return ("Comes from", fact.Source is "" or Recording.Source ? "Cairn" : $"Another system: {fact.Source}");
        if (draft.Corrects is not null) yield return ("Puts right", "an earlier version");
    }

    private static string Value(Accounts accounts, Plainly plain, Detail detail, string text, string? scheme) => detail.Type switch
    {
        DetailType.Code => detail.List!.Find(text) is >= 0 and var code ? detail.List.Codes[code].Title : text,
        DetailType.Number => $"{text} {(text == "1" && detail.Unit.EndsWith('s') ? detail.Unit[..^1] : detail.Unit)}".TrimEnd(),
        DetailType.Date => Day.TryParse(text, out var day) ? Day.Long(day) : text,
        DetailType.Money => Pence.TryParse(text.StartsWith('£') ? text : $"£{text}", out var pence) ? Pence.Format(pence) : text,
        DetailType.Name => FactForm.NamesMember(detail) ? accounts.NameOf(text) : plain.Detail(detail.Name, text, scheme),
        _ => text,
    };
}
