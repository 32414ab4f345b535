using Cairn.Desk;
using Cairn.Desk.Paying;
using Cairn.Record;
using Cairn.Rules;
using Cairn.Web.Frame;

namespace Cairn.Web.Pages.Today;

/// <summary>What to do now, this week, and what waits on others: worked out from the record, one action a row.</summary>
public sealed class IndexModel(Partnership partnership, Opening opening, Accounts accounts) : CairnPage
{
    private const int Most = 40;

    /// <summary>After so many days what was never answered is no work for today; it stays on the page of the indicator.</summary>
    private const int Stale = 28;

    public sealed record Row(string Name, string Token, string What, string Link, string Act, Urgency Urgency);

    /// <summary>Work on many records at once: how much of it, a sentence more, and the page it is done on.</summary>
    public sealed record Pile(string What, string More, string Link, string Act);

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public int More { get; private set; }

    /// <summary>What waits for this member because of their role: referrals, claims to check, runs, bank details, emergencies.</summary>
    public IReadOnlyList<Pile> Piles { get; private set; } = [];

    /// <summary>What can be claimed or lacks its evidence, a row a scheme.</summary>
    public IReadOnlyList<Pile> Claims { get; private set; } = [];

    /// <summary>Where else the member's role leads.</summary>
    public IReadOnlyList<(string Title, string Link)> Ways { get; private set; } = [];

    public string Date => Day.Long(partnership.Today);

    public async Task OnGetAsync()
    {
        var rights = partnership.Read(read => read.Access.Of(Viewer.Id).Rights);
        var waiting = new List<Pile>();
        if (rights.Contains(Right.Verify)) waiting.AddRange(await opening.Some(Viewer, "verify", "today", ToCheck));
        waiting.AddRange(partnership.Read(read => Waiting(read, rights).ToList()));
        // A commissioner sees no one's record for care, and says yes or no to purchases for checking.
        var asked = await opening.Some(Viewer, "care", "today", list => People.BudgetModel.Waiting(list, Viewer.Id));
        if (asked.Count == 0 && rights.Contains(Right.ApprovePurchases)) asked = await opening.Some(Viewer, "verify", "today", list => People.BudgetModel.Waiting(list, Viewer.Id));
        Rows = [.. asked.Take(Most).Select(a => new Row(a.Name, a.Token, a.What, Links.PersonBudget(a.Token), a.ToDecide ? "Decide" : "Open the budget", Urgency.Soon)), .. await opening.Some(Viewer, "care", "today", Clocks), .. await opening.Some(Viewer, "care", "today", Work)];
        if (rights.Contains(Right.Claim)) Claims = await opening.Some(Viewer, "care", "today", ToClaim);
        Piles = waiting;
        (Right, string, string)[] ways = [(Right.Verify, "Samples of what was paid", Links.Samples), (Right.InviteMembers, "Members", Links.Members), (Right.MatchDuplicates, "Possible duplicates", Links.Duplicates), (Right.AskErasure, "Erasing a record", Links.Erasures), (Right.SeeMoney, "Money", Links.Money), (Right.SeeSchemes, "Schemes", Links.Schemes)];
        // The menu has the others too: they are said here to those whom no person and no list waits for.
        var quiet = Rows.Count + Piles.Count + Claims.Count == 0;
        Ways = [.. ways.Where(w => rights.Contains(w.Item1) && (quiet || w.Item1 is not (Right.SeeSchemes or Right.SeeMoney))).Select(w => (w.Item2, w.Item3))];
    }

    private List<Pile> ToCheck(OpenList list) =>
        [.. Pages.Claims.ClaimLists.ToCheck(list, Viewer.Id, list.People).Where(l => l.Line.Step is ClaimStep.Waits).GroupBy(l => l.Line.Scheme)
            .Select(g => new Pile($"{Count(g.Count(), "claim")} to check: {Pence.Format(g.Sum(l => l.Line.Pence))}", g.Key.Title, Links.ClaimsToCheck, "Check"))];

