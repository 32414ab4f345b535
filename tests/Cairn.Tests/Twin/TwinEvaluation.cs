using System.Globalization;
using Cairn.Record;
using Cairn.Rules;

namespace Cairn.Tests.Twin;

/// <summary>One person as the scheme sees them on the day asked about; the place is 0 while they wait.</summary>
public sealed record TwinPerson(TwinLife Life, int Eligible, int Lot)
{
    public int Place { get; set; }
}

/// <summary>One outcome reached, with what is due and payable by each payer of its price list, or of its shares.</summary>
public sealed record TwinPayment(TwinPerson Person, Outcome Outcome, int Time, Met Met)
{
    public Dictionary<string, long> Due { get; } = [];

    public Dictionary<string, long> Payable { get; } = [];
}

/// <summary>The twin's answer for everyone: who is eligible, who has a place, what is reached, due and payable.</summary>
public sealed class TwinEvaluation
{
    private readonly Scheme scheme;
    private readonly int on;
    private Dictionary<string, long> spent = [];

    public TwinEvaluation(Scheme scheme, IReadOnlyList<Draft> drafts, int on, int known)
    {
        this.scheme = scheme;
        this.on = on;
        var visible = TwinFact.Visible(drafts, known);
        var lots = new List<string?>();
        foreach (var who in visible.Where(f => f.Kind.About == scheme.About).Select(f => f.Subject).Distinct().Order(StringComparer.Ordinal))
        {
            var life = new TwinLife(scheme, who, visible);
            if (life.ReferralFact is not { } referral) continue;
            var lot = scheme.Lots is { } let ? referral.Text(let.By) : null;
            if (!lots.Contains(lot)) lots.Add(lot);
            People.Add(new TwinPerson(life, life.Eligible(), lots.IndexOf(lot)));
        }
        GivePlaces();
        foreach (var person in People.Where(p => p.Eligible <= on && p.Place > 0))
            foreach (var outcome in scheme.Outcomes)
                Payments.AddRange(person.Life.Times(outcome.Name).Where(m => m.Day <= on).Select((met, i) => new TwinPayment(person, outcome, i, met)));
        Payments = [.. Payments.OrderBy(p => p.Met.Day).ThenBy(p => p.Person.Life.Who, StringComparer.Ordinal).ThenBy(p => p.Outcome.Number)];
        foreach (var payment in Payments)
        {
            WhatIsDue(payment);
            WhatIsPayable(payment);
        }
    }

    public List<TwinPerson> People { get; } = [];

    public List<TwinPayment> Payments { get; } = [];

    private void GivePlaces()
    {
        // An enrolment holds its place whatever else becomes known, so that a correction moves nobody else's pennies.
        var enrolled = People.Where(p => p.Life.Enrolled <= on && p.Life.Referral <= on).OrderBy(p => p.Life.Enrolled).ToList();
        var queue = People.Any(p => p.Life.Enrolled <= on) ? enrolled : People.Where(p => p.Eligible <= on && p.Life.Referral <= on).OrderBy(p => p.Life.Referral).ToList();
        foreach (var lot in queue.GroupBy(p => p.Lot))
        {
            var place = 0;
            foreach (var person in lot.TakeWhile(_ => place < ((scheme.Lots is { } lots ? lots.Places : scheme.Places) ?? int.MaxValue))) person.Place = ++place;
        }
    }

    private IEnumerable<TwinPayment> Before(TwinPayment payment) => Payments.TakeWhile(p => p != payment);

