using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Cairn.Desk.Pricing;
using Cairn.Rules;

namespace Cairn.Desk.Change;

/// <summary>Somebody whose standing is another under the other rules.</summary>
public sealed record StandingChange(int Subject, Standing Before, Standing After)
{
    public bool BecomesEligible => !IsEligible(Before) && IsEligible(After);

    public bool IsNoLongerEligible => IsEligible(Before) && !IsEligible(After);

    private static bool IsEligible(Standing standing) => standing is Standing.Waits or Standing.HasPlace;
}

/// <summary>
/// One time somebody reaches a result under one set of rules and not the other, on another day, or for other pounds. Days are null where it is not reached;
/// pence are by payer, in the order of <see cref="SchemeChange.Payers"/>. The subject is -1 for a result of everyone together.
/// </summary>
public sealed record ResultChange(int Subject, string Outcome, string Title, int Time, int? Before, int? After, IReadOnlyList<long> PenceBefore, IReadOnlyList<long> PenceAfter)
{
    public long More => PenceBefore.Zip(PenceAfter).Sum(p => Math.Max(0, p.Second - p.First));

    public long Less => PenceBefore.Zip(PenceAfter).Sum(p => Math.Max(0, p.First - p.Second));

    public bool Appears => Before is null;

    public bool Vanishes => After is null;

    public bool Moves => Before is { } before && After is { } after && before != after;
}

/// <summary>What a payer would pay in all, in pence: before, and more, and less, is after.</summary>
public sealed record PayerChange(string Payer, string Title, long Before, long More, long Less, long After);

/// <summary>
/// What two sets of rules say differently of the same people on the same day, in both directions. It compares what is payable; what was paid is compared
/// by <see cref="PaidChange"/>.
/// </summary>
public sealed record SchemeChange(IReadOnlyList<StandingChange> Standings, IReadOnlyList<ResultChange> Results, IReadOnlyList<PayerChange> Payers)
{
    public bool IsNothing => Standings.Count + Results.Count == 0;

    public long More => Payers.Sum(p => p.More);

    public long Less => Payers.Sum(p => p.Less);

    /// <summary>Compares any two schemes over one record. Results and payers are the same where they have the same name, so a renamed result vanishes and appears.</summary>
    public static SchemeChange Between(Evaluation before, Evaluation after)
    {
        var beside = new RecordComparison(before, after);
        var titles = beside.Outcomes.ToDictionary(o => o.Name, o => (after.Scheme.Find(o.Name) ?? o).Title, StringComparer.Ordinal);
        var standings = Enumerable.Range(0, before.Roll.Count).Select(s => new StandingChange(s, before.Roll.StandingOf(s), after.Roll.StandingOf(s))).Where(s => s.Before != s.After);
        return new SchemeChange([.. standings], [.. beside.Results.Where(r => r.Differs).Select(r => new ResultChange(r.Subject, r.Outcome, titles[r.Outcome], r.Time, r.DayA, r.DayB, r.PenceA, r.PenceB))],
            [.. from payer in beside.Payers.Index() let sum = beside.PaidBy(payer.Index) select new PayerChange(payer.Item.Name, payer.Item.Title, sum.A, sum.More, sum.Less, sum.B)]);
    }

    /// <summary>The first twelve hexadecimal digits of a hash over all that differs and all that was paid and would not stand, by names that stay: two of a kind foresee the same.</summary>
    public string Digest(Func<int, string> nameOf, IReadOnlyList<PaidChange> paid)
    {
        var text = new StringBuilder();
        string Who(int subject) => subject < 0 ? "" : nameOf(subject);
        foreach (var s in Standings) text.Append(CultureInfo.InvariantCulture, $"{Who(s.Subject)} {s.Before} {s.After}\n");
        foreach (var r in Results) text.Append(CultureInfo.InvariantCulture, $"{Who(r.Subject)} {r.Outcome} {r.Time} {r.Before} {r.After} {string.Join(' ', r.PenceBefore)} {string.Join(' ', r.PenceAfter)}\n");
        foreach (var p in Payers) text.Append(CultureInfo.InvariantCulture, $"{p}\n");
        foreach (var p in paid) text.Append(CultureInfo.InvariantCulture, $"{p.Key} {p.What} {p.Pence}\n");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..12];
    }
}
