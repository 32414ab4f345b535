using Cairn.Store;
using Cairn.Web.Frame;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.People.Refer;

/// <summary>How far a step of a referral is.</summary>
public enum TaskState
{
    NotStarted,
    /// <summary>Another step has to come first.</summary>
    CannotStart,
    Completed,
}

/// <summary>The steps of one referral in numbered sections, each with how far it is.</summary>
public sealed class TasksModel(Partnership partnership, Opening opening) : ReferPage(partnership, opening)
{
    private readonly Partnership partnership = partnership;

    public IReadOnlyList<(ReferralTask Task, TaskState State)> Tasks =>
        [.. ReferralTasks.Of(Draft).Select(t => (t, Draft.Done(t.Name) ? TaskState.Completed : ReferralTasks.CanStart(Draft, t) ? TaskState.NotStarted : TaskState.CannotStart))];

    public int Completed => Tasks.Count(t => t.State is TaskState.Completed);

    public Form Delete { get; } = new() { Button = "Delete it" };

    public async Task<IActionResult> OnGetAsync(string id) =>
        await Open(id) ? Page() : partnership.Folder.Fact(Recording.Source, $"referral-{id}") is { } sent && sent.By == Viewer.Id ? LocalRedirect(Links.Refer(id, "sent")) : NotFound();

    public async Task<IActionResult> OnPostAsync(string id)
    {
        if (!await Open(id)) return NotFound();
        Draft.Delete(partnership.Folder, Viewer.Id);
        Done = "The referral is deleted. Nothing was recorded.";
        return LocalRedirect(Links.ReferStart);
    }
}
