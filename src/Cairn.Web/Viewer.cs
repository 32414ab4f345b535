using System.Security.Claims;
using Microsoft.AspNetCore.Http;

namespace Cairn.Web;

/// <summary>Who asks: a member by their id, or a person in recovery by their token. Nothing but that is kept in the cookie: what they may do is looked up in the record each time.</summary>
public sealed record Viewer(string Id, bool IsPerson)
{
    private const string Kind = "kind";

    /// <summary>Nobody when not signed in.</summary>
    public static Viewer? Of(HttpContext context) =>
        context.User is { } principal && principal.Identity?.IsAuthenticated is true && principal.FindFirstValue(ClaimTypes.NameIdentifier) is { } id ? new(id, principal.HasClaim(Kind, "person")) : null;

    /// <summary>The identity to sign in with.</summary>
    public ClaimsPrincipal Principal() =>
        new(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, Id), new Claim(Kind, IsPerson ? "person" : "member")], "Cairn"));
}
