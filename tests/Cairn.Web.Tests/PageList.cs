namespace Cairn.Web.Tests;

/// <summary>Pages that are looked at, each as someone who would open it: by screenshots, by axe, by the crawler.</summary>
internal static class PageList
{
    public static IEnumerable<(string Name, string? As, string Path)> All =>
    [
        ("front", null, "/"),
        ("sign-in", null, "/sign-in"),
        ("today", "M01", "/today"),
        ("people", "M03", "/people"),
        ("person", "M03", "/people/{P001}"),
        ("facts", "M03", "/people/{P001}/facts"),
        ("fact", "M03", "/people/{P001}/facts/2"),
        ("why", "M03", "/people/{P001}/why/rehab-to-work/into-permanent-work"),
        ("kinds", "M03", "/people/{P001}/record"),
        ("record", "M03", "/people/{P001}/record/employment"),
        ("contact", "M03", "/people/{P001}/record/contact"),
        ("schemes", "M07", "/schemes"),
        ("scheme", "M07", "/schemes/rehab-to-work"),
        ("money", "M15", "/money"),
        ("money-commissioner", "M07", "/money"),
        ("money-investor", "M36", "/money"),
        ("runs", "M12", "/money/runs"),
        ("prepare", "M12", "/money/prepare"),
        ("run-own", "M12", "/money/runs/R0005"),
        ("run-approve", "M15", "/money/runs/R0005"),
        ("run-over-limit", "M07", "/money/runs/R0005"),
        ("run-investor", "M36", "/money/runs/R0001"),
        ("run-paid", "M12", "/money/runs/R0001"),
        ("run-withdraw", "M12", "/money/runs/R0005/withdraw"),
        ("run-results", "M12", "/money/runs/R0001/results"),
        ("bank", "M15", "/money/bank"),
        ("bank-propose", "M15", "/money/bank/propose"),
        ("statement", "M36", "/money/statement"),
        ("balance", "M12", "/money/balance"),
        ("accrual", "M07", "/money/accrual"),
        ("close", "M12", "/money/close?until-day=31&until-month=3&until-year=2027"),
        ("problem", "M07", "/no-such-page"),
    ];
}
