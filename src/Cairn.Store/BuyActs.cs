using System.Globalization;
using Cairn.Desk;
using Cairn.Ledger;
using Cairn.Record;
using Cairn.Rules;
using Day = Cairn.Record.Day;

namespace Cairn.Store;

/// <summary>
/// Spending a personal allocation, each step an entry and a fact in one command: asked for by the person or a member, approved, refused, bought,
/// cancelled, returned. A purchase is held once, however often it is asked for under the same reference.
/// </summary>
public sealed class BuyActs(DataFolder store, Asking who)
{
    private readonly string by = who.By;

    /// <summary>
    /// Asks for something. What the rules allow is held at once; what needs somebody's word is recorded as asked for and waits for it;
    /// anything else is refused with the reason, and nothing is recorded. The answer is <c>held</c> or <c>asked</c>.
    /// </summary>
    public Task<Reply> Ask(Scheme scheme, string text, int on, Ask ask, string purchase) =>
        Do($"ask:{scheme.Name}:{purchase}", "ask-purchase", $"{scheme.Name} {ask.Person} {ask.Item} {ask.Pence} {ask.Units}", (state, now) =>
        {
            var (verdict, entries) = Held(state, now, scheme, on, ask, purchase);
            if (verdict is MayNotBuy { Reason: not Refusal.ApprovalNeeded } no) return Decision.Refuse(no.Reason.ToString(), no.Why);
            var asked = Fact(state, scheme, ask.Person, on, purchase, "asked", ask.Pence, state.Facts.Vocabulary.Roles.ToList().IndexOf(who.Capacity), Of(ask));
            var (keep, changed) = GivenText.Of(state, scheme.Name, text, on, now.Today);
            if (changed is not null) return changed;
            NewFact[] facts = verdict is MayBuy ? [asked, Fact(state, scheme, ask.Person, on, purchase, "approved", ask.Pence, -1, Of(ask))] : [asked];
            return Decision.Append(verdict is MayBuy ? "held" : "asked") with { Entries = entries, Facts = facts, Schemes = keep };
        });

    /// <summary>Holds an amount for something; the answer says how much, and what is left then.</summary>
    public Task<Reply> Hold(Scheme scheme, string text, int on, Ask ask, string purchase) =>
        Do($"buy:{scheme.Name}:{purchase}", "buy", $"{scheme.Name} {ask.Person} {ask.Item} {ask.Pence} {ask.Units} {ask.Approval?.Role} {ask.Approval?.By}", (state, now) =>
        {
            var (verdict, entries) = Held(state, now, scheme, on, ask, purchase);
            if (verdict is not MayBuy may) return Decision.Refuse(((MayNotBuy)verdict).Reason.ToString(), WhyNot((MayNotBuy)verdict));
            var (keep, changed) = GivenText.Of(state, scheme.Name, text, on, now.Today);
            if (changed is not null) return changed;
            var fact = Fact(state, scheme, ask.Person, on, purchase, "approved", ask.Pence, may.ApprovalBy, Of(ask));
            return Decision.Append(string.Create(CultureInfo.InvariantCulture, $$"""{"purchase":"{{purchase}}","held":{{may.Hold}},"left":{{may.LeftAfter}}}""")) with { Entries = entries, Facts = [fact], Schemes = keep };
        });

    /// <summary>Gives a role's word for what was asked for: it is judged again as things stand now, and held. Decided before by another, it is refused.</summary>
    public Task<Reply> Approve(Scheme scheme, int on, string person, string purchase, string role) =>
        Do($"approve:{scheme.Name}:{purchase}:{by}", "buy", $"{scheme.Name} {purchase} {role}", (state, now) =>
        {
            if (Asked(state, scheme, on, person, purchase) is not { } asked) return Decided(purchase);
            var ask = new Ask(person, asked.Item, asked.Amount) { Units = asked.Units, AskedBy = now.RecordedBy(asked.Facts[0] + 1L), Approval = new Approval(role, by) };
            var (verdict, entries) = Held(state, now, scheme, on, ask, purchase);
            if (verdict is not MayBuy may) return Decision.Refuse(((MayNotBuy)verdict).Reason.ToString(), WhyNot((MayNotBuy)verdict));
            return Decision.Append("approved") with { Entries = entries, Facts = [Fact(state, scheme, person, on, purchase, "approved", ask.Pence, state.Facts.Vocabulary.Roles.ToList().IndexOf(role), Of(ask))] };
        });

    /// <summary>Says no to what was asked for, with the reason for the person.</summary>
    public Task<Reply> Refuse(Scheme scheme, int on, string person, string purchase, string role, string why) =>
        Do($"refuse:{scheme.Name}:{purchase}:{by}", "refuse-purchase", $"{scheme.Name} {purchase} {role} {why}", (state, _) =>
            Asked(state, scheme, on, person, purchase) is not { } asked ? Decided(purchase)
                : Decision.Append("refused") with { Facts = [Fact(state, scheme, person, on, purchase, "refused", asked.Amount, state.Facts.Vocabulary.Roles.ToList().IndexOf(role), [("words", why)])] });

    /// <summary>Pays what was held, or the lower amount of the bill; the rest is free again. The answer is the pence that moved.</summary>
    public Task<Reply> Bought(Scheme scheme, int on, string purchase, long? pence = null) => Step(scheme, on, purchase, ("bought", "bought", pence), (book, stamp) => Buy.Pay(scheme, book, purchase, stamp, pence));

