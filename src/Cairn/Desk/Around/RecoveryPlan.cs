using Cairn.Record;

namespace Cairn.Desk;

/// <summary>A goal in one area of life, by its place in the record, and how it went where that was said since it was set: the code, the day and the place of it.</summary>
public sealed record PlanGoal(int Position, string Area, int On)
{
    public string? Result { get; init; }

    public int ResultOn { get; init; }

    public int ResultAt { get; init; } = -1;
}

/// <summary>What one version of a plan changed: a goal or an action, by its place in the record.</summary>
public sealed record PlanChange(string What, int Position);

/// <summary>What the person or a worker said to a version. Whoever does not agree said so in words, at its place.</summary>
public sealed record PlanAnswer(int Position, bool Agrees, bool IsPerson, int On);

/// <summary>One version of a plan as it was proposed, what it changed, and the last that each side said to it.</summary>
public sealed record PlanVersion(int Number, int Position, int On, IReadOnlyList<PlanChange> Changes, IReadOnlyList<PlanAnswer> Answers)
{
    /// <summary>The day from which both the person and a worker agree; null while one of them has not said so.</summary>
    public int? AgreedOn => Last(true) is { Agrees: true } person && Last(false) is { Agrees: true } worker ? Math.Max(person.On, worker.On) : null;

    /// <summary>What one side said last: the person, or a worker.</summary>
    public PlanAnswer? Last(bool person) => Answers.LastOrDefault(a => a.IsPerson == person);
}

/// <summary>
/// The recovery plan of a person, derived: the goals set last in each area, what was agreed to be done under them, and the versions that were
/// proposed. A version holds what stood when it was recorded, by the order of the log and not by days, so nothing of it is stored.
/// </summary>
public sealed record RecoveryPlan(IReadOnlyList<PlanGoal> Goals, IReadOnlyList<PlanGoal> Before, IReadOnlyList<PlanAction> Actions, IReadOnlyList<PlanVersion> Versions, IReadOnlyList<PlanChange> Since)
{
    /// <summary>The version proposed last; null where none was.</summary>
    public PlanVersion? Latest => Versions.Count > 0 ? Versions[^1] : null;

    /// <summary>As it stands now. Several goals set on one day in one area all count; those set before in that area do not any more.</summary>
    public static RecoveryPlan Of(Facts facts, string person)
    {
        var results = Said.Of(facts, "goal-result", person).OrderBy(r => r.From).ThenBy(r => r.Position).ToList();
        var goals = Said.Of(facts, "goal-setting", person).Select(g => new PlanGoal(g.Position, g.Code("goal") ?? "other", g.From)).ToList();
        var actions = PlanActions.Of(facts, person);
        var newest = goals.GroupBy(g => g.Area, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Max(x => x.On), StringComparer.Ordinal);
        PlanGoal Gone(PlanGoal goal, int until) => results.Where(r => (r.Code("goal") ?? "other") == goal.Area && r.From >= goal.On && r.From <= until).Select(r => goal with { Result = r.Code("result"), ResultOn = r.From, ResultAt = r.Position }).LastOrDefault() ?? goal;
        var history = new History(facts, person);
        var (versions, held) = (new List<PlanVersion>(), new HashSet<int>());
        var answers = Said.Of(facts, "plan-agreement", person).Where(a => a.Value("version") is not null).ToLookup(a => a.Value("version")!.Value - 1);
        foreach (var said in Said.Of(facts, "plan-version", person))
        {
            var holds = history.At(said.Position);
            versions.Add(new PlanVersion(versions.Count + 1, said.Position, said.From, history.Changes(held, holds), [.. answers[said.Position].Select(a => new PlanAnswer(a.Position, a.Code("agrees") == "yes", a.Code("side") == "person", a.From))]));
            held = holds;
        }
        return new RecoveryPlan([.. goals.Where(g => g.On == newest[g.Area]).Select(g => Gone(g, Day.Last))],
            [.. goals.Where(g => g.On < newest[g.Area]).Select(g => Gone(g, newest[g.Area]))], actions, versions, history.Changes(held, history.At(int.MaxValue)));
    }

    /// <summary>What there was of a person's goals and actions when the log was so long.</summary>
    private sealed class History
    {
        private readonly Facts facts;
        private readonly List<int> all = [];
        private readonly Dictionary<int, int> undone = [];

        public History(Facts facts, string person)
        {
            this.facts = facts;
            var subject = facts.Subject(About.Person, person);
            foreach (var name in (string[])["goal-setting", "goal-action"])
                if (subject >= 0 && facts.Vocabulary.Find(name) is { } kind && facts.Index.Table(kind) is { } table && subject + 1 < table.Start.Length) all.AddRange(table.Positions[table.Start[subject]..table.Start[subject + 1]]);
            if (all.Count == 0) return;
            all.Sort();
            var ours = all.ToHashSet();
            for (var p = all[0] + 1; p < facts.Columns.Count; p++)
                if (facts.Columns.Undoes(p) is >= 0 and var target && ours.Contains(target)) undone.TryAdd(target, p);
        }

        public HashSet<int> At(int position)
        {
            var there = all.Where(p => p < position && !(undone.TryGetValue(p, out var by) && by < position)).ToList();
            var goals = there.Where(IsGoal).GroupBy(Area).SelectMany(g => g.Where(p => facts.Columns.Froms[p] == g.Max(q => facts.Columns.Froms[q])));
            return [.. there.Where(p => !IsGoal(p)), .. goals];
        }

        /// <summary>From one version to the next; what was put right between them is one change and not two.</summary>
        public IReadOnlyList<PlanChange> Changes(HashSet<int> before, HashSet<int> after)
        {
            var roots = before.Except(after).ToDictionary(p => PlanActions.Root(facts, p));
            var changes = new List<PlanChange>();
            foreach (var added in after.Except(before).Order()) changes.Add(new PlanChange(roots.Remove(PlanActions.Root(facts, added)) ? "Changed" : "Added", added));
            return [.. changes, .. roots.Values.Order().Select(p => new PlanChange("Taken out", p))];
        }

        private bool IsGoal(int position) => facts.Vocabulary.Kinds[facts.Columns.Kinds[position]].Name == "goal-setting";

        private int Area(int position) => facts.Columns.Detail(position, facts.Vocabulary.Find("goal-setting")!.Find("goal")!.Slot);
    }
}
