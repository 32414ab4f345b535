using Cairn.Record;

namespace Cairn.Rules.Engine;

/// <summary>
/// Totals of a scheme of the plainest kind - one payer, one price an outcome, nothing but payer, lot and contract caps -
/// straight from what was found, without putting it in order. <see cref="Money"/> gives the same sums; a property holds the two together.
/// </summary>
internal static class PlainMoney
{
    /// <summary>Null where the scheme is not of that kind.</summary>
    public static OutcomeTotal[]? Totals(Evaluation answer)
    {
        var scheme = answer.Scheme;
        if (scheme is not { Payers: [{ YearCaps.Count: 0 } payer], PersonCap: null, AtCap: AtCap.Rest } || answer.Bound.Lots.Count > ushort.MaxValue) return null;
        var prices = new long[scheme.Outcomes.Count];
        for (var o = 0; o < prices.Length; o++)
        {
            if (Price(scheme.Outcomes[o]) is not { } price) return null;
            prices[o] = price;
        }
        var whole = Math.Min(payer.Cap ?? long.MaxValue, scheme.Cap ?? long.MaxValue);
        if (scheme.Lots?.Cap is not { } lotCap) return Totals(answer, prices, 1, whole);
        // Two limits at once depend on the order of everything.
        return whole == long.MaxValue ? Totals(answer, prices, answer.Bound.Lots.Count, lotCap) : null;
    }

    private static OutcomeTotal[] Totals(Evaluation answer, long[] prices, int lots, long limit)
    {
        var totals = new OutcomeTotal[prices.Length];
        int first = Day.Never, last = 0;
        foreach (var list in answer.Found) foreach (ref readonly var hit in list.Items) (first, last) = (Math.Min(first, hit.Day), Math.Max(last, hit.Day));
        var cut = new Cut(lots, first, last, limit);
        foreach (var list in answer.Found) foreach (ref readonly var hit in list.Items) cut.Count(lots == 1 ? 0 : hit.Lot, hit.Day, prices[hit.Outcome]);
        cut.FindBuckets();
        var near = new Pile<Hit>(1024);
        foreach (var list in answer.Found)
        {
            foreach (ref readonly var hit in list.Items)
            {
                var price = prices[hit.Outcome];
                var side = cut.Side(lots == 1 ? 0 : hit.Lot, hit.Day);
                ref var total = ref totals[hit.Outcome];
                total = new OutcomeTotal(total.Reached + 1, total.Days + hit.Day, total.Due + price, total.Payable + (side < 0 ? price : 0));
                if (side == 0) near.Push(hit);
            }
        }
        foreach (ref readonly var hit in near.Items) cut.CountFine(lots == 1 ? 0 : hit.Lot, hit.Day, prices[hit.Outcome]);
        cut.FindDays();
        foreach (ref readonly var hit in near.Items)
        {
            ref var total = ref totals[hit.Outcome];
            total = total with { Payable = total.Payable + cut.Take(lots == 1 ? 0 : hit.Lot, hit.Day, prices[hit.Outcome]) };
        }
        near.Free();
        return totals;
    }

    /// <summary>The one price of an outcome that nothing but a cap can limit, or 0 for one that is not paid; null for any other.</summary>
    private static long? Price(Outcome outcome)
    {
        if (outcome is not { People: null, InAll: null, Cap: null, Group: null, AfterPaymentOf: null, Evidence: null, EvidenceLater: null, ClawBack: null, PricedOn: PricedOn.Reached, Cohort: null, Units: null }) return null;
        if (Clauses.Within(outcome).Any(c => c.Evidence is not null)) return null;
        return outcome.Pays.Count == 0 ? 0 : outcome.Pays is [{ Prices: [{ OverPlaces: 0, OnTop: 0, PerUnit: false, From: 0 } only] }] ? only.Pence : null;
    }
}
