using Cairn.Desk;
using Cairn.Web.Frame;

namespace Cairn.Web.Pages.People.Refer;

/// <summary>What the pages of one referral share: the draft, whom it is about, and the questions.</summary>
public abstract class ReferPage(Partnership partnership, Opening opening) : CairnPage
{
    public ReferralDraft Draft { get; private set; } = new("", "");

    public ReferralTasks Asks { get; private set; } = null!;

    /// <summary>As questions name the person: the given name, or "the person" before it is known.</summary>
    public string Who => Asks.Who;

    /// <summary>Whom it is about, as headings say it.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The facts of one's own person that one sees; none of somebody new.</summary>
    protected IReadOnlyList<long> Seen { get; private set; } = [];

    /// <summary>The partner in whose name it is made.</summary>
    protected string MadeBy { get; private set; } = "";

    private sealed record Known(string Name, IReadOnlyList<long> Seen);

    /// <summary>False where there is no such draft of this member, or they may no longer refer the person.</summary>
    protected async Task<bool> Open(string id, bool withFacts = false)
    {
        if (ReferralDraft.Find(partnership.Folder, Viewer.Id, id) is not { } draft) return false;
        var kind = partnership.Vocabulary.Find("referral")!;
        Known? known = new($"{draft.Of("about", "given")} {draft.Of("about", "family")}".Trim(), []);
        if (!draft.IsNew) known = await opening.One(Viewer, "care", "refer", draft.Person, record => record.Read.Access.MayRecord(Viewer.Id, kind, draft.Person).IsYes ? new Known(record.Name, withFacts ? ReferralFacts.Seen(record) : []) : new Known("", []));
        if (known is null || (known.Name.Length == 0 && !draft.IsNew)) return false;
        var who = known.Name.Length == 0 ? "the person" : draft.IsNew ? draft.Of("about", "given") : known.Name;
        (Draft, Name, Seen) = (draft, known.Name.Length == 0 ? "Somebody new" : known.Name, known.Seen);
        (Asks, MadeBy) = partnership.Read(r => (ReferralTasks.For(r, Viewer, draft, who), r.Access.Of(Viewer.Id).Seats.Select(s => s.Partner).FirstOrDefault() ?? ""));
        return MadeBy.Length > 0 && partnership.Read(r => r.Access.MayRecord(Viewer.Id, kind, draft.IsNew ? null : draft.Person).IsYes);
    }
}
