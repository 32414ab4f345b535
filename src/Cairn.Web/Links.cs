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

    public const string ReferYourself = "/refer-yourself", ReferYourselfSent = "/refer-yourself/sent", ReferStart = "/people/refer", Arrivals = "/people/arrivals", Duplicates = "/people/duplicates", Emergency = "/people/emergency", Emergencies = "/people/emergencies";

    public static string Refer(string id, string? task = null) => $"{ReferStart}/{id}{(task is null ? "" : $"/{task}")}";

    public static string Arrival(long position) => $"{Arrivals}/{position}";

    public static string Waiting(string scheme) => $"/people/waiting/{scheme}";

    public static string Compare(string one, string other) => $"{Duplicates}/{one}/{other}";

    public static string Move(string token, long position) => $"{Fact(token, position)}/move";

    public static string Consent(string token) => $"/people/{token}/consent";

    public static string ConsentGive(string token) => $"/people/{token}/consent/give";

    public static string ConsentEnd(string token, long position) => $"/people/{token}/consent/{position}";

    public static string EmergencyReview(long position) => $"{Emergencies}/{position}";

    public static string Scheme(string name) => $"/schemes/{name}";

    /// <summary>Changes with the program, so that a browser may keep what it has for as long as it likes.</summary>
    private static readonly string Version = typeof(Links).Assembly.ManifestModule.ModuleVersionId.ToString("n")[..12];
}
