using Cairn.Desk;
using Cairn.Record;
using Cairn.Web.Frame;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.Claims;

/// <summary>The claims that wait for this verifier, the oldest first. Their own, and those of a partner of theirs, are with somebody else and not here.</summary>
public sealed class ToCheckModel(Partnership partnership, Opening opening) : CairnPage
{
    [FromQuery(Name = "page")]
    public int Asked { get; set; } = 1;

    public IReadOnlyList<ClaimRow> Rows { get; private set; } = [];

    public Pager Pager { get; private set; } = new(0, 1, IndexModel.Size, _ => "");

    public int Today => partnership.Today;

    public bool MayClaim { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        MayClaim = partnership.Read(read => read.Access.May(Viewer.Id, Right.Claim).IsYes);
        Rows = await opening.Some(Viewer, "verify", "claims-to-check", List);
        return Page();
    }

    private List<ClaimRow> List(OpenList list)
    {
        var froms = list.Read.Facts.Columns;
        var waiting = ClaimLists.ToCheck(list, Viewer.Id, list.People).Where(l => l.Line.Step is ClaimStep.Waits).OrderBy(l => froms.Froms[l.Line.Claims[^1]]).ThenBy(l => l.Line.Claims[^1]).ToList();
        Pager = new Pager(waiting.Count, Asked, IndexModel.Size, page => $"{Links.ClaimsToCheck}?page={page}");
        return [.. waiting.Skip(Pager.Skip).Take(Pager.Size).Select(l => ClaimRow.Of(list.Read, Viewer.Id, l.Token, list.Name(l.Token), l.Line, list.Ask(l.Token)))];
    }
}
