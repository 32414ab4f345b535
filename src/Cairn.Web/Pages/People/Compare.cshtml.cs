using Cairn.Desk;
using Cairn.Desk.Paying;
using Cairn.Record;
using Cairn.Web.Frame;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.People;

/// <summary>
/// Two records side by side, and the decision. "The same" is a fact that names the other record, and no fact moves, so that taking it back leaves
/// each as it was; while it stands they are read as one. Only records that look alike can be compared: this is no way to read others.
/// </summary>
public sealed class CompareModel(Partnership partnership, Opening opening) : CairnPage
{
    private sealed record Found(Twins Twins, bool MayMerge, IReadOnlyList<(string, string, string)> Lines);

    public IReadOnlyList<(string What, string One, string Other)> Lines { get; private set; } = [];

    /// <summary>What was decided; null while nothing was.</summary>
    public bool? Decided { get; private set; }

    public Form Form { get; private set; } = new();

    public async Task<IActionResult> OnGetAsync(string one, string other) => await Open(one, other) is null ? NotFound() : Page();

    public async Task<IActionResult> OnPostAsync(string one, string other)
    {
        if (await Open(one, other) is not { } found) return NotFound();
        Form.Read(await Request.ReadFormAsync());
        if (!Form.IsGood) return Page();
        var telling = new Telling(partnership, Form);
        const string Capacity = "records-officer";
        if (found.Twins.Decision is { } decision) telling.Say("same-person", partnership.Folder.Fact(decision)?.Draft.Subject ?? one, Capacity, ("retracts", $"#{decision}"), ("note", Form.Value("words")));
        else telling.Say("same-person", one, Capacity, ("same", Form.Value("same")), ("as", other), ("words", Form.Value("words")));
        if (!await telling.Record(Viewer.Id, Capacity, Viewer.Once(Form.Key))) return Page();
        Done = found.Twins.Decision is not null ? "The decision is taken back." : Form.Value("same") == "yes" ? "They are read as one person from now on." : "They are marked as two people.";
        return LocalRedirect(Links.Duplicates);
    }

    private async Task<Found?> Open(string one, string other)
    {
        var found = await opening.ByRight<Found>(Viewer, Right.MatchDuplicates, "compare", read =>
            Twins.Of(read, partnership.Names).FirstOrDefault(t => t.One == one && t.Other == other) is { } twins ? (new Found(twins, read.Access.May(Viewer.Id, Right.Merge).IsYes, [.. SideBySide(read, one, other)]), [one, other]) : null);
        if (found is null) return null;
        (Lines, Decided) = (found.Lines, found.Twins.Decision is null ? null : found.Twins.IsSame);
        var words = new Field("words", "Why?", Asks.Words) { IsRequired = true, WhenEmpty = "Say why" };
        Form = Decided is not null ? new Form(words) { Button = "Take the decision back" }
            : new Form(new Field("same", "What do you say?", Asks.OneOf) { IsRequired = true, WhenEmpty = "Choose whether they are one person", Options = [.. found.MayMerge ? [new Option("yes", "They are the same person")] : (Option[])[], new Option("no", "They are two people")] }, words) { Button = "Save the decision" };
        return found;
    }

    private static IEnumerable<(string, string, string)> SideBySide(Reading read, string one, string other)
    {
        string Both(Func<string, string> of, string token) => of(token) is { Length: > 0 } text ? text : "Not recorded";
        foreach (var (what, of) in new (string, Func<string, string>)[]
        {
            ("Name", t => read.Name(t) ?? ""),
            ("Date of birth", t => string.Join(", ", Said.Of(read.Facts, "birth", t).Where(b => b.Record == t).Select(b => Day.Long(b.From)).Distinct(StringComparer.Ordinal))),
            ("Sex", t => Last(read, "sex", t, "sex")),
            ("Ethnic group", t => Last(read, "ethnicity", t, "background")),
            ("First recorded", t => read.Facts.Of(About.Person).Find(t) is >= 0 and var p ? Day.Long(First(read.Facts, p)) : ""),
        })
            yield return (what, Both(of, one), Both(of, other));
    }

    private static string Last(Reading read, string kind, string token, string detail) =>
        Said.Of(read.Facts, kind, token).Where(s => s.Record == token).Select(s => s.Code(detail)).LastOrDefault() is { } code && read.Facts.Vocabulary.Find(kind)!.Find(detail)!.List is { } list ? list.Codes[list.Find(code)].Title : "";

    private static int First(Facts facts, int person)
    {
        for (var p = 0; p < facts.Columns.Count; p++) if (facts.Columns.Abouts[p] == person && facts.Vocabulary.Kinds[facts.Columns.Kinds[p]].About is About.Person) return facts.Columns.Recordeds[p];
        return Day.Never;
    }
}
