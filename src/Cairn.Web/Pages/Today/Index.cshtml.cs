using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Cairn.Web.Pages.Today;

/// <summary>What to do now, this week, and what waits on others.</summary>
public sealed class IndexModel : PageModel
{
}
