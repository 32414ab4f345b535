using System.Globalization;
using Cairn.Desk.Paying;
using Cairn.Record;

namespace Cairn.Store;

/// <summary>Proposing and confirming a partner's bank details. The figures are free words of a fact, so that the log holds them sealed.</summary>
public sealed class BankDetailActs(DataFolder store, Asking who)
{
    private readonly string by = who.By;

    /// <summary>Proposes an account; what is paid to now stays until another member has confirmed this and the waiting time is over.</summary>
    public Task<Reply> Propose(string partner, BankAccount account) =>
        store.Do(new Command(who.KeyFor("bank-details"), "bank-details", by, who.Capacity, $"{partner} {account.SortCode} {account.Number} {account.Name}"), (state, now) =>
            Decision.Append($"#{state.Facts.Columns.Count + 1}") with { Facts = [PayRunActs.Fact(state, "bank-details", partner, now.Today, ("sort-code", account.SortCode), ("account-number", account.Number), ("account-name", account.Name))] });

    /// <summary>Confirms a proposal by its place in the log; not by who made it, nor by a member of the partner it pays.</summary>
    public Task<Reply> Confirm(string partner, int proposal)
    {
        var accounts = Accounts(store);
        return store.Do(new Command($"bank-details-confirmed:{proposal}:{by}", "bank-details-confirmed", by, who.Capacity, $"{partner} {proposal}"), (state, now) =>
        {
            if (BankDetails.Of(state.Facts, partner, p => now.RecordedBy(p + 1L)).FirstOrDefault(p => p.Position + 1 == proposal) is not { } found) return Decision.Refuse("NoSuchProposal", $"No bank details of {partner} are proposed as #{proposal}.");
            if (found.GoodFrom is not null) return Decision.Refuse("ConfirmedBefore", $"{found.ConfirmedBy} has confirmed #{proposal} already.");
            if (!accounts.ContainsKey(found.Position)) return Decision.Refuse("NotAnAccount", $"The words of #{proposal} are not those of a bank account; propose it anew.");
            if (BankDetails.WhyNotConfirm(state.Facts, partner, found.ProposedBy, by, now.Today, p => now.RecordedBy(p + 1L)) is { } no) return Decision.Refuse(no.Name, no.Why);
            var good = state.Facts.Vocabulary.WorkingDays.Plus(now.Today, BankDetails.Waiting);
            return Decision.Append(Day.Iso(good)) with { Facts = [PayRunActs.Fact(state, "bank-details-confirmed", partner, now.Today, ("proposal", proposal.ToString(CultureInfo.InvariantCulture)))] };
        });
    }

    /// <summary>The bank accounts in sealed words, by the position of the fact that proposed them; what is no account, or was erased, is not among them.</summary>
    public static IReadOnlyDictionary<int, BankAccount> Accounts(DataFolder store)
    {
        var found = new Dictionary<int, BankAccount>();
        foreach (var position in store.Read(state => BankDetails.Positions(state.Facts)))
        {
            if (store.Fact(position + 1L)?.Words is not { } words) continue;
            string Word(string name) => words.Details.GetValueOrDefault(name) ?? "";
            if (BankAccount.TryRead(Word("sort-code"), Word("account-number"), Word("account-name"), out var account, out _)) found[position] = account;
        }
        return found;
    }
}
