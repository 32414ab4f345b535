using Cairn.Desk;
using Cairn.Record;

namespace Cairn.Web.Pages.People;

/// <summary>One action as the plan lists it; late ones say so.</summary>
public sealed record ActionLine(long Position, string Area, string What, string Who, string When, string State, string Colour, string Said, bool IsOpen, bool IsLate);

/// <summary>One goal in the person's own words, how it went where that was said, and what is done under it.</summary>
public sealed record GoalLine(long Position, string Area, string Title, string Words, string When, string Result, string ResultWords, IReadOnlyList<ActionLine> Actions);

/// <summary>One version: who proposed it and when, what it changed, what was said to it, in what somebody does not agree now, and where it stands in a sentence.</summary>
public sealed record VersionLine(int Number, long Position, string When, string Why, IReadOnlyList<string> Changes, IReadOnlyList<(string What, string Words)> Answers, IReadOnlyList<(string Who, string Words)> Dissent, string Standing);

/// <summary>What of a plan is read under the lock, without its words: null where the viewer sees no plans.</summary>
public sealed record PlanSeen(string Token, string Name, RecoveryPlan Plan, IReadOnlyList<Conference> Conferences, IReadOnlySet<string> May, IReadOnlyDictionary<int, string?> By, int Today)
{
    private static readonly string[] Kinds = ["goal-setting", "goal-result", "goal-action", "action-result", "plan-version", "plan-agreement", "conference-call"];

    public static PlanSeen? Of(OpenRecord record, string viewer)
    {
        if (!record.Sees("plan") || record.Subject < 0) return null;
        var (read, plan) = (record.Read, RecoveryPlan.Of(record.Read.Facts, record.Token));
        return new PlanSeen(record.Token, record.Name, plan, Desk.Conferences.Of(read.Facts, record.Token), Kinds.Where(k => read.Access.MayRecord(viewer, read.Facts.Vocabulary.Find(k)!, record.Token).IsYes).ToHashSet(StringComparer.Ordinal),
            plan.Versions.Select(v => v.Position).Concat(plan.Versions.SelectMany(v => v.Answers).Select(a => a.Position)).Distinct().ToDictionary(p => p, read.State.RecordedBy), read.Today);
    }
}

/// <summary>The plan as its page shows it, for a member or for the person: the same words, said to each.</summary>
public sealed record PlanView(string Token, string Name, bool IsMine)
{
    public IReadOnlyList<GoalLine> Goals { get; private init; } = [];

    /// <summary>Goals in whose place others were set.</summary>
    public IReadOnlyList<GoalLine> Before { get; private init; } = [];

    /// <summary>Actions whose goal was taken back.</summary>
    public IReadOnlyList<ActionLine> Others { get; private init; } = [];

    /// <summary>The latest first.</summary>
    public IReadOnlyList<VersionLine> Versions { get; private init; } = [];

    /// <summary>What was changed since the last version was proposed.</summary>
    public IReadOnlyList<string> Since { get; private init; } = [];

    /// <summary>How long since the last conference, and when the next one meets.</summary>
    public string Regularity { get; private init; } = "";

    public IReadOnlyList<string> NoGoalYet { get; private init; } = [];

    public required IReadOnlySet<string> May { get; init; }

    public IEnumerable<ActionLine> Actions => Goals.SelectMany(g => g.Actions).Concat(Others);

    /// <summary>Whom the page speaks to or of.</summary>
    public string First => IsMine ? "You" : Name.Split(' ')[0];

