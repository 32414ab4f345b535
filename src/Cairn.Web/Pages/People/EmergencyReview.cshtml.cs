using Cairn.Desk;
using Cairn.Desk.Paying;
using Cairn.Record;
using Cairn.Store;
using Cairn.Web.Frame;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.People;

/// <summary>One record opened in an emergency: why, and what was looked at. Another partner reviews it here; whoever works with the person reads it.</summary>
public sealed class EmergencyReviewModel(Partnership partnership, Opening opening, Accounts accounts) : CairnPage
{
    private const int MostLooks = 200;

    public OpenedRecord Opened { get; private set; } = null!;

    public string Reason { get; private set; } = "";

    public IReadOnlyList<string> Pages { get; private set; } = [];

    /// <summary>Whether this viewer reviews it, rather than being told of it.</summary>
    public bool Reviews { get; private set; }

    public Form Form { get; private set; } = new();

    public string NameOf(string member) => accounts.NameOf(member);

    public async Task<IActionResult> OnGetAsync(long position) => await Open(position) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(long position)
    {
        if (!await Open(position) || !Reviews || Opened.Result.Length > 0) return NotFound();
        Form.Read(await Request.ReadFormAsync());
        if (!Form.IsGood) return Page();
        var telling = new Telling(partnership, Form);
        var capacity = partnership.Read(r => r.Access.CapacitiesFor(Viewer.Id, partnership.Vocabulary.Find("emergency-review")!))[0];
        telling.Say("emergency-review", Opened.Person, capacity, ("result", Form.Value("result")), ("look", position.ToString(System.Globalization.CultureInfo.InvariantCulture)), ("words", Form.Value("words")));
        if (!await telling.Record(Viewer.Id, capacity, Viewer.Once(Form.Key), refuses: state => Said.Of(state.Facts, "emergency-review", Opened.Person).Any(r => r.Value("look") == position) ? "Somebody has just reviewed it." : null)) return Page();
        Done = "The review is recorded.";
        return LocalRedirect(Links.Emergencies);
    }

    private async Task<bool> Open(long position)
    {
        var reviewed = await opening.ByRight<OpenedRecord>(Viewer, Right.ReviewEmergencies, "emergency", read =>
            OpenedRecord.Of(read).FirstOrDefault(o => o.Position == position && o.MayReview(read, Viewer.Id)) is { } one ? (one, [one.Person]) : null);
        Reviews = reviewed is not null;
        var person = reviewed?.Person ?? partnership.Read(r => OpenedRecord.Of(r).FirstOrDefault(o => o.Position == position)?.Person);
        if (person is null) return false;
        if ((reviewed ?? await Told(person, position)) is not { } told) return false;
        Opened = told;
        if (partnership.Folder.Fact(position) is { } fact)
        {
            Reason = fact.Draft.Details.FirstOrDefault(d => d.Detail.Name == "words").Text ?? "";
            var until = fact.RecordedAt + partnership.Read(r => r.Access.OpenFor);
            Pages = [.. partnership.Folder.Looks.At(person, MostLooks).Where(l => l.Look.By == told.By && l.Look.At >= fact.RecordedAt && l.Look.At < until).OrderBy(l => l.Position).Select(l => $"{l.Look.Page} at {LondonTime.Local(l.Look.At):HH:mm}")];
        }
        Form = new Form(new Field("result", "Was it right to open it?", Asks.OneOf) { IsRequired = true, WhenEmpty = "Choose whether it was right", Options = [.. partnership.Vocabulary.Lists.First(l => l.Name == "emergency-results").Codes.Select(c => new Option(c.Name, c.Title))] },
            new Field("words", "What you found out, and what follows", Asks.Words) { IsRequired = true, WhenEmpty = "Say what you found out" }) { Button = "Record the review" };
        return true;
    }

    /// <summary>To whoever works with the person, or answers for who does; not to whoever opened it, as long as that is their only tie.</summary>
    private async Task<OpenedRecord?> Told(string person, long position)
    {
        var found = await opening.One(Viewer, "care", "emergency", person, record =>
            new Box(record.Sight.Categories["plan"].Basis?.Tie is Tie.WorksWith or Tie.Team ? OpenedRecord.Of(record.Read).FirstOrDefault(o => o.Position == position) : null));
        return found?.One;
    }

    private sealed record Box(OpenedRecord? One);
}
