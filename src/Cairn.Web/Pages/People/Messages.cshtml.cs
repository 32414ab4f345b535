using Cairn.Record;
using Cairn.Store;
using Cairn.Web.Frame;
using Cairn.Web.Messages;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.People;

/// <summary>The messages sent to one person, for themselves and whoever may know where they live; and the letters to print, with the address on them.</summary>
public sealed class MessagesModel(Partnership partnership, Opening opening, Postman postman) : CairnPage
{
    public sealed record Line(string Id, string Words, string Way, string State, string At, bool IsToPrint);

    public string Token { get; private set; } = "";

    public string Name { get; private set; } = "";

    public int Today => partnership.Today;

    public IReadOnlyList<Line> Lines { get; private set; } = [];

    [BindProperty(Name = "letter", SupportsGet = true)]
    public string? Letter { get; set; }

    /// <summary>The letter asked for, to print.</summary>
    public (string Address, string Words)? Print { get; private set; }

    public async Task<IActionResult> OnGetAsync(string token)
    {
        if (!await Open(token)) return NotFound();
        if (Letter is null) return Page();
        if (Viewer.IsPerson || Lines.FirstOrDefault(l => l.Id == Letter && l.IsToPrint) is not { } line || !postman.Contacts().TryGetValue(token, out var contact)) return NotFound();
        Print = (contact.Address, line.Words);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string token)
    {
        if (!await Open(token) || Viewer.IsPerson || Lines.FirstOrDefault(l => l.Id == Letter && l.IsToPrint) is not { } line) return NotFound();
        partnership.Folder.Outbox.End(line.Id, PostState.Sent, $"Printed by {Viewer.Id}.");
        Done = "The letter is noted as sent.";
        return LocalRedirect(Links.MessagesTo(token));
    }

    private async Task<bool> Open(string token)
    {
        if (await opening.One(Viewer, "care", "messages", token, record => record.Sees("address") ? record.Name : "") is not { Length: > 0 } name) return false;
        (Token, Name) = (token, name);
        Lines = [.. partnership.Folder.Outbox.To(token).Select(p => new Line(p.Id, partnership.Vocabulary.Find(p.Id.Split(':')[0])?.Notice?.Words ?? "", Pages.Messages.IndexModel.NameOf(p.Way), Pages.Messages.IndexModel.StateOf(p), Day.Long(LondonTime.DayOf(p.At)), p.State is PostState.ToPrint))];
        return true;
    }
}
