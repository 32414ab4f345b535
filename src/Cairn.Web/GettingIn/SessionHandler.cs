using System.Security.Claims;
using System.Text.Encodings.Web;
using Cairn.Store;
using Cairn.Web.Frame;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Cairn.Web.GettingIn;

/// <summary>
/// Who is signed in: the cookie holds a random secret, the rest lies with the ways in, where it ends at once when one of them changes.
/// Signing in always draws a new secret, so that nobody goes on with one that was known before.
/// </summary>
internal sealed class SessionHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, DataFolder folder, Kept kept, Settings settings)
    : SignInAuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Named = "session";

    private string Cookie => settings.IsSecure ? "__Host-cairn" : "cairn";

    private CookieOptions Rules => new() { HttpOnly = true, Secure = settings.IsSecure, SameSite = SameSiteMode.Lax, Path = "/", IsEssential = true };

    /// <summary>What the cookie of this request holds; null where there is none.</summary>
    public static string? Secret(HttpContext http) => http.Items[typeof(SessionHandler)] as string;

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Cookies[Cookie] is not { Length: 64 } secret || folder.SignIns.Session(secret) is not { } session) return Task.FromResult(AuthenticateResult.NoResult());
        Context.Items[typeof(SessionHandler)] = secret;
        return Task.FromResult(AuthenticateResult.Success(new AuthenticationTicket(new Viewer(session.Account, session.IsPerson).Principal(session.SureAt), Scheme.Name)));
    }

    protected override Task HandleSignInAsync(ClaimsPrincipal who, AuthenticationProperties? properties)
    {
        if (Request.Cookies[Cookie] is { Length: 64 } before) folder.SignIns.End(before);
        var viewer = Viewer.Of(who) ?? throw new ArgumentException("Nobody is named.", nameof(who));
        kept.Sweep(viewer.Id);
        Response.Cookies.Append(Cookie, folder.SignIns.Begin(viewer.Id, viewer.IsPerson), Rules);
        return Task.CompletedTask;
    }

    protected override Task HandleSignOutAsync(AuthenticationProperties? properties)
    {
        if (Request.Cookies[Cookie] is { Length: 64 } secret) folder.SignIns.End(secret);
        Response.Cookies.Delete(Cookie, Rules);
        return Task.CompletedTask;
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Redirect(Links.SignInAndBack(Request.PathBase + Request.Path + Request.QueryString));
        return Task.CompletedTask;
    }
}
