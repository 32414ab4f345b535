using Cairn.Record;
using Cairn.Rules.Engine;

namespace Cairn.Rules;

/// <summary>One clause of an answer: what it asks, whether and when it came true, the facts behind it, and otherwise what is missing and the earliest it could come true.</summary>
public sealed record Reason(string Asks, bool Met, int Day, IReadOnlyList<int> Facts, IReadOnlyList<Reason> Parts)
{
    /// <summary>Sentences that say more: the clock, what is missing, near misses.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The earliest day it could come true; never when it no longer can.</summary>
    public int Earliest { get; init; } = Record.Day.Never;

    /// <summary>It is not asked yet, because a step before it is not there.</summary>
    public bool IsLater { get; init; }

    /// <summary>What it asks in a few words, by the titles of facts: "Job (Permanent)".</summary>
    public string InShort { get; init; } = Asks;

    /// <summary>Some of its parts are enough.</summary>
    public bool IsChoice { get; init; }

    /// <summary>The clock of a clause that must last so long; null for any other, or while it is not asked.</summary>
    public Clock? Clock { get; init; }

    /// <summary>The first and last day on which it is asked; never and never while it is not.</summary>
    public (int First, int Last) Asked { get; init; } = (Record.Day.Never, Record.Day.Never);

    /// <summary>The milestone or outcome it waits for, whose reasons are then its parts; null when it waits for none.</summary>
    public string? WaitsFor { get; init; }

    /// <summary>Why a number in it is ours.</summary>
    public string? Assumption { get; init; }

    /// <summary>The kinds of fact that it asks for, its parts included: whoever may not see one of them may not be told how the clause came out.</summary>
    public IReadOnlyList<Kind> Kinds { get; init; } = [];
}

/// <summary>Why one person has, or has not, reached one outcome of a scheme.</summary>
public sealed record Explanation(Evaluation Answer, int Subject, Outcome Outcome, Reason? Eligible, Reason When)
{
    /// <summary>Explains an outcome for someone; null when they were never referred to the scheme.</summary>
    public static Explanation? Of(Evaluation answer, int subject, Outcome outcome)
    {
        var bound = answer.Bound;
        if (answer.Roll.ReferredOn(subject) == Day.Never || outcome.When is null) return null;
        var c = new Case(answer.Scheme.Outcomes.Count, answer.Known);
        BoundScheme.Start(c, answer.Roll, subject);
        var eligible = bound.Eligible is { } e ? new Explainer(answer, c, c).Explain(e, 0, c.Referral) : null;
        bound.ReachAll(c);
        var hopeful = Outlook.CaseOf(answer, subject);
        var node = bound.Outcomes.First(o => o.Outcome.Number == outcome.Number).When;
        return new Explanation(answer, subject, outcome, eligible, new Explainer(answer, c, hopeful).Explain(node, BoundScheme.FromOf(c), bound.To));
    }
}

/// <summary>Asks each clause again, and puts its answer into words.</summary>
internal sealed class Explainer(Evaluation answer, Case c, Case hopeful)
{
    public Reason Explain(Node node, int lo, int hi)
    {
        // A step whose turn has not come is handed an empty window.
        if (lo > hi) return new Reason(Plain.Of(node.Clause), false, Day.Never, [], []) { Notes = ["Its turn comes after the step before it."], IsLater = true, Assumption = node.Clause.Assumption, Kinds = KindsOf(node) };
        var day = node.When(c, lo, hi);
        var met = day <= answer.On;
        var (first, last) = node.WindowIn(c, lo, hi);
        var clock = first <= last ? ClockOf(node, first, last) : null;
        // What waits for a step that is not there has an empty window.
        var waited = WaitedFor(node.Clause.Window);
        var parts = waited is { } needed ? [Explain(needed, BoundScheme.FromOf(c), answer.Bound.To)]
            : first <= last ? node.Parts(c, first, last).Select(p => Explain(p.Part, p.Lo, p.Hi)).ToList() : [];
        var facts = new List<int>();
        if (day != Day.Never && parts.Count == 0) node.Because(c, lo, hi, met ? day : answer.On, facts);
        var notes = new List<string>();
        if (!met) Missing(node, first, last, clock, parts.Count == 0, facts, notes);
        else if (clock is not null) Tell(clock, notes);
        return new Reason(Plain.Of(node.Clause), met, met ? day : Day.Never, [.. facts.Distinct().Order()], parts)
        {
            Kinds = KindsOf(node),
            Notes = notes, Assumption = node.Clause.Assumption, Earliest = met ? day : Outlook.Hoped(answer, hopeful, node, lo, hi),
            InShort = Wording.Of(node.Clause), IsChoice = node.Clause is AnyOf, Clock = clock ?? Silence(node, first, last, met), Asked = first <= last ? (first, last) : (Day.Never, Day.Never),
            WaitsFor = waited is null ? null : node.Clause.Window.After!.Name,
        };
    }

