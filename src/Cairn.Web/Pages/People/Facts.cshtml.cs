using Cairn.Web.Frame;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.People;

/// <summary>All that is recorded about a person and may be seen, the newest first, in pages.</summary>
public sealed class FactsModel(Opening opening, Accounts accounts) : CairnPage
{
    [FromQuery(Name = "page")]
    public int Asked { get; set; } = 1;

    public PersonView View { get; private set; } = new("", "");

    public Pager Pager { get; private set; } = new(0, 1, 50, _ => "");

    public IEnumerable<FactLine> Facts => View.Facts.Skip(Pager.Skip).Take(Pager.Size);

    public string NameOf(string member) => accounts.NameOf(member);

    public async Task<IActionResult> OnGetAsync(string token)
    {
        if (await opening.One(Viewer, "care", "facts", token, record => PersonView.Of(record, Viewer.Id, accounts.NameOf)) is not { } view) return NotFound();
        View = view;
        Pager = new Pager(view.Facts.Count, Asked, 50, page => $"{Links.Facts(token)}?page={page}");
        return Page();
    }
}
