using System.Collections.Concurrent;
using Cairn.Record;

namespace Cairn.Desk;

/// <summary>Which seats each member has on the day, and which they had last where they have left.</summary>
internal sealed class Seating(Facts facts, AccessTable table, int on, int known, Supposing supposing)
{
    private readonly Sheet memberships = new(facts, "membership", on, known, supposing, "role", "works-for");
    private readonly Sheet organisations = new(facts, "organisation", on, known, supposing, "type");
    private readonly Sheet partnerships = new(facts, "partnership-membership", on, known, supposing, "partnership");
    private readonly Sheet schemes = new(facts, "takes-part", on, known, supposing, "scheme");
    private readonly ConcurrentDictionary<string, (Seat[] Now, Seat[] Last)> seats = new(StringComparer.Ordinal);

    /// <summary>The seats of the day; none for a leaver.</summary>
    public Seat[] Now(string member) => seats.GetOrAdd(member, Find).Now;

    /// <summary>The seats of the day, or for a leaver those that ended last.</summary>
    public Seat[] Last(string member) => seats.GetOrAdd(member, Find).Last;

    /// <summary>Whether the member worked for one of these partners on some day, by what is known now.</summary>
    public bool WorkedFor(string member, int day, Seat[] any)
    {
        var (first, end) = memberships.RowsOf(facts.Of(About.Member).Find(member));
        for (var r = first; r < end; r++)
            if (memberships.Covers(r, day)) foreach (var seat in any) if (memberships.Is(r, 1, seat.Name)) return true;
        return false;
    }

    private (Seat[] Now, Seat[] Last) Find(string member)
    {
        var (first, end) = memberships.RowsOf(facts.Of(About.Member).Find(member));
        var now = new List<Seat>();
        var ended = -1;
        for (var r = first; r < end; r++)
        {
            if (memberships.Runs(r)) Add(now, r);
            else if (memberships.Ended(r)) ended = Math.Max(ended, memberships.To(r));
        }
        if (now.Count > 0 || ended < 0) return ([.. now], [.. now]);
        var last = new List<Seat>();
        for (var r = first; r < end; r++) if (memberships.Ended(r) && memberships.To(r) == ended) Add(last, r);
        return ([], [.. last]);
    }

    private void Add(List<Seat> to, int row)
    {
        int role = memberships.Get(row, 0), name = memberships.Get(row, 1);
        if (role < 0 || name < 0 || to.Any(s => s.RoleCode == role && s.Name == name)) return;
        var partner = facts.Of(About.Partner).Find(facts.Names[name]);
        var types = All(organisations, partner);
        var seat = new Seat(table.Roles.Codes[role].Name, facts.Names[name], [.. types.Select(t => table.Types.Codes[t].Name)], [.. SaysAs(role, types).Distinct(StringComparer.Ordinal)])
        {
            RoleBit = 1UL << role, RoleCode = role, TypeBits = types.Aggregate(0UL, (bits, t) => bits | 1UL << t), Name = name,
            Partnerships = All(partnerships, partner), Schemes = All(schemes, partner),
        };
        to.Add(seat with { Uses = table.Sees.Where(row => row.Fits(seat)).Aggregate(Tie.None, (ties, row) => ties | row.Ties) });
    }

    private IEnumerable<string> SaysAs(int role, int[] types) =>
        types.Prepend(-1).SelectMany(t => table.SaysAs.GetValueOrDefault((role, t)) ?? []);

    /// <summary>What a partner's spells of a kind say on the day.</summary>
    private static int[] All(Sheet sheet, int partner)
    {
        var found = new List<int>();
        var (first, end) = sheet.RowsOf(partner);
        for (var r = first; r < end; r++) if (sheet.Runs(r) && sheet.Get(r, 0) is >= 0 and var value && !found.Contains(value)) found.Add(value);
        return [.. found];
    }
}
