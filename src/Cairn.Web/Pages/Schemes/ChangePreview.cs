using Cairn.Desk;
using Cairn.Desk.Change;
using Cairn.Desk.Published;
using Cairn.Record;
using Cairn.Rules;
using Cairn.Store;

namespace Cairn.Web.Pages.Schemes;

/// <summary>
/// What other rules would do to the record as it stands, in both directions, as one reader may know it: numbers, pounds for those who see money, and the
/// people of whom they may see all that the rules ask about.
/// </summary>
public sealed class ChangePreview
{
    /// <summary>Of one result: how often it would appear, vanish or move, and the pounds.</summary>
    public sealed record ResultRow(string Title, string Appears, string Vanishes, string Moves, long More, long Less);

    /// <summary>What was paid and would be looked at otherwise, put together where the reason is the same.</summary>
    public sealed record PaidRow(PaidUnder What, string Title, int Payments, long Pence, string Why);

    public sealed record PersonRow(string Token, string Name, IReadOnlyList<string> Lines);

    internal const int MostPeople = 100;

    public bool SeesMoney { get; private init; }

    public bool IsNothing { get; private init; }

    /// <summary>Whether the rules have results at all; a plan, a grant or a budget is not compared by them.</summary>
    public bool HasResults { get; private init; }

    public IReadOnlyList<(string Label, string Number)> Standings { get; private init; } = [];

    public IReadOnlyList<ResultRow> Results { get; private init; } = [];

    public IReadOnlyList<PayerChange> Payers { get; private init; } = [];

    public IReadOnlyList<PaidRow> Paid { get; private init; } = [];

    public IReadOnlyList<PersonRow> People { get; private init; } = [];

    /// <summary>How many more are touched whom this reader is not shown.</summary>
    public string Others { get; private init; } = "";

    /// <summary>Why nothing could be settled under these rules; null where it can.</summary>
    public string? CannotSettle { get; private init; }

    /// <summary>What it all comes to, to tell whether it came to the same at another time.</summary>
    public string Digest { get; private init; } = "";

    /// <summary>The same in a sentence, without anyone's name: for whoever is asked to approve it later.</summary>
    public string Sentence { get; private init; } = "";

    private sealed record Worked(Evaluation Before, Evaluation After, SchemeChange Change, IReadOnlyList<PaidChange> Paid, string? CannotSettle, string Digest);

    /// <summary>The digest of what a change would do on a day; of the record alone, whoever asks.</summary>
    public static string DigestOf(State state, Scheme before, Scheme after, int on) => Work(state, before, after, on).Digest;

    private static Worked Work(State state, Scheme before, Scheme after, int on)
    {
        var (one, two) = (Evaluation.Of(before, state.Facts, on, Day.Never), Evaluation.Of(after, state.Facts, on, Day.Never));
        var change = SchemeChange.Between(one, two);
        IReadOnlyList<PaidChange> paid = [];
        string? cannot = null;
        if (after.Payers.Count > 0)
        {
            var (was, now) = (Settle.Decide(one, state.Book, state.LastAt, "", state.RecordedBy), Settle.Decide(two, state.Book, state.LastAt, "", state.RecordedBy));
            cannot = was.Refusal is null ? now.Refusal?.Why : null;
            if (now.Refusal is null) paid = PaidChange.Between(change, before, was, after, now);
        }
        var names = two.Facts.Of(after.About);
        return new(one, two, change, paid, cannot, change.Digest(s => names[s], paid));
    }

    /// <summary>Works it out for a reader of a list; whoever is named in it is looked at.</summary>
    public static ChangePreview Of(OpenList list, Viewer viewer, Scheme before, Scheme after)
    {
        var found = Work(list.Read.State, before, after, list.Read.Today);
        var change = found.Change;
        var money = list.Read.Access.May(viewer.Id, Right.SeeMoney).IsYes;
        var about = after.About is About.Person;
        string Count(int people) => money || !about ? $"{people:#,0}" : Few.Count(people);
        var people = about ? Named(list, found) : [];
        var touched = change.Standings.Select(s => s.Subject).Concat(change.Results.Select(r => r.Subject)).Concat(found.Paid.Select(p => p.Subject)).Where(s => s >= 0).Distinct().Count();
        (string, int)[] standings = [("Become eligible", change.Standings.Count(s => s.BecomesEligible)), ("No longer eligible", change.Standings.Count(s => s.IsNoLongerEligible)),
            ("Get a place", change.Standings.Count(s => s.After is Standing.HasPlace)), ("Lose their place", change.Standings.Count(s => s.Before is Standing.HasPlace))];
        return new ChangePreview
        {
            SeesMoney = money, IsNothing = change.IsNothing && found.Paid.Count == 0, HasResults = before.Outcomes.Count + after.Outcomes.Count > 0, CannotSettle = found.CannotSettle, Digest = found.Digest,
            Standings = [.. standings.Select(s => (s.Item1, Count(s.Item2)))],
            Results = [.. change.Results.GroupBy(r => (r.Outcome, r.Title)).Select(g => new ResultRow(g.Key.Title, Count(g.Count(r => r.Appears)), Count(g.Count(r => r.Vanishes)), Count(g.Count(r => r.Moves)), g.Sum(r => r.More), g.Sum(r => r.Less)))],
            Payers = money ? change.Payers : [],
            Paid = money ? [.. found.Paid.GroupBy(p => (p.What, p.Title, Why: Plainly(p.Why))).Select(g => new PaidRow(g.Key.What, g.Key.Title, g.Count(), g.Sum(p => p.Pence), g.Key.Why))] : [],
            People = people, Others = touched > people.Count ? Count(touched - people.Count) : "",
            Sentence = change.IsNothing && found.Paid.Count == 0 ? "nobody was touched by it" : $"{standings[0].Item2} became eligible and {standings[1].Item2} were no longer; {Pence.Format(change.More)} more and {Pence.Format(change.Less)} less was payable; {Pence.Format(found.Paid.Where(p => p.What is PaidUnder.WouldBeTakenBack).Sum(p => p.Pence))} that was paid would be taken back",
        };
    }

