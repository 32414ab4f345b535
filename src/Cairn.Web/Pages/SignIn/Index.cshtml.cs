using Cairn.Store;
using Cairn.Web.Frame;
using Cairn.Web.GettingIn;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Cairn.Web.Pages.SignIn;

/// <summary>Signing in: by passkey, or by name, password and code. In the demo it is choosing whom to be.</summary>
public sealed class IndexModel(Settings settings, Accounts accounts, DataFolder folder, Entrance entrance, Passkeys passkeys) : PageModel
{
    /// <summary>The page to come back to; only one of ours.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Back { get; set; }

    public IEnumerable<IGrouping<string, Account>> Accounts => accounts.All.GroupBy(a => a.Partner, StringComparer.Ordinal);

    public Form Form { get; } = new(
        new Field("name", "Sign-in name") { IsRequired = true, WhenEmpty = "Enter your sign-in name", Autocomplete = "username", Width = 20 },
        new Field("password", "Password", Asks.Secret) { IsRequired = true, WhenEmpty = "Enter your password", Autocomplete = "current-password" },
        new Field("code", "Code from your app") { IsRequired = true, WhenEmpty = "Enter a code", Hint = "Six figures from your authenticator app, or one of your recovery codes.", Autocomplete = "one-time-code", Width = 20 }) { Button = "Sign in", SaysErrors = false };

    /// <summary>Whether something was being written when the sign-in ended.</summary>
    public bool HasKept => Back?.Contains($"{Kept.AskedName}=", StringComparison.Ordinal) is true;

    public string Here(string? handler = null) => $"{Links.SignIn}?{(handler is null ? "" : $"handler={handler}&")}back={Uri.EscapeDataString(Back ?? "")}";

    public async Task<IActionResult> OnPostAsync(string? id)
    {
        if (settings.IsDemo) return id is not null && accounts.Find(id) is { } account && folder.SignIns.Find(id) is not { ClosedAt: not null } ? await Enter(new Viewer(account.Id, account.IsPerson)) : NotFound();
        return Form.Read(await Request.ReadFormAsync()).IsGood ? await Enter(entrance.ByPassword(HttpContext, Form.Value("name"), Form.Value("password"), Form.Value("code"))) : Page();
    }

    public async Task<IActionResult> OnPostOptionsAsync() => Content(await passkeys.ToUse(HttpContext, null), "application/json");

    public async Task<IActionResult> OnPostPasskeyAsync(string? challenge, string? answer) => await Enter(await entrance.ByPasskey(HttpContext, challenge ?? "", answer ?? ""));

    private async Task<IActionResult> Enter(Entered entered)
    {
        if (entered.IsTooMany) return StatusCode(429);
        if (entered.Who is { } who) return await Enter(new Viewer(who.Id, who.IsPerson));
        Form.Fail(entered.Why!);
        return Page();
    }

    private async Task<IActionResult> Enter(Viewer viewer)
    {
        await HttpContext.SignInAsync(viewer.Principal());
        return LocalRedirect(Url.IsLocalUrl(Back) ? Back : Links.Home(viewer));
    }
}
