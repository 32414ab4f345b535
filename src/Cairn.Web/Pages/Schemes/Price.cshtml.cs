using Cairn.Desk.Pricing;
using Cairn.Rules.Simulating;
using Cairn.Web.Frame;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.Schemes;

/// <summary>What a contract may pay, on what is assumed of its people. Nothing is recorded: the assumptions are the reader's own, in the page, and nobody's record is read.</summary>
public sealed class PriceModel(Partnership partnership) : PricingPage(partnership)
{
    /// <summary>Draws at most, of chance alone, and for each end of each assumption.</summary>
    private const int Draws = 1000, DrawsAlone = 400, DrawsEach = 60, Sets = 50;

    public IActionResult OnGet(string name) => Look(name) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string name, CancellationToken stop)
    {
        if (!Look(name)) return NotFound();
        Form.Read(await Request.ReadFormAsync(stop));
        return Fits() && Assumed(Scheme) is { } assumed ? await InTurn("price", late => Task.FromResult(Work(assumed, late)), stop) : Page();
    }

    private Report? Work(Assumptions assumed, CancellationToken late)
    {
        var simulation = new Simulation(Scheme, assumed, Partnership.Vocabulary);
        var draws = simulation.Run(new Plan(Draws, Sets: Sets), late);
        if (draws.Count < Fewest) return null;
        var matters = Matters.Of(simulation, assumed, Scheme, new Plan(Math.Min(DrawsEach, draws.Count)), late);
        var chance = ChanceAlone.Of(simulation, assumed, Scheme, new Plan(Math.Min(DrawsAlone, draws.Count)), late);
        return ForecastReport.Of(new Forecast(draws), matters, chance, late.IsCancellationRequested);
    }

    private bool Look(string name)
    {
        if (!Find(name, Reach.IsPriced)) return false;
        Form = new Form(Assuming) { Button = "Work it out", SaysErrors = false };
        return true;
    }
}
