using Cairn.Desk;
using Cairn.Ledger;
using Cairn.Record;
using Cairn.Rules;
using Cairn.Tests.Sides;

namespace Cairn.Tests.Desk;

/// <summary>A record that grows line by line, and a book that settlements post to: what a store does, in memory.</summary>
internal sealed class Counter(Scheme scheme)
{
    private static readonly DateTimeOffset Start = new(2027, 6, 1, 9, 0, 0, TimeSpan.Zero);

    private readonly Dictionary<int, string> recordedBy = [];
    private int minute;

    public Scheme Scheme { get; set; } = scheme;

    public List<string> Lines { get; } = [];

    public Book Book { get; } = new();

    public Counter Tell(params string[] lines)
    {
        Lines.AddRange(lines);
        return this;
    }

    /// <summary>One fact that a member typed in, and not an import.</summary>
    public Counter Typed(string by, string line)
    {
        recordedBy[Lines.Count] = by;
        return Tell(line);
    }

    /// <summary>A claim and its verification, the one by a provider, the other by a verifier a week later.</summary>
    public Counter Claim(string who, string outcome, string on = "2027-06-01", int time = 1) =>
        Tell($"{Of(who)}claim: {{ outcome: {outcome}, time: {time} }}, on: {on}, said-by: employment-adviser",
            $"{Of(who)}verification: {{ result: verified, outcome: {outcome}, time: {time} }}, on: {on}, said-by: verifier");

    public Evaluation Answer(string on = "2027-12-31") => Evaluation.Of(Scheme, SideScheme.Facts([.. Lines]), SideScheme.On(on), Record.Day.Never);

    public Settlement Settle(string on = "2027-12-31", string by = "fran")
    {
        var settlement = Cairn.Desk.Settle.Decide(Answer(on), Book, Start.AddMinutes(++minute), by, p => recordedBy.GetValueOrDefault(p));
        foreach (var command in settlement.Commands) Do(command).ShouldBeOfType<Answer.Posted>(command.Key);
        return settlement;
    }

    public SettlementLine Line(string outcome, string on = "2027-12-31", string by = "fran") => Settle(on, by).Lines.Single(l => Scheme.Outcomes[l.Outcome].Name == outcome);

    public Answer Approve(string key, string by = "gus", string on = "2027-07-01") =>
        Do(Cairn.Desk.Settle.Reverse(Book, Book.Find(key)!, Start.AddMinutes(++minute), DateOnly.ParseExact(on, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), by));

    public void Close(string until) =>
        Do(new Command.Close($"close:{until}", new Stamp(DateOnly.ParseExact(until, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), Start.AddMinutes(++minute), "fran", ""))).ShouldBeOfType<Answer.Posted>();

    public Answer Do(Command command)
    {
        var answer = Book.Decide(command);
        if (answer is Answer.Posted(var entry)) Book.Apply(entry);
        return answer;
    }

    /// <summary>What a payer has paid, reversals taken off.</summary>
    public long Paid(string payer) => Book.Has($"paid:{Scheme.Name}:{payer}") ? Book.Balance($"paid:{Scheme.Name}:{payer}") : 0;

    /// <summary>The payments that stand.</summary>
    public IEnumerable<Entry> Standing => Book.Entries.Where(e => e.Kind is EntryKind.Post && e.Key.StartsWith("pay:", StringComparison.Ordinal) && Book.FollowedBy(e.Key) is null);

    private static string Of(string who) => $"person: {who}, ";
}
