using Cairn.Record;
using Cairn.Web.Frame;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.People;

/// <summary>
/// One restriction, lifted: who would see more is told before. Its last day is then yesterday, so that it ends now; one that began today is undone.
/// </summary>
public sealed class RestrictLiftModel(Partnership partnership, Opening opening, Accounts accounts) : CairnPage
{
    public string Token { get; private set; } = "";

    public string Name { get; private set; } = "";

    public RestrictionRow Row { get; private set; } = null!;

    public EffectView Effect { get; private set; } = EffectView.None;

    public Form Form { get; } = new(new Field("note", "Why is it lifted?", Asks.Words) { IsRequired = true, WhenEmpty = "Say why it is lifted" }) { Button = "Lift it" };

    private sealed record Found(string Name, RestrictionRow? Row, EffectView Effect);

    public async Task<IActionResult> OnGetAsync(string token, long position) => await Open(token, position) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string token, long position)
    {
        // Lifted already, and sent again: they are shown what stands.
        if (!await Open(token, position)) return partnership.Read(r => RestrictModel.May(r, Viewer.Id, token)) ? LocalRedirect(Links.Restrict(token)) : NotFound();
        Form.Read(await Request.ReadFormAsync());
        if (!Form.IsGood) return Page();
        var capacity = RestrictModel.Capacity(partnership, Viewer);
        var telling = new Telling(partnership, Form);
        foreach (var at in Row.Positions)
        {
            var draft = partnership.Folder.Fact(at)!.Draft;
            if (draft.From >= partnership.Today) telling.Say("restriction", token, capacity, ("retracts", $"#{at}"), ("note", Form.Value("note")));
            else telling.Say("restriction", token, capacity, [("from", Day.Iso(draft.From)), ("to", Day.Iso(partnership.Today - 1)), ("corrects", $"#{at}"), ("note", Form.Value("note")), .. draft.Details.Select(d => (d.Detail.Name, (string?)d.Text))]);
        }
        if (!await telling.Record(Viewer.Id, capacity, Viewer.Once(Form.Key))) return Page();
        Done = "The restriction is lifted.";
        return LocalRedirect(RestrictModel.After(partnership, Viewer, token));
    }

    private async Task<bool> Open(string token, long position)
    {
        var found = await opening.One(Viewer, RestrictModel.PurposeOf(partnership, Viewer, token), "restrict", token, record =>
        {
            var row = RestrictModel.May(record.Read, Viewer.Id, token) ? RestrictionRow.Of(record, Viewer.Id, accounts.NameOf).FirstOrDefault(r => r.Positions.Contains(position)) : null;
            return new Found(record.Name, row, row is null ? EffectView.None : EffectView.Of(partnership.Vocabulary, record.Read.Access.Effect(token, [.. row.Positions.Select(p => (int)p - 1)], []), accounts.NameOf));
        });
        if (found?.Row is null) return false;
        (Token, Name, Effect, Row) = (token, found.Name, found.Effect, found.Row with { Why = RestrictModel.Why(partnership, found.Row) });
        return true;
    }
}
