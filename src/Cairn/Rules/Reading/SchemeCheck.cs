using Cairn.Record;

namespace Cairn.Rules;

/// <summary>What can be seen to be wrong in a scheme that reads: outcomes that wait for each other, or that nobody can ever reach.</summary>
internal static class SchemeCheck
{
    public static void Check(Scheme scheme, Mistakes mistakes)
    {
        Cycles(scheme, mistakes);
        foreach (var outcome in scheme.Outcomes) Unreachable(scheme, outcome, mistakes);
        foreach (var outcome in scheme.Outcomes)
            foreach (var list in outcome.Pays)
                foreach (var price in list.Prices)
                    if (price.OverPlaces > 0 && scheme.Places is { } places && price.OverPlaces != places)
                        mistakes.Add(outcome.At, $"'{outcome.Name}' shares a sum over {price.OverPlaces} places, but the scheme has {places}; the parts must make the whole.");
    }

    /// <summary>The outcomes in an order in which each comes after those it speaks of; the file's order is kept where it can be.</summary>
    public static IReadOnlyList<Outcome> InOrderOfNeed(Scheme scheme)
    {
        var order = new List<Outcome>();
        var done = new HashSet<string>(StringComparer.Ordinal);
        void Visit(Outcome outcome)
        {
            if (!done.Add(outcome.Name)) return;
            foreach (var name in Names(outcome)) if (scheme.Find(name) is { } needed) Visit(needed);
            order.Add(outcome);
        }
        foreach (var outcome in scheme.Outcomes) Visit(outcome);
        return order;
    }

    private static void Cycles(Scheme scheme, Mistakes mistakes)
    {
        var state = new Dictionary<string, int>(StringComparer.Ordinal);
        var path = new List<string>();
        bool Visit(Outcome outcome)
        {
            if (state.TryGetValue(outcome.Name, out var seen))
            {
                if (seen != 1) return false;
                var loop = path.Skip(path.IndexOf(outcome.Name)).Append(outcome.Name);
                mistakes.Add(outcome.At, $"These wait for each other, so none can be reached: {string.Join(" -> ", loop)}.");
                return true;
            }
            state[outcome.Name] = 1;
            path.Add(outcome.Name);
            foreach (var name in Names(outcome)) if (scheme.Find(name) is { } needed && Visit(needed)) return true;
            path.RemoveAt(path.Count - 1);
            state[outcome.Name] = 2;
            return false;
        }
        foreach (var outcome in scheme.Outcomes) if (Visit(outcome)) return;
    }

    /// <summary>The milestones and outcomes that an outcome speaks of.</summary>
    internal static IEnumerable<string> Names(Outcome outcome)
    {
        foreach (var name in Clauses.Within(outcome).SelectMany(Clauses.Names)) yield return name;
        if (outcome.Units?.Window.After is { Kind: AnchorKind.Reached, Name: { } units }) yield return units;
    }

    private static void Unreachable(Scheme scheme, Outcome outcome, Mistakes mistakes)
    {
        var life = scheme.RunOffEnds >= Day.Never ? int.MaxValue : scheme.RunOffEnds - scheme.Opens + 1;
        foreach (var clause in Clauses.Within(outcome))
        {
            var least = clause switch
            {
                Sustains s when s.For.IsFixed => s.For.DaysFrom(0),
                Lacks l when l.For.IsFixed => l.For.DaysFrom(0),
                Happens { Times: > 1, Apart: { IsFixed: true } apart } h => (h.Times - 1) * apart.DaysFrom(0) + 1,
                _ => 1,
            };
            if (least > life) mistakes.Add(clause.At, $"This takes {least} days, but the scheme and its run-off last {life}; nobody can reach '{outcome.Name}'.");
            else if (clause.Window is { Within: { IsFixed: true } within, Before: null } && least > within.DaysFrom(0) + 1)
                mistakes.Add(clause.At, $"This takes {least} days, but must come true within {within}; nobody can reach '{outcome.Name}'.");
            if (clause.Window is { After: { Kind: AnchorKind.Closes, Offset: null }, Before: { Kind: AnchorKind.Opens, Offset: null } })
                mistakes.Add(clause.At, $"This looks after the scheme closes and before it opens; nobody can reach '{outcome.Name}'.");
            if (clause.Window is { After: { Kind: AnchorKind.Date, Offset: null } a, Before: { Kind: AnchorKind.Date, Offset: null } b } && a.Date > b.Date)
                mistakes.Add(clause.At, $"This looks after {Day.Iso(a.Date)} and before {Day.Iso(b.Date)}; nobody can reach '{outcome.Name}'.");
            if (clause is NoneOf && !outcome.IsMilestone && clause.Window is { Before: null, Within: null, After: null } && scheme.RunOffEnds >= Day.Never && ReferenceEquals(clause, outcome.When))
                mistakes.Add(clause.At, "'none' is known on the last day of its window, and this window has no end; say 'within:'.");
        }
    }
}

/// <summary>Walks clauses.</summary>
internal static class Clauses
{
    /// <summary>Every clause of an outcome, outer before inner.</summary>
    public static IEnumerable<Clause> Within(Outcome outcome)
    {
        foreach (var clause in (Clause?[])[outcome.When, outcome.Cohort?.Clause])
            if (clause is not null) foreach (var inner in Within(clause)) yield return inner;
    }

    public static IEnumerable<Clause> Within(Clause clause)
    {
        yield return clause;
        IEnumerable<Clause> parts = clause switch
        {
            AllOf all => all.Clauses,
            AnyOf any => any.Clauses,
            NoneOf none => none.Clauses,
            IfThen { Else: { } otherwise } branch => [branch.If, branch.Then, otherwise],
            IfThen branch => [branch.If, branch.Then],
            _ => [],
        };
        foreach (var part in parts) foreach (var inner in Within(part)) yield return inner;
    }

    /// <summary>The results that a clause speaks of, not those within it: by name, as the start or end of its window, or as what it is measured from.</summary>
    public static IEnumerable<string> Names(Clause clause)
    {
        if (clause is Reached reached) yield return reached.Name;
        foreach (var anchor in (Anchor?[])[clause.Window.After, clause.Window.Before, (clause as Measures)?.Baseline, (clause as Aged)?.On])
            if (anchor is { Kind: AnchorKind.Reached, Name: { } name }) yield return name;
    }
}