    /// <summary>Why, unless it names an entry: keys of entries name people.</summary>
    private static string Plainly(string why) => why.Contains("pay:", StringComparison.Ordinal) ? "" : char.ToUpperInvariant(why[0]) + why[1..];

    private static List<PersonRow> Named(OpenList list, Worked found)
    {
        var tokens = found.After.Facts.Of(About.Person);
        var mine = list.People.Select(t => found.After.Facts.Subject(About.Person, t)).ToHashSet();
        var (standings, results, paid) = (found.Change.Standings.ToDictionary(s => s.Subject), found.Change.Results.ToLookup(r => r.Subject), found.Paid.ToLookup(p => p.Subject));
        var rows = new List<PersonRow>();
        foreach (var subject in standings.Keys.Concat(found.Change.Results.Select(r => r.Subject)).Concat(found.Paid.Select(p => p.Subject)).Distinct().Where(mine.Contains).Order())
        {
            var categories = Behind([found.Before.Scheme, found.After.Scheme], results[subject].Select(r => r.Outcome).Concat(paid[subject].Select(p => p.Outcome)));
            if (rows.Count == MostPeople || list.Ask(tokens[subject]) is not { Exists: true } sight || !categories.All(sight.Sees)) continue;
            var pounds = sight.Sees("money");
            List<string> lines = [.. standings.GetValueOrDefault(subject) is { } standing ? [Says(standing)] : (string[])[], .. results[subject].Select(r => Says(r, pounds)), .. pounds ? paid[subject].Select(Says) : []];
            rows.Add(new(tokens[subject], list.Name(tokens[subject]), lines));
        }
        return [.. rows.OrderBy(r => r.Name, StringComparer.CurrentCulture)];
    }

    /// <summary>Every category of fact on which it rests that somebody is eligible or reaches these results, under any of these rules. That they are in a scheme at all is a matter of plan.</summary>
    internal static HashSet<string> Behind(IReadOnlyList<Scheme> schemes, IEnumerable<string> outcomes)
    {
        var categories = new HashSet<string>(["plan"], StringComparer.Ordinal);
        foreach (var scheme in schemes)
            foreach (var clause in outcomes.Select(o => scheme.Find(o)?.When).Append(scheme.Eligible).OfType<Clause>())
                categories.UnionWith(scheme.KindsBehind(clause).Where(k => k.About is About.Person).Select(k => k.Category));
        return categories;
    }

    private static string Says(StandingChange s) => $"{Word(s.After)}; before: {Word(s.Before).ToLowerInvariant()}.";

    private static string Word(Standing standing) => standing switch { Standing.HasPlace => "Has a place", Standing.Waits => "Is eligible and waits", Standing.NotEligible => "Is not eligible", _ => "Is not referred" };

    private static string Says(ResultChange r, bool pounds)
    {
        var what = (r.Before, r.After) switch
        {
            (null, { } now) => $"‘{r.Title}’ is reached, on {Day.Long(now)}",
            ({ } was, null) => $"‘{r.Title}’ is not reached; before: on {Day.Long(was)}",
            ({ } was, { } now) when was != now => $"‘{r.Title}’ is reached on {Day.Long(now)}; before: on {Day.Long(was)}",
            _ => $"‘{r.Title}’ is worth something else",
        };
        return $"{what}{(pounds && r.More > 0 ? $", {Pence.Format(r.More)} more payable" : "")}{(pounds && r.Less > 0 ? $", {Pence.Format(r.Less)} less payable" : "")}.";
    }

    private static string Says(PaidChange p) => $"{Pence.Format(p.Pence)} was paid for ‘{p.Title}’: {p.What switch { PaidUnder.WouldBeTakenBack => "it would be proposed to take it back", PaidUnder.Stands => "it stands", _ => "it would no longer be taken back" }}{(Plainly(p.Why) is { Length: > 0 } why ? $". {why}" : "")}.";
}
