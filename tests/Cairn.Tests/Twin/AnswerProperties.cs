using Cairn.Record;
using Cairn.Rules;

namespace Cairn.Tests.Twin;

/// <summary>What holds of every answer, tried on random schemes and histories. A failure names its seed.</summary>
public class AnswerProperties
{
    private static readonly int Cases = int.TryParse(Environment.GetEnvironmentVariable("CAIRN_TWIN_CASES"), System.Globalization.CultureInfo.InvariantCulture, out var n) ? n / 10 : 400;

    private static void OfEach(int first, Func<RandomCase, Random, string?> broken)
    {
        for (var seed = first; seed < first + Cases; seed++)
            if (broken(RandomCase.Of(seed), new Random(seed)) is { } how) Assert.Fail($"{how}\n{RandomCase.Of(seed)}");
    }

    private static Facts Record(IEnumerable<Draft> drafts)
    {
        var facts = new Facts(TestVocabulary.Words);
        foreach (var draft in drafts) facts.Add(draft);
        return facts;
    }

    /// <summary>Everyone's place, and every achievement with its pence, by reference and name.</summary>
    private static string Told(Evaluation answer)
    {
        var names = answer.Facts.Of(answer.Scheme.About);
        var roll = Enumerable.Range(0, answer.Roll.Count).Where(s => answer.Roll.ReferredOn(s) != Day.Never).Select(s => $"{names[s]} eligible {Day.Iso(answer.Roll.EligibleOn(s))} place {answer.Roll.PlaceOf(s)}").Order(StringComparer.Ordinal);
        var paid = answer.Achievements.Select((a, i) => $"{(a.Subject < 0 ? "everyone" : names[a.Subject])} {answer.Scheme.Outcomes[a.Outcome].Name} {a.Time} {Day.Iso(a.Day)} {a.Due}: {string.Join(" + ", answer.Scheme.Payers.Select((_, p) => answer.Part(i, p)))}");
        return string.Join('\n', [.. roll, .. paid]);
    }

    [Fact]
    public void What_was_known_then_is_paid_the_same_after_later_corrections() => OfEach(200_000, (drawn, random) =>
    {
        var known = drawn.On + random.Next(-300, 60);
        var named = drawn.Facts.Select((d, i) => d.Id is null ? d with { Id = $"n{i}" } : d).ToList();
        var facts = Record(named);
        var before = Told(Evaluation.Of(drawn.Scheme, facts, drawn.On, known));
        foreach (var later in new RandomHistory(random).Later(named, known + 1)) facts.Add(later);
        var after = Told(Evaluation.Of(drawn.Scheme, facts, drawn.On, known));
        return before == after ? null : $"As known on {Day.Iso(known)}:\n{before}\nand with later facts:\n{after}";
    });

    [Fact]
    public void The_order_of_rows_does_not_matter() => OfEach(210_000, (drawn, random) =>
    {
        var rows = drawn.Facts.ToList();
        for (var n = rows.Count * 20; n > 0 && rows.Count > 1; n--)
        {
            var i = random.Next(rows.Count - 1);
            if (!KeepOrder(drawn.Scheme, rows[i], rows[i + 1])) (rows[i], rows[i + 1]) = (rows[i + 1], rows[i]);
        }
        var (before, after) = (Told(Evaluation.Of(drawn.Scheme, Record(drawn.Facts), drawn.On, drawn.Known)), Told(Evaluation.Of(drawn.Scheme, Record(rows), drawn.On, drawn.Known)));
        return before == after ? null : $"In one order:\n{before}\nand in another:\n{after}";
    });

    /// <summary>Facts of one kind on one day (and births on any) come in the order in which they were recorded, and what is undone comes first.</summary>
    private static bool KeepOrder(Scheme scheme, Draft a, Draft b) =>
        (a.Kind == b.Kind && (a.From == b.From || a.Kind.Name == "birth") && (a.Subject == b.Subject || a.Kind.About != scheme.About))
        || (a.Id is { } id && (b.Corrects == id || b.Retracts == id));

