using Cairn.Web.Frame;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.Mine;

/// <summary>The same as a table to download, only after a word on who may be after it: those who abuse demand files.</summary>
public sealed class CopyFileModel(Partnership partnership, Opening opening, Accounts accounts, Tries tries) : CairnPage
{
    public Form Form { get; } = new(new Field("alone", "Is it you who wants the file?", Asks.OneOf) { IsRequired = true, WhenEmpty = "Choose yes if it is you who wants it", Options = [new Option("yes", "Yes, I want it"), new Option("no", "No, or I am not sure")] }) { Button = "Continue" };

    private sealed record Box;

    public async Task<IActionResult> OnGetAsync() => await opening.One(Viewer, "care", "my-copy-file", Viewer.Id, _ => new Box()) is null ? NotFound() : Page();

    public async Task<IActionResult> OnPostAsync()
    {
        Form.Read(await Request.ReadFormAsync());
        if (!Form.IsGood) return Page();
        if (Form.Value("alone") != "yes")
        {
            Done = "No file was made. Your worker can help you if somebody wants it from you.";
            return LocalRedirect(Links.MyInformation);
        }
        if (!tries.Lets("copy", Viewer.Id, CopyModel.MostAnHour, TimeSpan.FromHours(1)))
        {
            Form.Fail("You have taken this 5 times in an hour. Try again later.");
            return Page();
        }
        if (await opening.One(Viewer, "care", "my-copy", Viewer.Id, MyCopy.Of) is not { } places) return NotFound();
        return File(Csv(MyCopy.Of(partnership, accounts, places)).ToBytes(), "text/csv", "my-data.csv");
    }

    private static CsvTable Csv(MyCopy copy)
    {
        var table = new CsvTable("what", "number", "about", "label", "value");
        foreach (var reference in copy.References) table.Add("reference", "", "", "", reference);
        foreach (var entry in copy.Entries)
        {
            if (entry.Note.Length > 0) table.Add("entry", (int)entry.Position, entry.What, "State", entry.Note);
            foreach (var (label, value) in entry.Lines) table.Add("entry", (int)entry.Position, entry.What, label, value);
        }
        foreach (var (on, what) in copy.Paid) table.Add("paid", "", "", on, what);
        foreach (var (at, who, what) in copy.Looks) table.Add("look", "", who, at, what);
        if (copy.Waiting > 0) table.Add("not here yet", copy.Waiting, "", "", "A worker looks at these first");
        if (copy.HeldBack > 0) table.Add("held back", copy.HeldBack, "", "", "To keep somebody safe");
        if (copy.Reviews > 0) table.Add("reviews", copy.Reviews, "", "", "What a worker decided about those");
        return table;
    }
}
