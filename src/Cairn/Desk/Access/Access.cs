using Cairn.Record;

namespace Cairn.Desk;

/// <summary>
/// Who may see and do what on a day, as was known by a day: everything follows from facts and the table, so that asking again with the days of a
/// logged look decides it again. Denied unless a row fits in role, organisation, purpose, category, tie and ground at once. A person
/// asks as themselves by giving their own reference in place of a member's. It holds the record as it was when this was made, and may be
/// asked by many at once; make another when facts have been added. Records of one person, as was known then, are one to it: what either says of who may know holds for both.
/// </summary>
public sealed partial class Access
{
    private readonly Facts facts;
    private readonly AccessTable table;
    private readonly RecordedBy? recordedBy;
    private readonly OpenLooks looks;
    private readonly Supposing supposing;
    private readonly Seating seating;
    private readonly TiesFound ties;
    private readonly Bases bases;

    /// <summary>
    /// Without <paramref name="recordedBy"/> only a claim's or referral's own <c>made-by</c> says who made it, and a claim of which neither is
    /// known counts as made by others.
    /// </summary>
    public Access(Facts facts, AccessTable table, int on, int known, RecordedBy? recordedBy = null, OpenLooks? looks = null) : this(facts, table, on, known, recordedBy, looks, new Supposing(facts.At(known), [], []))
    {
    }

    private Access(Facts facts, AccessTable table, int on, int known, RecordedBy? recordedBy, OpenLooks? looks, Supposing supposing)
    {
        facts = facts.At(known);
        (this.facts, this.table, this.recordedBy, this.looks, this.supposing, On, Known) = (facts, table, recordedBy, looks ?? OpenLooks.None, supposing, on, known);
        seating = new Seating(facts, table, on, known, supposing);
        ties = new TiesFound(facts, table, seating, on, known, supposing, recordedBy);
        bases = new Bases(facts, table, seating, on, known, supposing);
    }

    private Access(Access like, OpenLooks looks)
    {
        (facts, table, recordedBy, supposing, this.looks, On, Known) = (like.facts, like.table, like.recordedBy, like.supposing, looks, like.On, like.Known);
        (seating, ties, bases) = (like.seating, like.ties, like.bases);
    }

    /// <summary>The same, at an instant at which these emergency looks may be open; it costs nothing and shares what was worked out.</summary>
    public Access With(OpenLooks looks) => new(this, looks);

    public int On { get; }

    public int Known { get; }

    /// <summary>What the member is on the day: seats, capacities, rights.</summary>
    public MemberStanding Of(string member)
    {
        var seats = seating.Now(member);
        return new MemberStanding(member, seats, table.Rights.Where(r => seats.Any(r.Value.Has)).Select(r => r.Key).ToHashSet());
    }

    /// <summary>Whether the member may see this category of this person's facts for this purpose. A purpose or category that no list has throws.</summary>
    public Ruling May(string member, string purpose, string category, string person)
    {
        var asked = Ask(member, person);
        return Decide(asked, Code(table.Purposes, purpose), Code(table.Categories, category));
    }

    /// <summary>All categories at once, for a page.</summary>
    public Sight See(string member, string purpose, string person)
    {
        var asked = Ask(member, person);
        var code = Code(table.Purposes, purpose);
        var each = new Dictionary<string, Ruling>(StringComparer.Ordinal);
        for (var c = 0; c < table.Categories.Codes.Count; c++) each[table.Categories.Codes[c].Name] = Decide(asked, code, c);
        return new Sight(asked.Exists, each);
    }

    /// <summary>Whether the member may do something that is not a look at one person.</summary>
    public Ruling May(string member, Right right)
    {
        var seats = seating.Now(member);
        if (seats.Length == 0) return Ruling.No(Denial.NotAMember);
        foreach (var seat in seats) if (table.Rights[right].Has(seat)) return Ruling.Yes(new Basis(Ground.Role, Tie.None, seat.Role, seat.Partner));
        return Ruling.No(Denial.NoRight);
    }

    /// <summary>Everyone whose existence the member knows of, in the order of the record; what they see of each is asked of each.</summary>
    public IEnumerable<string> PeopleOf(string member)
    {
        var people = facts.Of(About.Person);
        if (seating.Now(member) is not { Length: > 0 } seats)
        {
            if (Ask(member, member).Exists) yield return people[facts.Subject(About.Person, member)];
            yield break;
        }
        var opened = looks.Looks.Where(l => l.Member == member).Select(l => facts.Subject(About.Person, l.Person)).Where(p => p >= 0);
        foreach (var person in ties.Candidates(member, seats).Union(opened).Order())
            if (Ask(member, people[person]).Exists) yield return people[person];
    }

