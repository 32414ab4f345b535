using Cairn.Record;

namespace Cairn.Desk;

/// <summary>Who may check a claim.</summary>
public sealed partial class Access
{
    /// <summary>
    /// Whether the member may verify what was claimed by these facts about one person, resting on those: they have the right, and neither they
    /// nor anybody of a partner of theirs made any of the claims, nor did they record a fact behind it. Where nothing is claimed there is nothing to verify.
    /// </summary>
    public bool MayVerify(string member, int person, IReadOnlyCollection<int> claims, IEnumerable<int> because)
    {
        var seats = seating.Now(member);
        return claims.Count > 0 && May(member, Right.Verify).IsYes && claims.All(c => ties.IsByOthers(member, seats, person, c)) && (recordedBy is null || !because.Any(p => recordedBy(p) == member));
    }
}
