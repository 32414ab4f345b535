using System.Globalization;
using Cairn.Record;
using Cairn.Store;
using Cairn.Web.Frame;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.Claims;

/// <summary>One paid claim of a sample. Not upheld, its verification is taken back by another, so that the next settlement proposes to take the payment back.</summary>
public sealed class SampledModel(Partnership partnership, Opening opening, Accounts accounts) : CairnPage
{
    public ClaimView View { get; private set; } = null!;

    public int Seed { get; private set; }

    public SampledLine Drawn { get; private set; } = null!;

    public Form Form { get; private set; } = new();

    public string NameOf(string member) => accounts.NameOf(member);

    private sealed record Box(ClaimView? View, SampledLine? Drawn);

    public async Task<IActionResult> OnGetAsync(int seed, string token, string scheme, string outcome, int time) => await Open(seed, new Pick(token, scheme, outcome, time)) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(int seed, string token, string scheme, string outcome, int time)
    {
        var pick = new Pick(token, scheme, outcome, time);
        if (!await Open(seed, pick)) return NotFound();
        Form.Read(await Request.ReadFormAsync());
        var (result, words) = (Form.Value("result"), Form.Value("words"));
        if (result == "not-upheld" && words.Length == 0) Form.Fail("words", "Say what does not hold");
        if (!Form.IsGood) return Page();
        List<IReadOnlyList<(string, string?)>> rows = [Cells(pick, partnership.Today, seed, result, Drawn.Pence, words)];
        if (result == "not-upheld") rows.Add(ClaimModel.Cells(pick, partnership.Today, "refused", words, Form.Value("because"), ""));
        var drafts = new List<Draft>();
        foreach (var cells in rows)
        {
            var (draft, mistakes) = Recording.Read(partnership.Folder, cells, partnership.Today);
            foreach (var (_, what) in mistakes) Form.Fail("words", what);
            if (draft is null) return Page();
            drafts.Add(draft);
        }
        var (isLooked, recorded) = (Drawn.IsLooked, View.Recorded);
        var reply = await Recording.DoAll(partnership.Folder, new Asking(Viewer.Id, "verifier", Recording.Source, Viewer.Once(Form.Key)), drafts, (state, _) => !isLooked && !ClaimLists.HasMoved(state, recorded, token) ? null : "changed", allOrNone: true);
        if (reply is Reply.Refused refused)
        {
            Form.Fail(refused.Why);
            return Page();
        }
        Done = result == "upheld" ? "It is upheld." : "It is not upheld. The next settlement proposes to take the payment back.";
        return LocalRedirect(Links.Sample(seed));
    }

    /// <summary>The cells of what a sample found, or of having been drawn.</summary>
    internal static IReadOnlyList<(string Column, string? Text)> Cells(Pick pick, int today, int seed, string result, long pence, string words) =>
        [("fact", "sample-result"), ("person", pick.Token), ("from", Day.Iso(today)), ("said-by", "verifier"), ("source", Recording.Source), ("result", result), ("seed", seed.ToString(CultureInfo.InvariantCulture)), ("scheme", pick.Scheme), ("outcome", pick.Outcome),
            ("time", pick.Time.ToString(CultureInfo.InvariantCulture)), ("amount", (pence / 100m).ToString("0.00", CultureInfo.InvariantCulture)), ("words", words)];

    private async Task<bool> Open(int seed, Pick pick)
    {
        var found = await opening.One(Viewer, "verify", "sampled", pick.Token, record => new Box(ClaimView.Of(record, Viewer.Id, pick, accounts.NameOf), SampleView.Drawn(record.Read, seed).FirstOrDefault(d => d.Pick == pick)));
        if (found is not { View: { } view, Drawn: { } drawn }) return false;
        (View, Drawn, Seed) = (view.WithWords(partnership), drawn, seed);
        var refusals = partnership.Vocabulary.Lists.First(l => l.Name == "claim-refusals").Codes.Select(c => new Option(c.Name, c.Title));
        Form = new Form(
            new Field("result", "What did you find?", Asks.OneOf) { IsRequired = true, WhenEmpty = "Choose what you found", Options = [new("upheld", "Upheld", "It was rightly paid"), new("not-upheld", "Not upheld", "The payment is to be taken back")] },
            new Field("because", "If it is not upheld: why?", Asks.OneOf) { Options = [.. refusals] },
            new Field("words", "What does not hold?", Asks.Words) { Hint = "Needed if it is not upheld. Who claimed it reads it." }) { Button = "Record what you found" };
        return true;
    }
}
