using Cairn.Desk;
using Cairn.Desk.Paying;
using Cairn.Record;
using Cairn.Rules;
using Cairn.Web.Frame;
using Cairn.Web.Pages.People.Refer;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.People;

/// <summary>Referrals to one's own partner, or to its schemes, that wait for an answer, the oldest first; those past their day are marked.</summary>
public sealed class ArrivalsModel(Partnership partnership, Opening opening) : CairnPage
{
    private const int Size = 25;

    public sealed record Row(long Position, string Name, string On, string To, string From, string AnswerBy, bool IsStalled);

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    /// <summary>Schemes of one's partner in which somebody may wait for a place.</summary>
    public IReadOnlyList<(string Name, string Title)> Waiting { get; private set; } = [];

    public Pager Pager { get; private set; } = new(0, 1, Size, _ => "");

    [FromQuery(Name = "page")]
    public int Asked { get; set; } = 1;

    public async Task OnGetAsync() => Rows = await opening.Some(Viewer, PurposeOf(partnership, Viewer), "arrivals", List);

    /// <summary>A commissioner looks at who may come in to check it; everyone else to care for them.</summary>
    internal static string PurposeOf(Partnership partnership, Viewer viewer) =>
        partnership.Read(r => r.Access.Of(viewer.Id).Seats) is { Count: > 0 } seats && seats.All(s => s.Role == "commissioner") ? "verify" : "care";

    /// <summary>The schemes in which the viewer's partners take part.</summary>
    internal static IReadOnlyList<Scheme> SchemesOf(Reading read, Viewer viewer)
    {
        var partners = read.Access.Of(viewer.Id).Seats.Select(s => s.Partner).ToHashSet(StringComparer.Ordinal);
        var names = Said.Of(read.Facts, "takes-part").Where(t => partners.Contains(t.Subject) && t.Covers(read.Today)).Select(t => t.Name("scheme")).ToHashSet();
        return [.. read.Schemes.Where(s => s.About is About.Person && names.Contains(s.Name))];
    }

    private List<Row> List(OpenList list)
    {
        var read = list.Read;
        Waiting = [.. SchemesOf(read, Viewer).Where(s => s.Places is not null && s.Outcomes.Count > 0).Select(s => (s.Name, s.Title))];
        var arrivals = Cairn.Desk.Arrivals.Of(read.Facts, read.Access.Of(Viewer.Id), read.Today).Where(a => list.Ask(a.Person).Exists).ToList();
        Pager = new Pager(arrivals.Count, Asked, Size, page => $"{Links.Arrivals}?page={page}");
        return [.. arrivals.Skip(Pager.Skip).Take(Size).Select(a => Of(list, a))];
    }

    private Row Of(OpenList list, Arrival arrival)
    {
        var name = list.Name(arrival.Person);
        var by = partnership.Vocabulary.WorkingDays.Plus(arrival.On, SentModel.AnswerWithin);
        var scheme = list.Read.Schemes.FirstOrDefault(s => s.Name == arrival.Scheme)?.Title;
        var from = arrival.MadeBy ?? Title(arrival.By);
        // Where the referral itself may not be read, that there is one is all that is said.
        if (!list.Ask(arrival.Person).Sees("plan")) (scheme, from) = (null, "");
        return new Row(arrival.Position + 1L, name, Day.Long(arrival.On), scheme ?? arrival.To ?? "", from, Day.Long(by), by < list.Read.Today);
    }

    private string Title(string? by) => partnership.Vocabulary.Lists.First(l => l.Name == "referrers") is var list && by is not null && list.Find(by) is >= 0 and var code ? list.Codes[code].Title : "";
}
