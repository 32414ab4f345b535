using System.Runtime.InteropServices;
using Cairn.Record;

namespace Cairn.Rules.Engine;

/// <summary>
/// Gives out money for what was reached, in order: the price of the day, the ceilings of number, the rules between
/// alternatives, the evidence, and every cap. The price and the caps are in pence.
/// </summary>
internal sealed class Money
{
    private readonly Evaluation answer;
    private readonly Scheme scheme;
    private readonly int payers;
    private readonly long[] payerLeft;
    private readonly Dictionary<(int Payer, int Year), long> yearLeft = [];
    private readonly long[] outcomeLeft;
    private readonly int[] inAll;
    private readonly int[] people;
    private readonly Dictionary<int, long> personLeft = [];
    private readonly Dictionary<int, long> lotLeft = [];
    private readonly HashSet<(int Subject, int Outcome)> paid = [];
    private readonly HashSet<(int Subject, int Outcome)> usedBy = [];
    private readonly Dictionary<(int Subject, string Group), long> groupUsed = [];
    private readonly long[] due;
    private readonly EvidenceSeen evidence;
    private long contractLeft;

    private Money(Evaluation answer)
    {
        this.answer = answer;
        scheme = answer.Scheme;
        payers = scheme.Payers.Count;
        payerLeft = [.. scheme.Payers.Select(p => p.Cap ?? long.MaxValue)];
        for (var p = 0; p < payers; p++) foreach (var (year, cap) in scheme.Payers[p].YearCaps) yearLeft[(p, year)] = cap;
        outcomeLeft = [.. scheme.Outcomes.Select(o => o.Cap ?? long.MaxValue)];
        inAll = new int[scheme.Outcomes.Count];
        people = new int[scheme.Outcomes.Count];
        due = new long[payers];
        contractLeft = scheme.Cap ?? long.MaxValue;
        evidence = new EvidenceSeen(answer);
    }

    /// <summary>Everything reached, with its money, in order.</summary>
    public static Achievement[] GiveOut(Evaluation answer)
    {
        var reached = new Achievement[answer.Hits.Length];
        for (var i = 0; i < reached.Length; i++)
        {
            ref readonly var hit = ref answer.Hits[i];
            reached[i] = new Achievement(hit.Subject, hit.Outcome, hit.Time, hit.Day, 0, 0) { ClawedBackOn = answer.Bound.ClawedBack(answer.Roll, answer.Known, answer.On, in hit) };
        }
        reached = Collective.Add(answer, reached);
        var money = new Money(answer);
        if (money.payers > 1) answer.Parts = new long[reached.Length * money.payers];
        for (var i = 0; i < reached.Length; i++) money.Give(ref reached[i], i);
        return reached;
    }

    private void Give(ref Achievement a, int index)
    {
        var outcome = scheme.Outcomes[a.Outcome];
        if (outcome.Pays.Count == 0) return;
        var total = Due(outcome, in a, out var why);
        if (total == 0)
        {
            a = a with { Limited = why };
            return;
        }
        a = a with { Due = total };
        if (a.ClawedBackOn != Day.Never) a = a with { Limited = $"due back since {Day.Long(a.ClawedBackOn)}" };
        else if (outcome.AfterPaymentOf is { } needed && !paid.Contains((a.Subject, scheme.Find(needed)!.Number))) a = a with { Limited = $"'{needed}' has not been paid" };
        else if (!evidence.Meets(outcome, in a)) a = a with { HasEvidence = false, Limited = "evidence is missing" };
        else
        {
            Use(outcome, in a, total);
            Pay(ref a, index, total);
        }
    }

    /// <summary>Uses up the ceilings of number and the alternatives: only what is proved does, so that nobody's missing payslip stands in another's way.</summary>
    private void Use(Outcome outcome, in Achievement a, long total)
    {
        inAll[a.Outcome]++;
        if (usedBy.Add((a.Subject, a.Outcome))) people[a.Outcome]++;
        if (outcome.Group is { } group) groupUsed[(a.Subject, group)] = groupUsed.GetValueOrDefault((a.Subject, group)) + total;
    }

