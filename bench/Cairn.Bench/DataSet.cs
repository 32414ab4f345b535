namespace Cairn.Bench;

/// <summary>Everything measured on one set of facts.</summary>
public sealed record DataSet(string Name, int Facts, int People, Question Question, List<Timing> Timings)
{
    public const string All = "scan of every column", Needed = "scan of the bytes the rules need";

    /// <summary>Measures every contender and peer; throws before any time is shown if two answers differ.</summary>
    public static DataSet Run(string name, Facts facts, string folder, bool peers)
    {
        var question = Question.For(facts);
        var timings = new List<Timing> { Timing.Of(All, 1, 20, () => Sink(Scan.All(facts))) };
        Console.Error.WriteLine($"{name}: {facts.Count:N0} facts, {facts.People:N0} people, {question.Places:N0} places and £{question.Cap / 100:N0} a lot");
        var tables = new Tables(facts);
        timings.Add(Timing.Of(Needed, 1, 20, () => Sink(Scan.Needed(tables))));
        foreach (var contender in Contender.All) InProcess(contender, facts, question, timings);
        if (peers)
        {
            CsvFiles.Write(facts, Path.Combine(folder, "facts.csv"));
            CsvFiles.WriteCodes(facts, Path.Combine(folder, "codes.csv"));
        }
        Check(name, timings);
        return new DataSet(name, facts.Count, facts.People, question, timings);
    }

    private static void InProcess(Contender contender, Facts facts, Question question, List<Timing> timings)
    {
        var indexed = contender.Index(facts);
        if (contender.IndexName is { } index) timings.Add(Timing.Of(index, 1, 5, () => { indexed = contender.Index(facts); return null; }));
        foreach (var threads in contender.Threads) timings.Add(Timing.Of(contender.Name, threads, contender.Runs, indexed(question, threads)));
    }

    private static void Check(string name, List<Timing> timings)
    {
        var answers = timings.Where(timing => timing.Answer != null).ToArray();
        foreach (var other in answers.Where(timing => !timing.Answer!.Same(answers[0].Answer!)))
            throw new InvalidOperationException($"{name}: {other.Name} answers\n{other.Answer}\nand {answers[0].Name}\n{answers[0].Answer}");
        Console.Error.WriteLine($"{answers.Length} answers agree:\n{answers[0].Answer}");
    }

    private static Answer? Sink(ulong sum) => sum == 0 ? throw new InvalidOperationException("Nothing was read.") : null;
}
