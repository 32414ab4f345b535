using System.Collections.Concurrent;
using Cairn.Record;

namespace Cairn.Desk;

/// <summary>
/// What the record says wants doing about people, on a day: worked out for each when first asked for, never stored. How many days each reminder is
/// given is ours, unless a source is named. May be asked from several threads at once.
/// </summary>
public sealed partial class Reminders(Facts facts, int on)
{
    /// <summary>A treatment review every 29 to 182 days (Treatment Outcomes Profile, recalled).</summary>
    public const int ReviewWithin = 182;

    public const int ConsentNotice = 30, PlacementNotice = 14, StalledAfter = 21, MissedWithin = 14, QuietAfter = 28, EmergencyTold = 7, ConferenceNotice = 7;

    private const int Week = 7;

    /// <summary>What comes first of what is equally urgent: people at risk, then dates that pass, then routine.</summary>
    private static readonly string[] Order =
        ["emergency", "missed", "placement-ends", "funding-ends", "action", "conference", "stalled", "job-ended", "job-check", "mentor-due", "mentor-late", "mentor-ask", "consent-ends", "review", "quiet"];

    private readonly ConcurrentDictionary<int, IReadOnlyList<ToDo>> known = new();

    /// <summary>Everything about the people given, the most urgent first.</summary>
    public IReadOnlyList<ToDo> Of(IEnumerable<int> people) =>
        [.. people.SelectMany(p => known.GetOrAdd(p, About)).OrderBy(t => t.Urgency).ThenBy(t => Array.IndexOf(Order, t.Name)).ThenBy(t => t.On).ThenBy(t => t.Subject)];

    private IReadOnlyList<ToDo> About(int person)
    {
        if (Any("death", person)) return [];
        var found = new List<ToDo>();
        var treated = Rows("treatment", person).Any(r => r.From <= on && r.To >= on);
        if (treated) Review(person, found);
        foreach (var r in Rows("consent", person).Where(r => r.To != Day.Never && r.To >= on && r.To - on <= ConsentNotice))
            found.Add(Due(person, "consent-ends", $"Consent ends on {Day.Long(r.To)}. Ask if they want to renew it.", r.To, "plan"));
        foreach (var (row, planned) in Planned(person))
        {
            var end = row.From + planned - 1;
            if (row.To == Day.Never && end - on <= PlacementNotice) found.Add(Due(person, "placement-ends", $"A stay {(end < on ? "was" : "is")} planned to end on {Day.Long(end)}. Agree what comes next.", end, "treatment"));
        }
        // Told of the plan's category: whoever works with someone has to know, whether or not they see safeguarding facts.
        foreach (var (row, position) in Positions("emergency-look", person).Where(l => on - l.Row.From < EmergencyTold).DistinctBy(l => l.Row.From))
            found.Add(Due(person, "emergency", $"Their record was opened in an emergency on {Day.Long(row.From)}. Find out what happened.", row.From, "plan") with { Fact = position });
        Agreed(person, found);
        Missed(person, found);
        Stalled(person, found);
        JobsChecked(person, found);
        Mentored(person, found);
        if (treated && LastHeardOf(person) is var last && on - last > QuietAfter && last > 0)
            found.Add(Due(person, "quiet", $"No contact since {Day.Long(last)}.", last + QuietAfter + 1, "plan"));
        return found;
    }

    /// <summary>What was agreed with others: money for a stay, actions of the plan for their owner, conferences for those who are asked.</summary>
    private void Agreed(int person, List<ToDo> found)
    {
        var token = facts.Of(Record.About.Person)[person];
        if (Table("stay-funding") is not null)
            foreach (var stay in Placements.Of(facts, token, on).Where(s => s.IsNow && s.To == Day.Never && s.FundedUntil is { } until && until != Day.Never && until - on <= PlacementNotice))
                found.Add(Due(person, "funding-ends", $"The money for a stay {(stay.FundedUntil < on ? "ended" : "ends")} on {Day.Long(stay.FundedUntil!.Value)}. Agree who pays, or what comes next.", stay.FundedUntil.Value, "money") with { Fact = stay.Position });
        if (Table("goal-action") is not null)
            foreach (var action in PlanActions.Of(facts, token).Where(a => a is { IsOpen: true, Owner: not null, Due: { } due } && due - on <= Week))
                found.Add(Due(person, "action", $"{(action.IsOverdue(on) ? "What you agreed to do was" : "Something you agreed to do is")} due on {Day.Long(action.Due!.Value)}.", action.Due.Value, "plan") with { Fact = action.Position, For = action.Owner });
        if (Table("conference-call") is not null)
            foreach (var conference in Conferences.Of(facts, token).Where(c => c is { HasMet: false, Call: >= 0 } && c.On >= on && c.On - on <= ConferenceNotice))
                found.AddRange(conference.Invited.Select(i => Due(person, "conference", $"A conference meets on {Day.Long(conference.On)}{(conference.At is { } at ? $" at {at}" : "")}.", conference.On, "plan") with { Fact = conference.Call, For = i }));
    }

