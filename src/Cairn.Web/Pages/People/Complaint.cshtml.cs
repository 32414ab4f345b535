using Cairn.Desk;
using Cairn.Record;
using Cairn.Web.Frame;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.People;

/// <summary>One complaint in the person's words, and the reply, which is a fact that they read. Whom it is about does not open it.</summary>
public sealed class ComplaintModel(Partnership partnership, Opening opening, Accounts accounts) : CairnPage
{
    public ComplaintRow Row { get; private set; } = null!;

    public string Name { get; private set; } = "";

    public string Words { get; private set; } = "";

    public IReadOnlyList<(string On, string Who, string What, string Words)> Replies { get; private set; } = [];

    public Form Form { get; private set; } = new();

    private sealed record Found(ComplaintRow Row, string Name);

    public string NameOf(string member) => accounts.NameOf(member);

    public async Task<IActionResult> OnGetAsync(long position) => await Open(position) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(long position)
    {
        if (!await Open(position)) return NotFound();
        Form.Read(await Request.ReadFormAsync());
        if (!Form.IsGood) return Page();
        var telling = new Telling(partnership, Form);
        var capacity = partnership.Read(r => r.Access.CapacitiesFor(Viewer.Id, partnership.Vocabulary.Find("complaint-reply")!))[0];
        telling.Say("complaint-reply", Row.Person, capacity, ("complaint", position.ToString(System.Globalization.CultureInfo.InvariantCulture)), ("step", Form.Value("step")), ("words", Form.Value("words")));
        if (!await telling.Record(Viewer.Id, capacity, Viewer.Once(Form.Key))) return Page();
        Done = Form.Value("step") == "answered" ? "The answer is sent. They can read it when they sign in." : "They are told that you have it.";
        return LocalRedirect(Links.Complaints);
    }

    private async Task<bool> Open(long position)
    {
        var found = await opening.ByRight<Found>(Viewer, Right.AnswerComplaints, "complaint", read =>
            ComplaintRow.Of(read).FirstOrDefault(c => c.Position == position && c.MayAnswer(read, Viewer.Id)) is { } row ? (new Found(row, NameFor(read, row.Person)), [row.Person]) : null);
        if (found is null) return false;
        (Row, Name, Words) = (found.Row, found.Name, WordsAt(partnership, position));
        Replies = [.. Row.Replies.Select(r => (Day.Long(r.On), accounts.NameOf(partnership.Folder.Fact(r.Position)?.By ?? ""), r.StepTitle, WordsAt(partnership, r.Position)))];
        Form = new Form(new Field("step", "What do you send?", Asks.OneOf) { IsRequired = true, WhenEmpty = "Choose what you send", Options = [.. partnership.Vocabulary.Lists.First(l => l.Name == "complaint-steps").Codes.Select(c => new Option(c.Name, c.Title))] },
            new Field("words", "Your words to them", Asks.Words) { IsRequired = true, WhenEmpty = "Write to them", Hint = "Say in plain words what you found and what follows, and where they can turn if they are not content." }) { Button = "Send it" };
        return true;
    }

    /// <summary>The name where the viewer may know it; the right alone shows the complaint and no name.</summary>
    private string NameFor(Reading read, string token) => read.Access.See(Viewer.Id, "care", token).Sees("identity") ? read.Name(token) ?? $"Person {token[..4]}" : $"Person {token[..4]} (name not shared)";

    /// <summary>The free words of a fact; empty once they were erased.</summary>
    internal static string WordsAt(Partnership partnership, long position) => partnership.Folder.Fact(position)?.Draft.Details.FirstOrDefault(d => d.Detail.Name == "words").Text ?? "";
}
