using Cairn.Desk;
using Cairn.Record;
using Cairn.Web.Pages.People;

namespace Cairn.Web.Pages.Conferences;

/// <summary>
/// One conference as whoever opens it may see it: the person's record as on the person's own page, decided for this reader today, with what was
/// called, asked, decided and agreed. Whoever sees no plan of theirs, asked or not, finds nothing.
/// </summary>
public sealed record ConferenceView(string Token, string Name, Conference Conference, PersonView Papers, PlanView Plan)
{
    /// <summary>Who was asked, of which partner, and what they see today.</summary>
    public IReadOnlyList<(string Who, string Sees)> Asked { get; private init; } = [];

    /// <summary>Whether this reader was asked.</summary>
    public bool IsAsked { get; private init; }

    /// <summary>Whether this reader may write down what came of it.</summary>
    public bool MayWrite { get; private init; }

    public string Place { get; private init; } = "";

    public string For { get; private init; } = "";

    public string Minutes { get; private init; } = "";

    public IReadOnlyList<(string What, string Words)> Decisions { get; private init; } = [];

    public IReadOnlyList<ActionLine> Actions => [.. Plan.Actions.Where(a => Conference.Actions.Any(c => c.Position + 1L == a.Position))];

    /// <summary>What is recorded, without what was said to plans and who was asked to conferences: those stand on pages of their own.</summary>
    public IReadOnlyList<FactLine> Facts => [.. Papers.Facts.Where(f => f.Kind is { } kind && !FactForm.HasOwnPages(kind))];

    private sealed record Found(Conference? Conference, PersonView Papers, PlanSeen? Plan, IReadOnlyList<Seer> Seers, bool MayWrite);

    public static async Task<ConferenceView?> Open(Partnership partnership, Opening opening, Accounts accounts, Viewer viewer, long position)
    {
        if (partnership.Read(read => PersonOf(read.Facts, position)) is not { } token) return null;
        var found = await opening.One(viewer, "care", "conference", token, record => !record.Sees("plan") ? new Found(null, new PersonView("", ""), null, [], false)
            : new Found(Desk.Conferences.Of(record.Read.Facts, record.Token).FirstOrDefault(c => c.Call == position - 1), PersonView.Of(record, viewer.Id, accounts.NameOf), PlanSeen.Of(record, viewer.Id), record.Read.Access.SeenBy(record.Token),
                !viewer.IsPerson && ((string[])["conference", "conference-decision"]).All(k => record.Read.Access.MayRecord(viewer.Id, partnership.Vocabulary.Find(k)!, token).IsYes)));
        if (found is not { Conference: { } conference, Plan: { } plan }) return null;
        var titles = partnership.Vocabulary.Lists.First(l => l.Name == "categories").Codes.ToDictionary(c => c.Name, c => c.Title.ToLowerInvariant(), StringComparer.Ordinal);
        string Sees(string member) => found.Seers.Where(s => s.Member == member && s.Purpose == "care").SelectMany(s => s.Categories).Distinct(StringComparer.Ordinal).Select(c => titles[c]).ToList() is { Count: > 0 } some ? string.Join(", ", some) : "nothing today";
        string Called(string member) => found.Seers.FirstOrDefault(s => s.Member == member) is { } seer ? $"{accounts.NameOf(member)}, {seer.Partner}" : accounts.NameOf(member);
        return new ConferenceView(plan.Token, plan.Name, conference, found.Papers, PlanView.Of(plan, partnership, viewer, accounts.NameOf))
        {
            Asked = [.. conference.Invited.Select(m => (Called(m), Sees(m)))], IsAsked = conference.Invited.Contains(viewer.Id), MayWrite = found.MayWrite,
            Place = PlanView.WordsOf(partnership, conference.Call, "venue"), For = PlanView.WordsOf(partnership, conference.Call), Minutes = conference.HasMet ? PlanView.WordsOf(partnership, conference.Met) : "",
            Decisions = [.. conference.Decisions.Select(d => (d.Title, PlanView.WordsOf(partnership, d.Position)))],
        };
    }

    /// <summary>Whom a call is about; null where that place in the log holds no call.</summary>
    private static string? PersonOf(Facts facts, long position)
    {
        var at = (int)Math.Min(position, int.MaxValue) - 1;
        if (at < 0 || at >= facts.Columns.Count || facts.Vocabulary.Kinds[facts.Columns.Kinds[at]].Name != "conference-call" || facts.Columns.IsRetraction(at)) return null;
        return facts.RecordsOf(facts.Of(About.Person)[facts.Columns.Abouts[at]])[0];
    }
}
