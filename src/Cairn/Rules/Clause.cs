using Cairn.Record;

namespace Cairn.Rules;

/// <summary>What a time is reckoned from.</summary>
public enum AnchorKind { Referral, Enrolment, Reached, Date, Opens, Closes }

/// <summary>A day that a window hangs on: the referral, the enrolment, an outcome or milestone, a date, or the scheme's first or last day; with an offset.</summary>
public sealed record Anchor(AnchorKind Kind, string? Name = null, int Date = Day.Never, Length? Offset = null, bool Back = false);

/// <summary>
/// When a clause must come true. Both ends count, so "after" and "before" include the day itself. "Within" counts on from
/// After, or back from Before; with neither, on from where the clause's surroundings begin.
/// </summary>
public sealed record Window(Anchor? After = null, Anchor? Before = null, Length? Within = null, bool Ever = false);

/// <summary>One condition of a scheme. Its answer is a day: the first on which it is true within its window, or never.</summary>
public abstract record Clause(Yaml At)
{
    public Window Window { get; init; } = new();

    /// <summary>Why a number in it is ours and not the source's; null when the source gives it.</summary>
    public string? Assumption { get; init; }

    /// <summary>The evidence asked for when this is the branch that was met.</summary>
    public EvidenceRule? Evidence { get; init; }
}

/// <summary>True when all are; on the last of their days. In order: each looked for from the day of the one before.</summary>
public sealed record AllOf(IReadOnlyList<Clause> Clauses, bool InOrder, Yaml At) : Clause(At);

/// <summary>True when so many of them are (1 for any of); on the day of that one.</summary>
public sealed record AnyOf(IReadOnlyList<Clause> Clauses, int AtLeast, Yaml At) : Clause(At);

/// <summary>True when none has come true in the window; known on the window's last day.</summary>
public sealed record NoneOf(IReadOnlyList<Clause> Clauses, Yaml At) : Clause(At);

/// <summary>If the condition is true in its window, then the one; otherwise the other (never, when there is none).</summary>
public sealed record IfThen(Clause If, Clause Then, Clause? Else, Yaml At) : Clause(At);

/// <summary>An event happens, or a spell begins, so many times, each at least so long after the one before.</summary>
public sealed record Happens(Pattern Pattern, int Times, Length? Apart, Yaml At) : Clause(At)
{
    /// <summary>Refused when a fact that fits lies before the window: the first ever.</summary>
    public bool First { get; init; }

    /// <summary>Set times after the window opens, each needing an event of its own, give or take <see cref="Tolerance"/>.</summary>
    public IReadOnlyList<Length> AtTimes { get; init; } = [];

    public Length? Tolerance { get; init; }
}

/// <summary>A spell ends in the window, having lasted at least so long (both days count, and days before the window too).</summary>
public sealed record Leaves(Pattern Pattern, Length? Lasted, Yaml At) : Clause(At);

/// <summary>Some day of the set lies in the window; the first such day.</summary>
public sealed record Holds(Days Days, Yaml At) : Clause(At);

/// <summary>The days of the set last for so long. See the language reference for gaps and restarts.</summary>
public sealed record Sustains(Days Days, Length For, Yaml At) : Clause(At)
{
    /// <summary>The most gap days in the whole stretch; null when only <see cref="GapsEach"/> limits. 0 and null: none allowed.</summary>
    public int? GapsInTotal { get; init; }

    /// <summary>The most days of one gap; null when only the total limits.</summary>
    public int? GapsEach { get; init; }

    /// <summary>Gap days count towards the length.</summary>
    public bool GapsCount { get; init; }

    /// <summary>Each of these is also true on every counted day.</summary>
    public Days? While { get; init; }

    /// <summary>This is true on no counted day.</summary>
    public Days? Without { get; init; }

    /// <summary>Only spells that begin in the window count; what was going on before does not.</summary>
    public bool New { get; init; }

    /// <summary>Only facts whose detail is higher than any held on the window's first day count.</summary>
    public Detail? Bettering { get; init; }

    /// <summary>The facts that join must agree in this detail (the same employer).</summary>
    public Detail? Same { get; init; }

    /// <summary>An event on which the clock starts again from nothing; its own day does not count.</summary>
    public Pattern? RestartsOn { get; init; }

    /// <summary>Days on which the clock stands still: they neither count nor are a gap.</summary>
    public Calendar? Stops { get; init; }
}

