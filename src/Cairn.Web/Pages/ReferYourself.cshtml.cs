using System.Security.Cryptography;
using System.Text;
using Cairn.Desk;
using Cairn.Record;
using Cairn.Store;
using Cairn.Web.Frame;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Cairn.Web.Pages;

/// <summary>
/// The public front door: someone asks for help for themselves or for somebody else. Whoever is named is new to the record, whether or not
/// there is such a person: nobody is looked up, so nothing can be found out here.
/// </summary>
public sealed class ReferYourselfModel(Partnership partnership, Tries tries) : PageModel
{
    /// <summary>Who recorded it, where nobody had signed in.</summary>
    public const string Public = "public";

    /// <summary>The system that the reference to quote belongs to.</summary>
    public const string System = "front-door";

    private const int MostHere = 5, MostInAll = 60;

    public Form Form { get; private set; } = new();

    /// <summary>To quote when ringing; shown on the next page.</summary>
    [TempData]
    public string? Quote { get; set; }

    /// <summary>The service that will get in touch.</summary>
    [TempData]
    public string? Service { get; set; }

    public void OnGet() => Form = Asked();

    public async Task<IActionResult> OnPostAsync()
    {
        Form = Asked().Read(await Request.ReadFormAsync());
        var forMe = Form.Value("for") == "me";
        var birth = Form.Day("birth");
        if (birth > partnership.Today) Form.Fail("birth", "Enter a day that is not in the future");
        if (!Form.IsGood) return Page();
        if (!tries.Lets("refer", HttpContext.Connection.RemoteIpAddress?.ToString() ?? "", MostHere, TimeSpan.FromMinutes(10)) || !tries.Lets("refer", "all", MostInAll, TimeSpan.FromHours(1))) return StatusCode(StatusCodes.Status429TooManyRequests);

        var (token, quote, capacity) = (Telling.TokenFor(Form.Key), QuoteFor(Form.Key), forMe ? "person" : "family-member");
        var telling = new Telling(partnership, Form);
        telling.Say("called", token, capacity, ("given", Form.Value("given")), ("family", Form.Value("family")));
        if (birth is { } day) telling.Say("birth", token, capacity, ("from", Day.Iso(day)));
        // The number of whoever asks for someone else is not that person's: it goes with what they wrote.
        if (forMe) telling.Say("contact-details", token, capacity, ("phone", Form.Value("phone")), ("safe", Form.Value("safe")));
        var words = forMe ? Form.Value("words") : $"Asked by someone who cares about them. Their number: {Form.Value("phone")} (safe to ring: {Form.Value("safe")}). {Form.Value("words")}";
        if (forMe) telling.Say("consent", token, capacity, ("purpose", "care"), ("with", Form.Value("service")), ("way", "online"));
        telling.Say("referral", token, capacity, ("by", forMe ? "self" : "family"), ("reason", words), ("to-partner", Form.Value("service")));
        if (!await telling.Record(Public, capacity, $"web:{Public}:{Form.Key}", new PersonReference(token, System, quote))) return Page();
        (Quote, Service) = (quote, Form.Value("service"));
        return LocalRedirect(Links.ReferYourselfSent);
    }

    private Form Asked()
    {
        var services = partnership.Read(r => Said.Of(r.Facts, "organisation").Where(o => o.Covers(r.Today) && o.Code("type") == "treatment-provider").Select(o => o.Subject).Distinct(StringComparer.Ordinal).ToList());
        return new Form(
            new Field("for", "Who is it for?", Asks.OneOf) { IsRequired = true, WhenEmpty = "Choose who it is for", Options = [new Option("me", "For me"), new Option("other", "For someone else")] },
            new Field("given", "First name of whoever needs help") { IsRequired = true, WhenEmpty = "Enter a first name", Width = 20, Hint = "Any name we can use." },
            new Field("family", "Last name") { Width = 20 },
            new Field("birth", "Date of birth", Asks.Date) { Hint = "For example, 27 3 1985" },
            new Field("phone", "Your phone number") { IsRequired = true, WhenEmpty = "Enter a phone number, so that someone can get in touch", Width = 20, Keyboard = "tel", Autocomplete = "tel", Hint = "If you ask for someone else, give your own number." },
            new Field("safe", "Is it safe to ring you or leave a message?", Asks.OneOf) { IsRequired = true, WhenEmpty = "Select yes if it is safe to ring you", Hint = "If not, we only ring, say no name and leave no message.", Options = [new Option("yes", "Yes"), new Option("no", "No")] },
            new Field("words", "What would help?", Asks.Words) { Hint = "As much or as little as you like." },
            new Field("service", "Who should get in touch?", Asks.OneOf) { IsRequired = true, WhenEmpty = "Choose who should get in touch", Options = [.. services.Select(s => new Option(s, s))] }) { Button = "Send" };
    }

    /// <summary>Eight letters and figures that are not mistaken for one another, drawn with the form's key.</summary>
    private static string QuoteFor(string key)
    {
        const string Letters = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
        var drawn = string.Concat(SHA256.HashData(Encoding.UTF8.GetBytes($"quote {key}")).Take(8).Select(b => Letters[b % Letters.Length]));
        return $"{drawn[..4]}-{drawn[4..]}";
    }
}
