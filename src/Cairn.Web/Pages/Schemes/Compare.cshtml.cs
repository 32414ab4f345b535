using Cairn.Desk;
using Cairn.Desk.Pricing;
using Cairn.Record;
using Cairn.Rules;
using Cairn.Rules.Simulating;
using Cairn.Web.Frame;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.Schemes;

/// <summary>
/// Two contracts on the same simulated people; and, for those who see money and may propose rules, on the record, in the figures that proposing the same rules would
/// show them. People are listed as there: those of whom they may see all that it rests on. No groups: they are too small to be told of two contracts at will.
/// </summary>
public sealed class CompareModel(Partnership partnership, Opening opening) : PricingPage(partnership)
{
    /// <summary>Draws at most of each contract, in as many sets as the command line takes for so many.</summary>
    private const int Draws = 1000, Sets = 100;

    /// <summary>The answer for rules that are written on the page; no scheme is called so.</summary>
    private const string Written = "-";

    /// <summary>Whether both are also put to the record.</summary>
    public bool SeesRecord { get; private set; }

    private IReadOnlyList<Scheme> others = [];

    private string text = "";

    public IActionResult OnGet(string name)
    {
        if (!Look(name)) return NotFound();
        (Form["with"].Value, Form["text"].Value) = (Written, text);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string name, CancellationToken stop)
    {
        if (!Look(name)) return NotFound();
        Form.Read(await Request.ReadFormAsync(stop));
        if (!Form.IsGood || !Fits() || Other() is not { } other) return Page();
        var isAssumed = Form.Value(OfAssumptions).Length > 0;
        var assumed = isAssumed ? Assumed(Scheme, other) : null;
        return isAssumed && assumed is null ? Page() : await InTurn("compare", late => Work(other, assumed, late), stop);
    }

    /// <summary>The contract to compare with; null, having said what is wrong with it.</summary>
    private Scheme? Other()
    {
        var isWritten = Form.Value("with") == Written;
        var mistakes = new Mistakes();
        if (isWritten && !Fits("text", RulesText.MostCharacters)) return null;
        var other = isWritten ? SchemeFile.Read("Other rules", AsFile(Form.Value("text")), Partnership.Vocabulary, mistakes) : others.First(s => s.Name == Form.Value("with"));
        if (other is not null && !Reach.IsPriced(other)) mistakes.Add(other.At, "These rules pay nobody for people's results, so there is nothing to compare.");
        if (mistakes.Any) Say(mistakes, "text", "the other rules");
        else if (isWritten && AsFile(Form.Value("text")) == AsFile(text)) Form.Fail("text", "Nothing is changed yet, so there is nothing to compare");
        return Form.IsGood ? other : null;
    }

    /// <summary>A text as a file has it, so that the same words have the same version.</summary>
    private static string AsFile(string text) => text.ReplaceLineEndings("\n").Trim() + "\n";

    private async Task<Report?> Work(Scheme other, Assumptions? assumed, CancellationToken late)
    {
        List<ReportPart> parts = [ComparisonReport.Which("in force here", Scheme, Form.Value("with") == Written ? "written on this page" : "in force here", other)];
        string? cutShort = null;
        if (assumed is not null)
        {
            var plan = new Plan(Draws, Sets: Sets);
            using var half = CancellationTokenSource.CreateLinkedTokenSource(late);
            half.CancelAfter(TimeSpan.FromSeconds(Seconds) / 2);
            var (a, b) = (new Simulation(Scheme, assumed, Partnership.Vocabulary).Run(plan, half.Token), new Simulation(other, assumed, Partnership.Vocabulary).Run(plan, late));
            if (Math.Min(a.Count, b.Count) < Fewest) return null;
            var found = new Comparison(a, b);
            cutShort = ComparisonReport.CutShort(found);
            parts.AddRange(ComparisonReport.Parts(found));
        }
        if (SeesRecord) parts.AddRange(await opening.Some(Viewer, "verify", "scheme-compare", list => OnRecord(list, other)));
        return new(ComparisonReport.Title, parts) { CutShort = cutShort };
    }

    private IReadOnlyList<ReportPart> OnRecord(OpenList list, Scheme other)
    {
        var read = list.Read;
        var found = new RecordComparison(read.Answer(Scheme), Evaluation.Of(other, read.Facts, read.Today, Day.Never));
        var (tokens, differs) = (read.Facts.Of(About.Person), found.Results.Where(r => r.Differs).ToLookup(r => r.Subject, r => r.Outcome));
        var named = 0;
        return RecordComparisonReport.Parts(found, null, s =>
        {
            if (s < 0 || named == ChangePreview.MostPeople || list.Ask(tokens[s]) is not { Exists: true } sight || !sight.Sees("money") || !ChangePreview.Behind([Scheme, other], differs[s]).All(sight.Sees)) return null;
            named++;
            return list.Name(tokens[s]);
        });
    }

    private bool Look(string name)
    {
        if (!Find(name, Reach.IsPriced)) return false;
        (SeesRecord, others, text) = Partnership.Read(r => (r.Access.May(Viewer.Id, Right.EditSchemes).IsYes, (IReadOnlyList<Scheme>)[.. r.Schemes.Where(s => s.Name != name && Reach.IsPriced(s))], r.State.Scheme(name, r.Today)!.Text));
        Form = new Form(
            new Field("with", "What should it be compared with?", Asks.OneOf) { IsRequired = true, WhenEmpty = "Choose a contract", Options = [new(Written, "Other rules, written below"), .. others.Select(s => new Option(s.Name, s.Title))] },
            new Field("text", "The other rules", Asks.Words) { Rows = 16, IsFileText = true, Hint = "These are the rules of this contract. Change what you want to try, such as 26 weeks to 52, or put the text of another file in their place." },
            SeesRecord ? Assuming with { IsRequired = false, Hint = $"{Assuming.Hint} Leave it empty to compare on our record alone." } : Assuming) { Button = "Compare", SaysErrors = false };
        return true;
    }
}
