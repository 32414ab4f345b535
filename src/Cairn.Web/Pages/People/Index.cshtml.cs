using Cairn.Record;
using Cairn.Rules;
using Cairn.Web.Frame;
using Cairn.Web.GettingIn;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;

namespace Cairn.Web.Pages.People;

/// <summary>The people whom one works with, by name; found among them and nobody else.</summary>
[EnableRateLimiting(Limits.Search)]
public sealed class IndexModel(Partnership partnership, Opening opening, Accounts accounts) : CairnPage
{
    private const int Size = 25;

    public sealed record Row(string Token, string Name, string Scheme, string Where)
    {
        /// <summary>The first who works with them, by name; empty where nobody does or it may not be told.</summary>
        public string Worker { get; init; } = "";
    }

    [BindProperty(SupportsGet = true)]
    public string? Find { get; set; }

    [FromQuery(Name = "page")]
    public int Asked { get; set; } = 1;

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public Pager Pager { get; private set; } = new(0, 1, Size, _ => "");

    public string Caption => Pager.Count == 1 ? "1 person" : Pager.Pages == 1 ? $"{Pager.Count} people" : $"{Pager.Skip + 1} to {Math.Min(Pager.Count, Pager.Skip + Size)} of {Pager.Count} people";

    /// <summary>Where one's role goes from here, beside the list.</summary>
    public IReadOnlyList<(string Title, string Link)> Ways { get; private set; } = [];

    /// <summary>Referrals begun and not sent.</summary>
    public int Drafts { get; private set; }

    private void FindWays() => Ways = partnership.Read(read =>
    {
        var access = read.Access;
        var standing = access.Of(Viewer.Id);
        (bool May, string Title, string Link)[] all =
        [
            (access.MayRecord(Viewer.Id, partnership.Vocabulary.Find("referral")!, null).IsYes, "Refer someone", Links.ReferStart),
            (access.CapacitiesFor(Viewer.Id, partnership.Vocabulary.Find("works-with")!).Count > 0 && standing.Seats.Any(s => s.Role != "administrator"), "Coming in", Links.Arrivals),
            (standing.Rights.Contains(Cairn.Desk.Right.MatchDuplicates), "Possible duplicates", Links.Duplicates),
            (access.OpensAtAll(Viewer.Id).Count > 0, "Open a record in an emergency", Links.Emergency),
            (standing.Rights.Contains(Cairn.Desk.Right.ReviewEmergencies), "Review emergencies", Links.Emergencies),
        ];
        return all.Where(w => w.May).Select(w => (w.Title, w.Link)).ToList();
    });

    public Task OnGetAsync()
    {
        FindWays();
        Drafts = Refer.ReferralDraft.Of(partnership.Folder, Viewer.Id).Count;
        return Open();
    }

    private async Task Open() => Rows = await opening.Some(Viewer, ArrivalsModel.PurposeOf(partnership, Viewer), "people", List);

    private List<Row> List(OpenList list)
    {
        // Whom a name finds is no secret from whoever may know it already: only the people one has a tie to are looked among.
        var found = Find is { Length: > 0 } typed ? partnership.Names.Search(typed).Select(n => list.Read.Facts.RecordsOf(n.Token)[0]).ToHashSet(StringComparer.Ordinal) : null;
        var people = list.People.Where(t => found is null || found.Contains(t) && list.Ask(t).Sees("identity")).Select(t => (Token: t, Name: OpenRecord.NameFor(list.Ask(t), list.Read, t)))
            .OrderBy(p => p.Name, StringComparer.OrdinalIgnoreCase).ToList();
        Pager = new Pager(people.Count, Asked, Size, page => $"{Links.People}?page={page}{(found is null ? "" : $"&find={Uri.EscapeDataString(Find!)}")}");
        return [.. people.Skip(Pager.Skip).Take(Size).Select(p => Of(list, p.Token, p.Name))];
    }

    private Row Of(OpenList list, string token, string name)
    {
        var subject = list.Read.Facts.Subject(About.Person, token);
        if (list.Show(token)?.Sees("plan") is not true) return new Row(token, name, "", "");
        var worker = PersonView.WorkersOf(list.Read.Facts, token, list.Read.Today).Select(w => accounts.NameOf(w.Member)).FirstOrDefault("");
        foreach (var scheme in list.Read.Schemes.Where(s => s.About is About.Person && s.Outcomes.Count > 0))
        {
            var answer = list.Read.Answer(scheme);
            if (subject >= answer.Roll.Count || answer.Roll.StandingOf(subject) is Standing.NotReferred) continue;
            return new Row(token, name, scheme.Title, answer.Roll.StandingOf(subject) switch
            {
                Standing.NotEligible => "Not eligible", Standing.Waits => "Waits for a place", _ => Phase(answer, subject),
            }) { Worker = worker };
        }
        return new Row(token, name, "", "") { Worker = worker };
    }

    /// <summary>The phase of the furthest step reached.</summary>
    private static string Phase(Evaluation answer, int subject)
    {
        var phases = answer.Achievements.Where(a => a.Subject == subject).Select(a => answer.Scheme.Outcomes[a.Outcome].Phase).OfType<string>().ToHashSet();
        var furthest = answer.Scheme.Phases.LastOrDefault(phases.Contains);
        return furthest is null ? "Has a place" : FactForm.Titled(furthest);
    }
}
