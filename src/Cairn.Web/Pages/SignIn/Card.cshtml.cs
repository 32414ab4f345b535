using Cairn.Web.Frame;
using Cairn.Web.GettingIn;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Cairn.Web.Pages.SignIn;

/// <summary>How a person in recovery signs in: with the card that was handed to them, and its PIN. No address is asked for.</summary>
public sealed class CardModel(Entrance entrance) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Back { get; set; }

    public Form Form { get; } = new(
        new Field("card", "The code on your card") { IsRequired = true, WhenEmpty = "Enter the code on your card", Hint = "12 letters and figures. Gaps do not matter.", Width = 20 },
        new Field("pin", "Your PIN", Asks.Secret) { IsRequired = true, WhenEmpty = "Enter your PIN", Hint = "6 letters and figures.", Width = 10 }) { Button = "Sign in" };

    public async Task<IActionResult> OnPostAsync()
    {
        if (!Form.Read(await Request.ReadFormAsync()).IsGood) return Page();
        var entered = entrance.ByCard(HttpContext, Form.Value("card"), Form.Value("pin"));
        if (entered.IsTooMany) return StatusCode(429);
        if (entered.Who is not { } who)
        {
            Form.Fail(entered.Why!);
            return Page();
        }
        await Entrance.SignIn(HttpContext, who);
        return LocalRedirect(Url.IsLocalUrl(Back) ? Back : Links.Home(new Viewer(who.Id, who.IsPerson)));
    }
}
