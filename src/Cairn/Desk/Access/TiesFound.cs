using Cairn.Record;

namespace Cairn.Desk;

/// <summary>Who is tied to whom on the day, from facts alone.</summary>
internal sealed class TiesFound(Facts facts, AccessTable table, Seating seating, int on, int known, Supposing supposing, RecordedBy? recordedBy)
{
    private readonly Sheet works = new(facts, "works-with", on, known, supposing, "role", "member-name");
    private readonly Sheet mentoring = new(facts, "mentoring", on, known, supposing, "mentor");
    private readonly Sheet referrals = new(facts, "referral", on, known, supposing, "scheme", "made-by", "to-partner");
    private readonly Sheet enrolments = new(facts, "enrolment", on, known, supposing, "scheme");
    private readonly Sheet refusals = new(facts, "refused", on, known, supposing, "scheme");
    private readonly Sheet claims = new(facts, "claim", on, known, supposing, "made-by");

    /// <summary>The ties of one seat of a member to a person, those among them that the seat uses.</summary>
    public Tie Of(string member, Seat[] seats, Seat seat, int person)
    {
        var tie = Tie.None;
        if ((seat.Uses & (Tie.WorksWith | Tie.Team)) != Tie.None) tie |= Working(member, seat, person);
        if ((seat.Uses & Tie.Mentor) != Tie.None) tie |= Mentoring(member, person);
        if ((seat.Uses & (Tie.Referred | Tie.Referrer)) != Tie.None) tie |= Referral(seat, person);
        if ((seat.Uses & Tie.Claimed) != Tie.None) tie |= Claimed(member, seats, person);
        return tie & seat.Uses;
    }

    /// <summary>Everyone to whom some seat may be tied, by one pass over the kinds of fact that tie; whoever is not here is not tied.</summary>
    public IEnumerable<int> Candidates(string member, Seat[] seats)
    {
        var uses = seats.Aggregate(Tie.None, (all, s) => all | s.Uses);
        var near = Colleagues(member, seats, team: (uses & Tie.Team) != Tie.None);
        var name = facts.Names.Find(member);
        List<(Sheet Sheet, Func<int, bool> Fits)> passes = [];
        if ((uses & (Tie.WorksWith | Tie.Team)) != Tie.None) passes.Add((works, r => near.Contains(works.Get(r, 1))));
        if ((uses & Tie.Mentor) != Tie.None) passes.Add((mentoring, r => mentoring.Is(r, 0, name)));
        if ((uses & (Tie.Referred | Tie.Referrer)) != Tie.None)
        {
            passes.Add((enrolments, r => Array.Exists(seats, s => s.Schemes.Contains(enrolments.Get(r, 0)))));
            passes.Add((referrals, r => recordedBy is not null || Array.Exists(seats, s => s.Schemes.Contains(referrals.Get(r, 0)) || referrals.Is(r, 1, s.Name) || referrals.Is(r, 2, s.Name))));
        }
        if ((uses & Tie.Claimed) != Tie.None) passes.Add((claims, claims.Begun));
        var found = new HashSet<int>();
        foreach (var (sheet, fits) in passes)
            for (var person = 0; person < sheet.Subjects; person++)
                for (var (r, end) = sheet.RowsOf(person); r < end; r++) if (fits(r)) found.Add(person);
        return found;
    }

    /// <summary>The names of the member and, for a team, of all who are or were last at the same partners.</summary>
    private HashSet<int> Colleagues(string member, Seat[] seats, bool team)
    {
        var near = new HashSet<int> { facts.Names.Find(member) };
        var members = facts.Of(About.Member);
        for (var m = 0; team && m < members.Count; m++)
            if (Array.Exists(seating.Last(members[m]), l => Array.Exists(seats, s => s.Name == l.Name))) near.Add(facts.Names.Find(members[m]));
        return near;
    }

