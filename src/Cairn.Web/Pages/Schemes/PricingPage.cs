using Cairn.Desk.Pricing;
using Cairn.Record;
using Cairn.Rules;
using Cairn.Rules.Simulating;
using Cairn.Web.Frame;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.Schemes;

/// <summary>
/// A page that works out what a contract pays and keeps nothing of it: what is written in its boxes is all there is, and its tables are worked out
/// again when they are downloaded. One at a time in the whole service, since it takes a whole processor.
/// </summary>
public abstract class PricingPage(Partnership partnership) : CairnPage
{
    /// <summary>What the assumptions are called where something is wrong with them.</summary>
    public const string OfAssumptions = "assumptions";

    /// <summary>How long it may take, after which what is done is shown as part.</summary>
    protected const int Seconds = 10;

    /// <summary>How many seconds anybody waits for their turn.</summary>
    private const int Waits = 5;

    /// <summary>Of fewer draws than this nobody can say what one in ten comes to.</summary>
    protected const int Fewest = 20;

    /// <summary>The longest assumptions that are taken, in characters.</summary>
    private const int Longest = 100_000;

    /// <summary>More people than this are for the command line: what they leave in the record would take the room of everybody else.</summary>
    private const int MostPeople = 5000;

    private static readonly SemaphoreSlim Turn = new(1, 1);

    private static readonly Lazy<string> England = new(() =>
    {
        using var reader = new StreamReader(typeof(PricingPage).Assembly.GetManifestResourceStream("england.yaml")!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    });

    public Scheme Scheme { get; private set; } = null!;

    public Form Form { get; protected set; } = new();

    /// <summary>What is wrong with what was written, at its lines.</summary>
    public IReadOnlyList<Mistake> Mistakes { get; private set; } = [];

    public Report? Report { get; private set; }

    protected Partnership Partnership => partnership;

    /// <summary>What is assumed of the people, filled in for England.</summary>
    protected static Field Assuming => new(OfAssumptions, "What is assumed of the people", Asks.Words)
    {
        IsRequired = true, WhenEmpty = "Say what is assumed", Value = England.Value, Rows = 24, IsFileText = true, Hint = "These are for England, each with where it is from. Change any of them: how many people, a rate, a cost. Nothing is kept.",
    };

    /// <summary>The scheme of the page's address, where it has such a page.</summary>
    protected bool Find(string name, Func<Scheme, bool> has)
    {
        if (partnership.Read(r => r.Schemes.FirstOrDefault(s => s.Name == name && has(s))) is not { } scheme) return false;
        Scheme = scheme;
        return true;
    }

    /// <summary>Refuses a text that is longer than any of its kind needs to be.</summary>
    protected bool Fits(string field = OfAssumptions, int most = Longest)
    {
        if (Form.Value(field).Length > most) Form.Fail(field, $"This is longer than {most:#,0} letters. Take out what is not needed");
        return Form.IsGood;
    }

    /// <summary>The assumptions as they were written; null, having said what is wrong at its line, where they cannot be used for these schemes.</summary>
    protected Assumptions? Assumed(params IReadOnlyList<Scheme> schemes)
    {
        var mistakes = new Mistakes();
        var assumed = AssumptionsFile.Read(OfAssumptions, Form.Value(OfAssumptions), partnership.Vocabulary, mistakes);
        if (assumed is not null) foreach (var scheme in schemes) Reach.Check(scheme, assumed, mistakes, schemes.FirstOrDefault(s => s != scheme));
        if (!mistakes.Any && assumed!.People > MostPeople)
        {
            Form.Fail(OfAssumptions, $"At most {MostPeople:#,0} people can be worked out here. Use fewer people, or the command line");
            return null;
        }
        if (!mistakes.Any) return assumed;
        Say(mistakes, OfAssumptions, mistakes.Found.All(m => m.File == OfAssumptions) ? "the assumptions" : "the rules, on these assumptions,");
        return null;
    }

    /// <summary>Says at its lines what is wrong with the text of a box.</summary>
    protected void Say(Mistakes mistakes, string field, string what)
    {
        Mistakes = mistakes.Found;
        Form.Fail(field, Mistakes.Count == 1 ? $"One thing in {what} cannot be used" : $"{Mistakes.Count} things in {what} cannot be used");
    }

    /// <summary>Works the report out when it is this reader's turn, and answers with the page, or with the tables where those are wanted. Null is a report that takes too long.</summary>
    /// <param name="what">What the file is called, after the scheme.</param>
    /// <param name="work">Told to stop, it gives what it has.</param>
    /// <param name="stop">Stopped when the reader has gone.</param>
    protected async Task<IActionResult> InTurn(string what, Func<CancellationToken, Task<Report?>> work, CancellationToken stop)
    {
        if (!await Turn.WaitAsync(TimeSpan.FromSeconds(Waits), stop)) Form.Fail("Somebody else is working something out. Try again in a minute.");
        else
        {
            try
            {
                using var late = CancellationTokenSource.CreateLinkedTokenSource(stop);
                late.CancelAfter(TimeSpan.FromSeconds(Seconds));
                Report = await Task.Run(() => work(late.Token), stop);
            }
            finally
            {
                Turn.Release();
            }
            if (Report is null) Form.Fail("This takes too long to work out here. Use fewer people, or the command line.");
        }
        return Report is { } found && Form.IsForTables ? File(Zipped.Of(ReportCsv.Files(found)), "application/zip", $"{Scheme.Name}-{what}.zip") : Page();
    }
}
