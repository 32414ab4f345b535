using Cairn.Desk.Pricing;
using Cairn.Record;
using Cairn.Rules;
using Cairn.Rules.Simulating;
using Cairn.Web.Frame;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.Schemes;

/// <summary>What a contract may pay, on what is assumed of its people. Nothing is recorded: the assumptions are the reader's own, in the page, and nobody's record is read.</summary>
public sealed class PriceModel(Partnership partnership) : CairnPage
{
    /// <summary>Draws at most, of chance alone, and for each end of each assumption; and how long anybody waits, after which what is done is shown as part.</summary>
    private const int Draws = 1000, DrawsAlone = 400, DrawsEach = 60, Sets = 50, Seconds = 10;

    /// <summary>The longest file that is taken, in characters.</summary>
    private const int Longest = 100_000;

    /// <summary>One at a time: it takes a whole processor.</summary>
    private static readonly SemaphoreSlim Turn = new(1, 1);

    private static readonly Lazy<string> England = new(() =>
    {
        using var reader = new StreamReader(typeof(PriceModel).Assembly.GetManifestResourceStream("england.yaml")!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    });

    public Scheme Scheme { get; private set; } = null!;

    public Form Form { get; private set; } = new();

    /// <summary>What is wrong with the assumptions, at their lines.</summary>
    public IReadOnlyList<Mistake> Mistakes { get; private set; } = [];

    public Report? Report { get; private set; }

    public IActionResult OnGet(string name) => Find(name) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string name, CancellationToken stop)
    {
        if (!Find(name)) return NotFound();
        Form.Read(await Request.ReadFormAsync(stop));
        var text = Form.Value("assumptions");
        if (text.Length > Longest) Form.Fail("assumptions", $"This is longer than {Longest:#,0} letters. Take out what is not needed");
        if (!Form.IsGood) return Page();
        var mistakes = new Mistakes();
        var assumed = AssumptionsFile.Read("assumptions", text, partnership.Vocabulary, mistakes);
        if (assumed is not null) Reach.Check(Scheme, assumed, mistakes);
        Mistakes = mistakes.Found;
        if (mistakes.Any || assumed is null)
        {
            Form.Fail("assumptions", Mistakes.Count == 1 ? "One thing in the assumptions cannot be used" : $"{Mistakes.Count} things in the assumptions cannot be used");
            return Page();
        }
        if (!await Turn.WaitAsync(TimeSpan.FromSeconds(Seconds), stop)) Form.Fail("Somebody else is working out a price. Try again in a minute.");
        else
        {
            try
            {
                Report = await Task.Run(() => Work(assumed, stop), stop);
            }
            finally
            {
                Turn.Release();
            }
            if (Report is null) Form.Fail("This takes too long to work out here. Use fewer people, or the command cairn simulate.");
        }
        return Page();
    }

    private Report? Work(Assumptions assumed, CancellationToken gone)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(gone);
        late.CancelAfter(TimeSpan.FromSeconds(Seconds));
        var simulation = new Simulation(Scheme, assumed, partnership.Vocabulary);
        var draws = simulation.Run(new Plan(Draws, Sets: Sets), late.Token);
        if (draws.Count == 0) return null;
        var matters = Matters.Of(simulation, assumed, Scheme, new Plan(Math.Min(DrawsEach, draws.Count)), late.Token);
        var chance = ChanceAlone.Of(simulation, assumed, Scheme, new Plan(Math.Min(DrawsAlone, draws.Count)), late.Token);
        return ForecastReport.Of(new Forecast(draws), matters, chance);
    }

    private bool Find(string name)
    {
        if (partnership.Read(r => r.Schemes.FirstOrDefault(s => s.Name == name && Reach.IsPriced(s))) is not { } scheme) return false;
        Scheme = scheme;
        Form = new Form(new Field("assumptions", "What is assumed of the people", Asks.Words)
        {
            IsRequired = true, WhenEmpty = "Say what is assumed", Value = England.Value, Rows = 24, IsFileText = true, Hint = "These are for England, each with where it is from. Change any of them: how many people, a rate, a cost. Nothing is kept.",
        }) { Button = "Work it out", SaysErrors = false };
        return true;
    }
}