    private Tie Working(string member, Seat seat, int person)
    {
        var tie = Tie.None;
        var (first, end) = works.RowsOf(person);
        for (var r = first; r < end; r++)
        {
            if (!works.Runs(r) || works.Get(r, 1) is not (>= 0 and var name)) continue;
            var who = facts.Names[name];
            var theirs = seating.Last(who);
            foreach (var s in theirs)
            {
                if (s.Name != seat.Name || !Serves(r, theirs, s)) continue;
                tie |= Tie.Team;
                if (who == member && s.RoleCode == seat.RoleCode) tie |= Tie.WorksWith;
            }
        }
        return tie;
    }

    /// <summary>Someone who has the role in which they work with the person does so from that seat alone; otherwise from every seat they have.</summary>
    private bool Serves(int row, Seat[] theirs, Seat seat)
    {
        var role = works.Get(row, 0);
        return seat.RoleCode == role || !Array.Exists(theirs, s => s.RoleCode == role);
    }

    private Tie Mentoring(string member, int person)
    {
        var name = facts.Names.Find(member);
        var (first, end) = mentoring.RowsOf(person);
        for (var r = first; r < end; r++)
            if (mentoring.Runs(r) && mentoring.Is(r, 0, name) && on < table.Mentor.After(mentoring.From(r))) return Tie.Mentor;
        return Tie.None;
    }

    private Tie Referral(Seat seat, int person)
    {
        var tie = Tie.None;
        var (first, end) = enrolments.RowsOf(person);
        for (var r = first; r < end; r++) if (enrolments.Runs(r) && seat.Schemes.Contains(enrolments.Get(r, 0))) tie |= Tie.Referred;
        (first, end) = referrals.RowsOf(person);
        for (var r = first; r < end; r++)
        {
            if (!IsOpen(r, person)) continue;
            if (referrals.Is(r, 2, seat.Name) || seat.Schemes.Contains(referrals.Get(r, 0))) tie |= Tie.Referred;
            if (referrals.Is(r, 1, seat.Name) || Recorder(referrals, r) is var (who, day) && seating.WorkedFor(who, day, [seat])) tie |= Tie.Referrer;
        }
        return tie;
    }

    /// <summary>Not too old, not refused on its day or since, and not followed by an enrolment to its scheme that has ended.</summary>
    private bool IsOpen(int referral, int person)
    {
        if (!referrals.Begun(referral) || on >= table.Referral.After(referrals.From(referral))) return false;
        var scheme = referrals.Get(referral, 0);
        bool Answers(Sheet sheet, int row) => sheet.From(row) >= referrals.From(referral) && (scheme < 0 || sheet.Get(row, 0) is var s && (s < 0 || s == scheme));
        var (first, end) = refusals.RowsOf(person);
        for (var r = first; r < end; r++) if (refusals.Begun(r) && Answers(refusals, r)) return false;
        (first, end) = enrolments.RowsOf(person);
        for (var r = first; r < end; r++) if (enrolments.Ended(r) && Answers(enrolments, r)) return false;
        return true;
    }

    private Tie Claimed(string member, Seat[] seats, int person)
    {
        var (first, end) = claims.RowsOf(person);
        for (var r = first; r < end; r++)
            if (claims.Begun(r) && on < table.Claim.After(claims.From(r)) && IsByOthers(member, seats, r)) return Tie.Claimed;
        return Tie.None;
    }

    /// <summary>Whether a claim about a person, by its position, was made by neither the member nor a partner of theirs; false where there is none.</summary>
    public bool IsByOthers(string member, Seat[] seats, int person, int position)
    {
        var (first, end) = claims.RowsOf(person);
        for (var r = first; r < end; r++) if (claims.Position(r) == position) return IsByOthers(member, seats, r);
        return false;
    }

    private bool IsByOthers(string member, Seat[] seats, int row) =>
        !Array.Exists(seats, s => claims.Is(row, 0, s.Name)) && !(Recorder(claims, row) is var (who, day) && (who == member || seating.WorkedFor(who, day, seats) || seating.WorkedFor(who, on, seats)));

    private (string Who, int Day)? Recorder(Sheet sheet, int row) =>
        sheet.Position(row) < facts.Columns.Count && recordedBy?.Invoke(sheet.Position(row)) is { } who ? (who, facts.Columns.Recordeds[sheet.Position(row)]) : null;
}
