using Cairn.Desk;
using Cairn.Rules;
using Cairn.Web.Frame;
using Cairn.Web.Pages.Mine;
using Microsoft.AspNetCore.Mvc;

namespace Cairn.Web.Pages.People;

/// <summary>Somebody's budget for whoever supports them or says yes to what they ask for: what is left, and what waits to be decided or bought.</summary>
public sealed class BudgetModel(Opening opening) : CairnPage
{
    public string Token { get; private set; } = "";

    public string Name { get; private set; } = "";

    public IReadOnlyList<BudgetView> Pots { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string token)
    {
        if (await opening.One(Viewer, "care", "budget", token, record => new Shown(record.Name, record.Sees("money") ? BudgetView.Of(record) : null)) is not { Pots: { } pots } shown) return NotFound();
        (Token, Name, Pots) = (token, shown.Name, pots);
        return Page();
    }

    private sealed record Shown(string Name, IReadOnlyList<BudgetView>? Pots);

    /// <summary>What waits in the budgets of those whose money the viewer sees: to say yes or no to for whoever may, and to buy.</summary>
    public static List<(string Token, string Name, string What, bool ToDecide)> Waiting(OpenList list, string viewer)
    {
        var read = list.Read;
        var decides = read.Access.May(viewer, Right.ApprovePurchases).IsYes;
        var tokens = read.Facts.Of(Record.About.Person);
        var found = new List<(string, string, string, bool)>();
        foreach (var scheme in read.Schemes.Where(s => s.Budget is not null && s.About is Record.About.Person))
            foreach (var purchase in read.Budgets(scheme).Purchases.Where(p => p.Item.Length > 0 && (p.State is PurchaseState.Approved && read.State.Book.Find(Buy.HoldKey(scheme, p.Reference)) is not null || decides && p.State is PurchaseState.Asked)))
            {
                var token = tokens[purchase.Subject];
                if (list.Ask(token) is not { Exists: true } sight || !sight.Sees("money")) continue;
                var title = scheme.Budget!.Find(purchase.Item)?.Title ?? purchase.Item;
                found.Add((token, list.Name(token), purchase.State is PurchaseState.Asked ? $"Asked for: {title}, {Pence.Format(purchase.Amount)}" : $"To buy: {title}, {Pence.Format(purchase.Held)}", purchase.State is PurchaseState.Asked));
            }
        return found;
    }
}
