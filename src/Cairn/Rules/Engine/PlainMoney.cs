using System.Runtime.InteropServices;

namespace Cairn.Rules.Engine;

/// <summary>
/// Totals of a scheme of the plainest kind - one payer, one price an outcome, nothing but payer, lot and contract caps -
/// straight from the hits. <see cref="Money"/> gives the same sums; a property holds the two together.
/// </summary>
internal static class PlainMoney
{
    /// <summary>Null where the scheme is not of that kind.</summary>
    public static OutcomeTotal[]? Totals(Evaluation answer)
    {
        var scheme = answer.Scheme;
        if (scheme is not { Payers: [{ YearCaps.Count: 0 } payer], PersonCap: null, AtCap: AtCap.Rest }) return null;
        var prices = new long[scheme.Outcomes.Count];
        for (var o = 0; o < prices.Length; o++)
        {
            if (Price(scheme.Outcomes[o]) is not { } price) return null;
            prices[o] = price;
        }
        var totals = new OutcomeTotal[prices.Length];
        var left = Math.Min(payer.Cap ?? long.MaxValue, scheme.Cap ?? long.MaxValue);
        var lots = new long[scheme.Lots?.By.List?.Codes.Count ?? 1];
        Array.Fill(lots, scheme.Lots?.Cap ?? long.MaxValue);
        Dictionary<int, long>? others = null;
        foreach (ref readonly var hit in answer.Hits.AsSpan())
        {
            var price = prices[hit.Outcome];
            var number = hit.Lot < ushort.MaxValue ? hit.Lot : answer.Roll.LotOf(hit.Subject);
            ref var lot = ref lots[0];
            if (unchecked((uint)number) < (uint)lots.Length) lot = ref lots[number];
            else
            {
                lot = ref CollectionsMarshal.GetValueRefOrAddDefault(others ??= [], number, out var known);
                if (!known) lot = scheme.Lots?.Cap ?? long.MaxValue;
            }
            var pays = Math.Min(price, Math.Min(left, lot));
            left -= pays;
            lot -= pays;
            ref var total = ref totals[hit.Outcome];
            total = new OutcomeTotal(total.Reached + 1, total.Days + hit.Day, total.Due + price, total.Payable + pays);
        }
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