    /// <summary>A member's ties to a person, a seat each, found once for whatever is asked of them.</summary>
    private sealed record Asked(string Member, int Name, int Person, Seat[] Seats, Tie[] Ties, ulong Opened, bool Self, bool HidesAddress, bool Hold)
    {
        public bool Exists => Self || Opened != 0 || Array.Exists(Ties, t => t != Tie.None);
    }

    private Asked Ask(string member, string person)
    {
        var who = facts.Subject(About.Person, person);
        var seats = seating.Now(member);
        // Someone called as a member is called is nobody's self: a clash of names must not open a record.
        var self = who >= 0 && (member == person || facts.Subject(About.Person, member) == who) && facts.Of(About.Member).Find(member) < 0;
        if (who < 0 || seats.Length == 0) return new Asked(member, -1, who, seats, new Tie[seats.Length], 0, self, false, false);
        var name = supposing.Number(member);
        var (existence, address, hidden, shut, hold) = bases.Restricted(who, seats, name);
        var found = new Tie[seats.Length];
        if (!hidden && !shut)
            for (var s = 0; s < seats.Length; s++) found[s] = ties.Of(member, seats, seats[s], who) & (existence ? Tie.WorksWith : (Tie)~0);
        return new Asked(member, name, who, seats, found, hidden ? 0 : OpenedBy(member, name, who, seats), false, address, hold);
    }

    private Ruling Decide(Asked asked, int purpose, int category)
    {
        if (asked.Self) return (table.SelfWithheld & 1UL << category) != 0 ? Ruling.No(Denial.KeptFromSelf) : Ruling.Yes(new Basis(Ground.OwnRecord, Tie.Self, "", ""));
        if (asked.Seats.Length == 0) return Ruling.No(Denial.NotAMember);
        var furthest = Denial.NotAMember;
        for (var s = 0; s < asked.Seats.Length; s++)
        {
            var denial = Decide(asked, asked.Seats[s], asked.Ties[s], purpose, category, out var basis);
            if (basis is not null) return Ruling.Yes(basis);
            if (denial > furthest) furthest = denial;
        }
        return Emergency(asked, purpose, category) is { } opened ? Ruling.Yes(opened) : Ruling.No(furthest);
    }

    private Denial Decide(Asked asked, Seat seat, Tie tie, int purpose, int category, out Basis? basis)
    {
        basis = null;
        if (seat.TypeBits == 0) return Denial.PartnerUnknown;
        if (tie == Tie.None) return Denial.NoTie;
        var denial = Denial.NotThisPurpose;
        foreach (var row in table.Sees)
        {
            if ((row.Purposes & 1UL << purpose) == 0 || !row.Fits(seat)) continue;
            var reached = Denial.NotThisCategory;
            if ((row.Categories & 1UL << category) != 0) reached = Through(asked, row, seat, tie & row.Ties, purpose, category, out basis);
            if (basis is not null) return denial;
            if (reached > denial) denial = reached;
        }
        return denial;
    }

    private Denial Through(Asked asked, SeesRow row, Seat seat, Tie tie, int purpose, int category, out Basis? basis)
    {
        basis = null;
        if (tie == Tie.None) return Denial.TieTooWeak;
        if (asked.Hold && (table.HoldStops & 1UL << purpose) != 0) return Denial.Withheld;
        if (asked.HidesAddress && table.Categories.Codes[category].Name == "address" && (tie &= Tie.WorksWith) == Tie.None) return Denial.Withheld;
        foreach (var ground in row.Because)
        {
            if (table.Forbids(seat.RoleBit, seat.TypeBits, 1UL << category, ground)) continue;
            if (bases.Find(ground, seat, asked.Name, asked.Person, purpose, category) is not { } fact) continue;
            basis = new Basis(ground, Closest(tie), seat.Role, seat.Partner, fact);
            break;
        }
        return Denial.NoBasis;
    }

    /// <summary>The closest of several ties, in the order in which they are declared.</summary>
    private static Tie Closest(Tie ties) => (Tie)((int)ties & -(int)ties);

    private static int Code(CodeList list, string code) => list.Find(code) is >= 0 and var place ? place : throw new ArgumentException($"'{code}' is not in the list '{list.Name}'.", nameof(code));
}
