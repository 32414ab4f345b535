using Cairn.Record;
using Cairn.Store;
using Cairn.Web.Frame;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.People;

/// <summary>A fact that was put on the wrong person: recorded for another of one's own people and taken back here, in one command.</summary>
public sealed class MoveModel(Partnership partnership, Opening opening) : CairnPage
{
    public string Token { get; private set; } = "";

    public string Name { get; private set; } = "";

    public long Position { get; private set; }

    public string What { get; private set; } = "";

    public Form Form { get; private set; } = new();

    public async Task<IActionResult> OnGetAsync(string token, long position) => await Open(token, position) is null ? NotFound() : Page();

    public async Task<IActionResult> OnPostAsync(string token, long position)
    {
        if (await Open(token, position) is not { } fact) return NotFound();
        Form.Read(await Request.ReadFormAsync());
        if (!Form.IsGood) return Page();
        var (to, draft) = (Form.Value("to"), fact.Draft);
        var capacity = partnership.Read(r => r.Access.CapacitiesFor(Viewer.Id, draft.Kind))[0];
        var telling = new Telling(partnership, Form);
        telling.Add(draft with { Subject = to, Id = null, Corrects = null, Source = Recording.Source, Recorded = partnership.Today, SaidBy = partnership.Vocabulary.Roles.ToList().IndexOf(capacity) });
        telling.Say(draft.Kind.Name, token, capacity, ("retracts", $"#{position}"), ("note", Form.Value("why")));
        if (!await telling.Record(Viewer.Id, capacity, Viewer.Once(Form.Key))) return Page();
        Done = "It is recorded here now, and taken back where it was.";
        return LocalRedirect(Links.Person(to));
    }

    private async Task<Store.StoredFact?> Open(string token, long position)
    {
        if (partnership.Folder.Fact(position) is not { Draft: { Retracts: null } draft } fact || draft.Kind.About is not About.Person || !partnership.AreOne(token, draft.Subject)) return null;
        var name = await opening.One(Viewer, "care", "move", token, record => record.Sees(draft.Kind.Category) && record.Read.Access.MayRecord(Viewer.Id, draft.Kind, token).IsYes && FactModel.UndoneIn(record.Read.Facts.Columns, position) is null ? record.Name : "");
        if (name is null or "") return null;
        var others = await opening.Some(Viewer, "care", "move", list => list.People.Where(t => t != list.Read.Facts.RecordsOf(token)[0] && list.Read.Access.MayRecord(Viewer.Id, draft.Kind, t).IsYes && list.Ask(t).Sees("identity")).Select(t => new Option(t, list.Name(t))).OrderBy(o => o.Label, StringComparer.OrdinalIgnoreCase).ToList());
        (Token, Name, Position, What) = (token, name, position, draft.Kind.Title.Split(':')[0]);
        Form = new Form(new Field("to", "Whom is it about?", Asks.OneOf) { IsRequired = true, WhenEmpty = "Choose whom it is about", Options = others, Hint = "Only people you work with." },
            new Field("why", "How did it come here?", Asks.Words) { IsRequired = true, WhenEmpty = "Say how it came here" }) { Button = "Move it" };
        return fact;
    }
}
