using Cairn.Record;

namespace Cairn.Rules;

/// <summary>How far a purchase has come.</summary>
public enum PurchaseState { Asked, Approved, Refused, Bought, Returned }

/// <summary>
/// One purchase, as its facts together say. Approved holds its amount; bought has spent it (which may be less); returned gives
/// back what was returned; asked and refused take nothing. <see cref="Day"/> is the first day on which it took anything.
/// </summary>
public sealed record Purchase(int Subject, string Reference, string Item, PurchaseState State, int Day, long Held, long Spent, int Units, IReadOnlyList<int> Facts)
{
    public long Takes => Held + Spent;

    /// <summary>The last amount that was said of it, in pence: what is asked for, held, spent or given back.</summary>
    public long Amount { get; init; }
}

/// <summary>
/// Purchases from their facts: those of a person with the same reference are one purchase, whose last state stands; one without a
/// reference is a purchase by itself. A fact that names no scheme belongs to every budget.
/// </summary>
internal static class Purchases
{
    public static IReadOnlyList<Purchase> Of(Evaluation answer, int on)
    {
        var facts = answer.Facts;
        if (facts.Vocabulary.Find("purchase") is not { } kind || facts.Index.Table(kind) is not { } table) return [];
        var scheme = facts.Names.Find(answer.Scheme.Name);
        int Slot(string detail) => kind.Find(detail)!.Slot;
        int amount = Slot("amount"), state = Slot("state"), item = Slot("item"), named = Slot("scheme"), reference = Slot("reference"), units = Slot("units");
        var codes = kind.Find("state")!.List!.Codes;
        var purchases = new List<Purchase>();
        var groups = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        for (var s = 0; s + 1 < table.Start.Length; s++)
        {
            groups.Clear();
            for (var r = table.Start[s]; r < table.Start[s + 1]; r++)
            {
                ref readonly var row = ref table.Rows[r];
                if (row.From > on || row.Recorded > answer.Known || answer.Known >= row.Until) continue;
                if (table.Detail(r, named) is var of && of != FactColumns.Missing && of != scheme) continue;
                var key = table.Detail(r, reference) is var n && n != FactColumns.Missing ? facts.Names[n] : $"#{facts.Id(table.Positions[r])}";
                if (!groups.TryGetValue(key, out var rows)) groups[key] = rows = [];
                rows.Add(r);
            }
            foreach (var (key, rows) in groups) purchases.Add(One(s, key, rows));
        }
        return purchases;

        Purchase One(int subject, string key, List<int> rows)
        {
            long held = 0, spent = 0, said = 0;
            var day = Day.Never;
            var last = PurchaseState.Asked;
            string name = "";
            var count = 1;
            foreach (var r in rows)
            {
                var pence = table.Detail(r, amount) is var p && p != FactColumns.Missing ? p : (long?)null;
                said = pence ?? said;
                if (table.Detail(r, item) is var i && i != FactColumns.Missing) name = facts.Names[i];
                if (table.Detail(r, units) is var u && u != FactColumns.Missing) count = u;
                last = table.Detail(r, state) is var code && code != FactColumns.Missing ? StateOf(codes[code].Name) : PurchaseState.Bought;
                (held, spent) = last switch
                {
                    PurchaseState.Approved => (pence ?? held, 0L),
                    PurchaseState.Bought => (0L, pence ?? held),
                    PurchaseState.Returned => (0L, Math.Max(0, spent - (pence ?? spent))),
                    _ => (0L, 0L),
                };
                if (held + spent > 0 && day == Day.Never) day = table.Rows[r].From;
            }
            return new Purchase(subject, key, name, last, day, held, spent, count, [.. rows.Select(r => table.Positions[r])]) { Amount = said };
        }
    }

    private static PurchaseState StateOf(string code) => code switch
    {
        "asked" => PurchaseState.Asked, "approved" => PurchaseState.Approved, "refused" => PurchaseState.Refused, "returned" => PurchaseState.Returned, _ => PurchaseState.Bought,
    };
}