    private void Review(int person, List<ToDo> found)
    {
        var start = Rows("treatment", person).Where(r => r.From <= on && r.To >= on).Min(r => (int)r.From);
        var last = Rows("review", person).Where(r => r.From <= on).Select(r => (int)r.From).DefaultIfEmpty(0).Max();
        var due = last >= start ? last + ReviewWithin : start + 2 * Week;
        if (due - on <= 2 * Week) found.Add(Due(person, "review", last >= start ? $"The last review was on {Day.Long(last)}. The next is due by {Day.Long(due)}." : $"Treatment began on {Day.Long(start)} without a first review. It was due by {Day.Long(due)}.", due, "treatment"));
    }

    /// <summary>A missed appointment stands until the person is next seen or reached.</summary>
    private void Missed(int person, List<ToDo> found)
    {
        if (facts.Vocabulary.Find("appointment")?.Find("attendance") is not { List: { } list } detail || Table("appointment") is not { } table || person + 1 >= table.Start.Length) return;
        for (var r = table.Start[person]; r < table.Start[person + 1]; r++)
        {
            ref readonly var row = ref table.Rows[r];
            if (!row.KnownAt(on) || row.From > on || on - row.From > MissedWithin || table.Detail(r, detail.Slot) is var code && (code < 0 || list.Codes[code].Name != "missed")) continue;
            if (LastHeardOf(person, table.Positions[r]) <= row.From) found.Add(Due(person, "missed", $"Missed an appointment on {Day.Long(row.From)}. A missed visit is not an exit: get in touch.", row.From + 1, "plan"));
        }
    }

    /// <summary>A referral that led to nothing: no place, no treatment, no refusal and no contact since.</summary>
    private void Stalled(int person, List<ToDo> found)
    {
        foreach (var r in Rows("referral", person).Where(r => r.From <= on && on - r.From > StalledAfter))
            if (!((string[])["enrolment", "treatment", "refused", "contact", "appointment", "needs-assessment"]).Any(k => Rows(k, person).Any(l => l.From >= r.From || l.To >= r.From && l.To != l.From)))
                found.Add(Due(person, "stalled", $"Referred on {Day.Long(r.From)}, and nothing has been recorded since.", r.From + StalledAfter + 1, "plan"));
    }

    private int LastHeardOf(int person, int except = -1) =>
        ((string[])["contact", "appointment", "session", "mentor-contact", "review"]).SelectMany(k => Positions(k, person)).Where(p => p.Position != except && p.Row.From <= on).Select(p => (int)p.Row.From).DefaultIfEmpty(0).Max();

    private IEnumerable<(Row Row, int Days)> Planned(int person)
    {
        if (facts.Vocabulary.Find("treatment")?.Find("planned-days") is not { } planned) return [];
        return Positions("treatment", person).Select(p => (p.Row, facts.Columns.Detail(p.Position, planned.Slot))).Where(p => p.Item2 > 0);
    }

    private ToDo Due(int person, string name, string what, int day, string category) =>
        new(person, name, what, day, category) { Urgency = day <= on ? Urgency.Now : day <= on + Week ? Urgency.Soon : Urgency.Waiting };

    private bool Any(string kind, int person) => Rows(kind, person).Any();

    private IEnumerable<Row> Rows(string kind, int person) => Positions(kind, person).Select(p => p.Row);

    private IEnumerable<(Row Row, int Position)> Positions(string kind, int person) => Positions(facts, kind, person, on);

    /// <summary>What is known on a day and stands of a kind, in the order of its days.</summary>
    internal static IEnumerable<(Row Row, int Position)> Positions(Facts facts, string kind, int person, int on)
    {
        if (facts.Vocabulary.Find(kind) is not { } found || facts.Index.Table(found) is not { } table || person + 1 >= table.Start.Length) yield break;
        for (var r = table.Start[person]; r < table.Start[person + 1]; r++)
            if (table.Rows[r].KnownAt(on)) yield return (table.Rows[r], table.Positions[r]);
    }

    private KindTable? Table(string kind) => facts.Vocabulary.Find(kind) is { } found ? facts.Index.Table(found) : null;
}