    /// <summary>Gives back what was held for a purchase that will not be made.</summary>
    public Task<Reply> Cancel(Scheme scheme, int on, string purchase) => Step(scheme, on, purchase, ("cancel", "refused", null), (_, stamp) => Buy.Cancel(scheme, purchase, stamp));

    /// <summary>Puts back all that was paid for a purchase that was returned.</summary>
    public Task<Reply> Return(Scheme scheme, int on, string purchase) => Step(scheme, on, purchase, ("return", "returned", null), (_, stamp) => Buy.Return(scheme, purchase, stamp));

    private Task<Reply> Step(Scheme scheme, int on, string purchase, (string Verb, string State, long? Pence) step, Func<Book, Stamp, Ledger.Command> make) =>
        Do($"{step.Verb}:{scheme.Name}:{purchase}", step.Verb, $"{scheme.Name} {purchase} {step.Pence}", (state, now) =>
        {
            if (state.Book.Find(Buy.HoldKey(scheme, purchase)) is not { } hold) return Decision.Refuse("NoSuchPurchase", $"There is no purchase {purchase} in {scheme.Name}.");
            var command = make(state.Book, new Stamp(state.Book.Open(Day.Date(on)), now.At, by, $"{step.Verb}, {purchase}"));
            if (state.Book.Decide(command) is not Answer.Posted(var entry)) return Decision.Append("0") with { Entries = [command] };
            var person = Buy.PersonOf(scheme, hold);
            var moved = entry.Legs.Where(l => l.Account == Buy.Purse(scheme, person)).Sum(l => Math.Abs(l.Pence));
            // What was bought stands on each step, so that what counts purchases of an item counts this one.
            (string, string)[] what = Of(state, scheme, on, person, purchase) is { Item.Length: > 0 } of ? [("item", of.Item), ("units", of.Units.ToString(CultureInfo.InvariantCulture))] : [];
            return Decision.Append(moved.ToString(CultureInfo.InvariantCulture)) with { Entries = [command], Facts = [Fact(state, scheme, person, on, purchase, step.State, moved, -1, what)] };
        });

    private Task<Reply> Do(string key, string kind, string content, Decide decide) => store.Do(new Command(key, kind, by, who.Capacity, content), decide);

    private (Verdict Verdict, IReadOnlyList<Ledger.Command> Entries) Held(State state, Deciding now, Scheme scheme, int on, Ask ask, string purchase)
    {
        var budget = Budgets.Of(scheme, state.Facts, on, Day.Never);
        var stamp = new Stamp(state.Book.Open(Day.Date(on)), now.At, by, $"{ask.Item}, {purchase}");
        var allocate = Buy.Allocate(budget, state.Book, stamp with { Narrative = "Allocation" });
        var book = state.Book;
        if (allocate.Count > 0)
        {
            // The purchase is judged by the purses as they will be.
            book = Book.From(state.Book.Entries);
            foreach (var command in allocate)
                if (book.Decide(command) is Answer.Posted(var entry)) book.Apply(entry);
        }
        var (verdict, hold) = Buy.Hold(budget, book, ask, purchase, stamp);
        return (verdict, hold is null ? [] : [.. allocate, hold]);
    }

    private static Purchase? Of(State state, Scheme scheme, int on, string person, string purchase)
    {
        var budget = Budgets.Of(scheme, state.Facts, on, Day.Never);
        var subject = state.Facts.Subject(scheme.About, person);
        return budget.Purchases.FirstOrDefault(p => p.Subject == subject && p.Reference == purchase);
    }

    private static Purchase? Asked(State state, Scheme scheme, int on, string person, string purchase) => Of(state, scheme, on, person, purchase) is { State: PurchaseState.Asked } asked ? asked : null;

    private static Decision Decided(string purchase) => Decision.Refuse("NotAsked", $"{purchase} does not wait for an answer: it was decided, or never asked for.");

    /// <summary>Why not, from when it might be, who could approve it and what else there is, in a line.</summary>
    public static string WhyNot(MayNotBuy no)
    {
        var text = no.Why;
        if (no.EarliestOn < Day.Never) text += $" At the earliest on {Day.Long(no.EarliestOn)}.";
        if (no.ApprovalBy.Count > 0) text += $" Approval by: {string.Join(" or ", no.ApprovalBy)}.";
        return no.Instead.Count > 0 ? $"{text} Instead there is: {string.Join(", ", no.Instead)}." : text;
    }

    private static (string, string)[] Of(Ask ask) => [("item", ask.Item), ("units", ask.Units.ToString(CultureInfo.InvariantCulture))];

    /// <summary>The fact of a step, once however often it is taken.</summary>
    private static NewFact Fact(State state, Scheme scheme, string person, int on, string purchase, string step, long pence, int saidBy, (string Name, string Text)[] more)
    {
        (string, string)[] texts = [.. more, ("amount", string.Create(CultureInfo.InvariantCulture, $"{pence / 100}.{pence % 100:00}")), ("state", step), ("scheme", scheme.Name), ("reference", purchase)];
        var fact = Recording.Fact(state, "purchase", person, on, "", texts);
        return fact with { Draft = fact.Draft with { Id = $"{scheme.Name}:{purchase}:{step}", SaidBy = saidBy } };
    }
}
