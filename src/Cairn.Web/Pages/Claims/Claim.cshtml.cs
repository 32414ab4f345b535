using System.Globalization;
using Cairn.Record;
using Cairn.Store;
using Cairn.Web.Frame;
using Cairn.Web.Pages.People;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.Claims;

/// <summary>One claim before a verifier: what is claimed, the reasons and the evidence side by side; and the answer. Of two verifiers at once one answers, and the other is told.</summary>
public sealed class ClaimModel(Partnership partnership, Opening opening, Accounts accounts) : CairnPage
{
    public ClaimView View { get; private set; } = null!;

    public Form Form { get; private set; } = new();

    public bool Waits => View.Row.Step is Desk.ClaimStep.Waits;

    public string NameOf(string member) => accounts.NameOf(member);

    public async Task<IActionResult> OnGetAsync(string token, string scheme, string outcome, int time) => await Open(new Pick(token, scheme, outcome, time)) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string token, string scheme, string outcome, int time)
    {
        var pick = new Pick(token, scheme, outcome, time);
        if (!await Open(pick)) return NotFound();
        Form.Read(await Request.ReadFormAsync());
        var result = Form.Value("result");
        if (result == "more-wanted" && Form.Value("words").Length == 0) Form.Fail("words", "Say what is needed");
        if (result == "refused" && Form.Value("because").Length == 0) Form.Fail("because", "Choose why you refuse it");
        if (result == "verified" && Waits && View.Row.Wanted.Count > 0 && View.Row.Verification is null) Form.Fail("result", "The evidence that the scheme asks for has not been seen. Ask for it");
        if (!Form.IsGood) return Page();
        var draft = Draft(pick, result, Form.Value("words"), result == "refused" ? Form.Value("because") : "", result == "more-wanted" ? Form.Value("wanted").Replace(',', ';') : "");
        if (draft is null) return Page();
        var (waits, recorded) = (Waits, View.Recorded);
        var reply = await Recording.DoAll(partnership.Folder, new Asking(Viewer.Id, "verifier", Recording.Source, Viewer.Once(Form.Key)), [draft], (state, _) => waits && !ClaimLists.HasMoved(state, recorded, token) ? null : "changed", allOrNone: true);
        if (reply is Reply.Refused refused)
        {
            await Open(pick, again: true);
            Form.Fail(View.Answers is [.., var last] && !Waits ? $"{(last.By.Length > 0 ? NameOf(last.By) : "A verifier")} answered this claim on {Day.Long(last.On)}: {last.Result}. Your answer was not recorded." : refused.Why);
            return Page();
        }
        Done = result switch { "verified" => "The claim is verified.", "refused" => "The claim is refused.", _ => "The claim is sent back for more." };
        return LocalRedirect(Links.ClaimsToCheck);
    }

    private Draft? Draft(Pick pick, string result, string words, string because, string wanted)
    {
        var (draft, mistakes) = Recording.Read(partnership.Folder, Cells(pick, partnership.Today, result, words, because, wanted), partnership.Today);
        foreach (var (column, what) in mistakes)
        {
            if (column == "words") Form.Fail("words", what);
            else Form.Fail(what);
        }
        return draft;
    }

    /// <summary>The cells of a verification.</summary>
    internal static IReadOnlyList<(string Column, string? Text)> Cells(Pick pick, int today, string result, string words, string because, string wanted) =>
        [("fact", "verification"), ("person", pick.Token), ("from", Day.Iso(today)), ("said-by", "verifier"), ("source", Recording.Source), ("result", result), ("scheme", pick.Scheme), ("outcome", pick.Outcome),
            ("time", pick.Time.ToString(CultureInfo.InvariantCulture)), ("words", words), ("refused-because", because), ("wanted", wanted)];

    private async Task<bool> Open(Pick pick, bool again = false)
    {
        var found = await opening.One(Viewer, "verify", "claim", pick.Token, record => new Box(ClaimView.Of(record, Viewer.Id, pick, accounts.NameOf)));
        if (found?.View is not { } view) return false;
        View = view.WithWords(partnership);
        if (!again) Form = Questions(view);
        return true;
    }

    private Form Questions(ClaimView view)
    {
        var list = partnership.Vocabulary.Lists.First(l => l.Name == "claim-refusals");
        var wanted = view.Kinds.Select(e => new Option(e, FactForm.Titled(e))).ToList();
        return new Form(
            new[] { new Field("result", "Your answer", Asks.OneOf) { IsRequired = true, WhenEmpty = "Choose your answer", Options = [new("verified", "Verified", "The evidence shows that it was reached"), new("more-wanted", "More needed", "It goes back to who claimed it"), new("refused", "Refused", "It is not paid")] } }
                .Concat(wanted.Count > 0 ? [new Field("wanted", "If you need more: which evidence would do?", Asks.AnyOf) { Options = wanted }] : [])
                .Append(new Field("because", "If you refuse it: why?", Asks.OneOf) { Options = [.. list.Codes.Select(c => new Option(c.Name, c.Title))] })
                .Append(new Field("words", "What do you want to tell who claimed it?", Asks.Words) { Hint = "Needed if you ask for more. They read it as you write it." })) { Button = "Record your answer" };
    }

    internal sealed record Box(ClaimView? View);
}
