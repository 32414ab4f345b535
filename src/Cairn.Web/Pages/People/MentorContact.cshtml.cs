using Cairn.Desk;
using Cairn.Record;
using Cairn.Web.Frame;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.People;

/// <summary>A mentor writes down that they met: how is the only question; the day is today unless changed. What the mentor says is the evidence.</summary>
public sealed class MentorContactModel(Partnership partnership, Opening opening) : CairnPage
{
    public string Token { get; private set; } = "";

    public string Name { get; private set; } = "";

    public Form Form { get; private set; } = new();

    public async Task<IActionResult> OnGetAsync(string token) => await Open(token) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string token)
    {
        if (!await Open(token)) return NotFound();
        Form.Read(await Request.ReadFormAsync());
        if (Form.Day("from") is { } day && day > partnership.Today) Form.Fail("from", "Enter today or a day before");
        if (!Form.IsGood) return Page();
        var telling = new Telling(partnership, Form);
        telling.Say("mentor-contact", token, "mentor", ("from", Day.Iso(Form.Day("from")!.Value)), ("way", Form.Value("way")), ("words", Form.Value("words")), ("evidence", "mentor-statement"));
        if (!await telling.Record(Viewer.Id, "mentor", Viewer.Once(Form.Key))) return Page();
        Done = "It is written down that you met.";
        return LocalRedirect(Links.Today);
    }

    /// <summary>Whether a viewer writes down meetings with this person as their mentor.</summary>
    internal static bool IsMentor(Reading read, string viewer, string token) =>
        read.Facts.Vocabulary.Find("mentor-contact") is { } kind && read.Access.MayRecord(viewer, kind, token).IsYes && read.Access.CapacitiesFor(viewer, kind).Contains("mentor");

    private async Task<bool> Open(string token)
    {
        var kind = partnership.Vocabulary.Find("mentor-contact")!;
        var name = await opening.One(Viewer, "care", "record", token, record => IsMentor(record.Read, Viewer.Id, token) ? record.Name : "");
        if (name is null or "") return false;
        (Token, Name) = (token, name);
        Form = new Form(new Field("way", "How did you meet?", Asks.OneOf) { IsRequired = true, WhenEmpty = "Choose how you met", Options = [.. kind.Find("way")!.List!.Codes.Select(c => new Option(c.Name, c.Title))] },
            new Field("from", "When?", Asks.Date) { IsRequired = true, WhenEmpty = "Enter the day" },
            new Field("words", "Anything to remember?", Asks.Words) { Hint = "They can read it, and so can those who work with them." }) { Button = "Write it down" };
        Form.Set("from", partnership.Today);
        return true;
    }
}
