using Cairn.Record;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Cairn.Web.Pages;

/// <summary>What happens next after asking for help, and the reference to quote. Opened without having asked, it leads to where one asks.</summary>
public sealed class ReferYourselfSentModel(Partnership partnership) : PageModel
{
    private const int WorkingDays = 2;

    [TempData]
    public string? Quote { get; set; }

    [TempData]
    public string? Service { get; set; }

    public string By => Day.Long(partnership.Vocabulary.WorkingDays.Plus(partnership.Today, WorkingDays));

    public IActionResult OnGet()
    {
        if (Quote is null || Service is null) return LocalRedirect(Links.ReferYourself);
        TempData.Keep();
        return Page();
    }
}
