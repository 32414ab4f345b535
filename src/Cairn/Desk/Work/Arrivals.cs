using Cairn.Desk.Paying;
using Cairn.Record;

namespace Cairn.Desk;

/// <summary>A referral that waits for an answer: its place in the record, whom it is about, and to which scheme or partner it went. Names are null where the referral gives none.</summary>
public sealed record Arrival(int Position, string Person, int On, string? Scheme, string? To, string? MadeBy, string? By);

/// <summary>
/// Referrals to a member's partners, or to schemes in which those take part, that nobody has answered: since that day nobody of the partner works
/// with the person, no place in the scheme was recorded and they were not turned away. After a year a referral is over.
/// </summary>
public static class Arrivals
{
    /// <summary>For so many days somebody is asked to answer it.</summary>
    public const int Kept = 365;

    /// <summary>The oldest first. Whom the member may know of is asked of access, for each.</summary>
    public static IReadOnlyList<Arrival> Of(Facts facts, MemberStanding member, int on)
    {
        var partners = member.Seats.Select(s => s.Partner).ToHashSet(StringComparer.Ordinal);
        var schemes = Said.Of(facts, "takes-part").Where(t => partners.Contains(t.Subject) && t.Covers(on)).Select(t => t.Name("scheme")).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var colleagues = Said.Of(facts, "membership").Where(m => m.Name("works-for") is { } at && partners.Contains(at)).Select(m => m.Subject).ToHashSet(StringComparer.Ordinal);
        return [.. Said.Of(facts, "referral").Select(r => (r.Position, Arrival: new Arrival(r.Position, r.Subject, r.From, r.Name("scheme"), r.Name("to-partner"), r.Name("made-by"), r.Code("by"))))
            .Where(r => r.Arrival.On <= on && on - r.Arrival.On < Kept && (r.Arrival.To is { } to ? partners.Contains(to) : r.Arrival.Scheme is { } scheme && schemes.Contains(scheme)))
            .Where(r => !Answered(facts, r.Arrival, colleagues)).OrderBy(r => r.Arrival.On).ThenBy(r => r.Position).Select(r => r.Arrival)];
    }

    private static bool Answered(Facts facts, Arrival arrival, HashSet<string> colleagues)
    {
        bool Same(Said said) => said.Name("scheme") is not { } scheme || arrival.Scheme is null || scheme == arrival.Scheme;
        return Said.Of(facts, "refused", arrival.Person).Any(f => f.From >= arrival.On && Same(f))
            || Said.Of(facts, "enrolment", arrival.Person).Any(f => f.To >= arrival.On && Same(f))
            || Said.Of(facts, "works-with", arrival.Person).Any(f => f.To >= arrival.On && f.Name("member-name") is { } worker && colleagues.Contains(worker));
    }
}
