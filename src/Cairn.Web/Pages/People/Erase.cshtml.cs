using Cairn.Desk;
using Cairn.Record;
using Cairn.Store;
using Cairn.Web.Frame;
using Cairn.Web.GettingIn;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.People;

/// <summary>Erasing somebody for whom another member asked it: whose record it is, what goes and what stays, the second factor once more, and then it is done.</summary>
public sealed class EraseModel(Partnership partnership, Opening opening, Accounts accounts, Again again) : CairnPage
{
    public IReadOnlyList<(string Label, string Value)> Lines { get; private set; } = [];

    public string AskedBy { get; private set; } = "";

    public Form Form { get; private set; } = new();

    private string person = "";

    private sealed record Found(ErasuresModel.Row Row, string Name, Going Going);

    public async Task<IActionResult> OnGetAsync(long asked) => await Open(asked) ? await again.Needed(HttpContext) ?? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(long asked)
    {
        if (!await Open(asked)) return NotFound();
        if (await again.Needed(HttpContext) is { } first) return first;
        Form.Read(await Request.ReadFormAsync());
        if (!Form.IsGood) return Page();
        var capacity = partnership.Read(r => r.Access.CapacitiesFor(Viewer.Id, partnership.Vocabulary.Find(Erasing.Asked)!)) is [var role, ..] ? role : "records-officer";
        var reply = Form.Value("sure") == "erase" ? await Erasing.Do(partnership.Folder, new Asking(Viewer.Id, capacity, Recording.Source, Viewer.Once(Form.Key)), person) : await Refuse(asked, capacity);
        if (reply is Reply.Refused refused)
        {
            Form.Fail(refused.Why);
            return Page();
        }
        Done = Form.Value("sure") == "erase" ? "The record is erased." : "It is not erased. What was asked is taken back.";
        return LocalRedirect(Links.Erasures);
    }

    private async Task<Reply> Refuse(long asked, string capacity)
    {
        var telling = new Telling(partnership, Form);
        telling.Say(Erasing.Asked, person, capacity, ("retracts", $"#{asked}"));
        return await telling.Record(Viewer.Id, capacity, Viewer.Once(Form.Key)) ? new Reply.Nothing("") : new Reply.Refused("not-taken-back", Form.Error ?? "It could not be taken back.");
    }

    private async Task<bool> Open(long asked)
    {
        var found = await opening.ByRight<Found>(Viewer, Right.Erase, "erase", read =>
            ErasuresModel.Waiting(read).FirstOrDefault(r => r.Asked == asked && r.AskedBy is not null && r.AskedBy != Viewer.Id) is { } row
                ? (new Found(row, read.Name(row.Person) ?? $"Person {row.Person[..4]}", Erasing.Of(read.State, row.Person, read.Today)), [row.Person]) : null);
        if (found is null) return false;
        var (row, name, going) = (found.Row, found.Name, found.Going);
        (person, AskedBy) = (row.Person, $"{accounts.NameOf(row.AskedBy!)} on {Day.Long(row.On)}");
        Lines =
        [
            ("Who", going.Records.Count > 1 ? $"{name}, with {going.Records.Count} records that are read as one" : name), ("Clause", row.Clause),
            ("Why", ComplaintModel.WordsAt(partnership, asked) is { Length: > 0 } words ? words : "Not said"),
            ("What goes", $"Name, all words and notes, {(going.Files.Count == 1 ? "1 file" : $"{going.Files.Count} files")}, forms not sent, their card, and {going.Facts.Count} entries"),
            ("What stays", going.Staying == 0 ? "Nothing" : $"{going.Staying} entries without a word in them, on which payments rest, until {Day.Long(going.StayUntil)}"),
        ];
        Form = new Form(new Field("sure", "What do you do?", Asks.OneOf) { IsRequired = true, WhenEmpty = "Choose what you do", Options = [new Option("erase", "Erase it for ever"), new Option("no", "Do not erase it")] }) { Button = "Continue" };
        return true;
    }
}
