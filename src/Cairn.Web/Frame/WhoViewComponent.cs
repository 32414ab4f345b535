using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Frame;

/// <summary>Who is signed in, as the head of each page says it.</summary>
public sealed class WhoViewComponent(Accounts accounts, Partnership partnership) : ViewComponent
{
    public string Invoke() => Viewer.Of(HttpContext) is not { } viewer ? "" : viewer.IsPerson && partnership.Names[viewer.Id] is { } name ? name.Text : accounts.NameOf(viewer);
}
