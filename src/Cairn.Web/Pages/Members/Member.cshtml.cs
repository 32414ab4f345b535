using Cairn.Web.Frame;
using Cairn.Web.GettingIn;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.Members;

/// <summary>One member: how they get in, a new link for who has lost theirs, and the way to closing them.</summary>
public sealed class MemberModel(Membership members) : CairnPage
{
    public MemberLine Member { get; private set; } = null!;

    [TempData]
    public string? Link { get; set; }

    /// <summary>The whole address to hand over; shown once.</summary>
    public string? Address { get; private set; }

    public bool IsSelf => Member.Id == Viewer.Id;

    public IActionResult OnGet(string id)
    {
        if (!Open(id)) return NotFound();
        if (Link is { } secret) Address = $"{Request.Scheme}://{Request.Host}{Links.Join(secret)}";
        return Page();
    }

    public IActionResult OnPost(string id)
    {
        if (!Open(id) || IsSelf) return NotFound();
        Link = members.Reinvite(id);
        Done = "The new link is below. What they signed in with before opens nothing any more.";
        return LocalRedirect(Links.Member(id));
    }

    private bool Open(string id)
    {
        if (members.Find(Viewer, id) is not { } found) return false;
        Member = found;
        return true;
    }
}