    /// <summary>Counted only: nothing here is about anyone by name.</summary>
    private IEnumerable<Pile> Waiting(Reading read, IReadOnlySet<Right> rights)
    {
        var member = read.Access.Of(Viewer.Id);
        if (rights.Contains(Right.ApprovePayRun))
            foreach (var scheme in read.Schemes.Where(s => s.Payers.Count > 0))
                if (PayRuns.Of(read.Facts, scheme.Name) is [.., { State: RunState.Open } run] && read.State.RecordedBy(run.Position) != Viewer.Id)
                    yield return new Pile($"Pay run {run.Number} to approve: {Pence.Format(run.Amount)}", scheme.Title, Links.Run(run.Number), "Open the run");
        if (rights.Contains(Right.ChangeBankDetails))
            foreach (var bank in Money.BankModel.Waiting(read).Where(w => w.ProposedBy != Viewer.Id))
                yield return new Pile($"New bank details of {bank.Partner} to confirm", bank.ProposedBy is { } by ? $"Proposed by {accounts.NameOf(by)}." : "", Links.Bank, "Look at bank details");
        if (rights.Contains(Right.ReviewEmergencies) && People.OpenedRecord.Of(read).Where(o => o.Result.Length == 0 && o.MayReview(read, Viewer.Id)).ToList() is { Count: > 0 } opened)
            yield return new Pile($"{Count(opened.Count, "record")} opened in an emergency to review", $"The first by {Day.Long(opened.Min(o => o.DueBy))}.", Links.Emergencies, "Review");
        if (rights.Contains(Right.AnswerComplaints) && People.ComplaintRow.Of(read).Where(c => !c.IsAnswered && c.MayAnswer(read, Viewer.Id)).ToList() is { Count: > 0 } complaints)
            yield return new Pile($"{Count(complaints.Count, "complaint")} to answer", complaints.Count(c => c.IsLate(read.Today)) is > 0 and var late ? $"{late} late: nobody has been told that it has come." : $"The first reply by {Day.Long(complaints.Min(c => c.DueBy))}.", Links.Complaints, "Answer");
        if (rights.Contains(Right.ReviewCopies) && People.CopyWanted.Of(read).Where(c => c.Waiting > 0).ToList() is { Count: > 0 } copies)
            yield return new Pile($"{Count(copies.Count, "copy").Replace("copys", "copies", StringComparison.Ordinal)} of a record to look through", $"The first by {Day.Long(copies.Min(c => c.DueBy))}.", Links.Copies, "Look through");
        if (rights.Contains(Right.Erase) && People.ErasuresModel.Waiting(read).Count(w => w.AskedBy is not null && w.AskedBy != Viewer.Id) is > 0 and var erasures)
            yield return new Pile($"{Count(erasures, "erasure")} to do", "Another member asked for it.", Links.Erasures, "Look");
        if (rights.Contains(Right.AskErasure) && People.ErasuresModel.Waiting(read).Count(w => w.AskedBy is null) is > 0 and var wishes)
            yield return new Pile(wishes == 1 ? "1 person asks to be erased" : $"{wishes} people ask to be erased", "", Links.Erasures, "Look");
        if (Arrivals.Of(read.Facts, member, read.Today).Count(a => read.Access.See(Viewer.Id, "care", a.Person).Exists) is > 0 and var coming && read.Access.CapacitiesFor(Viewer.Id, read.Facts.Vocabulary.Find("works-with")!).Count > 0)
            yield return new Pile(coming == 1 ? "1 referral waits for an answer" : $"{coming} referrals wait for an answer", "", Links.Arrivals, "Answer");
    }

    private List<Pile> ToClaim(OpenList list) =>
        [.. Pages.Claims.ClaimLists.ToClaim(list, Viewer.Id, list.People).Where(l => l.Line.Step is ClaimStep.SentBack or ClaimStep.Ready or ClaimStep.NeedsEvidence)
            .GroupBy(l => (l.Line.Step, l.Line.Scheme)).OrderBy(g => g.Key.Step).ThenBy(g => g.Key.Scheme.Name, StringComparer.Ordinal).Select(g => Of(g.Key.Step, g.Key.Scheme.Title, g.Count(), Pence.Format(g.Sum(l => l.Line.Pence))))];

