using Cairn.Web.Frame;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Cairn.Web;

/// <summary>Who may open a page at all. What is on it follows from access, person by person.</summary>
public enum Who
{
    /// <summary>The public too.</summary>
    Anyone,
    /// <summary>Anyone who has signed in.</summary>
    SignedIn,
    /// <summary>A member of a partner.</summary>
    Member,
    /// <summary>A person in recovery, about themselves.</summary>
    Person,
}

/// <summary>The one table of who may open which page. A page without a row stops the service from starting.</summary>
public static class Doors
{
    /// <summary>By the page's path in <c>Pages</c>.</summary>
    public static readonly IReadOnlyDictionary<string, Who> Table = new Dictionary<string, Who>(StringComparer.Ordinal)
    {
        ["/Claims/Claim"] = Who.Member,
        ["/Claims/Index"] = Who.Member,
        ["/Claims/New"] = Who.Member,
        ["/Claims/Sample"] = Who.Member,
        ["/Claims/Sampled"] = Who.Member,
        ["/Claims/Samples"] = Who.Member,
        ["/Claims/ToCheck"] = Who.Member,
        ["/Help/Index"] = Who.SignedIn,
        ["/Index"] = Who.Anyone,
        ["/Me/Codes"] = Who.Member,
        ["/Me/Index"] = Who.SignedIn,
        ["/Me/Password"] = Who.Member,
        ["/Members/Close"] = Who.Member,
        ["/Members/Index"] = Who.Member,
        ["/Members/Invite"] = Who.Member,
        ["/Members/Member"] = Who.Member,
        ["/Mine/Budget"] = Who.Person,
        ["/Mine/Information"] = Who.Person,
        ["/Mine/Plan"] = Who.Person,
        ["/Money/Accrual"] = Who.Member,
        ["/Money/Balance"] = Who.Member,
        ["/Money/Bank"] = Who.Member,
        ["/Money/BankConfirm"] = Who.Member,
        ["/Money/BankPropose"] = Who.Member,
        ["/Money/Close"] = Who.Member,
        ["/Money/Hold"] = Who.Member,
        ["/Money/Index"] = Who.Member,
        ["/Money/Prepare"] = Who.Member,
        ["/Money/Results"] = Who.Member,
        ["/Money/Run"] = Who.Member,
        ["/Money/Runs"] = Who.Member,
        ["/Money/Statement"] = Who.Member,
        ["/Money/Withdraw"] = Who.Member,
        ["/Partners/Index"] = Who.Member,
        ["/People/Answer"] = Who.Member,
        ["/People/Arrivals"] = Who.Member,
        ["/People/Card"] = Who.Member,
        ["/People/Compare"] = Who.Member,
        ["/People/Consent"] = Who.SignedIn,
        ["/People/ConsentEnd"] = Who.SignedIn,
        ["/People/ConsentGive"] = Who.SignedIn,
        ["/People/Duplicates"] = Who.Member,
        ["/People/Emergencies"] = Who.Member,
        ["/People/Emergency"] = Who.Member,
        ["/People/EmergencyReview"] = Who.Member,
        ["/People/Evidence"] = Who.Member,
        ["/People/Fact"] = Who.SignedIn,
        ["/People/Facts"] = Who.SignedIn,
        ["/People/File"] = Who.Member,
        ["/People/Index"] = Who.Member,
        ["/People/Kinds"] = Who.Member,
        ["/People/Move"] = Who.Member,
        ["/People/Person"] = Who.Member,
        ["/People/Record"] = Who.SignedIn,
        ["/People/Refer/Check"] = Who.Member,
        ["/People/Refer/Index"] = Who.Member,
        ["/People/Refer/Sent"] = Who.Member,
        ["/People/Refer/Task"] = Who.Member,
        ["/People/Refer/Tasks"] = Who.Member,
        ["/People/Waiting"] = Who.Member,
        ["/People/Why"] = Who.SignedIn,
        ["/Problem"] = Who.Anyone,
        ["/ReferYourself"] = Who.Anyone,
        ["/ReferYourselfSent"] = Who.Anyone,
        ["/Schemes/Index"] = Who.Member,
        ["/Schemes/Scheme"] = Who.Member,
        ["/SignIn/Again"] = Who.SignedIn,
        ["/SignIn/Card"] = Who.Anyone,
        ["/SignIn/Index"] = Who.Anyone,
        ["/SignIn/Join"] = Who.Anyone,
        ["/SignIn/Out"] = Who.Anyone,
        ["/SignIn/SetUp"] = Who.Anyone,
        ["/Today/Index"] = Who.Member,
    };

    /// <summary>The page that a plain link opens.</summary>
    public static string PageOf(string link) => Table.Keys.FirstOrDefault(p => string.Equals(p, link, StringComparison.OrdinalIgnoreCase) || string.Equals(p, link + "/Index", StringComparison.OrdinalIgnoreCase)) ?? "";

    /// <summary>Throws when a page is missing from the table, or the table names none.</summary>
    public static void Check(IEnumerable<string> pages)
    {
        var all = pages.ToHashSet(StringComparer.Ordinal);
        var missing = all.Where(p => !Table.ContainsKey(p)).Concat(Table.Keys.Where(p => !all.Contains(p))).ToList();
        if (missing.Count > 0) throw new InvalidOperationException($"The table of doors and the pages differ: {string.Join(", ", missing)}.");
    }
}

/// <summary>
/// Holds every page to the table, and every form to having been shown by us to whoever sends it. A form of somebody whose sign-in has
/// ended meanwhile is kept for them.
/// </summary>
public sealed class DoorKeeper(IAntiforgery antiforgery, Kept kept) : IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var page = ((CompiledPageActionDescriptor)context.ActionDescriptor).ViewEnginePath;
        var http = context.HttpContext;
        var viewer = Viewer.Of(http);
        var opens = Doors.Table[page] switch
        {
            Who.Anyone => true,
            Who.SignedIn => viewer is not null,
            Who.Member => viewer is { IsPerson: false },
            _ => viewer is { IsPerson: true },
        };
        // Whoever has signed in is told that there is no such page; the others are asked to sign in, and come back.
        if (!opens) context.Result = viewer is not null ? new NotFoundResult() : HttpMethods.IsPost(http.Request.Method) && await kept.Keep(http) is { } back ? new LocalRedirectResult(Links.SignInAndBack(back)) : new ChallengeResult();
        else if (HttpMethods.IsPost(http.Request.Method) && page != "/Problem" && !await antiforgery.IsRequestValidAsync(http)) context.Result = new BadRequestResult();
        else if (await next() is { Result: RedirectResult or LocalRedirectResult or RedirectToPageResult } && HttpMethods.IsPost(http.Request.Method)) kept.Forget(http);
    }
}
