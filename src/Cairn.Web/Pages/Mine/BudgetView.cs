using Cairn.Desk;
using Cairn.Record;
using Cairn.Rules;

namespace Cairn.Web.Pages.Mine;

/// <summary>One purchase as pages say it: what it is, how far it has come and the pounds of that. The position is that of its last fact, from 0.</summary>
public sealed record PurchaseLine(string Reference, string Title, string Item, PurchaseState State, long Pence, int Units, int On, int Last, bool IsHeld)
{
    /// <summary>Whether there is a next step: an answer to what was asked for, or what becomes of money that the ledger holds or paid. What came in a file ends where its file says.</summary>
    public bool CanGoOn => State is PurchaseState.Asked ? Item.Length > 0 && !Reference.StartsWith('#') : IsHeld && State is (PurchaseState.Approved or PurchaseState.Bought);

    public string StateText => State switch { PurchaseState.Asked => "Asked for, waits for an answer", PurchaseState.Approved => "Agreed, the money is put by", PurchaseState.Refused => "Not bought", PurchaseState.Bought => "Bought", _ => "Returned" };
}

/// <summary>Somebody's budget in one scheme: what is left, until when, and all that was asked for, the latest first.</summary>
public sealed record BudgetView(Scheme Scheme, int Until, Purse Purse, string? Waits, IReadOnlyList<PurchaseLine> Purchases)
{
    public static IReadOnlyList<BudgetView> Of(OpenRecord record)
    {
        var views = new List<BudgetView>();
        foreach (var scheme in record.Read.Schemes.Where(s => s.Budget is not null && s.About is About.Person))
        {
            var budgets = record.Read.Budgets(scheme);
            if (budgets.AllocationOf(record.Subject) is not { } allocation) continue;
            var said = Said.Of(record.Read.Facts, "purchase", record.Token).ToDictionary(s => s.Position);
            PurchaseLine Line(Purchase p)
            {
                var (first, last) = (said[p.Facts[0]], said[p.Facts[^1]]);
                var title = scheme.Budget!.Find(p.Item)?.Title ?? (p.Item.Length > 0 ? p.Item : first.Title("category"));
                return new(p.Reference, title.Length > 0 ? title : "A purchase", p.Item, p.State, p.State switch { PurchaseState.Bought => p.Spent, PurchaseState.Approved => p.Held, _ => p.Amount }, p.Units, last.From, last.Position, record.Read.State.Book.Find(Buy.HoldKey(scheme, p.Reference)) is not null);
            }
            var lines = budgets.Purchases.Where(p => p.Subject == record.Subject && p.Facts.All(said.ContainsKey)).Select(Line).OrderByDescending(l => l.On).ThenByDescending(l => l.Last).ToList();
            views.Add(new(scheme, allocation.To, budgets.PurseOf(record.Subject), allocation.Pence == 0 ? allocation.Reason : null, lines));
        }
        return views;
    }

    /// <summary>Whether anything can still be asked for on a day.</summary>
    public bool IsOpen(int today) => today <= Until && Purse.Left > 0;
}
