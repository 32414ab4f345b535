using Cairn.Record;

namespace Cairn.Desk;

/// <summary>Who may write a fact down.</summary>
public sealed partial class Access
{
    /// <summary>
    /// Whether the member may record a fact of this kind about this subject. About a person it takes a tie by which the table shows the category,
    /// though not its ground: what one knows oneself one may write down. Without a person (null) it is the first fact about somebody
    /// new, and the tie is the one that working with them would be. Nobody records under a name what has no category.
    /// </summary>
    public Ruling MayRecord(string member, Kind kind, string? person)
    {
        if (kind.About is About.Person && person is not null && Ask(member, person) is { Self: true }) return Own(kind);
        var seats = seating.Now(member);
        if (seats.Length == 0) return Ruling.No(Denial.NotAMember);
        var furthest = Denial.NotAMember;
        var asked = person is null || kind.About is not About.Person ? null : Ask(member, person);
        for (var s = 0; s < seats.Length; s++)
        {
            var seat = seats[s];
            var denial = kind.About is not About.Person ? AboutOthers(kind, seat) : OfPerson(kind, seat, asked is null ? Tie.WorksWith & seat.Uses : asked.Ties[s]);
            if (denial is null) return Ruling.Yes(new Basis(Ground.Role, asked is null ? Tie.None : Closest(asked.Ties[s]), seat.Role, seat.Partner));
            if (denial > furthest) furthest = denial.Value;
        }
        return Ruling.No(furthest);
    }

    /// <summary>
    /// Whether the member may say who of their partner works with somebody who was referred to it. It is the only way to a tie that is not there
    /// yet: who works with a person is otherwise said by those who do already, or who answer for their team.
    /// </summary>
    public Ruling MayTakeOn(string member, string person)
    {
        var asked = Ask(member, person);
        for (var s = 0; s < asked.Seats.Length; s++)
            if ((asked.Ties[s] & Tie.Referred) != Tie.None && facts.Vocabulary.Find(WorksWith) is { } kind && Capacities(asked.Seats[s], kind).Any())
                return Ruling.Yes(new Basis(Ground.Role, Tie.Referred, asked.Seats[s].Role, asked.Seats[s].Partner));
        return Ruling.No(asked.Seats.Length == 0 ? Denial.NotAMember : Denial.NoTie);
    }

    private const string WorksWith = "works-with", Restriction = "restriction";

    /// <summary>In which capacities the member may say a fact of this kind; in none, they may not.</summary>
    public IReadOnlyList<string> CapacitiesFor(string member, Kind kind) => [.. seating.Now(member).SelectMany(s => Capacities(s, kind)).Distinct(StringComparer.Ordinal)];

    private static IEnumerable<string> Capacities(Seat seat, Kind kind) => kind.RecordedBy.Count == 0 ? seat.SaysAs : seat.SaysAs.Intersect(kind.RecordedBy, StringComparer.Ordinal);

    private Ruling Own(Kind kind)
    {
        var category = table.Categories.Find(kind.Category);
        if (category < 0 || (kind.RecordedBy.Count > 0 && !kind.RecordedBy.Contains("person"))) return Ruling.No(Denial.NoCapacity);
        return (table.SelfWithheld & ~table.MayTell & 1UL << category) != 0 ? Ruling.No(Denial.KeptFromSelf) : Ruling.Yes(new Basis(Ground.OwnRecord, Tie.Self, "", ""));
    }

    private Denial? AboutOthers(Kind kind, Seat seat)
    {
        if (kind.RecordedBy.Count == 0 && !table.Records[kind.About].Has(seat)) return Denial.NoCapacity;
        return Capacities(seat, kind).Any() ? null : Denial.NoCapacity;
    }

    private Denial? OfPerson(Kind kind, Seat seat, Tie tie)
    {
        if (seat.TypeBits == 0) return Denial.PartnerUnknown;
        if (tie == Tie.None) return Denial.NoTie;
        if (!Capacities(seat, kind).Any()) return Denial.NoCapacity;
        var category = table.Categories.Find(kind.Category);
        if (category < 0) return Denial.NoCapacity;
        // A referral must not become a closer tie by one's own word, which is for the page on which it is answered; nor may it shut out others.
        if (kind.Name is WorksWith or Restriction && (tie & (Tie.WorksWith | Tie.Team)) == Tie.None) return Denial.TieTooWeak;
        if ((table.MayTell & 1UL << category) != 0) return null;
        return table.Sees.Exists(row => row.Fits(seat) && (row.Ties & tie) != Tie.None && (row.Categories & 1UL << category) != 0) ? null : Denial.NotThisCategory;
    }
}
