using Cairn.Desk;
using Cairn.Desk.Paying;
using Cairn.Record;
using Cairn.Web.Frame;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.People;

/// <summary>
/// A person's mentor: found among those who are free, with the person's consent to them by name in the same command; asked about again, since a
/// mentor sees nothing when that has not been done for long; or ended, and the consent with it. What changes is shown before it is recorded.
/// </summary>
public sealed class MentorModel(Partnership partnership, Opening opening, Accounts accounts) : CairnPage
{
    /// <summary>What whoever does this must be able to say.</summary>
    internal static readonly string[] Asked = ["mentoring", "consent"];

    private const string GoOn = "go-on";

    public string Token { get; private set; } = "";

    public string Name { get; private set; } = "";

    /// <summary>What goes on now: with whom, since when, when they last met, and the first day on which the mentor sees nothing unless asked again.</summary>
    public (string Mentor, int From, int LastMet, int Until, bool HasMet)? Now { get; private set; }

    public int Today => partnership.Today;

    /// <summary>Whether there is anything to do; not where there is no mentor and none is free.</summary>
    public bool HasForm => Form.Fields.Count > 0;

    public Form Form { get; private set; } = new();

    public EffectView? Effect { get; private set; }

    public IReadOnlyList<(string Label, string Value)> Answers { get; private set; } = [];

    private sealed record Found(string Name, Mentoring? Now, int Until, IReadOnlyList<(int Position, int From)> Consents, IReadOnlyList<(string Member, string Partner, int People)> Free, string Capacity, string ConsentCapacity);

    public async Task<IActionResult> OnGetAsync(string token) => await Open(token) is null ? NotFound() : Page();

    public async Task<IActionResult> OnPostAsync(string token)
    {
        if (await Open(token) is not { } found || !HasForm) return NotFound();
        Form.Read(await Request.ReadFormAsync());
        var goesOn = found.Now is null || Form.Value("do") == GoOn;
        if (goesOn && Form.Value("way").Length == 0) Form.Fail("way", "Choose how they said so");
        if (!Form.IsGood || Form.IsToChange) return Page();
        var telling = new Telling(partnership, Form);
        if (found.Now is { } now) Close(telling, found, now, goesOn ? null : Form.Value("do"));
        if (goesOn) Begin(telling, found, found.Now?.Mentor ?? Form.Value("mentor"));
        if (Form.IsGood && !Form.IsConfirmed)
        {
            int[] without = found.Now is { } ended ? [ended.Position, .. found.Consents.Select(c => c.Position)] : [];
            Effect = partnership.Read(r => EffectView.Of(partnership.Vocabulary, r.Access.Effect(token, without, [.. telling.Drafts.Where(d => d.To >= partnership.Today)]), accounts.NameOf));
            Answers = [.. Form.Said()];
            return Page();
        }
        if (!await telling.Record(Viewer.Id, found.ConsentCapacity, Viewer.Once(Form.Key))) return Page();
        Done = found.Now is null ? "They have a mentor, and their consent is recorded." : goesOn ? "It is recorded that they want to go on." : "It is recorded that the mentoring ended. The mentor sees nothing more.";
        return LocalRedirect(Links.Mentor(token));
    }

    /// <summary>Yesterday was the last day, so that it closes now; of what began today, today is, and the consent is undone.</summary>
    private void Close(Telling telling, Found found, Mentoring now, string? why)
    {
        telling.Say("mentoring", Token, found.Capacity, ("from", Day.Iso(now.From)), ("to", Day.Iso(Math.Max(now.From, partnership.Today - 1))), ("mentor", now.Mentor), ("ended", why), ("corrects", $"#{now.Position + 1L}"));
        foreach (var (position, from) in found.Consents)
        {
            if (from >= partnership.Today) telling.Say("consent", Token, found.ConsentCapacity, ("retracts", $"#{position + 1L}"), ("note", "The mentoring ended."));
            else telling.Say("consent", Token, found.ConsentCapacity, [("from", Day.Iso(from)), ("to", Day.Iso(partnership.Today - 1)), ("corrects", $"#{position + 1L}"), .. partnership.Folder.Fact(position + 1L)!.Draft.Details.Select(d => (d.Detail.Name, (string?)d.Text))]);
        }
    }

