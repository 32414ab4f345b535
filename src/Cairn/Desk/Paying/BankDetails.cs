using System.Diagnostics.CodeAnalysis;
using Cairn.Record;

namespace Cairn.Desk.Paying;

/// <summary>A bank account in the United Kingdom. Its form is looked at; whether the bank would know the number (modulus checking) is not.</summary>
public sealed record BankAccount(string SortCode, string Number, string Name)
{
    private const int LongestName = 70;

    /// <summary>Says which account without giving it away, should it come into a log.</summary>
    public override string ToString() => $"account ending {Number[^2..]}";

    /// <summary>Reads six figures of sort code, with or without hyphens or spaces, eight of account, and a name; or says what to mend.</summary>
    public static bool TryRead(string sortCode, string number, string name, [NotNullWhen(true)] out BankAccount? account, out string why)
    {
        account = null;
        var code = sortCode.Replace("-", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
        name = name.Trim();
        why = code.Length != 6 || !code.All(char.IsAsciiDigit) ? "A sort code is six figures, such as 20-00-00."
            : number.Length != 8 || !number.All(char.IsAsciiDigit) ? "An account number is eight figures; put a nought in front of a shorter one."
            : name.Length is 0 or > LongestName || !name.All(c => char.IsLetterOrDigit(c) || c is ' ' or '.' or '&' or '/' or '-' or '\'' or '(' or ')' or ',')
                ? $"The name on the account is 1 to {LongestName} letters, figures, spaces and . & / - ' ( ) ,"
            : "";
        if (why.Length == 0) account = new BankAccount(code, number, name);
        return why.Length == 0;
    }
}

/// <summary>
/// Bank details that somebody proposed for a partner, and what became of them. <paramref name="GoodFrom"/> is null while they are not
/// confirmed as they must be; <paramref name="Position"/> is the place of the proposal in the record, where its sealed words are.
/// </summary>
public sealed record BankProposal(string Partner, int Position, string? ProposedBy, string? ConfirmedBy, int? GoodFrom);

/// <summary>
/// Bank details of partners. A proposal is good five working days after a second member has confirmed it, counted from the day the
/// confirmation was recorded; until then the details before it stand. Proposals and confirmations that came in a file count for nothing.
/// </summary>
public static class BankDetails
{
    /// <summary>The working days between the confirmation and the first payment.</summary>
    public const int Waiting = 5;

    /// <summary>Every proposal for a partner that was not taken back, in the order recorded.</summary>
    public static IReadOnlyList<BankProposal> Of(Facts facts, string partner, RecordedBy recordedBy)
    {
        var confirmed = Said.Of(facts, "bank-details-confirmed", partner).ToList();
        return [.. Said.Of(facts, "bank-details", partner).Select(p =>
        {
            var proposer = recordedBy(p.Position);
            foreach (var c in confirmed.Where(c => c.Value("proposal") == p.Position + 1 && c.Position > p.Position))
            {
                if (WhyNotConfirm(facts, partner, proposer, recordedBy(c.Position), c.RecordedOn, recordedBy) is not null) continue;
                return new BankProposal(partner, p.Position, proposer, recordedBy(c.Position), facts.Vocabulary.WorkingDays.Plus(c.RecordedOn, Waiting));
            }
            return new BankProposal(partner, p.Position, proposer, null, null);
        })];
    }

    /// <summary>Where in the record the proposals for all partners are, so that their words can be opened beforehand.</summary>
    public static IReadOnlyList<int> Positions(Facts facts) => [.. Said.Of(facts, "bank-details").Select(p => p.Position)];

    /// <summary>The details that a payment of this day goes to: those that became good last; null without any.</summary>
    public static BankProposal? On(Facts facts, string partner, int day, RecordedBy recordedBy) =>
        Of(facts, partner, recordedBy).Where(p => p.GoodFrom <= day).OrderBy(p => p.GoodFrom).ThenBy(p => p.Position).LastOrDefault();

    /// <summary>
    /// Why a member may not confirm what another proposed; null when they may. Neither may be unknown. Nobody confirms where their own partner
    /// is paid, but where it pays from, once somebody else has recorded that it is a scheme's payer.
    /// </summary>
    public static DeskRefusal? WhyNotConfirm(Facts facts, string partner, string? proposer, string? confirmer, int day, RecordedBy recordedBy) =>
        proposer is null || confirmer is null ? new("NotByAMember", "Bank details that came in a file are not good: a member proposes them here and another confirms them.")
        : proposer == confirmer ? new("NotYourOwn", $"{confirmer} proposed these bank details; another member must confirm them.")
        : Membership.Of(facts, confirmer, day).Contains(partner) && !Said.Of(facts, "scheme-payer", partner).Any(p => recordedBy(p.Position) != confirmer) ? new("NotYourOwn", $"{confirmer} belongs to {partner}, and nobody confirms where their own partner is paid.")
        : null;
}

/// <summary>For whom members work, by their memberships.</summary>
internal static class Membership
{
    /// <summary>The partners to which a member belongs on a day; both days of a membership count.</summary>
    public static IReadOnlyList<string> Of(Facts facts, string member, int day) =>
        [.. Said.Of(facts, "membership", member).Where(m => m.Covers(day)).Select(m => m.Name("works-for")).OfType<string>().Distinct(StringComparer.Ordinal)];
}
