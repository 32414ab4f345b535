using Cairn.Record;
using Cairn.Rules;
using Cairn.Store;
using Cairn.Web.Frame;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.People.Refer;

/// <summary>All answers of a referral together, what the scheme says, and sending it: everything is recorded in one command, or nothing.</summary>
public sealed class CheckModel(Partnership partnership, Opening opening, Accounts accounts) : ReferPage(partnership, opening)
{
    private readonly Partnership partnership = partnership;

    public Form Form { get; } = new() { Button = "Send the referral" };

    public string Scheme { get; private set; } = "";

    public Reason? Verdict { get; private set; }

    /// <summary>Who would see more of somebody whose record is here already; of somebody new nobody sees anything yet.</summary>
    public EffectView Effect { get; private set; } = EffectView.None;

    public IReadOnlyList<(bool Met, string Asks)> Reasons => Verdict is null ? [] : [.. (Verdict.Parts.Count > 0 ? Verdict.Parts : [Verdict]).Select(p => (p.Met, p.Parts.Count == 0 ? p.Asks : $"{p.Asks}: {string.Join("; ", p.Parts.Select(part => part.Asks))}"))];

    public IReadOnlyList<(ReferralTask Task, IReadOnlyList<(string, string)> Answers)> Answers => [.. ReferralTasks.Of(Draft).Select(t => (t, Said(t)))];

    public async Task<IActionResult> OnGetAsync(string id) => await Find(id) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string id)
    {
        // Sent already, and sent again by the back button: it is told what was done.
        if (!await Find(id)) return partnership.Folder.Fact(Recording.Source, $"referral-{id}") is { } sent && sent.By == Viewer.Id ? LocalRedirect(Links.Refer(id, "sent")) : NotFound();
        Form.Read(await Request.ReadFormAsync());
        // The day of birth may have been changed since the day of the referral was given.
        ReferralTasks.CheckDay(Form, Draft.MadeOn(partnership.Today), Asks);
        if (!Form.IsGood) return Page();
        var telling = ReferralFacts.Tell(partnership, Form, Draft, Viewer.Id, MadeBy);
        var capacity = partnership.Read(r => r.Access.CapacitiesFor(Viewer.Id, partnership.Vocabulary.Find("referral")!))[0];
        if (!await telling.Record(Viewer.Id, capacity, Viewer.Once(id), Draft.IsNew ? new PersonReference(Draft.Token, "referral", id) : null)) return Page();
        Draft.Delete(partnership.Folder, Viewer.Id);
        return LocalRedirect(Links.Refer(id, "sent"));
    }

    private async Task<bool> Find(string id)
    {
        if (!await Open(id, withFacts: true) || ReferralTasks.Of(Draft).Any(t => !Draft.Done(t.Name))) return false;
        if (!Draft.IsNew)
        {
            var told = ReferralFacts.Tell(partnership, new Form(), Draft, Viewer.Id, MadeBy).Drafts;
            Effect = partnership.Read(r => EffectView.Of(partnership.Vocabulary, r.Access.Effect(Draft.Token, [], [.. told.Where(d => d.Kind.Name is "consent" or "referral")]), accounts.NameOf));
        }
        if (partnership.Read(r => r.Schemes.FirstOrDefault(s => s.Name == Draft.Of("scheme", "scheme"))) is not { } scheme) return true;
        (Scheme, Verdict) = (scheme.Title, ReferralFacts.Verdict(partnership, scheme, Draft, Seen, ReferralFacts.Tell(partnership, new Form(), Draft, Viewer.Id, MadeBy).Drafts));
        return true;
    }

    private List<(string, string)> Said(ReferralTask task)
    {
        var form = Asks.Form(task.Name);
        foreach (var field in form.Fields) field.Value = Draft.Of(task.Name, field.Name);
        return [.. form.Said()];
    }
}
