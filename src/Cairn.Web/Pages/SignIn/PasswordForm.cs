using Cairn.Store;
using Cairn.Web.Frame;
using Cairn.Web.GettingIn;

namespace Cairn.Web.Pages.SignIn;

/// <summary>Choosing a password and taking up an authenticator app, in one step: on joining, and later to change them.</summary>
public sealed class PasswordForm(DataFolder folder, Passwords passwords, TimeProvider clock)
{
    public static Form Make(string button) => new(
        new Field("password", "A new password", Asks.Secret) { IsRequired = true, WhenEmpty = "Enter a password", Hint = $"At least {Passwords.Shortest} characters. Four words that have nothing to do with each other are easy to remember.", Autocomplete = "new-password" },
        new Field("code", "The code that your app shows") { IsRequired = true, WhenEmpty = "Enter the code that your app shows", Hint = "Six figures.", Keyboard = "numeric", Autocomplete = "one-time-code", Width = 10 }) { Button = button, SaysErrors = false };

    public string Offer(Credentials who) => Authenticator.Offer(folder.Seal, who);

    /// <summary>Takes what was sent: from then on this is the way in, with ten new recovery codes, which are given here and never again. Null with what is wrong in the form.</summary>
    public (Credentials Who, IReadOnlyList<string> Codes)? Take(Form form, Credentials who)
    {
        if (form.Value("password").Length > 0 && Passwords.Complaint(form.Value("password"), who.Name, who.SignInName ?? "") is { } complaint) form.Fail("password", complaint);
        var secret = Offer(who);
        var step = Authenticator.Step(secret, GettingIn.Codes.Read(form.Value("code")), clock.GetUtcNow());
        if (step is null && form.Value("code").Length > 0) form.Fail("code", "That is not the code for this picture. Wait for the next one, and check that your phone’s clock is right.");
        if (!form.IsGood) return null;
        var (codes, kept) = GettingIn.Codes.ForRecovery(folder.Seal);
        var hash = passwords.Hash(form.Value("password"));
        var changed = folder.SignIns.Change(who.Id, now => now is { ClosedAt: null } && now.Stamp == who.Stamp
            ? now with { PasswordHash = hash, Authenticator = secret, LastStep = step!.Value, RecoveryCodes = kept, Stamp = Token.New() } : null);
        if (changed is not null) return (changed, codes);
        form.Fail("Your ways in were changed meanwhile. Load the page again.");
        return null;
    }
}
