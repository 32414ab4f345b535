using Cairn.Record;

namespace Cairn.Desk;

/// <summary>Records opened in an emergency.</summary>
public sealed partial class Access
{
    /// <summary>
    /// Whether the member may open this category of this person's record in an emergency. Nobody who works for a partner the person is hidden from
    /// may: to them the person is not there. Whoever may goes on to give a reason, which is a fact, and is held to the time in the table.
    /// </summary>
    public Ruling MayOpen(string member, string category, string person)
    {
        var seats = seating.Now(member);
        if (seats.Length == 0) return Ruling.No(Denial.NotAMember);
        if (Opener(seats, Code(table.Categories, category)) is not { } seat) return Ruling.No(Denial.NotThisCategory);
        var who = facts.Subject(About.Person, person);
        if (who < 0 || bases.Restricted(who, seats, facts.Names.Find(member)).Hidden) return Ruling.No(Denial.NoTie);
        return Ruling.Yes(new Basis(Ground.Emergency, Tie.Emergency, seat.Role, seat.Partner));
    }

    /// <summary>Which categories the member may open in an emergency at all; none for whoever may not, and then there is no page to ask on.</summary>
    public IReadOnlyList<string> OpensAtAll(string member)
    {
        var seats = seating.Now(member);
        return [.. table.Categories.Codes.Where((_, c) => Opener(seats, c) is not null).Select(c => c.Name)];
    }

    /// <summary>How long a record stays open.</summary>
    public TimeSpan OpenFor => table.EmergencyLasts;

    /// <summary>The categories of this person that the member has open at the instant asked about.</summary>
    private ulong OpenedBy(string member, int name, int who, Seat[] seats)
    {
        var open = 0UL;
        foreach (var look in looks.Looks)
        {
            if (look.Member != member || facts.Subject(About.Person, look.Person) != who || looks.At < look.OpenedAt || looks.At >= look.OpenedAt + table.EmergencyLasts) continue;
            foreach (var category in look.Categories)
                if (table.Categories.Find(category) is >= 0 and var code && Opener(seats, code) is not null && bases.PutDown(name, who, code, On)) open |= 1UL << code;
        }
        return open;
    }

    private Basis? Emergency(Asked asked, int purpose, int category) =>
        (asked.Opened & 1UL << category) != 0 && (table.EmergencyPurposes & 1UL << purpose) != 0 && Opener(asked.Seats, category) is { } seat
            ? new Basis(Ground.Emergency, Tie.Emergency, seat.Role, seat.Partner) : null;

    /// <summary>The seat from which the category may be opened.</summary>
    private Seat? Opener(Seat[] seats, int category)
    {
        if ((table.EmergencyCategories & 1UL << category) == 0) return null;
        foreach (var seat in seats)
            if (table.EmergencyBy.Has(seat) && !table.Forbids(seat.RoleBit, seat.TypeBits, 1UL << category, Ground.Emergency)) return seat;
        return null;
    }
}
