namespace Cairn.Web;

/// <summary>The one place that makes addresses. No name ever stands in one.</summary>
public static class Links
{
    public const string Front = "/", Today = "/today", People = "/people", Schemes = "/schemes", Money = "/money", Partners = "/partners", Help = "/help";

    public const string MyPlan = "/mine/plan", MyBudget = "/mine/budget", MyInformation = "/mine/information";

    public const string MyCopy = "/mine/copy", MyCopyFile = "/mine/copy/file", MyComplaints = "/mine/complaints", EraseMe = "/mine/erase";

    public const string Complaints = "/people/complaints", Copies = "/people/copies", Erasures = "/people/erasures";

    /// <summary>Saying that an entry of one's record is wrong.</summary>
    public static string Disagree(long position) => $"/mine/disagree/{position}";

    public static string Complaint(long position) => $"{Complaints}/{position}";

    public static string CopyReview(long asked) => $"{Copies}/{asked}";

    public static string Erase(long asked) => $"{Erasures}/{asked}";

    public const string SignIn = "/sign-in", SignOut = "/sign-in/out", Leave = "/leave";

    public const string SignInByCard = "/sign-in/card", Me = "/me", MyPassword = "/me/password", MyCodes = "/me/codes", Members = "/members", Invite = "/members/invite";

    public static string SignInAndBack(string back) => $"{SignIn}?back={Uri.EscapeDataString(back)}";

    public static string SignInAgain(string back) => $"{SignIn}/again?back={Uri.EscapeDataString(back)}";

    public static string SetUp(string secret) => $"/set-up/{secret}";

    public static string Join(string secret) => $"/join/{secret}";

    public static string Member(string id) => $"{Members}/{id}";

    public static string CloseMember(string id) => $"{Members}/{id}/close";

    public static string Card(string token) => $"/people/{token}/card";

    /// <summary>Where somebody is led who has signed in.</summary>
    public static string Home(Viewer viewer) => viewer.IsPerson ? MyPlan : Today;

    public static string Asset(string name) => $"/assets/{name}?v={Version}";

    public static string Person(string token) => $"/people/{token}";

    /// <summary>Where a reader of someone's pages came from: their own plan, or the person's page.</summary>
    public static string Home(Viewer viewer, string token) => viewer.IsPerson ? MyPlan : Person(token);

    public static string Facts(string token) => $"/people/{token}/facts";

    /// <summary>With a purpose other than care, where the look is for that.</summary>
    public static string Fact(string token, long position, string? purpose = null) => $"/people/{token}/facts/{position}{(purpose is null ? "" : $"?for={purpose}")}";

    public static string Record(string token, string? kind = null) => $"/people/{token}/record{(kind is null ? "" : $"/{kind}")}";

    /// <summary>Putting a fact of a kind right, by its place in the log.</summary>
    public static string Correct(string token, string kind, long position) => $"{Record(token, kind)}?corrects={position}";

    /// <summary>Recording a job offer or a job that a vacancy led to, filled in from the vacancy.</summary>
    public static string RecordFrom(string token, string kind, long vacancy) => $"{Record(token, kind)}?vacancy={vacancy}";

    public static string Why(string token, string scheme, string outcome) => $"/people/{token}/why/{scheme}/{outcome}";

    public const string Claims = "/claims", NewClaims = "/claims/new", ClaimsToCheck = "/claims/to-check", Samples = "/claims/samples";

    public static string Claim(string token, string scheme, string outcome, int time) => $"{ClaimsToCheck}/{token}/{scheme}/{outcome}/{time}";

    public static string Sample(int seed) => $"{Samples}/{seed}";

    public static string Sampled(int seed, string token, string scheme, string outcome, int time) => $"{Samples}/{seed}/{token}/{scheme}/{outcome}/{time}";

    public static string Evidence(string token, long position) => $"/people/{token}/facts/{position}/evidence";

    public static string EvidenceFile(string token, long position, string? purpose = null) => $"/people/{token}/files/{position}{(purpose is null ? "" : $"?for={purpose}")}";

    public const string ReferYourself = "/refer-yourself", ReferYourselfSent = "/refer-yourself/sent", ReferStart = "/people/refer", Arrivals = "/people/arrivals", Duplicates = "/people/duplicates", Emergency = "/people/emergency", Emergencies = "/people/emergencies";

    public static string Refer(string id, string? task = null) => $"{ReferStart}/{id}{(task is null ? "" : $"/{task}")}";

    public static string Arrival(long position) => $"{Arrivals}/{position}";

    public static string Waiting(string scheme) => $"/people/waiting/{scheme}";

    public static string Compare(string one, string other) => $"{Duplicates}/{one}/{other}";

    public static string Move(string token, long position) => $"{Fact(token, position)}/move";

    public static string Consent(string token) => $"/people/{token}/consent";

    public static string ConsentGive(string token) => $"/people/{token}/consent/give";

    public static string ConsentEnd(string token, long position) => $"/people/{token}/consent/{position}";

    /// <summary>The restrictions on a record; with a place in the log, one to be lifted.</summary>
    public static string Restrict(string token, long? position = null) => $"/people/{token}/restrict{(position is null ? "" : $"/{position}")}";

