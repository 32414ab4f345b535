using Cairn.Desk.Published;

namespace Cairn.Tests.Desk.Published;

public sealed class SmallNumberTests
{
    private static readonly int Seeds = int.TryParse(Environment.GetEnvironmentVariable("CAIRN_SMALL_NUMBER_SEEDS"), out var asked) ? asked : 10_000;

    [Fact]
    public void Nobody_can_work_out_a_hidden_count_from_all_that_is_shown()
    {
        var (hidden, shown, withheld) = (0, 0, 0);
        for (var seed = 0; seed < Seeds; seed++)
        {
            var table = Drawn(new Random(seed));
            var guarded = Guarded.Of(table);
            if (guarded.IsWithheld)
            {
                withheld++;
                continue;
            }
            var truth = table.WithColumnsTogether();
            var (groups, columns) = (truth.Groups.Count, truth.Columns.Count);
            int? Unknown(int r, int c) => (c == columns ? guarded.Group(r) : guarded.Cell(r, c)) is null ? r * (columns + 1) + c : null;
            var equations = new List<(IReadOnlyList<(int, int)>, int)>();
            for (var r = 0; r < groups; r++)
            {
                var cells = Enumerable.Range(0, columns);
                var known = cells.Sum(c => guarded.Cell(r, c) ?? 0);
                List<(int, int)> sum = [.. cells.Where(c => guarded.Cell(r, c) is null).Select(c => (Unknown(r, c)!.Value, 1))];
                if (guarded.Group(r) is null) sum.Add((Unknown(r, columns)!.Value, -1));
                if (sum.Count > 0) equations.Add((sum, (guarded.Group(r) ?? 0) - known));
            }
            for (var c = 0; c <= columns; c++)
            {
                int? Shown(int r) => c == columns ? guarded.Group(r) : guarded.Cell(r, c);
                var whole = c == columns ? guarded.All : guarded.Column(c);
                List<(int, int)> sum = [.. Enumerable.Range(0, groups).Where(r => Shown(r) is null).Select(r => (Unknown(r, c)!.Value, 1))];
                if (sum.Count > 0) equations.Add((sum, whole - Enumerable.Range(0, groups).Sum(r => Shown(r) ?? 0)));
            }
            var attacker = new Attacker(equations, groups * (columns + 1));
            for (var r = 0; r < groups; r++)
                for (var c = 0; c <= columns; c++)
                {
                    var count = c == columns ? truth.Group(r) : truth.Cells[r, c];
                    if (Unknown(r, c) is not { } unknown)
                    {
                        shown++;
                        (count is > 0 and <= CountTable.Small).ShouldBeFalse($"seed {seed}: {count} is shown");
                        (c < columns && count > 0 && count == truth.Group(r)).ShouldBeFalse($"seed {seed}: a whole group is shown to have gone one way");
                        continue;
                    }
                    hidden++;
                    var (least, most) = attacker.Range(unknown);
                    if (count is > 0 and <= CountTable.Small)
                    {
                        least.ShouldBeLessThan(1.01, $"seed {seed}: {count} in {r}, {c} is at least {least}");
                        most.ShouldBeGreaterThan(3.99, $"seed {seed}: {count} in {r}, {c} is at most {most}");
                    }
                    if (c < columns && count > 0 && count == truth.Group(r))
                        Enumerable.Range(0, columns).Where(o => o != c).Max(o => Unknown(r, o) is { } beside ? attacker.Range(beside).Most : 0).ShouldBeGreaterThan(Math.Min(4, count) - 0.01, $"seed {seed}: all {count} of {r} went {c}");
                }
        }
        // It neither hides everything nor finds nothing to do.
        hidden.ShouldBeGreaterThan(Seeds);
        shown.ShouldBeGreaterThan(hidden / 2);
        withheld.ShouldBeLessThan(Seeds / 2);
    }

    [Fact]
    public void Nothing_is_hidden_where_nothing_is_small()
    {
        var guarded = Guarded.Of(new CountTable(["Women", "Men"], ["Completed", "Left early"], new[,] { { 12, 7 }, { 20, 31 } }));
        (guarded.Cell(0, 0), guarded.Cell(0, 1), guarded.Group(0), guarded.Cell(1, 1)).ShouldBe((12, 7, 19, 31));
    }

