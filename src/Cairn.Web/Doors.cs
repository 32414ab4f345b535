using Cairn.Desk;
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

/// <summary>A row of the table: who may open a page, and which rights open it to a member, any one of them; none where it takes none.</summary>
public sealed record Door(Who Who, params Right[] AnyOf)
{
    /// <summary>Whether it opens to this viewer today; nobody when not signed in.</summary>
    public bool Opens(Viewer? viewer, Partnership partnership) => Who switch
    {
        Who.Anyone => true,
        Who.SignedIn => viewer is not null,
        Who.Person => viewer is { IsPerson: true },
        _ => viewer is { IsPerson: false } && (AnyOf.Length == 0 || partnership.Read(read => AnyOf.Any(right => read.Access.May(viewer.Id, right).IsYes))),
    };
}

/// <summary>The one table of who may open which page. A page without a row stops the service from starting.</summary>
public static class Doors
{
    /// <summary>By the page's path in <c>Pages</c>.</summary>
    public static readonly IReadOnlyDictionary<string, Door> Table = new Dictionary<string, Door>(StringComparer.Ordinal)
    {
        ["/Claims/Claim"] = new(Who.Member, Right.Verify),
        ["/Claims/Index"] = new(Who.Member, Right.Claim, Right.Verify),
        ["/Claims/New"] = new(Who.Member, Right.Claim),
        ["/Claims/Sample"] = new(Who.Member, Right.Verify),
        ["/Claims/Sampled"] = new(Who.Member, Right.Verify),
        ["/Claims/Samples"] = new(Who.Member, Right.Verify),
        ["/Claims/ToCheck"] = new(Who.Member, Right.Verify),
        ["/Conferences/Conference"] = new(Who.SignedIn),
        ["/Conferences/Decide"] = new(Who.Member),
        ["/Conferences/Held"] = new(Who.Member),
        ["/Conferences/Invitation"] = new(Who.Member),
        ["/Help/Index"] = new(Who.SignedIn),
        ["/Index"] = new(Who.Anyone),
        ["/Leave"] = new(Who.Anyone),
        ["/Me/Codes"] = new(Who.Member),
        ["/Me/Index"] = new(Who.SignedIn),
        ["/Me/Password"] = new(Who.Member),
        ["/Members/Close"] = new(Who.Member, Right.InviteMembers),
        ["/Members/Index"] = new(Who.Member, Right.InviteMembers),
        ["/Members/Invite"] = new(Who.Member, Right.InviteMembers),
        ["/Members/Member"] = new(Who.Member, Right.InviteMembers),
        ["/Messages/Index"] = new(Who.Member, Right.InviteMembers),
        ["/Mine/Ask"] = new(Who.Person),
        ["/Mine/Budget"] = new(Who.Person),
        ["/Mine/Complaints"] = new(Who.Person),
        ["/Mine/Copy"] = new(Who.Person),
        ["/Mine/CopyFile"] = new(Who.Person),
        ["/Mine/Disagree"] = new(Who.Person),
        ["/Mine/Erase"] = new(Who.Person),
        ["/Mine/Information"] = new(Who.Person),
        ["/Mine/Plan"] = new(Who.Person),
        ["/Money/Accrual"] = new(Who.Member, Right.PreparePayRun, Right.ApprovePayRun),
        ["/Money/Balance"] = new(Who.Member, Right.PreparePayRun, Right.ApprovePayRun),
        ["/Money/Bank"] = new(Who.Member, Right.ChangeBankDetails),
        ["/Money/BankConfirm"] = new(Who.Member, Right.ChangeBankDetails),
        ["/Money/BankPropose"] = new(Who.Member, Right.ChangeBankDetails),
        ["/Money/Close"] = new(Who.Member, Right.PreparePayRun),
        ["/Money/Hold"] = new(Who.Member, Right.PreparePayRun, Right.ApprovePayRun),
        ["/Money/Index"] = new(Who.Member, Right.SeeMoney),
        ["/Money/Prepare"] = new(Who.Member, Right.PreparePayRun),
        ["/Money/Results"] = new(Who.Member, Right.PreparePayRun),
        ["/Money/Run"] = new(Who.Member, Right.SeeMoney),
        ["/Money/Runs"] = new(Who.Member, Right.SeeMoney),
        ["/Money/Statement"] = new(Who.Member, Right.SeeMoney),
        ["/Money/Withdraw"] = new(Who.Member, Right.PreparePayRun, Right.ApprovePayRun),
        ["/Partners/Index"] = new(Who.Member),
        ["/Partners/Vacancies"] = new(Who.Member),
        ["/Partners/Vacancy"] = new(Who.Member),
        ["/Partners/VacancyNew"] = new(Who.Member),
        ["/Partners/Write"] = new(Who.Member),
        ["/People/Answer"] = new(Who.Member),
        ["/People/Arrivals"] = new(Who.Member),
        ["/People/Budget"] = new(Who.Member),
        ["/People/BedDays"] = new(Who.Member),
        ["/People/Card"] = new(Who.Member),
        ["/People/Compare"] = new(Who.Member, Right.MatchDuplicates),
        ["/People/Complaint"] = new(Who.Member, Right.AnswerComplaints),
        ["/People/Complaints"] = new(Who.Member, Right.AnswerComplaints),
        ["/People/ConferenceCall"] = new(Who.Member),
        ["/People/Conferences"] = new(Who.SignedIn),
        ["/People/Consent"] = new(Who.SignedIn),
        ["/People/ConsentEnd"] = new(Who.SignedIn),
        ["/People/ConsentGive"] = new(Who.SignedIn),
        ["/People/Copies"] = new(Who.Member, Right.ReviewCopies),
        ["/People/CopyReview"] = new(Who.Member, Right.ReviewCopies),
        ["/People/Duplicates"] = new(Who.Member, Right.MatchDuplicates),
        ["/People/Emergencies"] = new(Who.Member, Right.ReviewEmergencies),
        ["/People/Emergency"] = new(Who.Member),
        ["/People/EmergencyReview"] = new(Who.Member),
        ["/People/Erase"] = new(Who.Member, Right.Erase),
        ["/People/Erasures"] = new(Who.Member, Right.AskErasure, Right.Erase),
        ["/People/Evidence"] = new(Who.Member),
        ["/People/Fact"] = new(Who.SignedIn),
        ["/People/Facts"] = new(Who.SignedIn),
        ["/People/File"] = new(Who.Member),
        ["/People/Index"] = new(Who.Member),
        ["/People/Kinds"] = new(Who.Member),
        ["/People/JobCheck"] = new(Who.Member),
        ["/People/Mentor"] = new(Who.Member),
        ["/People/MentorContact"] = new(Who.Member),
        ["/People/Messages"] = new(Who.SignedIn),
        ["/People/Move"] = new(Who.Member),
        ["/People/Person"] = new(Who.Member),
        ["/People/Purchase"] = new(Who.Member),
        ["/People/Placements"] = new(Who.SignedIn),
        ["/People/Plan"] = new(Who.Member),
        ["/People/PlanAction"] = new(Who.SignedIn),
        ["/People/PlanActionResult"] = new(Who.SignedIn),
        ["/People/PlanPropose"] = new(Who.SignedIn),
        ["/People/PlanVersion"] = new(Who.SignedIn),
        ["/People/Record"] = new(Who.SignedIn),
        ["/People/Refer/Check"] = new(Who.Member),
        ["/People/Refer/Index"] = new(Who.Member),
        ["/People/Refer/Sent"] = new(Who.Member),
        ["/People/Refer/Task"] = new(Who.Member),
        ["/People/Refer/Tasks"] = new(Who.Member),
        ["/People/Restrict"] = new(Who.SignedIn),
        ["/People/RestrictLift"] = new(Who.SignedIn),
        ["/People/Waiting"] = new(Who.Member),
        ["/People/Why"] = new(Who.SignedIn),
        ["/Problem"] = new(Who.Anyone),
        ["/ReferYourself"] = new(Who.Anyone),
        ["/ReferYourselfSent"] = new(Who.Anyone),
        ["/Schemes/Backtest"] = new(Who.Member, Right.SeeMoney),
        ["/Schemes/Board"] = new(Who.Member, Right.SeeMoney),
        ["/Schemes/Change"] = new(Who.Member, Right.EditSchemes),
        ["/Schemes/Compare"] = new(Who.Member, Right.SeeMoney),
        ["/Schemes/Examples"] = new(Who.Member, Right.SeeSchemes),
        ["/Schemes/Index"] = new(Who.Member, Right.SeeSchemes),
        ["/Schemes/Indicator"] = new(Who.Member, Right.SeeSchemes),
        ["/Schemes/Learning"] = new(Who.SignedIn),
        ["/Schemes/Price"] = new(Who.Member, Right.SeeMoney),
        ["/Schemes/Proposal"] = new(Who.Member, Right.EditSchemes, Right.ApproveSchemeChanges),
        ["/Schemes/Scheme"] = new(Who.Member, Right.SeeSchemes),
        ["/Schemes/TwoFunds"] = new(Who.Member, Right.SeeSchemes),
        ["/Schemes/Versions"] = new(Who.Member, Right.SeeSchemes),
        ["/SignIn/Again"] = new(Who.SignedIn),
        ["/SignIn/Card"] = new(Who.Anyone),
        ["/SignIn/Index"] = new(Who.Anyone),
        ["/SignIn/Join"] = new(Who.Anyone),
        ["/SignIn/Out"] = new(Who.Anyone),
        ["/SignIn/SetUp"] = new(Who.Anyone),
        ["/Today/Index"] = new(Who.Member),
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
public sealed class DoorKeeper(Partnership partnership, IAntiforgery antiforgery, Kept kept) : IAsyncPageFilter
{
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    public async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var page = ((CompiledPageActionDescriptor)context.ActionDescriptor).ViewEnginePath;
        var http = context.HttpContext;
        var viewer = Viewer.Of(http);
        // Whoever has signed in is told that there is no such page; the others are asked to sign in, and come back.
        if (!Doors.Table[page].Opens(viewer, partnership)) context.Result = viewer is not null ? new NotFoundResult() : HttpMethods.IsPost(http.Request.Method) && await kept.Keep(http) is { } back ? new LocalRedirectResult(Links.SignInAndBack(back)) : new ChallengeResult();
        else if (HttpMethods.IsPost(http.Request.Method) && page != "/Problem" && !await antiforgery.IsRequestValidAsync(http)) context.Result = new BadRequestResult();
        else if (await next() is { Result: RedirectResult or LocalRedirectResult or RedirectToPageResult } && HttpMethods.IsPost(http.Request.Method)) kept.Forget(http);
    }
}