    /// <summary>What each payer owes before caps; in all, and why nothing when it is nothing.</summary>
    private long Due(Outcome outcome, in Achievement a, out string? why)
    {
        Array.Clear(due);
        why = null;
        if (outcome.InAll is { } all && inAll[a.Outcome] >= all)
        {
            why = $"the ceiling of {all} in all is reached";
            return 0;
        }
        if (outcome.People is { } most && people[a.Outcome] >= most && !usedBy.Contains((a.Subject, a.Outcome)))
        {
            why = $"the ceiling of {most} people is reached";
            return 0;
        }
        var day = PriceDay(outcome, in a);
        if (day == Day.Never)
        {
            why = "it has not been claimed, and the claim's day picks the price";
            return 0;
        }
        long total = 0;
        foreach (var list in outcome.Pays)
        {
            var payer = PayerNumber(list.Payer);
            if (list.On(day) is not { } on) continue;
            due[payer] = on.OnTop > 0 ? Shares.Percent(due[PayerNumber(outcome.Pays[0].Payer)], on.OnTop)
                : on.OverPlaces > 0 ? a.Subject >= 0 && answer.Roll.PlaceOf(a.Subject) is > 0 and var place && place <= on.OverPlaces ? Shares.Nth(on.Pence, on.OverPlaces, place) : 0
                : on.PerUnit ? on.Pence * Collective.UnitsOf(answer, in a)
                : on.Pence;
            total += due[payer];
        }
        var price = total;
        if (outcome.Group is { } group) total = Alternative(a.Subject, group, total, ref why);
        if (total > 0 && (total < price || scheme.Shares.Count > 0))
        {
            Span<long> weights = stackalloc long[payers];
            for (var p = 0; p < payers; p++) weights[p] = scheme.Shares.Count > 0 ? scheme.Shares[p] : due[p];
            Shares.Split(total, weights).CopyTo(due, 0);
        }
        if (total == 0 && why is null && outcome.Pays.All(list => list.On(day) is null)) why = "it has no price on that day";
        return total;
    }

    /// <summary>What an alternative is due beside those of its group reached before.</summary>
    private long Alternative(int subject, string group, long total, ref string? why)
    {
        var before = groupUsed.GetValueOrDefault((subject, group));
        var later = scheme.Groups.First(g => g.Name == group).DifferenceLater;
        var pays = before == 0 ? total : later ? Math.Max(0, total - before) : 0;
        if (pays == 0 && total > 0) why = "another of its alternatives came first";
        return pays;
    }

    private int PriceDay(Outcome outcome, in Achievement a) => outcome.PricedOn switch
    {
        PricedOn.Enrolled when a.Subject >= 0 => answer.Roll.EnrolledOn(a.Subject) is not Day.Never and var enrolled ? enrolled : answer.Roll.ReferredOn(a.Subject),
        PricedOn.Claimed => evidence.ClaimedOn(in a),
        _ => a.Day,
    };

    /// <summary>Takes what is due from every cap it falls under, the first payer first.</summary>
    private void Pay(ref Achievement a, int index, long total)
    {
        ref var person = ref Person(a.Subject);
        ref var lot = ref Lot(a.Subject);
        var year = FinancialYear(a.Day);
        var left = Math.Min(Math.Min(person, lot), Math.Min(contractLeft, outcomeLeft[a.Outcome]));
        long payable = 0;
        string? limit = null;
        Span<long> parts = stackalloc long[payers];
        for (var p = 0; p < payers; p++)
        {
            var own = Math.Min(payerLeft[p], yearLeft.TryGetValue((p, year), out var ofYear) ? ofYear : long.MaxValue);
            parts[p] = Math.Min(due[p], Math.Min(own, left - payable));
            if (parts[p] < due[p]) limit ??= own <= left - payable ? $"the cap of {scheme.Payers[p].Title} is reached" : left == person ? "the person's cap is reached" : "a cap is reached";
            payable += parts[p];
        }
        if (payable < total && scheme.AtCap is AtCap.Nothing)
        {
            a = a with { Limited = limit };
            return;
        }
        for (var p = 0; p < payers; p++)
        {
            if (parts[p] == 0) continue;
            if (payerLeft[p] != long.MaxValue) payerLeft[p] -= parts[p];
            if (yearLeft.ContainsKey((p, year))) yearLeft[(p, year)] -= parts[p];
            if (payers > 1) answer.Parts[index * payers + p] = parts[p];
        }
        if (person != long.MaxValue) person -= payable;
        if (lot != long.MaxValue) lot -= payable;
        if (contractLeft != long.MaxValue) contractLeft -= payable;
        if (outcomeLeft[a.Outcome] != long.MaxValue) outcomeLeft[a.Outcome] -= payable;
        if (payable > 0) paid.Add((a.Subject, a.Outcome));
        a = a with { Payable = payable, Limited = limit };
    }

    private long none = long.MaxValue;

    private ref long Person(int subject)
    {
        if (scheme.PersonCap is not { } cap || subject < 0)
        {
            none = long.MaxValue;
            return ref none;
        }
        ref var left = ref CollectionsMarshal.GetValueRefOrAddDefault(personLeft, subject, out var known);
        if (!known) left = cap;
        return ref left;
    }

    private long noLot = long.MaxValue;

    private ref long Lot(int subject)
    {
        if (scheme.Lots?.Cap is not { } cap || subject < 0)
        {
            noLot = long.MaxValue;
            return ref noLot;
        }
        ref var left = ref CollectionsMarshal.GetValueRefOrAddDefault(lotLeft, answer.Roll.LotOf(subject), out var known);
        if (!known) left = cap;
        return ref left;
    }

    private int PayerNumber(string name)
    {
        for (var p = 0; p < payers; p++) if (scheme.Payers[p].Name == name) return p;
        throw new InvalidOperationException($"No payer {name}.");
    }

    /// <summary>The year in which the financial year of a day began, on 1 April.</summary>
    private static int FinancialYear(int day)
    {
        var date = Day.Date(day);
        return date.Month >= 4 ? date.Year : date.Year - 1;
    }
}
