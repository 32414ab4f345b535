using Cairn.Record;
using Cairn.Rules;

namespace Cairn.Desk;

/// <summary>
/// The claims and verifications recorded for what was reached. A claim is good when someone other than a verifier made it; a
/// verification when a verifier upheld it, on the claim's day or after. A later result replaces an earlier one.
/// </summary>
internal sealed class Claims(Evaluation answer)
{
    private readonly Kind? claim = answer.Facts.Vocabulary.Find("claim");
    private readonly Kind? verification = answer.Facts.Vocabulary.Find("verification");

    /// <summary>The position of the first good claim, or null.</summary>
    public int? Find(Achievement a) => Naming(claim, a).Where(p => SaidBy(p) is not null and not "verifier").Cast<int?>().FirstOrDefault();

    /// <summary>Whether the last verification of a good claim upholds it.</summary>
    public bool Verified(Achievement a)
    {
        if (!answer.Scheme.NeedsClaims) return true;
        return Find(a) is { } claimed && Last(a, claimed) is { } last && Upholds(last);
    }

    /// <summary>Why a claimed payment is not verified.</summary>
    public string WhyNotVerified(Achievement a) =>
        Find(a) is not { } claimed ? "no claim is recorded"
        : Naming(verification, a).Count > 0 && Last(a, claimed) is null ? "the verification was not recorded in the capacity of a verifier, or came before the claim"
        : Last(a, claimed) is null ? "no verifier has looked at the claim"
        : $"the verifier's result is {FactText.Details(answer.Facts, Last(a, claimed)!.Value, verification!)}";

    /// <summary>Why a claim does not count for its day; null when it does.</summary>
    public string? TooSoonOrLate(Achievement a, Outcome outcome)
    {
        if (Find(a) is not { } claimed) return null;
        int day = answer.Facts.Columns.Froms[claimed];
        var first = outcome.ClaimAfter is { } wait ? After(wait, a.Day) : a.Day;
        if (day < first) return $"it was claimed on {Day.Long(day)}, and may be from {Day.Long(first)}";
        return outcome.ClaimWithin is { } within && day > After(within, first) ? $"it was claimed on {Day.Long(day)}, after {Day.Long(After(within, first))}" : null;
    }

    private int After(Length length, int day) => length.Unit is LengthUnit.WorkingDays ? answer.Facts.Vocabulary.WorkingDays.Plus(day, length.Count) : length.After(day);

    private int? Last(Achievement a, int claimed)
    {
        int? last = null;
        foreach (var p in Naming(verification, a))
            if (SaidBy(p) == "verifier" && answer.Facts.Columns.Froms[p] >= answer.Facts.Columns.Froms[claimed]) last = p;
        return last;
    }

    private bool Upholds(int position) =>
        verification!.Find("result") is { List: { } results } result && answer.Facts.Columns.Detail(position, result.Slot) is >= 0 and var code && results.Codes[code].Name == "verified";

    private string? SaidBy(int position) => answer.Facts.Columns.SaidBy(position) is not FactColumns.Absent and var role ? answer.Facts.Vocabulary.Roles[role] : null;

    private IReadOnlyList<int> Naming(Kind? kind, Achievement a) => answer.FactsNaming(kind, a);
}
