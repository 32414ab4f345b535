using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Cairn.Web.Pages;

/// <summary>The public front door: the help lines of the place, first those that always answer.</summary>
public sealed class FrontModel : PageModel
{
    public IReadOnlyList<(string Service, string How)> Lines { get; } =
    [
        ("In an emergency", "Call 999. If someone has taken too much, stay with them and say what they took."),
        ("Talk to Frank", "Call 0300 123 6600, day or night, for free and in confidence."),
        ("Drinkline", "Call 0300 123 1110, for free and in confidence. Weekdays 9am to 8pm, weekends 11am to 4pm."),
        ("Samaritans", "Call 116 123, day or night, for free."),
    ];
}
