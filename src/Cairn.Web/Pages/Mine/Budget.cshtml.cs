using Cairn.Rules;
using Cairn.Record;
using Cairn.Web.Frame;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.Mine;

/// <summary>One's own budget: pounds left first, then what it was spent on.</summary>
public sealed class BudgetModel(Opening opening) : CairnPage
{
    public sealed record Pot(string Title, string Until, Purse Purse, string? Waits);

    public IReadOnlyList<Pot> Pots { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync()
    {
        if (await opening.One(Viewer, "care", "my-budget", Viewer.Id, Of) is not { } pots) return NotFound();
        Pots = pots;
        return Page();
    }

    private static List<Pot> Of(OpenRecord record)
    {
        var pots = new List<Pot>();
        foreach (var scheme in record.Read.Schemes.Where(s => s.Money is MoneyShape.Budget && s.About is About.Person))
        {
            var budgets = Budgets.Of(record.Read.Answer(scheme));
            if (budgets.AllocationOf(record.Subject) is not { } allocation) continue;
            pots.Add(new Pot(scheme.Title, allocation.To == Day.Never ? "" : Day.Long(allocation.To), budgets.PurseOf(record.Subject), allocation.Pence == 0 ? allocation.Reason : null));
        }
        return pots;
    }
}
