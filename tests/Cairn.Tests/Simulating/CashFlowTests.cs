using Cairn.Rules.Simulating;
using Cairn.Tests.Survival;

namespace Cairn.Tests.Simulating;

public class CashFlowTests
{
    /// <summary>The flows of the example in a spreadsheet's help for IRR: -70,000, then 12,000 to 26,000 over five periods, which it gives as 8.7%, and after four as -2.1%.</summary>
    private static readonly double[] Known = [-70_000, 12_000, 15_000, 18_000, 21_000, 26_000];

    [Fact]
    public void The_return_is_what_a_spreadsheet_gives_a_period_twelve_times_over()
    {
        Monthly(Known).ShouldBe(0.0866, 0.00005);
        Monthly(Known[..5]).ShouldBe(-0.0212, 0.00005);
    }

    [Fact]
    public void Multiple_and_return_of_a_bond_month_by_month_agree_with_R()
    {
        var flows = Bond();
        var ours = CashFlow.YearlyReturn(flows)!.Value;
        double[] spent = [.. flows.Select(f => Math.Max(0, -f))], back = [.. flows.Select(f => Math.Max(0, f))];
        var r = R.Says($"f <- c({string.Join(",", flows)}); m <- uniroot(function(x) sum(f / (1 + x)^(seq_along(f) - 1)), c(-0.5, 0.5), tol = 1e-14)$root; say((1 + m)^12 - 1, sum(f[f > 0]) / -sum(f[f < 0]))");
        R.Agrees(r, [ours, CashFlow.Multiple(spent, back)]);
    }

    [Fact]
    public void Nothing_back_is_all_lost_and_what_has_no_single_return_says_none()
    {
        CashFlow.YearlyReturn([-5, -3, 0]).ShouldBe(-1);
        CashFlow.YearlyReturn([0, 0]).ShouldBeNull();
        CashFlow.YearlyReturn([10, -5]).ShouldBeNull();
        // -1, 5, -6: worth nothing at 100% and at 200% a month, and neither is the answer.
        CashFlow.YearlyReturn([-1, 5, -6]).ShouldBeNull();
        // Many changes of sign, but the balance turns once.
        CashFlow.YearlyReturn([-10, 2, -1, 3, -1, 20])!.Value.ShouldBeGreaterThan(0);
        CashFlow.Multiple([0, 0], [5, 0]).ShouldBeNull();
    }

    [Fact]
    public void At_its_return_the_flows_are_worth_nothing()
    {
        var random = new Random(4);
        for (var i = 0; i < 200; i++)
        {
            double[] flows = [.. Enumerable.Range(0, 60).Select(m => m < 20 ? -random.Next(1, 1000) : (double)random.Next(0, 1500))];
            if (CashFlow.YearlyReturn(flows) is not { } yearly || yearly <= -1) continue;
            var monthly = Math.Pow(1 + yearly, 1 / 12.0) - 1;
            flows.Select((f, m) => f / Math.Pow(1 + monthly, m)).Sum().ShouldBe(0, 1e-3);
        }
    }

    private static double Monthly(double[] flows) => Math.Pow(1 + CashFlow.YearlyReturn(flows)!.Value, 1 / 12.0) - 1;

    /// <summary>Two years of costs, then three of payments.</summary>
    private static double[] Bond() => [.. Enumerable.Range(0, 60).Select(m => m < 24 ? -4_250.5 : m % 3 == 0 ? 9_999.25 : 0)];
}
