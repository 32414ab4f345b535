using Cairn.Record;

namespace Cairn.Rules;

/// <summary>The rungs of a purchase, looked at in the order of <see cref="Refusal"/>.</summary>
internal sealed class Ladder(Budgets budgets, IReadOnlyList<Purchase> purchases, long? taken)
{
    private readonly Evaluation answer = budgets.Answer;
    private readonly Budget budget = budgets.Rules;
    private readonly int on = budgets.Answer.On;

    public Verdict Decide(Ask ask)
    {
        var verdict = Climb(ask);
        return verdict is MayNotBuy refused && refused.Reason >= Refusal.NotAllowed ? refused with { Instead = InsteadOf(ask) } : verdict;
    }

    private Verdict Climb(Ask ask)
    {
        var scheme = answer.Scheme;
        if (on < scheme.Opens) return No(Refusal.NotRunning, $"The scheme opens on {Day.Long(scheme.Opens)}.", scheme.At, scheme.Opens);
        if (on > scheme.RunOffEnds) return No(Refusal.NotRunning, $"The scheme ended on {Day.Long(scheme.RunOffEnds)}.", scheme.At);
        if (budgets.Ready.From > on) return No(Refusal.NotReady, $"The scheme has not started: {string.Join("; ", budgets.Ready.Missing)} missing on {Day.Long(on)}.", budgets.Ready.At);

        var subject = answer.Facts.Subject(scheme.About, ask.Person);
        switch (subject < 0 || answer.Roll.ReferredOn(subject) > on ? Standing.NotReferred : answer.Roll.StandingOf(subject))
        {
            case Standing.NotReferred: return No(Refusal.NotReferred, $"{ask.Person} has not been referred to this scheme.");
            case Standing.NotEligible: return No(Refusal.NotEligible, $"{ask.Person} is not eligible: {(scheme.Eligible is { } e ? Wording.Of(e) : "")}.", scheme.Eligible?.At);
            case Standing.Waits: return No(Refusal.NoPlace, $"{ask.Person} is eligible and waits for a place{(scheme.Places is { } places ? $" (there are {places})" : "")}.", scheme.At["places"]);
        }
        var allocation = budgets.AllocationOf(subject)!;
        if (on > allocation.To) return No(Refusal.AllocationOver, $"The allocation could be spent until {Day.Long(allocation.To)}.", scheme.At["budget"]?["lasts"]);

        if (budget.NotAllowed.FirstOrDefault(n => n.Name == ask.Item) is { } never) return No(Refusal.NotAllowed, $"{never.Title} cannot be bought: {never.Because}.", never.At);
        if (budget.Find(ask.Item) is not { } item)
            return No(Refusal.UnknownItem, $"'{ask.Item}' is not on the framework.{Mistakes.DidYouMean(ask.Item, budget.Framework.Select(i => i.Name))}", scheme.At["framework"]);
        if (Price(ask, item) is { } price) return price;

        var live = purchases.Where(p => p.Takes > 0).ToList();
        if (OverLimit(ask, subject, item.Limits, [.. live.Where(p => p.Item == item.Name)], item.Title, item.Unit, Refusal.ItemLimitInWeek) is { } itemLimit) return itemLimit;
        if (OverLimit(ask, subject, budget.Limits, live, "everything together", "purchase", Refusal.LimitInWeek) is { } limit) return limit;

        // Purchases that came in a file are not in the ledger; what went through the ledger is a fact too.
        var left = allocation.Pence - Math.Max(taken ?? 0, live.Where(p => p.Subject == subject).Sum(p => p.Takes));
        if (ask.Pence > left) return No(Refusal.TooLittleLeft, $"{Pence.Short(Math.Max(0, left))} is left of {Pence.Short(allocation.Pence)}, and this costs {Pence.Short(ask.Pence)}.", scheme.At["budget"]);

        var week = live.Where(p => p.Subject == subject && p.Item == item.Name && Week(p.Day) == Week(on)).Sum(p => p.Takes);
        var role = -1;
        if (Approval(ask, item, week + ask.Pence, ref role) is { } approval) return approval;

        var facts = new List<int>();
        if (budgets.GateOf(budget.Gate).Closed(subject, item.Title, facts) is { } closed) return closed;
        if (budgets.GateOf(item.Gate).Closed(subject, item.Title, facts) is { } itemClosed) return itemClosed;
        return new MayBuy(ask.Pence, left - ask.Pence, item, role, facts);
    }

    private static MayNotBuy? Price(Ask ask, FrameworkItem item)
    {
        if (ask.Pence <= 0 || ask.Units < 1) return No(Refusal.WrongPrice, "Ask for an amount above £0, and for one or more.", item.At);
        var most = (Int128)item.Price * ask.Units;
        var each = $"{Pence.Short(item.Price)} a {item.Unit}";
        if (item.UpTo && ask.Pence > most) return No(Refusal.WrongPrice, $"{item.Title} may cost up to {each}{Of(ask)}; {Pence.Short(ask.Pence)} is more.", item.At);
        if (!item.UpTo && ask.Pence != most) return No(Refusal.WrongPrice, $"{item.Title} costs {each}{Of(ask)}; {Pence.Short(ask.Pence)} is not that.", item.At);
        return null;
    }

    private static string Of(Ask ask) => ask.Units > 1 ? $", for {ask.Units} of them" : "";

