namespace Cairn.Record;

/// <summary>Whom or what a kind of fact is about.</summary>
public enum About { Person, Member, Partner, Group, Place }

/// <summary>What a detail of a fact holds.</summary>
public enum DetailType
{
    /// <summary>A code from a list; stored as its place in the list.</summary>
    Code,
    /// <summary>A number with a unit; stored in steps of the declared number of decimals.</summary>
    Number,
    /// <summary>Pence.</summary>
    Money,
    /// <summary>A date.</summary>
    Date,
    /// <summary>A short name that is no secret: an employer, a scheme, an item. Stored as its place in the record's list of names.</summary>
    Name,
    /// <summary>Free words; sealed under the person's key, never read by a rule.</summary>
    Words,
}

/// <summary>One code of a list, the days on which it may be used (both count), and its code in a national data set where there is one.</summary>
public sealed record Code(string Name, string Title, int From, int Until, string? Ndtms);

/// <summary>A list of codes in its declared order; when <paramref name="Ordered"/>, later codes are higher levels.</summary>
public sealed record CodeList(string Name, bool Ordered, IReadOnlyList<Code> Codes)
{
    /// <summary>The place of a code in the list, or -1.</summary>
    public int Find(string code)
    {
        for (var i = 0; i < Codes.Count; i++) if (Codes[i].Name == code) return i;
        return -1;
    }
}

/// <summary>
/// One detail of a kind of fact. <paramref name="Place"/> is where it stands among the kind's details; the first two that
/// fit sixteen bits are kept in the row itself (<see cref="Slot"/> 0 and 1), the others in a column of their own.
/// </summary>
public sealed record Detail(string Name, string Title, DetailType Type, CodeList? List, string Unit, int Decimals, int Min, int Max, bool Required, string? Ndtms, string? Top, int Place)
{
    /// <summary>0 or 1: in the row. 2 and up: in extra column number <c>Slot - 2</c>. -1: not held in columns (free words).</summary>
    public int Slot { get; init; }

    /// <summary>Whether it names another fact, by its place in the log: set by the page that it is recorded on, and neither asked for nor shown.</summary>
    public bool NamesFact => Unit == "place in the log";
}

/// <summary>One lane of the life strip; lanes stand in their declared order.</summary>
public sealed record Lane(string Name, string Title, int Number);

/// <summary>
/// What a person is told when a fact of a kind is recorded about them, or on the day before its day. The words name no scheme, service or
/// reason: anybody may be looking over a shoulder.
/// </summary>
public sealed record Notice(string Words, bool IsDayBefore);

/// <summary>
/// A kind of fact: about whom or what, a spell or an event, its details, the evidence that may support it, who may record
/// it and the category of consent it falls in.
/// </summary>
public sealed record Kind(string Name, int Number, string Title, About About, bool IsSpell, IReadOnlyList<Detail> Details,
    IReadOnlyList<string> Evidence, IReadOnlyList<string> RecordedBy, string Category, string? Ndtms, string? Top)
{
    /// <summary>Where its facts are drawn on a life strip; null: in the strip's table only.</summary>
    public Lane? Lane { get; init; }

    /// <summary>What the person is told of it outside Cairn; null: nothing.</summary>
    public Notice? Notice { get; init; }

    /// <summary>The detail that a bare code speaks of, as in <c>housing: hostel</c>: the first one declared; null where there is none.</summary>
    public Detail? Main => Details.Count > 0 ? Details[0] : null;

    public Detail? Find(string detail)
    {
        foreach (var d in Details) if (d.Name == detail) return d;
        return null;
    }

    /// <summary>How many extra columns its table has beside the two in the row.</summary>
    public int Extras => Details.Count == 0 ? 0 : Math.Max(0, Details.Max(d => d.Slot) - 1);
}

/// <summary>Every kind of fact that may be recorded. Read from <c>schemes/facts.yaml</c>; a new kind is a few lines there.</summary>
public sealed class Vocabulary(IReadOnlyList<Kind> kinds, IReadOnlyList<CodeList> lists, IReadOnlyList<string> evidence, IReadOnlyList<string> roles, IReadOnlyList<Calendar> calendars, IReadOnlyList<Lane> lanes)
{
    private Calendar? workingDays;

    private readonly Dictionary<string, Kind> byName = kinds.ToDictionary(k => k.Name, StringComparer.Ordinal);

    public IReadOnlyList<Kind> Kinds { get; } = kinds;

    public IReadOnlyList<CodeList> Lists { get; } = lists;

    /// <summary>The kinds of evidence there are; at most 64, so that a set of them is one word.</summary>
    public IReadOnlyList<string> Evidence { get; } = evidence;

    /// <summary>The capacities in which someone records a fact.</summary>
    public IReadOnlyList<string> Roles { get; } = roles;

    /// <summary>Named days on which clocks may stand still.</summary>
    public IReadOnlyList<Calendar> Calendars { get; } = calendars;

    /// <summary>The lanes of the life strip, from the top.</summary>
    public IReadOnlyList<Lane> Lanes { get; } = lanes;

    public Calendar? FindCalendar(string name) => Calendars.FirstOrDefault(c => c.Name == name);

    /// <summary>Stands still on Saturdays, Sundays and the days of the calendar <c>bank-holidays</c>, if there is one.</summary>
    public Calendar WorkingDays => workingDays ??= new Calendar("working days",
        day => Day.Date(day).DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday || FindCalendar("bank-holidays") is { } holidays && holidays.StopsOn(day));

    public Kind? Find(string name) => byName.GetValueOrDefault(name);

    public Dictionary<string, Kind>.AlternateLookup<ReadOnlySpan<char>> ByName => byName.GetAlternateLookup<ReadOnlySpan<char>>();
}
