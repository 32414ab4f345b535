using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Cairn.Web.Pages;

/// <summary>The public front door: where to turn, first what always answers.</summary>
public sealed class FrontModel(HelpLines help) : PageModel
{
    public IReadOnlyList<(string Service, string How)> Lines { get; } = help.Today();
}
