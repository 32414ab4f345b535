using Cairn.Record;
using Cairn.Tests.Twin;

namespace Cairn.Tests.Index;

public class FactIndexTests
{
    [Fact]
    public void An_index_brought_up_to_date_is_an_index_built_anew()
    {
        for (var seed = 1; seed <= 300; seed++)
        {
            var drafts = RandomCase.Of(seed).Facts;
            var caughtUp = new Facts(TestVocabulary.Words);
            foreach (var draft in drafts)
            {
                caughtUp.Add(draft);
                if (caughtUp.Columns.Count % 5 == seed % 5) _ = caughtUp.Index;
            }
            Tables(caughtUp).ShouldBe(Tables(Whole(drafts)), $"seed {seed}");
        }
    }

    [Fact]
    public void A_table_holds_each_fact_once_by_subject_then_day_then_position_until_it_was_undone()
    {
        for (var seed = 1; seed <= 300; seed++)
        {
            var facts = Whole(RandomCase.Of(seed).Facts);
            Tables(facts).ShouldBe(OneByOne(facts), $"seed {seed}");
        }
    }

    [Fact]
    public void Many_facts_of_many_people_are_in_order_too()
    {
        var (random, facts, review) = (new Random(7), new Facts(TestVocabulary.Words), TestVocabulary.Words.Find("review")!.Number);
        for (var p = 0; p < 9000; p++) facts.Of(About.Person).Number($"p{p}");
        // Every twentieth is about one of three people, who then have thousands each; the others a few.
        for (var i = 0; i < 200_000; i++)
        {
            var day = 40_000 + random.Next(3000);
            facts.Columns.Append(i % 20 == 0 ? 4000 * random.Next(3) : random.Next(9000), review, day, day, day);
            if (i > 100 && i % 33 == 0) facts.Columns.SetUndoes(i, random.Next(i), i % 2 == 0 ? Undoing.Corrects : Undoing.Retracts);
        }
        Tables(facts).ShouldBe(OneByOne(facts));
    }

    private static Facts Whole(IEnumerable<Draft> drafts)
    {
        var facts = new Facts(TestVocabulary.Words);
        foreach (var draft in drafts) facts.Add(draft);
        return facts;
    }

    private static List<(int Kind, int Subject, int Position, Row Row)> Tables(Facts facts)
    {
        var all = new List<(int, int, int, Row)>();
        foreach (var kind in facts.Vocabulary.Kinds)
        {
            if (facts.Index.Table(kind) is not { } table) continue;
            for (var s = 0; s + 1 < table.Start.Length; s++)
                for (var r = table.Start[s]; r < table.Start[s + 1]; r++) all.Add((kind.Number, s, table.Positions[r], table.Rows[r]));
        }
        return all;
    }

    private static List<(int Kind, int Subject, int Position, Row Row)> OneByOne(Facts facts)
    {
        var c = facts.Columns;
        var undone = new Dictionary<int, int>();
        for (var i = 0; i < c.Count; i++) if (c.Undoes(i) is >= 0 and var target) undone[target] = Math.Min(undone.GetValueOrDefault(target, Day.Never), c.Recordeds[i]);
        return [.. Enumerable.Range(0, c.Count).Where(i => !c.IsRetraction(i))
            .OrderBy(i => c.Kinds[i]).ThenBy(i => Lead(facts, i)).ThenBy(i => c.Froms[i]).ThenBy(i => i)
            .Select(i => ((int)c.Kinds[i], Lead(facts, i), i, new Row { From = c.Froms[i], To = c.Tos[i], Recorded = c.Recordeds[i], Until = (ushort)Math.Max(undone.GetValueOrDefault(i, Day.Never), c.Recordeds[i]), A = c.As[i], B = c.Bs[i] }))];
    }

    private static int Lead(Facts facts, int position) => facts.LeadOf(facts.Vocabulary.Kinds[facts.Columns.Kinds[position]].About, facts.Columns.Abouts[position]);
}
