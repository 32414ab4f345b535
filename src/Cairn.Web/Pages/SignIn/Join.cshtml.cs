using Cairn.Store;
using Cairn.Web.Frame;
using Cairn.Web.GettingIn;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Cairn.Web.Pages.SignIn;

/// <summary>Whoever was invited chooses their way in. The link is good once.</summary>
public sealed class JoinModel(DataFolder folder, PasswordForm password, Passkeys passkeys) : PageModel
{
    public Credentials? Who { get; private set; }

    public Form Form { get; } = PasswordForm.Make("Use this password");

    public string Secret { get; private set; } = "";

    public string Offer => password.Offer(Who!);

    [TempData]
    public string? Codes { get; set; }

    [TempData]
    public string? Done { get; set; }

    public IActionResult OnGet(string secret) => Open(secret) ? Page() : Gone();

    public async Task<IActionResult> OnPostAsync(string secret)
    {
        if (!Open(secret)) return Gone();
        Form.Read(await Request.ReadFormAsync());
        if (password.Take(Form, Who!) is not { } taken) return Page();
        Codes = string.Join(' ', taken.Codes);
        return await In(taken.Who, Links.MyCodes);
    }

    public async Task<IActionResult> OnPostOptionsAsync(string secret) => Open(secret) ? Content(await passkeys.ToMake(HttpContext, Who!), "application/json") : NotFound();

    public async Task<IActionResult> OnPostPasskeyAsync(string secret, string? challenge, string? answer)
    {
        if (!Open(secret)) return Gone();
        var made = await passkeys.Made(HttpContext, challenge ?? "", answer ?? "", Who!, "");
        if (made is null || folder.SignIns.Change(Who!.Id, who => who is { ClosedAt: null } ? who with { Passkeys = [.. who.Passkeys, made], Stamp = Token.New() } : null) is not { } changed)
        {
            Form.Fail("The passkey was not made. Try again, or choose a password.");
            return Page();
        }
        Done = "Your passkey works. Add a second one on another device, in case you lose this one: choose your name at the top.";
        return await In(changed, Links.Home(new Viewer(changed.Id, false)));
    }

    private bool Open(string secret)
    {
        if (folder.SignIns.Invited(secret) is not { Length: > 0 } account || folder.SignIns.Find(account) is not { ClosedAt: null } who) return false;
        (Who, Secret) = (who, secret);
        return true;
    }

    private PageResult Gone()
    {
        Response.StatusCode = 404;
        return Page();
    }

    private async Task<IActionResult> In(Credentials who, string next)
    {
        folder.SignIns.EndInvitations(who.Id);
        await Entrance.SignIn(HttpContext, who);
        return LocalRedirect(next);
    }
}
