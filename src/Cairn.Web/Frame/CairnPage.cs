using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Cairn.Web.Frame;

/// <summary>What every page of a signed-in reader has: who they are, and a line to tell them on the next page what was done.</summary>
public abstract class CairnPage : PageModel
{
    /// <summary>Who asks. The door has let in no one else.</summary>
    public Viewer Viewer => Viewer.Of(HttpContext) ?? throw new InvalidOperationException("This page's door is open to anyone; it has no viewer.");

    /// <summary>Said at the top of the next page, once: what was done, without anyone's name.</summary>
    [TempData]
    public string? Done { get; set; }
}
