using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Cairn.Web.Pages.SignIn;

/// <summary>Signing in. In the demo it is choosing whom to be.</summary>
public sealed class IndexModel(Settings settings, Accounts accounts) : PageModel
{
    /// <summary>The page to come back to; only one of ours.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Back { get; set; }

    public IEnumerable<IGrouping<string, Account>> Accounts => accounts.All.GroupBy(a => a.Partner, StringComparer.Ordinal);

    public async Task<IActionResult> OnPostAsync(string? id)
    {
        if (!settings.IsDemo || id is null || accounts.Find(id) is not { } account) return NotFound();
        var viewer = new Viewer(account.Id, account.IsPerson);
        await HttpContext.SignInAsync(viewer.Principal());
        return Url.IsLocalUrl(Back) ? LocalRedirect(Back) : LocalRedirect(viewer.IsPerson ? Links.MyPlan : Links.Today);
    }
}
