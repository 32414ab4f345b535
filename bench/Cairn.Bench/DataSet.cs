using System.Globalization;

namespace Cairn.Bench;

/// <summary>Everything measured on one set of facts.</summary>
public sealed record DataSet(string Name, Facts Facts, Question Question, List<Timing> Timings)
{
    public const string All = "scan of every column", Needed = "scan of the bytes the rules need";

    /// <summary>Measures every contender and peer; throws before any time is shown if two answers differ.</summary>
    public static DataSet Run(string name, Facts facts, string folder, bool peers)
    {
        var set = new DataSet(name, facts, Question.For(facts), []);
        Console.Error.WriteLine(set);
        set.Timings.Add(Timing.Of(All, 1, 20, () => Sink(Scan.All(facts))));
        var tables = new Tables(facts);
        set.Timings.Add(Timing.Of(Needed, 1, 20, () => Sink(Scan.Needed(tables))));
        var file = Path.Combine(folder, "facts.csv");
        if (peers) CsvFiles.Write(facts, file);
        if (Engine.Peak(facts, set.Question) is { } peak)
            Table.Notes.Add(string.Create(CultureInfo.InvariantCulture, $"Peak memory, {name}: loading, indexing and evaluating takes the engine {peak / 1e6:N0} MB, {peak / (26.0 * facts.Count):0.0} x the raw columns of 26 bytes a fact."));
        foreach (var contender in Contender.All) set.InProcess(contender, peers ? file : null);
        if (peers)
        {
            CsvFiles.WriteCodes(facts, Path.Combine(folder, "codes.csv"));
            set.Add(Peers.DuckDb(folder, set.Question, 5));
            set.Add(Peers.PostgreSql(folder, set.Question, 2));
        }
        set.Check();
        return set;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Name}: {Facts.Count:N0} facts, {Facts.People:N0} people, {Question.Places:N0} places and £{Question.Cap / 100:N0} a lot");

    /// <summary>Not a number where it was not measured.</summary>
    public double Min(string name, int threads) => Timings.FirstOrDefault(timing => timing.Name == name && timing.Threads == threads)?.Min ?? double.NaN;

    private void InProcess(Contender contender, string? file)
    {
        var indexed = contender.Index(Facts);
        if (contender.IndexName is { } index) Timings.Add(Timing.Of(index, 1, 5, () => { indexed = contender.Index(Facts); return null; }));
        foreach (var threads in contender.Threads) Timings.Add(Timing.Of(contender.Name, threads, contender.Runs, indexed(Question, threads)));
        if (contender.FromCsv is { } read && file != null)
            foreach (var threads in contender.Threads) Timings.Add(Timing.Of(contender.Name + ", CSV to answer", threads, 3, () => read(file, Question, threads)));
    }

    private void Add((string About, Timing[] Timings) peer)
    {
        Table.About.Add(peer.About);
        Timings.AddRange(peer.Timings);
    }

    private void Check()
    {
        var answers = Timings.Where(timing => timing.Answer != null).ToArray();
        foreach (var other in answers.Where(timing => !timing.Answer!.Same(answers[0].Answer!)))
            throw new InvalidOperationException($"{Name}: {other.Name} answers\n{other.Answer}\nand {answers[0].Name}\n{answers[0].Answer}");
        Console.Error.WriteLine($"{Name}: {answers.Length} answers are the same:\n{answers[0].Answer}");
    }

    private static Answer? Sink(ulong sum) => sum == 0 ? throw new InvalidOperationException("Nothing was read.") : null;
}
