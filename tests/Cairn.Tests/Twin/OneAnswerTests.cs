using Cairn.Record;
using Cairn.Rules;

namespace Cairn.Tests.Twin;

/// <summary>The same question asked in different ways of the engine alone.</summary>
public class OneAnswerTests
{
    private static Evaluation Ask(RandomCase drawn, int threads)
    {
        var facts = new Facts(TestVocabulary.Words);
        foreach (var draft in drawn.Facts) facts.Add(draft);
        return Evaluation.Of(drawn.Scheme, facts, drawn.On, drawn.Known, threads);
    }

    [Fact]
    public void Totals_are_the_sums_of_the_achievements()
    {
        for (var seed = 1; seed <= 700; seed++)
        {
            var drawn = RandomCase.Of(seed);
            var answer = Ask(drawn, 1);
            var totals = answer.Totals;
            foreach (var outcome in drawn.Scheme.Outcomes)
            {
                var reached = answer.Achievements.Where(a => a.Outcome == outcome.Number).ToList();
                totals[outcome.Number].ShouldBe(new OutcomeTotal(reached.Count, reached.Sum(a => (long)a.Day), reached.Sum(a => a.Due), reached.Sum(a => a.Payable)), $"{outcome.Name} of seed {seed}");
            }
        }
    }

    [Fact]
    public void One_thread_and_more_give_one_answer()
    {
        for (var seed = 1; seed <= 700; seed++)
        {
            var drawn = RandomCase.Of(seed);
            var one = Ask(drawn, 1);
            foreach (var threads in (int[])[2, 3])
            {
                var more = Ask(drawn, threads);
                more.Totals.ShouldBe(one.Totals, $"seed {seed}");
                more.Achievements.ShouldBe(one.Achievements, $"seed {seed}");
                for (var s = 0; s < one.Roll.Count; s++) more.Roll.PlaceOf(s).ShouldBe(one.Roll.PlaceOf(s), $"seed {seed}");
            }
        }
    }
}
