using Cairn.Desk;
using Cairn.Record;
using Cairn.Web.Frame;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.People;

/// <summary>The answer to a check that someone is still in work. Whoever answers no is led on to put in the job's last day.</summary>
public sealed class JobCheckModel(Partnership partnership, Opening opening) : CairnPage
{
    public string Token { get; private set; } = "";

    public string Name { get; private set; } = "";

    public JobCheck Check { get; private set; } = null!;

    public Form Form { get; private set; } = new();

    private sealed record Found(string Name, JobCheck? Check, IReadOnlyList<string> Capacities);

    public async Task<IActionResult> OnGetAsync(string token, long position) => await Open(token, position) is null ? NotFound() : Page();

    public async Task<IActionResult> OnPostAsync(string token, long position)
    {
        if (await Open(token, position) is not { } found) return NotFound();
        Form.Read(await Request.ReadFormAsync());
        if (Form.Day("from") is { } day && day > partnership.Today) Form.Fail("from", "Enter today or a day before");
        var earliest = Form.Value("still") == "yes" && Check.On - JobChecks.Notice <= partnership.Today ? Check.On - JobChecks.Notice : 0;
        if (Form.Day("from") is { } said && said < earliest) Form.Fail("from", $"Enter a day from {Day.Long(earliest)} on: an earlier one does not answer this check");
        if (!Form.IsGood) return Page();
        var telling = new Telling(partnership, Form);
        telling.Say("job-check", token, found.Capacities[0], ("from", Day.Iso(Form.Day("from")!.Value)), ("still", Form.Value("still")), ("confirmed-by", Form.Value("confirmed-by")), ("employer", Check.Employer), ("evidence", Form.Value("evidence").Replace(',', ';')));
        if (!await telling.Record(Viewer.Id, found.Capacities[0], Viewer.Once(Form.Key))) return Page();
        var over = Form.Value("still") == "no";
        Done = over ? "It is recorded that the job is over. Put in its last day, and why it ended." : "It is recorded that they are still in work.";
        return LocalRedirect(over ? Links.Correct(token, "employment", position) : Links.Person(token));
    }

    private async Task<Found?> Open(string token, long position)
    {
        var kind = partnership.Vocabulary.Find("job-check")!;
        var found = await opening.One(Viewer, "care", "record", token, record => !record.Sees("work") || !record.Read.Access.MayRecord(Viewer.Id, kind, token).IsYes ? new Found("", null, [])
            : new Found(record.Name, JobChecks.Of(record.Read.Facts, record.Subject, record.Read.Today).FirstOrDefault(c => c.Job == position - 1), record.Read.Access.CapacitiesFor(Viewer.Id, kind)));
        if (found?.Check is not { } check) return null;
        (Token, Name, Check) = (token, found.Name, check);
        Option[] Codes(string detail) => [.. kind.Find(detail)!.List!.Codes.Select(c => new Option(c.Name, c.Title))];
        Form = new Form(new Field("still", "Are they still in work?", Asks.OneOf) { IsRequired = true, WhenEmpty = "Choose yes or no", Options = Codes("still") },
            new Field("confirmed-by", "Who or what says so?", Asks.OneOf) { IsRequired = true, WhenEmpty = "Choose who or what says so", Options = Codes("confirmed-by") },
            new Field("from", "On which day was that so?", Asks.Date) { IsRequired = true, WhenEmpty = "Enter the day" },
            new Field("evidence", "What have you seen that shows it?", Asks.AnyOf) { Options = [.. kind.Evidence.Select(e => new Option(e, FactForm.Titled(e)))] }) { Button = "Record it" };
        Form.Set("from", partnership.Today);
        return found;
    }
}
