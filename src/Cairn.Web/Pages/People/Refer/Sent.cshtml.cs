using Cairn.Record;
using Cairn.Store;
using Cairn.Web.Frame;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.People.Refer;

/// <summary>What was sent, and who does what by when.</summary>
public sealed class SentModel(Partnership partnership, Opening opening) : CairnPage
{
    /// <summary>Working days in which a referral is answered, from the day on which it was sent.</summary>
    public const int AnswerWithin = 5;

    public string Name { get; private set; } = "";

    public string Partner { get; private set; } = "";

    public string AnswerBy { get; private set; } = "";

    public async Task<IActionResult> OnGetAsync(string id)
    {
        if (partnership.Folder.Fact(Recording.Source, $"referral-{id}") is not { } sent || sent.By != Viewer.Id) return NotFound();
        Name = await opening.One(Viewer, "care", "sent", sent.Draft.Subject, record => record.Name) ?? "";
        Partner = sent.Draft.Details.FirstOrDefault(d => d.Detail.Name == "to-partner").Text ?? "The scheme";
        AnswerBy = Day.Long(partnership.Vocabulary.WorkingDays.Plus(LondonTime.DayOf(sent.RecordedAt), AnswerWithin));
        return Page();
    }
}
