using Cairn.Record;
using Cairn.Web.Frame;
using Cairn.Web.Pages.People;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.Mine;

/// <summary>What one complained of, and what was answered, in words; and by when there is to be an answer.</summary>
public sealed class ComplaintsModel(Partnership partnership, Opening opening, Accounts accounts) : CairnPage
{
    public sealed record Row(string On, string Words, string Waits, IReadOnlyList<(string On, string Who, string What, string Words)> Replies);

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync()
    {
        if (await opening.One(Viewer, "care", "my-complaints", Viewer.Id, record => ComplaintRow.Of(record.Read, record.Token)) is not { } rows) return NotFound();
        Rows = [.. rows.Reverse().Select(r => new Row(Day.Long(r.On), ComplaintModel.WordsAt(partnership, r.Position), Waits(r),
            [.. r.Replies.Select(p => (Day.Long(p.On), accounts.NameOf(partnership.Folder.Fact(p.Position)?.By ?? ""), p.StepTitle, ComplaintModel.WordsAt(partnership, p.Position)))]))];
        return Page();
    }

    private string Waits(ComplaintRow row) => row.IsAnswered ? ""
        : row.Replies.Count > 0 ? "The answer is still to come."
        : row.IsLate(partnership.Today) ? $"You should have heard by {Day.Long(row.DueBy)}. We are late. Those who answer see this."
        : $"You will hear by {Day.Long(row.DueBy)} that it has come. Whom it is about does not answer it.";
}
