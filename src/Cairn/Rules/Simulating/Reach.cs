using Cairn.Record;

namespace Cairn.Rules.Simulating;

/// <summary>Whether the lives that are assumed can come to what a scheme asks for at all.</summary>
public static class Reach
{
    /// <summary>Whether a scheme pays for people's results, so that there is something to simulate.</summary>
    public static bool IsPriced(Scheme scheme) => scheme.About is About.Person && scheme.PaysResults;

    /// <summary>Notes, at its line in the scheme's file, each clause of a result that is paid which no fact of these lives can fit, and each name of an outcome that neither the scheme nor the one <paramref name="beside"/> it has.</summary>
    public static void Check(Scheme scheme, Assumptions assumed, Mistakes mistakes, Scheme? beside = null)
    {
        if (!IsPriced(scheme))
        {
            mistakes.Add(scheme.At, $"'{scheme.Name}' pays nobody for people's results, so there is nothing to simulate. Give a contract that has payers, and outcomes that pay.");
            return;
        }
        if (scheme.Eligible is { } eligible && !Can(scheme, assumed, eligible)) Say(scheme, assumed, eligible, "being eligible", mistakes);
        foreach (var outcome in scheme.Outcomes.Where(o => o.Pays.Count > 0 && o.When is not null && !Can(scheme, assumed, o.When!))) Say(scheme, assumed, outcome.When!, $"'{outcome.Name}'", mistakes);
        foreach (var (name, at) in assumed.Worths.Select(w => (w.Outcome, assumed.At["worth"]!)).Concat(assumed.Sustained is { } s ? [(s, assumed.At["sustained"]!)] : []))
            if (scheme.Find(name) is null && beside?.Find(name) is null) mistakes.Add(at, $"'{scheme.Name}' has no outcome '{name}'.{Mistakes.DidYouMean(name, scheme.Outcomes.Select(o => o.Name))}");
    }

    /// <summary>
    /// The parts of these lives that no contract here can tell apart: none asks about what they leave in the record, they cost nothing, and nothing that is asked about rests on
    /// them. They change no figure, so an interval there makes nothing more certain.
    /// </summary>
    public static IReadOnlyList<Chain> Unasked(Assumptions assumed, params IReadOnlyList<Scheme> schemes)
    {
        var asked = schemes.SelectMany(Asked).ToHashSet();
        var matters = assumed.Chains.Where(c => c.States.Any(s => s.EndsAll || (s.Trace is { } t && asked.Contains(t.Kind)) || assumed.Costs.Any(x => x.While == new Place(c.Number, s.Number)))).Select(c => c.Number).ToHashSet();
        for (var before = -1; before != matters.Count;)
        {
            before = matters.Count;
            foreach (var chain in assumed.Chains)
            {
                // What the pace of a part that matters rests on, and what moves one.
                if (matters.Contains(chain.Number)) matters.UnionWith(chain.States.SelectMany(s => s.Leaves).SelectMany(l => l.While.Select(w => w.Chain).Concat(l.Times.Select(t => t.Where.Chain))));
                else if (chain.States.Any(s => s.Also.Any(a => matters.Contains(a.Chain)))) matters.Add(chain.Number);
            }
        }
        return [.. assumed.Chains.Where(c => !matters.Contains(c.Number))];
    }

    /// <summary>The kinds of fact that decide who is eligible and what is reached.</summary>
    private static IEnumerable<Kind> Asked(Scheme scheme)
    {
        var clauses = scheme.Outcomes.SelectMany(o => (Clause?[])[o.When, o.ClawBack, o.Cohort?.Clause]).Append(scheme.Eligible).OfType<Clause>();
        var quantities = scheme.Outcomes.SelectMany(o => (Quantity?[])[o.Units?.Quantity, o.Cohort?.Quantity]).OfType<Quantity>();
        return clauses.SelectMany(Wording.Patterns).Concat(quantities.SelectMany(Wording.Patterns)).Select(p => p.Kind);
    }

    private static void Say(Scheme scheme, Assumptions assumed, Clause clause, string what, Mistakes mistakes)
    {
        // The innermost clause that stands in the way, with its line.
        if (clause is AllOf all && all.Clauses.FirstOrDefault(c => !Can(scheme, assumed, c)) is { } part) Say(scheme, assumed, part, what, mistakes);
        else if (Before(scheme, clause).FirstOrDefault(c => !Can(scheme, assumed, c)) is { } before) Say(scheme, assumed, before, what, mistakes);
        else if (clause is Reached named && scheme.Find(named.Name)?.When is { } of) Say(scheme, assumed, of, what, mistakes);
        else mistakes.Add(clause.At, $"Nobody can come to this under these assumptions, and {what} asks for it: {Wording.Of(clause)}. Add a state that leaves such a fact, or take a scheme that these lives fit.");
    }

    private static bool Can(Scheme scheme, Assumptions assumed, Clause clause) => Before(scheme, clause).All(c => Can(scheme, assumed, c)) && clause switch
    {
        AllOf all => all.Clauses.All(c => Can(scheme, assumed, c)),
        AnyOf any => any.Clauses.Count(c => Can(scheme, assumed, c)) >= any.AtLeast,
        NoneOf or IfThen or Lacks or Reckons => true,
        Reached reached => scheme.Find(reached.Name)?.When is not { } when || Can(scheme, assumed, when),
        _ => Wording.Patterns(clause).Take(1).All(p => Fits(assumed, p)),
    };

    /// <summary>What must have been reached first, where a clause's window begins with it.</summary>
    private static IEnumerable<Clause> Before(Scheme scheme, Clause clause) => clause.Window.After?.Name is { } name && scheme.Find(name)?.When is { } when ? [when] : [];

    private static bool Fits(Assumptions assumed, Pattern pattern) =>
        pattern.Kind.Name is "referral" || assumed.Beginning.Any(b => Fits(pattern, b.Trace.Kind, b.Trace.Details))
            || assumed.Chains.SelectMany(c => c.States).Any(s => s.Trace is { } t && (Fits(pattern, t.Kind, [.. t.Details, .. s.Ended.Finished]) || Fits(pattern, t.Kind, [.. t.Details, .. s.Ended.Left])));

    private static bool Fits(Pattern pattern, Kind kind, IReadOnlyList<(Detail Detail, string Text)> details) => kind == pattern.Kind && pattern.Tests.All(test =>
        details.Where(d => d.Detail == test.Detail).Select(d => d.Text).FirstOrDefault() is { } text
            && (test.Codes is { } codes ? test.Detail.List!.Find(text) is >= 0 and var code && codes[code]
                : test.Names is { } names ? names.Contains(text) != test.NotNames
                : DetailText.TryRead(test.Detail, text, Day.Of(2026, 4, 1), new References(), out var value, out _) && value >= test.Min && value <= test.Max));
}