    private static IReadOnlyList<Kind> KindsOf(Node node) => [.. Wording.Patterns(node.Clause).Select(p => p.Kind).Distinct()];

    private Clock? ClockOf(Node node, int first, int last)
    {
        if (node is not SustainsNode sustains) return null;
        var clause = (Sustains)node.Clause;
        var best = sustains.Best(c, first, last, answer.On);
        return new Clock(best.Since, Math.Min(best.Counted, best.Needed), best.Needed, best.Gaps, clause.GapsInTotal is > 0 and var allowed ? allowed : null) { Spans = sustains.Spans(c, first, last, answer.On) };
    }

    /// <summary>The clock of days on which nothing happens; none where silence counts only once returns have covered it.</summary>
    private Clock? Silence(Node node, int first, int last, bool met)
    {
        if (first > last || node is not LacksNode || node.Clause is not Lacks lacks || (!met && (lacks.CoveredBy is not null || node.When(c, first, last) == Day.Never))) return null;
        var needed = lacks.For.DaysFrom(first);
        var counted = Math.Clamp(answer.On - first + 1, 0, needed);
        return counted == 0 ? new Clock(Day.Never, 0, needed, 0, null) : new Clock(first, counted, needed, 0, null) { Spans = [(first, first + counted - 1)] };
    }

    private void Missing(Node node, int first, int last, Clock? clock, bool leaf, List<int> facts, List<string> notes)
    {
        if (first > last)
        {
            notes.Add(Waits(node.Clause.Window));
            return;
        }
        if (clock is not null)
        {
            if (clock.Runs) Tell(clock, notes);
            else notes.Add($"No day counts yet of the {clock.Needed} that are needed{(first > answer.On ? $"; the first that may is {Day.Long(first)}" : "")}.");
        }
        if (node.Clause is Aged aged) Age(aged, notes);
        else if (leaf && last < answer.On && node.Clause is not (NoneOf or Lacks)) notes.Add(first <= 0 ? $"Only what was so by {Day.Long(last)} counts." : first == last ? $"Only {Day.Long(last)} counts, and it is over." : $"Its time ran from {Day.Long(first)} to {Day.Long(last)} and is over.");
        else if (node is not SustainsNode && leaf && first > answer.On) notes.Add($"Its time begins on {Day.Long(first)}.");
        else if (node is not SustainsNode && leaf && last < Day.Last) notes.Add($"Its time runs to {Day.Long(last)}.");
        if (leaf && Sought(node.Clause) is { } pattern) NearMisses(node.Clause, pattern, first, last, facts, notes, clock?.Since);
    }

    /// <summary>How old the person was, where the day is known without asking anything else.</summary>
    private void Age(Aged aged, List<string> notes)
    {
        var source = answer.Bound.Binder.SourceOf(aged.Birth.Kind);
        var on = aged.On is { Kind: AnchorKind.Referral, Offset: null } ? c.Referral : aged.On is { Kind: AnchorKind.Date, Offset: null } ? aged.On.Date : Day.Never;
        for (var r = source.First(c.Subject); r < source.End(c.Subject); r++)
        {
            ref readonly var row = ref source.Rows[r];
            if (!c.Sees(in row)) continue;
            var years = 0;
            while (on != Day.Never && Day.PlusMonths(row.From, (years + 1) * 12) <= on) years++;
            notes.Add($"Born on {Day.Long(row.From)}{(on == Day.Never ? "" : $", and {years} on {Day.Long(on)}")}.");
            return;
        }
        notes.Add("No date of birth is recorded.");
    }

    /// <summary>The clause of the milestone or outcome that a window waits for, so that what it lacks is told too; null when it waits for none.</summary>
    private Node? WaitedFor(Window window) =>
        window.After is { Kind: AnchorKind.Reached, Name: { } name } && c.Reached[answer.Scheme.Find(name)!.Number] == Day.Never
            ? answer.Bound.Outcomes.FirstOrDefault(o => o.Outcome.Name == name).When : null;

    private string Waits(Window window)
    {
        foreach (var anchor in (Anchor?[])[window.After, window.Before])
        {
            if (anchor is { Kind: AnchorKind.Reached, Name: { } name } && c.Reached[answer.Scheme.Find(name)!.Number] == Day.Never) return $"It waits for '{name}', which is not reached.";
            if (anchor is { Kind: AnchorKind.Enrolment } && c.Enrolment == Day.Never) return "It waits for an enrolment, and none is recorded.";
        }
        return "The time in which it could come true is over.";
    }

