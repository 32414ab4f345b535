using Cairn.Web.Frame;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.Mine;

/// <summary>Everything recorded about oneself on one page, to read or to print; five times an hour, with the file, and no more. Asking for what a reviewer sees first is a fact.</summary>
public sealed class CopyModel(Partnership partnership, Opening opening, Accounts accounts, Tries tries) : CairnPage
{
    /// <summary>How often in an hour it may be opened or taken.</summary>
    public const int MostAnHour = 5;

    /// <summary>Null when it was opened too often.</summary>
    public MyCopy? Copy { get; private set; }

    public Form Form { get; } = new() { Button = "Ask for these too" };

    public async Task<IActionResult> OnGetAsync()
    {
        if (!tries.Lets("copy", Viewer.Id, MostAnHour, TimeSpan.FromHours(1))) Response.StatusCode = 429;
        else if (await opening.One(Viewer, "care", "my-copy", Viewer.Id, MyCopy.Of) is { } places) Copy = MyCopy.Of(partnership, accounts, places);
        else return NotFound();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        Form.Read(await Request.ReadFormAsync());
        var telling = new Telling(partnership, Form);
        telling.Say("copy-asked", Viewer.Id, "person");
        if (!await telling.Record(Viewer.Id, "person", Viewer.Once(Form.Key), refuses: state => Desk.Said.Of(state.Facts, "copy-asked", Viewer.Id).Any() ? "You have asked already." : null)) return await OnGetAsync();
        Done = "You have asked. A worker looks at them first, within 30 days.";
        return LocalRedirect(Links.MyInformation);
    }
}