    public static string AskFor(string scheme, string item) => $"{MyBudget}/{scheme}/{item}";

    public static string PersonBudget(string token) => $"/people/{token}/budget";

    public static string Purchase(string token, string scheme, string purchase) => $"{PersonBudget(token)}/{scheme}/{purchase}";

    public static string Plan(string token, string? what = null) => $"/people/{token}/plan{(what is null ? "" : $"/{what}")}";

    /// <summary>Where a reader goes back to from what they did on someone's plan.</summary>
    public static string PlanOf(Viewer viewer, string token) => viewer.IsPerson ? MyPlan : Plan(token);

    /// <summary>A new action, under a goal where one is named, agreed in a conference where one is.</summary>
    public static string PlanAction(string token, string? goal = null, long? call = null) => $"{Plan(token, "action")}{(goal is null ? "" : $"?goal={goal}")}{(call is null ? "" : $"{(goal is null ? "?" : "&")}call={call}")}";

    public static string PlanActionResult(string token, long position) => Plan(token, $"actions/{position}");

    public static string PlanVersion(string token, long position) => Plan(token, $"versions/{position}");

    public const string BedDays = "/people/placements";

    public static string Placements(string token) => $"/people/{token}/placements";

    public static string Conferences(string token) => $"/people/{token}/conferences";

    public static string ConferenceCall(string token) => $"{Conferences(token)}/call";

    /// <summary>A conference by its place in the log: who it is about does not stand in the address, which goes into calendars.</summary>
    public static string Conference(long position, string? what = null) => $"/conferences/{position}{(what is null ? "" : $"/{what}")}";

    public static string EmergencyReview(long position) => $"{Emergencies}/{position}";

    public const string Messages = "/messages";

    /// <summary>Of one letter to print, with its id.</summary>
    public static string MessagesTo(string token, string? letter = null) => $"/people/{token}/messages{(letter is null ? "" : $"?letter={Uri.EscapeDataString(letter)}")}";

    public static string Scheme(string name) => $"/schemes/{name}";

    public static string Versions(string scheme) => $"{Scheme(scheme)}/versions";

    /// <summary>Proposing a change to a scheme's rules.</summary>
    public static string ChangeScheme(string scheme) => $"{Scheme(scheme)}/change";

    /// <summary>A change that was proposed; with the digest of what its reader saw of it, where they answer.</summary>
    public static string SchemeChange(string scheme, string number, string? seen = null) => $"{Scheme(scheme)}/changes/{number}{(seen is null ? "" : $"?seen={seen}")}";

    public static string Examples(string scheme) => $"{Scheme(scheme)}/examples";

    public static string Learning(string scheme) => $"{Scheme(scheme)}/learning";

    public static string LearningFiles(string scheme) => $"{Learning(scheme)}?files=true";

    public static string Price(string scheme) => $"{Scheme(scheme)}/price";

    /// <summary>Setting a scheme beside another contract.</summary>
    public static string CompareScheme(string scheme) => $"{Scheme(scheme)}/compare";

    /// <summary>What a scheme would have paid on the record.</summary>
    public static string Backtest(string scheme) => $"{Scheme(scheme)}/backtest";

    public static string TwoFunds(string plan) => $"{Scheme(plan)}/two-funds";

    public static string Board(string scheme) => $"{Scheme(scheme)}/board";

    public static string Indicator(string scheme, string indicator) => $"{Scheme(scheme)}/indicators/{indicator}";

    public static string Mentor(string token) => $"/people/{token}/mentor";

    public static string MentorContact(string token) => $"{Mentor(token)}/met";

    /// <summary>The check of a job, by the job's place in the log.</summary>
    public static string JobCheck(string token, long position) => $"{Fact(token, position)}/check";

    public const string Vacancies = "/partners/vacancies", NewVacancy = "/partners/vacancies/new";

    /// <summary>Writing down something about partners, their staff or hubs: the kind of it, and the fact that is changed.</summary>
    public static string WriteDown(string kind, long? corrects = null) => $"{Partners}/write/{kind}{(corrects is null ? "" : $"?corrects={corrects}")}";

    public static string Vacancy(long position) => $"{Vacancies}/{position}";

    public const string Runs = "/money/runs", Bank = "/money/bank", Statement = "/money/statement", Balance = "/money/balance", Accrual = "/money/accrual", Close = "/money/close";

    public static string Run(string number, string? what = null) => $"/money/runs/{number}{(what is null ? "" : $"/{what}")}";

    public static string Prepare(string? scheme = null) => $"/money/prepare{(scheme is null ? "" : $"?scheme={scheme}")}";

    public static string Hold(string run, string payment, bool release) => $"/money/runs/{run}/hold?payment={Uri.EscapeDataString(payment)}{(release ? "&release=true" : "")}";

    public static string ProposeBank(string? partner = null) => $"/money/bank/propose{(partner is null ? "" : $"?partner={Uri.EscapeDataString(partner)}")}";

    public static string ConfirmBank(long proposal) => $"/money/bank/confirm/{proposal}";

    /// <summary>Changes with the program, so that a browser may keep what it has for as long as it likes.</summary>
    private static readonly string Version = typeof(Links).Assembly.ManifestModule.ModuleVersionId.ToString("n")[..12];
}
