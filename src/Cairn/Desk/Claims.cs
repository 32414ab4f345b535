using Cairn.Record;
using Cairn.Rules;

namespace Cairn.Desk;

/// <summary>
/// The member who recorded the fact at a position, one by one; null when that is not known, or the fact came in a file, whose importer
/// brings what many people said: there the capacity on each fact decides.
/// </summary>
public delegate string? RecordedBy(int position);

/// <summary>
/// The claims and verifications recorded for what was reached. A claim is good when someone other than a verifier made it; a
/// verification when a verifier upheld it, on the claim's day or after, who is not the member that claimed. A later result
/// replaces an earlier one.
/// </summary>
internal sealed class Claims(Evaluation answer, RecordedBy recordedBy)
{
    private readonly Kind? claim = answer.Facts.Vocabulary.Find("claim");
    private readonly Kind? verification = answer.Facts.Vocabulary.Find("verification");

    /// <summary>The position of the claim that counts: the first good one within the time for claiming, or else the first; null without one.</summary>
    public int? Find(Achievement a)
    {
        int? first = null;
        foreach (var p in Naming(claim, a))
        {
            if (SaidBy(p) is null or "verifier") continue;
            if (OutOfTime(a, p) is null) return p;
            first ??= p;
        }
        return first;
    }

    /// <summary>Why it may not be paid: nobody has claimed it, or not in time. Null when it is claimed.</summary>
    public string? WhyNotClaimed(Achievement a) => Find(a) is { } claimed ? OutOfTime(a, claimed) : answer.Scheme.About is not About.Person && claim is null ? "nobody can claim it in this vocabulary" : "no claim is recorded";

    /// <summary>Why a claim that is there does not hold up: no verifier has upheld it. Null when one has, or nobody need claim.</summary>
    public string? WhyNotVerified(Achievement a)
    {
        if (!answer.Scheme.NeedsClaims) return null;
        if (Find(a) is not { } claimed) return "no claim is recorded";
        if (Last(a, claimed) is not { } last)
            return Naming(verification, a).Count > 0 ? "the verification was not recorded in the capacity of a verifier, or came before the claim" : "no verifier has looked at the claim";
        if (!Upholds(last)) return IsAfter(Newest(a, claimed), last) ? "it was claimed again, and no verifier has looked since" : $"the verifier's result is {Result(last)}";
        return All(a).Select(c => recordedBy(c)).FirstOrDefault(c => c is not null && c == recordedBy(last)) is { } claimant ? $"{claimant} recorded both the claim and its verification" : null;
    }

    /// <summary>Every good claim, in time or not, by day.</summary>
    public IReadOnlyList<int> All(Achievement a) => [.. Naming(claim, a).Where(p => SaidBy(p) is not (null or "verifier"))];

    /// <summary>What a verifier said last of a claim that counts, whatever it was; null while none has.</summary>
    public int? Answered(Achievement a) => Find(a) is { } claimed ? Last(a, claimed) : null;

    /// <summary>The verifier did not uphold it, and nobody has claimed it again since.</summary>
    public bool IsSentBack(Achievement a) => Find(a) is { } claimed && Last(a, claimed) is { } last && !Upholds(last) && !IsAfter(Newest(a, claimed), last);

    /// <summary>Claimed, or claimed again, and not looked at since.</summary>
    public bool Waits(Achievement a) => Find(a) is { } claimed && (Last(a, claimed) is not { } last || (!Upholds(last) && IsAfter(Newest(a, claimed), last)));

    /// <summary>The first day on which it may be claimed.</summary>
    public int ClaimableOn(Achievement a) => answer.Scheme.Outcomes[a.Outcome].ClaimAfter is { } wait ? After(wait, a.Day) : a.Day;

    private int Newest(Achievement a, int claimed) => All(a).Where(c => OutOfTime(a, c) is null).DefaultIfEmpty(claimed).Last();

    /// <summary>Of two facts of one day the later recorded is the later.</summary>
    private bool IsAfter(int position, int other) => (answer.Facts.Columns.Froms[position], position).CompareTo((answer.Facts.Columns.Froms[other], other)) > 0;

    /// <summary>The position of the verification that upholds the claim; null without one.</summary>
    public int? FindVerification(Achievement a) => Find(a) is { } claimed && Last(a, claimed) is { } last && Upholds(last) ? last : null;

    /// <summary>Why this member may not pay it: they recorded the claim or its verification. Null when they may.</summary>
    public string? WhyNotBy(Achievement a, string member)
    {
        if (!answer.Scheme.NeedsClaims || Find(a) is not { } claimed) return null;
        if (All(a).Any(c => recordedBy(c) == member)) return $"{member} recorded the claim, so somebody else settles it";
        return Last(a, claimed) is { } last && recordedBy(last) == member ? $"{member} recorded the verification, so somebody else settles it" : null;
    }

    private string? OutOfTime(Achievement a, int claimed) => WhyNotOn(a, answer.Facts.Columns.Froms[claimed]);

    /// <summary>Why a claim made on a day would not be in time; null when it would be.</summary>
    public string? WhyNotOn(Achievement a, int day)
    {
        var outcome = answer.Scheme.Outcomes[a.Outcome];
        var first = ClaimableOn(a);
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
        ResultOf(position) is { List: { } results } result && answer.Facts.Columns.Detail(position, result.Slot) is >= 0 and var code && results.Codes[code].Name == "verified";

    private string Result(int position) => ResultOf(position) is { List: { } results } result && answer.Facts.Columns.Detail(position, result.Slot) is >= 0 and var code ? $"'{results.Codes[code].Name}'" : "not recorded";

    private Detail? ResultOf(int position) => answer.Facts.Vocabulary.Kinds[answer.Facts.Columns.Kinds[position]].Find("result");

    private string? SaidBy(int position) => answer.Facts.Columns.SaidBy(position) is not FactColumns.Absent and var role ? answer.Facts.Vocabulary.Roles[role] : null;

    private IReadOnlyList<int> Naming(Kind? kind, Achievement a) => answer.FactsNaming(kind, a);
}
