using Cairn.Record;
using Cairn.Rules;

namespace Cairn.Tests.Twin;

/// <summary>A fact as the twin sees it: a draft with its details read, and its place in the list it came in.</summary>
public sealed class TwinFact
{
    private readonly Dictionary<string, (int Number, string Text)> details = [];

    public TwinFact(Draft draft, int order)
    {
        Draft = draft;
        Order = order;
        foreach (var (detail, text) in draft.Details)
        {
            DetailText.TryRead(detail, text, draft.From, new References(), out var number, out var problem).ShouldBeTrue(problem);
            details[detail.Name] = (number, text);
        }
    }

    public Draft Draft { get; }

    public int Order { get; }

    public Kind Kind => Draft.Kind;

    public string Subject => Draft.Subject;

    public int From => Draft.From;

    public int To => Draft.To;

    public int Days => To - From + 1;

    public bool IsOpen => To == Day.Never;

    public bool Covers(int day) => From <= day && day <= To;

    public int? Number(Detail detail) => details.TryGetValue(detail.Name, out var found) ? found.Number : null;

    public string? Text(Detail detail) => details.TryGetValue(detail.Name, out var found) ? found.Text : null;

    public bool Fits(Pattern pattern) =>
        Kind.Name == pattern.Kind.Name
        && (pattern.SaidBy.Count == 0 || pattern.SaidBy.Contains(Draft.SaidBy))
        && pattern.Tests.All(Passes);

    private bool Passes(Test test)
    {
        if (Number(test.Detail) is not { } number) return false;
        if (test.Codes is { } codes) return codes[number];
        if (test.Names is { } names) return names.Contains(Text(test.Detail)) != test.NotNames;
        return test.Min <= number && number <= test.Max;
    }

    /// <summary>What was known by a day: recorded by then, not undone by then, and saying something itself.</summary>
    public static List<TwinFact> Visible(IReadOnlyList<Draft> drafts, int known)
    {
        var seen = new List<TwinFact>();
        for (var i = 0; i < drafts.Count; i++)
        {
            var fact = drafts[i];
            if (fact.Recorded > known || fact.Retracts is not null) continue;
            var undone = drafts.Skip(i + 1).Any(d => d.Recorded <= known && fact.Id is not null && (d.Corrects == fact.Id || d.Retracts == fact.Id));
            if (!undone) seen.Add(new TwinFact(fact, i));
        }
        return seen;
    }

    public override string ToString() =>
        $"{Subject} {Kind.Name} {string.Join(' ', Draft.Details.Select(d => $"{d.Detail.Name}={d.Text}"))} {Day.Iso(From)}..{Day.Iso(To)} recorded {Day.Iso(Draft.Recorded)}"
        + $"{(Draft.Id is { } id ? $" id {id}" : "")}{(Draft.Corrects is { } c ? $" corrects {c}" : "")}{(Draft.Retracts is { } r ? $" retracts {r}" : "")}"
        + $"{(Draft.Evidence != 0 ? $" evidence {Draft.Evidence:b}" : "")}{(Draft.SaidBy >= 0 ? $" said-by {Draft.SaidBy}" : "")}";
}