    private static Pile Of(ClaimStep step, string scheme, int count, string pounds) => step switch
    {
        ClaimStep.SentBack => new Pile($"{Count(count, "claim")} came back from the verifier: {pounds}", scheme, Links.Claims, "Answer"),
        ClaimStep.Ready => new Pile($"{Count(count, "result")} {(count == 1 ? "is" : "are")} ready to claim: {pounds}", scheme, Links.Claims, "Claim"),
        _ => new Pile($"Evidence is missing for {Count(count, "result")}: {pounds}", scheme, Links.Claims, "Add evidence"),
    };

    private static string Count(int count, string of) => count == 1 ? $"1 {of}" : $"{count} {of}s";

    /// <summary>What asked for an answer within a time and has none: of people whom the viewer works with. What two schemes count is one thing to do, by the stricter of them.</summary>
    private static List<Row> Clocks(OpenList list)
    {
        var rows = new List<(OpenAnswer Open, Row Row)>();
        foreach (var scheme in list.Read.Schemes)
            foreach (var indicator in scheme.Indicators.Where(i => i.Of is CountedAnswers { Within.Unit: LengthUnit.WorkingDays }))
            {
                var figures = list.Read.Indicators(scheme);
                var kind = ((CountedAnswers)indicator.Of).FollowedBy.Kind;
                foreach (var clock in Schemes.IndicatorModel.Mine(list, figures, indicator, scheme, OpenAnswer.Of(figures, indicator)).Where(c => c.Open.DueOn > list.Read.Today - Stale))
                    rows.Add((clock.Open, new(clock.Name, clock.Token, $"{((CountedAnswers)indicator.Of).Each.Kind.Title}, {Day.Long(clock.Open.AskedOn)}: {clock.Open.Says} to answer", Links.Record(clock.Token, kind.Name), "Record the answer", clock.Open.Left <= 0 ? Urgency.Now : Urgency.Soon)));
            }
        return [.. rows.OrderBy(r => r.Open.DueOn).DistinctBy(r => r.Open.Fact).Select(r => r.Row)];
    }

    private List<Row> Work(OpenList list)
    {
        var read = list.Read;
        var tokens = read.Facts.Of(About.Person);
        var (people, member) = (list.People.Select(t => tokens.Find(t)).ToHashSet(), read.Access.Of(Viewer.Id));
        var work = read.Reminders.Of(people).Where(todo => todo.IsFor(member) && list.Ask(tokens[todo.Subject]).Sees(todo.Category)).ToList();
        More = Math.Max(0, work.Count - Most);
        return [.. work.Take(Most).Select(t => Of(list, tokens[t.Subject], t))];
    }

    private static Row Of(OpenList list, string token, ToDo todo)
    {
        var (act, link) = todo.Name switch
        {
            "review" => ("Record a review", Links.Record(token, "review")),
            "missed" or "quiet" => ("Write a contact note", Links.Record(token, "contact")),
            "consent-ends" => ("Ask about consent", Links.Consent(token)),
            "job-check" => ("Write down the answer", Links.JobCheck(token, todo.Fact + 1L)),
            "job-ended" => ("Put in the last day", Links.Correct(token, "employment", todo.Fact + 1L)),
            "mentor-due" => ("Write down that you met", Links.MentorContact(token)),
            "mentor-ask" => ("Ask again", Links.Mentor(token)),
            "mentor-late" => ("See the mentor", Links.Mentor(token)),
            "emergency" => ("See what happened", Links.EmergencyReview(todo.Fact + 1L)),
            "placement-ends" or "funding-ends" => ("See placements", Links.Placements(token)),
            "action" => ("Say how it went", Links.PlanActionResult(token, todo.Fact + 1L)),
            "conference" => ("Open the conference", Links.Conference(todo.Fact + 1L)),
            _ => ("Open", Links.Person(token)),
        };
        return new Row(list.Name(token), token, todo.What, link, act, todo.Urgency);
    }
}
