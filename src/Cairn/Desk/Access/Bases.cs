using Cairn.Record;

namespace Cairn.Desk;

/// <summary>What the person, or somebody on a basis other than consent, has said of who may know: consents, bases and restrictions running on the day.</summary>
internal sealed class Bases
{
    private readonly AccessTable table;
    private readonly Sheet consents, bases, restrictions, looks;
    private readonly Supposing supposing;
    private readonly Seating seating;
    private readonly int consentGround, existence, address, partner, hold, named;

    public Bases(Facts facts, AccessTable table, Seating seating, int on, int known, Supposing supposing)
    {
        (this.table, this.seating, this.supposing) = (table, seating, supposing);
        consents = new(facts, "consent", on, known, supposing, "purpose", "category", "with");
        bases = new(facts, "sharing-basis", on, known, supposing, "purpose", "category", "with", "ground");
        restrictions = new(facts, "restriction", on, known, supposing, "type", "from-partner", "only-member");
        looks = new(facts, "emergency-look", on, known, supposing, "category", "member-name");
        int Code(string list, string code) => facts.Vocabulary.Lists.FirstOrDefault(l => l.Name == list)?.Find(code) ?? -1;
        consentGround = Code("grounds", "consent");
        (existence, address, partner, hold, named) = (Code("restrictions", "existence"), Code("restrictions", "address"), Code("restrictions", "partner"), Code("restrictions", "hold"), Code("restrictions", "named"));
    }

    /// <summary>The fact that is this ground for the seat, -1 where the ground is standing policy, or null where there is no such ground.</summary>
    public int? Find(Ground ground, Seat seat, int member, int person, int purpose, int category) => ground switch
    {
        Ground.Consent or Ground.ConsentToPartner or Ground.ConsentToMember => Consent(ground, seat, member, person, purpose, category),
        Ground.SharingBasis => Recorded(seat, member, person, purpose, category),
        _ => -1,
    };

    private int? Consent(Ground ground, Seat seat, int member, int person, int purpose, int category)
    {
        var (first, end) = consents.RowsOf(person);
        for (var r = first; r < end; r++)
        {
            if (!consents.Runs(r) || !consents.Is(r, 0, purpose)) continue;
            var named = consents.Get(r, 1);
            if (named < 0 ? (table.MustName & 1UL << category) != 0 : named != category) continue;
            var with = consents.Get(r, 2);
            if (with < 0) continue;
            if (with == member || (ground is not Ground.ConsentToMember && with == seat.Name) || (ground is Ground.Consent && seat.Partnerships.Contains(with))) return consents.Position(r);
        }
        return null;
    }

    private int? Recorded(Seat seat, int member, int person, int purpose, int category)
    {
        var (first, end) = bases.RowsOf(person);
        for (var r = first; r < end; r++)
        {
            if (!bases.Runs(r) || !bases.Is(r, 0, purpose) || !bases.Is(r, 1, category) || bases.Get(r, 3) is var ground && (ground < 0 || ground == consentGround)) continue;
            if (bases.Get(r, 2) is >= 0 and var with && (with == member || with == seat.Name || seat.Partnerships.Contains(with))) return bases.Position(r);
        }
        return null;
    }

    /// <summary>
    /// What holds the record back from a member. A restriction that does not say of what type it is, from which partner or who alone may know,
    /// hides existence: what is unclear never opens a record. Hidden from one partner is hidden from everyone who works there, whatever else they do.
    /// Shut is a record open to named members only, of whom this is none; when all of those have left it hides existence, so that somebody can lift it.
    /// </summary>
    public (bool Existence, bool Address, bool Hidden, bool Shut, bool Hold) Restricted(int person, Seat[] seats, int member)
    {
        var found = (Existence: false, Address: false, Hidden: false, Shut: false, Hold: false);
        var (isNamed, someStay, someLeft) = (false, false, false);
        var (first, end) = restrictions.RowsOf(person);
        for (var r = first; r < end; r++)
        {
            if (!restrictions.Runs(r)) continue;
            var (type, from, only) = (restrictions.Get(r, 0), restrictions.Get(r, 1), restrictions.Get(r, 2));
            if (type == hold) found.Hold = true;
            else if (type == address) found.Address = true;
            else if (type == named && only >= 0)
            {
                isNamed |= only == member;
                if (seating.Now(supposing.Name(only)).Length > 0) someStay = true;
                else someLeft = true;
            }
            else if (type == existence || type != partner || from < 0) found.Existence = true;
            else if (from == member || Array.Exists(seats, s => s.Name == from)) found.Hidden = true;
        }
        found.Shut = someStay && !isNamed;
        found.Existence |= someLeft && !someStay;
        return found;
    }

    /// <summary>Whether the member put it down, on this day or the one before, that they opened this category in an emergency.</summary>
    public bool PutDown(int member, int person, int category, int on)
    {
        var (first, end) = looks.RowsOf(person);
        for (var r = first; r < end; r++) if (looks.Begun(r) && looks.From(r) >= on - 1 && looks.Is(r, 0, category) && looks.Is(r, 1, member)) return true;
        return false;
    }
}
