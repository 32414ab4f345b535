using Cairn.Rules;
using Cairn.Web.Frame;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.People.Refer;

/// <summary>One step of a referral: its questions, with the answers given before. Saved, it goes back to the list of steps.</summary>
public sealed class TaskModel(Partnership partnership, Opening opening) : ReferPage(partnership, opening)
{
    private readonly Partnership partnership = partnership;

    public ReferralTask Task { get; private set; } = ReferralTasks.All[0];

    public Form Form { get; private set; } = new();

    /// <summary>What each scheme says of them, on the step where one is chosen.</summary>
    public IReadOnlyList<(string Title, Reason? Verdict)> Verdicts { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string id, string task)
    {
        if (!await Find(id, task)) return NotFound();
        foreach (var field in Form.Fields) field.Value = Draft.Of(task, field.Name) is { Length: > 0 } before ? before : field.Value;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string id, string task)
    {
        if (!await Find(id, task)) return NotFound();
        Form.Read(await Request.ReadFormAsync());
        ReferralTasks.Check(task, Form, Asks);
        if (!Form.IsGood) return Page();
        Draft.Answers[task] = Form.Fields.ToDictionary(f => f.Name, f => f.Value, StringComparer.Ordinal);
        Draft.Save(partnership.Folder, Viewer.Id);
        return LocalRedirect(Links.Refer(id));
    }

    private async Task<bool> Find(string id, string task)
    {
        if (!await Open(id, task == "scheme") || ReferralTasks.Of(Draft).FirstOrDefault(t => t.Name == task) is not { } found || !ReferralTasks.CanStart(Draft, found)) return false;
        (Task, Form) = (found, Asks.Form(task));
        if (task != "scheme") return true;
        var told = ReferralFacts.Tell(partnership, new Form(), Draft, Viewer.Id, MadeBy).Drafts;
        var schemes = partnership.Read(r => r.Schemes.Where(s => Asks.Schemes.Any(o => o.Value == s.Name)).ToList());
        Verdicts = [.. schemes.Select(s => (s.Title, ReferralFacts.Verdict(partnership, s, Draft, Seen, told)))];
        return true;
    }
}
