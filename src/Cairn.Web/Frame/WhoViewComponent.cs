using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Frame;

/// <summary>Who is signed in, as the head of each page says it.</summary>
public sealed class WhoViewComponent(Accounts accounts) : ViewComponent
{
    public string Invoke() => Viewer.Of(HttpContext) is { } viewer ? accounts.NameOf(viewer) : "";
}
