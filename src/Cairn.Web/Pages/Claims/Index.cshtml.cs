using Cairn.Desk;
using Cairn.Record;
using Cairn.Web.Frame;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.Claims;

/// <summary>What the people one works with have reached and can be claimed, what is missing for the rest, and what a verifier sent back.</summary>
public sealed class IndexModel(Partnership partnership, Opening opening) : CairnPage
{
    internal const int Size = 25;

    private static readonly ClaimStep[] Shown = [ClaimStep.SentBack, ClaimStep.Ready, ClaimStep.NeedsEvidence, ClaimStep.NotYet, ClaimStep.HeldUp];

    [FromQuery(Name = "page")]
    public int Asked { get; set; } = 1;

    /// <summary>What was ticked and not claimed, since the record had changed.</summary>
    [BindProperty(Name = "left", SupportsGet = true)]
    public string[] Left { get; set; } = [];

    public IReadOnlyList<ClaimRow> Rows { get; private set; } = [];

    public IReadOnlyList<ClaimRow> LeftOut { get; private set; } = [];

    public IReadOnlyDictionary<ClaimStep, (int Count, long Pence)> Totals { get; private set; } = new Dictionary<ClaimStep, (int, long)>();

    public Pager Pager { get; private set; } = new(0, 1, Size, _ => "");

    public bool MayVerify { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        var rights = partnership.Read(read => read.Access.Of(Viewer.Id).Rights);
        MayVerify = rights.Contains(Right.Verify);
        if (!rights.Contains(Right.Claim)) return MayVerify ? LocalRedirect(Links.ClaimsToCheck) : NotFound();
        await opening.Some(Viewer, "care", "claims", List);
        Rows = [.. Rows.Select(r => r.Step is ClaimStep.SentBack ? r with { Words = WordsAt(partnership, r.Verification) } : r)];
        return Page();
    }

    private bool List(OpenList list)
    {
        var all = ClaimLists.ToClaim(list, Viewer.Id, list.People).ToList();
        Totals = all.GroupBy(l => l.Line.Step).ToDictionary(g => g.Key, g => (g.Count(), g.Sum(l => l.Line.Pence)));
        var lines = all.Where(l => Shown.Contains(l.Line.Step)).OrderBy(l => Array.IndexOf(Shown, l.Line.Step)).ThenBy(l => l.Line.Reached.Day).ThenBy(l => l.Token, StringComparer.Ordinal).ToList();
        Pager = new Pager(lines.Count, Asked, Size, page => $"{Links.Claims}?page={page}");
        ClaimRow Row((string Token, ClaimLine Line) l) => ClaimRow.Of(list.Read, Viewer.Id, l.Token, list.Name(l.Token), l.Line, list.Ask(l.Token));
        Rows = [.. lines.Skip(Pager.Skip).Take(Size).Select(Row)];
        var left = Left.Select(Pick.Parse).OfType<Pick>().ToHashSet();
        LeftOut = [.. all.Where(l => left.Contains(new Pick(l.Token, l.Line.Scheme.Name, l.Line.Outcome.Name, l.Line.Reached.Time))).Select(Row)];
        return true;
    }

    /// <summary>The words of a verification; empty where there are none, or they were erased.</summary>
    internal static string WordsAt(Partnership partnership, long? position) =>
        position is { } at && partnership.Folder.Fact(at)?.Words?.Details.GetValueOrDefault("words") is { } words ? words : "";

    internal static string Became(ClaimRow row) => row.Step switch
    {
        ClaimStep.Waits => $"It was claimed on {Day.Long(row.ClaimedOn)}, and waits for a verifier.",
        ClaimStep.Verified or ClaimStep.Paid => "It is claimed and verified already.",
        ClaimStep.NeedsEvidence => "The evidence for it has not been seen.",
        ClaimStep.NotYet => $"It can be claimed from {Day.Long(row.ClaimableOn)}.",
        ClaimStep.SentBack => "A verifier sent it back.",
        ClaimStep.Ready => "It can be claimed now. Look at it again.",
        _ => row.Why + ".",
    };
}
