using Cairn.Record;
using Cairn.Store;
using Cairn.Web.Frame;
using Cairn.Web.GettingIn;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.Me;

/// <summary>Somebody's own ways in, and signing out everywhere. Changing a way in asks for the second factor again.</summary>
public sealed class IndexModel(DataFolder folder, Passkeys passkeys, Again again, Membership members) : CairnPage
{
    /// <summary>Null in the demo, where signing in is choosing whom to be.</summary>
    public Credentials? Who { get; private set; }

    /// <summary>Whether the second factor was shown just now, so that ways in may be changed.</summary>
    public bool IsSure { get; private set; }

    public bool KeepsMembers { get; private set; }

    public string? Problem { get; private set; }

    /// <summary>Passkeys with the day each was made.</summary>
    public IEnumerable<(string Id, string MadeOn)> Passkeys => Who!.Passkeys.Select(p => (Convert.ToHexString(p.Id), Day.Long(LondonTime.DayOf(p.MadeAt))));

    public bool MayRemove => Who is { Passkeys.Count: > 1 } or { PasswordHash: not null };

    public async Task OnGetAsync() => await Open();

    public async Task<IActionResult> OnPostEverywhereAsync()
    {
        folder.SignIns.Change(Viewer.Id, who => who is null ? null : who with { Stamp = Token.New() });
        await HttpContext.SignOutAsync();
        return LocalRedirect(Links.SignIn);
    }

    public async Task<IActionResult> OnPostRemoveAsync(string? id)
    {
        if (await again.Needed(HttpContext) is { } first) return first;
        var changed = folder.SignIns.Change(Viewer.Id, who =>
            who is { Passkeys.Count: > 1 } or { PasswordHash: not null } && who.Passkeys.Any(p => Convert.ToHexString(p.Id) == id) ? who with { Passkeys = [.. who.Passkeys.Where(p => Convert.ToHexString(p.Id) != id)], Stamp = Token.New() } : null);
        return await Changed(changed, "The passkey opens nothing any more. Other devices are signed out.");
    }

    public async Task<IActionResult> OnPostOptionsAsync() =>
        await again.Needed(HttpContext) ?? (folder.SignIns.Find(Viewer.Id) is { } who ? Content(await passkeys.ToMake(HttpContext, who), "application/json") : NotFound());

    public async Task<IActionResult> OnPostPasskeyAsync(string? challenge, string? answer)
    {
        if (await again.Needed(HttpContext) is { } first) return first;
        if (folder.SignIns.Find(Viewer.Id) is not { } who) return NotFound();
        if (await passkeys.Made(HttpContext, challenge ?? "", answer ?? "", who, "") is { } made)
            return await Changed(folder.SignIns.Change(Viewer.Id, now => now is { ClosedAt: null, Passkeys.Count: < GettingIn.Passkeys.Most } ? now with { Passkeys = [.. now.Passkeys, made], Stamp = Token.New() } : null), "Your new passkey works. Other devices are signed out.");
        await Open();
        Problem = "The passkey was not made. Try again.";
        return Page();
    }

    /// <summary>A way in has changed: all sessions are over, and this one begins anew.</summary>
    private async Task<IActionResult> Changed(Credentials? who, string done)
    {
        if (who is null) return NotFound();
        await Entrance.SignIn(HttpContext, who);
        Done = done;
        return LocalRedirect(Links.Me);
    }

    private async Task Open()
    {
        Who = folder.SignIns.Find(Viewer.Id);
        IsSure = await again.Needed(HttpContext) is null;
        KeepsMembers = !Viewer.IsPerson && members.PartnersOf(Viewer).Count > 0;
    }
}
