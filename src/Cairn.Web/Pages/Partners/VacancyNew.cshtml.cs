using Cairn.Desk;
using Cairn.Record;
using Cairn.Store;
using Cairn.Web.Frame;
using Cairn.Web.Pages.People;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.Partners;

/// <summary>Writing down a vacancy at an employer, or changing one: to close it is to give its last day. Two vacancies never have one reference.</summary>
public sealed class VacancyNewModel(Partnership partnership) : CairnPage
{
    /// <summary>The vacancy that is changed, by its place in the log.</summary>
    [BindProperty(SupportsGet = true)]
    public long? Corrects { get; set; }

    public Form Form { get; private set; } = new();

    private Kind Kind => partnership.Vocabulary.Find(Vacancies.Kind)!;

    public IActionResult OnGet() => Open() is null ? NotFound() : Page();

    public async Task<IActionResult> OnPostAsync()
    {
        if (Open() is not { } open) return NotFound();
        Form.Read(await Request.ReadFormAsync());
        var employer = Corrects is not null ? open.Before!.Employer : Form.Value("other") is { Length: > 0 } other ? other : Form.Value("employer");
        if (employer.Length == 0) Form.Fail("employer", "Choose the employer, or write its name");
        if (open.Taken.Contains(Form.Value("detail-reference"), StringComparer.OrdinalIgnoreCase)) Form.Fail("detail-reference", "Another vacancy has this reference. Enter another");
        List<(string Column, string? Text)> cells = [.. FactForm.Cells(Kind, Form, employer, open.Capacity), ("source", Recording.Source)];
        if (Corrects is { } corrected) cells.Add(("corrects", $"#{corrected}"));
        if (!Form.IsGood) return Page();
        var (draft, mistakes) = Recording.Read(partnership.Folder, cells, partnership.Today);
        foreach (var (column, what) in mistakes) FactForm.Blame(Kind, Form, column, what);
        if (draft is null || !Form.IsGood) return Page();
        if (await Recording.Do(partnership.Folder, new Asking(Viewer.Id, open.Capacity, Recording.Source, Viewer.Once(Form.Key)), draft) is Reply.Refused refused)
        {
            Form.Fail(refused.Why);
            return Page();
        }
        Done = Corrects is null ? "The vacancy is recorded." : "The vacancy is changed.";
        return LocalRedirect(Links.Vacancies);
    }

    private sealed record Opened(string Capacity, Vacancy? Before, IReadOnlyList<string> Taken);

    private Opened? Open()
    {
        var (may, capacities, all, employers) = partnership.Read(r => (VacanciesModel.May(r, Viewer.Id), r.Access.CapacitiesFor(Viewer.Id, Kind), Vacancies.Of(r.Facts), Employers(r)));
        var before = Corrects is { } position ? all.FirstOrDefault(v => v.Position == position - 1) : null;
        if (!may || (Corrects is not null && before is null)) return null;
        var asked = FactForm.Of(Kind, partnership.Today, [capacities[0]]);
        Field[] who = before is not null ? [] : [new Field("employer", "Which employer?", Asks.OneOf) { Options = [.. employers.Select(e => new Option(e, e))] }, new Field("other", "If it is not in the list: its name") { Width = 20 }];
        Form = new Form([.. who, .. asked.Fields]) { Button = before is null ? "Add the vacancy" : "Save" };
        if (before is not null && partnership.Folder.Fact(before.Position + 1L) is { } fact) FactForm.Fill(Form, fact.Draft, partnership.Vocabulary);
        else
        {
            Form.Set("from", partnership.Today);
            FactForm.Set(Form, "reference", Next(all));
            FactForm.Set(Form, "posts", "1");
        }
        return new Opened(capacities[0], before, [.. all.Where(v => v != before).Select(v => v.Reference)]);
    }

    /// <summary>A reference that none has, to be changed to the employer's own where it has one.</summary>
    private static string Next(IReadOnlyList<Vacancy> all) =>
        Enumerable.Range(all.Count + 1, all.Count + 1).Select(n => $"V{n}").First(r => all.All(v => !string.Equals(v.Reference, r, StringComparison.OrdinalIgnoreCase)));

    /// <summary>Who has pledged posts, held out a vacancy or is a partner today; in the order of their names.</summary>
    private static List<string> Employers(Reading read) =>
        [.. Said.Of(read.Facts, "pledge").Concat(Said.Of(read.Facts, Vacancies.Kind)).Concat(Said.Of(read.Facts, "organisation").Where(o => o.Covers(read.Today))).Select(s => s.Subject).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
