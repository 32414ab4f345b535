using System.Globalization;
using Cairn.Desk;
using Cairn.Record;
using Cairn.Rules;
using Cairn.Store;
using Cairn.Web.Frame;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.Schemes;

/// <summary>Proposing other rules: the file's text, checked and its examples run, then what it would do, and only then proposed to a second member.</summary>
[TakesFile]
public sealed class ChangeModel(Partnership partnership, Opening opening) : CairnPage
{
    public Scheme Scheme { get; private set; } = null!;

    public Form Form { get; private set; } = new();

    /// <summary>What was written, once it has been read.</summary>
    public RulesText? Rules { get; private set; }

    /// <summary>What it would do; null while there is something to mend.</summary>
    public ChangePreview? Preview { get; private set; }

    public IReadOnlyList<LineChange> Lines { get; private set; } = [];

    public IReadOnlyList<LineChange> ExampleLines { get; private set; } = [];

    /// <summary>The first day of rules that were agreed and have yet to begin; those are the ones that are changed.</summary>
    public int? BeginsOn { get; private set; }

    public int StartsOn { get; private set; }

    private (string Text, string Examples, int From) newest;

    /// <summary>The rules can no longer be changed twice at once: a form that was opened on others is told so.</summary>
    private string Base => SchemeChangeActs.Version(newest.Text, newest.Examples);

    public IActionResult OnGet(string name, bool large)
    {
        if (!Look(name)) return NotFound();
        if (large) Form.Fail(string.Create(CultureInfo.InvariantCulture, $"That was too long, and nothing of it was kept. At most {RulesText.MostCharacters:#,0} characters are taken."));
        (Form["text"].Value, Form["examples"].Value, Form["before"].Value) = (newest.Text, newest.Examples, Base);
        Form.Set("starts", Math.Max(partnership.Today, newest.From));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string name)
    {
        if (!Look(name)) return NotFound();
        Form.Read(await Request.ReadFormAsync());
        // Sent twice, it is answered as the first time, whatever has happened since.
        if (Form.IsToChange || !Check() || (Form.IsConfirmed && await Propose())) return Done is null ? Page() : LocalRedirect(Links.Versions(Scheme.Name));
        if (!Form.IsGood) return Page();
        Preview = await opening.Some(Viewer, "verify", "scheme-change", list => ChangePreview.Of(list, Viewer, Scheme, Rules!.Scheme!));
        if (Preview.CannotSettle is { } why) Form.Fail("text", $"Nothing could be paid under these rules: {why}");
        (Lines, ExampleLines) = (LineChanges.Of(newest.Text, Rules!.Text), LineChanges.Of(newest.Examples, Rules.Examples));
        return Page();
    }

    private bool Check()
    {
        StartsOn = Form.Day("starts") is { } day ? day : 0;
        if (StartsOn > 0 && StartsOn < partnership.Today) Form.Fail("starts", "Enter a day from today on: no day that is over gets other rules");
        else if (StartsOn > 0 && StartsOn < newest.From) Form.Fail("starts", $"Enter {Day.Long(newest.From)} or a later day: the rules before these begin then");
        Rules = RulesText.Read(Scheme, newest.Text, newest.Examples, Form.Value("text"), Form.Value("examples"), partnership.Vocabulary);
        foreach (var file in Rules.Mistakes.GroupBy(m => m.File)) Form.Fail(file.Key == RulesText.OfRules ? "text" : "examples", $"{(file.Count() == 1 ? "1 mistake" : $"{file.Count()} mistakes")} in the {file.Key}: what to mend stands below");
        if (Form.IsGood && !Form.IsConfirmed && Form.Value("before") != Base) Form.Fail("The rules have been changed since you opened this page. Open it again, and put your change into the rules as they are now.");
        if (Form.IsGood && !Form.IsConfirmed && Rules.Text == newest.Text && Rules.Examples == newest.Examples) Form.Fail("text", "Nothing is changed yet");
        return Form.IsGood;
    }

    private async Task<bool> Propose()
    {
        var (digest, sentence) = partnership.Read(r => new OpenList(r, Viewer, "verify") is var list && ChangePreview.Of(list, Viewer, Scheme, Rules!.Scheme!) is var p ? (p.Digest, p.Sentence) : default);
        var capacity = partnership.Read(r => r.Access.May(Viewer.Id, Right.EditSchemes).Basis!.Role);
        var acts = new SchemeChangeActs(partnership.Folder, new Asking(Viewer.Id, capacity, Recording.Source, Viewer.Once(Form.Key)));
        var reply = await acts.Propose(new NewRules(Scheme.Name, Rules!.Text, Rules.Examples, Form.Value("before"), StartsOn, digest, sentence, Form.Value("why")));
        if (reply is Reply.Refused refused) Form.Fail(refused.Why);
        else Done = "The change is proposed. It waits for a second member; until then the rules stay as they are.";
        return true;
    }

    private bool Look(string name)
    {
        var found = partnership.Read(r => (Scheme: r.Schemes.FirstOrDefault(s => s.Name == name), Newest: SchemeChangeActs.Newest(r.State, name)));
        if (found.Scheme is null || found.Newest is not { } last) return false;
        newest = last;
        BeginsOn = last.From > partnership.Today ? last.From : null;
        // Rules that have yet to begin are those that are changed: a second change goes on from the first.
        Scheme = SchemeFile.Read(name, last.Text, partnership.Vocabulary, new Mistakes()) ?? found.Scheme;
        Form = new Form(
            new Field("text", "The rules", Asks.Words) { IsRequired = true, WhenEmpty = "The rules are empty", Rows = 24, IsFileText = true, Hint = "A price that changes goes on a line of its own, with its first day: then what was reached before keeps its price." },
            new Field("examples", "Worked examples", Asks.Words) { Rows = 12, IsFileText = true, Hint = "They are run against the rules. Where the rules now mean something else, say here what." },
            new Field("starts", "From when should the rules hold?", Asks.Date) { IsRequired = true, WhenEmpty = "Enter the first day" },
            new Field("why", "Why?", Asks.Words) { IsRequired = true, WhenEmpty = "Say why", Hint = "For whoever approves it. Name no person, here or in the rules." },
            new Field("before", "Version", Asks.Hidden)) { Button = "Check and see what it changes", SaysErrors = false };
        return true;
    }
}
