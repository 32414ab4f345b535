namespace Cairn.Web;

/// <summary>The one place that makes addresses. No name ever stands in one.</summary>
public static class Links
{
    public const string Front = "/", Today = "/today", People = "/people", Schemes = "/schemes", Money = "/money", Partnership = "/partnership", Help = "/help";

    public const string MyPlan = "/mine/plan", MyBudget = "/mine/budget", MyInformation = "/mine/information";

    public const string SignIn = "/sign-in", SignOut = "/sign-in/out";

    public static string Asset(string name) => $"/assets/{name}?v={Version}";

    public static string Person(string token) => $"/people/{token}";

    /// <summary>Changes with the program, so that a browser may keep what it has for as long as it likes.</summary>
    private static readonly string Version = typeof(Links).Assembly.ManifestModule.ModuleVersionId.ToString("n")[..12];
}
