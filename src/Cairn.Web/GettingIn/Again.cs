using Cairn.Web.Frame;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.GettingIn;

/// <summary>Asks for the second factor once more before something grave: opening a record in an emergency, changing a way in.</summary>
public sealed class Again(Kept kept, TimeProvider clock)
{
    /// <summary>How long it counts, unless said otherwise.</summary>
    public static readonly TimeSpan Recently = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Null when it was shown within five minutes, or as long as given. Otherwise what to answer: the way to show it and come back; a form that
    /// was sent is kept, and is filled in then.
    /// </summary>
    public async Task<IActionResult?> Needed(HttpContext http, TimeSpan? within = null)
    {
        if (clock.GetUtcNow() - Viewer.SureAt(http) <= (within ?? Recently)) return null;
        var back = HttpMethods.IsPost(http.Request.Method) ? await kept.Keep(http) : null;
        return new LocalRedirectResult(Links.SignInAgain(back ?? http.Request.Path + http.Request.QueryString));
    }
}
