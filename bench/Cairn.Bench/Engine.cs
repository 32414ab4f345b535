using System.Globalization;
using Cairn.Record;
using Cairn.Rules;

namespace Cairn.Bench;

/// <summary>Cairn's own engine, from a scheme file: the same facts, the same question.</summary>
public static class Engine
{
    private static readonly Vocabulary Words = ReadWords();

    /// <summary>Reads the scheme's text for a question's places and cap.</summary>
    private static Scheme Contract(Question question)
    {
        var mistakes = new Mistakes();
        var text = Text("contract.yaml").Replace("PLACES", question.Places.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("CAP", "\"" + Pence.Format(question.Cap) + "\"", StringComparison.Ordinal);
        return SchemeFile.Read("contract.yaml", text, Words, mistakes) ?? throw new InvalidOperationException(string.Join('\n', mistakes.Found));
    }

    private static Vocabulary ReadWords()
    {
        var mistakes = new Mistakes();
        var lots = string.Join(", ", Enumerable.Range(0, Question.Lots + 1).Select(n => $"lot-{n:000}: "));
        return VocabularyFile.Read("facts.yaml", Text("facts.yaml").Replace("LOTS", lots, StringComparison.Ordinal), mistakes) ?? throw new InvalidOperationException(string.Join('\n', mistakes.Found));
    }

    private static string Text(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, name));

    /// <summary>The facts in Cairn's own columns, in recorded order: what a store or a file would fill. Not timed.</summary>
    public static Record.Facts Load(Facts from)
    {
        var facts = new Record.Facts(Words);
        var people = facts.Of(About.Person);
        for (var p = 0; p < from.People; p++) people.Number($"p{p:0000000}");
        var columns = facts.Columns;
        columns.Reserve(from.Count);
        for (var i = 0; i < from.Count; i++)
        {
            var kind = from.Kind[i];
            var hasCode = Words.Kinds[kind].Details.Count > 0;
            var a = kind == Kind.Review ? from.Value[i] : hasCode ? from.Code[i] : FactColumns.Absent;
            var b = kind == Kind.Treatment ? from.Value[i] : FactColumns.Absent;
            columns.Append(from.Person[i], kind, from.From[i], from.To[i], from.Recorded[i], (ushort)a, (ushort)b);
            if (from.Retracts[i] >= 0) columns.SetUndoes(i, from.Retracts[i], Undoing.Retracts);
        }
        return facts;
    }

    public static Answer Evaluate(BoundScheme bound, Question question, int threads) =>
        Answer(bound.Evaluate(question.Known, question.Known, threads));

    private static Answer Answer(Evaluation evaluation) =>
        new([.. evaluation.Totals.Select(total => new Line(total.Reached, total.Days, total.Due, total.Payable))]);

    /// <summary>The facts last loaded: loading is not part of an index's time.</summary>
    private static (Facts? From, Record.Facts? Loaded) kept;

    public static Contender Contender() => new("Cairn's engine, from the scheme file", "index of the engine", [1, 2], 30, from =>
    {
        if (!ReferenceEquals(kept.From, from)) kept = (from, Load(from));
        var facts = kept.Loaded!;
        FactIndex.Build(facts.Columns, Words, Subjects(facts));
        return (question, threads) =>
        {
            var bound = new BoundScheme(Contract(question), facts);
            return () => Evaluate(bound, question, threads);
        };
    })
    { FromCsv = FromCsv };

    /// <summary>Reads the file as <c>cairn evaluate</c> does, indexes it and answers.</summary>
    private static Answer FromCsv(string path, Question question, int threads)
    {
        var mistakes = new Mistakes();
        using var file = File.OpenRead(path);
        var facts = FactsCsv.Read(path, file, Words, mistakes, threads) ?? throw new InvalidOperationException(string.Join('\n', mistakes.Found));
        return Evaluate(new BoundScheme(Contract(question), facts), question, threads);
    }

    private static int[] Subjects(Record.Facts facts) => [.. Enum.GetValues<About>().Select(about => facts.Of(about).Count)];

    /// <summary>
    /// What the process holds at most, beyond what it held before, while the facts are loaded into Cairn's columns, indexed and
    /// evaluated: in bytes; null where the system does not say.
    /// </summary>
    public static long? Peak(Facts from, Question question)
    {
        kept = default;
        if (Memory.Watch() is not { } before) return null;
        var facts = Load(from);
        Evaluate(new BoundScheme(Contract(question), facts), question, 1);
        var peak = Memory.Most() - before;
        GC.KeepAlive(facts);
        return peak;
    }
}