    [Fact]
    public void A_small_count_takes_others_with_it_so_that_no_sum_gives_it_away()
    {
        var guarded = Guarded.Of(new CountTable(["Women", "Men", "Not said"], ["Completed", "Left early"], new[,] { { 12, 2 }, { 20, 31 }, { 9, 14 } }));
        guarded.Cell(0, 1).ShouldBeNull();
        // In its row either the other count or how many there are, and in its column at least one more.
        (guarded.Cell(0, 0) is null || guarded.Group(0) is null).ShouldBeTrue();
        (guarded.Cell(1, 1) is null || guarded.Cell(2, 1) is null).ShouldBeTrue();
        (guarded.Column(0), guarded.Column(1)).ShouldBe((41, 47));
    }

    [Fact]
    public void That_all_of_a_group_went_one_way_is_not_told()
    {
        var guarded = Guarded.Of(new CountTable(["Heroin", "Alcohol", "Other"], ["Completed", "Left early"], new[,] { { 0, 9 }, { 20, 31 }, { 12, 14 } }));
        (guarded.Cell(0, 1), guarded.Cell(0, 0)).ShouldBe((null, null));
    }

    [Fact]
    public void Few_people_are_not_divided_at_all()
    {
        var guarded = Guarded.Of(new CountTable(["Women", "Men"], ["Completed", "Left early"], new[,] { { 5, 5 }, { 5, 4 } }));
        guarded.IsWithheld.ShouldBeTrue();
        guarded.Cell(0, 0).ShouldBeNull();
        (guarded.Column(0), guarded.All).ShouldBe((10, 19));
        Guarded.Of(new CountTable(["Women", "Men"], ["Completed", "Left early"], new[,] { { 5, 5 }, { 5, 5 } })).Cell(0, 0).ShouldBe(5);
    }

    [Fact]
    public void Small_columns_are_told_together_and_alike_for_every_way_of_grouping()
    {
        var bySex = new CountTable(["Women", "Men"], ["Completed", "Moved away", "Left early"], new[,] { { 12, 1, 7 }, { 20, 2, 31 } });
        var byAge = new CountTable(["Young", "Old"], ["Completed", "Moved away", "Left early"], new[,] { { 30, 0, 30 }, { 2, 3, 8 } });
        bySex.WithColumnsTogether().Columns.ShouldBe(["Completed or moved away", "Left early"]);
        byAge.WithColumnsTogether().Columns.ShouldBe(["Completed or moved away", "Left early"]);
        // With the smallest of those that anybody is in, wherever it stands.
        new CountTable(["All"], ["Completed", "Moved away", "Never came", "Left early"], new[,] { { 30, 3, 0, 20 } }).WithColumnsTogether().Columns.ShouldBe(["Completed", "Moved away or left early", "Never came"]);
    }

    /// <summary>Between 20 and 150 people, unevenly over two to seven groups and two to five columns.</summary>
    private static CountTable Drawn(Random random)
    {
        var (groups, columns, people) = (random.Next(2, 8), random.Next(2, 6), random.Next(20, 150));
        var weights = Enumerable.Range(0, groups).Select(_ => Math.Pow(random.NextDouble(), 2) + 0.01).ToArray();
        var leans = Enumerable.Range(0, groups * columns).Select(_ => Math.Pow(random.NextDouble(), 2) + 0.01).ToArray();
        var cells = new int[groups, columns];
        for (var p = 0; p < people; p++)
        {
            var group = Draw(random, weights);
            cells[group, Draw(random, leans[(group * columns)..((group + 1) * columns)])]++;
        }
        return new CountTable([.. Enumerable.Range(0, groups).Select(g => $"Group {g}")], [.. Enumerable.Range(0, columns).Select(c => $"Way {c}")], cells);
    }

    private static int Draw(Random random, double[] weights)
    {
        var at = random.NextDouble() * weights.Sum();
        for (var i = 0; i < weights.Length; i++) if ((at -= weights[i]) < 0) return i;
        return weights.Length - 1;
    }
}