    private void WhatIsDue(TwinPayment payment)
    {
        var outcome = payment.Outcome;
        var earlier = Before(payment).Where(p => p.Outcome == outcome && p.Due.Values.Sum() > 0).ToList();
        if (earlier.Count >= outcome.InAll) return;
        if (earlier.Select(p => p.Person).Append(payment.Person).Distinct().Count() > outcome.People) return;
        var prices = Prices(payment);
        if (prices.Count == 0) return;
        var due = prices.Values.Sum();
        if (outcome.Group is { } group)
        {
            var others = Before(payment).Where(p => p.Person == payment.Person && p.Outcome.Group == group && p.Due.Values.Sum() > 0).ToList();
            if (others.Count > 0 && !scheme.Groups.Single(g => g.Name == group).DifferenceLater) return;
            due = Math.Max(0, due - others.Select(o => Prices(o).Values.Sum()).Append(0).Max());
        }
        if (scheme.Shares.Count > 0) Split(due, [.. scheme.Payers.Select((p, i) => (p.Name, (long)scheme.Shares[i]))], payment.Due);
        else Split(due, [.. prices.Select(p => (p.Key, p.Value))], payment.Due);
    }

    /// <summary>The price of each price list, before groups and shares.</summary>
    private static Dictionary<string, long> Prices(TwinPayment payment)
    {
        var day = payment.Outcome.PricedOn is PricedOn.Enrolled ? payment.Person.Life.Begins : payment.Met.Day;
        var prices = new Dictionary<string, long>();
        foreach (var list in payment.Outcome.Pays)
        {
            if (list.On(day) is not { } price) continue;
            if (price.OnTop > 0) prices[list.Payer] = (prices.GetValueOrDefault(payment.Outcome.Pays[0].Payer) * price.OnTop * 2 + 10_000) / 20_000;
            else if (price.OverPlaces == 0) prices[list.Payer] = price.Pence;
            else if (payment.Person.Place <= price.OverPlaces) prices[list.Payer] = price.Pence / price.OverPlaces + (payment.Person.Place <= price.Pence % price.OverPlaces ? 1 : 0);
        }
        return prices;
    }

    /// <summary>A sum among the payers by weight: each the whole pence of its part, and the pence left over to the largest remainders.</summary>
    private static void Split(long sum, List<(string Payer, long Weight)> weights, Dictionary<string, long> parts)
    {
        var whole = Math.Max(1, weights.Sum(w => w.Weight));
        foreach (var (payer, weight) in weights) parts[payer] = (long)((Int128)sum * weight / whole);
        var left = (int)(sum - parts.Values.Sum());
        foreach (var (payer, _) in weights.OrderByDescending(w => (Int128)sum * w.Weight % whole).Take(left)) parts[payer]++;
    }

    private void WhatIsPayable(TwinPayment payment)
    {
        var outcome = payment.Outcome;
        foreach (var payer in payment.Due.Keys) payment.Payable[payer] = 0;
        if (outcome.AfterPaymentOf is { } needed && !Before(payment).Any(p => p.Person == payment.Person && p.Outcome.Name == needed && p.Payable.Values.Sum() > 0)) return;
        var seen = payment.Met.Because.Aggregate(0UL, (bits, fact) => bits | fact.Draft.Evidence);
        var rule = payment.Time > 0 && outcome.EvidenceLater is { } later ? later : outcome.Evidence;
        if (rule?.MetBy(seen) == false || payment.Met.Asks.Any(asked => !asked.MetBy(seen))) return;
        var kept = new Dictionary<string, long>(spent);
        foreach (var (name, due) in payment.Due)
        {
            var payer = scheme.Payers.First(p => p.Name == name);
            var date = Day.Date(payment.Met.Day);
            var year = date.Month >= 4 ? date.Year : date.Year - 1;
            (string Name, long? Cap)[] caps =
            [
                ($"payer {name}", payer.Cap), ($"payer {name} {year.ToString(CultureInfo.InvariantCulture)}", payer.YearCaps.TryGetValue(year, out var cap) ? cap : null),
                ($"person {payment.Person.Life.Who}", scheme.PersonCap), ($"outcome {outcome.Name}", outcome.Cap), ($"lot {payment.Person.Lot}", scheme.Lots?.Cap), ("all", scheme.Cap),
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
