using System.Globalization;
using Cairn.Record;
using Cairn.Web.Frame;

namespace Cairn.Web.Pages.People;

/// <summary>
/// The form of any kind of fact, made from what the vocabulary declares of it, and the cells that it fills in as a row of a file
/// would have them: so what is wrong with a row is wrong here, in the same words.
/// </summary>
public static class FactForm
{
    private const string InRow = "detail-";

    /// <summary>Claims, complaints' replies, what is said of them, copies, erasures, evidence files, and what is said to a plan or of a conference: recorded on pages of their own, which look at who may, and neither put right nor taken back by hand.</summary>
    public static bool HasOwnPages(Kind kind) => kind.Name is "claim" or "verification" or "purchase" or "sample-result" or "action-result" or "plan-version" or "plan-agreement" or "conference-call" or "conference-invitation" or "complaint-reply" or "copy-asked" or "copy-review" or Store.Erasing.Asked or Store.EvidenceFiles.Kind;

    /// <summary>What says who may know: recorded and ended on pages that show first who would see more or less.</summary>
    public static bool ShowsEffect(Kind kind) => kind.Name is "consent" or "restriction";

    /// <summary>
    /// The questions. Capacities are those in which whoever records it may say it; with one there is nothing to ask. Where <paramref name="choices"/> gives
    /// what a detail may name, a member above all, it is chosen among that; what has nothing to choose is not asked.
    /// </summary>
    public static Form Of(Kind kind, int today, IReadOnlyList<string> capacities, Func<Detail, IReadOnlyList<Option>?>? choices = null, string button = "Record it")
    {
        var fields = new List<Field> { From(kind, today) };
        if (kind.IsSpell) fields.Add(new Field("to", "The last day", Asks.Date) { Hint = "Leave it empty if it is still going on. The last day counts." });
        fields.AddRange(kind.Details.Where(d => !d.NamesFact && choices?.Invoke(d) is not []).Select(d => choices?.Invoke(d) is { } given ? Of(d, today) with { Asks = Asks.OneOf, Options = given, IsRequired = d.Required || (d.Name is "member-name" or Desk.Hubs.Detail && kind.Name != "complaint") || (d.Name is "scheme" && kind.Name == "enrolment"), WhenEmpty = NamesMember(d) ? "Choose who it is" : "Choose one" } : Of(d, today)));
        if (kind.Evidence.Count > 0) fields.Add(new Field("evidence", "What have you seen that shows it?", Asks.AnyOf) { Options = [.. kind.Evidence.Select(e => new Option(e, Titled(e)))] });
        if (capacities.Count > 1) fields.Add(new Field("said-by", "Who says so?", Asks.OneOf) { IsRequired = true, WhenEmpty = "Choose who says so", Options = [.. capacities.Select(c => new Option(c, Titled(c)))], Value = capacities[0] });
        if (kind.Details.All(d => d.Type is not DetailType.Words)) fields.Add(new Field("note", "Anything to add?", Asks.Words) { Hint = "It counts for nothing. Whoever may see this may read it." });
        return new Form(fields) { Button = button };
    }

    /// <summary>Whether it names a member, by what they sign in as: nobody knows that of anybody else.</summary>
    public static bool NamesMember(Detail detail) => detail is { Type: DetailType.Name, Name: "member-name" or "mentor" or "only-member" or "owner" };

    private static Field From(Kind kind, int today) =>
        new("from", kind.IsSpell ? "The first day" : "The day", Asks.Date) { IsRequired = true, WhenEmpty = kind.IsSpell ? "Enter the first day" : "Enter the day", Hint = $"For example, {Day.Date(today).ToString("d M yyyy", CultureInfo.InvariantCulture)}.{(kind.IsSpell ? " The first day counts." : "")}" };

    /// <summary>What is asked: the detail's title, but for two that say nothing by themselves.</summary>
    private static string Question(Detail detail) => detail.Title switch { "words" => "Your note", "way" => "How", _ => Titled(detail.Title) };