    /// <summary>Fetches the words, outside the lock.</summary>
    public static PlanView Of(PlanSeen seen, Partnership partnership, Viewer viewer, Func<string, string> nameOf)
    {
        var (plan, lists, today) = (seen.Plan, partnership.Vocabulary.Lists, seen.Today);
        string Title(string list, string code) => lists.First(l => l.Name == list) is var codes && codes.Find(code) is >= 0 and var at ? codes.Codes[at].Title : code;
        string Words(int position) => WordsOf(partnership, position);
        string Called(string? owner) => owner is null ? viewer.IsPerson ? "You" : seen.Name : owner == viewer.Id ? "You" : nameOf(owner);
        ActionLine Action(PlanAction a) => new(a.Position + 1L, Title("goals", a.Goal ?? "other"), Words(a.Position), Called(a.Owner), a.Due is { } due ? $"by {Day.Long(due)}" : "no day set",
            a.State switch { "done" => "Done", "stopped" => "Stopped", _ when a.IsOverdue(today) => "Overdue", "put-off" => "Put off", "under-way" => "Under way", _ => "To do" },
            a.State switch { "done" => "green", "stopped" => "grey", _ when a.IsOverdue(today) => "red", _ => "blue" }, a.SaidAt < 0 ? "" : $"{Day.Long(a.SaidOn)}{(Words(a.SaidAt) is { Length: > 0 } words ? $": {words}" : "")}", a.IsOpen, a.IsOverdue(today));
        var actions = plan.Actions.ToLookup(a => a.Goal ?? "other", StringComparer.Ordinal);
        var shown = new HashSet<string>(StringComparer.Ordinal);
        // Of several goals in one area the actions stand under the last.
        GoalLine Goal(PlanGoal g, bool withActions) => new(g.Position + 1L, g.Area, Title("goals", g.Area), Words(g.Position), Day.Long(g.On), g.Result is { } result ? $"{Title("goal-results", result)}, {Day.Long(g.ResultOn)}" : "", g.ResultAt < 0 ? "" : Words(g.ResultAt), withActions ? [.. actions[g.Area].Select(Action)] : []);
        var last = plan.Goals.GroupBy(g => g.Area, StringComparer.Ordinal).Select(g => g.Last().Position).ToHashSet();
        foreach (var goal in plan.Goals) shown.Add(goal.Area);
        string Change(PlanChange c) => partnership.Folder.Fact(c.Position + 1L) is { } fact
            ? $"{c.What}: “{Detail(fact.Draft, "words")}” ({(fact.Draft.Kind.Name == "goal-setting" ? "goal" : "action")}, {Title("goals", Detail(fact.Draft, "goal") ?? "other").ToLowerInvariant()}{(Detail(fact.Draft, "due") is { } due && Day.TryParse(due, out var day) ? $", by {Day.Long(day)}" : "")})" : $"{c.What}: something that was erased";
        string Says(PlanAnswer a) => a.IsPerson ? viewer.IsPerson ? "You" : seen.Name : seen.By.GetValueOrDefault(a.Position) is { } who ? who == viewer.Id ? "You" : nameOf(who) : "A worker";
        VersionLine Version(PlanVersion v) => new(v.Number, v.Position + 1L, $"Proposed on {Day.Long(v.On)}{(seen.By.GetValueOrDefault(v.Position) is { } by ? $" by {(by == viewer.Id ? "you" : by == seen.Token ? seen.Name : nameOf(by))}" : "")}", Words(v.Position), [.. v.Changes.Select(Change)],
            [.. v.Answers.Select(a => ($"{Says(a)}: {(a.Agrees ? "agreed" : "not agreed")}, {Day.Long(a.On)}", Words(a.Position)))], [.. v.Answers.Where(a => !a.Agrees && v.Last(a.IsPerson) == a).Select(a => (Says(a), Words(a.Position)))], Standing(v, viewer.IsPerson ? "you" : seen.Name));
        return new PlanView(seen.Token, seen.Name, viewer.IsPerson)
        {
            May = seen.May, Goals = [.. plan.Goals.OrderBy(g => lists.First(l => l.Name == "goals").Find(g.Area)).Select(g => Goal(g, last.Contains(g.Position)))], Before = [.. plan.Before.Select(g => Goal(g, false))],
            Others = [.. plan.Actions.Where(a => !shown.Contains(a.Goal ?? "other")).Select(Action)], Versions = [.. plan.Versions.Select(Version).Reverse()], Since = [.. plan.Since.Select(Change)],
            NoGoalYet = [.. ((string[])["home", "work", "learning", "relationships", "belief", "new-start", "health"]).Where(a => !shown.Contains(a)).Select(a => Title("goals", a))], Regularity = Met(seen),
        };
    }

    /// <summary>The free words of a fact, by its place in the record; empty where there are none or they were erased.</summary>
    internal static string WordsOf(Partnership partnership, int position, string detail = "words") => partnership.Folder.Fact(position + 1L) is { } fact ? Detail(fact.Draft, detail) ?? "" : "";

    private static string? Detail(Draft draft, string name) => draft.Details.FirstOrDefault(d => d.Detail.Name == name).Text;

    private static string Standing(PlanVersion version, string person) =>
        version.AgreedOn is { } on ? $"Agreed by both sides on {Day.Long(on)}."
        : version.Answers.Any(a => version.Last(a.IsPerson) == a && !a.Agrees) ? "Not agreed."
        : (version.Last(true), version.Last(false)) switch { (null, null) => "Nobody has answered yet.", (null, _) => $"It waits for {person} to agree.", _ => "It waits for a worker to agree." };

    private static string Met(PlanSeen seen)
    {
        var since = Desk.Conferences.DaysSince(seen.Conferences, seen.Today);
        var next = seen.Conferences.Where(c => !c.HasMet && c.On >= seen.Today).MinBy(c => c.On);
        return $"{(since is not { } days ? "No conference has met yet." : $"The last conference met {(days == 0 ? "today" : days == 1 ? "yesterday" : $"{days} days ago")}.")}{(next is null ? " None is called." : $" The next meets on {Day.Long(next.On)}.")}";
    }
}
