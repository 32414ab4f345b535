using Cairn.Store;
using Cairn.Web.Frame;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.Mine;

/// <summary>Asking for one's own record to be erased. It is a wish: a member puts it forward, and another does it.</summary>
public sealed class EraseModel(Partnership partnership, Opening opening) : CairnPage
{
    public Form Form { get; private set; } = new();

    private sealed record Box;

    public async Task<IActionResult> OnGetAsync() => await Open() ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync()
    {
        if (!await Open()) return NotFound();
        Form.Read(await Request.ReadFormAsync());
        if (!Form.IsGood) return Page();
        var telling = new Telling(partnership, Form);
        telling.Say(Erasing.Asked, Viewer.Id, "person", ("words", Form.Value("words")));
        if (!await telling.Record(Viewer.Id, "person", Viewer.Once(Form.Key))) return Page();
        Done = "You have asked. You will hear within a month.";
        return LocalRedirect(Links.MyInformation);
    }

    private async Task<bool> Open()
    {
        Form = new Form(new Field("words", "Anything you want to say?", Asks.Words)) { Button = "Ask for it" };
        return await opening.One(Viewer, "care", "erase-me", Viewer.Id, _ => new Box()) is not null;
    }
}