    private static void Tell(Clock clock, List<string> notes)
    {
        var gaps = clock.GapsAllowed is { } allowed ? $"; {clock.Gaps} of {allowed} gap days used" : clock.Gaps > 0 ? $"; {clock.Gaps} gap days used" : "";
        notes.Add($"The clock started on {Day.Long(clock.Since)}: {clock.Counted} of {clock.Needed} days counted{gaps}{(clock.Counted < clock.Needed ? $"; {clock.Needed - clock.Counted} {(clock.Needed - clock.Counted == 1 ? "is" : "are")} missing" : "")}.");
    }

    private static Pattern? Sought(Clause clause) => clause switch
    {
        Happens h => h.Pattern,
        Leaves l => l.Pattern,
        Holds { Days: SpellDays s } => s.Pattern,
        Sustains { Days: SpellDays s } => s.Pattern,
        Reckons { Quantity.Pattern: { } p } => p,
        _ => null,
    };

    /// <summary>Facts of the kind that were known and did not do, each with what it lacks; at most four. Those that lack nothing, but are not enough, are counted.</summary>
    private void NearMisses(Clause clause, Pattern pattern, int first, int last, List<int> counted, List<string> notes, int? since)
    {
        var source = answer.Bound.Binder.SourceOf(pattern.Kind);
        var fit = answer.Bound.Binder.Fit(pattern);
        var listed = 0;
        for (var r = source.First(c.Subject); r < source.End(c.Subject) && listed < 4; r++)
        {
            ref readonly var row = ref source.Rows[r];
            var position = source.Table.Positions[r];
            if (!c.Sees(in row) || counted.Contains(position)) continue;
            var lacks = !fit.Fits(in row, r) ? Detail(pattern, position) : since is null ? Timing(clause, in row, first, last) : Broken(in row, last, since.Value);
            if (lacks is null)
            {
                counted.Add(position);
                continue;
            }
            notes.Add($"{FactText.Line(answer.Facts, position)} does not do: {lacks}.");
            listed++;
        }
        if (listed == 0 && counted.Count == 0) notes.Add(pattern.Tests.Count == 0 ? $"No fact of the kind '{pattern.Kind.Name}' is recorded." : $"No fact of the kind '{pattern.Kind.Name}' that fits is recorded.");
    }

    private string? Timing(Clause clause, ref readonly Row row, int first, int last) =>
        row.From > answer.On ? $"it begins after {Day.Long(answer.On)}, the day asked about"
        : row.From > last ? $"it comes after {Day.Long(last)}"
        : clause is Leaves ? Stayed(in row, first, last)
        : row.From < first ? $"it begins before {Day.Long(first)}"
        : clause is Happens { AtTimes.Count: > 0 } set && !IsAtATime(set, row.From, first) ? "it is at none of the set times"
        : null;

    /// <summary>Why the end of a spell does not do: its beginning may lie before the time that counts.</summary>
    private string Stayed(ref readonly Row row, int first, int last) =>
        row.To == Day.Never ? "it is still going on"
        : row.To > answer.On ? $"it ends after {Day.Long(answer.On)}, the day asked about"
        : row.To < first ? $"it ended before {Day.Long(first)}"
        : row.To > last ? $"it ended after {Day.Long(last)}"
        : $"it lasted {row.To - row.From + 1} days";

    private static bool IsAtATime(Happens clause, int day, int first) =>
        clause.AtTimes.Any(t => day >= clause.Tolerance!.Value.Before(t.After(first)) && day <= clause.Tolerance.Value.After(t.After(first)));

    /// <summary>Why a spell is not of the stretch whose clock is running; null when it is.</summary>
    private string? Broken(ref readonly Row row, int last, int since) =>
        row.From > answer.On ? $"it begins after {Day.Long(answer.On)}, the day asked about"
        : row.From > last ? $"it comes after {Day.Long(last)}"
        : row.To < since ? $"it ended on {Day.Long(row.To)}, {(since == Day.Never ? "before any day could count" : "and the clock started again")}"
        : null;

    private string Detail(Pattern pattern, int position)
    {
        foreach (var test in pattern.Tests)
        {
            var value = answer.Facts.Columns.Detail(position, test.Detail.Slot);
            var fits = value != FactColumns.Missing && (test.Codes is { } codes ? codes[value] : test.Names is { } names ? names.Contains(answer.Facts.Names[value], StringComparer.Ordinal) != test.NotNames : value >= test.Min && value <= test.Max);
            if (!fits) return $"{FactText.Detail(answer.Facts, position, test.Detail)}, where {test.Says} is asked for";
        }
        return "someone else had to say it";
    }
}
