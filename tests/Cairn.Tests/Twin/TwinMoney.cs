using System.Globalization;
using Cairn.Record;
using Cairn.Rules;

namespace Cairn.Tests.Twin;

/// <summary>What is due and payable, payment by payment in their order, each looking back at all those before it.</summary>
public sealed partial class TwinEvaluation
{
    private Dictionary<string, long> spent = [];

    private IEnumerable<TwinPayment> Before(TwinPayment payment) => Payments.TakeWhile(p => p != payment);

    private void WhatIsDue(TwinPayment payment)
    {
        var outcome = payment.Outcome;
        var earlier = Before(payment).Where(p => p.Outcome == outcome && p.Proved).ToList();
        if (earlier.Count >= outcome.InAll) return;
        if (earlier.Select(p => p.Person).Append(payment.Person).Distinct().Count() > outcome.People) return;
        var prices = Prices(payment);
        if (prices.Count == 0) return;
        var due = prices.Values.Sum();
        if (outcome.Group is { } group)
        {
            var others = Before(payment).Where(p => p.Person == payment.Person && p.Outcome.Group == group && p.Proved).ToList();
            if (others.Count > 0 && !scheme.Groups.Single(g => g.Name == group).DifferenceLater) return;
            due = Math.Max(0, due - others.Sum(o => o.Due.Values.Sum()));
        }
        if (scheme.Shares.Count > 0) Split(due, [.. scheme.Payers.Select((p, i) => (p.Name, (long)scheme.Shares[i]))], payment.Due);
        else Split(due, [.. scheme.Payers.Where(p => prices.ContainsKey(p.Name)).Select(p => (p.Name, prices[p.Name]))], payment.Due);
    }

    /// <summary>The price of each price list, before groups and shares.</summary>
    private Dictionary<string, long> Prices(TwinPayment payment)
    {
        var prices = new Dictionary<string, long>();
        if (PriceDay(payment) is var day && day == Day.Never) return prices;
        var place = payment.Person?.Place ?? int.MaxValue;
        foreach (var list in payment.Outcome.Pays)
        {
            if (list.On(day) is not { } price) continue;
            if (price.OnTop > 0) prices[list.Payer] = (prices.GetValueOrDefault(payment.Outcome.Pays[0].Payer) * price.OnTop * 2 + 10_000) / 20_000;
            else if (price.OverPlaces == 0) prices[list.Payer] = price.Pence * (price.PerUnit ? payment.Units : 1);
            else if (place <= price.OverPlaces) prices[list.Payer] = price.Pence / price.OverPlaces + (place <= price.Pence % price.OverPlaces ? 1 : 0);
        }
        return prices;
    }

    private int PriceDay(TwinPayment payment) => payment.Outcome.PricedOn switch
    {
        PricedOn.Enrolled when payment.Person is { } person => person.Life.Begins,
        PricedOn.Claimed => Claims(payment).Select(c => c.From).Append(Day.Never).Min(),
        _ => payment.Met.Day,
    };

    /// <summary>The claims made by the day asked about.</summary>
    private IEnumerable<TwinFact> Claims(TwinPayment payment) => (payment.Person?.Life.Claims(payment.Outcome.Name, payment.Time + 1) ?? []).Where(c => c.From <= on);

    /// <summary>A sum among the payers by weight: each the whole pence of its part, and the pence left over to the largest remainders.</summary>
    private static void Split(long sum, List<(string Payer, long Weight)> weights, Dictionary<string, long> parts)
    {
        var whole = Math.Max(1, weights.Sum(w => w.Weight));
        foreach (var (payer, weight) in weights) parts[payer] = (long)((Int128)sum * weight / whole);
        var left = (int)(sum - parts.Values.Sum());
        foreach (var (payer, _) in weights.OrderByDescending(w => (Int128)sum * w.Weight % whole).Take(left)) parts[payer]++;
    }

    private bool IsProved(TwinPayment payment)
    {
        if (payment.Due.Values.Sum() == 0) return false;
        var outcome = payment.Outcome;
        if (outcome.ClawBack is { } back && payment.Person is { } person && person.Life.When(back, payment.Met.Day + 1, Day.Last).Day <= on) return false;
        if (outcome.AfterPaymentOf is { } needed && !Before(payment).Any(p => p.Person == payment.Person && p.Outcome.Name == needed && p.Payable.Values.Sum() > 0)) return false;
        var seen = payment.Met.Because.Concat(Claims(payment).Where(c => c.From <= on)).Aggregate(0UL, (bits, fact) => bits | fact.Draft.Evidence);
        var rule = payment.Time > 0 && outcome.EvidenceLater is { } later ? later : outcome.Evidence;
        return rule?.MetBy(seen) != false && payment.Met.ProvedBy(seen);
    }

    private void WhatIsPayable(TwinPayment payment)
    {
        var outcome = payment.Outcome;
        foreach (var payer in payment.Due.Keys) payment.Payable[payer] = 0;
        payment.Proved = IsProved(payment);
        if (!payment.Proved) return;
        var kept = new Dictionary<string, long>(spent);
        foreach (var (name, due) in payment.Due)
        {
            var payer = scheme.Payers.First(p => p.Name == name);
            var date = Day.Date(payment.Met.Day);
            var year = date.Month >= 4 ? date.Year : date.Year - 1;
            var person = payment.Person;
            (string Name, long? Cap)[] caps =
            [
                ($"payer {name}", payer.Cap), ($"payer {name} {year.ToString(CultureInfo.InvariantCulture)}", payer.YearCaps.TryGetValue(year, out var cap) ? cap : null),
                ($"person {person?.Life.Who}", person is null ? null : scheme.PersonCap), ($"lot {person?.Lot}", person is null ? null : scheme.Lots?.Cap),
                ($"outcome {outcome.Name}", outcome.Cap), ("all", scheme.Cap),
            ];
            var room = caps.Min(c => c.Cap - spent.GetValueOrDefault(c.Name)) ?? long.MaxValue;
            payment.Payable[name] = Math.Min(due, room);
            foreach (var (capped, _) in caps) spent[capped] = spent.GetValueOrDefault(capped) + payment.Payable[name];
        }
        if (scheme.AtCap is AtCap.Rest || payment.Payable.Values.Sum() == payment.Due.Values.Sum()) return;
        spent = kept;
        foreach (var payer in payment.Due.Keys) payment.Payable[payer] = 0;
    }
}
