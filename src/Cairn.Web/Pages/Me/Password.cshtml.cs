using Cairn.Store;
using Cairn.Web.Frame;
using Cairn.Web.GettingIn;
using Cairn.Web.Pages.SignIn;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.Me;

/// <summary>A new password and a new secret for the app, both at once: whoever changes one because it is known should change both.</summary>
public sealed class PasswordModel(DataFolder folder, PasswordForm password, Again again) : CairnPage
{
    public Form Form { get; } = PasswordForm.Make("Change it");

    public Credentials Who { get; private set; } = null!;

    public string Offer => password.Offer(Who);

    [TempData]
    public string? Codes { get; set; }

    public async Task<IActionResult> OnGetAsync() => await Open() ?? Page();

    public async Task<IActionResult> OnPostAsync()
    {
        if (await Open() is { } other) return other;
        Form.Read(await Request.ReadFormAsync());
        if (password.Take(Form, Who) is not { } taken) return Page();
        Codes = string.Join(' ', taken.Codes);
        await Entrance.SignIn(HttpContext, taken.Who);
        return LocalRedirect(Links.MyCodes);
    }

    private async Task<IActionResult?> Open()
    {
        if (folder.SignIns.Find(Viewer.Id) is not { ClosedAt: null } who) return NotFound();
        Who = who;
        return await again.Needed(HttpContext);
    }
}