    private static Field Of(Detail detail, int today)
    {
        var field = new Field(InRow + detail.Name, Question(detail), detail.Type switch { DetailType.Code => Asks.OneOf, DetailType.Date => Asks.Date, DetailType.Words => Asks.Words, _ => Asks.Text })
        {
            IsRequired = detail.Required, WhenEmpty = $"Answer: {Question(detail)}",
        };
        return detail.Type switch
        {
            DetailType.Code => field with { Options = [.. detail.List!.Codes.Where(c => c.From <= today && today <= c.Until).Select(c => new Option(c.Name, c.Title))] },
            DetailType.Number => field with { Suffix = detail.Unit, Width = 5, Keyboard = detail.Decimals > 0 ? "decimal" : "numeric", Hint = detail.Max < 100_000 ? $"From {detail.Min} to {detail.Max}" : null },
            DetailType.Money => field with { Prefix = "£", Width = 10, Keyboard = "decimal" },
            DetailType.Name => field with { Width = 20 },
            _ => field,
        };
    }

    /// <summary>What the form says, a cell a column; days as files write them. Days that do not read are mistakes of the form.</summary>
    public static IReadOnlyList<(string Column, string? Text)> Cells(Kind kind, Form form, string token, string capacity)
    {
        string? Iso(string name) => form.Day(name) is { } day ? Day.Iso(day) : null;
        var cells = new List<(string, string?)> { ("fact", kind.Name), (kind.About is About.Person ? "person" : "about", token), ("from", Iso("from")) };
        if (kind.IsSpell) cells.Add(("to", Iso("to")));
        foreach (var detail in kind.Details.Where(d => !d.NamesFact))
        {
            var name = InRow + detail.Name;
            if (form.Fields.All(f => f.Name != name)) continue;
            cells.Add((FactsCsv.ColumnOf(kind, detail), detail.Type is DetailType.Date ? Iso(name) : form.Value(name)));
        }
        if (kind.Evidence.Count > 0) cells.Add(("evidence", form.Value("evidence").Replace(',', ';')));
        cells.Add(("said-by", form.Fields.Any(f => f.Name == "said-by") ? form.Value("said-by") : capacity));
        if (form.Fields.Any(f => f.Name == "note")) cells.Add(("note", form.Value("note")));
        return cells;
    }

    /// <summary>Puts a fact's own answers into its form.</summary>
    public static void Fill(Form form, Draft fact, Vocabulary vocabulary)
    {
        form.Set("from", fact.From);
        if (fact.Kind.IsSpell && fact.To != Day.Never) form.Set("to", fact.To);
        foreach (var (detail, text) in fact.Details.Where(d => form.Fields.Any(f => f.Name == InRow + d.Detail.Name)))
        {
            if (detail.Type is not DetailType.Date) form[InRow + detail.Name].Value = detail.Type is DetailType.Money ? text.TrimStart('£') : text;
            else if (Day.TryParse(text, out var day)) form.Set(InRow + detail.Name, day);
        }
        if (fact.Kind.Evidence.Count > 0) form["evidence"].Value = string.Join(',', fact.Kind.Evidence.Where(e => (fact.Evidence >> vocabulary.Evidence.ToList().IndexOf(e) & 1) != 0));
        if (fact.Note is { } note && form.Fields.Any(f => f.Name == "note")) form["note"].Value = note;
    }

    /// <summary>Puts an answer to the question of one detail, where it is asked.</summary>
    public static void Set(Form form, string detail, string value)
    {
        if (form.Fields.FirstOrDefault(f => f.Name == InRow + detail) is { } field) field.Value = value;
    }

    /// <summary>Puts what is wrong with a cell at the question that it came from.</summary>
    public static void Blame(Kind kind, Form form, string column, string what)
    {
        var detail = kind.Details.FirstOrDefault(d => FactsCsv.ColumnOf(kind, d) == column || d.Name == column);
        var name = detail is not null ? InRow + detail.Name : column;
        if (form.Fields.Any(f => f.Name == name)) form.Fail(name, what);
        else form.Fail(what);
    }

    /// <summary>A name as a heading has it: "employer-letter" is "Employer letter".</summary>
    public static string Titled(string name)
    {
        var words = name.Replace('-', ' ');
        return Capital(words);
    }

    /// <summary>With a capital at its beginning, and nothing else changed.</summary>
    public static string Capital(string words) => words.Length == 0 ? words : char.ToUpperInvariant(words[0]) + words[1..];
}
