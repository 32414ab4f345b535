using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Http;

namespace Cairn.Web;

/// <summary>Who asks: a member by their id, or a person in recovery by their token. Nothing but that is kept in the cookie: what they may do is looked up in the record each time.</summary>
public sealed record Viewer(string Id, bool IsPerson)
{
    private const string Kind = "kind";

    /// <summary>The claim that says when a second factor was last shown, in milliseconds since 1970.</summary>
    private const string Sure = "sure";

    /// <summary>The key of a command that this viewer's form gives: another's form with the same key is another command.</summary>
    public string Once(string key) => $"web:{Id}:{key}";

    /// <summary>Nobody when not signed in.</summary>
    public static Viewer? Of(HttpContext context) =>
        Of(context.User);

    /// <summary>Whom an identity names; nobody when it is not signed in.</summary>
    public static Viewer? Of(ClaimsPrincipal principal) =>
        principal.Identity?.IsAuthenticated is true && principal.FindFirstValue(ClaimTypes.NameIdentifier) is { } id ? new(id, principal.HasClaim(Kind, "person")) : null;

    /// <summary>When whoever asks last showed a second factor; long ago where nobody is signed in.</summary>
    public static DateTimeOffset SureAt(HttpContext context) =>
        long.TryParse(context.User.FindFirstValue(Sure), NumberStyles.None, CultureInfo.InvariantCulture, out var at) ? DateTimeOffset.FromUnixTimeMilliseconds(at) : DateTimeOffset.MinValue;

    /// <summary>The identity of this viewer, who last showed a second factor then.</summary>
    public ClaimsPrincipal Principal(DateTimeOffset sureAt = default) =>
        new(new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, Id), new Claim(Kind, IsPerson ? "person" : "member"), new Claim(Sure, Math.Max(0, sureAt.ToUnixTimeMilliseconds()).ToString(CultureInfo.InvariantCulture))], "Cairn"));
}
