using Cairn.Desk;
using Cairn.Record;
using Cairn.Web.Frame;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.Claims;

/// <summary>One sample: what was drawn, what was found, and what that says of all that was paid.</summary>
public sealed class SampleModel(Opening opening, Accounts accounts) : CairnPage
{
    public sealed record Row(Pick Pick, string Name, string Outcome, long Pence, string Result, bool MayLook);

    public SampleLine Line { get; private set; } = null!;

    public SampleFinding Finding { get; private set; } = null!;

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    [FromQuery(Name = "page")]
    public int Asked { get; set; } = 1;

    public Pager Pager { get; private set; } = new(0, 1, IndexModel.Size, _ => "");

    public string NameOf(string member) => accounts.NameOf(member);

    public async Task<IActionResult> OnGetAsync(int seed) => await opening.Some(Viewer, "verify", "sample", list => List(list, seed)) ? Page() : NotFound();

    private bool List(OpenList list, int seed)
    {
        var read = list.Read;
        if (SampleView.All(read).FirstOrDefault(s => s.Seed == seed) is not { } line) return false;
        var drawn = SampleView.Drawn(read, seed);
        (Line, Finding) = (line, SampleView.Finding(line, drawn));
        Pager = new Pager(drawn.Count, Asked, IndexModel.Size, page => $"{Links.Sample(seed)}?page={page}");
        var shown = drawn.Skip(Pager.Skip).Take(Pager.Size).ToList();
        var mine = ClaimLists.ToCheck(list, Viewer.Id, shown.Select(d => d.Pick.Token).Distinct(StringComparer.Ordinal).Where(t => list.Ask(t).Exists)).Select(l => new Pick(l.Token, l.Line.Scheme.Name, l.Line.Outcome.Name, l.Line.Reached.Time)).ToHashSet();
        Rows = [.. shown.Select(d => mine.Contains(d.Pick)
            ? new Row(d.Pick, list.Name(d.Pick.Token), read.Schemes.FirstOrDefault(s => s.Name == d.Pick.Scheme)?.Find(d.Pick.Outcome)?.Title ?? d.Pick.Outcome, d.Pence, d.Result, !d.IsLooked)
            : new Row(d.Pick, "Not shown to you", "", d.Pence, d.Result, false))];
        return true;
    }
}
