using Cairn.Record;
using Cairn.Rules;

namespace Cairn.Tests.Twin;

/// <summary>A scheme, some people's facts, the day asked about and what was known by: all from one seed.</summary>
public sealed record RandomCase(int Seed, Scheme Scheme, IReadOnlyList<string> Head, IReadOnlyList<string> Milestones, IReadOnlyList<string> Outcomes, IReadOnlyList<Draft> Facts, int On, int Known)
{
    public string Text => RandomScheme.Text(Head, [.. Milestones], [.. Outcomes]);

    /// <summary>The case of a seed. A scheme that the reader refuses because nobody could reach something is drawn again.</summary>
    public static RandomCase Of(int seed)
    {
        var random = new Random(seed);
        while (true)
        {
            var drawn = new RandomScheme(random).Write();
            var mistakes = new Mistakes();
            var scheme = SchemeFile.Read("random.yaml", RandomScheme.Text(drawn.Head, drawn.Milestones, drawn.Outcomes), TestVocabulary.Words, mistakes);
            if (scheme is null)
            {
                mistakes.Found.ShouldAllBe(m => m.What.Contains("nobody can reach", StringComparison.Ordinal) || m.What.Contains("say 'within:'", StringComparison.Ordinal), RandomScheme.Text(drawn.Head, drawn.Milestones, drawn.Outcomes));
                continue;
            }
            var facts = new RandomHistory(random).Write(drawn.Enrolments);
            // Often on the very day of something, or beside it: there the ends of what counts lie.
            int Beside(Func<Draft, int> day) => facts.Count == 0 ? Day.Of(2026, 1, 1) : Math.Clamp(day(facts[random.Next(facts.Count)]), Day.Of(2024, 1, 1), Day.Of(2028, 12, 31)) + random.Next(-1, 2);
            var on = random.Next(8) switch { < 2 => Day.Of(2070, 1, 1), < 4 => Beside(f => f.From), 4 => Beside(f => f.To), _ => Day.Of(2024, 6, 1) + random.Next(1500) };
            var known = random.Next(6) switch { 0 => on + random.Next(-100, 100), 1 => Beside(f => f.Recorded), _ => Day.Never };
            return new RandomCase(seed, scheme, drawn.Head, drawn.Milestones, drawn.Outcomes, facts, on, known);
        }
    }

    /// <summary>The case with some of it left out; null when the scheme no longer reads.</summary>
    public RandomCase? With(IReadOnlyList<string>? head = null, IReadOnlyList<string>? milestones = null, IReadOnlyList<string>? outcomes = null, IReadOnlyList<Draft>? facts = null)
    {
        var smaller = this with { Head = head ?? Head, Milestones = milestones ?? Milestones, Outcomes = outcomes ?? Outcomes, Facts = facts ?? Facts };
        return SchemeFile.Read("random.yaml", smaller.Text, TestVocabulary.Words, new Mistakes()) is { } scheme ? smaller with { Scheme = scheme } : null;
    }

    /// <summary>Leaves out facts, outcomes and parts of the head, one at a time, while the case still fails.</summary>
    public RandomCase Shrunk(Func<RandomCase, bool> fails)
    {
        var smallest = this;
        while (smallest.Smaller().FirstOrDefault(c => c is not null && fails(c)) is { } smaller) smallest = smaller;
        return smallest;
    }

    private IEnumerable<RandomCase?> Smaller()
    {
        for (var i = 0; i < Outcomes.Count; i++) yield return With(outcomes: Without(Outcomes, i));
        for (var i = 0; i < Milestones.Count; i++) yield return With(milestones: Without(Milestones, i));
        for (var i = 0; i < Head.Count; i++) yield return With(head: Without(Head, i));
        foreach (var who in Facts.Select(f => f.Subject).Distinct()) yield return With(facts: Facts.Where(f => f.Subject != who).ToList());
        foreach (var gone in Facts) yield return With(facts: Facts.Where(f => f != gone && (gone.Id is null || (f.Corrects ?? f.Retracts) != gone.Id)).ToList());
    }

    private static List<T> Without<T>(IReadOnlyList<T> all, int place) => all.Where((_, i) => i != place).ToList();

    public override string ToString() =>
        $"seed {Seed}, on {Day.Iso(On)}, known {Day.Iso(Known)}\n{Text}\n{string.Join('\n', Facts.Select((f, i) => new TwinFact(f, i)))}";
}
