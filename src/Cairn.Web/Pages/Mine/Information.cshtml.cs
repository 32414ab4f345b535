using Cairn.Desk;
using Cairn.Record;
using Cairn.Store;
using Cairn.Web.Frame;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.Mine;

/// <summary>Who may see what of one's record and why, who looked and how often, and what was agreed.</summary>
public sealed class InformationModel(Partnership partnership, Opening opening, Accounts accounts) : CairnPage
{
    /// <summary>Looks of the last twelve months, month by month, by whom and why.</summary>
    public IReadOnlyList<(string Month, string Who, string What)> Looks { get; private set; } = [];

    public IReadOnlyList<(string Who, string Partner, string Why, string What)> Seers { get; private set; } = [];

    public IReadOnlyList<(string What, string With, string When, long Position)> Consents { get; private set; } = [];

    private const int Size = 30;

    public Pager Pager { get; private set; } = new(0, 1, Size, _ => "");

    [FromQuery(Name = "page")]
    public int Asked { get; set; } = 1;

    public string Token => Viewer.Id;

    private sealed record Seen(IReadOnlyList<Seer> Seers, IReadOnlyList<(string What, string With, string When, long Position)> Consents, Func<string, string> Category, Func<string, string> Purpose);

    public async Task<IActionResult> OnGetAsync()
    {
        if (await opening.One(Viewer, "care", "my-information", Viewer.Id, Read) is not { } seen) return NotFound();
        Seers = [.. seen.Seers.Select(s => (accounts.NameOf(s.Member), s.Partner, seen.Purpose(s.Purpose), string.Join(", ", s.Categories.Select(c => OfYou(seen.Category(c))))))];
        Consents = [.. seen.Consents.Select(c => c with { With = accounts.NameOf(c.With) })];
        var records = partnership.Read(r => r.Facts.RecordsOf(Viewer.Id));
        var looks = partnership.Folder.Looks.CountsAt(records, partnership.Now.AddMonths(-12)).Where(c => !records.Contains(c.By, StringComparer.Ordinal)).GroupBy(c => (c.Month, c.By, c.Purpose)).ToList();
        Pager = new Pager(looks.Count, Asked, Size, page => $"{Links.MyInformation}?page={page}");
        var partners = partnership.Read(r => looks.Skip(Pager.Skip).Take(Size).Select(g => g.Key.By).Distinct(StringComparer.Ordinal).ToDictionary(m => m, m => Said.Of(r.Facts, "membership", m).Select(s => s.Name("works-for")).LastOrDefault(p => p is not null), StringComparer.Ordinal));
        Looks = [.. looks.Skip(Pager.Skip).Take(Size).Select(g => (Month(g.Key.Month), partners[g.Key.By] is { } partner ? $"{accounts.NameOf(g.Key.By)}, {partner}" : accounts.NameOf(g.Key.By), $"{Times(g.Sum(c => c.Times))}. {seen.Purpose(g.Key.Purpose)}{LookWords.Ground(string.Join(' ', g.Select(c => c.Basis)))}"))];
        return Page();
    }

    private static Seen Read(OpenRecord record)
    {
        var lists = record.Read.Facts.Vocabulary.Lists;
        Func<string, string> Titled(string list) => code => lists.First(l => l.Name == list) is var found && found.Find(code) is >= 0 and var at ? found.Codes[at].Title : code;
        return new Seen(record.Read.Access.SeenBy(record.Token), [.. ConsentsOf(record)], Titled("categories"), LookWords.Purposes(record.Read.Facts.Vocabulary));
    }

    private static IEnumerable<(string, string, string, long)> ConsentsOf(OpenRecord record) =>
        from consent in Said.Of(record.Read.Facts, "consent", record.Token)
        where consent.To >= record.Read.Today
        let category = consent.Title("category") is { Length: > 0 } one ? OfYou(one) : "all but offences and safeguarding"
        select ($"{consent.Title("purpose")}: {category}", consent.Title("with"), consent.To == Day.Never ? $"since {Day.Long(consent.From)}" : $"{Day.Long(consent.From)} to {Day.Long(consent.To)}", consent.Position + 1L);

    /// <summary>What a category is called, said to whom it is about: "who you are", "where you live".</summary>
    private static string OfYou(string category) => category switch { "Who someone is" => "who you are", "Where someone lives" => "where you live", _ => category.ToLowerInvariant() };

    private static string Times(int times) => times switch { 1 => "once", 2 => "twice", _ => $"{times} times" };

    private static string Month(string month) => DateOnly.ParseExact(month + "-01", "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture).ToString("MMMM yyyy", System.Globalization.CultureInfo.InvariantCulture);
}
