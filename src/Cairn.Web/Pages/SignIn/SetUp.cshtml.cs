using Cairn.Store;
using Cairn.Web.Frame;
using Cairn.Web.GettingIn;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Cairn.Web.Pages.SignIn;

/// <summary>Setting up, by the link that was printed when the service first started: the first partner and its administrator.</summary>
public sealed class SetUpModel(DataFolder folder, Membership members) : PageModel
{
    public Form Form { get; } = new(
        new Field("partner", "Your organisation") { IsRequired = true, WhenEmpty = "Enter the name of your organisation", Hint = "Such as Saltby Council" },
        new Field("type", "What kind of organisation is it?", Asks.OneOf) { IsRequired = true, WhenEmpty = "Choose what kind of organisation it is", Options = [.. members.List("organisations").Select(c => new Option(c.Name, c.Title))] },
        new Field("name", "Your name") { IsRequired = true, WhenEmpty = "Enter your name", Autocomplete = "name", Width = 20 });

    public IActionResult OnGet(string secret) => folder.SignIns.Invited(secret) is "" ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string secret)
    {
        if (folder.SignIns.Invited(secret) is not "") return NotFound();
        if (!Form.Read(await Request.ReadFormAsync()).IsGood || await members.SetUp(Form) is not { } link) return Page();
        folder.SignIns.EndInvitations("");
        return LocalRedirect(Links.Join(link));
    }
}
