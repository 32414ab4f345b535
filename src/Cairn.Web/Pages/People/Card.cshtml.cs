using Cairn.Record;
using Cairn.Store;
using Cairn.Web.Frame;
using Cairn.Web.GettingIn;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.People;

/// <summary>
/// The card with which a person signs in: made by somebody who works with them, printed, handed over face to face. The code and PIN are
/// shown once; a new card ends the old one.
/// </summary>
public sealed class CardModel(DataFolder folder, Opening opening, Passwords passwords, TimeProvider clock) : CairnPage
{
    public string Token { get; private set; } = "";

    public string Name { get; private set; } = "";

    /// <summary>When they were given the card that they have; null without one.</summary>
    public string? MadeOn { get; private set; }

    /// <summary>The code and the PIN of a new card, with a space between.</summary>
    [TempData]
    public string? Card { get; set; }

    /// <summary>What to print; null when there is nothing new.</summary>
    public (string Code, string Pin)? Print { get; private set; }

    public async Task<IActionResult> OnGetAsync(string token)
    {
        if (!await Open(token)) return NotFound();
        if (Card?.Split(' ') is [var whose, var code, var pin] && whose == token) Print = (code, pin);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string token)
    {
        if (!await Open(token)) return NotFound();
        var (code, pin) = (Codes.Draw(12), Codes.Draw(6));
        var hash = passwords.Hash(pin);
        folder.SignIns.Change(token, who => (who ?? new Credentials(token, true)) with { SignInName = code, PasswordHash = hash, MadeBy = Viewer.Id, MadeAt = clock.GetUtcNow(), Stamp = Store.Token.New() });
        Card = $"{token} {code} {pin}";
        return LocalRedirect(Links.Card(token));
    }

    public async Task<IActionResult> OnPostRevokeAsync(string token)
    {
        if (!await Open(token)) return NotFound();
        // A passkey that the person has made since stays theirs.
        folder.SignIns.Change(token, who => who is null ? null : who with { SignInName = null, PasswordHash = null, MadeBy = null, MadeAt = null, Stamp = Store.Token.New() });
        Done = "The card opens nothing any more.";
        return LocalRedirect(Links.Card(token));
    }

    /// <summary>Opens the page to those who themselves work with the person.</summary>
    private async Task<bool> Open(string token)
    {
        var name = await opening.One(Viewer, "care", "card", token, record => record.IsTheirWorker ? record.Name : "");
        if (name is null or "") return false;
        (Token, Name) = (token, name);
        MadeOn = folder.SignIns.Find(token) is { PasswordHash: not null, MadeAt: { } at } ? Day.Long(LondonTime.DayOf(at)) : null;
        return true;
    }
}
