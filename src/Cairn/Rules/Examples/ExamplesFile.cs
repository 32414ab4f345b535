using Cairn.Record;

namespace Cairn.Rules;

/// <summary>One worked example: facts, a day, and sentences that must be so.</summary>
public sealed record Example(string It, IReadOnlyList<Draft> Facts, int On, int Known, IReadOnlyList<Yaml> Then, Yaml At)
{
    /// <summary>The example's facts as a record of their own.</summary>
    public Facts Record(Vocabulary vocabulary)
    {
        var facts = new Facts(vocabulary);
        foreach (var draft in Facts) facts.Add(draft);
        return facts;
    }
}

/// <summary>Reads <c>NAME.examples.yaml</c> and runs what it says against a scheme.</summary>
public static class ExamplesFile
{
    public static IReadOnlyList<Example> Read(string file, string text, Vocabulary vocabulary, Mistakes mistakes)
    {
        if (Yaml.Read(file, text, mistakes) is not { } root || !Keys.Check(root, ["scheme", "examples", "facts", "note"], mistakes)) return [];
        var lines = new FactLines(vocabulary, mistakes);
        var always = root["facts"] is { } shared ? lines.Read(shared) : [];
        var examples = new List<Example>();
        foreach (var at in root["examples"]?.Items ?? [])
        {
            Keys.Check(at, ["it", "facts", "on", "known", "then", "note"], mistakes);
            if (at["it"] is not { } it || at["then"] is not { } then || at["on"] is not { } day)
            {
                var missing = new[] { ("it", "what it shows"), ("on", "the date asked about"), ("then", "sentences that must be so") }.Where(n => at[n.Item1] is null);
                mistakes.Add(at, $"This example lacks {string.Join(" and ", missing.Select(n => $"'{n.Item1}:' ({n.Item2})"))}.");
                continue;
            }
            var on = Keys.DayOf(day, 0, mistakes);
            var known = Keys.DayOf(at["known"], Day.Never, mistakes);
            var facts = at["facts"] is { } f ? lines.Read(f) : [];
            examples.Add(new Example(it.Word, [.. always, .. facts], on, known, then.Items, at));
        }
        return examples;
    }

    /// <summary>Runs an example; each sentence that is not so, or is not understood, is a mistake at its line.</summary>
    public static void Run(Scheme scheme, Example example, Vocabulary vocabulary, Mistakes mistakes)
    {
        var answer = Evaluation.Of(scheme, example.Record(vocabulary), example.On, example.Known);
        foreach (var sentence in example.Then)
        {
            if (Sentences.Check(answer, sentence.Word) is { } wrong) mistakes.Add(sentence, $"In \"{example.It}\": {wrong}");
        }
    }
}
