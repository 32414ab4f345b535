using Cairn.Desk;
using Cairn.Desk.Change;
using Cairn.Record;
using Cairn.Rules;
using Cairn.Store;
using Cairn.Web.Frame;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.Schemes;

/// <summary>Every version of a scheme's file, the newest first: from when, by whom, and which lines changed; and what is proposed.</summary>
public sealed class VersionsModel(Partnership partnership, Accounts accounts) : CairnPage
{
    public sealed record Line(int Number, string From, bool HasBegun, string By, IReadOnlyList<LineChange> Changes);

    public sealed record Proposed(string Number, string Says);

    public Scheme Scheme { get; private set; } = null!;

    public IReadOnlyList<Line> Lines { get; private set; } = [];

    /// <summary>What was proposed, the newest first, with what became of it.</summary>
    public IReadOnlyList<Proposed> Proposals { get; private set; } = [];

    /// <summary>Whether this reader may open a proposal.</summary>
    public bool MayOpen { get; private set; }

    /// <summary>The file as it stands today.</summary>
    public string Text { get; private set; } = "";

    public IActionResult OnGet(string name)
    {
        var (scheme, versions, text, proposals, may) = partnership.Read(r => (r.Schemes.FirstOrDefault(s => s.Name == name), r.State.Schemes.Where(s => s.Scheme == name).OrderBy(s => (s.From, s.Command)).ToList(), r.State.Scheme(name, r.Today)?.Text ?? "",
            SchemeProposal.All(r.Facts, r.State.RecordedBy).Where(p => p.Scheme == name).ToList(), r.Access.May(Viewer.Id, Right.EditSchemes).IsYes || r.Access.May(Viewer.Id, Right.ApproveSchemeChanges).IsYes));
        if (scheme is null) return NotFound();
        (Scheme, Text, MayOpen) = (scheme, text, may);
        Proposals = [.. proposals.Select(p => new Proposed(p.Number, Says(p))).Reverse()];
        Lines = [.. versions.Select((v, i) => new Line(v.Number, Day.Long(v.From), v.From <= partnership.Today, By(v, proposals), i == 0 ? [] : LineChanges.Of(versions[i - 1].Text, v.Text))).Reverse()];
        return Page();
    }

    private string Says(SchemeProposal p) => $"by {accounts.NameOf(p.ProposedBy!)}, {Day.Long(p.ProposedOn)}: {p.State switch { ProposalState.Waits => "waits for a second member", ProposalState.Approved => $"approved by {accounts.NameOf(p.AnsweredBy!)}, holds from {Day.Long(p.HoldsFrom)}", ProposalState.Refused => $"not approved by {accounts.NameOf(p.AnsweredBy!)}", _ => "taken back" }}.";

    private string By(SchemeVersion version, IReadOnlyList<SchemeProposal> proposals)
    {
        if (version.IsAgreed && proposals.LastOrDefault(p => p.State is ProposalState.Approved && p.HoldsFrom == version.From && p.Version == SchemeFile.Version(version.Text)) is { } agreed)
            return $"proposed by {accounts.NameOf(agreed.ProposedBy!)} and approved by {accounts.NameOf(agreed.AnsweredBy!)}";
        return partnership.Folder.AskedBy(version.Command) is { } by && accounts.Find(by) is not null ? $"put there by {accounts.NameOf(by)}" : "";
    }
}
