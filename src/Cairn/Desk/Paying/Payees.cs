using Cairn.Record;
using Cairn.Rules;

namespace Cairn.Desk.Paying;

/// <summary>What a partner is called in the finance system; empty where nothing is recorded.</summary>
public sealed record Supplier(string Number, string PurchaseOrder, string CostCentre);

/// <summary>
/// Who gets the money of a scheme: the partner for which the claim was made, which is the one it is about, or that of the member who
/// recorded it; unless a fact about a payee says otherwise. Such a fact counts for nothing when a member of the payee recorded it.
/// </summary>
internal sealed class Payees
{
    private readonly Evaluation answer;
    private readonly Claims claims;
    private readonly RecordedBy recordedBy;
    private readonly List<Said> instead;

    public Payees(Evaluation answer, Claims claims, RecordedBy recordedBy, int day)
    {
        (this.answer, this.claims, this.recordedBy) = (answer, claims, recordedBy);
        instead = [.. Said.Of(answer.Facts, "payee").Where(p => p.Covers(day) && p.Name("scheme") == answer.Scheme.Name && !IsTheirOwn(p))];
    }

    /// <summary>The payee of what was reached, or why there is none.</summary>
    public (string? Partner, string Why) Of(Achievement a)
    {
        var (claimed, why) = Claimed(a);
        if (instead.Where(p => p.Name("in-place-of") == claimed && claimed is not null).Select(p => p.Subject).LastOrDefault() is { } other) return (other, "");
        if (instead.Where(p => p.Name("in-place-of") is null).Select(p => p.Subject).LastOrDefault() is { } all) return (all, "");
        return (claimed, why);
    }

    private (string? Partner, string Why) Claimed(Achievement a)
    {
        if (claims.Find(a) is not { } claim) return (null, "nobody claimed it, so who is to be paid must be recorded as 'payee'");
        var columns = answer.Facts.Columns;
        if (answer.Facts.Vocabulary.Kinds[columns.Kinds[claim]].About is About.Partner) return (answer.Facts.Of(About.Partner)[columns.Abouts[claim]], "");
        if (recordedBy(claim) is not { } member) return (null, "its claim came in a file, so who is to be paid must be recorded as 'payee'");
        return Membership.Of(answer.Facts, member, columns.Froms[claim]) switch
        {
            [var one] => (one, ""),
            [] => (null, $"{member}, who claimed it, belonged to no partner on {Day.Long(columns.Froms[claim])}"),
            var more => (null, $"{member}, who claimed it, belongs to {string.Join(" and ", more)}; record who is to be paid as 'payee'"),
        };
    }

    private bool IsTheirOwn(Said payee) =>
        recordedBy(payee.Position) is { } member && Membership.Of(answer.Facts, member, payee.RecordedOn).Contains(payee.Subject);

    /// <summary>The partner as the finance system knows it on a day: what names the scheme comes before what names none.</summary>
    public static Supplier SupplierOf(Facts facts, string scheme, string partner, int day)
    {
        var known = Said.Of(facts, "supplier", partner).Where(s => s.Covers(day) && (s.Name("scheme") ?? scheme) == scheme)
            .OrderBy(s => s.Name("scheme") is null ? 0 : 1).ThenBy(s => s.From).ThenBy(s => s.Position).ToList();
        return known is [.., var s] ? new(s.Name("supplier-number") ?? "", s.Name("purchase-order") ?? "", s.Name("cost-centre") ?? "") : new("", "", "");
    }

    /// <summary>The partner behind a payer on a day; null where none is recorded.</summary>
    public static string? PartnerOf(Facts facts, string scheme, string payer, int day) =>
        Said.Of(facts, "scheme-payer").Where(p => p.Covers(day) && p.Name("scheme") == scheme && p.Name("payer") == payer).Select(p => p.Subject).LastOrDefault();

    /// <summary>The partner that an account's key means; the key itself when no partner is called so.</summary>
    public static string NameOf(Facts facts, string key)
    {
        var partners = facts.Of(About.Partner);
        for (var n = 0; n < partners.Count; n++) if (Accounts.Key(partners[n]) == key) return partners[n];
        return key;
    }
}
