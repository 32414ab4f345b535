using Cairn.Record;
using Cairn.Web.Frame;
using Cairn.Web.Pages.People;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.Mine;

/// <summary>Saying that an entry of one's own record is wrong. It changes nothing of the entry: the words are a fact that names it, and stand beside it.</summary>
public sealed class DisagreeModel(Partnership partnership, Opening opening) : CairnPage
{
    public long Position { get; private set; }

    /// <summary>The entry, in a line.</summary>
    public string What { get; private set; } = "";

    public Form Form { get; private set; } = new();

    private sealed record Box(bool Sees);

    public async Task<IActionResult> OnGetAsync(long position) => await Open(position) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(long position)
    {
        if (!await Open(position)) return NotFound();
        Form.Read(await Request.ReadFormAsync());
        if (!Form.IsGood) return Page();
        var telling = new Telling(partnership, Form);
        telling.Say("dispute", Viewer.Id, "person", ("disputed", $"#{position}"), ("words", Form.Value("words")));
        if (!await telling.Record(Viewer.Id, "person", Viewer.Once(Form.Key))) return Page();
        Done = "Your words stand beside the entry.";
        return LocalRedirect(Links.Fact(Viewer.Id, position));
    }

    private async Task<bool> Open(long position)
    {
        if (partnership.Folder.Fact(position)?.Draft is not { Kind.About: About.Person, Retracts: null } draft || !partnership.AreOne(Viewer.Id, draft.Subject) || draft.Kind.Name == "dispute") return false;
        var box = await opening.One(Viewer, "care", "disagree", Viewer.Id, record => new Box(record.Sees(draft.Kind.Category) && FactModel.UndoneIn(record.Read.Facts.Columns, position) is null));
        if (box is not { Sees: true }) return false;
        (Position, What) = (position, $"{draft.Kind.Title.Split(':')[0]}, {Day.Long(draft.From)}");
        Form = new Form(new Field("words", "What is wrong, and how was it?", Asks.Words) { IsRequired = true, WhenEmpty = "Say what is wrong" }) { Button = "Put my words beside it" };
        return true;
    }
}
