using System.Globalization;
using Cairn.Desk;
using Cairn.Record;
using Cairn.Store;
using Cairn.Web.Frame;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.Claims;

/// <summary>
/// What was ticked, to be looked over once and claimed in one step. What can no longer be claimed by then is named and left out; what
/// somebody else claims in the same moment too.
/// </summary>
public sealed class NewModel(Partnership partnership, Opening opening) : CairnPage
{
    [BindProperty(Name = "pick", SupportsGet = true)]
    public string[] Ticked { get; set; } = [];

    public Form Form { get; } = new() { Button = "Claim" };

    public IReadOnlyList<ClaimRow> Ready { get; private set; } = [];

    public IReadOnlyList<ClaimRow> LeftOut { get; private set; } = [];

    public long Total => Ready.Sum(r => r.Pence);

    private sealed record Asked(Pick Pick, string Capacity, string Partner, ClaimRow? Row);

    public async Task<IActionResult> OnGetAsync() => await Look() is null ? NotFound() : Page();

    public async Task<IActionResult> OnPostAsync()
    {
        if (await Look() is not { } look) return NotFound();
        Form.Read(await Request.ReadFormAsync());
        if (look.Asked.Count == 0) Form.Fail("Tick what you want to claim first.");
        if (!Form.IsGood) return Page();
        var drafts = new List<Draft>();
        foreach (var asked in look.Asked)
        {
            List<(string, string?)> cells = [("fact", "claim"), ("person", asked.Pick.Token), ("from", Day.Iso(partnership.Today)), ("said-by", asked.Capacity), ("source", Recording.Source), ("scheme", asked.Pick.Scheme),
                ("outcome", asked.Pick.Outcome), ("time", asked.Pick.Time.ToString(CultureInfo.InvariantCulture)), ("made-by", asked.Partner)];
            var (draft, mistakes) = Recording.Read(partnership.Folder, cells, partnership.Today);
            foreach (var (_, what) in mistakes) Form.Fail(what);
            if (draft is null) return Page();
            drafts.Add(draft);
        }
        string? WhyNot(State state, int i) => look.Asked[i].Row is { MayBeClaimed: true } && !ClaimLists.HasMoved(state, look.Recorded, look.Asked[i].Pick.Token) ? null : "changed";
        var reply = await Recording.DoAll(partnership.Folder, new Asking(Viewer.Id, look.Asked[0].Capacity, Recording.Source, Viewer.Once(Form.Key)), drafts, WhyNot);
        if (reply is Reply.Refused refused)
        {
            Form.Fail(refused.Why);
            return Page();
        }
        var words = (reply switch { Reply.Done done => done.Answer, Reply.DoneBefore before => before.Answer, Reply.Nothing nothing => nothing.Answer, _ => "" }).Split(' ');
        var claimed = words.Count(w => w.StartsWith('#'));
        if (claimed > 0) Done = claimed == 1 ? "One result is claimed. A verifier looks at it next." : $"{claimed} results are claimed. A verifier looks at them next.";
        var left = look.Asked.Where((_, i) => i < words.Length && !words[i].StartsWith('#')).Select(a => $"left={Uri.EscapeDataString(a.Pick.ToString())}");
        return LocalRedirect(Links.Claims + (left.Any() ? "?" + string.Join('&', left) : ""));
    }

    /// <summary>Null where the member may not claim, or names a person about whom they may not; with how much had been recorded when this was looked up.</summary>
    private async Task<(IReadOnlyList<Asked> Asked, int Recorded)?> Look()
    {
        var picks = Ticked.Distinct(StringComparer.Ordinal).Select(Pick.Parse).ToList();
        if (picks.Count > IndexModel.Size || picks.Contains(null)) return null;
        var found = await opening.Some(Viewer, "care", "claim", list =>
        {
            var access = list.Read.Access;
            var kind = list.Read.Facts.Vocabulary.Find("claim")!;
            var seats = picks.Select(p => list.Ask(p!.Token).Exists ? ClaimLists.SeatFor(access, Viewer.Id, kind, p.Token) : null).ToList();
            if (seats.Contains(null)) return ((IReadOnlyList<Asked>, int)?)null;
            var lines = ClaimLists.ToClaim(list, Viewer.Id, picks.Select(p => p!.Token)).ToList();
            var asked = picks.Select((p, i) =>
            {
                var line = lines.Find(l => l.Token == p!.Token && l.Line.Is(p.Scheme, p.Outcome, p.Time)).Line;
                return new Asked(p!, seats[i]!.Value.Capacity, seats[i]!.Value.Partner, line is null ? null : ClaimRow.Of(list.Read, Viewer.Id, p!.Token, list.Name(p.Token), line, list.Ask(p.Token)));
            }).ToList();
            return (asked, list.Read.Facts.Columns.Count);
        });
        if (found is not { } look) return null;
        Ready = [.. look.Item1.Select(a => a.Row).OfType<ClaimRow>().Where(r => r.MayBeClaimed)];
        LeftOut = [.. look.Item1.Select(a => a.Row).OfType<ClaimRow>().Where(r => !r.MayBeClaimed)];
        return look;
    }
}
