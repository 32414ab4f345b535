using Cairn.Desk;
using Cairn.Web.Frame;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.People;

/// <summary>The records that members of other partners opened in an emergency, to whoever reviews them. Nobody is named but the one who looked.</summary>
public sealed class EmergenciesModel(Partnership partnership, Opening opening, Accounts accounts) : CairnPage
{
    private const int Size = 25;

    private sealed record Listed(IReadOnlyList<OpenedRecord> Rows, int Count);

    public IReadOnlyList<OpenedRecord> Rows { get; private set; } = [];

    public int Today => partnership.Today;

    public Pager Pager { get; private set; } = new(0, 1, Size, _ => "");

    [FromQuery(Name = "page")]
    public int Asked { get; set; } = 1;

    public string NameOf(string member) => accounts.NameOf(member);

    public async Task<IActionResult> OnGetAsync()
    {
        var found = await opening.ByRight<Listed>(Viewer, Right.ReviewEmergencies, "emergencies", read =>
        {
            var all = OpenedRecord.Of(read).Where(o => o.MayReview(read, Viewer.Id)).ToList();
            var shown = all.Skip(new Pager(all.Count, Asked, Size, _ => "").Skip).Take(Size).ToList();
            return (new Listed(shown, all.Count), [.. shown.Select(o => o.Person).Distinct(StringComparer.Ordinal)]);
        });
        if (found is null) return NotFound();
        (Rows, Pager) = (found.Rows, new Pager(found.Count, Asked, Size, page => $"{Links.Emergencies}?page={page}"));
        return Page();
    }
}