    private void Begin(Telling telling, Found found, string mentor)
    {
        telling.Say("mentoring", Token, found.Capacity, ("mentor", mentor));
        telling.Say("consent", Token, found.ConsentCapacity, ("purpose", "care"), ("with", mentor), ("way", Form.Value("way")), ("evidence", Form.Value("way") == "written" ? "consent-form" : "own-statement"));
    }

    private async Task<Found?> Open(string token)
    {
        if (await opening.One(Viewer, "care", "mentor", token, Look) is not { Name.Length: > 0 } found) return null;
        (Token, Name) = (token, found.Name);
        Now = found.Now is { } now ? (accounts.NameOf(now.Mentor), now.From, now.LastMet, found.Until, now.LastMet > now.From) : null;
        Option[] Codes(string list, Func<string, bool>? which = null) => [.. partnership.Vocabulary.Lists.First(l => l.Name == list).Codes.Where(c => which?.Invoke(c.Name) is not false).Select(c => new Option(c.Name, c.Title))];
        Form = found switch
        {
            { Now: { } goesOn } => new Form(new Field("do", "What happens now?", Asks.OneOf) { IsRequired = true, WhenEmpty = "Choose what happens now", Options = goesOn.From < partnership.Today ? [new Option(GoOn, "They want to go on with this mentor"), .. Codes("mentor-ends")] : Codes("mentor-ends") },
                new Field("way", "If they go on: how did they say so?", Asks.OneOf) { Options = Codes("ways") }) { Button = "See what this changes" },
            { Free: [] } => new Form(),
            _ => new Form(new Field("mentor", "Who do they choose?", Asks.OneOf) { IsRequired = true, WhenEmpty = "Choose a mentor", Options = [.. found.Free.Select(f => new Option(f.Member, accounts.NameOf(f.Member), $"{f.Partner}. {(f.People == 0 ? "Mentors nobody now" : f.People == 1 ? "Mentors 1 person now" : $"Mentors {f.People} people now")}"))] },
                new Field("way", "How did they say yes to this mentor?", Asks.OneOf) { IsRequired = true, WhenEmpty = "Choose how they said so", Options = Codes("ways") }) { Button = "See who would see what" },
        };
        return found;
    }

    private Found Look(OpenRecord record)
    {
        var (read, token) = (record.Read, record.Token);
        if (!record.Sees("plan") || !Asked.All(k => read.Access.MayRecord(Viewer.Id, read.Facts.Vocabulary.Find(k)!, token).IsYes)) return new Found("", null, 0, [], [], "", "");
        var now = Mentors.Of(read.Facts, record.Subject, read.Today).LastOrDefault();
        var consents = now is null ? [] : Said.Of(read.Facts, "consent", token).Where(c => c.To >= read.Today && c.Code("purpose") == "care" && c.Name("with") == now.Mentor).Select(c => (c.Position, c.From)).ToList();
        var capacities = Asked.Select(k => read.Access.CapacitiesFor(Viewer.Id, read.Facts.Vocabulary.Find(k)!)[0]).ToList();
        return new Found(record.Name, now, now is null ? Day.Never : read.Access.MentorUntil(now.From), consents, now is null ? Free(read) : [], capacities[0], capacities[1]);
    }

    /// <summary>Today's mentors who have fewer people than one has at most, those with the fewest first. Only people who were asked lately count: the others they do not see.</summary>
    private static List<(string, string, int)> Free(Reading read)
    {
        var people = Enumerable.Range(0, read.Facts.Of(About.Person).Count).SelectMany(p => Mentors.Of(read.Facts, p, read.Today)).Where(m => read.Access.MentorUntil(m.From) > read.Today).GroupBy(m => m.Mentor, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal);
        return [.. Said.Of(read.Facts, "membership").Where(m => m.Covers(read.Today) && m.Code("role") == "mentor").Select(m => (m.Subject, m.Name("works-for") ?? "", people.GetValueOrDefault(m.Subject))).Where(m => m.Item3 < Mentors.Most).DistinctBy(m => m.Subject).OrderBy(m => m.Item3).ThenBy(m => m.Subject, StringComparer.Ordinal)];
    }
}