    /// <summary>The first limit that would be passed; the reasons of a week, a person and everyone follow one another.</summary>
    private MayNotBuy? OverLimit(Ask ask, int subject, IReadOnlyList<Limit> limits, List<Purchase> live, string what, string unit, Refusal first)
    {
        foreach (var limit in limits.OrderBy(l => l.Span))
        {
            var counted = live.Where(p => limit.Span is LimitSpan.Everyone || p.Subject == subject && (limit.Span is LimitSpan.Person || Week(p.Day) == Week(on))).ToList();
            var so = limit.Pence is not null ? counted.Sum(p => p.Takes) : counted.Sum(p => (long)p.Units);
            var more = limit.Pence is not null ? ask.Pence : ask.Units;
            var most = limit.Pence ?? limit.Units!.Value;
            if (so + more <= most) continue;
            string Say(long n) => limit.Pence is not null ? Pence.Short(n) : $"{n} {unit}{(n == 1 ? "" : "s")}";
            var span = limit.Span switch { LimitSpan.Week => "a week, Monday to Sunday", LimitSpan.Person => "for each person", _ => "for everyone together" };
            // A new week helps only when what is asked fits a week by itself.
            var earliest = limit.Span is LimitSpan.Week && more <= most ? (Week(on) + 1) * 7 : Day.Never;
            return No(first + (int)limit.Span, $"At most {Say(most)} of {what} {span}: {Say(so)} so far, and {Say(more)} asked for.", limit.At, earliest) with { Facts = [.. counted.SelectMany(p => p.Facts)] };
        }
        return null;
    }

    private MayNotBuy? Approval(Ask ask, FrameworkItem item, long pence, ref int role)
    {
        var rule = budget.Approvals.Concat(item.Approvals).Where(r => pence > r.Above).OrderBy(r => r.Above).LastOrDefault();
        if (rule is null) return null;
        var names = rule.By.Select(r => answer.Facts.Vocabulary.Roles[r]).ToList();
        if (ask.Approval is not { } given || !names.Contains(given.Role))
            return No(Refusal.ApprovalNeeded, $"{Pence.Short(pence)} for {item.Title} in one week is above {Pence.Short(rule.Above)} and needs the approval of a {string.Join(" or ", names)}{(ask.Approval is { } other ? $", not of a {other.Role}" : "")}.", rule.At) with { ApprovalBy = names };
        if (given.By is { } by && by == ask.AskedBy) return No(Refusal.ApproverAsked, $"{by} asked for this, so somebody else approves it.", rule.At) with { ApprovalBy = names };
        if (given.By is { } member && LimitOf(member) is { } limit && pence > limit.Pence)
            return No(Refusal.ApproverLimit, $"{member} may approve up to {Pence.Short(limit.Pence)}, and this comes to {Pence.Short(pence)}.", rule.At) with { ApprovalBy = names, Facts = [limit.Fact] };
        role = rule.By[names.IndexOf(given.Role)];
        return null;
    }

    /// <summary>The most that a member may approve on the day, where a limit is recorded; the highest of several.</summary>
    private (long Pence, int Fact)? LimitOf(string member)
    {
        var facts = answer.Facts;
        var number = facts.Of(About.Member).Find(member);
        if (number < 0 || facts.Vocabulary.Find("approval-limit") is not { } kind || facts.Index.Table(kind) is not { } table || number + 1 >= table.Start.Length) return null;
        (long, int)? most = null;
        for (var r = table.Start[number]; r < table.Start[number + 1]; r++)
        {
            ref readonly var row = ref table.Rows[r];
            if (row.From > on || row.To < on || row.Recorded > answer.Known || answer.Known >= row.Until) continue;
            if (table.Detail(r, kind.Find("scheme")!.Slot) is var of && of != FactColumns.Missing && of != facts.Names.Find(answer.Scheme.Name)) continue;
            if (table.Detail(r, kind.Find("amount")!.Slot) is var pence && pence != FactColumns.Missing && pence > (most?.Item1 ?? -1)) most = (pence, table.Positions[r]);
        }
        return most;
    }

    /// <summary>What the person may buy instead for no more than was asked: what the scheme names, or the rest of the item's category.</summary>
    private List<string> InsteadOf(Ask ask)
    {
        var item = budget.Find(ask.Item);
        var named = budget.NotAllowed.FirstOrDefault(n => n.Name == ask.Item)?.Instead ?? item?.Instead ?? [];
        var others = budget.Framework.Where(i => i.Name != ask.Item && (named.Count > 0 ? named.Contains(i.Name) : item?.Category is { } category && i.Category == category));
        return [.. others.Where(May).OrderByDescending(i => i.PeerLed).Select(i => i.Name)];

        bool May(FrameworkItem other) => (other.UpTo || other.Price <= ask.Pence)
            && Climb(ask with { Item = other.Name, Units = 1, Pence = other.UpTo ? Math.Min(ask.Pence, other.Price) : other.Price }) is MayBuy;
    }

    /// <summary>Weeks counted from Monday 1 January 1900, which is day 0.</summary>
    private static int Week(int day) => day / 7;

    private static MayNotBuy No(Refusal reason, string why, Yaml? at = null, int earliest = Day.Never) => new(reason, why) { At = at, EarliestOn = earliest };
}
