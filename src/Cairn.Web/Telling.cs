using System.Security.Cryptography;
using System.Text;
using Cairn.Record;
using Cairn.Store;
using Cairn.Web.Frame;

namespace Cairn.Web;

/// <summary>Several facts told in one form and recorded in one command, all or none. What is wrong with any of them is said on the form.</summary>
public sealed class Telling(Partnership partnership, Form form)
{
    private readonly List<Draft> drafts = [];

    public IReadOnlyList<Draft> Drafts => drafts;

    /// <summary>
    /// Adds a fact from its cells; one about somebody, on this day, unless the cells say otherwise. A cell without text is as if it were not there. What undoes
    /// a fact stands on the record that this is on.
    /// </summary>
    public void Say(string kind, string about, string capacity, params (string Column, string? Text)[] cells)
    {
        List<(string, string?)> row = [("fact", kind), (partnership.Vocabulary.Find(kind)?.About is About.Person ? "person" : "about", RecordOf(partnership, about, cells)), ("said-by", capacity), ("source", Recording.Source)];
        if (cells.All(c => c.Column is not ("from" or "retracts"))) row.Add(("from", Day.Iso(partnership.Today)));
        row.AddRange(cells.Where(c => c.Text is { Length: > 0 }));
        var (draft, mistakes) = Recording.Read(partnership.Folder, row, partnership.Today);
        foreach (var (_, what) in mistakes) form.Fail(what);
        if (draft is not null) drafts.Add(draft);
    }

    /// <summary>The record of someone on which the fact that the cells correct or retract stands, where they have several; else the one given.</summary>
    public static string RecordOf(Partnership partnership, string about, IEnumerable<(string Column, string? Text)> cells) =>
        cells.FirstOrDefault(c => c.Column is "corrects" or "retracts").Text is ['#', .. var place] && long.TryParse(place, System.Globalization.CultureInfo.InvariantCulture, out var position)
            && partnership.Folder.Fact(position) is { Draft: { Kind.About: About.Person } undone } && partnership.AreOne(about, undone.Subject) ? undone.Subject : about;

    /// <summary>In which capacity a reader says a fact of this kind: the person as themselves; empty where a member may say it in none.</summary>
    public static string CapacityOf(Partnership partnership, Viewer viewer, string kind) =>
        viewer.IsPerson ? "person" : partnership.Read(r => r.Access.CapacitiesFor(viewer.Id, partnership.Vocabulary.Find(kind)!)) is [var first, ..] ? first : "";

    public void Add(Draft draft) => drafts.Add(draft);

    /// <summary>Records it all under the key; false when something is wrong, which the form then says.</summary>
    public async Task<bool> Record(string by, string capacity, string key, PersonReference? isNew = null, Func<State, string?>? refuses = null)
    {
        if (!form.IsGood || drafts.Count == 0) return false;
        var reply = await Recording.Do(partnership.Folder, new Asking(by, capacity, Recording.Source, key), drafts, isNew, refuses);
        if (reply is Reply.Refused refused) form.Fail(refused.Why);
        return form.IsGood;
    }

    /// <summary>The token of somebody new, drawn with the key of the form that brings them: sent twice it is one person, and nobody can ask for another's.</summary>
    public static string TokenFor(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"person {key}")).AsSpan(0, 16));
}