    [Fact]
    public void The_number_of_threads_does_not_matter() => OfEach(220_000, (drawn, random) =>
    {
        var bound = new BoundScheme(drawn.Scheme, Record(drawn.Facts));
        var (one, several) = (Told(bound.Evaluate(drawn.On, drawn.Known)), Told(bound.Evaluate(drawn.On, drawn.Known, random.Next(2, 9))));
        return one == several ? null : $"With one thread:\n{one}\nwith several:\n{several}";
    });

    [Fact]
    public void What_is_not_reached_could_be_tomorrow_at_the_earliest() => OfEach(230_000, (drawn, _) =>
    {
        var on = Math.Min(drawn.On, Day.Of(2028, 1, 1));
        var answer = Evaluation.Of(drawn.Scheme, Record(drawn.Facts), on, drawn.Known);
        foreach (var (subject, outcome) in Asked(answer))
        {
            if (Explanation.Of(answer, subject, outcome) is not { } why) continue;
            var earliest = Outlook.Earliest(answer, subject, outcome);
            if (why.When.Met != (why.When.Day <= on)) return $"{outcome.Name}: met is {why.When.Met} on {Day.Iso(why.When.Day)}";
            if (!why.When.Met && earliest <= on) return $"{outcome.Name} is not reached on {Day.Iso(on)}, yet could be on {Day.Iso(earliest)}";
            if (TooEarly(why.When, on) is { } part) return $"'{part.Asks}' is not met on {Day.Iso(on)}, yet could be on {Day.Iso(part.Earliest)}";
        }
        return null;
    });

    private static Reason? TooEarly(Reason reason, int on) => !reason.Met && reason.Earliest <= on ? reason : reason.Parts.Select(p => TooEarly(p, on)).FirstOrDefault(p => p is not null);

    [Fact]
    public void What_begins_tomorrow_never_moves_what_is_reached_and_nothing_comes_before_its_earliest_day() => OfEach(240_000, (drawn, random) =>
    {
        // Words that look into the days to come, so that what happens there may change what is true now.
        if (((string[])["if:", "ever:", "before", "at: ", "baseline:", "none:", "lacks:", "after closes", "enrolment:"]).Any(w => drawn.Text.Contains(w, StringComparison.Ordinal))) return null;
        var on = Day.Of(2025, 1, 1) + random.Next(700);
        var then = Evaluation.Of(drawn.Scheme, Record(drawn.Facts), on, Day.Never);
        var hoped = new RandomHistory(random).From(on + 1, drawn.Facts);
        var later = Evaluation.Of(drawn.Scheme, Record([.. drawn.Facts, .. hoped]), Day.Of(2070, 1, 1), Day.Never);
        foreach (var (subject, outcome) in Asked(then))
        {
            if (Explanation.Of(then, subject, outcome) is not { When: var before } || Explanation.Of(later, subject, outcome) is not { When: var after }) continue;
            if (before.Met && before.Day != after.Day) return $"{outcome.Name} was reached on {Day.Iso(before.Day)}, and with more to come on {Day.Iso(after.Day)}: {string.Join('\n', hoped)}";
            if (!before.Met && after.Met && after.Day < Outlook.Earliest(then, subject, outcome))
                return $"{then.Facts.Of(then.Scheme.About)[subject]} {outcome.Name} on {Day.Iso(on)} could be reached on {Day.Iso(Outlook.Earliest(then, subject, outcome))} at the earliest, and was on {Day.Iso(after.Day)}: {string.Join('\n', hoped.Select((d, i) => new TwinFact(d, i)))}";
        }
        return null;
    });

    private static IEnumerable<(int Subject, Outcome Outcome)> Asked(Evaluation answer) =>
        from subject in Enumerable.Range(0, answer.Roll.Count) from outcome in answer.Scheme.Outcomes where outcome.When is not null && answer.Roll.EligibleOn(subject) != Day.Never select (subject, outcome);
}