/// <summary>No day of the set in the stretch of this length that begins on the window's first day; known on the stretch's last day.</summary>
public sealed record Lacks(Days Days, Length For, Yaml At) : Clause(At)
{
    /// <summary>The returns that must cover the whole stretch before silence counts; null when silence always does.</summary>
    public Days? CoveredBy { get; init; }
}

/// <summary>What is reckoned up.</summary>
public enum Tally { Count, Days, Total }

/// <summary>
/// A number reckoned from facts: how many facts, how many days, or the total of a detail. A detail of a spell is taken on its
/// first day unless <see cref="Spread"/> shares it evenly over the spell's days.
/// </summary>
public sealed record Quantity(Tally Tally, Pattern? Pattern, Days? Days, Detail? Detail)
{
    /// <summary>How many of a whole each code of the main detail is worth, in thousandths; null when every fact counts one.</summary>
    public IReadOnlyList<int>? Worth { get; init; }

    public bool Spread { get; init; }
}

/// <summary>
/// A quantity reaches a sum: within the window, in any sliding stretch, or in each of so many periods counted from the
/// window's first day; or it is a share of another quantity over a stretch, judged on the stretch's last day.
/// </summary>
public sealed record Reckons(Quantity Quantity, long Reaches, Yaml At) : Clause(At)
{
    /// <summary>Sliding: the stretch may begin on any day of the window.</summary>
    public Length? InAny { get; init; }

    /// <summary>Periods of this length, one after another from the window's first day, each reaching the sum.</summary>
    public Length? InEach { get; init; }

    /// <summary>How many periods; 1 unless InEach is given.</summary>
    public int Times { get; init; } = 1;

    /// <summary>The periods must follow one another.</summary>
    public bool InARow { get; init; }

    /// <summary>The sum is a share of this, in hundredths of one per cent (7,500 = 75%).</summary>
    public Quantity? OutOf { get; init; }

    /// <summary>With OutOf: the stretch over which both are reckoned, from the window's first day.</summary>
    public Length? Over { get; init; }

    /// <summary>The sum comes from this dated table, as at the window's first day, times <see cref="Reaches"/>.</summary>
    public DatedTable? Table { get; init; }
}

/// <summary>A measure, or the sum of several: fits a range, or is so much better than its baseline; so many times so far apart; and lasting.</summary>
public sealed record Measures(IReadOnlyList<(Pattern Pattern, Detail Detail)> Of, Yaml At) : Clause(At)
{
    public long? Min { get; init; }

    public long? Max { get; init; }

    /// <summary>At least so much above the baseline (or, when negative, below it).</summary>
    public long? RisesBy { get; init; }

    public long? FallsBy { get; init; }

    /// <summary>The baseline is the last reading on or before this day, or else the first after it; null: the window's first day.</summary>
    public Anchor? Baseline { get; init; }

    public int Times { get; init; } = 1;

    public Length? Apart { get; init; }

    /// <summary>No reading in the stretch of this length from the first good one fails; known on its last day.</summary>
    public Length? Lasting { get; init; }
}

/// <summary>Someone's age on a day is in the range, both ends counting; from the fact of their birth.</summary>
public sealed record Aged(Pattern Birth, int Min, int Max, Anchor On, Yaml At) : Clause(At);

/// <summary>Another milestone or outcome has been reached; on its day.</summary>
public sealed record Reached(string Name, Yaml At) : Clause(At);

/// <summary>A dated series of values: the one that holds on a day is the last whose date is not after it.</summary>
public sealed record DatedTable(string Name, IReadOnlyList<(int From, long Value)> Values)
{
    /// <summary>The value on a day; null before the first date.</summary>
    public long? On(int day)
    {
        long? found = null;
        foreach (var (from, value) in Values) if (from <= day) found = value;
        return found;
    }
}

/// <summary>Evidence asked for: every group must be met, a group by any one of its kinds ("the form, and one of these").</summary>
public sealed record EvidenceRule(IReadOnlyList<IReadOnlyList<int>> Groups)
{
    /// <summary>Whether a set of kinds of evidence, a bit each, meets every group.</summary>
    public bool MetBy(ulong seen)
    {
        foreach (var group in Groups)
        {
            var met = false;
            foreach (var kind in group) met |= (seen & (1UL << kind)) != 0;
            if (!met) return false;
        }
        return true;
    }
}
