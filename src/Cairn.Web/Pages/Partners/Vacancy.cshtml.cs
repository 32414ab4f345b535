using Cairn.Desk;
using Cairn.Record;
using Cairn.Web.Frame;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.Partners;

/// <summary>One vacancy; from here an offer or a job of somebody whom the reader works with is recorded, filled in from it, with all that the vocabulary asks.</summary>
public sealed class VacancyModel(Partnership partnership, Opening opening) : CairnPage
{
    private static readonly string[] Steps = ["job-offer", "employment"];

    public Vacancy Vacancy { get; private set; } = null!;

    public Form Form { get; private set; } = new();

    /// <summary>Whether somebody can be put forward: it is open, and the reader works with somebody of whose work they may write.</summary>
    public bool HasForm => Form.Fields.Count > 0;

    public bool MayRecord { get; private set; }

    public bool SeesFilled { get; private set; }

    /// <summary>What will do as evidence, by the step.</summary>
    public IEnumerable<(string Step, string Evidence)> Wanted => Steps.Select(s => partnership.Vocabulary.Find(s)!).Select(k => (k.Title, string.Join(", ", k.Evidence.Select(e => People.FactForm.Titled(e).ToLowerInvariant()))));

    public async Task<IActionResult> OnGetAsync(long position) => await Open(position) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(long position)
    {
        if (!await Open(position) || !HasForm) return NotFound();
        Form.Read(await Request.ReadFormAsync());
        return Form.IsGood ? LocalRedirect(Links.RecordFrom(Form.Value("person"), Form.Value("step"), position)) : Page();
    }

    private async Task<bool> Open(long position)
    {
        var (found, open, may, tells) = partnership.Read(r => (Vacancies.At(r.Facts, position - 1), r.Today, VacanciesModel.May(r, Viewer.Id), VacanciesModel.Tells(r, Viewer.Id)));
        if (found is null) return false;
        (Vacancy, MayRecord, SeesFilled) = (found, may, tells);
        if (!found.IsOpen(open)) return true;
        var kinds = Steps.Select(s => partnership.Vocabulary.Find(s)!).ToList();
        // Only those whose sight leads to their work are named here, and so count as looked at.
        var people = await opening.Some(Viewer, "care", "vacancy", list => list.People.Where(p => list.Ask(p) is var sight && sight.Sees("identity") && sight.Sees("work") && kinds.TrueForAll(k => list.Read.Access.MayRecord(Viewer.Id, k, p).IsYes)).Select(p => new Option(p, list.Name(p))).OrderBy(o => o.Label, StringComparer.OrdinalIgnoreCase).ToList());
        if (people.Count > 0)
            Form = new Form(new Field("step", "What happened?", Asks.OneOf) { IsRequired = true, WhenEmpty = "Choose what happened", Options = [new Option("job-offer", "A job was offered"), new Option("employment", "A job began")] },
                new Field("person", "To whom?", Asks.OneOf) { IsRequired = true, WhenEmpty = "Choose to whom", Options = people }) { Button = "Continue" };
        return true;
    }
}
