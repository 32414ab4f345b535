using Cairn.Desk;
using Cairn.Pictures;
using Cairn.Record;
using Cairn.Web.Frame;

namespace Cairn.Web.Pages.Today;

/// <summary>What to do now, this week, and what waits on others: worked out from the record, one action a row.</summary>
public sealed class IndexModel(Partnership partnership, Opening opening) : CairnPage
{
    private const int Most = 40;

    public sealed record Row(string Name, string Token, string What, string Link, string Act, Urgency Urgency);

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public int More { get; private set; }

    /// <summary>Lists of work that the member's rights open, beside what is due about people.</summary>
    public IReadOnlyList<(string Title, string Link)> Lists { get; private set; } = [];

    public string Date => Day.Long(partnership.Today);

    public async Task OnGetAsync()
    {
        var all = await opening.Some(Viewer, "care", "today", Work);
        Rows = all;
    }

    private List<Row> Work(OpenList list)
    {
        var read = list.Read;
        var people = list.People.Select(t => read.Facts.Of(About.Person).Find(t)).ToHashSet();
        var tokens = read.Facts.Of(About.Person);
        bool May(ToDo todo) => list.Ask(tokens[todo.Subject]).Sees(todo.Category);
        var work = new Reminders(read.Facts, read.Today).Of(people).Where(May).ToList();
        var rights = read.Access.Of(Viewer.Id).Rights;
        Lists = [.. rights.Contains(Right.Claim) ? [("Claims", Links.Claims)] : Array.Empty<(string, string)>(), .. rights.Contains(Right.Verify) ? [("Claims to check", Links.ClaimsToCheck)] : Array.Empty<(string, string)>()];
        bool MayClaim(ToDo todo) => May(todo) && read.Schemes.First(s => s.Name == todo.Outcome!.Value.Scheme) is var scheme && StripScheme.MayShow(scheme, scheme.Find(todo.Outcome!.Value.Outcome)!, list.Ask(tokens[todo.Subject]).Sees);
        if (rights.Contains(Right.Claim)) work.InsertRange(0, Payments(read, people, "claim", "evidence", "sent-back").Where(MayClaim));
        More = Math.Max(0, work.Count - Most);
        return [.. work.OrderBy(t => t.Urgency).Take(Most).Select(t => Of(list, tokens[t.Subject], t))];
    }

    private static IEnumerable<ToDo> Payments(Reading read, HashSet<int> people, params string[] names) =>
        read.Schemes.Where(s => s.Payers.Count > 0 && s.About is About.Person).SelectMany(s => PaymentWork.Of(read.Answer(s), read.Settlement(s))).Where(t => people.Contains(t.Subject) && names.Contains(t.Name));

    private static Row Of(OpenList list, string token, ToDo todo) =>
        new(list.Name(token), token, todo.What, todo.Name switch
        {
            "review" => Links.Record(token, "review"), "missed" or "quiet" => Links.Record(token, "contact"), "claim" or "evidence" or "sent-back" => Links.Claims, "emergency" => Links.EmergencyReview(todo.Fact + 1L), "consent-ends" => Links.Consent(token), _ => Links.Person(token),
        }, todo.Name switch
        {
            "review" => "Record a review", "missed" or "quiet" => "Write a contact note", "consent-ends" => "Ask about consent", "emergency" => "See what happened", "claim" => "Claim", "evidence" => "Add evidence", "sent-back" => "Answer", _ => "Open",
        }, todo.Urgency);
}
