namespace Cairn.Bench;

/// <summary>
/// One way to answer within this process. <see cref="Index"/> is timed apart, unless it has no name; what it gives is asked for
/// an evaluation by question and threads, and only that evaluation is the row's time.
/// </summary>
public sealed record Contender(string Name, string? IndexName, int[] Threads, int Runs, Func<Facts, Func<Question, int, Func<Answer>>> Index)
{
    /// <summary>From the file of facts to the answer, in one go; null where that was not written.</summary>
    public Func<string, Question, int, Answer>? FromCsv { get; init; }

    /// <summary>The hand-written loop's answer comes first: the others are held against it.</summary>
    public static readonly Contender[] All =
    [
        new("hand-written loop", "index of the hand-written loop", [1, 2], 30, facts =>
        {
            var tables = new Tables(facts);
            return (question, threads) => new HandLoop(tables, question, threads).Evaluate;
        }),
        Engine.Contender(),
        new("naive LINQ over objects", null, [1], 3, facts => (question, _) => new Linq(facts, question).Evaluate),
    ];
}
