using Cairn.Desk;
using Cairn.Web.Frame;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.People;

/// <summary>The complaints that this member may answer. Nobody is named here.</summary>
public sealed class ComplaintsModel(Partnership partnership, Opening opening) : CairnPage
{
    private const int Size = 25;

    private sealed record Listed(IReadOnlyList<ComplaintRow> Rows, int Count);

    public IReadOnlyList<ComplaintRow> Rows { get; private set; } = [];

    public int Today => partnership.Today;

    public Pager Pager { get; private set; } = new(0, 1, Size, _ => "");

    [FromQuery(Name = "page")]
    public int Asked { get; set; } = 1;

    public async Task<IActionResult> OnGetAsync()
    {
        var found = await opening.ByRight<Listed>(Viewer, Right.AnswerComplaints, "complaints", read =>
        {
            var all = ComplaintRow.Of(read).Where(c => c.MayAnswer(read, Viewer.Id)).ToList();
            var shown = all.Skip(new Pager(all.Count, Asked, Size, _ => "").Skip).Take(Size).ToList();
            return (new Listed(shown, all.Count), [.. shown.Select(c => c.Person).Distinct(StringComparer.Ordinal)]);
        });
        if (found is null) return NotFound();
        (Rows, Pager) = (found.Rows, new Pager(found.Count, Asked, Size, page => $"{Links.Complaints}?page={page}"));
        return Page();
    }
}
