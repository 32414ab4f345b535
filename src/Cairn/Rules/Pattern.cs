using Cairn.Record;

namespace Cairn.Rules;

/// <summary>
/// What a detail must be: a code of a set, a number in a range (both ends count, in the detail's own steps), or one of some
/// names. A fact that does not record the detail does not fit.
/// </summary>
public sealed record Test(Detail Detail)
{
    /// <summary>For a code: whether the code at each place in the list fits.</summary>
    public IReadOnlyList<bool>? Codes { get; init; }

    /// <summary>For a number, an amount or a date: the least that fits.</summary>
    public int Min { get; init; } = int.MinValue + 1;

    /// <summary>For a number, an amount or a date: the most that fits.</summary>
    public int Max { get; init; } = int.MaxValue;

    /// <summary>For a name: those that fit.</summary>
    public IReadOnlyList<string>? Names { get; init; }

    /// <summary>Names listed after <c>not</c>: any recorded name fits but these.</summary>
    public bool NotNames { get; init; }

    /// <summary>As the file says it.</summary>
    public required string Says { get; init; }
}

/// <summary>
/// Facts of one kind whose details all fit. A kind that is not about what the scheme is about (a protocol agreed by a
/// partner, say) is looked for wherever it was recorded.
/// </summary>
public sealed record Pattern(Kind Kind, IReadOnlyList<Test> Tests, Yaml At)
{
    /// <summary>The capacities in which it must have been said; empty when anyone's word will do.</summary>
    public IReadOnlyList<int> SaidBy { get; init; } = [];

    /// <summary>As the file says it: <c>employment: contract permanent</c>.</summary>
    public required string Says { get; init; }
}

/// <summary>A set of days in someone's life.</summary>
public abstract record Days;

/// <summary>The days of the facts that fit; spells that touch or overlap join, whoever the employer or landlord. An event is one day.</summary>
public sealed record SpellDays(Pattern Pattern) : Days;

/// <summary>The days in any of the sets.</summary>
public sealed record EitherDays(IReadOnlyList<Days> Of) : Days;

/// <summary>The days in all of the sets.</summary>
public sealed record BothDays(IReadOnlyList<Days> Of) : Days;

/// <summary>The days not in the set.</summary>
public sealed record NotDays(Days Of) : Days;

/// <summary>The days on which the details of the facts going on at once come to a total in the range: two jobs of 10 hours are 20.</summary>
public sealed record TogetherDays(Pattern Pattern, Detail Detail, int Min, int Max) : Days;

/// <summary>A reading that fits holds from its day until the day before the next reading of the kind, and no longer than so many days.</summary>
public sealed record CarriedDays(Pattern Pattern, Length AtMost) : Days;
