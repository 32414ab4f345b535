using Cairn.Record;

namespace Cairn.Rules;

/// <summary>How a budget is divided: the same for every place, by need, or as recorded person by person.</summary>
public enum BudgetShare { Equal, ByNeed, Recorded }

/// <summary>
/// A sum divided among the people who have a place, each spending their part on a framework of services. No money changes hands
/// with the person. Both ways of dividing are always worked out, whichever holds.
/// </summary>
public sealed record Budget(long Sum, BudgetShare Share)
{
    /// <summary>Null where only the equal division was written.</summary>
    public Need? ByNeed { get; init; }

    /// <summary>Nothing is bought before this is true; it speaks of partners, places and groups. Null: ready from the start.</summary>
    public Clause? OpensWhen { get; init; }

    /// <summary>How long an allocation may be spent, from the enrolment (or referral), both days counting; null: until the scheme ends.</summary>
    public Length? Lasts { get; init; }

    /// <summary>Asked of every purchase.</summary>
    public Gate Gate { get; init; } = new();

    /// <summary>Limits on everything a person buys together.</summary>
    public IReadOnlyList<Limit> Limits { get; init; } = [];

    public IReadOnlyList<ApprovalRule> Approvals { get; init; } = [];

    public IReadOnlyList<FrameworkItem> Framework { get; init; } = [];

    public IReadOnlyList<NotAllowed> NotAllowed { get; init; } = [];

    public FrameworkItem? Find(string item) => Framework.FirstOrDefault(i => i.Name == item);
}

/// <summary>A service that may be bought, at a price or up to one, for each unit.</summary>
public sealed record FrameworkItem(string Name, string Title, long Price, bool UpTo, Yaml At)
{
    public string? Provider { get; init; }

    /// <summary>Run by people who have been through it themselves.</summary>
    public bool PeerLed { get; init; }

    public string? Category { get; init; }

    /// <summary>What one of it is: a session, a month.</summary>
    public string Unit { get; init; } = "one";

    public IReadOnlyList<Limit> Limits { get; init; } = [];

    public IReadOnlyList<ApprovalRule> Approvals { get; init; } = [];

    public Gate Gate { get; init; } = new();

    /// <summary>What else to offer; empty: whatever else is in its category.</summary>
    public IReadOnlyList<string> Instead { get; init; } = [];
}

/// <summary>Something that may not be bought, with the reason and what there is instead.</summary>
public sealed record NotAllowed(string Name, string Title, string Because, IReadOnlyList<string> Instead, Yaml At);

/// <summary>Over what a limit counts: Monday to Sunday, one person's whole allocation, everyone together.</summary>
public enum LimitSpan { Week, Person, Everyone }

/// <summary>At most so many pence, or so many units, within a span.</summary>
public sealed record Limit(LimitSpan Span, long? Pence, int? Units, Yaml At);

/// <summary>
/// A purchase that, with what was bought of the item in the same week, comes to more than this needs the word of one of these
/// roles. Of several rules the highest passed counts.
/// </summary>
public sealed record ApprovalRule(long Above, IReadOnlyList<int> By, Yaml At);

/// <summary>
/// What must be so on the day of a purchase: a clause true by then, a set of days that it lies in, and one that it does not.
/// </summary>
public sealed record Gate
{
    public Clause? Needs { get; init; }

    public Days? While { get; init; }

    public Days? NotWhile { get; init; }

    /// <summary>The reason, for whoever is refused.</summary>
    public string? Because { get; init; }

    public Yaml? At { get; init; }
}
