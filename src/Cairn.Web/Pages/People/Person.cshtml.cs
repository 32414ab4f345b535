using Cairn.Web.Frame;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.People;

/// <summary>One person: where they are, what comes next and when, what is missing, and every fact with who said so.</summary>
public sealed class PersonModel(Opening opening, Accounts accounts) : CairnPage
{
    private const int Recent = 15;

    public PersonView View { get; private set; } = new("", "");

    public IEnumerable<FactLine> Facts => View.Facts.Take(Recent);

    public bool HasMore => View.Facts.Count > Recent;

    public string NameOf(string member) => accounts.NameOf(member);

    public async Task<IActionResult> OnGetAsync(string token)
    {
        if (await opening.One(Viewer, "care", "person", token, record => PersonView.Of(record, Viewer.Id, accounts.NameOf)) is not { } view) return NotFound();
        View = view;
        return Page();
    }
}
