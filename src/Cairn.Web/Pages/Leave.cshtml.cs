using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Cairn.Web.Pages;

/// <summary>
/// Leaving fast: the session is over, and the browser is at a page that says nothing. A link and no form, so that it works everywhere without a script;
/// another site's link to it signs nobody out. Pages are never kept by the browser, so there is no cache to clear, which can take a second.
/// </summary>
public sealed class LeaveModel : PageModel
{
    /// <summary>Where it leads: a page that many people have open.</summary>
    public const string Neutral = "https://www.bbc.co.uk/weather";

    public async Task<IActionResult> OnGetAsync()
    {
        if (Request.Headers["Sec-Fetch-Site"] != "cross-site")
        {
            await HttpContext.SignOutAsync();
            Response.Headers["Clear-Site-Data"] = "\"cookies\", \"storage\"";
        }
        return Redirect(Neutral);
    }
}
