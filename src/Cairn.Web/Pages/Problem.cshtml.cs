using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Cairn.Web.Pages;

/// <summary>What went wrong, in words. The same page whether something is not there or may not be seen: that difference would tell.</summary>
[ResponseCache(NoStore = true)]
public sealed class ProblemModel : PageModel
{
    public string Heading { get; private set; } = "Sorry, there is a problem";

    public string What { get; private set; } = "Nothing was lost. Try again in a few minutes.";

    public void OnGet(int? status) => Say(status);

    public void OnPost(int? status) => Say(status);

    private void Say(int? status)
    {
        (Heading, What) = status switch
        {
            404 => ("Page not found", "There is no such page, or it is not yours to see. If you typed the address, check it."),
            400 => ("We could not read what was sent", "The page may have been open for a long time. Go back, load it again and send it once more."),
            403 => ("This was not sent from our page", "Open the page again from the menu and send it from there."),
            413 => ("That is too large", "A form can hold up to 1 MB, a file up to 20 MB."),
            429 => ("Too many tries", "Wait a minute, and try again."),
            503 => ("Cairn cannot show this now", "It could not note who looked, and then it shows nothing. Tell whoever looks after Cairn, and try again."),
            _ => (Heading, What),
        };
    }
}
