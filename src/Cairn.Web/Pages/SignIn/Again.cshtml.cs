using Cairn.Store;
using Cairn.Web.Frame;
using Cairn.Web.GettingIn;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.SignIn;

/// <summary>Showing the second factor once more, before something grave; then back to it.</summary>
public sealed class AgainModel(Settings settings, DataFolder folder, Entrance entrance, Passkeys passkeys) : CairnPage
{
    [BindProperty(SupportsGet = true)]
    public string? Back { get; set; }

    /// <summary>Null where they have only passkeys.</summary>
    public Form? Form { get; private set; }

    public bool HasPasskey { get; private set; }

    public string Here(string handler) => $"{Links.SignInAgain(Back ?? "")}&handler={handler}";

    public void OnGet() => Open();

    public async Task<IActionResult> OnPostAsync()
    {
        Open();
        if (Form is null) return NotFound();
        if (!Form.Read(await Request.ReadFormAsync()).IsGood) return Page();
        if (settings.IsDemo && Form.Fields.Count == 0) return Sure();
        var entered = entrance.Again(HttpContext, Viewer, Form.Value("code"));
        if (entered.IsTooMany) return StatusCode(429);
        if (entered.Who is not null) return Sure();
        Form.Fail(entered.Why!);
        return Page();
    }

    public async Task<IActionResult> OnPostOptionsAsync() => folder.SignIns.Find(Viewer.Id) is { } who ? Content(await passkeys.ToUse(HttpContext, who), "application/json") : NotFound();

    public async Task<IActionResult> OnPostPasskeyAsync(string? challenge, string? answer)
    {
        Open();
        if (await passkeys.Used(HttpContext, challenge ?? "", answer ?? "", Viewer.Id) is { } who && who.Id == Viewer.Id) return Sure();
        Form ??= new Form();
        Form.Fail("That passkey was not taken. Try again.");
        return Page();
    }

    private void Open()
    {
        var who = folder.SignIns.Find(Viewer.Id);
        HasPasskey = who?.Passkeys.Count > 0;
        if (who?.PasswordHash is not null)
            Form = new Form(Viewer.IsPerson
                ? new Field("code", "The PIN of your card", Asks.Secret) { IsRequired = true, WhenEmpty = "Enter your PIN", Width = 10 }
                : new Field("code", "Code from your app") { IsRequired = true, WhenEmpty = "Enter a code", Hint = "Six figures from your authenticator app, or one of your recovery codes.", Autocomplete = "one-time-code", Width = 20 });
        else if (settings.IsDemo && who is not { CanGetIn: true }) Form = new Form { Button = "It is me" };
    }

    private LocalRedirectResult Sure()
    {
        if (SessionHandler.Secret(HttpContext) is { } secret) folder.SignIns.Sure(secret);
        return LocalRedirect(Url.IsLocalUrl(Back) ? Back : Links.Home(Viewer));
    }
}
