using System.Globalization;
using System.Security.Cryptography;
using Cairn.Desk;
using Cairn.Record;
using Cairn.Store;
using Cairn.Web.Frame;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.Claims;

/// <summary>The samples of paid claims there are, and drawing another. Nobody draws what they or their partner claimed, nor what is too old to be looked at.</summary>
public sealed class SamplesModel(Partnership partnership, Opening opening, Accounts accounts) : CairnPage
{
    private const int Most = 200;

    public IReadOnlyList<SampleLine> Samples { get; private set; } = [];

    public Form Form { get; private set; } = new();

    public string NameOf(string member) => accounts.NameOf(member);

    private sealed record Found(IReadOnlyList<(PaidClaim Claim, string Token)> Paid, int All);

    public void OnGet() => Open();

    public async Task<IActionResult> OnPostAsync()
    {
        Open();
        Form.Read(await Request.ReadFormAsync());
        var (from, to) = (Form.Day("from"), Form.Day("to"));
        if (from > to) Form.Fail("to", "The last day is before the first");
        if (!int.TryParse(Form.Value("size"), NumberStyles.None, CultureInfo.InvariantCulture, out var size) || size is < 1 or > Most) Form.Fail("size", $"Enter a number from 1 to {Most}");
        if (!Form.IsGood || from is null || to is null) return Page();
        var scheme = Form.Value("scheme");
        var found = await opening.Some(Viewer, "verify", "samples", list => PaidClaims(list, scheme, from.Value, to.Value));
        var key = Viewer.Once(Form.Key);
        var seed = RandomNumberGenerator.GetInt32(1, 1_000_000_000);
        var drawn = Sampling.Draw(found.Paid.Select(p => p.Claim), seed, size);
        if (drawn.Count == 0) Form.Fail($"There is nothing to draw from: {(found.All == 0 ? "nothing of this scheme was paid in these days" : $"{found.All} payments are your own, your partner's, or older than a look may be")}.");
        if (partnership.Read(r => r.Access.CapacitiesFor(Viewer.Id, r.Facts.Vocabulary.Find("sample")!)).Count == 0) return NotFound();
        if (!Form.IsGood) return Page();
        var tokens = found.Paid.ToDictionary(p => p.Claim.Key, p => p.Token, StringComparer.Ordinal);
        var reply = await Recording.DoAll(partnership.Folder, new Asking(Viewer.Id, "verifier", Recording.Source, key), Drafts(scheme, from.Value, to.Value, seed, found, drawn, tokens), content: $"sample {scheme} {from} {to} {size}");
        if (reply is Reply.Refused refused)
        {
            Form.Fail(refused.Why);
            return Page();
        }
        var place = long.Parse((reply switch { Reply.Done done => done.Answer, Reply.DoneBefore before => before.Answer, _ => "#0" }).Split(' ')[0][1..], CultureInfo.InvariantCulture);
        var left = found.All - found.Paid.Count;
        Done = $"{drawn.Count} of {found.Paid.Count} payments are drawn.{(left > 0 ? $" {left} more could not be drawn: they are your own, your partner's, or too old." : "")}";
        return LocalRedirect(Links.Sample(partnership.Read(r => r.Facts.Columns.Detail((int)place - 1, r.Facts.Vocabulary.Find("sample")!.Find("seed")!.Slot))));
    }

    private Found PaidClaims(OpenList list, string scheme, int from, int to)
    {
        var read = list.Read;
        var found = read.Schemes.First(s => s.Name == scheme);
        var paid = Sampling.Paid(read.Answer(found), read.State.Book, from, to);
        var people = read.Facts.Of(About.Person);
        var mine = ClaimLists.ToCheck(list, Viewer.Id, list.People).Where(l => l.Line.Scheme.Name == scheme && l.Line.Step is ClaimStep.Paid).Select(l => (l.Line.Reached.Subject, l.Line.Outcome.Name, l.Line.Reached.Time)).ToHashSet();
        return new Found([.. paid.Where(p => mine.Contains((p.Subject, p.Outcome.Name, p.Time))).Select(p => (p, people[p.Subject]))], paid.Count);
    }

    private List<Draft> Drafts(string scheme, int from, int to, int seed, Found found, IReadOnlyList<PaidClaim> drawn, Dictionary<string, string> tokens)
    {
        string Number(long n) => n.ToString(CultureInfo.InvariantCulture);
        string Pounds(long pence) => (pence / 100m).ToString("0.00", CultureInfo.InvariantCulture);
        var partner = partnership.Read(r => r.Access.May(Viewer.Id, Right.Verify).Basis!.Partner);
        List<IReadOnlyList<(string, string?)>> rows = [[("fact", "sample"), ("about", partner), ("from", Day.Iso(from)), ("to", Day.Iso(to)), ("said-by", "verifier"), ("source", Recording.Source), ("seed", Number(seed)), ("scheme", scheme), ("size", Number(drawn.Count)),
            ("payments", Number(found.Paid.Count)), ("worth", Pounds(found.Paid.Sum(p => p.Claim.Pence)))]];
        rows.AddRange(drawn.Select(d => SampledModel.Cells(new Pick(tokens[d.Key], scheme, d.Outcome.Name, d.Time), partnership.Today, seed, "drawn", d.Pence, "")));
        return rows.ConvertAll(cells => Recording.Read(partnership.Folder, cells, partnership.Today) is ({ } draft, _) ? draft : throw new InvalidOperationException("A sample does not read as a fact."));
    }

    private void Open()
    {
        var (samples, schemes, today) = partnership.Read(r => (SampleView.All(r), r.Schemes.Where(s => s.Payers.Count > 0 && s.NeedsClaims && s.About is About.Person).Select(s => new Option(s.Name, s.Title)).ToList(), r.Today));
        Samples = samples;
        Form = new Form(
            new Field("scheme", "Which scheme?", Asks.OneOf) { IsRequired = true, WhenEmpty = "Choose a scheme", Options = schemes },
            new Field("from", "Paid from", Asks.Date) { IsRequired = true, WhenEmpty = "Enter the first day" },
            new Field("to", "Paid until", Asks.Date) { IsRequired = true, WhenEmpty = "Enter the last day", Hint = "This day counts." },
            new Field("size", "How many?") { IsRequired = true, WhenEmpty = "Enter how many", Width = 4, Keyboard = "numeric" }) { Button = "Draw a sample" };
        Form.Set("to", today);
        Form.Set("from", Day.PlusMonths(today, -12) + 1);
    }
}
