using Cairn.Record;
using Cairn.Store;
using Cairn.Web.Frame;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.People;

/// <summary>One fact: all it says, its words, who recorded it and when, what it put right or was put right by; and where to put it right or take it back.</summary>
public sealed class FactModel(Partnership partnership, Opening opening, Accounts accounts) : CairnPage
{
    public string Token { get; private set; } = "";

    public string Name { get; private set; } = "";

    public Store.StoredFact Fact { get; private set; } = null!;

    public IReadOnlyList<(string Label, string Value)> Lines { get; private set; } = [];

    /// <summary>The fact that replaced it or took it back, by its place; null while it stands.</summary>
    public long? UndoneBy { get; private set; }

    public bool MayRecord { get; private set; }

    /// <summary>Evidence files given for it.</summary>
    public IReadOnlyList<EvidenceLine> Files { get; private set; } = [];

    /// <summary>Where the person says that it is wrong: when, and in which words. Shown to everyone who sees the fact.</summary>
    public IReadOnlyList<(string On, string Words)> Disputes { get; private set; } = [];

    /// <summary>What the look is for: care, or checking a claim.</summary>
    [BindProperty(Name = "for", SupportsGet = true)]
    public string? For { get; set; }

    public string NameOf(string member) => accounts.NameOf(member);

    public Form TakeBack { get; private set; } = new();

    private sealed record Seen(string Name, long? UndoneBy, bool MayRecord, IReadOnlyList<EvidenceLine> Files, IReadOnlyList<(int On, long Position)> Disputes);

    public async Task<IActionResult> OnGetAsync(string token, long position) => await Open(token, position) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string token, long position)
    {
        if (!await Open(token, position) || !MayRecord || UndoneBy is not null || FactForm.ShowsEffect(Fact.Draft.Kind)) return NotFound();
        TakeBack.Read(await Request.ReadFormAsync());
        if (!TakeBack.IsGood) return Page();
        var capacity = Viewer.IsPerson ? "person" : partnership.Read(r => r.Access.CapacitiesFor(Viewer.Id, Fact.Draft.Kind))[0];
        var telling = new Telling(partnership, TakeBack);
        telling.Say(Fact.Draft.Kind.Name, token, capacity, ("retracts", $"#{position}"), ("note", TakeBack.Value("why")));
        if (!await telling.Record(Viewer.Id, capacity, Viewer.Once(TakeBack.Key))) return Page();
        Done = "It is taken back. What was recorded can still be seen.";
        return LocalRedirect(Links.Home(Viewer, token));
    }

    private async Task<bool> Open(string token, long position)
    {
        if (partnership.Folder.Fact(position) is not { Draft: { } draft } fact || draft.Kind.About is not About.Person || !partnership.AreOne(token, draft.Subject) || draft.Retracts is not null) return false;
        For = For == "verify" ? For : null;
        var seen = await opening.One(Viewer, For ?? "care", "fact", token, record => record.Sees(draft.Kind.Category)
            ? new Seen(record.Name, UndoneIn(record.Read.Facts.Columns, position), For is null && !FactForm.HasOwnPages(draft.Kind) && record.Read.Access.MayRecord(Viewer.Id, draft.Kind, token).IsYes, EvidenceLine.Of(record.Read, record.Subject, (int)position - 1), [.. DisputesOf(record.Read, record.Token, position)]) : new Seen("", null, false, [], []));
        if (seen is null || seen.Name.Length == 0) return false;
        (Token, Name, Fact, UndoneBy, MayRecord, Files) = (token, seen.Name, fact, seen.UndoneBy, seen.MayRecord, seen.Files);
        Lines = [.. EntryLines.Of(partnership, accounts, fact)];
        Disputes = [.. seen.Disputes.Select(d => (Day.Long(d.On), partnership.Folder.Fact(d.Position)?.Draft.Details.FirstOrDefault(w => w.Detail.Name == "words").Text ?? ""))];
        TakeBack = new Form(new Field("why", "Why is it wrong?", Asks.Words) { IsRequired = true, WhenEmpty = "Say why it is wrong" }) { Button = "Take it back" };
        return true;
    }

    /// <summary>The person's own words against a fact, by their places in the log.</summary>
    internal static IEnumerable<(int On, long Position)> DisputesOf(Reading read, string token, long position) =>
        Desk.Said.Of(read.Facts, "dispute", token).Where(d => d.Name("disputed") is { } of && of.TrimStart('#') == position.ToString(System.Globalization.CultureInfo.InvariantCulture)).Select(d => (d.From, d.Position + 1L));

    internal static long? UndoneIn(FactColumns columns, long position)
    {
        for (var p = (int)position; p < columns.Count; p++) if (columns.Undoes(p) == position - 1) return p + 1L;
        return null;
    }
}
