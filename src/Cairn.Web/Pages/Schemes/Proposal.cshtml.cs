using Cairn.Desk;
using Cairn.Desk.Change;
using Cairn.Record;
using Cairn.Rules;
using Cairn.Store;
using Cairn.Web.Frame;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.Schemes;

/// <summary>
/// A change that somebody proposed: which lines, why, and what it would do today, worked out again. A second member approves it or says no; who proposed
/// it may take it back. Once answered it is a record of who did what.
/// </summary>
public sealed class ProposalModel(Partnership partnership, Opening opening, Accounts accounts) : CairnPage
{
    public Scheme Scheme { get; private set; } = null!;

    public SchemeProposal Proposal { get; private set; } = null!;

    /// <summary>What it would do today; null once it is answered, overtaken or cannot be read any more.</summary>
    public ChangePreview? Preview { get; private set; }

    public bool IsOvertaken { get; private set; }

    /// <summary>Whether it would do something else today than when it was proposed.</summary>
    public bool IsOtherwise => Preview is { } now && now.Digest != Proposal.Foreseen;

    public IReadOnlyList<LineChange> Lines { get; private set; } = [];

    public IReadOnlyList<LineChange> ExampleLines { get; private set; } = [];

    public string Text { get; private set; } = "";

    public string Why { get; private set; } = "";

    /// <summary>What was foreseen when it was proposed.</summary>
    public string Foresaw { get; private set; } = "";

    public string AnswerWords { get; private set; } = "";

    public int HoldsFrom { get; private set; }

    public bool IsMine => Proposal.ProposedBy == Viewer.Id;

    public bool MayAnswer { get; private set; }

    public Form Form { get; private set; } = new();

    public string NameOf(string member) => accounts.NameOf(member);

    public async Task<IActionResult> OnGetAsync(string name, string change) => await Look(name, change) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string name, string change, string? seen)
    {
        if (!await Look(name, change) || (!IsMine && !MayAnswer)) return NotFound();
        Form.Read(await Request.ReadFormAsync());
        var answer = Form.Value("answer");
        if (answer == "no" && Form.Value("words").Length == 0) Form.Fail("words", "Say why not, so that they can mend it");
        if (!Form.IsGood) return Page();
        var capacity = partnership.Read(r => (r.Access.May(Viewer.Id, Right.ApproveSchemeChanges).Basis ?? r.Access.May(Viewer.Id, Right.EditSchemes).Basis)!.Role);
        var acts = new SchemeChangeActs(partnership.Folder, new Asking(Viewer.Id, capacity, Recording.Source, Viewer.Once(Form.Key)));
        var reply = answer == "yes" ? await acts.Approve(Proposal.Number, seen ?? "", ChangePreview.DigestOf) : await acts.Refuse(Proposal.Number, Form.Value("words"), answer == "back");
        if (reply is Reply.Refused refused)
        {
            Form.Fail(refused.Why);
            return Page();
        }
        Done = answer switch { "yes" => $"Approved. The new rules hold from {(reply is Reply.Done { Answer: var day } && Day.TryParse(day, out var from) ? Day.Long(from) : Day.Long(HoldsFrom))}.", "no" => "Not approved. The rules stay as they are.", _ => "Taken back. The rules stay as they are." };
        return LocalRedirect(Links.Versions(Scheme.Name));
    }

    private async Task<bool> Look(string name, string number)
    {
        if (!await opening.Some(Viewer, "verify", "scheme-change", list => Look(list, name, number))) return false;
        var words = partnership.Folder.Fact(Proposal.Position + 1L)?.Words;
        string Of(string detail) => words?.Details.GetValueOrDefault(detail) ?? "";
        (Why, Foresaw) = (Of("words"), Of("foresaw"));
        if (Proposal.AnsweredAt >= 0) AnswerWords = partnership.Folder.Fact(Proposal.AnsweredAt + 1L)?.Words?.Details.GetValueOrDefault("words") ?? "";
        return true;
    }

    private bool Look(OpenList list, string name, string number)
    {
        var read = list.Read;
        if (read.Schemes.FirstOrDefault(s => s.Name == name) is not { } scheme || SchemeProposal.All(read.Facts, read.State.RecordedBy).FirstOrDefault(p => p.Number == number && p.Scheme == name) is not { } proposal) return false;
        (Scheme, Proposal, HoldsFrom) = (scheme, proposal, proposal.WouldHoldFrom(read.Today));
        MayAnswer = read.Access.May(Viewer.Id, Right.ApproveSchemeChanges).IsYes;
        var (proposed, before) = SchemeChangeActs.Texts(read.State, proposal);
        var text = proposed.Text;
        (Text, Lines, ExampleLines, IsOvertaken) = (text, LineChanges.Of(before.Text, text), LineChanges.Of(before.Examples, proposed.Examples), SchemeChangeActs.IsOvertaken(read.State, proposal));
        if (proposal.State is ProposalState.Waits && !IsOvertaken && Parsed(read, SchemeChangeActs.Newest(read.State, name)!.Value.Text) is { } now && Parsed(read, text) is { } then) Preview = ChangePreview.Of(list, Viewer, now, then);
        // A form that was sent before it was answered, or twice, is told what became of it.
        Option[] answers = proposal.State is not ProposalState.Waits ? [new("yes", ""), new("no", ""), new("back", "")] : IsMine ? [new("back", "Take it back")] : [.. Preview is null ? Array.Empty<Option>() : [new("yes", "Approve it", $"The rules hold from {Day.Long(HoldsFrom)}.")], new("no", "Do not approve it")];
        Form = new Form(new Field("answer", "What is your answer?", Asks.OneOf) { IsRequired = true, WhenEmpty = "Choose an answer", Options = answers }, new Field("words", IsMine ? "Why?" : "If not: why?", Asks.Words) { Hint = "Name no person." })
        { Button = "Send the answer", SaysErrors = false, Action = Links.SchemeChange(name, number, Preview?.Digest ?? "") };
        return true;
    }

    private static Scheme? Parsed(Reading read, string text) => SchemeFile.Read("scheme", text, read.Facts.Vocabulary, new Mistakes());
}
