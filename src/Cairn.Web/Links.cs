namespace Cairn.Web;

/// <summary>The one place that makes addresses. No name ever stands in one.</summary>
public static class Links
{
    public const string Front = "/", Today = "/today", People = "/people", Schemes = "/schemes", Money = "/money", Partnership = "/partnership", Help = "/help";

    public const string MyPlan = "/mine/plan", MyBudget = "/mine/budget", MyInformation = "/mine/information";

    public const string SignIn = "/sign-in", SignOut = "/sign-in/out";

    public static string Asset(string name) => $"/assets/{name}?v={Version}";

    public static string Person(string token) => $"/people/{token}";

    public static string Facts(string token) => $"/people/{token}/facts";

    public static string Fact(string token, long position) => $"/people/{token}/facts/{position}";

    public static string Record(string token, string? kind = null) => $"/people/{token}/record{(kind is null ? "" : $"/{kind}")}";

    public static string Why(string token, string scheme, string outcome) => $"/people/{token}/why/{scheme}/{outcome}";

    public static string Scheme(string name) => $"/schemes/{name}";

    public const string Runs = "/money/runs", Bank = "/money/bank", Statement = "/money/statement", Balance = "/money/balance", Accrual = "/money/accrual", Close = "/money/close";

    public static string Run(string number, string? what = null) => $"/money/runs/{number}{(what is null ? "" : $"/{what}")}";

    public static string Prepare(string? scheme = null) => $"/money/prepare{(scheme is null ? "" : $"?scheme={scheme}")}";

    public static string Hold(string run, string payment, bool release) => $"/money/runs/{run}/hold?payment={Uri.EscapeDataString(payment)}{(release ? "&release=true" : "")}";

    public static string ProposeBank(string? partner = null) => $"/money/bank/propose{(partner is null ? "" : $"?partner={Uri.EscapeDataString(partner)}")}";

    public static string ConfirmBank(long proposal) => $"/money/bank/confirm/{proposal}";

    /// <summary>Changes with the program, so that a browser may keep what it has for as long as it likes.</summary>
    private static readonly string Version = typeof(Links).Assembly.ManifestModule.ModuleVersionId.ToString("n")[..12];
}
