using System.Globalization;
using Cairn.Record;
using Cairn.Rules;

namespace Cairn.Tests.Twin;

/// <summary>Random schemes over random histories, asked of the engine and of the twin. CAIRN_TWIN_CASES says how many, CAIRN_TWIN_FIRST from which seed.</summary>
public class TwinAgreesTests
{
    private static int Setting(string name, int otherwise) => int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var n) ? n : otherwise;

    [Fact]
    public void The_engine_and_its_twin_give_one_answer()
    {
        var first = Setting("CAIRN_TWIN_FIRST", 1);
        var differing = Enumerable.Range(first, Setting("CAIRN_TWIN_CASES", 5000)).Select(RandomCase.Of).Where(Differs).Take(Setting("CAIRN_TWIN_SHOWN", 1));
        string.Join("\n\n", differing.Select(drawn => Difference(drawn.Shrunk(Differs)))).ShouldBeEmpty();
    }

    private static string Difference(RandomCase drawn)
    {
        var (twin, engine) = (Twin(drawn), Engine(drawn));
        return $"{drawn}\nthe twin:   {string.Join("\n            ", twin.Except(engine))}\nthe engine: {string.Join("\n            ", engine.Except(twin))}";
    }

    private static bool Differs(RandomCase drawn) => !Twin(drawn).SequenceEqual(Engine(drawn));

    private static List<string> Twin(RandomCase drawn) => Told(() =>
    {
        var answer = new TwinEvaluation(drawn.Scheme, drawn.Facts, drawn.On, drawn.Known);
        var people = answer.People.Select(p => Person(p.Life.Who, p.Life.Referral, p.Eligible, p.Life.Enrolled, p.Place));
        return [.. people, .. answer.Payments.Select(p => Paid(p.Person?.Life.Who ?? "everyone", p.Outcome.Name, p.Time + 1, p.Met.Day, p.Due.Values.Sum(), drawn.Scheme.Payers.Select(x => p.Payable.GetValueOrDefault(x.Name)), p.Met.Because.Select(f => f.Order).Order()))];
    });

    private static List<string> Engine(RandomCase drawn) => Told(() =>
    {
        var facts = new Facts(TestVocabulary.Words);
        foreach (var draft in drawn.Facts) facts.Add(draft);
        var answer = Evaluation.Of(drawn.Scheme, facts, drawn.On, drawn.Known);
        var names = facts.Of(drawn.Scheme.About);
        var people = Enumerable.Range(0, names.Count).Where(i => answer.Roll.ReferredOn(i) != Day.Never).OrderBy(i => names[i], StringComparer.Ordinal)
            .Select(i => Person(names[i], answer.Roll.ReferredOn(i), answer.Roll.EligibleOn(i), answer.Roll.EnrolledOn(i), answer.Roll.PlaceOf(i)));
        var sums = drawn.Scheme.Outcomes.Select(o => answer.Achievements.Where(a => a.Outcome == o.Number).ToList()).Select(of => new OutcomeTotal(of.Count, of.Sum(a => (long)a.Day), of.Sum(a => a.Due), of.Sum(a => a.Payable)));
        answer.Totals.ShouldBe(sums);
        return [.. people, .. answer.Achievements.Select((a, i) => Paid(a.Subject < 0 ? "everyone" : names[a.Subject], drawn.Scheme.Outcomes[a.Outcome].Name, a.Time, a.Day, a.Due, drawn.Scheme.Payers.Select((_, p) => answer.Part(i, p)), answer.Because(a)))];
    });

    /// <summary>An answer, or what broke instead, so that the seed is printed and the case made smaller.</summary>
    private static List<string> Told(Func<List<string>> answer)
    {
        try
        {
            return answer();
        }
        catch (Exception broken) when (broken is not OutOfMemoryException)
        {
            return [broken.ToString()];
        }
    }

    private static string Person(string who, int referral, int eligible, int enrolled, int place) =>
        $"{who} referred {Day.Iso(referral)} eligible {Day.Iso(eligible)} enrolled {Day.Iso(enrolled)} place {place}";

    private static string Paid(string who, string outcome, int time, int day, long due, IEnumerable<long> payable, IEnumerable<int> because) =>
        $"{Day.Iso(day)} {who} {outcome} time {time} due {due} payable {string.Join(" + ", payable)} because {string.Join(", ", because)}";
}
