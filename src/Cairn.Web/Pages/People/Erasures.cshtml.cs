using System.Globalization;
using Cairn.Desk;
using Cairn.Desk.Paying;
using Cairn.Record;
using Cairn.Store;
using Cairn.Web.Frame;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.People;

/// <summary>Which erasures were asked for, and asking for one: the first of two people. Nobody is named, and what is asked says nothing of whether there was such a person.</summary>
public sealed class ErasuresModel(Partnership partnership, Accounts accounts) : CairnPage
{
    /// <summary>One person's, by the place in the log of the last asking; without a member when only the person asks.</summary>
    public sealed record Row(long Asked, string Person, int On, string? AskedBy, string Clause);

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public bool MayAsk { get; private set; }

    public bool MayErase { get; private set; }

    public Form Form { get; private set; } = new();

    public string NameOf(string member) => accounts.NameOf(member);

    public void OnGet() => Open();

    public async Task<IActionResult> OnPostAsync()
    {
        Open();
        if (!MayAsk) return NotFound();
        Form.Read(await Request.ReadFormAsync());
        if (!Form.IsGood) return Page();
        var capacity = partnership.Read(r => r.Access.CapacitiesFor(Viewer.Id, partnership.Vocabulary.Find(Erasing.Asked)!)) is [var first, ..] ? first : "records-officer";
        if (Find(Form.Value("person")) is { } token && await Erasing.Ask(partnership.Folder, new Asking(Viewer.Id, capacity, Recording.Source, Viewer.Once(Form.Key)), token, Form.Value("clause"), Form.Value("words"), partnership.Today) is Reply.Refused refused) Form.Fail(refused.Why);
        if (!Form.IsGood) return Page();
        Done = "If there is such a person, another member is asked to erase them.";
        return LocalRedirect(Links.Erasures);
    }

    /// <summary>Those who are still there: the last that a member asked, or else that the person did.</summary>
    public static IReadOnlyList<Row> Waiting(Reading read) =>
        [.. from asked in Said.Of(read.Facts, Erasing.Asked).GroupBy(a => a.Subject, StringComparer.Ordinal)
            where read.Facts.RecordsOf(asked.Key).Any(read.State.IsPerson)
            let member = Erasing.AskedFor(read.State, asked.Key)
            let last = asked.Last()
            select member.Count > 0 ? new Row(member[^1].Position + 1L, asked.Key, last.RecordedOn, member[^1].By, member[^1].Clause) : new Row(last.Position + 1L, asked.Key, last.RecordedOn, null, "")];

    private void Open()
    {
        (Rows, MayAsk, MayErase) = partnership.Read(r => (Waiting(r), r.Access.May(Viewer.Id, Right.AskErasure).IsYes, r.Access.May(Viewer.Id, Right.Erase).IsYes));
        Form = new Form(new Field("person", "Whose record?") { IsRequired = true, WhenEmpty = "Enter whose record it is", Width = 20, Hint = "Their reference in a system that sends us records; or the number of what they asked, from the list." },
            new Field("clause", "Why must it go?", Asks.OneOf) { IsRequired = true, WhenEmpty = "Choose why it must go", Options = [.. partnership.Vocabulary.Lists.First(l => l.Name == "erasure-clauses").Codes.Select(c => new Option(c.Name, c.Title))] },
            new Field("words", "How it came about", Asks.Words) { Hint = "It goes with the rest." }) { Button = "Ask for it to be erased" };
    }

    /// <summary>By the number of what they asked, by token, or by what any one system calls them; nobody where two systems mean different people.</summary>
    private string? Find(string typed)
    {
        if (long.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && Rows.FirstOrDefault(r => r.Asked == number) is { } row) return row.Person;
        var people = partnership.Read(r => Enumerable.Range(0, r.Facts.Of(About.Person).Count).Select(n => r.Facts.Of(About.Person)[n]).Where(r.State.IsPerson).ToList());
        if (people.Contains(typed, StringComparer.Ordinal)) return typed;
        return people.Where(p => partnership.Folder.ReferencesOf(p).Any(r => r.Reference == typed)).ToList() is [var one] ? one : null;
    }
}
