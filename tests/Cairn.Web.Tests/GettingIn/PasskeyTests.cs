using Microsoft.Playwright;

namespace Cairn.Web.Tests.GettingIn;

/// <summary>Passkeys, with a real browser and an authenticator that it plays.</summary>
public class PasskeyTests(Browser browser)
{
    [Fact]
    public async Task A_passkey_is_made_on_joining_signs_in_and_shows_who_it_is_again()
    {
        await using var town = await NewTown.Open();
        var page = await browser.Open(town.Town, null);
        var cdp = await page.Context.NewCDPSessionAsync(page);
        await cdp.SendAsync("WebAuthn.enable");
        await cdp.SendAsync("WebAuthn.addVirtualAuthenticator", new() { ["options"] = new Dictionary<string, object> { ["protocol"] = "ctap2", ["transport"] = "internal", ["hasResidentKey"] = true, ["hasUserVerification"] = true, ["isUserVerified"] = true, ["automaticPresenceSimulation"] = true } });
        // A passkey belongs to a name, never to a number.
        var at = $"http://localhost:{town.Town.Url.Port}";
        await page.GotoAsync(at + town.SetUpLink);
        await page.FillAsync("#partner", "Northside Recovery");
        await page.SelectOptionAsync("#type", "treatment-provider");
        await page.FillAsync("#name", "Ada Quill");
        await page.ClickAsync("main button");
        await page.ClickAsync("text=Make a passkey");
        await page.WaitForURLAsync("**/today");
        town.Folder.SignIns.Members.Single().Passkeys.Count.ShouldBe(1);

        await page.ClickAsync("text=Sign out");
        await page.GotoAsync(at + "/sign-in?back=%2Fme");
        await page.ClickAsync("text=Sign in with a passkey");
        await page.WaitForURLAsync("**/me");
        town.Clock.Pass(TimeSpan.FromMinutes(6));
        await page.ReloadAsync();
        await page.ClickAsync("text=Change how you sign in");
        await page.ClickAsync("text=Use your passkey");
        await page.WaitForURLAsync("**/me");
        await page.Locator("text=Use a password and an app").WaitForAsync();
        (await page.Locator("text=Add a passkey").IsVisibleAsync()).ShouldBeTrue();
        town.Folder.SignIns.Members.Single().Passkeys.Single().Count.ShouldBeGreaterThan(0u);

        // One that was closed opens nothing, though the browser has it still.
        await page.ClickAsync("text=Sign out >> nth=0");
        town.Folder.SignIns.Change(town.Folder.SignIns.Members.Single().Id, who => who!.WithoutWaysIn() with { ClosedAt = town.Clock.Now });
        await page.GotoAsync(at + "/sign-in");
        await page.ClickAsync("text=Sign in with a passkey");
        await page.Locator(".govuk-error-summary").WaitForAsync();
        page.Url.ShouldContain("/sign-in");
        await page.Context.CloseAsync();
    }
}
