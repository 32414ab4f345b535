using Cairn.Rules;
using Cairn.Web.Frame;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.Mine;

/// <summary>One's own budget: pounds left first, then what there is to ask for, and what came of what was asked.</summary>
public sealed class BudgetModel(Partnership partnership, Opening opening) : CairnPage
{
    public IReadOnlyList<BudgetView> Pots { get; private set; } = [];

    public int Today => partnership.Today;

    /// <summary>The menu, what is led by peers first.</summary>
    public static IEnumerable<FrameworkItem> Menu(BudgetView pot) => pot.Scheme.Budget!.Framework.OrderByDescending(i => i.PeerLed);

    public static string Price(FrameworkItem item) => $"{(item.UpTo ? "up to " : "")}{Pence.Format(item.Price)}{(item.Unit == "one" ? "" : $" {Each(item.Unit)}")}";

    /// <summary>A unit with its article: "an hour", "a session".</summary>
    public static string Each(string unit) => unit is "hour" || "aeio".Contains(unit[0], StringComparison.Ordinal) ? $"an {unit}" : $"a {unit}";

    /// <summary>Why something was not bought, where a reason was written; kept sealed, so read apart.</summary>
    public string Why(PurchaseLine line) => line.State is PurchaseState.Refused ? partnership.Folder.Fact(line.Last + 1L)?.Draft.Details.FirstOrDefault(d => d.Detail.Name == "words").Text ?? "" : "";

    public async Task<IActionResult> OnGetAsync()
    {
        if (await opening.One(Viewer, "care", "my-budget", Viewer.Id, BudgetView.Of) is not { } pots) return NotFound();
        Pots = pots;
        return Page();
    }
}
